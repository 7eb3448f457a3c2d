"""Figures that remember what they were computed from, so that a spreadsheet can compute them again.

A key figure is a function of a FigureCase; given a TracedCase, the same function
leaves a Traced, whose `how` is a tree of operations over figures of the statement
and amounts of posts. No formula is written a second time.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from kalmar_cli.base.numbers import ZERO, rounded
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, Sum
from kalmar_cli.budget.rows import BELOW_RESULT
from kalmar_cli.key_figures.case import FigureCase


class RowFigure(NamedTuple):
    """A row of a budget's statement in a column (mkr)."""

    budget: Budget
    row: str
    column: str


class PostAmounts(NamedTuple):
    """What a budget's posts differ by from those held against, of a sign ("<0", ">0"), added up (mkr)."""

    budget: Budget
    posts: tuple[str, ...]
    only: str
    column: str


class Operation(NamedTuple):
    """An operation (+ − × ÷ as + - * /, MAX, MIN, ROUND) and what it is done with."""

    name: str
    operands: tuple["How", ...]


How = RowFigure | PostAmounts | Operation | Decimal


class Traced(Decimal):
    """A figure, exactly, and how it came to be."""

    how: How

    def __new__(cls, value: Decimal, how: How) -> "Traced":
        made = super().__new__(cls, value)
        made.how = how
        return made

    def __add__(self, other: Any) -> "Traced":
        return _traced("+", Decimal.__add__(self, other), self, other)

    def __radd__(self, other: Any) -> "Traced":
        if not other:  # where `sum` begins
            return self
        return _traced("+", Decimal.__radd__(self, other), other, self)

    def __sub__(self, other: Any) -> "Traced":
        return _traced("-", Decimal.__sub__(self, other), self, other)

    def __rsub__(self, other: Any) -> "Traced":
        return _traced("-", Decimal.__rsub__(self, other), other, self)

    def __mul__(self, other: Any) -> "Traced":
        return _traced("*", Decimal.__mul__(self, other), self, other)

    def __rmul__(self, other: Any) -> "Traced":
        return _traced("*", Decimal.__rmul__(self, other), other, self)

    def __truediv__(self, other: Any) -> "Traced":
        return _traced("/", Decimal.__truediv__(self, other), self, other)

    def __rtruediv__(self, other: Any) -> "Traced":
        return _traced("/", Decimal.__rtruediv__(self, other), other, self)

    def __neg__(self) -> "Traced":
        return _traced("-", Decimal.__neg__(self), ZERO, self)


def how_of(value: Decimal | int) -> How:
    """How a figure came to be; one that is not traced is itself."""
    return value.how if isinstance(value, Traced) else Decimal(value)


def _traced(name: str, value: Decimal, *operands: Decimal | int) -> Traced:
    return Traced(value, Operation(name, tuple(map(how_of, operands))))


def larger(one: Decimal, other: Decimal) -> Decimal:
    """The larger of two figures; a spreadsheet chooses anew when they change."""
    return _chosen("MAX", max(one, other), one, other)


def smaller(one: Decimal, other: Decimal) -> Decimal:
    """The smaller of two figures; a spreadsheet chooses anew when they change."""
    return _chosen("MIN", min(one, other), one, other)


def to_places(value: Decimal, places: int) -> Decimal:
    """A quotient rounded to so many places, as `rounded` does."""
    return _chosen("ROUND", rounded(value, places), value, Decimal(places))


def _chosen(name: str, value: Decimal, *operands: Decimal) -> Decimal:
    return _traced(name, value, *operands) if any(isinstance(of, Traced) for of in operands) else value


class TracedCase(FigureCase):
    """A case whose figures remember where they stand."""

    def row(self, row: str) -> Decimal:
        """A row's figure (mkr). Raises Missing."""
        return Traced(super().row(row), RowFigure(self.budget, row, self.column))

    def tax_and_grants(self) -> Decimal:
        """Tax, grants and equalisation as the sum of their rows (mkr). Raises Missing."""
        whole = super().tax_and_grants()
        rows = self.figures.tax_rows(self.column)
        added = sum((self.row(row) for row in rows), ZERO) if rows else ZERO
        return added if added == whole else whole

    def sum(self) -> Sum:
        """What the posts that differ add up to. Raises Missing."""
        found = super().sum()
        posts = [post for post in self.differing_posts() if post.line.row not in BELOW_RESULT]
        return Sum(
            found.lines, self._posts(posts, "<0", found.increases), self._posts(posts, ">0", found.savings)
        )

    def changed(self, only: str, which: Callable[[Post], bool] = lambda _post: True) -> Decimal:
        """The changes of a sign of the posts that `which` accepts, added up (mkr). Raises Missing."""
        posts = [post for post, _amount in self.changes() if which(post)]
        return self._posts(posts, only, super().changed(only, which))

    def _posts(self, posts: list[Post], only: str, value: Decimal) -> Decimal:
        ids = tuple(post.line.id for post in posts)
        return Traced(value, PostAmounts(self.budget, ids, only, self.column)) if ids else value
