"""Where tax rates differ: the rates, and what the difference is worth beside the posts, an estimate."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit, rounded, scale_of
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.tax import is_own_rate, worth_of_krona
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.table import PEOPLE, RECKONERS, Record, Table

# An estimate has two decimals in mkr and none in a smaller unit.
_DECIMALS = 2


def tax_table(comparison: Comparison) -> Table | None:
    """The rates of the years in which they differ, and the tax income that each gives; None without."""
    records = tuple(record for year in comparison.years for record in _records(comparison, year))
    if not records:
        return None
    words = _(
        "Estimate: the tax income of {baseline} in the year that the rate belongs to, divided by its own "
        "rate and times each budget's. Where lines or the statement hold the tax already, it is not to be "
        "added to them."
    )
    return Table(
        "tax",
        _("Tax rates that differ, by the year they belong to"),
        comparison.columns(_("Tax")),
        records,
        PEOPLE | RECKONERS,
        notes=(words.format(baseline=comparison.baseline.name),),
        mixed=True,
        making=comparison.making,
    )


def _records(comparison: Comparison, year: int) -> Iterator[Record]:
    known = [rate_of(budget, year) for budget in comparison.budgets]
    rates = [rate for rate in known if rate is not None]
    if len(set(rates)) < 2:
        return
    unit, own = _("kr per 100"), known[-1]
    yield comparison.record("tax", "tax_rate", _("Tax rate"), str(year), unit, known)
    krona = own and worth_of_krona(comparison.figures[-1], str(year), own)
    if not krona:
        return
    decimals = _DECIMALS if scale_of(comparison.unit) == "mkr" else 0
    worth = [
        rounded(in_unit(krona * rate, comparison.unit), decimals)
        if rate and is_own_rate(rate, budget.municipality)
        else None
        for budget, rate in zip(comparison.budgets, known, strict=True)
    ]
    words = _("Tax income at this rate (estimate)")
    yield comparison.record("tax", "tax_income", words, str(year), comparison.unit, worth)


def rate_of(budget: Budget, year: int) -> Decimal | None:
    """The budget's tax rate of a year, its own or that of a base of the same budget year."""
    links = (link for link in budget.chain if link.year == budget.year)
    return next((link.tax_rates[year] for link in links if year in link.tax_rates), None)
