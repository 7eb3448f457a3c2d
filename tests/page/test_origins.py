"""Where figures are said to come from."""

from pathlib import Path

import pytest

from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.origins import documents, origin, reaching
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES

GOOD = CASES / "good"
SUMS_MISSING = """
name: Utan summor
municipality: Kalmar
year: 2024
unit: mkr
sign: result
statement:
  columns: [2024, 2025]
  rows:
    namndernas_nettokostnader: [-90, -95]
    verksamhetens_nettokostnader: [-90, null]
    skatteintakter: [100, 101]
    arets_resultat: [10, null]
"""


def figures(path: Path) -> Figures:
    return Figures(Shelf([shipped(), GOOD]).load(path))


@pytest.mark.parametrize(
    ("file", "row", "year", "words"),
    [
        ("majoriteten", "arets_resultat", "2024", "section 8.2"),
        ("alliansen", "arets_resultat", "2024", "Majoriteten + 24 lines"),
        ("alliansen", "skatteintakter", "2024", "as Majoriteten"),
        ("alliansen", "arets_resultat", "utfall 2022", "as Majoriteten"),
        ("alliansen", "resultatandel", "2024", "computed"),
        ("alliansen", "avskrivningar", "2024", ""),
    ],
)
def test_kalmar(file: str, row: str, year: str, words: str) -> None:
    """Printed, changed by posts, as in the base, computed, or not there."""
    assert origin(figures(shipped() / f"kalmar/2024/{file}.yaml"), row, [year]) == words


def test_only_posts_that_reach_a_row_count() -> None:
    """A financial post moves the result, not the net cost; a post of another year moves nothing."""
    lillby = figures(GOOD / "lillby/2025/oppositionen.yaml")
    assert len(reaching(lillby, "namndernas_nettokostnader", ["2025"])) == 4
    assert len(reaching(lillby, "namndernas_nettokostnader", ["2026"])) == 3
    assert len(reaching(lillby, "arets_resultat", ["2025"])) == 5
    assert [line.id for line in reaching(lillby, "finansiella_kostnader", ["2025"])] == [
        "lagre-rantekostnader"
    ]


def test_budget_of_posts_only() -> None:
    """Without any statement a figure is the sum of so many posts."""
    vikby = figures(GOOD / "vikby/2024/vikbypartiet.yaml")
    assert origin(vikby, "namndernas_nettokostnader", ["2024"]) == "3 lines"
    assert origin(vikby, "namndernas_nettokostnader", ["2026"]) == "2 lines"


def test_sums_that_are_not_printed(tmp_path: Path) -> None:
    """A sum is said to be summed in the years where the document does not print it."""
    path = tmp_path / "utan.yaml"
    path.write_text(SUMS_MISSING, "utf-8")
    found = figures(path)
    assert origin(found, "arets_resultat", ["2024"]) == "as printed"
    assert origin(found, "arets_resultat", ["2025"]) == "summed from the rows above"
    assert origin(found, "arets_resultat", ["2024", "2025"]) == "as printed / summed from the rows above"


def test_documents() -> None:
    """Each budget and base is told of once, with its document."""
    budget = Shelf([shipped()]).load(shipped() / "kalmar/2024/alliansen.yaml")
    assert documents([budget, *budget.chain]) == [
        "Kalmaralliansen: the figures of Majoriteten and its own lines, Budget Kalmaralliansen 2024.",
        "Majoriteten: Budget Kalmaralliansen 2024, section 8.2.",
    ]
