"""What if: changes applied to a budget give a new budget, with what each of them did.

The new budget builds on the one that it changes: its own lines are the
differences, so everything that takes a budget takes it. Amounts are mkr in
the statement's sign.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import UNITS, decimals_of, in_unit
from kalmar_cli.budget.measure import convert_budgets, factor_of
from kalmar_cli.budget.model import Budget, Line, Measure
from kalmar_cli.scenario.change import BudgetChange
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


def apply_changes(
    base: Budget,
    changes: Sequence[BudgetChange],
    sources: Mapping[str, Budget],
    *,
    unit: str = "",
    id: str = "scenario",
    name: str = "",
    file: str = "",
) -> Scenario:
    """`base` with `changes`, in their order; `sources` are the budgets that they take from, by name.

    Amounts were typed in `unit`, else the base's. Raises Refused for a name
    that does not exist, a line adopted twice, a year outside the plan.
    """
    work = Work(base, sources, unit or base.unit)
    steps = tuple(_take_step(work, change) for change in changes)
    lines = tuple(work.own.values())
    budget = Budget(
        id=id,
        name=name or id,
        municipality=base.municipality,
        year=base.year,
        years=base.years,
        base=base,
        unit=_writable_unit(base.unit, lines),
        sign=base.sign,
        tax_rates=work.tax_rates,
        populations={},
        result_target=None,
        source=None,
        areas=work.areas,
        statement=None,
        lines=lines,
        totals=(),
        proposals=(),
        # Posts that two budgets share are known by their file: no two scenarios may have the same.
        file=file or f"{base.file}#{id}",
        places={},
    )
    return Scenario(budget, steps, {id: tuple(work.origins[id]) for id in work.own})


def convert_scenario(scenario: Scenario, measure: Measure, columns: Iterable[str]) -> Scenario:
    """The scenario with all amounts in a measure, for the `columns` that will be shown. Raises Refused."""
    factors = [factor_of(scenario.budget, measure)(year) for year in scenario.budget.years]
    [budget] = convert_budgets([scenario.budget], measure, columns)
    steps = tuple(
        step._replace(
            effect=tuple(of * by for of, by in zip(step.effect, factors, strict=True) if by is not None)
        )
        for step in scenario.steps
    )
    return scenario._replace(budget=budget, steps=steps)


def _writable_unit(unit: str, lines: Sequence[Line]) -> str:
    """The base's unit, or a smaller one if an amount has more decimals than a file can carry."""
    amounts = [amount for line in lines for amount in line.amounts]
    smaller = list(UNITS)[list(UNITS).index(unit) :]
    for candidate in smaller:
        if all(decimals_of(in_unit(amount, candidate)) <= _WRITABLE_DECIMALS for amount in amounts):
            return candidate
    return smaller[-1]


def _take_step(work: Work, change: BudgetChange) -> Step:
    before = work.net()
    work.notes = []
    touched = change.apply(work)
    effect = tuple(now - then for now, then in zip(work.net(), before, strict=True))
    return Step(change.asked, tuple(touched), effect, tuple(work.notes))
