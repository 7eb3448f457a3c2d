"""Which rows of a table of changes or frames are sums of the others, and whether a printed sum holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.rows import NET_COST, STANDARD, SUMS
from kalmar_cli.draft.find import kind_words, labels
from kalmar_cli.draft.find.cells import Values
from kalmar_cli.draft.find.found import FoundLine

# What a statement sums up, a table of changes or frames may sum up too.
_SUM_ROWS = frozenset({NET_COST, *SUMS, *(row for row, known in STANDARD.items() if known.group)})
_FEWEST = 2  # rows that a sum without a word for it is made of
_MOST_DETAILS = 40
_BY_CHANCE = 4  # rows and figures: so few may be each other's sum by chance


class Reading(NamedTuple):
    """A row as it stands: its name, heading and place, every way to read its figures, and doubts.

    `summed` says that its figures are the sum of others, whatever its name; `saves` whether a column
    calls it a saving or a cost.
    """

    name: str
    heading: str
    line: FoundLine
    readings: list[Values]
    doubts: tuple[str, ...]
    area: str = ""
    number: int = 0
    summed: bool = False
    saves: bool | None = None

    @property
    def total(self) -> bool:
        """Whether it is a printed sum."""
        return self.summed or is_total(self.name)

    def as_sum(self) -> "Reading":
        """The row as the sum of others."""
        return self._replace(summed=True, area="", number=0)


def is_total(name: str) -> bool:
    """Whether a row is a printed sum, by its first or last word."""
    return bool(kind_words.TOTAL_NAME.search(name))


def _is_named(row: Reading) -> bool:
    """Whether a row is called as a sum of the statement."""
    return labels.row_of(row.name) in _SUM_ROWS


class _Sum:
    """The sums of some rows, column by column, and how many rows they are."""

    def __init__(self) -> None:
        self.count = 0
        self.columns: list[Decimal] = []

    def add(self, values: Values) -> None:
        if not self.columns:
            self.columns = [ZERO] * len(values)
        self.columns = [had + (value or ZERO) for had, value in zip(self.columns, values, strict=True)]
        self.count += 1

    def is_exactly(self, values: Values, fewest: int = 1) -> bool:
        return self.count >= fewest and self.columns == [value or ZERO for value in values]

    def is_nearly(self, values: Values) -> bool:
        """Whether these are the sums, or so near that the rounding of the printed rows explains it."""
        wanted = [value or ZERO for value in values]
        step = min((v.as_tuple().exponent for v in wanted if v), default=0)
        slack = Decimal(1).scaleb(int(step)) * (self.count + 1) / 2 if self.count > 2 else ZERO
        slack = slack if any(wanted) and slack < max(map(abs, wanted)) / 100 else ZERO
        return self.count > 0 and all(
            abs(got - printed) <= slack for got, printed in zip(self.columns, wanted, strict=True)
        )


class Above:
    """What stands above a row: all lines, those since the last sum, those of its heading, and the sums."""

    def __init__(self) -> None:
        self._lines, self._since, self._totals = _Sum(), _Sum(), _Sum()
        self._of_heading: defaultdict[str, _Sum] = defaultdict(_Sum)

    def add(self, values: Values, heading: str, *, total: bool) -> None:
        """One more row."""
        if total:
            self._totals.add(values)
            self._since = _Sum()
            return
        for some in (self._lines, self._since, self._of_heading[heading]):
            some.add(values)

    def holds(self, values: Values, heading: str) -> bool:
        """Whether a printed sum is the sum of any of them, rounding counted."""
        near = any(some.is_nearly(values) for some in self._groups(heading))
        return near or self._totals.is_exactly(values)

    def is_sum(self, values: Values, heading: str) -> bool:
        """Whether a row without a word for it is the sum of several of them, to the last digit."""
        groups = (*self._groups(heading), self._totals)
        return any(values) and any(some.is_exactly(values, _FEWEST) for some in groups)

    def _groups(self, heading: str) -> tuple[_Sum, ...]:
        return self._lines, self._since, self._of_heading[heading]


def may_be_sums(rows: Sequence[Reading]) -> set[int]:
    """The rows that no word calls a sum and that may be one: the last, and those named as a statement's."""
    last = len(rows) - 1
    named = {at for at, row in enumerate(rows) if _is_named(row)}
    return {at for at in named | {last} if at >= _FEWEST and not is_total(rows[at].name)}


def sums_among(rows: Sequence[Reading], may_be: set[int], chosen: Mapping[int, Values]) -> set[int]:
    """Those of the rows that may be sums that are; a last row that is named as one is, right or wrong."""
    above, found = Above(), set()
    last = len(rows) - 1
    for at, row in enumerate(rows):
        if at not in chosen:
            continue
        values = chosen[at]
        named = at == last and _is_named(row)
        if at in may_be and not row.total and (named or above.is_sum(values, row.heading)):
            found.add(at)
        above.add(values, row.heading, total=row.total or at in found)
    return found


def by_chance(rows: Sequence[Reading], values: Values) -> bool:
    """Whether so few rows and figures may be each other's sum by chance."""
    return len(rows) + sum(map(bool, values)) <= _BY_CHANCE


def details(rows: Sequence[Reading], chosen: Mapping[int, Values]) -> dict[int, range]:
    """Rows that are the exact sum of the several right below them, or right above: which these are.

    A whole table is read in one of the two ways: the one that finds more. One figure a row proves
    little, so that more than one such row is needed.
    """
    if len(chosen) < len(rows):
        return {}
    values = [() if row.total or _is_named(row) else chosen[at] for at, row in enumerate(rows)]
    below = _runs(values)
    back = _runs(values[::-1])
    last = len(rows) - 1
    above = {last - at: range(last - run[-1], last - run[0] + 1) for at, run in back.items()}
    found = max((below, above), key=len)
    if any(len(run) == len(rows) - 1 for run in found.values()):
        return {}  # the sum of the whole table
    return found if len(found) > 1 or any(sum(map(bool, values[at])) > 1 for at in found) else {}


def _runs(values: Sequence[Values]) -> dict[int, range]:
    """Index of a row → the rows after it, two or more and without a sum between, that it is the sum of."""
    found: dict[int, range] = {}
    at = 0
    while at < len(values):
        sums, end = _Sum(), at + 1
        while end < min(len(values), at + _MOST_DETAILS) and values[end]:
            sums.add(values[end])
            end += 1
            if sums.is_exactly(values[at], _FEWEST) and any(values[at]):
                found[at] = range(at + 1, end)
                break
        at = found[at].stop if at in found else at + 1
    return found
