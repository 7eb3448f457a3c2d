"""Figures and words as texts: a column sees every value before it aligns them on the decimal sign."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.characters import on_one_line
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import ZERO, NumberStyle, decimals_for, decimals_of, rounded
from kalmar_cli.reports.table import (
    PEOPLE,
    SHARE_DECIMALS_FOR_PEOPLE,
    SHARE_UNIT,
    Column,
    Ratio,
    Record,
    Report,
    Sentence,
    Table,
    Value,
    tables_for,
)

ABSENT, MARK = "–", "*"
BAR_HALF = 8


def one_line(text: str) -> str:
    """A text of the data's own, harmless and on one line."""
    return " ".join(on_one_line(text).split())


def sentence(
    found: Sentence, style: NumberStyle, decimals: int | None, beside: Sentence | None = None
) -> str:
    """A sentence with its figures written out, with the decimals of the one `beside` it if there is one.

    All have as many as the figure with the fewest; one that needs more has more.
    """
    figures = [f for f in (beside or found).figures.values() if isinstance(f, Decimal)]
    common = min(filter(None, map(decimals_of, figures)), default=0)

    def text(figure: Decimal) -> str:
        places = max(common, decimals_of(figure)) if decimals is None else decimals
        return (
            less_than(places, style)
            if figure and not rounded(figure, places)
            else style.text(figure, places)
        )

    return found.words.format(
        **{n: one_line(f) if isinstance(f, str) else text(f) for n, f in found.figures.items()}
    )


def less_than(decimals: int, style: NumberStyle) -> str:
    """What stands for an amount that rounds to nothing."""
    return _("less than {amount}").format(amount=style.text(Decimal(1).scaleb(-decimals), decimals))


def note(words: str | Sentence, style: NumberStyle, decimals: int | None) -> str:
    """A note below a table, its figures written out."""
    return sentence(words, style, decimals) if isinstance(words, Sentence) else words


def rounding(report: Report) -> str:
    """A note that amounts are rounded; "" if the user did not ask for it or no amount is."""
    if report.decimals is None:
        return ""
    shown = (
        record.values[column.id]
        for table in tables_for(report, PEOPLE)
        for column in table.columns
        if column.kind == "number" and column.title
        for record in table.records
        if table.value(record, "unit") != SHARE_UNIT
    )
    exact = report.decimals
    if all(rounded(value, exact) == value for value in shown if isinstance(value, Decimal)):
        return ""
    words = (
        _("Rounded to whole {unit}; sums and differences are of the exact figures.")
        if exact == 0
        else _n(
            "Rounded to {n} decimal; sums and differences are of the exact figures.",
            "Rounded to {n} decimals; sums and differences are of the exact figures.",
            exact,
        )
    )
    return words.format(unit=report.unit)


FigureKind = tuple[Value, ...]
"""What figures have in common that are written with the same decimals: the unit, and perhaps the row."""


def in_words(column: Column, value: Value) -> Value:
    """A value as people read it: the word for a code."""
    return column.words.get(value, value) if column.words and isinstance(value, str) else value


def row_name(table: Table, record: Record) -> str:
    """What people call a row: the keys that they see, in words."""
    keys = [column for column in table.columns if column.role == "key" and column.title]
    return " ".join(str(in_words(column, record.values[column.id]) or "") for column in keys)


def kinds_in(table: Table, column: str) -> Callable[[Record], FigureKind]:
    """Tells what a record's figure shares its decimals with: its unit, in a mixed table its row too.

    As printed, that is in its own column: one document prints more of them than another.
    """
    roles = ("unit", "key") if table.mixed else ("unit",)
    ids = [column.id for column in table.columns if column.role in roles]
    own = (column,) if table.as_printed else ()
    return lambda record: (*[record.values[id] for id in ids], *own)


def common_decimals(report: Report) -> int:
    """The decimals that all amounts of a report have at least, so that its tables look alike.

    They are those of the table with the fewest, of those that need any.
    """
    tables = [table for table in tables_for(report, PEOPLE) if not (table.mixed or table.as_printed)]
    needs = [
        decimals_by_kind(table, report.unit, report.decimals).get((report.unit,), 0) for table in tables
    ]
    return min(filter(None, needs), default=0)


def decimals_by_kind(table: Table, unit: str, chosen: int | None) -> dict[FigureKind, int]:
    """Kind of figure → the decimals that the longest one in the table needs, or those `chosen`.

    Figures of other kinds than the report's `unit`, such as a tax rate, keep their own.
    """
    shown = [column.id for column in table.columns if column.kind == "number" and column.title]
    needs: dict[FigureKind, int] = {}
    at = table.at("unit")
    for ids in [[id] for id in shown] if table.as_printed else [shown] if shown else []:
        kind_of = kinds_in(table, ids[0])
        for record in table.records:
            kind, own_unit = kind_of(record), at and record.values[at]
            if own_unit == SHARE_UNIT:
                needs[kind] = SHARE_DECIMALS_FOR_PEOPLE
                continue
            figures = [value for id in ids if isinstance(value := record.values[id], Decimal)]
            if figures:
                own = table.mixed and own_unit != unit
                needs[kind] = max(needs.get(kind, 0), decimals_for(figures, None if own else chosen))
    return needs


class CellValue(NamedTuple):
    """A figure on its way to a text: its decimals, and whether a mark follows it."""

    value: Value
    decimals: int = 0
    marked: bool = False


def labels_in(table: Table, column: Column) -> Callable[[Record], Value]:
    """Tells what stands in a column of words; a share's unit stands in its row's label, its last key."""
    keys = [c.id for c in table.columns if c.role == "key" and c.kind == "text"]
    at = table.at("unit") if column.id in keys[-1:] else None

    def label_of(record: Record) -> Value:
        value = in_words(column, record.values[column.id])
        if at and record.values[at] == SHARE_UNIT and SHARE_UNIT not in str(value):
            return f"{value}, {SHARE_UNIT}"
        return value

    return label_of


def differs_beside(value: Value, other: Value, decimals: int) -> bool:
    """Whether two figures that are both known look different when they are written alike."""
    if not isinstance(value, Decimal) or not isinstance(other, Decimal):
        return False
    return rounded(value, decimals) != rounded(other, decimals)


def longest_bar(report: Report) -> Decimal:
    """The size of the largest figure that bars of the report show: all of them have one scale."""
    return max(
        (
            abs(value)
            for table in tables_for(report, PEOPLE)
            for column in table.columns
            if column.kind == "bar"
            for record in table.records
            if isinstance(value := record.values[column.id], Decimal)
        ),
        default=ZERO,
    )


def figure_texts(column: Column, cells: Iterable[CellValue], style: NumberStyle) -> list[str]:
    """A column's figures as texts: it sees every value before it aligns them."""
    signed = column.role == "difference"
    return _align([_number(cell, style, signed) for cell in cells])


def word_text(value: Value, style: NumberStyle) -> str:
    """A value among words; a figure there has all its digits."""
    if isinstance(value, Decimal):
        return style.text(value, decimals_of(value))
    return ABSENT if value is None else one_line(str(value))


def _number(cell: CellValue, style: NumberStyle, signed: bool) -> tuple[str, str]:
    """A figure in two parts, that which stands before its last whole digit's end and the rest."""
    value = cell.value
    if value is None:
        return ABSENT, ""
    if isinstance(value, Ratio):
        return f"{value.part} / {value.whole}", ""
    if isinstance(value, Decimal):
        text = number_text(value, cell.decimals, style, signed)
        whole, point, fraction = text.partition(style.point) if cell.decimals else (text, "", "")
        return whole, point + fraction + (MARK if cell.marked else "")
    return str(value), ""


def number_text(value: Decimal, decimals: int, style: NumberStyle, signed: bool) -> str:
    """A figure written out; a difference that rounds to nothing is less than the least and not 0."""
    if signed and value and not rounded(value, decimals):
        least = style.text(Decimal(1).scaleb(-decimals), decimals)
        return (style.minus if value < 0 else "+") + "<" + least
    return style.text(value, decimals, signed=signed)


def _align(parts: list[tuple[str, str]]) -> list[str]:
    """Numbers padded so that their last whole digits stand below each other."""
    left = max((len(whole) for whole, _rest in parts), default=0)
    right = max((len(rest) for _whole, rest in parts), default=0)
    return [whole.rjust(left) + rest.ljust(right) for whole, rest in parts]


def bar_text(value: Value, longest: Decimal) -> str:
    """A bar from a common middle, costs to the left, savings to the right, in halves of a column."""
    if not isinstance(value, Decimal):
        return ""
    halves = int(rounded(abs(value) / longest * BAR_HALF * 2, 0)) if longest else 0
    halves = max(halves, 1 if value else 0)
    whole, half = "█" * (halves // 2), halves % 2
    if value < 0:
        return (("▐" if half else "") + whole).rjust(BAR_HALF) + "│"
    return " " * BAR_HALF + "│" + whole + ("▌" if half else "")


def told_beside(
    words: str, entries: Iterable[tuple[str, str, Decimal]], style: NumberStyle, decimals: int | None
) -> str:
    """The figures that marks stand for: row, column and figure, the row's name once for its columns."""
    by_row: dict[str, list[str]] = {}
    for row, column, value in entries:
        figure = style.text(value, decimals_for([value], decimals))
        by_row.setdefault(row, []).append(f"{column} {figure}".strip())
    told = "; ".join(f"{one_line(row)} {', '.join(figures)}" for row, figures in by_row.items())
    return f"{MARK} {words}: {told}." if told else ""
