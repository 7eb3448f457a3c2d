"""`kalmar new` writes a file that the reader takes; `kalmar schema` prints the schema."""

import json
import re
from pathlib import Path

import pytest

from tests.running import CASES, kalmar


def test_template_is_a_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file as written compares with its base, and differs in nothing."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("new", "partiet", "--base", "majoriteten", "--year", "2024")
    assert (result.code, result.out) == (0, "")
    assert "Written: partiet.yaml" in result.err
    text = Path("partiet.yaml").read_text("utf-8")
    assert "columns: [utfall 2022, budget 2023, prognos 2023, 2024, 2025, 2026]" in text
    assert "sign: result" in text
    assert "base: majoriteten\n" in text
    compared = kalmar("compare", "./partiet.yaml", "majoriteten", "-f", "csv")
    assert compared.code == 0, compared.err
    assert "arets_resultat,Årets resultat,2024,mkr,-160,-160,0" in compared.out


def test_later_year_names_the_bases_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the base has no file for the year, the template says which year's it builds on."""
    monkeypatch.chdir(tmp_path)
    assert kalmar("new", "partiet", "--base", "majoriteten", "--year", "2025").code == 0
    text = Path("partiet.yaml").read_text("utf-8")
    assert "year: 2025\nbase: majoriteten@2024\n" in text
    shown = kalmar("show", "./partiet.yaml")
    assert shown.code == 0, shown.err


def test_areas_and_sign_of_the_base() -> None:
    """The base's areas and sign are taken over; `-` writes to standard output."""
    folder = CASES / "good" / "lillby"
    result = kalmar(
        "new", "nya-partiet", "--base", "oppositionen", "--year", "2025", "-o", "-", "--budgets", folder
    )
    assert result.code == 0, result.err
    assert '  skola: {name: Skola, chapter: "2"}' in result.out
    assert "name: Nya-partiet" in result.out


@pytest.mark.parametrize(("base", "folder"), [("majoriteten", None), ("oppositionen", "lillby")])
def test_the_example_is_a_budget(base: str, folder: str | None, tmp_path: Path) -> None:
    """With the comment signs of the example taken away, the file is one that the reader takes."""
    options = ["--budgets", CASES / "good" / folder] if folder else []
    result = kalmar("new", "partiet", "--base", base, "-o", "-", *options)
    assert result.code == 0, result.err
    whole = re.sub(
        r"^# (?=  |(?:areas|source|statement|lines|totals|proposals):)", "", result.out, flags=re.M
    )
    assert "\nlines:\n  - name: " in whole
    target = tmp_path / "partiet.yaml"
    target.write_text(whole, "utf-8")
    shown = kalmar("lines", target, *options, "-f", "csv")
    assert shown.code == 0, shown.err
    assert "partiet,1,…" in shown.out


def test_an_existing_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second `new` with the same id is refused."""
    monkeypatch.chdir(tmp_path)
    assert kalmar("new", "partiet", "--base", "majoriteten").code == 0
    again = kalmar("new", "partiet", "--base", "majoriteten")
    assert again.code == 2
    assert "is not replaced" in again.err


@pytest.mark.parametrize("id", ["../x", "Partiet", "å b"])
def test_an_id_is_an_id(id: str) -> None:
    """What is no id is refused with one that is."""
    result = kalmar("new", id, "--base", "majoriteten")
    assert (result.code, result.out) == (2, "")
    assert "is no id" in result.err


def test_a_year_beyond_the_base_is_refused() -> None:
    """A base says nothing of years it does not plan."""
    result = kalmar("new", "partiet", "--base", "majoriteten", "--year", "2031")
    assert result.code == 2
    assert "2024, 2025, 2026" in result.err


def test_schema_is_printed() -> None:
    """The schema is JSON and asks for what the reader asks for."""
    result = kalmar("schema")
    assert result.code == 0
    schema = json.loads(result.out)
    assert schema["type"] == "object"
    assert {"name", "municipality", "year", "unit", "sign"} <= set(schema["required"])
