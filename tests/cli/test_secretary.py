"""A political secretary's way: from two workbooks to a checked comparison and a page, in six commands.

In an empty folder, in her language, on a terminal, without a refusal.
"""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.running import Result, as_typed, kalmar

SWEDISH = {"KALMAR_LANG": "sv", "NO_COLOR": "1", "COLUMNS": "100"}
STATEMENT: list[list[str | float]] = [
    ["Exempelby kommun – resultatbudget 2027"],
    ["Belopp i mnkr"],
    [],
    ["", "Budget 2027", "Plan 2028", "Plan 2029"],
    ["Verksamhetens intäkter", 400.0, 410.0, 420.0],
    ["Verksamhetens kostnader", -1800.0, -1850.0, -1900.0],
    ["Avskrivningar", -50.0, -50.0, -50.0],
    ["Verksamhetens nettokostnader", -1450.0, -1490.0, -1530.0],
    ["Skatteintäkter", 1100.0, 1150.0, 1200.0],
    ["Generella statsbidrag och utjämning", 370.0, 372.0, 380.0],
    ["Verksamhetens resultat", 20.0, 32.0, 50.0],
    ["Finansiella intäkter", 10.0, 10.0, 10.0],
    ["Finansiella kostnader", -5.0, -5.0, -5.0],
    ["Resultat efter finansiella poster", 25.0, 37.0, 55.0],
    ["Årets resultat", 25.0, 37.0, 55.0],
]
AMENDMENTS: list[list[str | float]] = [
    ["Partiets förslag, mnkr"],
    ["Nämnd", "Förslag", "2027", "2028", "2029"],
    ["Barn- och utbildningsnämnden", "Fler speciallärare", -4.5, -6.0, -6.0],
    ["Barn- och utbildningsnämnden", "Mindre barngrupper", -3.0, -3.0, -3.0],
    ["Socialnämnden", "Fler undersköterskor", -5.0, -5.0, -5.0],
    ["Kommunstyrelsen", "Minskad administration", 2.3, 2.3, 2.3],
    ["Kommunstyrelsen", "Färre konsulter", 1.5, 1.5, 1.5],
    ["Summa", "", -8.7, -10.2, -10.2],
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two workbooks and nothing else."""
    monkeypatch.chdir(tmp_path)
    for name, rows in (
        ("majoritetens resultatbudget.xlsx", STATEMENT),
        ("partiets ändringar.xlsx", AMENDMENTS),
    ):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)
    return tmp_path


def typed(*words: str) -> Result:
    """A command at her terminal; it is not refused."""
    result = kalmar(*words, env=SWEDISH, terminal=True)
    assert result.code in (0, 1), result.err
    assert "Fel:" not in result.err
    return result


def test_six_commands(desk: Path) -> None:
    """Two drafts, a check, a comparison, the areas, a page."""
    made = typed("draft", "majoritetens resultatbudget.xlsx", "--name", "Majoriteten")
    assert "Skrev budgets/exempelby/2027/majoriteten.yaml" in made.err
    party = typed("draft", "partiets ändringar.xlsx", "--name", "Partiet", "--base", "majoriteten")
    assert "Skrev budgets/exempelby/2027/partiet.yaml" in party.err
    assert "kalmar compare partiet majoriteten" in party.err
    assert "0 fel" in typed("check", "partiet").out
    compared = typed("compare", "partiet", "majoriteten")
    assert "16,3" in compared.out
    assert "Barn- och utbildningsnämnden" in typed("areas", "partiet").out
    typed("report", "partiet", "majoriteten", "-o", "rapport.html")
    assert "Fler speciallärare" in Path("rapport.html").read_text("utf-8")


def test_what_she_compares_is_what_stands_in_the_workbooks(desk: Path) -> None:
    """The result is lower by just the amendments, year by year."""
    typed("draft", "majoritetens resultatbudget.xlsx", "--name", "Majoriteten")
    typed("draft", "partiets ändringar.xlsx", "--name", "Partiet", "--base", "majoriteten")
    found = list(csv.DictReader(io.StringIO(kalmar("compare", "partiet", "majoriteten", "-f", "csv").out)))
    result = {
        r["year"]: (r["partiet"], r["partiet_vs_majoriteten"])
        for r in found
        if r["row"] == "arets_resultat"
    }
    assert result == {"2027": ("16.3", "-8.7"), "2028": ("26.8", "-10.2"), "2029": ("44.8", "-10.2")}


def test_the_same_with_files_that_are_named(desk: Path) -> None:
    """In a pipe and with -o: folders are made, the base is found beside, the next call works as printed."""
    folder = Path("budgets/exempelby/2027")
    first = kalmar(
        "draft",
        "majoritetens resultatbudget.xlsx",
        "--name",
        "Majoriteten",
        "-o",
        folder / "majoriteten.yaml",
        env=SWEDISH,
    )
    assert (first.code, first.out) == (0, "")
    second = kalmar(
        "draft",
        "partiets ändringar.xlsx",
        "--base",
        "majoriteten",
        "-o",
        folder / "partiet.yaml",
        env=SWEDISH,
    )
    assert (second.code, second.out) == (0, ""), second.err
    calls = [line.removeprefix("Nästa: ") for line in second.err.splitlines() if line.startswith("Nästa: ")]
    assert calls == ["kalmar compare partiet majoriteten", "kalmar check partiet"]
    assert [as_typed(call).code for call in calls] == [0, 0]
