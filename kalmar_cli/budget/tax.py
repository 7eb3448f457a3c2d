"""Tax: a municipality's own rate, and what a krona of it brings, an estimate."""

from decimal import Decimal

from kalmar_cli.budget.rows import TAX
from kalmar_cli.budget.statement import Figures

# Kronor per hundred, about, and wide: what a municipality takes itself, and with the region's tax.
OWN_RATE = Decimal(15), Decimal(25)
RATE_WITH_REGION = Decimal(28), Decimal(36)


def is_rate(rate: Decimal, of: tuple[Decimal, Decimal] = OWN_RATE) -> bool:
    """Whether a rate (kronor per hundred) can be a municipality's own, or lies between other ends."""
    return of[0] <= rate <= of[1]


def tax_row(figures: Figures) -> str | None:
    """The row of tax income: skatteintäkter, else the first row of tax and grants, if there is one."""
    return TAX if TAX in figures.order else next(iter(figures.composition.tax_rows), None)


def worth_of_krona(figures: Figures, column: str, rate: Decimal) -> Decimal | None:
    """What each krona of a tax rate brings: tax income ÷ rate (mkr).

    None where that is not known: if the rate is not the municipality's own alone, or grants stand in
    the same row as the tax.
    """
    income = None if TAX in figures.composition.tax_sums else figures.derived(TAX, column)
    return income / rate if income is not None and is_rate(rate) else None
