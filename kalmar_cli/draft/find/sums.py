"""Which readings of a statement's rows the sums require, and which figures they speak against."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, Interval, decimals_of, exact, plain, printed, rounded
from kalmar_cli.budget.composition import compose
from kalmar_cli.budget.order import Ingredients, add_up
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, SHARE_ID, SUMS, facts
from kalmar_cli.budget.statement import share

Values = tuple[Decimal | None, ...]
_MOST_COMBINATIONS = 20_000
_UNEVEN = 1000  # times greater than the least figure of its row: not likely, where there is a choice


class Solved(NamedTuple):
    """One reading for each row, and doubts by row."""

    values: dict[str, Values]
    doubts: dict[str, tuple[str, ...]]


class Block(NamedTuple):
    """A sum and what it is made of."""

    sum: str
    made_of: Ingredients


def blocks(rows: Sequence[str]) -> list[Block]:
    """The sums of these rows in the document's order."""
    composition = compose(rows)
    sums = (row for row in rows if row in SUMS or row in composition.groups)
    found = [Block(row, composition.ingredients(row, composition.memo)) for row in sums]
    return [block for block in found if block.made_of.rows]


def solve(choices: dict[str, list[Values]]) -> Solved:
    """Rows with their possible readings → one reading each.

    Where the sums leave several, the first stands and the others are named in a
    doubt; rows without any reading are left out. Where costs are printed as
    sizes, the sums say so, and they get their minus.
    """
    rows = {row: sorted(readings, key=_unevenness) for row, readings in choices.items() if readings}
    solved = _solved(rows)
    costs = [row for row in rows if facts(row).cost]
    sizes = all(value is None or value >= 0 for row in costs for value in solved.values[row])
    if not costs or not sizes or not solved.doubts:
        return solved
    with_minus = _solved(
        {
            row: [_negated(r) for r in readings] if facts(row).cost else readings
            for row, readings in rows.items()
        }
    )
    if len(with_minus.doubts) >= len(solved.doubts):
        return solved
    said = _("printed without a minus; the sums require one")
    doubts = dict(with_minus.doubts)
    doubts[costs[0]] = (said, *doubts.get(costs[0], ()))
    return Solved(with_minus.values, doubts)


def _negated(values: Values) -> Values:
    return tuple(value if not value else -value for value in values)


def _solved(rows: dict[str, list[Values]]) -> Solved:
    known = dict(rows)
    for _round in range(len(rows)):
        before = {row: len(readings) for row, readings in known.items()}
        for block in blocks(list(rows)):
            _narrow(known, block)
        if before == {row: len(readings) for row, readings in known.items()}:
            break
    values = {row: readings[0] for row, readings in known.items()}
    doubts: dict[str, list[str]] = {row: [] for row in values}
    for row, readings in known.items():
        if len(readings) > 1:
            others = "; ".join(_shown(reading) for reading in readings[:3])
            doubts[row].append(_("the figures can be read as {readings}").format(readings=others))
    for block in blocks(list(values)):
        wrong = [
            _("{sum} for {figure} in column {column}").format(
                sum=plain(got), figure=plain(wanted), column=column + 1
            )
            for column, wanted, got in _disagreements(values, block)
        ]
        if wrong:
            doubts[block.sum].append(
                _("{row} does not agree with its parts ({parts}), which give {sums}").format(
                    row=block.sum, parts=", ".join(block.made_of.rows), sums="; ".join(wrong)
                )
            )
    _check_share(values, doubts)
    return Solved(values, {row: tuple(said) for row, said in doubts.items() if said})


def _narrow(known: dict[str, list[Values]], block: Block) -> None:
    """Keeps the readings of a block's rows with which its sum can agree."""
    rows = (block.sum, *block.made_of.rows)
    if _size(known, rows) > _MOST_COMBINATIONS:
        for row in rows:
            known[row] = [reading for reading in known[row] if _unevenness(reading) < _UNEVEN] or known[row]
    if not 1 < _size(known, rows) <= _MOST_COMBINATIONS:
        return
    fitting = [
        combination
        for combination in product(*(known[row] for row in rows))
        if not any(_disagreements(dict(zip(rows, combination, strict=True)), block))
    ]
    if fitting:
        for index, row in enumerate(rows):
            known[row] = list(dict.fromkeys(combination[index] for combination in fitting))


def _size(known: dict[str, list[Values]], rows: Iterable[str]) -> int:
    return prod(len(known[row]) for row in rows)


def _unevenness(values: Values) -> Decimal:
    """How many times a row's greatest figure is its least: like sizes are the likelier reading."""
    sizes = [abs(value) for value in values if value]
    return max(sizes) / min(sizes) if sizes else ZERO


def _disagreements(values: dict[str, Values], block: Block) -> Iterable[tuple[int, Decimal, Decimal]]:
    """The columns in which a sum is further from its parts than rounding explains: column, printed, sum."""
    wanted = values[block.sum]
    for column, figure in enumerate(wanted):
        if figure is None:
            continue
        parts = {
            row: printed(value, _step(values[row]))
            for row in block.made_of.rows
            if (value := values[row][column]) is not None
        }
        total = add_up(block.made_of.among(parts), parts.get, exact(ZERO))
        if total is not None and not total.meets(printed(figure, _step(wanted))):
            yield column, figure, (total.low + total.high) / 2


def _step(values: Values) -> Decimal:
    """In what steps a row is printed: by the figure with the most decimals."""
    places = max((max(decimals_of(v), -v.as_tuple().exponent) for v in values if v is not None), default=0)  # type: ignore[operator]
    return Decimal(1).scaleb(-places)


def _check_share(values: dict[str, Values], doubts: dict[str, list[str]]) -> None:
    """Doubts a printed share that its own rows do not give, rounding counted."""
    composition = compose(list(values))
    taxes = composition.tax_parts(composition.memo)
    if not taxes or not {SHARE_ID, BEFORE_EXTRAORDINARY} <= values.keys():
        return
    for column, figure in enumerate(values[SHARE_ID]):
        result = values[BEFORE_EXTRAORDINARY][column]
        whole = add_up(Ingredients(None, taxes), lambda row, at=column: values[row][at], ZERO)  # type: ignore[misc]
        if figure is None or result is None:
            continue
        half = _step(values[BEFORE_EXTRAORDINARY]) / 2
        low, high = share(result - half, whole), share(result + half, whole)
        if low is None or high is None:
            continue
        if not Interval(*sorted((low, high))).meets(printed(figure, _step(values[SHARE_ID]))):
            computed = share(result, whole)
            assert computed is not None
            doubts[SHARE_ID].append(
                _("in column {column} the rows give {share} %, but {figure} % is printed").format(
                    column=column + 1, share=plain(rounded(computed, 2)), figure=plain(figure)
                )
            )


def _shown(values: Values) -> str:
    return "[" + ", ".join("null" if v is None else plain(v) for v in values) + "]"
