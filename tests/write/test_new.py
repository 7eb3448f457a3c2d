"""`kalmar new` writes a file that the reader takes; `kalmar schema` prints the schema."""

import json
import re
from pathlib import Path

import pytest

from tests.running import CASES, Result, as_typed, kalmar


def test_template_is_a_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file as written compares with its base, and differs in nothing."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("new", "partiet", "--base", "majoriteten", "--year", "2024")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "Wrote budgets/kalmar/2024/partiet.yaml\n"
        "Fill in its lines, its changes to Majoriteten.\n"
        "Next: kalmar compare partiet majoriteten\n"
    )
    text = Path("budgets/kalmar/2024/partiet.yaml").read_text("utf-8")
    assert "columns: [utfall 2022, budget 2023, prognos 2023, 2024, 2025, 2026]" in text
    assert "sign: result" in text
    assert "base: majoriteten\n" in text
    compared = kalmar("compare", "partiet", "majoriteten", "-f", "csv")
    assert compared.code == 0, compared.err
    assert "arets_resultat,Årets resultat,2024,mkr,-160,-160,0" in compared.out


def test_later_year_names_the_bases_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the base has no file for the year, the template says which year's it builds on."""
    monkeypatch.chdir(tmp_path)
    assert kalmar("new", "partiet", "--base", "majoriteten", "--year", "2025").code == 0
    text = Path("budgets/kalmar/2025/partiet.yaml").read_text("utf-8")
    assert "year: 2025\nbase: majoriteten@2024\n" in text
    shown = kalmar("show", "partiet")
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
    assert "is there already and is not replaced" in again.err


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


# -- a municipality's first budget ------------------------------------------------


def test_a_first_budget_without_a_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole statement to fill in, in a folder of its own; the next call works as it is printed."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("new", "majoriteten", "--municipality", "Exempelby", "--year", "2027")
    path = Path("budgets/exempelby/2027/majoriteten.yaml")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[0] == f"Wrote {path}"
    assert result.err.splitlines()[-1] == f"Next: kalmar check {path}"
    assert as_typed(result.err.splitlines()[-1].removeprefix("Next: ")).code == 0
    text = path.read_text("utf-8")
    assert "columns: [utfall 2025, budget 2026, 2027, 2028, 2029]" in text
    assert "    skatteintakter: [null, null, null, null, null]\n" in text
    shown = kalmar("show", "majoriteten", "--municipality", "Exempelby")
    assert (shown.code, shown.err) == (0, "")


def test_a_first_budget_filled_in_is_a_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures in the place of null, and a party's changes upon it, are all that a comparison needs."""
    monkeypatch.chdir(tmp_path)
    kalmar("new", "majoriteten", "--municipality", "Exempelby", "--year", "2027")
    path = Path("budgets/exempelby/2027/majoriteten.yaml")
    text = path.read_text("utf-8")
    rows = {"verksamhetens_nettokostnader": -1450, "skatteintakter": 1500, "arets_resultat": 50}
    for row, figure in rows.items():
        nothing, printed = ", ".join(["null"] * 5), ", ".join([f"{figure}.0"] * 5)
        text = text.replace(f"{row}: [{nothing}]", f"{row}: [{printed}]")
    path.write_text(text, "utf-8")
    made = kalmar("new", "partiet", "--base", "majoriteten", "--municipality", "Exempelby")
    assert made.err.splitlines()[-1] == "Next: kalmar compare partiet majoriteten"
    compared = as_typed("kalmar compare partiet majoriteten -f csv")
    assert "statement,arets_resultat,Årets resultat,2027,mkr,50,50,0\r\n" in compared.out


def test_a_misspelt_municipality_is_hinted_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written all the same: there are places that are no municipality."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("new", "m", "--municipality", "Klamar", "--year", "2027")
    assert result.code == 0
    assert result.err.startswith("Klamar is none of Sweden's municipalities; did you mean Kalmar?\n")
    assert "none of" not in kalmar("new", "m", "--municipality", "kalmar", "--year", "2027").err


def test_without_base_municipality_and_year_are_asked_for() -> None:
    """And `draft` is named, for those who have the figures in a document."""
    result = kalmar("new", "majoriteten", "--year", "2027")
    assert (result.code, result.out) == (2, "")
    assert "give --municipality and --year; out of a document, `kalmar draft FILE` makes one" in result.err


# -- where it goes, and the next call ----------------------------------------------


def _majority(folder: Path, *, year: int = 2027) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "majoriteten.yaml"
    path.write_text(
        f"name: Majoriteten\nmunicipality: Exempelby\nyear: {year}\nunit: mkr\nsign: result\n"
        f"statement:\n  decimals: 1\n  columns: [{year}]\n  rows:\n    arets_resultat: [5.0]\n"
    )
    return path


def _next(result: Result) -> str:
    """The call that a run ends with."""
    assert result.code == 0, result.err
    return result.err.splitlines()[-1].removeprefix("Next: ")


def test_beside_a_base_that_is_given_as_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever that is; the next call names paths, since nothing else finds them."""
    monkeypatch.chdir(tmp_path)
    _majority(tmp_path / "n")
    call = _next(kalmar("new", "partiet", "--base", "n/majoriteten.yaml"))
    assert Path("n/partiet.yaml").is_file()
    assert call == "kalmar compare n/partiet.yaml n/majoriteten.yaml"
    assert as_typed(call).code == 0


def test_beside_a_base_in_a_folder_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named with --budgets, or found in `budgets/` above; never in the program's own folder."""
    monkeypatch.chdir(tmp_path)
    _majority(tmp_path / "here" / "deep")
    wide = ["--budgets", "here", "--municipality", "Exempelby"]
    call = _next(kalmar("new", "partiet", "--base", "majoriteten", *wide))
    assert Path("here/deep/partiet.yaml").is_file()
    assert as_typed(call).code == 0
    _majority(tmp_path / "budgets" / "exempelby")
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    call = _next(kalmar("new", "v", "--base", "majoriteten", "--municipality", "Exempelby"))
    assert (tmp_path / "budgets" / "exempelby" / "v.yaml").is_file()
    assert call == "kalmar compare v majoriteten"
    assert as_typed(call).code == 0


def test_a_base_that_is_not_found_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere by one's own wish: it is said, and the next call names the folder."""
    monkeypatch.chdir(tmp_path)
    _majority(tmp_path / "n")
    result = kalmar("new", "partiet", "--base", "n/majoriteten.yaml", "-o", "other/partiet.yaml")
    assert "other/partiet.yaml finds its base only beside it, or with --budgets n" in result.err
    call = _next(result)
    assert call == "kalmar compare other/partiet.yaml n/majoriteten.yaml --budgets n"
    assert as_typed(call).code == 0


def test_the_schema_lies_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first line names a copy in the same folder, which goes with the files wherever they go."""
    monkeypatch.chdir(tmp_path)
    kalmar("new", "partiet", "--base", "majoriteten")
    folder = Path("budgets/kalmar/2024")
    first = (folder / "partiet.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=budget.schema.json"
    assert (folder / "budget.schema.json").read_text() == kalmar("schema").out
    (folder / "budget.schema.json").write_text("own")
    kalmar("new", "other", "--base", "majoriteten")
    assert (folder / "budget.schema.json").read_text() == "own"
