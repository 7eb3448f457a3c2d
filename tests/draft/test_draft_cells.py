"""How a row of figures is split into columns: every reading, and what the sums leave of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmar_cli.base.numbers import SWEDISH
from kalmar_cli.draft.find import cells, sums
from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.source.document import joined, of


def figures(*values: str) -> tuple[Decimal, ...]:
    """Values as Decimals."""
    return tuple(map(Decimal, values))


@pytest.mark.parametrize(
    ("tail", "columns", "expected"),
    [
        ("0 1 106 1 106 0 0 0", 6, ("0", "1106", "1106", "0", "0", "0")),
        ("174 1 019 1 136 -178 12 11", 6, ("174", "1019", "1136", "-178", "12", "11")),
        ("\u22124 538 \u20134 827 - 4 819", 3, ("-4538", "-4827", "-4819")),
        ("1\u00a0106 1\u00a0106", 2, ("1106", "1106")),
        ("1.019 (2.136)", 2, ("1019", "-2136")),
        ("3,7 % -1,8 %", 2, ("3.7", "-1.8")),
        ("450.000-", 1, ("-450000",)),
    ],
)
def test_one_reading(tail: str, columns: int, expected: tuple[str, ...]) -> None:
    """Spaces, points, every minus and per cent signs."""
    assert cells.readings(tail, columns) == [figures(*expected)]


def test_nothing_printed() -> None:
    """A dash alone is nothing; in a sheet an empty cell is, too."""
    assert cells.readings("-3,0 \u2013", 2)[0] == (Decimal("-3.0"), None)
    assert cells.readings("3,0\t\t\t", 4) == [(Decimal("3.0"), None, None, None)]


@given(st.lists(st.integers(-999_999, 999_999), min_size=1, max_size=6))
def test_what_is_printed_is_among_the_readings(values: list[int]) -> None:
    """However figures are printed in Swedish, their own reading is found."""
    tail = " ".join(SWEDISH.text(Decimal(value), 0).replace("\u00a0", " ") for value in values)
    assert tuple(map(Decimal, values)) in cells.readings(tail, len(values))


def test_sums_choose_the_reading() -> None:
    """Of two readings the one stands that its sum requires."""
    choices: dict[str, list[cells.Values]] = {
        "namndernas_nettokostnader": cells.readings("600 300 300", 2),
        "finansforvaltning": [figures("1", "1")],
        "verksamhetens_nettokostnader": [figures("600301", "301")],
    }
    solved = sums.solve(choices)
    assert solved.values["namndernas_nettokostnader"] == figures("600300", "300")
    assert not solved.doubts


def test_a_wrong_sum_is_doubted() -> None:
    """A sum that its parts do not give names them."""
    solved = sums.solve(
        {
            "namndernas_nettokostnader": [figures("10")],
            "finansforvaltning": [figures("5")],
            "verksamhetens_nettokostnader": [figures("19")],
        }
    )
    [said] = solved.doubts["verksamhetens_nettokostnader"]
    assert "namndernas_nettokostnader" in said
    assert "15 for 19" in said


def test_an_excerpt_without_costs_has_no_sums() -> None:
    """What tax and grants leave after costs that are not there cannot be doubted."""
    excerpt: dict[str, list[cells.Values]] = {
        "skatteintakter": [figures("925")],
        "generella_statsbidrag_och_utjamning": [figures("92")],
        "arets_resultat": [figures("2")],
    }
    assert not sums.solve(excerpt).doubts


def test_words_over_line_breaks() -> None:
    """A hyphenated word is whole again; a hyphen before `och` stays."""
    assert joined(["aktieägar-", "tillskott"]) == "aktieägartillskott"
    assert joined(["gång-", "och cykelväg"]) == "gång- och cykelväg"


def test_running_heads_and_notes_are_left_out() -> None:
    """Heads with growing page numbers go; numbered items that repeat stay."""
    pages = [
        [f"{n} Budget Exempelpartiet 2024", f"Text {chr(64 + n)}.", "2 Källa: SCB"] for n in (1, 2, 3, 4)
    ]
    document = of([[line for page in pages for line in page]], "text")
    assert [line.text for line in document.lines if line.text] == [
        "Text A.",
        "Text B.",
        "Text C.",
        "Text D.",
    ]
    items = of([["1. Att spara.", "2. Att spara.", "3. Att spara."]], "text")
    assert len([line for line in items.lines if line.text]) == 3


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("avsätter 1,5 miljoner", 1_500_000),
        ("ger 600 000 kr", 600_000),
        ("satsar 2 mkr", 2_000_000),
        ("tre miljoner kronor", 3_000_000),
        ("närmare bestämt en miljon", 1_000_000),
        ("en halv miljon", 500_000),
        ("under 2024 4 miljoner", 4_000_000),
        ("250 tkr", 250_000),
    ],
)
def test_amounts_in_prose(text: str, kronor: int) -> None:
    """Figures and words, with their unit."""
    assert [found.size for found in find_amounts(text)] == [kronor]


@pytest.mark.parametrize(
    "text",
    [
        "21:81 kronor per hundralapp",
        "200 000 elever",
        "50 kr i avgift",
        "300 000 kr per elev",
        "tre miljoner invånare",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    """Tax rates, people, fees and prices are not items of a budget."""
    assert not list(find_amounts(text))
