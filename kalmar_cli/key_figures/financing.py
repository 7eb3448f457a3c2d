"""What pays for the lines that lower the result: savings, then income, then a lower result (mkr)."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import HUNDRED, ZERO
from kalmar_cli.key_figures.case import FigureCase, Missing
from kalmar_cli.key_figures.trace import larger, smaller

UNCERTAIN = ("estimated", "unspecified")


class Financing(NamedTuple):
    """What pays for the increases (mkr): savings first, then income, at most up to them; then the result.

    What is left of savings and income makes the result better.
    """

    savings: Decimal
    income: Decimal
    lower_result: Decimal
    left_over: Decimal


@lru_cache(maxsize=16, typed=True)  # a traced case equals the plain one, and gives other figures
def _financing(case: FigureCase) -> Financing:
    increases = -case.changed("<0")
    saved = case.changed(">0", lambda post: post.is_cost)
    earned = case.changed(">0", lambda post: not post.is_cost)
    savings = smaller(saved, increases)
    income = smaller(earned, increases - savings)
    return Financing(savings, income, increases - savings - income, saved + earned - savings - income)


def financed_by_savings(case: FigureCase) -> Decimal:
    """What posts that lower a cost pay for of the increases (mkr)."""
    return _financing(case).savings


def financed_by_uncertain(case: FigureCase) -> Decimal:
    """What the estimated or unspecified savings pay for beyond the certain ones (mkr)."""
    savings = [(p, a) for p, a in case.changes() if a > 0 and p.is_cost]
    if savings and not any(post.line.certainty for post, _amount in savings):
        raise Missing(_("how certain the savings are is not said by {budget}"), case.budget)
    certain = case.changed(">0", lambda post: post.is_cost and post.line.certainty not in UNCERTAIN)
    return larger(ZERO, _financing(case).savings - certain)


def financed_by_income(case: FigureCase) -> Decimal:
    """What posts that raise an income, or are no cost, pay for of the increases (mkr)."""
    return _financing(case).income


def financed_by_result(case: FigureCase) -> Decimal:
    """What neither savings nor income pay for (mkr)."""
    return _financing(case).lower_result


def left_over(case: FigureCase) -> Decimal:
    """Savings and income beyond the increases: how much better the posts leave the result (mkr)."""
    return _financing(case).left_over


def of_increases(part: Callable[[FigureCase], Decimal]) -> Callable[[FigureCase], Decimal]:
    """A part of the financing in % of the increases; zero for a budget against itself."""

    def share(case: FigureCase) -> Decimal:
        increases = case.sum().increases
        amount = part(case)
        if case.budget.file == case.baseline().budget.file:
            return ZERO
        if not increases:
            raise Missing(_("nothing in {budget} lowers the result"), case.budget)
        return amount / -increases * HUNDRED

    return share
