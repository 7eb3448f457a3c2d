"""Rules about the tax rate, alone and beside the tax income."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, in_runs, rounded
from kalmar_cli.budget.tax import is_own_rate, is_rate_with_region, own_rates, tax_row, worth_of_krona
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding
from kalmar_cli.check.registry import rule

# What the rates give is an estimate, and tax income is moved by other things too.
_FAR = Decimal(4)
_SAME = N_("the tax rate is {rate} in {years}, in {base} {base_rate}; {tax} is the same as there")
_UNLIKE = N_(
    "the tax rate is {rate} in {years}, in {base} {base_rate}, a difference of about {amount} {unit} in"
    " {year}; {tax} differs by {change}"
)
_REGION = N_("the tax rate is {rate} in {years}, in {base} {base_rate}: one of them is with the region's")


@rule(
    "tax-rate",
    ERROR,
    NOTE,
    says=N_(
        "A municipality's own tax rate lies between 15 and 25 kronor per hundred, with the region's between"
        " 28 and 36, as Gotland's own. What lies outside both is no tax rate; with the region's, a note: an"
        " öre of the municipality's tax cannot be estimated by it."
    ),
    remedy=N_("write `tax_rate` in kronor per hundred, as 21.81, and compare it with the document"),
)
def tax_rate(case: Case) -> Iterator[Finding]:
    """Each tax rate that no municipality has, or that is not its own alone, with its years."""
    place = case.budget.municipality
    least, most = own_rates(place)
    for rate, years in _by_rate(case.budget.tax_rates).items():
        if is_own_rate(rate, place):
            continue
        level, words, remedy = (
            (
                NOTE,
                _("the tax rate, {rate} kronor per hundred ({years}), is one with the region's"),
                _("write the municipality's own rate, if the document has it: estimates need it"),
            )
            if is_rate_with_region(rate, place)
            else (
                ERROR,
                _(
                    "the tax rate is {rate} kronor per hundred ({years}); the municipality's own is {least}"
                    " to {most}"
                ),
                "",
            )
        )
        yield case.finding(
            level,
            case.at_key("tax_rate"),
            words,
            rate,
            remedy=remedy,
            rate=case.text(rate),
            years=in_runs(years),
            least=least,
            most=most,
        )


def _by_rate(rates: dict[int, Decimal]) -> dict[Decimal, list[int]]:
    found: dict[Decimal, list[int]] = {}
    for year, rate in rates.items():
        found.setdefault(rate, []).append(year)
    return found


@rule(
    "tax-income",
    CONTRADICTION,
    NOTE,
    says=N_(
        "In a year whose tax rate differs from that of the base, the tax income differs as well, by a line"
        " or in the printed statement. A difference of the other sign, or four times off from what the"
        " rates give, is a note; one rate with the region's and one without are a contradiction."
    ),
    remedy=N_("compare `tax_rate` with the document; if it holds, add the line that moves skatteintakter"),
)
def tax_income(case: Case) -> Iterator[Finding]:
    """Years whose tax rate differs from the base's beside tax income that does not fit, alike in one."""
    base, row = case.budget.base, tax_row(case.ranges.figures)
    if not base or not row:
        return
    found: dict[str, list[int]] = {}
    for year, rate, theirs in _rates(case):
        if rate != theirs and (words := _misfit(case, row, year)):
            found.setdefault(words, []).append(year)
    for words, years in found.items():
        rate, theirs = case.budget.tax_rates[years[0]], base.tax_rates[years[0]]
        estimate = _estimate(case, years[0])
        close = _(", where the difference would be about {amount} {unit} in {year}")
        yield case.finding(
            NOTE if words == _UNLIKE else CONTRADICTION,
            case.at_key("tax_rate"),
            _(words) + (close if words == _SAME and estimate else ""),
            rate,
            theirs,
            against=[case.spot(base.places["tax_rate"], base)],
            rate=case.text(rate),
            years=in_runs(years),
            base=base.name,
            base_rate=case.text(theirs),
            tax=case.label(row),
            amount=case.text(rounded(case.cell(row, estimate), 1)),
            change=case.text(case.cell(row, _change(case, row, years[0]))),
            year=years[0],
        )


def _misfit(case: Case, row: str, year: int) -> str | None:
    """What is to be said of a year whose rate is another than the base's; None if the income fits."""
    rates = [of.tax_rates[year] for of in (case.budget, case.budget.base) if of]
    place = case.budget.municipality
    if any(is_own_rate(rate, place) for rate in rates) and any(
        is_rate_with_region(rate, place) for rate in rates
    ):
        return _REGION
    change, estimate = _change(case, row, year), _estimate(case, year)
    if not change:
        return _SAME
    far = not 1 / _FAR <= estimate / change <= _FAR
    return _UNLIKE if estimate and far else None


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
    base, row = case.budget.base, tax_row(case.ranges.figures)
    lines = [line for line in case.budget.lines if line.row == row]
    effect = case.ranges.figures.effect
    years = [y for y, rate, theirs in _rates(case) if rate == theirs and row and effect(row, str(y))]
    if not base or not row or not years or not lines:
        return
    year = years[0]
    change = case.cell(row, effect(row, str(year)))
    yield case.finding(
        NOTE,
        case.at_line(lines[0]),
        _("{tax} is moved by {change} {unit} in {year}; the tax rate, {rate}, is that of {base}"),
        change,
        against=[case.spot(case.key_place("tax_rate")), *(case.spot(line.place) for line in lines[1:])],
        tax=case.label(row),
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


def _estimate(case: Case, year: int) -> Decimal:
    """What the difference of the rates of a year is worth (mkr); 0 where that cannot be told."""
    rate, theirs = (of.tax_rates[year] for of in (case.budget, case.budget.base) if of)
    krona = worth_of_krona(case.ranges.base.figures, str(year), theirs) if case.ranges.base else None
    return krona * (rate - theirs) if krona and is_own_rate(rate, case.budget.municipality) else ZERO


def _change(case: Case, row: str, year: int) -> Decimal:
    """By how much the tax income of a year differs from the base's (mkr), by a line, else as printed."""
    column, figures, base = str(year), case.ranges.figures, case.ranges.base
    ours = figures.printed(row, column)
    theirs = base.figures.printed(row, column) if base else None
    printed = ZERO if ours is None or theirs is None else ours - theirs
    return figures.effect(row, column) or printed
