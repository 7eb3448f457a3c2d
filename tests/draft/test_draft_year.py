"""Which year a document is for, where it does not say so: the first of the plan years that run on."""

import pytest

from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source.document import of

STATEMENT = {
    "Verksamhetens nettokostnader": "-100",
    "Skatteintäkter": "80",
    "Generella statsbidrag och utjämning": "30",
    "Verksamhetens resultat": "10",
    "Årets resultat": "10",
}
CHANGES = {"Fler lärare": "2,0", "Färre chefer": "-1,0", "Summa": "1,0"}
FRAMES = {"Socialnämnden": "100", "Kulturnämnden": "10", "Barnnämnden": "20"}


@pytest.mark.parametrize(
    ("header", "rows", "years"),
    [
        ("2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("2027 2028 2029 2030", STATEMENT, (2027, 2028, 2029, 2030)),
        ("Budget 2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("Budget 2027 Budget 2028 Budget 2029", STATEMENT, (2027, 2028, 2029)),
        ("Plan 2027 Plan 2028 Plan 2029", STATEMENT, (2027, 2028, 2029)),
        ("Utfall 2025 Budget 2026 2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("Bokslut 2025 Prognos 2026 2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("Prognos 2026 2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("Budget 2026 2027 2028 2029", STATEMENT, (2027, 2028, 2029)),
        ("Budget 2026 Budget 2027 Plan 2028 Plan 2029", STATEMENT, (2027, 2028, 2029)),
        ("Budget 2026 Plan 2027 Plan 2028", STATEMENT, (2026, 2027, 2028)),
        ("Post 2027 2028 2029", CHANGES, (2027, 2028, 2029)),
        ("Förändringar (mkr) 2027 2028 2029", CHANGES, (2027, 2028, 2029)),
        ("Förändringar (mkr) 2027 2028", CHANGES, (2027, 2028)),
        ("Nämndernas ramar 2027 2028 2029", FRAMES, (2027, 2028, 2029)),
        ("Nämnd Budget 2026 2027 2028 2029", FRAMES, (2027, 2028, 2029)),
    ],
)
def test_the_first_plan_year_is_the_budgets(
    header: str, rows: dict[str, str], years: tuple[int, ...]
) -> None:
    """Columns of earlier years, and of what is over or forecast, are none of them."""
    count = header.count("20")
    lines = ["(mkr)", header, *(f"{name} {' '.join([figure] * count)}" for name, figure in rows.items())]
    found = draft.find(of([lines], "text"), Wishes(), "x")
    assert found.year == years[0]
    assert make_draft(found, None, "x", "x").budget.years == years


@pytest.mark.parametrize(
    "line",
    [
        "Kommunfullmäktige den 25 november 2024, budget 2025",
        "Budget 2025, kommunfullmäktige 2024-11-25",
        "Yrkande till budget 2025 (KS 2024/118)",
        "Fullmäktige 25/11 2024: budget 2025",
    ],
)
def test_a_date_is_no_budget_year(line: str) -> None:
    """When a council meets and what a matter is registered as say nothing of the year."""
    lines = [
        "Nya Vägen yrkar",
        line,
        "",
        "1. att anslå 2 mkr till skolan",
        "2. att anslå 1 mkr till parken",
    ]
    assert draft.find(of([lines], "text"), Wishes(), "x").year == 2025
