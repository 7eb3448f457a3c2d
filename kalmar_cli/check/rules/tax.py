"""The rule about tax rates."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, rounded
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.rows import TAX
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding, Spot
from kalmar_cli.check.registry import rule

# A municipality's own rate, and with the region's, in kronor per hundred; about, and wide.
_OWN = (Decimal(15), Decimal(25))
_WHOLE = (Decimal(28), Decimal(36))
# Of these the region's tax is the municipality's own.
_ALSO_REGIONS = ("gotland", "region gotland", "gotlands kommun")


@rule(
    "tax-rate",
    ERROR,
    CONTRADICTION,
    NOTE,
    says=N_(
        "A municipality's own tax rate lies between 15 and 25 kronor per hundred, with the region's between"
        " 28 and 36: what lies outside both is an error, the latter a note. A rate that differs from the"
        " base's while the tax income does not is a contradiction; tax income that a line moves while the"
        " rate does not, a note."
    ),
    remedy=N_("check `tax_rate` against the document; it is the municipality's own, in kronor per hundred"),
)
def tax_rate(case: Case) -> Iterator[Finding]:
    """A tax rate that no municipality has, and one that does not go with the tax income."""
    budget = case.budget
    rate = budget.tax_rate
    if rate is None:
        return
    if not any(low <= rate <= high for low, high in (_OWN, _WHOLE)):
        yield _found(
            case,
            ERROR,
            _(
                "the tax rate is {rate} kronor per hundred; a municipality's own is 15 to 25, with the"
                " region's 28 to 36"
            ).format(rate=case.text(rate)),
        )
        return
    if rate >= _WHOLE[0] and budget.municipality.casefold() not in _ALSO_REGIONS:
        yield _found(
            case,
            NOTE,
            _(
                "the tax rate is {rate} kronor per hundred, as much as the municipality's and the region's"
                " together"
            ).format(rate=case.text(rate)),
        )
    base = case.base_of_same_year()
    if base and base.tax_rate is not None:
        yield from _beside_income(case, base, rate, base.tax_rate)


def _beside_income(case: Case, base: Budget, rate: Decimal, base_rate: Decimal) -> Iterator[Finding]:
    """The rate against the base's, and the tax income of the plan years against the base's."""
    figures = case.ranges.figures
    moved = {year: change for year in case.years if (change := figures.effect(TAX, year))}
    printed = {year: change for year in case.years if (change := _printed_change(case, base, year))}
    against = [case.spot(base.places["tax_rate"], base)] if "tax_rate" in base.places else []
    if rate != base_rate and not moved and not printed:
        year, income = next(
            ((year, income) for year in case.years if (income := figures.derived(TAX, year))), ("", ZERO)
        )
        estimate = income / base_rate * (rate - base_rate) if base_rate else ZERO
        words = _("the tax rate is {rate}, in {base} {base_rate}; {tax} is the same as there").format(
            rate=case.text(rate), base=base.name, base_rate=case.text(base_rate), tax=case.label(TAX)
        )
        if estimate:
            words += _(", where the difference would be about {amount} {unit} in {year}").format(
                amount=case.text(rounded(case.cell(TAX, estimate), 1)), unit=case.budget.unit, year=year
            )
        yield _found(case, CONTRADICTION, words, against, base_rate)
    elif rate == base_rate and moved:
        year, change = next(iter(moved.items()))
        yield _found(
            case,
            NOTE,
            _(
                "{tax} {year} is moved by {change} {unit}; the tax rate {rate} is the same as in {base}"
            ).format(
                tax=case.label(TAX),
                year=year,
                change=case.text(case.cell(TAX, change)),
                unit=case.budget.unit,
                rate=case.text(rate),
                base=base.name,
            ),
            against,
            base_rate,
        )


def _printed_change(case: Case, base: Budget, year: str) -> Decimal:
    """How much the printed tax income differs from the base's (mkr)."""
    ours = case.ranges.figures.printed(TAX, year)
    theirs = base.statement.cell(TAX, year) if base.statement else None
    return ZERO if ours is None or theirs is None else ours - theirs


def _found(
    case: Case, level: str, message: str, against: list[Spot] | None = None, computed: Decimal | None = None
) -> Finding:
    return case.finding(
        level,
        case.key_place("tax_rate"),
        "tax_rate",
        message,
        against=against or (),
        stated=case.budget.tax_rate,
        computed=computed,
    )
