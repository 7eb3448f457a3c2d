"""Tax: a municipality's own rate, and what a krona of it brings, an estimate."""

from decimal import Decimal

from kalmar_cli.base.characters import fold_case
from kalmar_cli.budget.rows import TAX
from kalmar_cli.budget.statement import Figures

# Kronor per hundred, about, and wide: what a municipality takes itself, and with the region's tax.
_OWN = Decimal(15), Decimal(25)
_WITH_REGION = Decimal(28), Decimal(36)
# The one municipality that has a region's tasks: its own rate is as high as others' with the region's.
_REGION_TOO = "gotland"


def own_rates(municipality: str) -> tuple[Decimal, Decimal]:
    """Between which rates (kronor per hundred) a municipality's own lies."""
    return _WITH_REGION if _REGION_TOO in fold_case(municipality) else _OWN


def is_own_rate(rate: Decimal, municipality: str) -> bool:
    """Whether a rate (kronor per hundred) can be the municipality's own."""
    least, most = own_rates(municipality)
    return least <= rate <= most


def is_rate_with_region(rate: Decimal, municipality: str) -> bool:
    """Whether a rate (kronor per hundred) can be the municipality's and the region's together."""
    least, most = _WITH_REGION
    return least <= rate <= most and not is_own_rate(rate, municipality)


def tax_row(figures: Figures) -> str | None:
    """The row of tax income: skatteintäkter, else the first row of tax and grants, if there is one."""
    return TAX if TAX in figures.order else next(iter(figures.composition.tax_rows), None)


def worth_of_krona(figures: Figures, column: str, rate: Decimal) -> Decimal | None:
    """What each krona of a tax rate brings: tax income ÷ rate (mkr).

    None where that is not known: if the rate is not the municipality's own alone, or grants stand in
    the same row as the tax.
    """
    income = None if TAX in figures.composition.tax_sums else figures.derived(TAX, column)
    return income / rate if income is not None and is_own_rate(rate, figures.budget.municipality) else None
