"""What a key figure is computed from: one budget in one column, and what may be missing of it."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.balance import balance
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, Sum, comparable, sum_posts, total
from kalmar_cli.budget.rows import RESULT, label
from kalmar_cli.budget.statement import Figures


class Missing(Exception):
    """A figure cannot be known: `words` say what is missing, `{budget}` in them stands for whose it is."""

    def __init__(self, words: str, budget: Budget, **more: str) -> None:
        for name, value in more.items():
            words = words.replace(f"{{{name}}}", value)
        super().__init__(words.replace("{budget}", budget.name))
        self.words = words
        self.budget = budget


class FigureCase(NamedTuple):
    """A budget in one column, the budget it is held against (none: it stands alone), the target in %."""

    figures: Figures
    against: Figures | None
    column: str
    target: Decimal | None = None

    @property
    def budget(self) -> Budget:
        """The budget whose figures are asked for."""
        return self.figures.budget

    def row(self, row: str) -> Decimal:
        """A row's derived figure (mkr). Raises Missing."""
        return _row(self.figures, row, self.column)

    def balance_row(self, row: str) -> Decimal:
        """A row of the balance requirement (mkr), where adjustments are printed. Raises Missing."""
        if not balance(self.figures).adjusted:
            raise Missing(
                _(
                    "no balanskravsjusteringar are known of {budget}, whose årets resultat is then only an"
                    " approximation of the balanskravsresultat"
                ),
                self.budget,
            )
        return self.row(row)

    def tax_and_grants(self) -> Decimal:
        """Tax, grants and equalisation, all rows of them (mkr). Raises Missing."""
        total = self.figures.tax_and_grants(self.column)
        if total is None:
            raise Missing(_("tax and grants cannot be told from the statement of {budget}"), self.budget)
        if not total:
            raise Missing(_("tax and grants of {budget} are zero"), self.budget)
        return total

    def setting(self, key: str, missing: str) -> Any:
        """What the file, or the file of a base of the same year, says under a key. Raises Missing.

        Of figures by year: the one of the column's year.
        """
        year = _YEAR_AT_THE_END.search(self.column)
        for link in self.budget.chain:
            value = getattr(link, key)
            if isinstance(value, dict):
                value = value.get(int(year[0])) if year else None
            if value is not None and link.year == self.budget.year:
                return value
        raise Missing(missing, self.budget)

    def change_of_result(self) -> Decimal:
        """How much higher the result is than that of the budget held against (mkr). Raises Missing."""
        return self.row(RESULT) - self._replace(figures=self.baseline()).row(RESULT)

    def baseline(self) -> Figures:
        """The budget held against. Raises Missing if there is none."""
        if self.against is None:
            raise Missing(_("there is no other budget beneath {budget}"), self.budget)
        return self.against

    def differing_posts(self) -> list[Post]:
        """The posts that differ from the budget held against. Raises Missing."""
        budget, other = self.budget, self.baseline().budget
        if not comparable([budget, other]):
            if budget.base is None and other.base is None:
                raise Missing(_("there are no lines in {budget}"), other if budget.lines else budget)
            raise Missing(_("the baseline of {budget} is not that of {other}"), budget, other=other.name)
        if year_in(self.column) not in {*budget.years} & {*other.years}:
            raise Missing(_("lines have amounts in the years of the plan alone"), budget)
        if budget.file == other.file:
            return []
        if not any(link.lines for either in (budget, other) for link in either.chain):
            raise Missing(_("there are no lines in {budget} and {other}"), budget, other=other.name)
        return self.figures.posts_against(self.baseline())

    def sum(self) -> Sum:
        """What the posts that differ add up to. Raises Missing."""
        return total(sum_posts(self.differing_posts(), int(self.column)).values())

    def changes(self) -> list[tuple[Post, Decimal]]:
        """The posts by which the budget changes the result of the other, with their amounts (mkr).

        Raises Missing, as where the budget does not build on the other: turned
        round, or held against a third, its changes would be told of the wrong one.
        """
        moved = self.differing_posts()
        other = self.baseline().budget
        if self.budget.root.file == other.root.file and other.file not in {
            link.file for link in self.budget.chain
        }:
            raise Missing(_("{budget} does not build on {other}"), self.budget, other=other.name)
        if self.budget.root.file != other.root.file:
            raise Missing(
                _("{budget} and {other} build on no common budget whose result their lines change"),
                self.budget,
                other=other.name,
            )
        return [(post, post.amount(int(self.column))) for post in moved if not post.below_result]

    def changed(self, only: str, which: Callable[[Post], bool] = lambda _post: True) -> Decimal:
        """The changes below ("<0") or above (">0") zero of the posts that `which` accepts, added up (mkr).

        Raises Missing.
        """
        return sum(
            (
                amount
                for post, amount in self.changes()
                if (amount < 0 if only == "<0" else amount > 0) and which(post)
            ),
            ZERO,
        )


_YEAR_AT_THE_END = re.compile(r"\b\d{4}\Z", re.ASCII)


def _row(figures: Figures, row: str, column: str) -> Decimal:
    value = figures.derived(row, column)
    if value is None and figures.is_beyond_plan(column):
        raise Missing(_("the plan of {budget} does not go to {year}"), figures.budget, year=column)
    if value is None:
        raise Missing(_("no {row} is known of {budget}"), figures.budget, row=label(row, [figures.budget]))
    return value
