"""Slips that `check` tells apart from what is meant: units of lines, signs of income, excerpts."""

from decimal import Decimal

import pytest

from kalmar_cli.check.finding import Finding
from tests.checking import found, loaded

HEAD = "municipality: By\nyear: 2025\nunit: mkr\nsource: {title: T}\n"
BASE = (
    HEAD
    + """name: Bas
sign: result
statement:
  columns: [2025, 2026]
  rows:
    verksamhetens_intakter: [200, 210]
    verksamhetens_kostnader: [-1100, -1200]
    avskrivningar: [-40, -40]
    extraordinara_poster: [0, 0]
    verksamhetens_nettokostnader: [-940, -1030]
    skatteintakter: [700, 750]
    generella_statsbidrag_och_utjamning: [250, 290]
    verksamhetens_resultat: [10, 10]
"""
)
PARTY = HEAD + "name: Parti\nbase: bas\nsign: result\n"


def told(text: str, rule: str, base: str = BASE) -> list[Finding]:
    """What a rule says of a budget on a base."""
    return found(text, "parti", loaded(base, "bas")[0], rule)


@pytest.mark.parametrize(
    ("amounts", "stated"),
    [
        ("[-470, 0]", ["-470"]),
        ("[-469, 0]", []),
        # half of 1 030, in the second year alone
        ("[0, 515]", ["515"]),
        ("[0, 514]", []),
    ],
)
@pytest.mark.parametrize("row", ["verksamhetens_kostnader", "skatteintakter"])
def test_a_line_of_half_the_net_cost(amounts: str, stated: list[str], row: str) -> None:
    """In any year and on any row, against verksamhetens nettokostnader of the base."""
    text = f"{PARTY}lines: [{{name: A, row: {row}, amounts: {amounts}}}]\n"
    assert [str(f.stated) for f in told(text, "unit")] == stated


def test_the_net_cost_is_the_rows_that_make_it() -> None:
    """Where the base prints no sum, its cost rows are added up; without them nothing is said."""
    text = f"{PARTY}lines: [{{name: A, row: verksamhetens_kostnader, amounts: -480}}]\n"
    without = "".join(
        line
        for line in BASE.splitlines(keepends=True)
        if "nettokostnader" not in line and "resultat" not in line
    )
    assert [f.computed for f in told(text, "unit", without)] == [Decimal(940)]
    costless = "".join(line for line in without.splitlines(keepends=True) if "s_kostnader" not in line)
    assert told(text, "unit", costless) == []


@pytest.mark.parametrize(("largest", "count", "findings"), [("-600", 5, 1), ("-599", 5, 0), ("-600", 4, 0)])
def test_a_line_far_above_the_others(largest: str, count: int, findings: int) -> None:
    """300 times the median of the others, in a file of five lines or more."""
    small = "".join(f"  - {{name: L{n}, amounts: [-2, 1]}}\n" for n in range(count - 1))
    text = f"{HEAD}name: Allt\nsign: result\nlines:\n{small}  - {{name: Stor, amounts: [-10, {largest}]}}\n"
    said = found(text, "allt", None, "unit")
    assert [(f.level, f.where) for f in said] == [("note", "line stor")] * findings
    assert all("Stor 2026 is −600 mkr beside 2 (the other lines)" in f.message for f in said)


def test_an_excerpt_is_no_false_sum() -> None:
    """Parts that only the base prints are not missing; what is printed whole is still added up."""
    excerpt = f"""{PARTY}statement:
  columns: [2025, 2026]
  rows:
    verksamhetens_kostnader: [-1100, -1200]
    verksamhetens_nettokostnader: [-940, -1030]
    skatteintakter: [700, 750]
    verksamhetens_resultat: [10, 10]
"""
    assert told(excerpt, "subtotal") == []
    assert told(excerpt, "derived") == []
    whole = excerpt.replace(
        "    verksamhetens_resultat: [10",
        "    generella_statsbidrag_och_utjamning: [250, 290]\n    verksamhetens_resultat: [12",
    )
    assert [f.where for f in told(whole, "subtotal")] == ["statement verksamhetens_resultat 2025"]
    # a part that is 0 in the base and left out here does not excuse a sum
    parts = "    verksamhetens_intakter: [200, 210]\n    avskrivningar: [-40, -40]\n    verksamhetens_kost"
    full = excerpt.replace("    verksamhetens_kost", parts).replace("[-940", "[-945")
    assert [f.where for f in told(full, "subtotal")] == ["statement verksamhetens_nettokostnader 2025"]


def test_figures_are_shown_as_written() -> None:
    """A figure without decimals is not given those of what it is held against."""
    text = f"{PARTY}statement: {{columns: [2025], rows: {{skatteintakter: [2]}}}}\n"
    fine = BASE.replace("unit: mkr", "unit: tkr")
    (said,) = told(text, "derived", fine)
    assert " is printed as 2;" in said.message


@pytest.mark.parametrize(
    ("sign", "row", "amounts", "findings"),
    [
        ("spending", "skatteintakter", "[0, 8.5]", 1),
        ("spending", "skatteintakter", "[-8.5, 0]", 0),
        ("spending", "verksamhetens_kostnader", "8.5", 0),
        ("result", "skatteintakter", "-8.5", 0),
    ],
)
def test_income_in_a_file_that_writes_spending(sign: str, row: str, amounts: str, findings: int) -> None:
    """A positive amount on a row of income is less income there, and only there."""
    head = PARTY.replace("sign: result", f"sign: {sign}")
    text = f"{head}lines: [{{name: A, row: {row}, amounts: {amounts}}}]\n"
    said = told(text, "income-sign")
    assert [(f.level, f.where, str(f.stated)) for f in said] == [("note", "line a", "8.5")] * findings
