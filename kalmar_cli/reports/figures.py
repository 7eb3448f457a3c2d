"""The table of key figures in `show` and `compare`: figures where they can be known, reasons where not."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kalmar_cli.figures import in_unit
from kalmar_cli.key_figures import AMOUNT, FIGURES, KeyFigure
from kalmar_cli.key_figures.case import Case, Missing
from kalmar_cli.language import _
from kalmar_cli.statement import Figures


class Row(NamedTuple):
    """A key figure of a period: its unit, and a value for each budget, None where it is not known."""

    figure: KeyFigure
    period: str
    unit: str
    values: tuple[Decimal | None, ...]


class Absence(NamedTuple):
    """A key figure that a budget does not have, and why."""

    figure: KeyFigure
    budget: str
    period: str
    missing: Missing


class KeyFigures(NamedTuple):
    """The key figures by year, those of the plan as a whole, and what is absent."""

    by_year: tuple[Row, ...]
    of_plan: tuple[Row, ...]
    absent: tuple[Absence, ...]

    def notes(self) -> tuple[str, ...]:
        """For people: each reason once, with the figures that are absent for it."""
        whose: dict[str, dict[str, None]] = {}
        which: dict[str, dict[str, None]] = {}
        for absence in self.absent:
            words = absence.missing.words
            whose.setdefault(words, {})[absence.missing.budget.name] = None
            which.setdefault(words, {})[_(absence.figure.label)] = None
        return tuple(
            _("Absent, because {reason}: {figures}.").format(
                reason=words.replace("{budget}", ", ".join(whose[words])), figures="; ".join(which[words])
            )
            for words in whose
        )

    def meta(self) -> list[dict[str, Any]]:
        """The same for machines."""
        return [
            {"figure": a.figure.id, "budget": a.budget, "year": a.period, "reason": str(a.missing)}
            for a in self.absent
        ]


def computed(
    budgets: Sequence[tuple[Figures, Figures | None]],
    columns: Sequence[str],
    unit: str,
    target: Decimal | None = None,
) -> KeyFigures:
    """The key figures of budgets, each with the one it is held against, in `columns`; amounts in `unit`.

    `target` is the wanted result in % of tax and grants; None takes each file's own.
    """
    absent: list[Absence] = []
    cases = [[Case(of, against, column, target) for column in columns] for of, against in budgets]
    plan = [str(year) for year in _plan(budgets, columns)]

    def rows(figure: KeyFigure) -> Iterator[Row]:
        shown = unit if figure.unit == AMOUNT else figure.unit
        periods = columns if figure.year else [f"{plan[0]}-{plan[-1]}"] if plan else []
        for i, period in enumerate(periods):
            values: list[Decimal | None] = []
            for of in cases:
                try:
                    value = _value(figure, of[i], [case for case in of if case.column in plan])
                except Missing as missing:
                    absent.append(Absence(figure, of[0].budget.id, period, missing))
                    values.append(None)
                else:
                    values.append(in_unit(value, unit) if figure.unit == AMOUNT else value)
            yield Row(figure, period, shown, tuple(values))

    by_year = tuple(row for figure in FIGURES if figure.year for row in rows(figure))
    of_plan = tuple(row for figure in FIGURES if figure.plan for row in rows(figure))
    return KeyFigures(by_year, of_plan, tuple(absent))


def _plan(budgets: Sequence[tuple[Figures, Figures | None]], columns: Sequence[str]) -> list[int]:
    """The columns that are years of every budget's plan: past years are no part of a plan."""
    return [
        int(column)
        for column in columns
        if column.isdecimal() and all(int(column) in of.budget.years for of, _against in budgets)
    ]


def _value(figure: KeyFigure, case: Case, plan: Sequence[Case]) -> Decimal:
    if figure.year:
        return figure.year(case)
    assert figure.plan is not None
    return figure.plan(plan)
