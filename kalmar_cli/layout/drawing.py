"""A report's tables as people read them: years spread sideways, figures as aligned text.

The sheets made here are what the terminal, plain text, Markdown, HTML and
LaTeX draw; none of them formats a figure itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.arranging import (
    abbreviations,
    arrangements,
    by_row,
    follows,
    left_out,
    loses_figures,
    with_short_headings,
)
from kalmar_cli.layout.cells import (
    ABSENT,
    CellValue,
    FigureKind,
    bar_text,
    common_decimals,
    decimals_by_kind,
    differs_beside,
    figure_texts,
    kinds_in,
    labels_in,
    longest_bar,
    note,
    one_line,
    rounding,
    row_name,
    sentence,
    told_beside,
    word_text,
)
from kalmar_cli.layout.parts import Arrangement, Wide
from kalmar_cli.layout.sheet import LEFT, RIGHT, ColumnHeading, Sheet, SheetLine, line_up
from kalmar_cli.reports.table import (
    PEOPLE,
    SHARE_DECIMALS_FOR_PEOPLE,
    Column,
    Record,
    Report,
    Table,
    tables_for,
)

# From this width on, names of rows do not wrap to make room for figures.
_ROOMY = 80


class _Drawing(NamedTuple):
    """How all tables of a report are drawn: its unit and decimals, the number style, the scale of its bars.

    `common` are the decimals that amounts have at least.
    """

    unit: str
    decimals: int | None
    common: int
    style: NumberStyle
    longest: Decimal


def sheets(
    report: Report,
    style: NumberStyle,
    width: int | None = None,
    *,
    folded: bool = False,
    complete: bool = False,
    tables: Sequence[Table] | None = None,
) -> list[Sheet]:
    """The report's tables for people: all side by side, or so that they fit `width` columns.

    `tables` are drawn instead of its own, with as many decimals. `folded` folds quiet rows
    away where a table can say how many they are; where `complete`, no figure is left out
    for the width that does not follow from those beside it.
    """
    common = common_decimals(report)
    drawing = _Drawing(report.unit, report.decimals, common, style, longest_bar(report))
    found: list[Sheet] = []
    for table in tables_for(report, PEOPLE) if tables is None else tables:
        shown, words = _fold(table) if folded else (table, "")
        fitting = _fit(shown, drawing, width, complete)
        if words and shown.title:
            fitting[0] = fitting[0]._replace(title=f"{fitting[0].title} ({words})")
        elif words:
            fitting[-1] = fitting[-1]._replace(notes=(f"{words}.", *fitting[-1].notes))
        found.extend(fitting)
    return line_up(_titled_apart(found) if complete else found, width)


def _titled_apart(found: list[Sheet]) -> list[Sheet]:
    """The sheets, titled with what their rows are and, where that is alike, whose differences they have."""
    titled = [of._replace(title=_whole_title(of)) for of in found]
    words = [_of_differences(of) for of in titled]
    apart = []
    for sheet, own in zip(titled, words, strict=True):
        alike = [of for other, of in zip(titled, words, strict=True) if other.title == sheet.title]
        names = [name for name in own if not all(name in of for of in alike)]
        apart.append(sheet._replace(title=f"{sheet.title}: {', '.join(names)}") if names else sheet)
    return apart


def _whole_title(sheet: Sheet) -> str:
    if any(letter.isalpha() for letter in sheet.title):
        return sheet.title
    return f"{sheet.headings[0].title} {sheet.title}".strip()


def _of_differences(sheet: Sheet) -> list[str]:
    """The words above a sheet's differences."""
    words = ((of.group, of.title) for of in sheet.headings if of.difference and not of.folds)
    return list(filter(None, dict.fromkeys(chain(*words))))


def said_above(report: Report, style: NumberStyle) -> str:
    """Where the figures come from and what is not among them; nothing if the report does not say."""
    scope = (sentence(words, style, report.decimals) for words in report.scope)
    return " ".join(filter(None, [one_line(report.source), *scope]))


def notes_below(report: Report) -> list[str]:
    """The report's notes, and that figures are rounded, if they are."""
    return [one_line(words) for words in (*report.notes, rounding(report)) if words]


def _fold(table: Table) -> tuple[Table, str]:
    """A table without its quiet rows, and how many they are in words; or what one types to see more."""
    if table.folded is None:
        return table, table.hint
    shown = tuple(record for record in table.records if not record.quiet)
    rows = len(by_row(table)) - len(by_row(table._replace(records=shown)))
    return table._replace(records=shown), table.folded(rows) if rows else ""


def _fit(table: Table, drawing: _Drawing, width: int | None, complete: bool) -> list[Sheet]:
    """The first arrangement of a table that fits, from everything side by side to one year at a time."""

    def drawn(arrangement: Arrangement) -> list[Sheet]:
        found = [_sheet(table, columns, drawing, title) for title, columns in arrangement]
        below = [note(words, drawing.style, drawing.decimals) for words in table.notes]
        return [*found[:-1], found[-1]._replace(notes=(*below, *found[-1].notes))]

    if width is None:
        return drawn(next(iter(arrangements(table))))
    shorter = with_short_headings(table)
    everything: dict[bool, list[Wide]] = {}
    for named, short in zip(arrangements(table), arrangements(shorter), strict=True):
        found, is_short = drawn(named), False
        if shorter != table and not _names_have_room(found, abbreviated := drawn(short), width):
            found, is_short = abbreviated, True
        shown = {False: _columns(named), True: _columns(short)}
        everything = everything or shown
        if complete and loses_figures(everything[False], shown[False]):
            continue
        if all(sheet.least(width, whole=width >= _ROOMY) <= width for sheet in found):
            break
    notes = [abbreviations(table)] if is_short else []
    notes += [(follows if complete else left_out)(everything[is_short], shown[is_short])]
    found[-1] = found[-1]._replace(notes=(*found[-1].notes, *filter(None, notes)))
    return found


def _columns(arrangement: Arrangement) -> list[Wide]:
    return [wide for _title, columns in arrangement for wide in columns]


def _names_have_room(named: list[Sheet], short: list[Sheet], width: int) -> bool:
    """Whether long headings cost no width, or none that the screen lacks."""
    return all(of.width <= max(width, without.width) for of, without in zip(named, short, strict=True))


def _sheet(table: Table, columns: list[Wide], drawing: _Drawing, title: str) -> Sheet:
    """One sheet of a table, its figures written out, aligned on the decimal sign."""
    spread = table.at("spread")
    rows = by_row(table) if spread else []
    firsts = [next(iter(by_year.values())) for by_year in rows] if spread else table.records
    decimals = decimals_by_kind(table, drawing.unit, drawing.decimals)
    if not (table.mixed or table.as_printed):
        decimals[drawing.unit,] = max(decimals.get((drawing.unit,), 0), drawing.common)
    texts: list[list[str]] = []
    beside: list[tuple[str, str, Decimal]] = []
    for column, year, _words in columns:
        records = firsts if year is None else [by_year.get(year) for by_year in rows]
        if column.kind == "text":
            label_of = labels_in(table, column)
            texts.append([word_text(of and label_of(of), drawing.style) for of in records])
        elif column.kind == "bar":
            texts.append([bar_text(of and of.values[column.id], drawing.longest) for of in records])
        else:
            cells = list(_cells(table, column, records, decimals))
            texts.append(figure_texts(column, cells, drawing.style))
            beside += [
                (row_name(table, of), str(year or ""), other)
                for of, cell in zip(records, cells, strict=True)
                if of and cell.marked and isinstance(other := of.values[column.beside], Decimal)
            ]
    lines = tuple(
        SheetLine(cells, of.emphasis) for cells, of in zip(zip(*texts, strict=True), firsts, strict=True)
    )
    headings = tuple(_headings(columns))
    if spread:  # a row may have nothing to show in the years of this sheet
        lines = tuple(line for line in lines if any(_has_figure(line, headings)))
    notes = []
    if beside:
        order = [row_name(table, of) for of in firsts]
        beside.sort(key=lambda of: order.index(of[0]))
        words = next(c.beside_words for c in table.columns if c.beside)
        notes.append(told_beside(words, beside, drawing.style, drawing.decimals))
    return Sheet(title.strip(), headings, lines, tuple(notes))


def _cells(
    table: Table, column: Column, records: Iterable[Record | None], decimals: dict[FigureKind, int]
) -> Iterator[CellValue]:
    """The figures of a column, with what their texts depend on; none where there is no record."""
    kind_of, percent = kinds_in(table, column.id), column.kind == "percent"
    for record in records:
        if record is None:
            yield CellValue(None)
            continue
        places = SHARE_DECIMALS_FOR_PEOPLE if percent else decimals.get(kind_of(record), 0)
        value, other = record.values[column.id], record.values[column.beside] if column.beside else None
        yield CellValue(value, places, differs_beside(value, other, places))


def _has_figure(line: SheetLine, headings: tuple[ColumnHeading, ...]) -> list[bool]:
    """For each column with figures: whether the line has one there."""
    return [c.strip() != ABSENT for c, h in zip(line.cells, headings, strict=True) if h.kind != "text"]


def _headings(columns: list[Wide]) -> list[ColumnHeading]:
    """What stands above the columns; where all figures are one column's, its years need not say which."""
    only = len({wide.column.id for wide in columns if wide.column.kind != "text"}) == 1
    return [_heading(wide, only)._replace(id=wide.column.id) for wide in columns]


def _heading(wide: Wide, only: bool) -> ColumnHeading:
    align = LEFT if wide.column.kind in ("text", "bar") else RIGHT
    difference = wide.column.role == "difference"
    if wide.words:
        group, title = map(one_line, wide.words)
        return ColumnHeading(group, title, align, wide.column.kind, difference)
    title = one_line(wide.column.title)
    if wide.spread is None or wide.column.kind == "text":
        whole = wide.column.role == "key" and not wide.column.least
        group, folds = one_line(wide.column.group), bool(wide.column.group)
        least = wide.column.least
        return ColumnHeading(group, title, align, wide.column.kind, difference, least, whole, folds=folds)
    year = str(wide.spread)
    if only and wide.column.role != "difference":  # utfall 2022 in two lines, and no word above a year
        title, _space, year = year.rpartition(" ")
    return ColumnHeading(title, year, align, wide.column.kind, difference)
