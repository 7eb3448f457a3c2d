"""The key figures (nyckeltal) of a budget, declared; a figure whose input is missing says why.

Amounts are mkr, shares %, in the statement's sign. Definitions: the
municipal act (2017:725) chapter 11, the act on municipal accounting
(2018:597), and the usage that each docstring names. A key figure is added in
FIGURES alone.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import HUNDRED, UNITS, ZERO
from kalmar_cli.budget.balance import balance
from kalmar_cli.budget.rows import (
    AFTER_ADJUSTMENTS,
    BALANCE_RESULT,
    BEFORE_EXTRAORDINARY,
    OPERATING_COST,
    RESULT,
    SHARE_ID,
    TAX,
)
from kalmar_cli.budget.tax import worth_of_krona
from kalmar_cli.key_figures.case import FigureCase, Missing
from kalmar_cli.key_figures.financing import (
    financed_by_income,
    financed_by_result,
    financed_by_savings,
    financed_by_uncertain,
    left_over,
    of_increases,
)
from kalmar_cli.key_figures.trace import larger, to_places

AMOUNT, SHARE, ORE, KRONOR, YEARS = "amount", "%", "öre", "kr", "years"
KRONA = UNITS["kr"]
_DECIMALS = 2  # of öre and of kronor per inhabitant, which are quotients


def _result_share(case: FigureCase) -> Decimal:
    """Resultat efter finansiella poster ÷ (skatteintäkter + statsbidrag och utjämning)."""
    return case.row(BEFORE_EXTRAORDINARY) / case.tax_and_grants() * HUNDRED


def _net_cost_share(case: FigureCase) -> Decimal:
    """Verksamhetens nettokostnader ÷ (skatteintäkter + statsbidrag och utjämning), as Kolada counts."""
    return -case.row(OPERATING_COST) / case.tax_and_grants() * HUNDRED


def _net_cost_share_with_finance(case: FigureCase) -> Decimal:
    """100 − resultatandel: the financial items count as costs, as some municipalities report it."""
    return HUNDRED - _result_share(case)


def _missing_to_zero(case: FigureCase) -> Decimal:
    """How far årets resultat lies below zero (mkr); zero where it does not."""
    return larger(ZERO, -case.row(RESULT))


def _missing_to_target(case: FigureCase) -> Decimal:
    """How far resultat efter finansiella poster lies below the target, a share of tax and grants (mkr)."""
    target = case.target
    if target is None:
        target = case.setting(
            "result_target", _("no result_target is given by {budget} (--target names one)")
        )
    return larger(ZERO, case.tax_and_grants() * target / HUNDRED - case.row(BEFORE_EXTRAORDINARY))


def _reserve_need(case: FigureCase) -> Decimal:
    """What the reserve must give for balance: the deficit after adjustments (11 kap. 12–14 §§ KL)."""
    return larger(ZERO, -case.balance_row(AFTER_ADJUSTMENTS))


def _to_restore(case: FigureCase) -> Decimal:
    """The negative balanskravsresultat, to be restored within three years (11 kap. 12 § KL)."""
    return larger(ZERO, -case.balance_row(BALANCE_RESULT))


def _result_over_plan(cases: Sequence[FigureCase]) -> Decimal:
    """Årets resultat, summed over the years (mkr)."""
    return sum((case.row(RESULT) for case in cases), ZERO)


def _years_to_restore(cases: Sequence[FigureCase]) -> Decimal:
    """In how many of the years the balanskravsresultat is negative."""
    return Decimal(sum(_to_restore(case) > 0 for case in cases))


def _left_to_restore(cases: Sequence[FigureCase]) -> Decimal:
    """What the three years after each deficit leave of it, all added up (mkr; 11 kap. 12 § KL).

    Of balanskravsresultat where it is printed, else of årets resultat.
    """
    known = [case.figures for case in cases][:1]
    years = balance(known[0]) if known else None
    if not years or not years.years:
        raise Missing(_("no result is known of {budget}"), cases[0].budget)
    return sum((deficit.left for deficit in years.deficits), ZERO)


def _ore(case: FigureCase) -> Decimal:
    """The change of the result in öre of tax; one is the baseline's skatteintäkter ÷ skattesats ÷ 100."""
    change = case.change_of_result()
    baseline = case._replace(figures=case.baseline())
    rate: Decimal = baseline.setting("tax_rates", _("no tax_rate is given by {budget}"))
    if not worth_of_krona(baseline.figures, case.column, rate):
        words = _("the tax_rate of {budget} is not that of its tax income alone")
        raise Missing(words, baseline.budget)
    one = baseline.row(TAX) / rate / HUNDRED
    return to_places(change / one, _DECIMALS)


def _per_inhabitant(amount: Callable[[FigureCase], Decimal]) -> Callable[[FigureCase], Decimal]:
    """An amount in kronor per inhabitant."""

    def kronor(case: FigureCase) -> Decimal:
        inhabitants = Decimal(case.setting("populations", _("no population is given by {budget}")))
        return to_places(amount(case) / KRONA / inhabitants, _DECIMALS)

    return kronor


class KeyFigure(NamedTuple):
    """A key figure: id, label, unit, what computes it for a column, or (`plan`) for all years together."""

    id: str
    label: str
    unit: str
    year: Callable[[FigureCase], Decimal] | None = None
    plan: Callable[[Sequence[FigureCase]], Decimal] | None = None


# Id, label, label of the share, what computes it.
_FINANCED = (
    ("savings", N_("Paid for by savings"), N_("Paid for by savings, share"), financed_by_savings),
    (
        "uncertain_savings",
        N_("Paid for by savings that are estimated or unspecified"),
        N_("Paid for by savings that are estimated or unspecified, share"),
        financed_by_uncertain,
    ),
    ("income", N_("Paid for by income"), N_("Paid for by income, share"), financed_by_income),
    (
        "lower_result",
        N_("Paid for by a lower result"),
        N_("Paid for by a lower result, share"),
        financed_by_result,
    ),
)

FIGURES: tuple[KeyFigure, ...] = (
    KeyFigure(SHARE_ID, N_("Result share (resultatandel)"), SHARE, _result_share),
    KeyFigure(
        "nettokostnadsandel_exkl_finansnetto",
        N_("Net cost share without financial items"),
        SHARE,
        _net_cost_share,
    ),
    KeyFigure(
        "nettokostnadsandel_inkl_finansnetto",
        N_("Net cost share with financial items"),
        SHARE,
        _net_cost_share_with_finance,
    ),
    KeyFigure("result_over_plan", N_("Result over the plan"), AMOUNT, plan=_result_over_plan),
    KeyFigure("missing_to_zero", N_("Short of a zero result (årets resultat)"), AMOUNT, _missing_to_zero),
    KeyFigure(
        "missing_to_target",
        N_("Short of the result target (resultat efter finansiella poster)"),
        AMOUNT,
        _missing_to_target,
    ),
    KeyFigure("reserve_need", N_("Needed from the reserve"), AMOUNT, _reserve_need),
    KeyFigure("to_restore", N_("Negative balance result to restore"), AMOUNT, _to_restore),
    KeyFigure(
        "years_to_restore",
        N_("Years with a negative balance result"),
        YEARS,
        plan=_years_to_restore,
    ),
    KeyFigure(
        "left_to_restore",
        N_("Deficits that the years after them do not restore"),
        AMOUNT,
        plan=_left_to_restore,
    ),
    KeyFigure("increases", N_("Lines that lower the result"), AMOUNT, lambda case: case.sum().increases),
    KeyFigure("savings", N_("Lines that raise the result"), AMOUNT, lambda case: case.sum().savings),
    KeyFigure("net", N_("Net"), AMOUNT, lambda case: case.sum().net),
    KeyFigure("gross", N_("Gross"), AMOUNT, lambda case: case.sum().gross),
    *(KeyFigure(f"financed_by_{id}", words, AMOUNT, of) for id, words, _share, of in _FINANCED),
    *(
        KeyFigure(f"financed_by_{id}_share", words, SHARE, of_increases(of))
        for id, _amount, words, of in _FINANCED
    ),
    KeyFigure("left_over", N_("Left over: better result"), AMOUNT, left_over),
    KeyFigure("tax_equivalent", N_("Change of the result, öre of tax (estimate)"), ORE, _ore),
    KeyFigure(
        "change_per_inhabitant",
        N_("Change of the result per inhabitant, kronor"),
        KRONOR,
        _per_inhabitant(FigureCase.change_of_result),
    ),
    KeyFigure(
        "net_cost_per_inhabitant",
        N_("Net cost per inhabitant, kronor"),
        KRONOR,
        _per_inhabitant(lambda case: -case.row(OPERATING_COST)),
    ),
)
