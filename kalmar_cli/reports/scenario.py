"""A scenario beside the budget that it changes: the comparison, and what each change does."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import ZERO, in_unit, rounded
from kalmar_cli.reports.compare import compare_budgets
from kalmar_cli.reports.table import PEOPLE, RECKONERS, Column, Emphasis, Record, Report, Table, Value
from kalmar_cli.reports.view import View, plan_years, shown_columns
from kalmar_cli.scenario import Scenario, Step

_NAMED = 3


def describe_scenario(
    scenario: Scenario,
    view: View,
    *,
    with_lines: bool = False,
    with_figures: str = "",
    target: Decimal | None = None,
) -> Report:
    """The comparison of a scenario with its base, its changes first. Raises Refused."""
    budget = scenario.budget
    assert budget.base is not None
    report = compare_budgets(
        [budget, budget.base], view, with_lines=with_lines, with_figures=with_figures, target=target
    )

    def effect(amount: Decimal) -> Decimal:
        exact = in_unit(amount, report.unit)
        return exact if report.decimals is None else rounded(exact, report.decimals)

    changes = [
        {
            "change": step.asked,
            "lines": list(step.lines),
            "effect": {
                str(year): effect(amount) for year, amount in zip(budget.years, step.effect, strict=True)
            },
            "notes": list(step.notes),
        }
        for step in scenario.steps
    ]
    meta: dict[str, Any] = {**report.meta, "changes": changes}
    years = plan_years(shown_columns([budget, budget.base], view), [budget]) or budget.years
    changed = [_changes(scenario, years, report.unit)] if scenario.steps else []
    tables = (*changed, *report.tables)
    return report._replace(tables=tables, meta=meta)


def _changes(scenario: Scenario, years: Sequence[int], unit: str) -> Table:
    """For people: each change in the order applied, its lines, and its effect on the result."""
    at = [(scenario.budget.years.index(year), str(year)) for year in years]

    def record(no: int, change: str, lines: str, year: str, effect: Decimal, emphasis: Emphasis) -> Record:
        of: dict[str, Value] = {"no": no, "change": change, "lines": lines, "year": year, "unit": unit}
        return Record({**of, "effect": in_unit(effect, unit)}, emphasis)

    records = [
        record(n, step.asked, _touched(step), year, step.effect[i], "item")
        for n, step in enumerate(scenario.steps, 1)
        for i, year in at
    ]
    if len(scenario.steps) > 1:
        for i, year in at:
            whole = sum((step.effect[i] for step in scenario.steps), ZERO)
            records.append(record(0, _("Total"), "", year, whole, "total"))
    return Table(
        "changes",
        _("Changes, in the order applied"),
        (
            Column("no", role="key"),
            Column("change", _("Change"), role="key"),
            Column("lines", _("Lines")),
            Column("year", _("Year"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            Column("effect", _("Effect"), "number", "difference"),
        ),
        tuple(records),
        PEOPLE | RECKONERS,
        notes=tuple(f"{step.asked}: {note}." for step in scenario.steps for note in step.notes),
    )


def _touched(step: Step) -> str:
    """The posts of a change by name, or how many where they are many."""
    if len(step.lines) > _NAMED:
        return _n("{n} line", "{n} lines", len(step.lines))
    return ", ".join(step.lines)
