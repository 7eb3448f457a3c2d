"""Rules about the tax rate, alone and beside the tax income."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, rounded
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.rows import TAX
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding
from kalmar_cli.check.registry import rule

# A municipality's own rate, and with the region's, in kronor per hundred; about, and wide.
_POSSIBLE = ((Decimal(15), Decimal(25)), (Decimal(28), Decimal(36)))


@rule(
    "tax-rate",
    ERROR,
    says=N_(
        "A municipality's own tax rate lies between 15 and 25 kronor per hundred, with the region's between"
        " 28 and 36. What lies outside both is no tax rate."
    ),
    remedy=N_("write `tax_rate` in kronor per hundred, as 21.81, and compare it with the document"),
)
def tax_rate(case: Case) -> Iterator[Finding]:
    """A tax rate that no municipality has."""
    rate = case.budget.tax_rate
    if rate is None or any(low <= rate <= high for low, high in _POSSIBLE):
        return
    yield case.finding(
        ERROR,
        case.key_place("tax_rate"),
        "tax_rate",
        _(
            "the tax rate is {rate} kronor per hundred; a municipality's own is 15 to 25, with the region's"
            " 28 to 36"
        ).format(rate=case.text(rate)),
        stated=rate,
    )


@rule(
    "tax-income",
    CONTRADICTION,
    says=N_(
        "If a budget's tax rate differs from that of its base of the same year, its tax income differs as"
        " well, by a line or in the printed statement."
    ),
    remedy=N_("compare `tax_rate` with the document; if it holds, add the line that moves skatteintakter"),
)
def tax_income(case: Case) -> Iterator[Finding]:
    """A tax rate that differs from the base's, beside tax income that does not."""
    base, rate = case.base_of_same_year(), case.budget.tax_rate
    if rate is None or not base or base.tax_rate is None or rate == base.tax_rate:
        return
    if any(_moved(case, year) or _printed_change(case, base, year) for year in case.years):
        return
    words = _("the tax rate is {rate}, in {base} {base_rate}; {tax} is the same as there").format(
        rate=case.text(rate),
        base=base.name,
        base_rate=case.text(base.tax_rate),
        tax=case.label(TAX),
    )
    known = [(y, income) for y in case.years if (income := case.ranges.figures.derived(TAX, y))]
    if known and base.tax_rate:
        year, income = known[0]
        estimate = income / base.tax_rate * (rate - base.tax_rate)
        words += _(", where the difference would be about {amount} {unit} in {year}").format(
            amount=case.text(rounded(case.cell(TAX, estimate), 1)), unit=case.budget.unit, year=year
        )
    yield case.finding(
        CONTRADICTION,
        case.key_place("tax_rate"),
        "tax_rate",
        words,
        against=[case.spot(base.places["tax_rate"], base)],
        stated=rate,
        computed=base.tax_rate,
    )


@rule(
    "same-tax-rate",
    NOTE,
    says=N_(
        "A line that moves tax income in a budget whose tax rate is that of its base of the same year:"
        " either the rate is to differ, or the income is reckoned otherwise."
    ),
    remedy=N_("write the budget's own `tax_rate`, if the document changes it"),
)
def same_tax_rate(case: Case) -> Iterator[Finding]:
    """Lines that move tax income while the tax rate is the base's."""
    base, rate = case.base_of_same_year(), case.budget.tax_rate
    year = next((year for year in case.years if _moved(case, year)), None)
    if rate is None or not base or rate != base.tax_rate or year is None:
        return
    lines = [line for line in case.budget.lines if line.row == TAX]
    change = _moved(case, year)
    yield case.finding(
        NOTE,
        lines[0].place,
        f"line {lines[0].id}",
        _("{tax} is moved by {change} {unit} in {year}; the tax rate, {rate}, is that of {base}").format(
            tax=case.label(TAX),
            change=case.text(case.cell(TAX, change)),
            unit=case.budget.unit,
            year=year,
            rate=case.text(rate),
            base=base.name,
        ),
        against=[case.spot(case.key_place("tax_rate")), *(case.spot(line.place) for line in lines[1:])],
        stated=case.cell(TAX, change),
    )


def _moved(case: Case, year: str) -> Decimal:
    """What the budget's lines move in the tax income of a year (mkr)."""
    return case.ranges.figures.effect(TAX, year)


def _printed_change(case: Case, base: Budget, year: str) -> Decimal:
    """How much the printed tax income differs from the base's (mkr)."""
    ours = case.ranges.figures.printed(TAX, year)
    theirs = base.statement.cell(TAX, year) if base.statement else None
    return ZERO if ours is None or theirs is None else ours - theirs
