"""The table of key figures in `show` and `compare`: figures where they can be known, reasons where not."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.budget.statement import Figures
from kalmar_cli.key_figures.case import FigureCase, Missing
from kalmar_cli.key_figures.definitions import AMOUNT, FIGURES, KRONOR, KeyFigure
from kalmar_cli.reports.choices import ALL
from kalmar_cli.reports.making import Making
from kalmar_cli.reports.table import MACHINES, PEOPLE, RECKONERS, Column, Record, Table, made_of_nothing
from kalmar_cli.reports.years import say_columns, span

# The key figures that people are shown first.
THAT_MATTER = (
    SHARE_ID,
    "nettokostnadsandel_exkl_finansnetto",
    "missing_to_zero",
    "financed_by_savings_share",
    "financed_by_lower_result_share",
    "tax_equivalent",
)
# Figures that can be one amount under several names: people see the first of those that are equal.
ONE_AMOUNT = (("missing_to_zero", "reserve_need", "to_restore"), ("net", "left_over"))


class FigureRow(NamedTuple):
    """A key figure of a period: its unit, and a value for each budget, None where it is not known."""

    figure: KeyFigure
    period: str
    unit: str
    values: tuple[Decimal | None, ...]

    @property
    def period_in_words(self) -> str:
        """The period as people write it: 2024–2026."""
        words = self.period.replace("-", "–")
        several = self.figure.plan and (words != self.period or "," in words)
        return _("sum {years}").format(years=words) if several else self.period


class Absence(NamedTuple):
    """A key figure that a budget does not have, and why."""

    figure: KeyFigure
    budget: str
    period: str
    missing: Missing


class KeyFigures(NamedTuple):
    """The key figures by year, those of the plan as a whole, and what is absent."""

    by_year: tuple[FigureRow, ...]
    of_plan: tuple[FigureRow, ...]
    absent: tuple[Absence, ...]
    shown: str = ALL

    def notes(self) -> tuple[str, ...]:
        """For people: each reason once, with the figures that are absent for it.

        A figure that the budget has in other periods is named with those that it is absent in.
        """
        whose: dict[str, dict[str, None]] = {}
        which: dict[str, dict[str, None]] = {}
        lacking: dict[tuple[str, ...], dict[str, None]] = {}
        for absence in self.absent:
            of = (absence.figure.id, absence.budget, absence.missing.words)
            lacking.setdefault(of, {})[absence.period] = None
        for absence in self.absent:
            if not self._is_shown(absence.figure):
                continue
            words = absence.missing.words
            whose.setdefault(words, {})[absence.missing.budget.name] = None
            missing = list(lacking[absence.figure.id, absence.budget, words])
            label = _(absence.figure.label)
            if absence.figure.year and len(missing) < self._periods(absence.figure):
                label = _("{figure} in {years}").format(figure=label, years=say_columns(missing))
            which.setdefault(words, {})[label] = None
        return tuple(
            _("Absent, because {reason}: {figures}.").format(
                reason=words.replace("{budget}", _in_a_row(list(whose[words]))),
                figures="; ".join(which[words]),
            )
            for words in whose
        )

    def _periods(self, figure: KeyFigure) -> int:
        """In how many periods a figure is asked for."""
        return sum(row.figure is figure for row in self.by_year)

    def tables(
        self,
        machines: tuple[Column, ...],
        record: Callable[[str, str, str, str, tuple[Decimal | None, ...]], Record],
        people: tuple[Column, ...],
        making: Callable[[Record], Making] = made_of_nothing,
    ) -> list[Table]:
        """All figures for machines; for people those by year and of the plan, where any is known.

        `record` makes one of (id, label, period, unit, values). The reasons stand below the last.
        """
        everything = (*self.by_year, *self.of_plan)
        records = tuple(
            record(r.figure.id, _(r.figure.label), r.period, r.unit, r.values) for r in everything
        )
        tables = [Table("figures", "", machines, records, MACHINES)]
        known = self._known()
        for rows in known:
            records = tuple(
                record(r.figure.id, _(r.figure.label), r.period_in_words, r.unit, r.values) for r in rows
            )
            notes = self.notes() if rows is known[-1] else ()
            tables.append(
                Table("figures", "", people, records, PEOPLE | RECKONERS, notes, mixed=True, making=making)
            )
        return tables

    def notes_below(self) -> tuple[str, ...]:
        """The reasons, where there is no table for people that they could stand below."""
        return () if self._known() else self.notes()

    def _known(self) -> list[tuple[FigureRow, ...]]:
        """For people: the rows by year and of the plan where any is known, none under two names."""
        known = []
        for rows in (self.by_year, self.of_plan):
            values = {
                id: [r.values for r in rows if r.figure.id == id]
                for id in dict.fromkeys(r.figure.id for r in rows if self._is_shown(r.figure))
            }
            again = {
                id
                for names in ONE_AMOUNT
                for n, id in enumerate(names)
                if id in values and any(values.get(other) == values[id] for other in names[:n])
            }
            of = tuple(r for r in rows if r.figure.id in values.keys() - again)
            if any(value is not None for row in of for value in row.values):
                known.append(of)
        return known

    def _is_shown(self, figure: KeyFigure) -> bool:
        """Whether people see a figure; one that needs a target, if it has one."""
        if self.shown == ALL or figure.id in THAT_MATTER:
            return True
        return figure.id == "missing_to_target" and not any(a.figure == figure for a in self.absent)

    def meta(self) -> list[dict[str, str]]:
        """What is absent and why, for machines."""
        return [
            {"figure": a.figure.id, "budget": a.budget, "year": a.period, "reason": str(a.missing)}
            for a in self.absent
        ]


def _in_a_row(names: list[str]) -> str:
    """Names as a sentence has them: A, B and C."""
    return _(" and ").join(filter(None, [", ".join(names[:-1]), names[-1]]))


def compute_key_figures(
    budgets: Sequence[tuple[Figures, Figures | None]],
    columns: Sequence[str],
    unit: str,
    target: Decimal | None = None,
    shown: str = ALL,
) -> KeyFigures:
    """The key figures of budgets, each with the one it is held against, in `columns`; amounts in `unit`.

    Those of the plan are of the years that all the budgets plan for, whatever `columns` are.
    `target` is the wanted result in % of tax and grants; None takes each file's own. People
    see those that matter (FEW) or ALL.
    """
    absent: list[Absence] = []
    cases = [[FigureCase(of, against, column, target) for column in columns] for of, against in budgets]
    years = _plan(budgets)
    plans = [[FigureCase(of, against, str(year), target) for year in years] for of, against in budgets]

    _scale, comma, prices = unit.partition(",")
    units = {AMOUNT: unit, KRONOR: KRONOR + comma + prices}

    def rows(figure: KeyFigure) -> Iterator[FigureRow]:
        periods = columns if figure.year else _period(years)
        for i, period in enumerate(periods):
            values: list[Decimal | None] = []
            for of, plan in zip(cases, plans, strict=True):
                try:
                    value = figure.year(of[i]) if figure.year else _of_plan(figure, plan)
                except Missing as missing:
                    absent.append(Absence(figure, of[i].budget.id, period, missing))
                    values.append(None)
                else:
                    values.append(in_unit(value, unit) if figure.unit == AMOUNT else value)
            yield FigureRow(figure, period, units.get(figure.unit, figure.unit), tuple(values))

    by_year = tuple(row for figure in FIGURES if figure.year for row in rows(figure))
    of_plan = tuple(row for figure in FIGURES if figure.plan for row in rows(figure))
    return KeyFigures(by_year, of_plan, tuple(absent), shown)


def _plan(budgets: Sequence[tuple[Figures, Figures | None]]) -> list[int]:
    """The years of every budget's plan."""
    plans = [of.budget.years for of, _against in budgets]
    return [year for year in plans[-1] if all(year in plan for plan in plans)]


def _period(years: Sequence[int]) -> list[str]:
    """The years of a plan as a period: 2024-2026; none of no years."""
    if not years:
        return []
    return [span(years).replace("–", "-")]


def _of_plan(figure: KeyFigure, plan: Sequence[FigureCase]) -> Decimal:
    assert figure.plan is not None
    return figure.plan(plan)
