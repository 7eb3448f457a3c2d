"""Documents of several budgets: a year a table, so that it fits on paper and no figure has to shrink."""

import re

import pytest

from tests.running import CASES, ROOT, kalmar

MANY = (
    *("norrlistan", "soderlistan", "vasterlistan", "majoriteten"),
    *("--budgets", ROOT / "tests/cases/many", "--municipality", "Storby"),
)
THREE = (
    *("oppositionen", CASES / "good/lillby/2025/majoriteten.yaml", "majoriteten"),
    *("--budgets", CASES / "good", "--municipality", "Lillby"),
)


@pytest.mark.parametrize("budgets", [MANY, THREE], ids=["four", "three"])
def test_markdown_is_no_wider_than_paper(budgets: tuple[object, ...]) -> None:
    """No row needs more signs than A4 has room for."""
    text = kalmar("compare", *budgets, "--lines", "-f", "markdown").out
    rows = [line for line in text.splitlines() if line.startswith("|")]
    figures = [row for row in rows if re.search(r"\| +[−+]?[\d,.]+ \|", row)]
    assert len(figures) > 10
    assert max(len(re.sub(r" +", " ", row)) for row in figures) <= 110


@pytest.mark.parametrize("format", ["markdown", "latex"])
def test_tables_of_one_year_say_whose_they_are(format: str) -> None:
    """Where the budgets of a year stand in several tables, no two of them have the same caption."""
    text = kalmar("compare", *MANY, "--lines", "--unit", "kr", "-f", format).out
    captions = re.findall(r"^(?:\\*\*|\\caption).*$", text, re.MULTILINE)
    assert len(captions) == len(set(captions)) > 6
    assert any(re.search(r"Income statement 20\d\d: \w+", caption) for caption in captions)


def test_a_year_a_table() -> None:
    """As many statements as there are years."""
    text = kalmar("compare", *MANY, "-f", "markdown").out
    titles = re.findall(r"^\| Income statement .*$", text, re.MULTILINE)
    assert len(titles) > 1
    assert not any(re.search(r"\b20\d\d\b.*\b20\d\d\b", title) for title in titles)


def test_one_budget_has_its_years_beside_each_other() -> None:
    """There is room for them, and they are easier to compare."""
    text = kalmar("compare", "alliansen", "majoriteten", "-f", "markdown").out
    head = next(line for line in text.splitlines() if line.startswith("| Income statement"))
    assert all(f"Difference {year}" in head for year in (2024, 2025, 2026))
