"""What a report leaves out, it says: years beyond the base's plan, other years, amounts of the text."""

from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.layout.arranging import arrangements
from kalmar_cli.reports.table import Column, Record, Table
from tests.running import CASES, kalmar

STATEMENT = """statement:
  columns: [2024, 2025, 2026]
  rows:
    verksamhetens_nettokostnader: [-940, -990, -1015]
    arets_resultat: [20, 10, 15]
"""
HEAD = "municipality: Exempelstad\nyear: 2024\nunit: mkr\nsign: result\n"
MANY = {"KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby", "KALMAR_LANG": "en"}
PARTIES = ("norrlistan", "soderlistan", "osterlistan", "vasterlistan", "majoriteten")


def budgets(folder: Path, lines: str, more: str = "") -> tuple[Path, Path]:
    """A budget with these lines, and its base for 2024–2026."""
    base, ours = folder / "bas.yaml", folder / "partiet.yaml"
    base.write_text(f"name: Bas\n{HEAD}{STATEMENT}", "utf-8")
    ours.write_text(f"name: Partiet\n{HEAD}base: bas\nlines: [{lines}]\n{more}", "utf-8")
    return ours, base


@pytest.mark.parametrize("format", ["table", "markdown", "json"])
def test_amounts_beyond_the_plan_of_the_base_are_told(tmp_path: Path, format: str) -> None:
    """The line, its year and its amount, below `compare` and `show`."""
    ours, base = budgets(tmp_path, "{name: Posten, amounts: {2024: -1, 2027: -4}}")
    for command in (("compare", ours, base), ("show", ours)):
        out = kalmar(*command, "-f", format).out
        assert "since Bas has no plan for the year: Posten −4 mkr in 2027 (Partiet)" in out


def test_amounts_within_the_plan_are_not(tmp_path: Path) -> None:
    """Nothing is said where the base plans for every year."""
    ours, base = budgets(tmp_path, "{name: Posten, amounts: {2024: -1, 2026: -4}}")
    assert "Not counted" not in kalmar("compare", ours, base).out + kalmar("show", ours).out


def test_the_biggest_differences_of_one_year_say_so(tmp_path: Path) -> None:
    """Other years are named as left out, and no post stands there with zeros alone."""
    ours, base = budgets(tmp_path, "{name: Nu, amounts: {2024: -1}}, {name: Sedan, amounts: {2025: -9}}")
    other = tmp_path / "andra.yaml"
    other.write_text(f"name: Andra\n{HEAD}base: bas\nlines: [{{name: Nu, amounts: -2}}]\n", "utf-8")
    out = kalmar("compare", ours, other, base).out
    [title] = [line for line in out.splitlines() if line.startswith("Biggest")]
    assert title == "Biggest differences, 1 of 2, 2024 (--lines: all lines and years)"
    assert "Sedan" not in out
    assert "Sedan" in kalmar("compare", ours, other, base, "--lines").out


def test_own_amounts_that_have_no_room_are_called_so() -> None:
    """The parties are on the screen; it is their own amounts that are not."""
    out = kalmar("compare", *PARTIES, terminal=True, env={**MANY, "COLUMNS": "110", "NO_COLOR": "1"}).out
    said = " ".join(out.split())
    assert "No room for the own amounts of Norrlistan, Söderlistan, Österlistan" in said
    assert "Not shown: Norrlistan" not in said


def test_a_sheet_of_one_year_is_not_per_year() -> None:
    """`per year` stands above several years only, where a narrow screen shows a year at a time."""
    year = Column("year", "Year", role="spread")
    gaps = [Column(name, f"{name} with a long name", "number", "difference") for name in ("one", "two")]
    records = tuple(
        Record({"label": "a", "year": at, "one": Decimal(n), "two": Decimal(n)})
        for n, at in enumerate(("2024", "2025–2026"))
    )
    table = Table("areas", "Areas, per year", (Column("label", "Area", role="key"), year, *gaps), records)
    titles = {tuple(title for title, _columns in sheets) for sheets in arrangements(table)}
    assert ("Areas, 2024", "Areas, per year, 2025–2026") in titles
    assert ("Areas 2024", "Areas 2024", "Areas, per year 2025–2026", "Areas, per year 2025–2026") in titles


def test_a_figure_absent_in_some_years_names_them(tmp_path: Path) -> None:
    """One that is shown for 2024 is absent in 2025–2026."""
    ours, base = budgets(tmp_path, "{name: Posten, amounts: {2024: -1}}")
    out = kalmar("compare", ours, base, "--figures").out
    assert "nothing in Partiet lowers the result: Paid for by savings, share in 2025–2026" in out
    whole = kalmar("compare", ours, base, "--figures", "--year", "2025").out
    assert "share in 2025" not in whole


def test_an_amount_of_the_text_is_shown_with_its_section(tmp_path: Path) -> None:
    """Where neither posts nor the proposal give an amount, the text's stands there, marked."""
    more = (
        "proposals: [{number: 7, title: Utred, kind: measure, stated: [{amount: -0.3, section: '4.5'}]}]\n"
    )
    ours, _base = budgets(tmp_path, "{name: Posten, amounts: -1}", more)
    out = kalmar("proposals", ours).out
    assert "Utred*" in out
    assert "* Stated in the text, not in the proposal (mkr): no. 7 −0.3 in section 4.5." in out
    assert out.count("−0.3") == 2
    assert "Utred*" not in kalmar("proposals", ours, "-f", "csv").out


def test_no_proposals_is_said_in_one_way() -> None:
    """Whether a budget has none or none is asked for."""
    assert kalmar("proposals", "majoriteten").out.endswith("No proposals.\n")
    none = kalmar("proposals", "alliansen", "--search", "finns inte alls").out
    assert none.endswith("No proposals.\n")
