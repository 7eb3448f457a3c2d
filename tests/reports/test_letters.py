"""Letters and digits that look alike: composed in two ways, or of another script."""

import unicodedata
from pathlib import Path

import pytest

from tests.running import kalmar

HEAD = "municipality: Provinge\nyear: 2024\nunit: mkr\nsign: result\n"


def decomposed(text: str) -> str:
    """The text with its accents as signs of their own, as some systems write it."""
    return unicodedata.normalize("NFD", text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A budget whose words are written with combining signs."""
    path = tmp_path / "p.yaml"
    lines = "lines: [{name: Gårdsvärdar, amounts: -1}]\n"
    proposals = "proposals: [{number: 1, title: Anställ gårdsvärdar}]\n"
    text = f"name: P\n{HEAD}{lines}{proposals}"
    path.write_text(decomposed(text), "utf-8")
    return path


@pytest.mark.parametrize("search", ["gård", decomposed("GÅRD"), "Gårdsvärdar"])
def test_a_search_finds_what_is_seen(search: str, file: Path) -> None:
    """However the letters are composed, in the file and on the command line."""
    assert "rdsv" in kalmar("lines", file, "--search", search, "-f", "csv").out
    assert "rdsv" in kalmar("proposals", file, "--search", search, "-f", "csv").out
    assert "rdsv" not in kalmar("lines", file, "--search", "garden", "-f", "csv").out


def test_latex_gets_composed_letters(file: Path) -> None:
    """Its older engine stops at a combining sign."""
    out = kalmar("lines", file, "-f", "latex").out
    assert "Gårdsvärdar" in out
    assert out == unicodedata.normalize("NFC", out)


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("command", ["lines", "proposals", "areas"])
def test_a_table_is_the_same_however_letters_are_composed(file: Path, command: str, terminal: bool) -> None:
    """A letter and its accent take one column, not two."""
    shown = kalmar(command, file, terminal=terminal).out
    file.write_text(unicodedata.normalize("NFC", file.read_text("utf-8")), "utf-8")
    assert kalmar(command, file, terminal=terminal).out == shown


def test_digits_of_another_script_are_no_year(tmp_path: Path) -> None:
    """A column that only looks like a year is not moved by the lines of that year."""
    statement = (
        "statement:\n  columns: [２０２４, 2024]\n  rows: {namndernas_nettokostnader: [-100, -100]}\n"
    )
    (tmp_path / "bas.yaml").write_text(f"name: B\n{HEAD}{statement}", "utf-8")
    (tmp_path / "p.yaml").write_text(
        f"name: P\n{HEAD}base: bas\nlines: [{{name: A, amounts: -1}}]\n", "utf-8"
    )
    rows = kalmar("show", tmp_path / "p.yaml", "-y", "all", "-f", "csv").out.splitlines()
    shown = {row.split(",")[3]: row.split(",")[6] for row in rows if row.startswith("namndernas")}
    assert shown == {"２０２４": "-100", "2024": "-101"}
    result = kalmar("compare", tmp_path / "p.yaml", tmp_path / "bas.yaml", "-y", "２０２４", "-f", "csv")
    assert (result.code, "-101" in result.out) == (0, False)
