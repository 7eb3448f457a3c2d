"""A report's tables as people read them: years spread sideways, figures as aligned text.

The sheets made here are what the terminal, plain text, Markdown, HTML and
LaTeX draw; none of them formats a figure itself.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.figures import NumberStyle, decimals_of
from kalmar_cli.harmless import harmless
from kalmar_cli.language import _
from kalmar_cli.report import (
    BAR,
    COUNT,
    DIFFERENCE,
    KEY,
    NUMBER,
    SHARE_DECIMALS_FOR_PEOPLE,
    SHARE_UNIT,
    SPREAD,
    TEXT,
    UNIT,
    Column,
    Ratio,
    Record,
    Report,
    Sentence,
    Table,
    Value,
    for_people,
)

LEFT, RIGHT = "left", "right"
ABSENT = "–"
BAR_HALF = 8
GAP = 2


class Heading(NamedTuple):
    """A column of a sheet: the words above it, in one or two lines, and its alignment."""

    group: str
    title: str
    align: str
    kind: str
    difference: bool


class Line(NamedTuple):
    """A row of a sheet: one text a column, and how it is set off."""

    cells: tuple[str, ...]
    emphasis: str


class Sheet(NamedTuple):
    """One table, ready to draw."""

    title: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """The headings above several columns: (words, first column, column after the last)."""
        found: list[tuple[str, int, int]] = []
        for i, heading in enumerate(self.headings):
            if found and heading.group and found[-1][0] == heading.group:
                found[-1] = (heading.group, found[-1][1], i + 1)
            else:
                found.append((heading.group, i, i + 1))
        return found

    @property
    def widths(self) -> list[int]:
        """The width that each column needs to stand on one line."""
        widths = [
            max([len(heading.title), *(len(line.cells[i]) for line in self.lines)])
            for i, heading in enumerate(self.headings)
        ]
        for words, start, end in self.spans:
            lacking = len(words) - sum(widths[start:end]) - GAP * (end - start - 1)
            if lacking > 0:
                widths[start] += lacking
        return widths

    def group_line(self, widths: list[int]) -> str:
        """The line of headings that stand above several columns, or nothing."""
        cells = []
        for words, start, end in self.spans:
            span = sum(widths[start:end]) + GAP * (end - start - 1)
            cells.append(words.rjust(span) if end - start == 1 else f" {words} ".center(span, "─"))
        return (" " * GAP).join(cells).rstrip()


class Wide(NamedTuple):
    """A column after spreading: what it shows, of which year, and other words above it than its own."""

    column: Column
    at: int
    spread: Value
    words: tuple[str, str] | None = None


def one_line(text: str) -> str:
    """A text of the data's own, harmless and on one line."""
    return " ".join(harmless(text).split())


def sentence(found: Sentence, style: NumberStyle, decimals: int | None) -> str:
    """A sentence with its figures written out."""
    if decimals is None:
        decimals = max(
            [decimals_of(f) for f in found.figures.values() if isinstance(f, Decimal)], default=0
        )
    return found.words.format(
        **{
            n: one_line(f) if isinstance(f, str) else style.text(f, decimals)
            for n, f in found.figures.items()
        }
    )


def sheets(report: Report, style: NumberStyle, width: int | None = None) -> list[Sheet]:
    """The report's tables for people: all side by side, or so that they fit `width` columns."""
    found: list[Sheet] = []
    for table in for_people(report):
        found.extend(_fitting(table, report, style, width))
    return found


def _fitting(table: Table, report: Report, style: NumberStyle, width: int | None) -> list[Sheet]:
    """The first arrangement of a table that fits, from everything side by side to one year at a time."""
    arrangement: list[Sheet] = []
    everything: list[Wide] = []
    for columns_of_sheets in _arrangements(table):
        shown = [wide for _title, columns in columns_of_sheets for wide in columns]
        everything = everything or shown
        arrangement = [_sheet(table, columns, report, style, title) for title, columns in columns_of_sheets]
        if width is None or all(needed(sheet) <= width for sheet in arrangement):
            break
    left_out = _left_out(everything, shown)
    if left_out:
        arrangement[-1] = arrangement[-1]._replace(notes=(*arrangement[-1].notes, left_out))
    return arrangement


def _left_out(everything: list[Wide], shown: list[Wide]) -> str:
    """A note on the columns that have no room, or nothing; a bar only repeats a figure."""
    there = {(wide.at, wide.spread) for wide in shown}
    missing: dict[str, list[str]] = {}
    for wide in everything:
        if (wide.at, wide.spread) not in there and wide.column.kind != BAR:
            missing.setdefault(one_line(wide.column.title), []).append(str(wide.spread or ""))
    columns = "; ".join(f"{title} {', '.join(years)}".strip() for title, years in missing.items())
    return _("No room for: {columns}.").format(columns=columns) if columns else ""


def needed(sheet: Sheet) -> int:
    """The width below which a sheet would have to cut a number or break a word."""
    total = -GAP
    for heading, natural, i in zip(sheet.headings, sheet.widths, range(len(sheet.headings)), strict=True):
        shortest = natural
        if heading.kind == TEXT:
            words = (word for line in sheet.lines for word in line.cells[i].split(" "))
            shortest = min(natural, max([10, *map(len, words)]))
        total += shortest + GAP
    return total


def _arrangements(table: Table) -> Iterable[list[tuple[str, list[Wide]]]]:
    """Ways to lay a table out, widest first: each a list of sheets as (title, columns)."""
    spread_at = next((i for i, c in enumerate(table.columns) if c.role == SPREAD), None)
    shown = [(i, c) for i, c in enumerate(table.columns) if c.title and c.role not in (SPREAD, UNIT)]
    keys = [Wide(c, i, None) for i, c in shown if c.role == KEY]
    rest = [(i, c) for i, c in shown if c.role != KEY]
    if spread_at is None:
        for left_out in ((), (BAR,), (BAR, COUNT)):
            columns = [Wide(c, i, None) for i, c in rest if c.kind not in left_out]
            yield [(table.title, keys + columns)]
        return
    years = list(dict.fromkeys(record.values[spread_at] for record in table.records))

    def wide(columns: list[tuple[int, Column]], chosen: Sequence[Value]) -> list[Wide]:
        return [Wide(c, i, year) for i, c in columns for year in (chosen if c.kind != TEXT else chosen[:1])]

    yield [(table.title, keys + wide(rest, years))]
    differences = [(i, c) for i, c in rest if c.role == DIFFERENCE]
    plain = [(i, c) for i, c in rest if c.role != DIFFERENCE]
    if len(years) > 1 and len(differences) == 1:
        yield [(table.title, keys + wide(plain, years[:1]) + wide(differences, years))]
    if len(rest) == 1 and not differences:
        for size in range(len(years) - 1, 1, -1):
            chunks = [years[start : start + size] for start in range(0, len(years), size)]
            yield [(table.title, keys + wide(rest, chunk)) for chunk in chunks]
    if len(years) > 1 and len(differences) < 2:
        yield [(f"{table.title} {year}", keys + wide(rest, [year])) for year in years]
    if len(differences) > 1:
        yield from _of_many(table.title, keys, plain, differences, years)


def _of_many(
    title: str,
    keys: list[Wide],
    plain: list[tuple[int, Column]],
    differences: list[tuple[int, Column]],
    years: Sequence[Value],
) -> Iterable[list[tuple[str, list[Wide]]]]:
    """A year at a time, for many budgets: each with its difference, or ever fewer differences beside."""
    *budgets, (baseline_at, baseline) = plain
    against = f"± {baseline.title}"

    def first(year: Value) -> list[Wide]:
        return [*keys, Wide(baseline, baseline_at, year, ("", baseline.title))]

    def pair(year: Value, i: int) -> list[Wide]:
        (at, budget), (difference_at, difference) = budgets[i], differences[i]
        return [
            Wide(budget, at, year, (budget.title, str(year))),
            Wide(difference, difference_at, year, (budget.title, "±")),
        ]

    several = range(len(differences))
    yield [
        (f"{title} {year}", first(year) + [wide for i in several for wide in pair(year, i)])
        for year in years
    ]
    for size in reversed(several):
        yield [
            (
                f"{title} {year}",
                first(year)
                + [
                    Wide(column, at, year, (against, budgets[start + i][1].title))
                    for i, (at, column) in enumerate(differences[start : start + size + 1])
                ],
            )
            for year in years
            for start in range(0, len(differences), size + 1)
        ]


def _sheet(table: Table, columns: list[Wide], report: Report, style: NumberStyle, title: str) -> Sheet:
    """One sheet of a table, its figures written out, aligned on the decimal sign."""
    spread_at = next((i for i, c in enumerate(table.columns) if c.role == SPREAD), None)
    unit_at = next((i for i, c in enumerate(table.columns) if c.role == UNIT), None)
    rows = by_row(table)
    decimals = decimals_by_unit(table, report.decimals)
    texts = []
    for wide in columns:
        cells = []
        for by_year in rows:
            record = by_year.get(wide.spread) or next(iter(by_year.values()))
            value = record.values[wide.at] if wide.spread is None or wide.spread in by_year else None
            unit = record.values[unit_at] if unit_at is not None else None
            cells.append((value, unit == SHARE_UNIT, decimals.get(unit, 0)))
        texts.append(_column(wide.column, cells, style))
    lines = tuple(
        Line(tuple(column[n] for column in texts), next(iter(by_year.values())).emphasis)
        for n, by_year in enumerate(rows)
    )
    headings = tuple(_heading(wide) for wide in columns)
    if spread_at is not None:  # a row may have nothing to show in the years of this sheet
        lines = tuple(line for line in lines if any(_has_figure(line, headings)))
    return Sheet(title.strip(), headings, lines, table.notes)


def side_by_side(table: Table) -> list[Wide]:
    """The columns that people see, every year of each beside the other."""
    return next(iter(_arrangements(table)))[0][1]


def by_row(table: Table) -> list[dict[Value, Record]]:
    """The table's rows, each as its records by year; by None in a table without years."""
    spread_at = next((i for i, c in enumerate(table.columns) if c.role == SPREAD), None)
    key_at = [i for i, c in enumerate(table.columns) if c.role == KEY]
    if spread_at is None:
        return [{None: record} for record in (*table.records, *table.footer)]
    rows: dict[tuple[Value, ...], dict[Value, Record]] = {}
    for record in (*table.records, *table.footer):
        key = tuple(record.values[i] for i in key_at)
        rows.setdefault(key, {})[record.values[spread_at]] = record
    return list(rows.values())


def _has_figure(line: Line, headings: tuple[Heading, ...]) -> list[bool]:
    """For each column with figures: whether the line has one there."""
    return [c.strip() != ABSENT for c, h in zip(line.cells, headings, strict=True) if h.kind != TEXT]


def _heading(wide: Wide) -> Heading:
    align = LEFT if wide.column.kind in (TEXT, BAR) else RIGHT
    if wide.words:
        group, title = map(one_line, wide.words)
        return Heading(group, title, align, wide.column.kind, wide.column.role == DIFFERENCE)
    title = one_line(wide.column.title)
    if wide.spread is None or wide.column.kind == TEXT:
        return Heading("", title, align, wide.column.kind, False)
    return Heading(title, str(wide.spread), align, wide.column.kind, wide.column.role == DIFFERENCE)


def decimals_by_unit(table: Table, chosen: int | None) -> dict[Value, int]:
    """Unit → the decimals that its longest figure in the table needs, or those `chosen`."""
    unit_at = next((i for i, c in enumerate(table.columns) if c.role == UNIT), None)
    needs: dict[Value, int] = {}
    for record in (*table.records, *table.footer):
        unit = record.values[unit_at] if unit_at is not None else None
        if unit == SHARE_UNIT:
            needs[unit] = SHARE_DECIMALS_FOR_PEOPLE
            continue
        for column, value in zip(table.columns, record.values, strict=True):
            if column.kind == NUMBER and column.title and isinstance(value, Decimal):
                need = decimals_of(value) if chosen is None else chosen
                needs[unit] = max(needs.get(unit, 0), need)
    return needs


def _column(column: Column, cells: list[tuple[Value, bool, int]], style: NumberStyle) -> list[str]:
    """A column's texts: it sees every value before it aligns them."""
    if column.kind == BAR:
        return _bars([value for value, _share, _places in cells])
    if column.kind in (NUMBER, COUNT):
        signed = column.role == DIFFERENCE
        return _aligned([_number(v, share, style, decimals, signed) for v, share, decimals in cells])
    return [ABSENT if value is None else one_line(str(value)) for value, _share, _places in cells]


def _number(value: Value, share: bool, style: NumberStyle, decimals: int, signed: bool) -> tuple[str, str]:
    """A figure in two parts, that which stands before its last whole digit's end and the rest."""
    if value is None:
        return ABSENT, ""
    if isinstance(value, Ratio):
        return f"{value.part} / {value.whole}", ""
    if isinstance(value, Decimal):
        text = style.text(value, decimals, signed=signed)
        whole, point, fraction = text.partition(style.point) if decimals else (text, "", "")
        suffix = style.space + (_("pp") if signed else "%") if share else ""
        return whole, point + fraction + suffix
    return str(value), ""


def _aligned(parts: list[tuple[str, str]]) -> list[str]:
    """Numbers padded so that their last whole digits stand below each other."""
    left = max((len(whole) for whole, _rest in parts), default=0)
    right = max((len(rest) for _whole, rest in parts), default=0)
    return [whole.rjust(left) + rest.ljust(right) for whole, rest in parts]


def _bars(values: list[Value]) -> list[str]:
    """Bars from a common middle, costs to the left, savings to the right; the longest fills its side."""
    amounts = [value if isinstance(value, Decimal) else None for value in values]
    longest = max((abs(a) for a in amounts if a is not None), default=Decimal(0))
    bars = []
    for amount in amounts:
        if amount is None:
            bars.append("")
            continue
        length = int((abs(amount) / longest * BAR_HALF).to_integral_value()) if longest else 0
        bar = "█" * max(length, 1 if amount else 0)
        left, right = (bar, "") if amount < 0 else ("", bar)
        bars.append(left.rjust(BAR_HALF) + "│" + right)
    return bars
