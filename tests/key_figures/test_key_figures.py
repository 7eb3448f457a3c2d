"""Key figures: values by hand, absences with reasons, the same in show and compare."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.key_figures.definitions import FIGURES
from tests.running import CASES, kalmar

MANY = {"KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby", "KALMAR_LANG": "en"}
LILLBY = {"KALMAR_BUDGETS": str(CASES / "good"), "KALMAR_MUNICIPALITY": "Lillby", "KALMAR_LANG": "en"}


def compared(*arguments: str, env: dict[str, str] | None = None) -> dict[tuple[str, str], list[str]]:
    """Key figure and year → the cells after the unit, of a comparison."""
    result = kalmar("compare", *arguments, "--all-figures", "-f", "csv", env=env)
    assert result.code == 0, result.err
    rows = csv.reader(io.StringIO(result.out))
    return {(row[1], row[3]): row[4:] for row in rows if row[0] == "figures"}


@pytest.mark.parametrize(
    ("figure", "year", "cells"),
    [
        # −177.5 and −160 of 3 981 + 1 169
        ("resultatandel", "2024", ["%", "-3.45", "-3.11", "-0.34"]),
        # 5 324.5 and 5 307 of 5 150; with financial items 100 − resultatandel
        ("nettokostnadsandel_exkl_finansnetto", "2024", ["%", "103.39", "103.05", "0.34"]),
        ("nettokostnadsandel_inkl_finansnetto", "2024", ["%", "103.45", "103.11", "0.34"]),
        ("result_over_plan", "2024-2026", ["mkr", "-154.5", "-102", "-52.5"]),
        ("missing_to_zero", "2024", ["mkr", "177.5", "160", "17.5"]),
        ("missing_to_zero", "2025", ["mkr", "0", "0", "0"]),
        # 2 % of 5 150 is 103
        ("missing_to_target", "2024", ["mkr", "280.5", "263", "17.5"]),
        # no adjustments are printed: årets resultat is no balanskravsresultat
        ("reserve_need", "2024", ["mkr", "", "", ""]),
        ("to_restore", "2024", ["mkr", "", "", ""]),
        ("years_to_restore", "2024-2026", ["years", "", "", ""]),
        # 177.5 − 2 · 11.5 and 160 − 2 · 29
        ("left_to_restore", "2024-2026", ["mkr", "154.5", "102", "52.5"]),
        ("increases", "2024", ["mkr", "-42", "0", "-42"]),
        ("savings", "2024", ["mkr", "24.5", "0", "24.5"]),
        ("net", "2024", ["mkr", "-17.5", "0", "-17.5"]),
        ("gross", "2024", ["mkr", "66.5", "0", "66.5"]),
        ("financed_by_savings", "2024", ["mkr", "24.5", "0", "24.5"]),
        ("financed_by_income", "2024", ["mkr", "0", "0", "0"]),
        ("financed_by_lower_result", "2024", ["mkr", "17.5", "0", "17.5"]),
        ("financed_by_savings_share", "2024", ["%", "58.33", "0", "58.33"]),
        ("financed_by_lower_result_share", "2024", ["%", "41.67", "0", "41.67"]),
        # the file marks no certainty, and gives no population
        ("financed_by_uncertain_savings", "2024", ["mkr", "", "0", ""]),
        ("net_cost_per_inhabitant", "2024", ["kr", "", "", ""]),
        # 17.5 ÷ (3 981 ÷ 21.81 ÷ 100)
        ("tax_equivalent", "2024", ["öre", "-9.59", "0", "-9.59"]),
    ],
)
def test_kalmar(figure: str, year: str, cells: list[str]) -> None:
    """Alliansen, majoriteten and the difference, each checked by hand."""
    assert compared("alliansen", "majoriteten", "--target", "2")[figure, year] == cells


@pytest.mark.parametrize(
    ("figure", "cells"),
    [
        ("financed_by_savings", ["mkr", "55.5", "0", "55.5"]),
        ("financed_by_uncertain_savings", ["mkr", "55.5", "0", "55.5"]),
        ("financed_by_lower_result", ["mkr", "65", "0", "65"]),
        # 65 mkr ÷ 351 200
        ("change_per_inhabitant", ["kr", "-185.08", "0", "-185.08"]),
        # 24 979.7 mkr ÷ 351 200
        ("net_cost_per_inhabitant", ["kr", "71311.79", "71126.71", "185.08"]),
        # 2 % of 25 063.5, from the base's own result_target
        ("missing_to_target", ["mkr", "546.37", "481.37", "65"]),
    ],
)
def test_storby(figure: str, cells: list[str]) -> None:
    """With population, target and certainty in the files."""
    assert compared("norrlistan", "majoriteten", env=MANY)[figure, "2024"] == cells


def test_income_pays_for_increases() -> None:
    """A dividend that pays for everything leaves the result where it was."""
    found = compared("osterlistan", "majoriteten", env=MANY)
    assert found["financed_by_income", "2024"][1] == "72.25"
    assert found["financed_by_income_share", "2024"][1] == "100"
    assert found["financed_by_savings", "2024"][1] == "0"
    assert found["financed_by_lower_result", "2024"][1] == "0"


@pytest.mark.parametrize("party", ["norrlistan", "soderlistan", "osterlistan", "vasterlistan"])
def test_the_financing_pays_for_the_increases(party: str) -> None:
    """Savings, income and a lower result are the increases, in mkr; and all of them, in %."""
    found = compared(party, "majoriteten", env=MANY)
    for year in ("2024", "2025", "2026"):
        parts = ("savings", "income", "lower_result")
        paid = sum((Decimal(found[f"financed_by_{part}", year][1]) for part in parts), ZERO)
        shares = sum((Decimal(found[f"financed_by_{part}_share", year][1]) for part in parts), ZERO)
        assert paid == -Decimal(found["increases", year][1])
        assert abs(shares - 100) <= Decimal("0.02")


def test_show_holds_a_budget_against_its_base() -> None:
    """The same figures in show, as rows of the kind `figure` under show's header."""
    result = kalmar("show", "alliansen", "--all-figures", "--target", "2", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert list(rows[0]) == ["row", "label", "kind", "column", "unit", "printed", "derived"]
    shown = {(row["row"], row["column"]): row["derived"] for row in rows if row["kind"] == "figure"}
    expected = {
        key: cells[1] for key, cells in compared("alliansen", "majoriteten", "--target", "2").items()
    }
    assert shown == expected


def test_what_is_absent_says_why() -> None:
    """To people in a note with the figures' names, to machines in the meta; and never as zero."""
    result = kalmar("show", "majoriteten", "--all-figures", "-f", "json")
    found = json.loads(result.out)
    absent = {entry["figure"]: entry["reason"] for entry in found["meta"]["absent"]}
    assert absent["missing_to_target"] == "no result_target is given by Majoriteten (--target names one)"
    assert absent["increases"] == "there is no other budget beneath Majoriteten"
    assert absent["net_cost_per_inhabitant"] == "no population is given by Majoriteten"
    values = {row["row"]: row["derived"] for row in found["tables"]["figures"]}
    assert all(values[figure] is None for figure in absent)
    screen = kalmar("show", "majoriteten", "--all-figures", env={"KALMAR_LANG": "en"}).out
    assert "Absent, because no population is given by Majoriteten: Change of the result per" in screen


def test_past_years_have_no_changes() -> None:
    """Posts have amounts in the plan's years; in others the figures made of them are absent."""
    found = compared("majoriteten", "majoriteten", env=LILLBY)
    assert found["increases", "2025"] == ["tkr", "0", "0", "0"]
    years = ["--year", "utfall 2023"]
    past = compared("oppositionen", "majoriteten", *years, env=LILLBY)
    assert past["increases", "utfall 2023"] == ["tkr", "", "", ""]
    assert [period for figure, period in past if figure == "result_over_plan"] == ["2025-2027"]


def test_every_key_figure_is_declared_once() -> None:
    """One id each, and exactly one way to compute it."""
    ids = [figure.id for figure in FIGURES]
    assert len(ids) == len(set(ids))
    assert len({figure.label for figure in FIGURES}) == len(ids)
    assert all((figure.year is None) != (figure.plan is None) for figure in FIGURES)


def test_a_target_is_a_percentage() -> None:
    """Comma, point or a percent sign; else a refusal."""
    for target in ("1,5", "1.5", "1.5%"):
        found = compared("alliansen", "majoriteten", "--target", target)
        assert found["missing_to_target", "2024"][1] == "254.75"
    result = kalmar("show", "alliansen", "--all-figures", "--target", "two")
    assert (result.code, result.out) == (2, "")


SAVER = """
name: Sparare
municipality: Lillby
year: 2025
base: bas
unit: mkr
sign: result
lines:
  - {name: Lärare, amounts: [-10, -10]}
  - {name: Lokaler, amounts: [8, 4], certainty: decided}
  - {name: Konsulter, amounts: [4, 2], certainty: estimated}
  - {name: Utdelning, row: finansiella_intakter, amounts: [3, 1]}
  - {name: Ur reserven, row: medel_fran_resultatutjamningsreserv, amounts: [50, 50]}
"""
ROOT = """
name: Bas
municipality: Lillby
year: 2025
unit: mkr
sign: result
population: 7
statement:
  columns: [utfall 2023, 2025, 2026]
  rows:
    namndernas_nettokostnader: [-1000, -1100, -1200]
    verksamhetens_nettokostnader: [-1000, -1100, -1200]
    skatteintakter: [1001, 1101, 1201]
    arets_resultat: [1, 1, 1]
"""


@pytest.fixture
def saver(tmp_path: Path) -> dict[str, str]:
    """A budget that saves more than it adds in the first year."""
    (tmp_path / "bas.yaml").write_text(ROOT, "utf-8")
    (tmp_path / "sparare.yaml").write_text(SAVER, "utf-8")
    return {"KALMAR_BUDGETS": str(tmp_path), "KALMAR_LANG": "en"}


@pytest.mark.parametrize(
    ("figure", "first", "second"),
    [
        ("financed_by_savings", "10", "6"),
        # the certain savings, 8 and 4, come first
        ("financed_by_uncertain_savings", "2", "2"),
        ("financed_by_income", "0", "1"),
        ("financed_by_lower_result", "0", "3"),
        ("left_over", "5", "0"),
        ("financed_by_savings_share", "100", "60"),
        ("financed_by_income_share", "0", "10"),
        ("financed_by_lower_result_share", "0", "30"),
        ("net", "5", "-3"),
    ],
)
def test_nothing_pays_for_more_than_the_increases(
    saver: dict[str, str], figure: str, first: str, second: str
) -> None:
    """Savings and income count up to the increases; what is beyond them makes the result better."""
    found = compared("sparare", "bas", env=saver)
    assert [found[figure, year][1] for year in ("2025", "2026")] == [first, second]


def test_the_plan_is_whole_in_every_view(saver: dict[str, str]) -> None:
    """A chosen year does not shorten the plan, and the period says which years it has."""
    for years in (["-y", "2025"], ["-y", "utfall 2023"], []):
        found = compared("sparare", "bas", *years, env=saver)
        assert found["result_over_plan", "2025-2026"] == ["mkr", "4", "2", "2"]
        assert [period for figure, period in found if figure == "result_over_plan"] == ["2025-2026"]


def test_reasons_are_told_where_no_figure_is_known(saver: dict[str, str]) -> None:
    """Also below a report that has no table of key figures at all."""
    folder = Path(saver["KALMAR_BUDGETS"])
    for id in ("en", "tva"):
        text = f"name: {id}\nmunicipality: By\nyear: 2025\nunit: mkr\nsign: result\n"
        (folder / f"{id}.yaml").write_text(f"{text}lines: [{{name: A, amounts: 1}}]\n", "utf-8")
    screen = kalmar("show", "en", "--all-figures", env=saver).out
    assert "Absent, because there is no other budget beneath en: Lines that lower the result" in screen
    assert "Key figures" not in screen
    screen = kalmar("compare", "en", "tva", "--all-figures", env=saver).out
    assert "Absent, because no Årets resultat is known of en and tva: " in " ".join(screen.split())


def test_each_row_has_the_decimals_it_needs(saver: dict[str, str]) -> None:
    """Kronor per inhabitant have two, mkr none here, shares one."""
    screen = kalmar("show", "sparare", "--all-figures", "-y", "2025", env=saver).out
    shown = {line.split("  ")[0]: line.split()[-1] for line in screen.splitlines() if line}
    assert shown["Net"] == "5"
    # What is left over is the same amount: people see it under one name.
    assert "Left over: better result" not in shown
    assert shown["Change of the result per inhabitant, kronor"] == "714,285.71"
    assert [line.split()[-1] for line in screen.splitlines() if "by savings, share" in line] == ["100.0"]


BALANCE = """
name: Bas
municipality: Lillby
year: 2025
unit: mkr
sign: result
statement:
  columns: [2025, 2026, 2027, 2028]
  rows:
    arets_resultat: [-50, 10, 5, 90]
    balanskravsjusteringar: [-5, 0, 0, 0]
    arets_resultat_efter_balanskravsjusteringar: [-55, 10, 5, 90]
    medel_till_resultatreserv: [0, 0, 0, 10]
    medel_fran_resultatreserv: [40, 0, 0, 0]
    arets_balanskravsresultat: [-15, 10, 5, 80]
"""


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        ("missing_to_zero", ["50", "0", "0", "0"]),
        ("reserve_need", ["55", "0", "0", "0"]),
        ("to_restore", ["15", "0", "0", "0"]),
        ("years_to_restore", ["1"]),
        # 15 − 10 − 5
        ("left_to_restore", ["0"]),
    ],
)
def test_the_balance_requirement(tmp_path: Path, figure: str, values: list[str]) -> None:
    """Three figures of their own where adjustments and reserve are printed, resultatreserv too."""
    (tmp_path / "bas.yaml").write_text(BALANCE, "utf-8")
    result = kalmar("show", "bas", "--figures", "-f", "csv", env={"KALMAR_BUDGETS": str(tmp_path)})
    rows = [row for row in csv.DictReader(io.StringIO(result.out)) if row["row"] == figure]
    assert [row["derived"] for row in rows] == values


def test_what_nobody_changed_is_not_financed() -> None:
    """Turned round, a party's savings are not what pays for the other's increases."""
    found = compared("majoriteten", "alliansen")
    assert found["financed_by_savings", "2024"] == ["mkr", "", "0", ""]
    assert found["increases", "2024"] == ["mkr", "-24.5", "0", "-24.5"]


TAXES = """
name: Bas
municipality: Lillby
year: 2025
unit: mkr
sign: result
tax_rate: {2025: 20, 2026: 22}
population: {2024: 900, 2025: 1000, 2026: 1100}
statement:
  columns: [utfall 2024, 2025, 2026]
  labels: {slutavrakning: Slutavräkning, fastighetsavgift: Kommunal fastighetsavgift}
  rows:
    verksamhetens_nettokostnader: [-90, -98, -99]
    skatteintakter: [70, 70, 77]
    slutavrakning: [0, 1, 0]
    generella_statsbidrag_och_utjamning: [20, 20, 20]
    fastighetsavgift: [9, 9, 13]
    resultat_efter_finansiella_poster: [9, 2, 11]
    arets_resultat: [9, 2, 11]
"""


@pytest.mark.parametrize(
    ("figure", "of", "values"),
    [
        # 2 of 100 and 11 of 110
        ("resultatandel", "bas", ["2", "10"]),
        ("nettokostnadsandel_exkl_finansnetto", "bas", ["98", "90"]),
        ("nettokostnadsandel_inkl_finansnetto", "bas", ["98", "90"]),
        ("missing_to_target", "bas", ["8", "0"]),
        # −1 mkr over 70 ÷ 20 ÷ 100 and 77 ÷ 22 ÷ 100
        ("tax_equivalent", "parti", ["-28.57", "-28.57"]),
        ("change_per_inhabitant", "parti", ["-1000", "-909.09"]),
    ],
)
def test_every_row_of_tax_and_grants_counts(
    tmp_path: Path, figure: str, of: str, values: list[str]
) -> None:
    """One sum in every key figure that speaks of tax and grants; rate and population by year."""
    (tmp_path / "bas.yaml").write_text(TAXES, "utf-8")
    party = "name: P\nmunicipality: Lillby\nyear: 2025\nbase: bas\nunit: mkr\nsign: result\n"
    post = "lines: [{name: A, row: namndernas_nettokostnader, amounts: -1}]\n"
    (tmp_path / "parti.yaml").write_text(party + post, "utf-8")
    env = {"KALMAR_BUDGETS": str(tmp_path), "KALMAR_LANG": "en"}
    found = compared("parti", "bas", "--target", "10", env=env)
    column = 1 if of == "parti" else 2
    assert [found[figure, year][column] for year in ("2025", "2026")] == values
