"""A narrow terminal loses the least important columns first, and says which."""

import re
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.running import ROOT, kalmar


def screen(width: int, *arguments: object) -> list[str]:
    """The lines of a command on a terminal so wide, without styles."""
    env = {"COLUMNS": str(width), "NO_COLOR": "1", "KALMAR_BUDGETS": str(ROOT / "tests/cases/many")}
    return re.sub(r"\x1b\[[\d;]*m", "", kalmar(*arguments, terminal=True, env=env).out).splitlines()


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (80, "Base, File"),
        (60, "Base, Unit, Lines, Proposals, File"),
        (50, "Base, Unit, Lines, Proposals, File"),
    ],
)
def test_a_list_always_has_the_year(width: int, gone: str) -> None:
    """The path gives way first, then base, unit and counts; no line is wider than the screen."""
    lines = screen(width, "list")
    headings = next(line for line in lines if line.startswith("Budget "))
    assert "Year" in headings.split()
    assert f"Not shown: {gone} " in " ".join(lines)
    assert max(map(len, lines)) <= width


def test_a_path_that_has_room_is_shown() -> None:
    """On a wide terminal nothing is left out."""
    assert not any("Not shown" in line for line in screen(200, "list"))


@pytest.mark.parametrize(
    ("width", "gone"),
    [(80, "Section, Kind, Area, Paid for by"), (60, "Account, Section, Kind, Area, Paid for by")],
)
def test_a_proposal_keeps_room_for_its_title(width: int, gone: str) -> None:
    """Half the screen, if that is not more than it needs: kind, area and posts go before."""
    lines = screen(width, "proposals", "alliansen")
    headings = next(line for line in lines if line.startswith("No. "))
    assert headings.index("Cost") - headings.index("Proposal") >= 30
    assert f"Not shown: {gone} (a wider window)." in " ".join(lines)
    assert max(map(len, lines)) <= width


def test_bars_go_before_counts() -> None:
    """The areas of a comparison lose their bar first, then their proposals; amounts stay."""
    narrow = screen(50, "areas", "alliansen")
    assert any("Lowers" in line and "Net" in line for line in narrow)
    assert not any("│" in line for line in narrow)


@pytest.mark.parametrize("width", [40, 50, 60, 80])
@pytest.mark.parametrize(
    "command", ["compare alliansen majoriteten --lines", "show alliansen", "areas alliansen"]
)
def test_nothing_is_wider_than_the_screen(width: int, command: str) -> None:
    """On the narrowest, one column of figures stands at a time."""
    lines = screen(width, *command.split())
    assert max(map(len, lines)) <= width
    assert any("−177.5" in line or "−17.9" in line for line in lines)


@pytest.mark.parametrize("name", ["字" * 30, "Cafe\u0301 och mo\u0308tesplats 字字 " * 2])
@pytest.mark.parametrize("width", [0, 49, 50])
def test_wide_letters_stay_in_their_column(tmp_path: Path, name: str, width: int) -> None:
    """A letter may take two columns, or a mark none; figures stand below each other all the same."""
    text = (ROOT / "budgets/kalmar/2024/majoriteten.yaml").read_text("utf-8")
    lines = f"lines:\n  - {{name: {name}, id: a, amounts: -1}}\n  - {{name: Skola, id: b, amounts: -2}}\n"
    file = tmp_path / "mine.yaml"
    file.write_text(text + lines, "utf-8")
    command = ("lines", file, "--year", "2024")
    found = screen(width, *command) if width else kalmar(*command).out.splitlines()
    assert not width or max(map(cell_len, found)) <= width
    assert not re.search("\u0301|\u0308", "".join(found))
    assert "".join(re.findall("字", "".join(found))) == "".join(re.findall("字", name))
    at = [cell_len(line[: line.index("−")]) for line in found if re.search(r"−[12]\b", line)]
    assert len(at) == 2
    assert len(set(at)) == 1


LONG = """name: Östra Göinges väl – lista för landsbygden, de små byarna och en levande bruksort
municipality: Kalmar
year: 2024
base: majoriteten
unit: mkr
sign: result
lines:
  - {name: Vägbelysning 字字字字字字字, amounts: [-1.5, -2.5, -3.5]}
"""


@pytest.mark.parametrize(
    ("width", "command"),
    [
        *product((40, 60, 80), ("check {file}", "check --list", "diff alliansen {file}")),
        (60, "compare {file} majoriteten --from majoriteten@2024 --year 2025"),
    ],
)
def test_long_names_have_room(width: int, command: str, tmp_path: Path) -> None:
    """Headings go on below, figures that follow from others give way; no word stands a letter a line."""
    (tmp_path / "mine.yaml").write_text(LONG, "utf-8")
    lines = screen(width, *(word.format(file=tmp_path / "mine.yaml") for word in command.split()))
    assert max(map(cell_len, lines)) <= width
    assert not any(re.match(r"[^\W\d_]$", line) for line in lines)


def test_figures_with_no_room_leave_words_readable(tmp_path: Path) -> None:
    """Where amounts alone are as wide as the screen, the table is wider."""
    (tmp_path / "mine.yaml").write_text(LONG, "utf-8")
    lines = screen(40, "diff", "alliansen", tmp_path / "mine.yaml", "--unit", "kr", "--decimals", "6")
    assert max(map(cell_len, lines)) > 40
    assert any("Nämnde" in line for line in lines)
