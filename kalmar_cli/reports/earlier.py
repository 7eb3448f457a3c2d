"""The earlier figures that a comparison is also held against: a column, or another budget's own year."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, net_by_area, posts
from kalmar_cli.budget.statement import Figures


class Earlier(NamedTuple):
    """Figures of an earlier time: those of `budget` in `column`; `words` is what they are called."""

    budget: Budget
    column: str
    words: str

    @property
    def figures(self) -> Figures:
        """The statement that has the column."""
        return Figures(self.budget)

    def has_posts_beside(self, budgets: Sequence[Budget]) -> bool:
        """Whether its posts are known and mean the same as those of `budgets`: none are mere changes."""
        year = year_in(self.column)
        known = year is not None and year in self.budget.years
        return known and all(link.root.lines for link in (self.budget, *budgets))

    def posts(self) -> dict[str, tuple[Post, Decimal]]:
        """Its posts with their amounts (mkr)."""
        return {id: (post, post.amount(int(self.column))) for id, post in posts(self.budget).items()}

    def areas(self) -> dict[str, Decimal]:
        """What its posts add up to by area (mkr)."""
        return {area: sums[0] for area, sums in net_by_area(self.budget, [int(self.column)]).items()}


def earlier_column(budgets: Sequence[Budget], column: str) -> Earlier | None:
    """The figures in a column of the baseline (the last budget), else of another; None if none has it.

    Where budgets give different figures in it, its words say whose they are.
    """
    having = [budget for budget in reversed(budgets) if column in budget.columns]
    if not having:
        return None
    alike = len({_printed(budget, column) for budget in having}) == 1
    return Earlier(having[0], column, column if alike else f"{column} ({having[0].name})")


def _printed(budget: Budget, column: str) -> frozenset[tuple[str, Decimal | None]]:
    figures = Figures(budget)
    return frozenset((row, figures.derived(row, column)) for row in figures.order)


def earlier_budget(budget: Budget) -> Earlier:
    """The figures of another budget in its own year."""
    name = budget.name if str(budget.year) in budget.name else f"{budget.name} {budget.year}"
    return Earlier(budget, str(budget.year), name)
