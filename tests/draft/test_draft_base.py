"""The base of a draft: found as a budget file finds its base, or named by its path."""

from pathlib import Path

import pytest

from kalmar_cli.shelf.files import shipped
from tests.running import kalmar

DOCUMENT = """Budget 2024 för Partiet

Resultaträkning (mkr)   2024 2025 2026
Skatteintäkter 3981 4000 4100
Generella statsbidrag 1169 1170 1180
Finansiella intäkter 65 65 65
Finansiella kostnader -68 -68 -68
Nämndernas nettokostnader -5037 -5100 -5200
Årets resultat 110 67 77
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A party's document, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "d.txt"
    path.write_text(DOCUMENT, "utf-8")
    return path


@pytest.mark.parametrize("municipality", ["Kalmar", "KALMAR", "kalmar"])
def test_a_base_is_found_however_the_municipality_is_written(document: Path, municipality: str) -> None:
    """As the file that is written will find it."""
    result = kalmar(
        "draft", document, "--municipality", municipality, "--base", "majoriteten", "-o", "dd.yaml"
    )
    assert result.code == 0, result.err
    assert "base: majoriteten\n" in Path("dd.yaml").read_text("utf-8")
    assert kalmar("show", "./dd.yaml").code == 0


def test_a_base_may_be_called_as_it_is_printed(document: Path) -> None:
    """The file names its id."""
    result = kalmar("draft", document, "--municipality", "Kalmar", "--base", "MAJORITETEN", "-o", "dd.yaml")
    assert result.code == 0, result.err
    assert "base: majoriteten\n" in Path("dd.yaml").read_text("utf-8")


def test_a_base_may_be_a_path(document: Path) -> None:
    """Also one that is on no shelf."""
    own = Path("basen.yaml")
    own.write_text((shipped() / "kalmar" / "2024" / "majoriteten.yaml").read_text("utf-8"), "utf-8")
    result = kalmar(
        "draft", document, "--municipality", "Kalmar", "--base", "./basen.yaml", "-o", "dd.yaml"
    )
    assert result.code == 0, result.err
    assert "base: basen\n" in Path("dd.yaml").read_text("utf-8")
    assert kalmar("show", "./dd.yaml").code == 0


def test_a_base_that_is_not_there_is_said_as_for_a_file(document: Path) -> None:
    """The nearest name, and nothing is written."""
    result = kalmar("draft", document, "--municipality", "Kalmar", "--base", "majoritet", "-o", "dd.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "Error: --base: no budget `majoritet` of Kalmar 2024 is on the shelf; did you mean `majoriteten`?\n"
    )
    assert not Path("dd.yaml").exists()


def test_a_base_of_another_municipality_is_refused(document: Path) -> None:
    """A path names any file; a base is of the document's municipality."""
    own = shipped() / "kalmar" / "2024" / "majoriteten.yaml"
    result = kalmar("draft", document, "--municipality", "Lund", "--base", own)
    assert (result.code, result.out) == (2, "")
    assert "is of Kalmar, not of Lund" in result.err


def test_a_base_of_another_year_is_named_with_it(document: Path) -> None:
    """`majoriteten@2024` under a budget of 2025, and the file is read."""
    later = document.with_name("senare.txt")
    later.write_text(
        DOCUMENT.replace("Budget 2024", "Budget 2025").replace("2024 2025 2026", "2025 2026 2027")
    )
    options = ["--municipality", "Kalmar", "--base", "majoriteten@2024"]
    assert kalmar("draft", later, *options, "-o", "dd.yaml").code == 0
    assert "base: majoriteten@2024\n" in Path("dd.yaml").read_text("utf-8")
    assert kalmar("show", "./dd.yaml").code == 0


BASE = """name: Basen
municipality: Lund
year: 2027
unit: mkr
sign: result
statement:
  columns: [2027, 2028, 2029]
  rows:
    {row}: [-100, -101, -102]
    skatteintakter: [80, 81, 82]
    generella_statsbidrag_och_utjamning: [30, 30, 30]
    verksamhetens_resultat: [10, 10, 10]
    arets_resultat: [10, 10, 10]
"""
CHANGES = "Förändring (tkr);2027;2028;2029\nFler lärare;2000;3000;3000\nSänkta arvoden;-500;-500;-500\n"


@pytest.mark.parametrize(
    "row", ["namndernas_nettokostnader", "verksamhetens_kostnader", "verksamhetens_nettokostnader"]
)
@pytest.mark.parametrize("total", ["", "Summa", "Summa nettokostnader", "Summa nämndernas nettokostnader"])
def test_lines_move_the_costs_that_the_base_prints(
    row: str, total: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the template of `kalmar new` says, whatever the sum below them is called."""
    monkeypatch.chdir(tmp_path)
    Path("basen.yaml").write_text(BASE.format(row=row), "utf-8")
    Path("d.csv").write_text(CHANGES + (f"{total};1500;2500;2500\n" if total else ""), "utf-8")
    base = ["--base", "./basen.yaml"]
    assert kalmar("draft", "d.csv", *base, "--municipality", "Lund", "-o", "dd.yaml").code == 0
    compared = kalmar("compare", "./dd.yaml", "./basen.yaml", "-f", "csv")
    assert compared.code == 0, compared.err
    assert "-101.5" in compared.out
    assert "changes only" not in kalmar("compare", "./dd.yaml", "./basen.yaml").out
    lines = kalmar("lines", "./dd.yaml", "-f", "json").out
    assert lines.count(f'"{row}"') >= 2, lines
    created = kalmar("new", "egen", "--base", "./basen.yaml", "--year", "2027", "-o", "egen.yaml")
    assert created.code == 0, created.err
    assert f"row: {row}" in Path("egen.yaml").read_text("utf-8")


def test_lines_of_income_move_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum that names income is of that row; the costs of another table are not."""
    monkeypatch.chdir(tmp_path)
    Path("basen.yaml").write_text(BASE.format(row="verksamhetens_kostnader"), "utf-8")
    Path("d.csv").write_text(CHANGES + "Summa skatteintäkter;1500;2500;2500\n", "utf-8")
    options = ["--base", "./basen.yaml", "--municipality", "Lund", "-o", "dd.yaml"]
    assert kalmar("draft", "d.csv", *options).code == 0
    assert Path("dd.yaml").read_text("utf-8").count("row: skatteintakter") == 3


@pytest.mark.parametrize("title", ["", "Ändringsyrkande till budget 2027\n\n"])
def test_the_bases_year_is_the_budgets_where_none_is_said(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its column is there; the first one, or what the title says, is not asked then."""
    monkeypatch.chdir(tmp_path)
    base = BASE.format(row="verksamhetens_kostnader").replace("2027, 2028, 2029", "2028, 2029, 2030")
    Path("basen.yaml").write_text(base.replace("year: 2027", "year: 2028"), "utf-8")
    Path("d.txt").write_text(title + CHANGES.replace(";", "\t"), "utf-8")
    options = ["--base", "./basen.yaml", "--municipality", "Lund", "-o", "dd.yaml"]
    result = kalmar("draft", "d.txt", *options)
    assert result.code == 0, result.err
    assert f"\nyear: {2027 if title else 2028}\n" in Path("dd.yaml").read_text("utf-8")
