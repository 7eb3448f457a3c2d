"""A report's tables as people read them: years spread sideways, figures as aligned text.

The sheets made here are what the terminal, plain text, Markdown, HTML and
LaTeX draw; none of them formats a figure itself.
"""

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.arranging import (
    Wide,
    abbreviations,
    arrangements,
    by_row,
    left_out,
    side_by_side,
    with_short_headings,
)
from kalmar_cli.layout.cells import (
    ABSENT,
    column_texts,
    decimals_by_kind,
    in_words,
    kind_of,
    note,
    one_line,
    sentence,
)
from kalmar_cli.layout.sheet import GAP, LEFT, RIGHT, ColumnHeading, Sheet, SheetLine
from kalmar_cli.reports.table import (
    BAR,
    DIFFERENCE,
    PEOPLE,
    SHARE_UNIT,
    SPREAD,
    TEXT,
    UNIT,
    Report,
    Table,
    tables_for,
)

__all__ = [
    "GAP",
    "RIGHT",
    "ColumnHeading",
    "Sheet",
    "SheetLine",
    "Wide",
    "by_row",
    "decimals_by_kind",
    "in_words",
    "kind_of",
    "needed",
    "note",
    "one_line",
    "sentence",
    "sheets",
    "side_by_side",
]


def sheets(report: Report, style: NumberStyle, width: int | None = None) -> list[Sheet]:
    """The report's tables for people: all side by side, or so that they fit `width` columns."""
    found: list[Sheet] = []
    for table in tables_for(report, PEOPLE):
        found.extend(_fit(table, report, style, width))
    return found


def _fit(table: Table, report: Report, style: NumberStyle, width: int | None) -> list[Sheet]:
    """The first arrangement of a table that fits, from everything side by side to one year at a time."""

    def drawn(arrangement: list[tuple[str, list[Wide]]]) -> list[Sheet]:
        return [_sheet(table, columns, report, style, title) for title, columns in arrangement]

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
        if all(needed(sheet) <= width for sheet in found):
            break
    notes = [abbreviations(table)] if is_short else []
    notes += [left_out(everything[is_short], shown[is_short])]
    found[-1] = found[-1]._replace(notes=(*found[-1].notes, *filter(None, notes)))
    return found


def _columns(arrangement: list[tuple[str, list[Wide]]]) -> list[Wide]:
    return [wide for _title, columns in arrangement for wide in columns]


def _names_have_room(named: list[Sheet], short: list[Sheet], width: int) -> bool:
    """Whether long headings cost no width, or none that the screen lacks."""
    return all(of.width <= max(width, without.width) for of, without in zip(named, short, strict=True))


def needed(sheet: Sheet) -> int:
    """The width below which a sheet would have to cut a number or break a word."""
    total = -GAP
    for heading, natural, i in zip(sheet.headings, sheet.widths, range(len(sheet.headings)), strict=True):
        shortest = natural
        if heading.kind == TEXT:
            texts = [heading.title, *(line.cells[i] for line in sheet.lines)]
            words = (word for text in texts for word in text.split(" "))
            shortest = min(natural, heading.least or max([10, *map(len, words)]))
        total += shortest + GAP
    return total


def _sheet(table: Table, columns: list[Wide], report: Report, style: NumberStyle, title: str) -> Sheet:
    """One sheet of a table, its figures written out, aligned on the decimal sign."""
    rows = by_row(table)
    decimals = decimals_by_kind(table, report.decimals)
    texts = []
    for wide in columns:
        cells = []
        for by_year in rows:
            record = by_year.get(wide.spread) or next(iter(by_year.values()))
            value = record.values[wide.column.id] if wide.spread is None or wide.spread in by_year else None
            share = table.value(record, UNIT) == SHARE_UNIT
            cells.append((in_words(wide.column, value), share, decimals.get(kind_of(table, record), 0)))
        texts.append(column_texts(wide.column, cells, style))
    lines = tuple(
        SheetLine(tuple(column[n] for column in texts), next(iter(by_year.values())).emphasis)
        for n, by_year in enumerate(rows)
    )
    headings = tuple(_heading(wide) for wide in columns)
    if table.at(SPREAD) is not None:  # a row may have nothing to show in the years of this sheet
        lines = tuple(line for line in lines if any(_has_figure(line, headings)))
    return Sheet(
        title.strip(), headings, lines, tuple(note(n, style, report.decimals) for n in table.notes)
    )


def _has_figure(line: SheetLine, headings: tuple[ColumnHeading, ...]) -> list[bool]:
    """For each column with figures: whether the line has one there."""
    return [c.strip() != ABSENT for c, h in zip(line.cells, headings, strict=True) if h.kind != TEXT]


def _heading(wide: Wide) -> ColumnHeading:
    align = LEFT if wide.column.kind in (TEXT, BAR) else RIGHT
    if wide.words:
        group, title = map(one_line, wide.words)
        return ColumnHeading(group, title, align, wide.column.kind, wide.column.role == DIFFERENCE)
    title = one_line(wide.column.title)
    if wide.spread is None or wide.column.kind == TEXT:
        return ColumnHeading("", title, align, wide.column.kind, False, wide.column.least)
    return ColumnHeading(title, str(wide.spread), align, wide.column.kind, wide.column.role == DIFFERENCE)
