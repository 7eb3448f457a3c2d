"""The figures of the sentence about a budget, each with how it follows from figures that are shown."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.reports.making import Added, Alike, Cells, Figure, Made
from kalmar_cli.reports.saying import all_of, same
from kalmar_cli.reports.table import LINES, STATEMENT


class Places(NamedTuple):
    """Where a sentence's figures are shown: the columns of both statements, and of what posts differ by.

    `listed` are the posts that are shown.
    """

    budget: str
    baseline: str = ""
    gap: str = ""
    listed: frozenset[str] = frozenset()


class Part(NamedTuple):
    """What some posts come to in a year, below zero if they lower the result, and how many they are."""

    amount: Figure
    posts: Figure

    @property
    def absent(self) -> Alike:
        """Whether it comes to nothing."""
        return Alike(((self.amount, 0),))


class Changes(NamedTuple):
    """What posts come to in a year, by what they are.

    A net is that of rows that are neither cost nor income: the financial net, one-off items.
    """

    higher_costs: Part
    lower_costs: Part
    more_income: Part
    less_income: Part
    higher_net: Part
    lower_net: Part

    @property
    def absent(self) -> Alike | None:
        """Whether all of them come to nothing."""
        return all_of([part.absent for part in self])


# Whether posts are a cost, or income, and which way they move the result, in the order of Changes.
_COST, _INCOME, _NET = (True, False), (False, True), (False, False)
_KINDS = ((_COST, -1), (_COST, 1), (_INCOME, 1), (_INCOME, -1), (_NET, 1), (_NET, -1))


class YearTold(NamedTuple):
    """What is told of a year: the posts that differ (None: not comparable), the result, and how much
    higher it is than the other one."""

    changes: Changes | None
    result: Figure | None
    gap: Figure | None

    @property
    def nothing(self) -> Alike | None:
        """Whether there is nothing to tell."""
        changes = Alike(()) if self.changes is None else self.changes.absent
        return all_of([changes, Alike(((self.gap, 0),) if self.gap else ())])

    def alike(self, other: "YearTold") -> Alike | None:
        """Whether two years have the same differences; None if one lacks what the other has."""
        if (self.changes is None) != (other.changes is None):
            return None
        parts = zip(self.changes or (), other.changes or (), strict=True)
        pairs = ((a, b) for mine, its in parts for a, b in zip(mine, its, strict=True))
        return all_of([same(self.gap, other.gap), Alike(tuple(pairs))])


class FigureFinder:
    """Finds a sentence's figures, in a unit, and in which `places` of tables they stand, if they do."""

    def __init__(self, unit: str, places: Places | None) -> None:
        self.unit, self.places = unit, places

    def result(self, column: str, result: Decimal | None) -> Figure | None:
        """A budget's result (mkr)."""
        made = self.places and Added((Cells(self.places.budget, (RESULT,), STATEMENT, year=column),))
        return self._figure(f"{column} result", result, made)

    def gap(self, column: str, result: Decimal | None, other: Decimal | None) -> Figure | None:
        """How much higher a result (mkr) is than another."""
        places = self.places
        made = places and Added(
            tuple(
                Cells(name, (RESULT,), STATEMENT, factor, year=column)
                for name, factor in ((places.budget, 1), (places.baseline, -1))
            )
        )
        gap = None if result is None or other is None else result - other
        return self._figure(f"{column} difference", gap, made)

    def changes(self, posts: Mapping[str, Post], year: int | None) -> Changes | None:
        """What posts come to in a year, those left out that dispose of the result."""
        if year is None:
            return None
        kinds = zip(Changes._fields, _KINDS, strict=True)
        return Changes(*(self._part(name, posts, year, *kind) for name, kind in kinds))

    def _part(
        self, name: str, posts: Mapping[str, Post], year: int, kind: tuple[bool, bool], sign: int
    ) -> Part:
        """The posts that are a cost, income or neither, and raise (1) or lower (-1) the result."""
        counting = {id: post for id, post in posts.items() if not post.below_result}
        of_kind = {id: post for id, post in counting.items() if (post.is_cost, post.is_income) == kind}
        amounts = [amount for post in of_kind.values() if (amount := post.amount(year)) * sign > 0]
        sums = many = None
        if self.places and (ids := tuple(id for id in of_kind if id in self.places.listed)):
            cells = Cells(self.places.gap, ids, LINES, only=">0" if sign > 0 else "<0", year=str(year))
            sums, many = Added((cells,)), Added((cells._replace(how_many=True),))
        come_to = Figure(f"{year} {name}", in_unit(sum(amounts, ZERO), self.unit), sums)
        return Part(come_to, Figure(f"{year} {name}, lines", len(amounts), many))

    def _figure(self, name: str, amount: Decimal | None, made: Made | None) -> Figure | None:
        return None if amount is None else Figure(name, in_unit(amount, self.unit), made)
