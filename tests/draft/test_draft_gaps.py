"""Rows whose figures stand now one blank apart, now more: none is read wrong, or lost without a mark."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmar_cli.draft import facts
from kalmar_cli.draft.find import tables
from kalmar_cli.draft.find.found import Answers, FoundStatement
from kalmar_cli.draft.source.document import of

ROWS = {
    "verksamhetens_intakter": "Verksamhetens intäkter",
    "verksamhetens_kostnader": "Verksamhetens kostnader",
    "avskrivningar": "Avskrivningar",
    "verksamhetens_nettokostnader": "Verksamhetens nettokostnader",
    "skatteintakter": "Skatteintäkter",
    "arets_resultat": "Årets resultat",
}
MINUSES = "-–−"
GAPS = (" ", "  ", "   ", "\t", "      ")


def written(value: Decimal, minus: str) -> str:
    """A figure as a Swedish table prints it."""
    text = f"{abs(value):,}".replace(",", " ").replace(".", ",")
    return minus + text if value < 0 else text


def statement_in(lines: list[str]) -> FoundStatement:
    found = tables.find(of([lines], "text"), Answers(), based=False, year=2026).statements
    assert len(found) == 1
    return found[0]


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[str], dict[str, tuple[Decimal, ...]]]:
    """A statement that adds up, its gaps at random: its lines, and what they say."""
    count = draw(st.integers(2, 6))
    places = draw(st.integers(0, 1))
    minus = draw(st.sampled_from(MINUSES))
    largest = draw(st.sampled_from([900, 9_000, 2_000_000]))
    figure = st.integers(1, largest).map(lambda whole: Decimal(whole).scaleb(-places))
    columns = []
    for _column in range(count):
        income, costs, wear, tax = (draw(figure) for _row in range(4))
        net = income - costs - wear
        columns.append((income, -costs, -wear, net, tax, net + tax))
    rows = dict(zip(ROWS, zip(*columns, strict=True), strict=True))
    lines = ["Resultatbudget, mkr  " + "  ".join(str(2026 + at) for at in range(count))]
    for row, values in rows.items():
        text = ROWS[row]
        for at, value in enumerate(values):
            text += draw(st.sampled_from(GAPS[1:] if not at else GAPS)) + written(value, minus)
        lines.append(text)
    return lines, rows


@settings(deadline=None, max_examples=150)
@given(printed())
def test_no_figure_is_lost_or_wrong_without_a_mark(
    case: tuple[list[str], dict[str, tuple[Decimal, ...]]],
) -> None:
    lines, rows = case
    found = statement_in(lines)
    for row, values in rows.items():
        read = found.rows[row]
        assert read.values == values or read.doubts, (lines, read)


def kept_row(row: str, columns: int) -> tuple[Decimal | None, ...]:
    years = "  ".join(str(2026 + at) for at in range(columns))
    # No sum among them, so that each row speaks for itself.
    others = [
        f"{ROWS[row]}   {'  '.join(['7'] * columns)}"
        for row in ("verksamhetens_intakter", "avskrivningar", "skatteintakter")
    ]
    lines = [f"Resultatbudget, mkr   {years}", f"Verksamhetens kostnader{row}", *others]
    read = statement_in(lines).rows["verksamhetens_kostnader"]
    assert not read.doubts
    return read.values


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("   -980,2  -1 001,3 -1 022,1", "-980.2 -1001.3 -1022.1"),
        ("   –980,2  –1 001,3 –1 022,1", "-980.2 -1001.3 -1022.1"),
        ("   −980,2 −1 001,3  −1 022,1", "-980.2 -1001.3 -1022.1"),
        ("\t-980,2\t-1 001,3 -1 022,1", "-980.2 -1001.3 -1022.1"),
        ("\t-980,2 -1 001,3 -1 022,1", "-980.2 -1001.3 -1022.1"),
        (" -980,2 -1 001,3\t-1 022,1", "-980.2 -1001.3 -1022.1"),
        ("   -980,2\t-1 001,3 -1 022,1", "-980.2 -1001.3 -1022.1"),
        ("   1 019  -45 3 200", "1019 -45 3200"),
        ("   1 119  -45 3 200", "1119 -45 3200"),
        ("   -98  -1 001 -1 022  -1 030 -1 040", "-98 -1001 -1022 -1030 -1040"),
        ("   -9,5 -8,5  -7,5 -6,5  -5,5 -4,5", "-9.5 -8.5 -7.5 -6.5 -5.5 -4.5"),
    ],
)
def test_a_row_that_mixes_gaps_is_read(row: str, figures: str) -> None:
    values = tuple(Decimal(figure) for figure in figures.split())
    assert kept_row(row, len(values)) == values


def test_words_where_a_figure_should_stand_are_marked() -> None:
    lines = [
        "Resultatbudget, mkr             2026      2027      2028",
        "Verksamhetens kostnader         -980   saknas      -990",
        "Avskrivningar                    -10       -11       -12",
        "Verksamhetens nettokostnader    -990      -995    -1 002",
        "Skatteintäkter                 1 000     1 010     1 020",
    ]
    read = statement_in(lines).rows["verksamhetens_kostnader"]
    assert read.doubts


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Resultatbudget, mkr      Not    Budget 2024   Plan 2025", "Resultatbudget"),
        ("Resultatbudget (mkr)    2026  2027  2028", "Resultatbudget"),
        ("Resultatbudget, mkr 2026 2027 2028", "Resultatbudget"),
        ("Mkr     Budget 2024   Plan 2025", ""),
        ("Mål och budget 2025 med plan 2026-2027", "Mål och budget 2025 med plan 2026-2027"),
    ],
)
def test_the_title_ends_before_the_columns(line: str, title: str) -> None:
    assert facts.find_title(of([[line, "Skatteintäkter  1  2"]], "text")) == title
