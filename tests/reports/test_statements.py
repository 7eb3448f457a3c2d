"""Statements as municipalities print them: no right one is wrong, and what is not known is told."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.running import CASES, kalmar

FOLDER = CASES / "statements"
ENGLISH = {"KALMAR_LANG": "en"}


def shown(name: str, *arguments: str) -> dict[tuple[str, str], dict[str, str]]:
    """Row and column → the record of `show`."""
    result = kalmar("show", FOLDER / f"{name}.yaml", *arguments, "-f", "csv")
    assert result.code == 0, result.err
    return {(r["row"], r["column"]): r for r in csv.DictReader(io.StringIO(result.out))}


@pytest.mark.parametrize("name", ["split-grants", "group-sums", "excerpt"])
def test_a_right_statement_has_no_finding(name: str) -> None:
    """Tax and grants in five rows, group sums and details, an excerpt without costs."""
    result = kalmar("check", FOLDER / f"{name}.yaml", "--strict", env=ENGLISH)
    assert result.code == 0, result.out


def test_every_row_of_tax_and_grants_is_in_the_share() -> None:
    """20 of 700 + 10 + 200 + 100 − 10: the document's own share."""
    assert shown("split-grants")["resultatandel", "2025"]["derived"] == "2"
    assert shown("split-grants")["resultatandel", "2025"]["printed"] == "2"


def test_a_wrong_group_sum_is_an_error(tmp_path: Path) -> None:
    """It is never added, but held against its own rows."""
    text = (FOLDER / "group-sums.yaml").read_text("utf-8")
    for right, wrong, words in (
        (
            "skattenetto: [1000.0]",
            "skattenetto: [1001.0]",
            "Summa skatter och bidrag 2025 is printed as 1,001",
        ),
        ("finansnetto: [-4.0]", "finansnetto: [4.0]", "Finansnetto 2025 is printed as 4.0"),
    ):
        assert right in text
        (tmp_path / "fel.yaml").write_text(text.replace(right, wrong), "utf-8")
        result = kalmar("check", tmp_path / "fel.yaml", "-f", "csv", env=ENGLISH)
        findings = [row for row in csv.DictReader(io.StringIO(result.out)) if row["level"] == "error"]
        assert len(findings) == 1
        assert words.replace(",", "") in findings[0]["message"].replace(",", "")


def test_an_excerpt_is_not_summed() -> None:
    """Its result is as printed, and why there is no share is said to people and machines."""
    found = shown("excerpt")
    assert found["arets_resultat", "2025"]["derived"] == "2"
    assert ("resultatandel", "2025") not in found
    reason = (
        "Resultatandel is absent for Styret: its statement does not give Resultat efter finansiella poster."
    )
    assert reason in " ".join(kalmar("show", FOLDER / "excerpt.yaml", env=ENGLISH).out.split())
    told = json.loads(kalmar("show", FOLDER / "excerpt.yaml", "-f", "json", env=ENGLISH).out)
    assert told["meta"]["notes"] == [reason]


def test_grants_that_are_left_out_are_not_guessed(tmp_path: Path) -> None:
    """Tax income alone is not tax and grants."""
    text = (
        (FOLDER / "excerpt.yaml")
        .read_text("utf-8")
        .replace("    generella_statsbidrag_och_utjamning: [92]\n", "")
    )
    text = text.replace("arets_resultat", "resultat_efter_finansiella_poster")
    (tmp_path / "kort.yaml").write_text(text, "utf-8")
    result = kalmar("show", tmp_path / "kort.yaml", "--figures", env=ENGLISH).out
    assert "does not show what tax and grants come to" in " ".join(result.split())
    assert "tax and grants cannot be told from the statement of Styret" in " ".join(result.split())


def test_a_year_beyond_the_own_plan_is_absent() -> None:
    """Never the base's figures in the party's name; the reason is said."""
    files = FOLDER / "year-beyond-own-plan.yaml", FOLDER / "styret.yaml"
    result = kalmar("compare", *files, "--year", "2027", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert (
        {row["year-beyond-own-plan"] for row in rows}
        == {row["year-beyond-own-plan_vs_styret"] for row in rows}
        == {""}
    )
    assert all(row["styret"] for row in rows)
    told = kalmar("compare", *files, "--year", "2027", env=ENGLISH).out
    assert "Partiet plans for 2025–2026; its figures for 2027 are absent." in told
    assert "the result is not known" in told
    figures = kalmar("compare", *files, "--year", "2027", "--figures", env=ENGLISH).out
    assert "the plan of Partiet does not go to 2027" in " ".join(figures.split())


def test_a_line_may_name_a_year_of_the_base(tmp_path: Path) -> None:
    """It is then a year of the plan; a list may have the base's years as well."""
    text = (FOLDER / "year-beyond-own-plan.yaml").read_text("utf-8")
    (tmp_path / "styret.yaml").write_text((FOLDER / "styret.yaml").read_text("utf-8"), "utf-8")
    for amounts, net in (("{2027: -5.0}", "-5"), ("[-5.0, -5.0, -6.0]", "-6")):
        (tmp_path / "p.yaml").write_text(text.replace("amounts: -5.0", f"amounts: {amounts}"), "utf-8")
        result = kalmar(
            "compare", tmp_path / "p.yaml", tmp_path / "styret.yaml", "--year", "2027", "-f", "csv"
        )
        rows = {
            row["row"]: row
            for row in csv.DictReader(io.StringIO(result.out))
            if row["table"] == "statement"
        }
        assert rows["arets_resultat"]["p_vs_styret"] == net, result.err


def test_workbook_formulas_name_the_parts_that_they_add(tmp_path: Path) -> None:
    """Neither a group sum nor a detail stands in the formula of a sum; a group sum adds its own rows."""
    path = tmp_path / "ut.xlsx"
    assert kalmar("show", FOLDER / "group-sums.yaml", "-o", path).code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    at = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    rows = {name: row[0].row for name, row in at.items()}
    formulas = {
        name: [str(cell.value) for cell in row if cell.value is not None][-1] for name, row in at.items()
    }
    for sum_row, part in (
        ("Verksamhetens resultat", "Summa skatter och bidrag"),
        ("Resultat efter finansiella poster", "Finansnetto"),
        ("Verksamhetens nettokostnader", "varav jämförelsestörande post"),
    ):
        assert not _names(formulas[sum_row], rows[part]), formulas[sum_row]
    for group, part in (
        ("Summa skatter och bidrag", "Skatteintäkter"),
        ("Finansnetto", "Finansiella kostnader"),
    ):
        assert _names(formulas[group], rows[part]), formulas[group]


def _names(formula: str, row: int | None) -> bool:
    """Whether a formula takes something from a row, alone or in a range."""
    for first, last in re.findall(r"[A-Z]+\$?(\d+)(?::[A-Z]+\$?(\d+))?", formula):
        if row and int(first) <= row <= int(last or first):
            return True
    return False


def test_an_area_keeps_the_name_that_its_document_gives_it() -> None:
    """In the table of one budget its own name; where they differ, a note."""
    files = [FOLDER / f"area-called-otherwise-{of}.yaml" for of in "ab"]
    screen = kalmar("compare", *files, FOLDER / "styret.yaml", "--year", "2025", env=ENGLISH).out
    assert "One area has different names: Skola in A; Barn och utbildning in B." in " ".join(screen.split())
    only = kalmar("areas", files[1], env=ENGLISH).out
    assert "Barn och utbildning" in only
    assert "Skola" not in only


def test_full_width_digits_are_no_year(tmp_path: Path) -> None:
    """A column that is written so is shown under its name, and no line moves it."""
    text = (
        (FOLDER / "styret.yaml")
        .read_text("utf-8")
        .replace('["2025", "2026", "2027"]', '["2025", "２０２６", "2027"]')
    )
    (tmp_path / "styret.yaml").write_text(text, "utf-8")
    party = (FOLDER / "rounded-words.yaml").read_text("utf-8")
    (tmp_path / "p.yaml").write_text(party, "utf-8")
    result = kalmar("compare", tmp_path / "p.yaml", tmp_path / "styret.yaml", "--year", "all", "-f", "csv")
    rows = [r for r in csv.DictReader(io.StringIO(result.out)) if r["row"] == "arets_resultat"]
    assert {r["year"]: r["p_vs_styret"] for r in rows} == {"2025": "-0.4", "２０２６": "0", "2027": "-0.4"}


PARTY = """name: Partiet
municipality: Almesta
year: 2025
base: group-sums
unit: mkr
sign: result
source: {title: P}
statement:
  columns: [2025]
  decimals: 1
  labels: {varav_jamforelsestorande: varav}
  rows:
    verksamhetens_intakter: [200.0]
    varav_jamforelsestorande: [11.0]
    verksamhetens_nettokostnader: [-980.0]
    skatteintakter: [703.0]
    generella_statsbidrag_och_utjamning: [300.0]
    skattenetto: [1003.0]
    finansnetto: [-4.0]
    resultat_efter_finansiella_poster: [19.0]
    arets_resultat: [19.0]
    resultatandel: [1.9]
lines:
  - {name: Skatt, row: skatteintakter, amounts: 3.0, section: "1"}
"""


def test_an_excerpt_with_group_sums_upon_a_base_is_right(tmp_path: Path) -> None:
    """Its group sums are held against its own rows, its details against nothing; a wrong one is told."""
    (tmp_path / "group-sums.yaml").write_text((FOLDER / "group-sums.yaml").read_text("utf-8"), "utf-8")
    for printed, errors in (("1003.0", 0), ("1004.0", 2)):
        (tmp_path / "p.yaml").write_text(PARTY.replace("1003.0", printed), "utf-8")
        result = kalmar("check", tmp_path / "p.yaml", "--level", "error", "-f", "csv")
        rows = list(csv.DictReader(io.StringIO(result.out)))
        assert [row["where"] for row in rows] == ["statement skattenetto 2025"] * errors, result.out
    result = kalmar("compare", tmp_path / "p.yaml", tmp_path / "group-sums.yaml", "-f", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(result.out)) if row["table"] == "statement"]
    gaps = {row["row"]: row["p_vs_group-sums"] for row in rows}
    assert (gaps["skattenetto"], gaps["finansnetto"], gaps["varav_jamforelsestorande"]) == ("3", "0", "0")


def test_a_page_stands_beside_its_section() -> None:
    """Where the file gives the page of the PDF."""
    env = {**ENGLISH, "KALMAR_BUDGETS": str(CASES / "good"), "KALMAR_MUNICIPALITY": "Älvby"}
    assert "Älvby budget 2025, section 3.1, p. 15" in " ".join(
        kalmar("show", "styret", env=env).out.split()
    )


def test_years_that_two_budgets_have_stand_by_time(tmp_path: Path) -> None:
    """The base's first year before those of the budget upon it, though the budget's own come first."""
    head = "municipality: M\nunit: mkr\nsign: result\nstatement:\n  rows: {arets_resultat: [1, 2, 3]}\n"
    for name, year, columns in (
        ("old", 2024, "[2024, 2025, 2026]"),
        ("new", 2025, "[budget 2024, 2025, 2027]"),
    ):
        text = f"name: {name}\nyear: {year}\n{head}  columns: {columns}\n"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    files = tmp_path / "new.yaml", tmp_path / "old.yaml"
    records = kalmar("compare", *files, "--year", "all", "-f", "csv").out.splitlines()[1:]
    years = dict.fromkeys(record.split(",")[3] for record in records)
    assert list(years) == ["budget 2024", "2024", "2025", "2026", "2027"]


@pytest.mark.parametrize(
    ("rows", "share", "said"),
    [("", "0.5", False), ("    resultat_efter_finansiella_poster: [10]\n", "1", True)],
    ids=["is the result before extraordinary items", "comes after it"],
)
def test_a_line_on_the_result_itself(tmp_path: Path, rows: str, share: str, said: bool) -> None:
    """It moves the share where årets resultat stands for what that is of; elsewhere it is said not to."""
    head = "municipality: M\nyear: 2025\nunit: mkr\nsign: result\n"
    statement = "    verksamhetens_nettokostnader: [-990]\n    skatteintakter: [1000]\n" + rows
    base = f"statement:\n  columns: [2025]\n  rows:\n{statement}    arets_resultat: [10]\n"
    (tmp_path / "base.yaml").write_text(f"name: B\n{head}{base}", "utf-8")
    party = tmp_path / "party.yaml"
    lines = "lines:\n  - {name: Resultat, row: arets_resultat, amounts: -5}\n"
    party.write_text(f"name: P\nbase: base\n{head}{lines}", "utf-8")
    for arguments in (["show", party], ["compare", party, tmp_path / "base.yaml"]):
        told = kalmar(*arguments, env=ENGLISH).out
        assert ("does not move with lines on Årets resultat" in told) is said
    result = kalmar("show", party, "-f", "csv")
    records = {r["row"]: r["derived"] for r in csv.DictReader(io.StringIO(result.out))}
    assert (records["resultatandel"], records["arets_resultat"]) == (share, "5")
