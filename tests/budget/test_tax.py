"""What a krona of tax brings, and where that cannot be told."""

from decimal import Decimal

import pytest

from kalmar_cli.budget.statement import Figures
from kalmar_cli.budget.tax import is_own_rate, is_rate_with_region, worth_of_krona
from tests.budget.test_composition import HEAD, loaded


@pytest.mark.parametrize(
    ("rate", "label", "worth"),
    [
        ("20", "Skatteintäkter", "35"),
        # impossible, and with the region's
        ("2", "Skatteintäkter", None),
        ("33.5", "Skatteintäkter", None),
        # grants in the same row
        ("20", "Skatteintäkter, generella statsbidrag och utjämning", None),
    ],
)
def test_what_a_krona_of_tax_brings(rate: str, label: str, worth: str | None) -> None:
    """Tax income ÷ rate, if both are the municipality's own and of tax alone."""
    budget = loaded(
        f"{HEAD}name: Bas\nlabels: {{skatteintakter: '{label}'}}\nstatement:\n  columns: [2025]\n"
        "  rows: {verksamhetens_nettokostnader: [-690], skatteintakter: [700],"
        " verksamhetens_resultat: [10]}\n"
    )
    found = worth_of_krona(Figures(budget), "2025", Decimal(rate))
    assert (None if found is None else str(found)) == worth


@pytest.mark.parametrize(
    ("municipality", "rate", "own", "with_region"),
    [
        ("Kalmar", "21.81", True, False),
        ("Kalmar", "33.67", False, True),
        # which is a region, too
        ("Gotland", "33.60", True, False),
        ("Region GOTLAND", "33.60", True, False),
        ("Gotland", "21.81", False, False),
    ],
)
def test_whose_a_rate_is(municipality: str, rate: str, own: bool, with_region: bool) -> None:
    """The municipality's own, or that and the region's together."""
    assert is_own_rate(Decimal(rate), municipality) == own
    assert is_rate_with_region(Decimal(rate), municipality) == with_region
