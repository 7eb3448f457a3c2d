"""Rows that lines move and a statement does not have, and what is not known of a budget."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.running import kalmar

HEAD = "municipality: Byköping\nyear: 2025\nunit: mkr\nsource: {title: T}\n"
COMPLETE = (
    HEAD
    + """name: Bas
sign: result
statement:
  columns: [utfall 2023, 2025, 2026]
  rows:
    verksamhetens_kostnader: [-90, -100, -110]
    avskrivningar: [-5, -5, -5]
    verksamhetens_nettokostnader: [-95, -105, -115]
    skatteintakter: [80, 90, 100]
    generella_statsbidrag_och_utjamning: [20, 20, 20]
    resultat_efter_finansiella_poster: [5, 5, 5]
    arets_resultat: [5, 5, 5]
"""
)
PARTY = (
    HEAD
    + """name: Parti
base: bas
sign: result
lines:
  - {name: Skolan, amounts: [-3, -4]}
  - {name: Utdelning, row: finansiella_intakter, amounts: [1, 2]}
"""
)


def posts(name: str, *amounts: int) -> str:
    """A complete budget without statement: one post with these amounts, if any."""
    lines = f"lines:\n  - {{name: Skolan, amounts: {list(amounts)}}}\n" if amounts else ""
    return f"{HEAD}name: {name}\nsign: result\nareas: {{skola: {{name: Skola}}}}\n{lines}"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A statement and a party upon it; two budgets of posts alone, one of them for a year more."""
    (tmp_path / "bas.yaml").write_text(COMPLETE, "utf-8")
    (tmp_path / "parti.yaml").write_text(PARTY, "utf-8")
    (tmp_path / "kort.yaml").write_text(posts("Kort", -10, -20), "utf-8")
    (tmp_path / "lang.yaml").write_text(posts("Lång", -11, -21, -31), "utf-8")
    return tmp_path


def rows(shelf: Path, *arguments: str) -> list[dict[str, str]]:
    """The records of a command's CSV."""
    result = kalmar(*arguments, "-f", "csv", env={"KALMAR_BUDGETS": str(shelf)})
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def test_posts_alone_say_nothing_of_a_year_outside_the_plan(shelf: Path) -> None:
    """A year that one budget has no amounts for is unknown, not zero."""
    found = rows(shelf, "compare", "kort", "lang", "-y", "2027")
    assert [(r["kort"], r["lang"], r["kort_vs_lang"]) for r in found] == [("", "-31", "")]
    found = rows(shelf, "compare", "kort", "lang", "-y", "2026")
    assert (found[0]["kort"], found[0]["kort_vs_lang"]) == ("-20", "1")


def test_a_row_that_lines_add_is_shown_where_it_belongs(shelf: Path) -> None:
    """Zero in the statement that lacks it, the effect where lines move it; the statement adds up."""
    found = [r for r in rows(shelf, "compare", "parti", "bas", "-y", "2025") if r["table"] == "statement"]
    assert [(r["row"], r["parti"], r["bas"]) for r in found] == [
        ("verksamhetens_kostnader", "-100", "-100"),
        ("avskrivningar", "-5", "-5"),
        ("namndernas_nettokostnader", "-3", "0"),
        ("verksamhetens_nettokostnader", "-108", "-105"),
        ("skatteintakter", "90", "90"),
        ("generella_statsbidrag_och_utjamning", "20", "20"),
        ("finansiella_intakter", "1", "0"),
        ("resultat_efter_finansiella_poster", "3", "5"),
        ("arets_resultat", "3", "5"),
        ("resultatandel", "2.73", "4.55"),
    ]
    shown = {
        r["row"]: r["derived"] for r in rows(shelf, "show", "parti", "-y", "2026") if r["kind"] == "part"
    }
    assert (shown["namndernas_nettokostnader"], shown["finansiella_intakter"]) == ("-4", "2")
    past = {r["row"]: r["derived"] for r in rows(shelf, "show", "parti", "-y", "utfall 2023")}
    assert past["finansiella_intakter"] == "0"


def test_a_cell_left_out_stays_unknown(shelf: Path) -> None:
    """Only a part that the statement lacks altogether counts as nothing."""
    rows_of = "    finansiella_intakter: [1, null, 1]\n    resultat_efter"
    text = COMPLETE.replace("    resultat_efter", rows_of)
    (shelf / "bas.yaml").write_text(text, "utf-8")
    found = rows(shelf, "compare", "parti", "bas", "-y", "all")
    cells = {r["year"]: r["parti"] for r in found if r["row"] == "finansiella_intakter"}
    assert cells == {"utfall 2023": "1", "2026": "3"}


def test_a_row_that_lines_add_is_part_of_the_formula(shelf: Path) -> None:
    """In a workbook the row is the base's nothing and the posts, and its sum is made of it."""
    path = shelf / "out.xlsx"
    result = kalmar("compare", "parti", "bas", "-o", path, env={"KALMAR_BUDGETS": str(shelf)})
    assert result.code == 0, result.err
    sheet = openpyxl.load_workbook(path)["Income statement"]
    cells = {row[0].value: (row[0].row, row[1].value) for row in sheet.iter_rows(min_row=7)}
    at, formula = cells["Nämndernas nettokostnader (changes only)"]
    assert str(formula).startswith("=")
    assert "Lines that differ" in str(formula)
    first = cells["Verksamhetens kostnader"][0]
    assert cells["Verksamhetens nettokostnader"][1] == f"=SUM(B{first}:B{at})"


def test_a_row_of_posts_alone_stands_in_the_statements_order(shelf: Path) -> None:
    """Not below the last row; and unknown in the statement, which counts it elsewhere."""
    found = [r for r in rows(shelf, "compare", "bas", "kort", "-y", "2025") if r["table"] == "statement"]
    order = [r["row"] for r in found]
    assert order[2:4] == ["namndernas_nettokostnader", "verksamhetens_nettokostnader"]
    assert (found[2]["bas"], found[2]["kort"]) == ("", "-10")


def test_posts_are_not_held_against_a_budget_that_gives_none(shelf: Path) -> None:
    """Areas, posts and what the sentence adds and saves are left out, with the reason."""
    env = {"KALMAR_BUDGETS": str(shelf)}
    screen = kalmar("compare", "kort", "bas", "--lines", "--all-figures", env=env).out
    assert "Areas and lines are left out: Bas has no lines." in screen
    assert "adds" not in screen
    assert "against" not in screen
    assert "because there are no lines in Bas: Lines that lower the result" in screen
    assert {r["table"] for r in rows(shelf, "compare", "bas", "kort", "--lines")} == {"statement"}
    both = {r["table"] for r in rows(shelf, "compare", "kort", "lang", "--lines")}
    assert both == {"statement", "areas", "lines"}
    assert "In 2025, Kort has 1 mkr lower costs on 1 line" in kalmar("compare", "kort", "lang", env=env).out
    (shelf / "annan.yaml").write_text(COMPLETE.replace("Bas", "Annan"), "utf-8")
    assert "None of the budgets has lines" in kalmar("compare", "annan", "bas", env=env).out
