"""Which readings of a statement's rows the sums require, and which figures they speak against."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from math import prod
from types import MappingProxyType
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, Interval, decimals_of, exact, plain, printed, rounded
from kalmar_cli.budget.composition import compose
from kalmar_cli.budget.order import Ingredients, add_up
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, SHARE_ID, STANDARD, SUMS
from kalmar_cli.budget.statement import share
from kalmar_cli.draft.find.cells import Values

_MOST_UNCOUNTED = 3
_MOST_COMBINATIONS = 20_000
_UNEVENNESS = (1000, 100, 10, 4)  # times the least figure of its row: less likely, the more
# Rows that some documents print as sizes, without a minus.
COSTS = frozenset(row for row, known in STANDARD.items() if known.cost)


class Solved(NamedTuple):
    """One reading for each row that has one, doubts by row, and the rows that no sum counts.

    `open` are rows of which several readings remain; `proved` those of a block that holds,
    `failing` those of one that does not.
    """

    values: dict[str, Values]
    doubts: dict[str, tuple[str, ...]]
    memo: tuple[str, ...] = ()
    open: frozenset[str] = frozenset()
    proved: frozenset[str] = frozenset()
    failing: frozenset[str] = frozenset()


class Block(NamedTuple):
    """A sum and what it is made of."""

    sum: str
    made_of: Ingredients

    @property
    def rows(self) -> tuple[str, ...]:
        """The sum and all that it is made of."""
        return (self.sum, *self.made_of.rows)


Labels = Mapping[str, str]


def blocks(
    rows: Sequence[str], names: Labels = MappingProxyType({}), memo: Iterable[str] = ()
) -> list[Block]:
    """The sums of these rows in the document's order, group sums too; `names` are printed labels."""
    composition = compose(rows, names, tuple(memo))
    found = (row for row in rows if row in SUMS or row in composition.groups)
    whole = [Block(row, composition.ingredients(row, composition.memo)) for row in found]
    return [block for block in whole if block.made_of.rows]


def solve(
    choices: dict[str, list[Values]],
    names: Labels = MappingProxyType({}),
    kept: Collection[int] = range(99),
) -> Solved:
    """Rows with their possible readings → one reading each, where the sums decide.

    All columns help to decide; doubts are about those `kept`. Where costs are printed as sizes, the
    sums say so, and they get their minus.
    """
    rows = {row: sorted(readings, key=unevenness) for row, readings in choices.items() if readings}
    solved = _solved(rows, names, kept)
    costs = [row for row in rows if row in COSTS]
    sizes = all(value is None or value >= 0 for row in costs for value in solved.values[row])
    if not costs or not sizes or not _failing(solved, rows, names):
        return solved
    turned = {
        row: [_negated(r) for r in readings] if row in COSTS else readings for row, readings in rows.items()
    }
    with_minus = _solved(turned, names, kept)
    if len(_failing(with_minus, turned, names)) >= len(_failing(solved, rows, names)):
        return solved
    said = _("printed without a minus; the sums require one")
    doubts = dict(with_minus.doubts)
    for row in costs:
        if any(with_minus.values[row]):
            doubts[row] = (said, *doubts.get(row, ()))
    return with_minus._replace(doubts=doubts)


def _failing(solved: Solved, rows: Iterable[str], names: Labels) -> list[Block]:
    return [b for b in blocks(list(rows), names, solved.memo) if any(_disagreements(solved.values, b))]


def _negated(values: Values) -> Values:
    return tuple(value if not value else -value for value in values)


def _solved(rows: dict[str, list[Values]], names: Labels, kept: Collection[int]) -> Solved:
    known, memo = dict(rows), _uncounted(rows, names)
    order = blocks(list(rows), names, memo)
    for _round in range(len(rows)):
        before = {row: len(readings) for row, readings in known.items()}
        for block in order:
            _narrow(known, block)
        if before == {row: len(readings) for row, readings in known.items()}:
            break
    values = {row: readings[0] for row, readings in known.items()}
    doubts: dict[str, list[str]] = {row: [] for row in values}
    proved: set[str] = set()
    failing: set[str] = set()
    undecided = {row for row, readings in known.items() if len(_ours(readings, kept)) > 1}
    for row in undecided:
        others = "; ".join(_shown(reading) for reading in known[row][:3])
        doubts[row].append(_("the figures can be read as {readings}").format(readings=others))
    for block in order:
        wrong = [
            _("{sum} for {figure} in column {column}").format(
                sum=plain(got), figure=plain(wanted), column=column + 1
            )
            for column, wanted, got in _disagreements(values, block)
            if column in kept
        ]
        if not wrong:
            proved.update(block.rows)
            continue
        failing.update(block.rows)
        if undecided.isdisjoint(block.rows):
            doubts[block.sum].append(
                _("{row} does not agree with its parts ({parts}), which give {sums}").format(
                    row=block.sum, parts=", ".join(block.made_of.rows), sums="; ".join(wrong)
                )
            )
    _check_share(values, doubts, names, memo)
    told = {row: tuple(dict.fromkeys(said)) for row, said in doubts.items() if said}
    return Solved(values, told, tuple(memo), frozenset(undecided), frozenset(proved), frozenset(failing))


def _ours(readings: Iterable[Values], kept: Collection[int]) -> set[Values]:
    """Readings by their columns that are kept."""
    return {tuple(value for at, value in enumerate(values) if at in kept) for values in readings}


def _uncounted(rows: dict[str, list[Values]], names: Labels) -> list[str]:
    """The rows of the document's own with which a sum fails, and without which it holds."""
    found: list[str] = []
    for block in blocks(list(rows), names):
        own = [row for row in block.made_of.parts if row not in STANDARD]
        if not own or _fits(rows, block):
            continue
        found += next(
            (
                some
                for count in range(1, min(len(own), _MOST_UNCOUNTED) + 1)
                for some in combinations(own, count)
                if len(block.made_of.rows) > count and _fits(rows, _without(block, some))
            ),
            (),
        )
    return found


def _without(block: Block, some: tuple[str, ...]) -> Block:
    kept = tuple(row for row in block.made_of.parts if row not in some)
    return block._replace(made_of=Ingredients(block.made_of.above, kept))


def _fits(rows: dict[str, list[Values]], block: Block) -> bool:
    """Whether some readings of a block's rows make its sum hold."""
    known = {row: rows[row] for row in block.rows}
    before = {row: len(readings) for row, readings in known.items()}
    _narrow(known, block)
    if before != {row: len(readings) for row, readings in known.items()}:
        return True
    first = {row: readings[0] for row, readings in known.items()}
    return not any(_disagreements(first, block))


def _narrow(known: dict[str, list[Values]], block: Block) -> None:
    """Keeps the readings of a block's rows with which its sum can agree."""
    rows = block.rows
    likely = {row: known[row] for row in rows}
    for limit in _UNEVENNESS:
        if _size(likely, rows) <= _MOST_COMBINATIONS:
            break
        likely = {
            row: [r for r in readings if unevenness(r) < limit] or readings[:1]
            for row, readings in likely.items()
        }
    if not _size(known, rows) > 1 or _size(likely, rows) > _MOST_COMBINATIONS:
        return
    fitting = [
        combination
        for combination in product(*(likely[row] for row in rows))
        if not any(_disagreements(dict(zip(rows, combination, strict=True)), block))
    ]
    if fitting:
        for index, row in enumerate(rows):
            known[row] = list(dict.fromkeys(combination[index] for combination in fitting))


def _size(known: dict[str, list[Values]], rows: Iterable[str]) -> int:
    return prod(len(known[row]) for row in rows)


def unevenness(values: Values) -> Decimal:
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


def _check_share(
    values: dict[str, Values], doubts: dict[str, list[str]], names: Labels, memo: Sequence[str]
) -> None:
    """Doubts a printed share that its own rows do not give, rounding counted."""
    composition = compose(list(values), names, memo)
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
