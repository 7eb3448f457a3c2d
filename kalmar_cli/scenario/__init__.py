"""What if: changes applied to a budget give a new budget, with what each of them did.

The new budget builds on the one that it changes: its own lines are the
differences, so everything that takes a budget takes it. Amounts are mkr in
the statement's sign.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import UNITS, decimals_of, in_unit
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.scenario.applying import apply
from kalmar_cli.scenario.changes import Change
from kalmar_cli.scenario.work import Work

_WRITABLE_DECIMALS = 6


class Step(NamedTuple):
    """One change: the names of the lines that it touched, its effect by year (mkr), what to know of it."""

    asked: str
    lines: tuple[str, ...]
    effect: tuple[Decimal, ...]
    notes: tuple[str, ...]


class Scenario(NamedTuple):
    """The new budget, the steps that led to it, and for each of its lines how it came about."""

    budget: Budget
    steps: tuple[Step, ...]
    origins: dict[str, tuple[str, ...]]


def applied(
    base: Budget,
    changes: Sequence[Change],
    sources: Mapping[str, Budget],
    *,
    id: str = "scenario",
    name: str = "",
    file: str = "",
) -> Scenario:
    """`base` with `changes`, in their order; `sources` are the budgets that are adopted from, by name.

    Raises Refused for a name that does not exist, a line adopted twice, a year outside the plan.
    """
    work = Work(base, sources)
    steps = tuple(_step(work, change) for change in changes)
    lines = tuple(work.own.values())
    budget = Budget(
        id,
        name or id,
        base.municipality,
        base.year,
        base.years,
        base,
        _unit(base.unit, lines),
        base.sign,
        work.tax_rates,
        {},
        None,
        None,
        work.areas,
        None,
        lines,
        (),
        (),
        # Posts that two budgets share are known by their file: no two scenarios may have the same.
        file or f"{base.file}#{id}",
        {},
    )
    return Scenario(budget, steps, {id: tuple(work.origins[id]) for id in work.own})


def _unit(unit: str, lines: Sequence[Line]) -> str:
    """The base's unit, or a smaller one if an amount has more decimals than a file can carry."""
    amounts = [amount for line in lines for amount in line.amounts]
    smaller = list(UNITS)[list(UNITS).index(unit) :]
    for candidate in smaller:
        if all(decimals_of(in_unit(amount, candidate)) <= _WRITABLE_DECIMALS for amount in amounts):
            return candidate
    return smaller[-1]


def _step(work: Work, change: Change) -> Step:
    before = work.net()
    work.notes = []
    touched = apply(work, change)
    effect = tuple(now - then for now, then in zip(work.net(), before, strict=True))
    return Step(change.asked, tuple(touched), effect, tuple(work.notes))
