"""Rules about the tax rate, alone and beside the tax income."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import rounded
from kalmar_cli.budget.rows import TAX
from kalmar_cli.check.case import Case, in_years
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
    """Each tax rate that no municipality has, with its years."""
    for rate, years in _by_rate(case.budget.tax_rates).items():
        if any(low <= rate <= high for low, high in _POSSIBLE):
            continue
        yield case.finding(
            ERROR,
            case.at_key("tax_rate"),
            _(
                "the tax rate is {rate} kronor per hundred ({years}); a municipality's own is 15 to 25,"
                " with the region's 28 to 36"
            ),
            rate,
            rate=case.text(rate),
            years=in_years(years),
        )


def _by_rate(rates: dict[int, Decimal]) -> dict[Decimal, list[int]]:
    found: dict[Decimal, list[int]] = {}
    for year, rate in rates.items():
        found.setdefault(rate, []).append(year)
    return found


@rule(
    "tax-income",
    CONTRADICTION,
    says=N_(
        "In a year whose tax rate differs from that of the base, the tax income differs as well, by a line"
        " or in the printed statement."
    ),
    remedy=N_("compare `tax_rate` with the document; if it holds, add the line that moves skatteintakter"),
)
def tax_income(case: Case) -> Iterator[Finding]:
    """The years whose tax rate differs from the base's, beside tax income that does not, in one finding."""
    base = case.budget.base
    years = [year for year, rate, theirs in _rates(case) if rate != theirs and not _differs(case, year)]
    if not base or not years:
        return
    year = years[0]
    rate, theirs = case.budget.tax_rates[year], base.tax_rates[year]
    words = _("the tax rate is {rate} in {years}, in {base} {base_rate}; {tax} is the same as there")
    income, amount = case.ranges.figures.derived(TAX, str(year)), ""
    if income and theirs:
        estimate = income / theirs * (rate - theirs)
        amount = case.text(rounded(case.cell(TAX, estimate), 1))
        words += _(", where the difference would be about {amount} {unit} in {year}")
    yield case.finding(
        CONTRADICTION,
        case.at_key("tax_rate"),
        words,
        rate,
        theirs,
        against=[case.spot(base.places["tax_rate"], base)],
        rate=case.text(rate),
        years=in_years(years),
        base=base.name,
        base_rate=case.text(theirs),
        tax=case.label(TAX),
        amount=amount,
        year=year,
    )


@rule(
    "same-tax-rate",
    NOTE,
    says=N_(
        "A line that moves tax income in a year whose tax rate is that of the base: either the rate is to"
        " differ, or the income is reckoned otherwise."
    ),
    remedy=N_("write the budget's own `tax_rate`, if the document changes it"),
)
def same_tax_rate(case: Case) -> Iterator[Finding]:
    """Lines that move tax income in years whose tax rate is the base's, in one finding."""
    base = case.budget.base
    years = [year for year, rate, theirs in _rates(case) if rate == theirs and _moved(case, year)]
    if not base or not years:
        return
    year = years[0]
    lines = [line for line in case.budget.lines if line.row == TAX]
    change = case.cell(TAX, _moved(case, year))
    yield case.finding(
        NOTE,
        case.at_line(lines[0]),
        _("{tax} is moved by {change} {unit} in {year}; the tax rate, {rate}, is that of {base}"),
        change,
        against=[case.spot(case.key_place("tax_rate")), *(case.spot(line.place) for line in lines[1:])],
        tax=case.label(TAX),
        change=case.text(change),
        year=year,
        rate=case.text(case.budget.tax_rates[year]),
        base=base.name,
    )


def _rates(case: Case) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Each year of the plan whose tax rate this file and its base's give, with both."""
    base = case.budget.base
    for year in case.budget.years:
        if base and year in case.budget.tax_rates and year in base.tax_rates:
            yield year, case.budget.tax_rates[year], base.tax_rates[year]


def _moved(case: Case, year: int) -> Decimal:
    """What the budget's lines move in the tax income of a year (mkr)."""
    return case.ranges.figures.effect(TAX, str(year))


def _differs(case: Case, year: int) -> bool:
    """Whether the tax income of a year differs from the base's, by a line or as printed."""
    ours = case.ranges.figures.printed(TAX, str(year))
    theirs = case.ranges.base.figures.printed(TAX, str(year)) if case.ranges.base else None
    return bool(_moved(case, year)) or (ours is not None and theirs is not None and ours != theirs)
