"""Income among savings and increases is told apart; what disposes of the result is neither."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.posts import Sum, net_by_area, of_income, own_posts, sum_posts, total
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from tests.checking import loaded
from tests.running import kalmar

HEAD = "municipality: Byköping\nyear: 2025\nunit: tkr\nsign: result\nsource: {title: T}\n"
BASE = (
    HEAD
    + """name: Bas
statement:
  columns: [2025, 2026]
  rows:
    verksamhetens_kostnader: [-100, -110]
    skatteintakter: [105, 115]
    arets_resultat: [5, 5]
    medel_till_resultatutjamningsreserv: [-2, -2]
    arets_balanskravsresultat: [3, 3]
"""
)
PARTY = (
    HEAD
    + """name: Parti
base: bas
areas: {skola: {name: Skolan}, pott: {name: Potten}}
lines:
  - {name: Lärare, row: verksamhetens_kostnader, area: skola, amounts: -7}
  - {name: Lokaler, row: verksamhetens_kostnader, area: skola, amounts: 3}
  - {name: Skatten, row: skatteintakter, area: pott, amounts: [8300, -20]}
  - {name: Mer ur reserven, row: medel_fran_resultatutjamningsreserv, area: pott, amounts: 4}
"""
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A shelf with the base and the party."""
    (tmp_path / "bas.yaml").write_text(BASE, "utf-8")
    (tmp_path / "parti.yaml").write_text(PARTY, "utf-8")
    return {"KALMAR_BUDGETS": str(tmp_path)}


def test_income_is_told_apart(env: dict[str, str]) -> None:
    """The columns keep their meaning; a note says how much of them is income."""
    screen = kalmar("areas", "parti", env=env).out
    first, second = screen.split(", 2025\n")[1].split(", 2026\n")
    assert "What raises the result includes 8,300 tkr more income." in first
    assert "What lowers" not in first
    assert "What lowers the result includes 20 tkr less income." in second
    assert "What raises" not in second
    assert "Skolan" in first
    assert "8,303" in first


def test_income_is_told_apart_in_a_workbook(env: dict[str, str], tmp_path: Path) -> None:
    """The same note, as text, below the sheet's table."""
    path = tmp_path / "areas.xlsx"
    assert kalmar("areas", "parti", "-o", path, env=env).code == 0
    cells = [c.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row]
    assert "What raises the result includes 8,300 tkr more income." in cells


def test_a_reserve_is_neither_spending_nor_saving() -> None:
    """Area sums are what årets resultat changes by; the reserve's line moves only what follows."""
    base, _problems = loaded(BASE, "bas")
    party, _problems = loaded(PARTY, "parti", base)
    ours, theirs = Figures(party), Figures(base)
    for by in ("area", "heading"):
        of = total(sum_posts(own_posts(party).values(), 2025, by).values())
        assert of == Sum(3, Decimal("-0.007"), Decimal("8.303"))
        after, before = ours.derived(RESULT, "2025"), theirs.derived(RESULT, "2025")
        assert after is not None
        assert before is not None
        assert of.net == after - before
    nets = net_by_area(party, [2025])
    assert nets == {"skola": [Decimal("-0.004")], "pott": [Decimal("8.300")]}
    assert ours.effect("arets_balanskravsresultat", "2025") == of.net + Decimal("0.004")
    assert of_income(own_posts(party).values(), 2026) == Sum(1, Decimal("-0.020"), ZERO)


def test_the_distance_is_that_of_the_areas(env: dict[str, str]) -> None:
    """Net by area is what `areas` calls net, without sign; the reserve is in neither."""
    found = kalmar("distance", "parti", "bas", "--year", "2025", "-f", "csv", env=env).out.splitlines()
    records = [line.split(",") for line in found if line.startswith("distance,parti,bas,")]
    assert {(r[3], r[7], r[8]) for r in records} == {("skola", "4", "10"), ("pott", "8300", "8300")}
