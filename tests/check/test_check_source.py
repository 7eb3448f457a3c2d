"""`kalmar check --source`: the file held against what is read in its document, with both places."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.check.reading import mentions_size, named_items, pair_by_name
from tests.clients import require
from tests.running import CASES, ROOT, SOURCE_TEXT, kalmar

RULES = ("--rule", "source-statement", "--rule", "source-lines", "--rule", "source-words")
FOLDER = ROOT / "budgets" / "kalmar" / "2024"
DOCUMENTS = ROOT / "tests" / "documents"


def told(file: Path, source: Path) -> list[str]:
    """The findings about a file beside its document, as CSV records without the header."""
    result = kalmar("check", file, "--source", source, *RULES, "-f", "csv")
    assert result.err == ""
    return result.out.splitlines()[1:]


@pytest.mark.parametrize("id", ["alliansen", "majoriteten"])
def test_shipped_budgets(id: str) -> None:
    """No difference from the document that both come from; the lines there are the alliance's."""
    require(str(SOURCE_TEXT))
    assert [line for line in told(FOLDER / f"{id}.yaml", SOURCE_TEXT) if "contradiction" in line] == []
    assert len(told(FOLDER / "alliansen.yaml", SOURCE_TEXT)) == 0


CHANGES = {
    "a heading": ("heading: Trygghetspaket", "heading: Annat", "line 2416"),
    "a name": ("name: Höjd elevpeng", "name: Sänkt elevpeng", "is called Höjd elevpeng"),
    "a stated amount": ("amount: -1.0, section: 4.1.3", "amount: -1.7, section: 4.1.3", "1 miljon kronor"),
    "a line": ("amounts: -0.6", "amounts: -0.9", "Nolltolerans mot klotter has −0.9"),
    "a proposal's amount": ("    amount: 2.5\n", "", "proposal 4 states 2.5 mkr in the document"),
    "a total": (
        r"  - name: Summa förändringar finansiella intäkter\n(    .*\n)*",
        "",
        "prints the sum Summa förändringar finansiella intäkter",
    ),
    "a stated amount left out": (
        r"    stated:\n      - {amount: -2\.0, section: 4\.1\.2\.2}\n",
        "",
        "2 miljoner kronor",
    ),
    "a proposal": (r"  - number: 133\n(    .*\n)*", "", "133 (line 2323)"),
    "a line left out": (r"  - name: Kameror\n(    .*\n)*\n", "", "has the line Kameror (line 2422)"),
    "a row": (r"    finansforvaltning: .*\n", "", "prints the row Finansförvaltning"),
    "two columns": ("budget 2023, prognos 2023", "prognos 2023, budget 2023", "has in budget 2023"),
    "the year of a column": ("utfall 2022", "utfall 2021", "the file has a column utfall 2021"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changes_of_the_alliance(change: str, tmp_path: Path) -> None:
    """Each is found, and names the place in the document; swapped in both files it is found as well."""
    require(str(SOURCE_TEXT))
    pattern, new, words = CHANGES[change]
    for id in ("majoriteten", "alliansen"):
        text = (FOLDER / f"{id}.yaml").read_text("utf-8")
        both = change == "two columns" or id == "alliansen"
        changed = re.sub(pattern, new, text, count=1) if both else text
        assert (changed != text) == both
        (tmp_path / f"{id}.yaml").write_text(changed, "utf-8")
    findings = told(tmp_path / "alliansen.yaml", SOURCE_TEXT)
    assert any(words in line for line in findings), findings
    assert all("line " in line for line in findings)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.*")), ids=lambda path: path.stem)
def test_other_documents(path: Path) -> None:
    """What is drafted out of a document and corrected by hand is no contradiction to it."""
    file = DOCUMENTS / "expected" / f"{path.stem}.yaml"
    assert [line for line in told(file, path) if ",contradiction," in line] == []


def test_a_document_of_another_year(tmp_path: Path) -> None:
    """The file of next year beside this year's document."""
    text = (CASES / "check" / "source-statement.yaml").read_text("utf-8")
    file = tmp_path / "a.yaml"
    text = text.replace("year: 2024", "year: 2025").replace("2023, 2024", "2023, budget 2024")
    file.write_text(text, "utf-8")
    source = CASES / "check" / "source-statement.source.txt"
    assert any("the file is for 2025, the document for 2024" in line for line in told(file, source))


def test_another_tax_rate(tmp_path: Path) -> None:
    """The rate that the document sets."""
    text = (CASES / "check" / "source-statement.yaml").read_text("utf-8")
    file, source = tmp_path / "a.yaml", tmp_path / "a.txt"
    file.write_text(text.replace("sign: result\n", "sign: result\ntax_rate: 21.18\n"), "utf-8")
    document = (CASES / "check" / "source-statement.source.txt").read_text("utf-8")
    source.write_text(f"{document}\nSkattesatsen ska vara 21:81 kronor.\n", "utf-8")
    assert any(
        "the tax rate is 21.18 in the file, 21.81 in the document" in line for line in told(file, source)
    )


def test_a_document_that_holds_nothing(tmp_path: Path) -> None:
    """No difference was found, since nothing was read: that is told."""
    source = tmp_path / "a.txt"
    source.write_text("Hej!\n", "utf-8")
    result = kalmar("check", "majoriteten", "--source", source, "--rule", "source-statement")
    assert "nothing was read in a.txt to hold the file against" in result.out
    assert "held against a.txt: 0 printed figures, 0 lines, 0 proposals read there" in result.out


def test_a_sheet_as_document(tmp_path: Path) -> None:
    """A place in a sheet is told in words; there is no line of a file to show."""
    sheet = tmp_path / "a.csv"
    sheet.write_text(
        "Mkr;Bokslut 2023;Budget 2024;Plan 2025\nVerksamhetens nettokostnader;-940;-990;-1015\n"
        "Skatteintäkter;700;730;750\nGenerella statsbidrag och utjämning;270;280;290\n"
        "Verksamhetens resultat;30;20;25\nFinansiella intäkter;10;10;10\n"
        "Finansiella kostnader;-20;-15;-18\n"
        "Resultat efter finansiella poster;20;15;17\n",
        "utf-8",
    )
    file = tmp_path / "a.yaml"
    file.write_text(
        "name: A\nmunicipality: B\nyear: 2024\nunit: mkr\nsign: result\nsource: {title: C}\nstatement:\n"
        "  columns: [bokslut 2023, 2024, 2025]\n  rows:\n"
        "    verksamhetens_nettokostnader: [-940, -990, -1015]\n"
        "    skatteintakter: [700, 731, 750]\n    generella_statsbidrag_och_utjamning: [270, 280, 290]\n"
        "    verksamhetens_resultat: [30, 20, 25]\n    resultat_efter_finansiella_poster: [20, 15, 17]\n",
        "utf-8",
    )
    findings = told(file, sheet)
    assert any("Skatteintäkter 2024 is 731 in the file, 730 in the document (row 3)" in f for f in findings)
    assert "a.csv:" not in kalmar("check", file, "--source", sheet, "-f", "csv").out


def test_names_are_paired() -> None:
    """Equal names first, whatever their case and spacing; then the most alike; the rest stands alone."""

    def items(*names: str) -> list[tuple[str, str | None, tuple[Decimal, ...]]]:
        return [(name, None, (Decimal(len(name)),)) for name in names]

    ours = named_items(items("Kameror", "Fler lärare i skolan", "Ny park", "Vakter"))
    theirs = named_items(items("vakter", "Lärare i skolan", "Något helt annat", "KAMEROR."))
    assert pair_by_name(ours, theirs) == [(0, 3), (1, 1), (2, None), (3, 0), (None, 2)]


@pytest.mark.parametrize(
    ("text", "size", "found"),
    [
        ("vi satsar 1,5 miljoner kronor", "1.5", True),
        ("vi satsar 1.5 mkr", "1.5", True),
        ("vi satsar 1 500 000 kronor", "1.5", True),
        ("vi satsar 1 500 tkr", "1.5", True),
        ("vi satsar 11,5 miljoner kronor", "1.5", False),
        ("2 Trygghet\nvi satsar 3 miljoner", "2", False),
        ("2 miljoner", "2.0", True),
        ("12 000 000", "2", False),
        ("under 2024", "2024", False),
    ],
)
def test_an_amount_in_words(text: str, size: str, found: bool) -> None:
    """An amount in some spelling, and no other number."""
    assert mentions_size(text, Decimal(size)) == found
