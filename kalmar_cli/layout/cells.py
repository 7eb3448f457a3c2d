"""Figures and words as texts: a column sees every value before it aligns them on the decimal sign."""

from decimal import Decimal

from kalmar_cli.base.characters import harmless
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle, decimals_for, decimals_of, rounded
from kalmar_cli.reports.table import (
    BAR,
    COUNT,
    DIFFERENCE,
    KEY,
    NUMBER,
    SHARE_DECIMALS_FOR_PEOPLE,
    SHARE_UNIT,
    UNIT,
    Column,
    Ratio,
    Record,
    Sentence,
    Table,
    Value,
)

ABSENT = "–"
BAR_HALF = 8


def one_line(text: str) -> str:
    """A text of the data's own, harmless and on one line."""
    return " ".join(harmless(text).split())


def sentence(found: Sentence, style: NumberStyle, decimals: int | None) -> str:
    """A sentence with its figures written out.

    They have the fewest decimals that one of them needs, and one that needs more has more.
    """
    figures = [f for f in found.figures.values() if isinstance(f, Decimal)]
    common = min(filter(None, map(decimals_of, figures)), default=0)

    def text(figure: Decimal) -> str:
        places = max(common, decimals_of(figure)) if decimals is None else decimals
        if figure and not rounded(figure, places):
            least = style.text(Decimal(1).scaleb(-places), places)
            return _("less than {amount}").format(amount=least)
        return style.text(figure, places)

    return found.words.format(
        **{n: one_line(f) if isinstance(f, str) else text(f) for n, f in found.figures.items()}
    )


def note(words: str | Sentence, style: NumberStyle, decimals: int | None) -> str:
    """A note below a table, its figures written out."""
    return sentence(words, style, decimals) if isinstance(words, Sentence) else words


Kind = tuple[Value, ...]


def in_words(column: Column, value: Value) -> Value:
    """A value as people read it: the word for a code."""
    return column.words.get(value, value) if column.words and isinstance(value, str) else value


def kind_of(table: Table, record: Record) -> Kind:
    """What a record shares its decimals with: its unit, in a mixed table its row too."""
    roles = (UNIT, KEY) if table.mixed else (UNIT,)
    return tuple(record.values[column.id] for column in table.columns if column.role in roles)


def decimals_by_kind(table: Table, chosen: int | None) -> dict[Kind, int]:
    """Kind of record → the decimals that its longest figure in the table needs, or those `chosen`."""
    shown = [column.id for column in table.columns if column.kind == NUMBER and column.title]
    needs: dict[Kind, int] = {}
    for record in table.records:
        kind = kind_of(table, record)
        if table.value(record, UNIT) == SHARE_UNIT:
            needs[kind] = SHARE_DECIMALS_FOR_PEOPLE
            continue
        figures = [value for id in shown if isinstance(value := record.values[id], Decimal)]
        if figures:
            needs[kind] = max(needs.get(kind, 0), decimals_for(figures, chosen))
    return needs


def column_texts(column: Column, cells: list[tuple[Value, bool, int]], style: NumberStyle) -> list[str]:
    """A column's texts: it sees every value before it aligns them."""
    if column.kind == BAR:
        return _bars([value for value, _share, _places in cells])
    if column.kind in (NUMBER, COUNT):
        signed = column.role == DIFFERENCE
        return _align([_number(v, share, style, decimals, signed) for v, share, decimals in cells])
    return [_word(value, style) for value, _share, _places in cells]


def _word(value: Value, style: NumberStyle) -> str:
    """A value among words; a figure there has all its digits."""
    if isinstance(value, Decimal):
        return style.text(value, decimals_of(value))
    return ABSENT if value is None else one_line(str(value))


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


def _align(parts: list[tuple[str, str]]) -> list[str]:
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
