"""What is about which year, and what a reader who chooses one still sees."""

import re
from pathlib import Path

import pytest

from kalmar_cli.page.periods import periods_of
from tests.html_page import Page
from tests.page.test_page import report

OWN = (
    "name: Årslistan\nmunicipality: Kalmar\nyear: 2024\nbase: majoriteten\nunit: mkr\nsign: result\n"
    "areas: {skola: {name: Skola}}\n"
    "lines: [{name: Mindre klasser, area: skola, amounts: [-7.0, -9.5, -12.0]}]\n"
)


@pytest.mark.parametrize(
    ("columns", "period", "within"),
    [
        (("2024", "2025", "2026"), "2025", ["2025"]),
        (("2024", "2025", "2026"), "2025–2026", ["2025", "2026"]),
        (("2024", "2025", "2026"), "2024–2026", ["2024", "2025", "2026"]),
        (("2024", "2025"), "", ["2024", "2025"]),
        (("utfall 2022", "2024", "2025"), "2024–2025", ["2024", "2025"]),
        (("utfall 2022", "2024", "2026"), "2024, 2026", ["2024", "2026"]),
        (("utfall 2022", "2024"), "utfall 2022", ["utfall 2022"]),
    ],
)
def test_the_columns_of_a_period(columns: tuple[str, ...], period: str, within: list[str]) -> None:
    """A column is itself, a span is the years in it, and no period is every column."""
    assert periods_of(columns, []).within(period) == within


def test_what_is_of_all_years_always_stands() -> None:
    """Only what is about some of the years has classes; what is told a year at a time begins with one."""
    periods = periods_of(("utfall 2022", "2024", "2025"), [2024, 2025])
    assert periods.classes("") == ""
    assert periods.classes("2024–2025") == "of of-2 of-3"
    assert periods.story_classes("2024") == "of of-2"
    assert periods.story_classes("2025") == "of of-3 later"


def test_a_choice_for_each_year() -> None:
    """Every year can be chosen, and there are rules for each; where there is one year, no choice."""
    text = report("alliansen", "majoriteten")
    inputs = [a["id"] for tag, a in Page(text).tags if tag == "input" and a["name"] == "year"]
    assert inputs == ["year-0", "year-1", "year-2", "year-3"]
    assert all(f"#{id}:checked" in text for id in inputs[1:])
    assert 'name="year"' not in report("alliansen", "majoriteten", "--year", "2025")


def test_posts_that_differ_by_year_stand_by_year(tmp_path: Path) -> None:
    """One budget's differences have a column a year, which is marked as that year's."""
    (tmp_path / "egen.yaml").write_text(OWN, "utf-8")
    text = report.__wrapped__(tmp_path / "egen.yaml", "majoriteten")
    table = Page(text).captioned("Lines that differ against Majoriteten")
    assert [cell.text for cell in table.head[-1]] == ["Line", "2024", "2025", "2026"]
    assert [cell.text for cell in table.rows[0]] == ["Mindre klasser", "-7.0", "-9.5", "-12.0"]
    assert [cell.attributes["class"] for cell in table.rows[0][1:]] == [
        f"figure of of-{n}" for n in (1, 2, 3)
    ]


def test_of_two_budgets_each_has_its_own_figures(tmp_path: Path) -> None:
    """However many years the areas of one of them differ in."""
    (tmp_path / "egen.yaml").write_text(OWN, "utf-8")
    text = report.__wrapped__(tmp_path / "egen.yaml", "alliansen", "majoriteten")
    tiles = re.findall(r'<dl class="tiles[^"]*" aria-label="([^"]*)">(.*?)</dl>', text, re.DOTALL)
    found = [(whose, *re.findall("<dd>(.*?)</dd>", figures)[2:4]) for whose, figures in tiles]
    assert found == [
        ("Årslistan 2024", "−7", "0"),
        ("Kalmaralliansen 2024", "−42.0", "+24.5"),
        ("Årslistan 2025", "−9.5", "0.0"),
        ("Kalmaralliansen 2025", "−42.0", "+24.5"),
        ("Årslistan 2026", "−12", "0"),
        ("Kalmaralliansen 2026", "−42.0", "+24.5"),
    ]
