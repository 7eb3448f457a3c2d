"""How far budgets lie apart: what their posts differ by, by area and year.

Posts are matched by id, so a line that two budgets inherit from the same base,
or that both propose, counts once and only with what it differs by. Gross is
the sum of the posts' absolute differences, net the absolute difference of the
area; both are symmetric and zero from a budget to itself. Posts below årets
resultat are left out, as in the areas. Amounts are mkr.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import MovedRows, comparable, posts

Cell = tuple[str, int]  # area and year
Figures = tuple[Decimal, ...]  # one for each year


class Apart(NamedTuple):
    """What lies between two budgets in an area and year (mkr, never negative)."""

    net: Decimal
    gross: Decimal


NOTHING = Apart(ZERO, ZERO)


class Lines(NamedTuple):
    """Lines of a budget and of bases of its own: by post, and added up by area, with and without sign."""

    posts: dict[str, Figures]
    signed: dict[str, Figures]
    gross: dict[str, Figures]


_NO_LINES = Lines({}, {}, {})


class Distances:
    """How far any two of the budgets lie apart.

    Each budget's lines are added up by area once; comparing two then takes time only for the areas
    and the posts that both have.
    """

    def __init__(self, budgets: Sequence[Budget], years: Sequence[int]) -> None:
        self.years = tuple(years)
        self._none = (ZERO,) * len(self.years)
        self._budgets = budgets
        self._chains = [list(budget.chain) for budget in budgets]
        self._files = [frozenset(link.file for link in chain) for chain in self._chains]
        self._roots = [budget.root.file for budget in budgets]
        self._area: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._see_posts()
        self._lines = cache(self._add_up)
        self._has_posts = cache(lambda i: bool(posts(budgets[i])))

    def _see_posts(self) -> None:
        """The area of each post, and whether it counts, as the first budget that has it says.

        They are the same for all pairs, so both ways are equal.
        """
        seen: set[str] = set()
        for chain in self._chains:
            for link in reversed(chain):
                rows = MovedRows(link)
                for line in link.lines:
                    if not self._area.get(line.id):
                        self._area[line.id] = line.area or ""
                    if line.id not in seen and rows[line.row].below_result:
                        self._left_out.add(line.id)
                    seen.add(line.id)

    def between(self, i: int, j: int) -> dict[Cell, Apart] | None:
        """Area and year → how far two lie apart; None if they have no posts in common terms."""
        found = self.by_area(i, j)
        if found is None:
            return None
        signed, gross = found
        return {
            (area, year): Apart(abs(net), whole)
            for area in signed
            for year, net, whole in zip(self.years, signed[area], gross[area], strict=True)
        }

    def by_area(self, i: int, j: int) -> tuple[dict[str, Figures], dict[str, Figures]] | None:
        """By area, for each year, what two budgets' posts differ by with sign (i − j), and without."""
        found = self._own(i, j)
        if found is None:
            return None
        ours, theirs = found
        areas = dict.fromkeys([*ours.signed, *theirs.signed])
        signed = {area: self._each(Decimal.__sub__, ours.signed, theirs.signed, area) for area in areas}
        gross = {area: self._each(Decimal.__add__, ours.gross, theirs.gross, area) for area in areas}
        for id in ours.posts.keys() & theirs.posts.keys():
            area = self._area[id]
            gross[area] = tuple(
                [
                    whole + abs(a - b) - abs(a) - abs(b)
                    for whole, a, b in zip(gross[area], ours.posts[id], theirs.posts[id], strict=True)
                ]
            )
        return signed, gross

    def areas(self, i: int, j: int) -> Iterable[str] | None:
        """The areas in which two budgets have posts of their own; None if these have no common terms."""
        found = self._own(i, j)
        return found and {**found[0].signed, **found[1].signed}

    def _own(self, i: int, j: int) -> tuple[Lines, Lines] | None:
        """The lines of two budgets that are not in a base of both; None if they have no common terms."""
        if i == j:
            return _NO_LINES, _NO_LINES
        if not self._comparable(i, j):
            return None
        shared = self._files[i] & self._files[j]
        ours, theirs = (sum(link.file not in shared for link in self._chains[of]) for of in (i, j))
        return self._lines(i, ours), self._lines(j, theirs)

    def _each(
        self,
        combine: Callable[[Decimal, Decimal], Decimal],
        one: dict[str, Figures],
        other: dict[str, Figures],
        area: str,
    ) -> Figures:
        """The figures of an area in two sums, combined year by year; nothing where there are none."""
        return tuple(map(combine, one.get(area, self._none), other.get(area, self._none)))

    def _comparable(self, i: int, j: int) -> bool:
        """Whether two budgets' posts can be held against each other: changes to one, or all posts."""
        return self._roots[i] == self._roots[j] or (
            comparable([self._budgets[i], self._budgets[j]]) and self._has_posts(i) and self._has_posts(j)
        )

    def _add_up(self, i: int, links: int) -> Lines:
        """The lines of a budget and of so many links of its chain, itself the first."""
        found, none = Lines({}, {}, {}), self._none
        for link in self._chains[i][:links]:
            places = [link.years.index(year) if year in link.years else None for year in self.years]
            for line in link.lines:
                if line.id not in self._left_out:
                    amounts = [ZERO if at is None else line.amounts[at] for at in places]
                    before = found.posts.get(line.id, none)
                    found.posts[line.id] = tuple(map(Decimal.__add__, before, amounts))
        for id, figures in found.posts.items():
            area = self._area[id]
            found.signed[area] = tuple(map(Decimal.__add__, found.signed.get(area, none), figures))
            found.gross[area] = tuple(map(Decimal.__add__, found.gross.get(area, none), map(abs, figures)))
        return found
