"""Budgets beside each other carry names that tell them apart, on every screen."""

import json
from pathlib import Path

import pytest

from tests.running import CASES, kalmar

STATEMENT = """name: {name}
municipality: Ekstad
year: {year}
unit: mkr
sign: result
statement:
  columns: {columns}
  rows:
    skatteintakter: [{tax}, {tax}, {tax}]
    arets_resultat: [{tax}, {tax}, {tax}]
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Styret of two years, and another party's budget of the same name."""
    for file, name, year, tax in (
        ("a/styret.yaml", "Samstyret i Ekstad", 2024, 90),
        ("b/styret.yaml", "Samstyret i Ekstad", 2025, 100),
        ("b/skuggan.yaml", "Samstyret i Ekstad", 2025, 95),
        ("b/vanstern.yaml", "Vänsterpartiet", 2025, 98),
    ):
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            STATEMENT.format(name=name, year=year, tax=tax, columns=[year, year + 1, year + 2]), "utf-8"
        )
    return tmp_path


def test_years_stand_in_every_name(shelf: Path) -> None:
    """Title, headings, sentence and notes of a comparison between years carry them."""
    out = kalmar("compare", "vanstern", "styret@2024", "--budgets", shelf).out
    assert out.startswith("Vänsterpartiet (2025) compared with Samstyret i Ekstad (2024)\n")
    assert "Vänsterpartiet (2025)  " in out
    assert "  Samstyret i Ekstad (2024)  " in out
    for line in out.splitlines():
        if "Samstyret" in line:
            assert "Samstyret i Ekstad (2024)" in line


def test_machines_get_the_files_own_names(shelf: Path) -> None:
    """The names in JSON are those of the files, the columns' names are ids."""
    out = json.loads(kalmar("compare", "vanstern", "styret@2024", "--budgets", shelf, "-f", "json").out)
    assert [budget["name"] for budget in out["meta"]["budgets"]] == ["Vänsterpartiet", "Samstyret i Ekstad"]
    assert "vanstern_vs_styret" in json.dumps(out)


def test_the_report_page_too(shelf: Path) -> None:
    """Its title, its lead and its sources."""
    out = kalmar("report", "vanstern", "styret@2024", "--budgets", shelf).out
    assert "<h1>Vänsterpartiet (2025) compared with Samstyret i Ekstad (2024)</h1>" in out
    assert out.count("Samstyret i Ekstad") == out.count("Samstyret i Ekstad (2024)")


def test_equal_names_get_their_ids(shelf: Path) -> None:
    """Two parties that call their budgets the same."""
    out = kalmar("compare", "skuggan", "styret", "--budgets", shelf).out
    assert out.startswith("Samstyret i Ekstad (skuggan) compared with Samstyret i Ekstad (styret)\n")


def test_a_base_of_another_year_is_named_with_it(shelf: Path) -> None:
    """Of one budget too, the budget that it changes may be of another year."""
    path = shelf / "b" / "fornyelse.yaml"
    path.write_text(
        "name: Förnyelse\nmunicipality: Ekstad\nyear: 2025\nbase: styret@2024\nunit: mkr\nsign: result\n",
        "utf-8",
    )
    result = kalmar("show", path, "--budgets", shelf)
    assert result.err == ""
    assert "the figures of Samstyret i Ekstad (2024)" in result.out


def test_a_single_year_is_not_repeated(shelf: Path) -> None:
    """Where nothing needs telling apart, a name stands alone."""
    out = kalmar("compare", "vanstern", "styret", "--budgets", shelf).out
    assert out.startswith("Vänsterpartiet compared with Samstyret i Ekstad\n")
    path = shelf / "b" / "vanstern.yaml"
    path.write_text(path.read_text("utf-8").replace("Vänsterpartiet", "Rödgrön budget 2025"), "utf-8")
    out = kalmar("compare", "vanstern", "styret@2024", "--budgets", shelf).out
    assert out.startswith("Rödgrön budget 2025 compared with Samstyret i Ekstad (2024)\n")


def test_a_budget_beside_itself_has_its_own_row() -> None:
    """The matrix has a row for each budget named, whatever they are called."""
    out = kalmar("distance", "alliansen", "alliansen", "majoriteten").out
    net, _gross = out.split("Gross")
    rows = [line.split("  ")[0] for line in net.splitlines() if line.startswith(("Kalmar", "Majoriteten"))]
    assert rows == ["Kalmar · budget 2024 · mkr", "Kalmaralliansen", "Kalmaralliansen (2)", "Majoriteten"]


def test_a_name_gives_way_to_the_id_only_where_it_costs_room() -> None:
    """Kalmaralliansen is wider than its figures: at 80 columns its id keeps the differences whole."""
    wide = kalmar("compare", "alliansen", "majoriteten", terminal=True, env={"COLUMNS": "120"}).out
    narrow = kalmar("compare", "alliansen", "majoriteten", terminal=True, env={"COLUMNS": "80"}).out
    assert "─ Kalmaralliansen ─" in wide
    assert "  Alliansen  Majoriteten  ──── Difference ───" in narrow
    assert "Not shown: Alliansen, Majoriteten 2025–2026 (--year)" in narrow


def test_a_short_name_keeps_its_letters() -> None:
    """An id is ASCII; where the printed name begins with it, a narrow screen writes it as printed."""
    names = ("osterlistan", "norrlistan", "vasterlistan", "majoriteten")
    env = {"COLUMNS": "80", "KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby"}
    out = kalmar("compare", *names, "--unit", "kr", terminal=True, env=env).out
    assert "mÖsterlistan\x1b" in out
    assert "Osterlistan" not in out


def test_areas_of_one_name_are_two_rows(tmp_path: Path) -> None:
    """In the pairs of `distance`, each with its own figure, and they add up."""
    head = "municipality: Ekstad\nyear: 2024\nunit: mkr\nsign: result\n"
    ours, base = tmp_path / "egen.yaml", tmp_path / "bas.yaml"
    base.write_text(
        f"name: Bas\n{head}areas: {{skola: {{name: Skola}}}}\n"
        "statement: {columns: [2024, 2025], rows: {arets_resultat: [10, 10]}}\n",
        "utf-8",
    )
    ours.write_text(
        f"name: Egen\n{head}base: bas\nareas: {{utbildning: {{name: Skola}}}}\n"
        "lines: [{name: A, area: skola, amounts: -1}, {name: B, area: utbildning, amounts: -2.5}]\n",
        "utf-8",
    )
    out = kalmar("distance", ours, base, "--areas").out
    rows = [line.split() for line in out[out.index("Egen and Bas") :].splitlines()]
    assert rows[4:8] == [
        ["Skola", "1.0", "1.0", "1.0", "1.0"],
        ["Skola", "2.5", "2.5", "2.5", "2.5"],
        ["-----", "----", "----", "----", "----"],
        ["Total", "3.5", "3.5", "3.5", "3.5"],
    ]
