"""The sentences of a workbook, after amounts were changed in it, are those of the budget so changed."""

from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

import openpyxl
import pytest

from tests.clients import opened
from tests.running import kalmar

pytestmark = pytest.mark.slow

HEAD = "municipality: Byköping\nyear: 2025\nunit: mkr\nsign: result\n"
BASE = (
    HEAD
    + """name: Styret
statement:
  columns: [2025, 2026, 2027]
  rows:
    namndernas_nettokostnader: [-1100, -1130, -1130]
    verksamhetens_nettokostnader: [-1100, -1130, -1130]
    skatteintakter: [1110, 1110, 1130]
    resultat_efter_finansiella_poster: [10, -20, 0]
    arets_resultat: [10, -20, 0]
"""
)
ROWS = {
    "A": "namndernas_nettokostnader",
    "B": "namndernas_nettokostnader",
    "C": "namndernas_nettokostnader",
    "T": "skatteintakter",
    "U": "skatteintakter",
}
Amounts = dict[str, tuple[str, ...]]


def amounts(seed: int) -> Amounts:
    """An amount for each line and year: often the same in all, sometimes none, of any sign and size."""
    chance = Random(seed)
    sizes = ("-7", "-2.5", "4", "0.25", "-1234.5", "1", "-1", "2.125")
    found: Amounts = {}
    for line in ROWS:
        first = chance.choice(sizes)  # without a difference in any year it is not in the workbook
        second, third = chance.choices([*sizes, "0"], k=2)
        found[line] = chance.choice([(first,) * 3, (first, second, second), (first, second, third)])
    found["A"] = ("-3", *found["A"][1:])  # so that 2025 is the year that is told in full
    return found


def write_workbook(folder: Path, name: str, of: Amounts, lang: str, *options: str) -> Path:
    """The comparison of a party with these amounts, every line of which differs in some year."""
    lines = "".join(
        f"  - {{name: {line}, row: {ROWS[line]}, amounts: [{', '.join(by_year)}]}}\n"
        for line, by_year in of.items()
    )
    (folder / "styret.yaml").write_text(BASE, "utf-8")
    (folder / "partiet.yaml").write_text(HEAD + f"name: Partiet\nbase: styret\nlines:\n{lines}", "utf-8")
    path = folder / f"{name.replace(' ', '')}.xlsx"
    env = {"KALMAR_BUDGETS": str(folder), "KALMAR_LANG": lang}
    result = kalmar("compare", "partiet", "styret", *options, "-o", path, env=env)
    assert result.code == 0, result.err
    return path


def edit(path: Path, of: Amounts) -> Path:
    """A copy with other amounts; saved so, it has no values left that could be believed."""
    book = openpyxl.load_workbook(path)
    [sheet] = [sheet for sheet in book if any(row[0].value == "A" for row in sheet.iter_rows())]
    for row in sheet.iter_rows():
        for line, by_year in of.items():
            if row[0].value == line:
                for cell, amount in zip(row[2:5], by_year, strict=True):
                    cell.value = float(amount)
    edited = path.with_name(f"edited-{path.name}")
    book.save(edited)
    return edited


ONLY_A: Amounts = {line: ("-3" if line == "A" else "0", "0", "0") for line in ROWS}
PAIRS: list[tuple[Amounts, Amounts]] = [
    *((amounts(n), amounts(n + 100)) for n in range(10)),
    (amounts(50), ONLY_A),
]
OPTIONS: tuple[tuple[str, ...], ...] = ((), ("--unit", "kr"), ("--decimals", "1"))
CASES = {
    " ".join([str(n), lang, *options]): (before, after, lang, options)
    for (n, (before, after)), lang, options in product(enumerate(PAIRS), ("sv", "en"), OPTIONS)
    if not options or n % 4 == 0
}


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """For each case, what the changed workbook says, reckoned anew, and what the changed budget does."""
    folder = tmp_path_factory.mktemp("sentences")
    edited, wanted = {}, {}
    for name, (before, after, lang, options) in CASES.items():
        in_unit = {
            line: tuple(str(Decimal(amount) * (10**6 if "kr" in options else 1)) for amount in by_year)
            for line, by_year in after.items()
        }
        edited[name] = edit(write_workbook(folder, name, before, lang, *options), in_unit)
        other = write_workbook(folder, f"{name}-after", after, lang, *options)
        wanted[name] = str(openpyxl.load_workbook(other, data_only=True).worksheets[0]["A4"].value)
    sheets = opened(list(edited.values()), folder / "profile")
    return {
        name: (next(iter(sheets[path].values()))[3][0].text, wanted[name]) for name, path in edited.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_sentence_follows_its_figures(name: str, sentences: dict[str, tuple[str, str]]) -> None:
    """Word for word, in both languages and in every unit, whatever the spreadsheet's own language."""
    said, wanted = sentences[name]
    assert said == wanted


def test_what_cannot_follow_says_of_when_it_is(tmp_path: Path) -> None:
    """A sentence about a base that is not in the workbook has a date; one that follows has none."""
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    for budget, dated in (("alliansen", True), ("majoriteten", False)):
        path = tmp_path / f"{budget}.xlsx"
        assert kalmar("show", budget, "-o", path, env=env).code == 0
        said = str(openpyxl.load_workbook(path, data_only=True).worksheets[0]["A3"].value)
        said += str(openpyxl.load_workbook(path, data_only=True).worksheets[0]["A4"].value)
        assert ("(Figures as of 2023-11-14.)" in said) is dated
