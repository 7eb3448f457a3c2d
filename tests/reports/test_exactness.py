"""Every cell of show and compare, computed a second time: from the YAML and by hand-written sums alone.

Nothing of the program is used here but its output. Figures are Decimals in
the file's own unit; the sums of each municipality are written out below.
"""

import csv
import io
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import CASES, ROOT, kalmar

Sheet = dict[str, dict[str, Decimal | None]]
"""Row → column → figure."""

KALMAR, GOOD = ROOT / "budgets" / "kalmar" / "2024", CASES / "good"
PER_MKR = {"mkr": Decimal(1), "mnkr": Decimal(1), "tkr": Decimal(1000), "kr": Decimal(1_000_000)}

# Each sum and the rows whose changes reach it; a transfer to a reserve is printed as its size.
NET = ["namndernas_nettokostnader", "finansforvaltning"]
KALMAR_BEFORE = [*NET, "skatteintakter", "generella_statsbidrag_och_utjamning"]
KALMAR_RESULT = [*KALMAR_BEFORE, "finansiella_intakter", "finansiella_kostnader"]
ALVBY_NET = [
    "verksamhetens_intakter",
    "verksamhetens_kostnader",
    "avskrivningar",
    "jamforelsestorande_poster",
]
ALVBY_TAXES = [
    "skatteintakter", "slutavrakning", "generella_statsbidrag_och_utjamning", "fastighetsavgift",
    "lss_utjamning",
]  # fmt: skip
ALVBY_FINANCE = ["finansiella_intakter", "finansiella_kostnader"]
ALVBY_RESULT = [*ALVBY_NET, *ALVBY_TAXES, *ALVBY_FINANCE, "finansiella_jamforelsestorande_poster"]
TO, FROM = "medel_till_resultatreserv", "medel_fran_resultatreserv"
SUMS: dict[str, dict[str, list[str]]] = {
    "Kalmar": {
        "verksamhetens_nettokostnader": NET,
        "verksamhetens_resultat": KALMAR_BEFORE,
        "resultat_efter_finansiella_poster": KALMAR_RESULT,
        "arets_resultat": [*KALMAR_RESULT, "extraordinara_poster"],
    },
    "Älvby": {
        "verksamhetens_nettokostnader": ALVBY_NET,
        "summa_skatter": ALVBY_TAXES,
        "verksamhetens_resultat": [*ALVBY_NET, *ALVBY_TAXES],
        "finansnetto": ALVBY_FINANCE,
        "resultat_efter_finansiella_poster": ALVBY_RESULT,
        "arets_resultat": ALVBY_RESULT,
        "arets_resultat_efter_balanskravsjusteringar": [*ALVBY_RESULT, "balanskravsjusteringar"],
        "arets_balanskravsresultat": [*ALVBY_RESULT, "balanskravsjusteringar", TO, FROM],
    },
    "Bergköping": {
        "verksamhetens_nettokostnader": ["namnder", "politik"],
        "verksamhetens_resultat": ["namnder", "politik", "skatter"],
        "resultat_efter_finansiella_poster": ["namnder", "politik", "skatter", "finansnetto"],
        "arets_resultat": ["namnder", "politik", "skatter", "finansnetto"],
    },
}
TAXES = {
    "Kalmar": ["skatteintakter", "generella_statsbidrag_och_utjamning"],
    "Älvby": ALVBY_TAXES,
    "Bergköping": ["skatter"],
}
# A row that details another: its figure is not known where that one is moved.
DETAILS = {
    "varav_taxor": ["verksamhetens_intakter"],
    "varav_pensioner": ["verksamhetens_kostnader"],
    "soliditetsunderlag": ALVBY_RESULT,
    "varav_realisationsvinster": ["balanskravsjusteringar"],
}
# What the documents leave to the reader to add up.
LEFT_OUT = {("Bergköping", "arets_resultat", "2026"): Decimal(6100)}


def file(path: Path) -> dict[str, Any]:
    """A budget file by PyYAML's plainest reader: every scalar is its text."""
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def printed(budget: dict[str, Any]) -> Sheet:
    """The printed statement."""
    statement = budget.get("statement")
    if not statement:
        return {}
    return {
        row: {
            column: None if figure == "null" else Decimal(figure)
            for column, figure in zip(statement["columns"], figures, strict=True)
        }
        for row, figures in statement["rows"].items()
    }


def amounts(line: dict[str, Any], budget: dict[str, Any], years: list[str]) -> dict[str, Decimal]:
    """A post's amounts by year, in the sign of the result."""
    given = line["amounts"]
    sign = -1 if budget["sign"] == "spending" else 1
    if isinstance(given, dict):
        by_year = {year: Decimal(given.get(year, "0")) for year in years}
    elif isinstance(given, list):
        by_year = dict(zip(years, map(Decimal, given), strict=True))
    else:
        by_year = dict.fromkeys(years, Decimal(given))
    return {year: sign * amount for year, amount in by_year.items()}


def moved(party: dict[str, Any], base: dict[str, Any], years: list[str]) -> dict[str, dict[str, Decimal]]:
    """Row → year → what the party's posts move, in the base's unit."""
    found: dict[str, dict[str, Decimal]] = {}
    for line in party["lines"]:
        row = found.setdefault(line.get("row", "namndernas_nettokostnader"), {})
        for year, amount in amounts(line, party, years).items():
            row[year] = row.get(year, Decimal(0)) + in_unit(amount, party, base)
    return found


def in_unit(amount: Decimal, one: dict[str, Any], other: dict[str, Any]) -> Decimal:
    """An amount in one budget's unit, in another's."""
    return amount / PER_MKR[one["unit"]] * PER_MKR[other["unit"]]


def years_of(budget: dict[str, Any]) -> list[str]:
    """The bare years among the columns."""
    return [column for column in budget["statement"]["columns"] if len(column) == 4]


def base_sheet(base: dict[str, Any]) -> Sheet:
    """A complete budget's figures: as printed, else added up, and the share from tax and grants."""
    place = base["municipality"]
    sheet = printed(base)
    for row, by_column in sheet.items():
        for column in by_column:
            if by_column[column] is None and (place, row, column) in LEFT_OUT:
                by_column[column] = LEFT_OUT[place, row, column]
    sheet["resultatandel"] = shares(sheet, place)
    return sheet


def shares(sheet: Sheet, place: str) -> dict[str, Decimal | None]:
    """Result after financial items in % of tax and grants, by column."""
    found: dict[str, Decimal | None] = {}
    for column, result in sheet["resultat_efter_finansiella_poster"].items():
        taxes = [sheet[row][column] for row in TAXES[place]]
        known = [tax for tax in taxes if tax is not None]
        whole = sum(known, Decimal(0)) if len(known) == len(taxes) else None
        found[column] = None if result is None or whole is None else result / whole * 100
    return found


def party_sheet(party: dict[str, Any], base: dict[str, Any]) -> Sheet:
    """The base's figures and what the party's posts move, sum by sum; nothing beyond its own years."""
    place = base["municipality"]
    years = years_of(party) if "statement" in party else years_of(base)
    changes = moved(party, base, years)
    sheet: Sheet = {}
    for row, by_column in base_sheet(base).items():
        sheet[row] = {}
        for column, before in by_column.items():
            beyond = len(column) == 4 and column not in years
            reach = SUMS[place].get(row, [row])
            change = sum((changes.get(r, {}).get(column, Decimal(0)) for r in reach), Decimal(0))
            detailed = any(changes.get(r, {}).get(column) for r in DETAILS.get(row, []))
            if row == TO:
                change = -change
            sheet[row][column] = None if before is None or beyond or detailed else before + change
    sheet["resultatandel"] = shares(sheet, place)
    return sheet


def text(row: str, value: Decimal | None) -> str:
    """A figure as the machine output has it."""
    if value is None:
        return ""
    if row == "resultatandel":
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    plain = f"{value.normalize():f}"
    return "0" if plain == "-0" else plain


def records(*arguments: str) -> list[dict[str, str]]:
    """The records of a command's CSV."""
    result = kalmar(*arguments, "-f", "csv", env={"KALMAR_BUDGETS": str(GOOD)})
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


PAIRS = [
    (KALMAR / "alliansen.yaml", KALMAR / "majoriteten.yaml"),
    (GOOD / "alvby" / "2025" / "oppositionen.yaml", GOOD / "alvby" / "2025" / "styret.yaml"),
    (GOOD / "bergkoping" / "2025" / "partiet.yaml", GOOD / "bergkoping" / "2025" / "styret.yaml"),
]


@pytest.mark.parametrize(("party", "base"), PAIRS, ids=lambda path: path.parent.parent.name)
def test_every_cell_of_a_comparison(party: Path, base: Path) -> None:
    """Statement, areas and posts, in every column, and each difference from the figures themselves."""
    budget, below = file(party), file(base)
    ours, theirs = party_sheet(budget, below), base_sheet(below)
    found = records("compare", str(party), str(base), "--lines", "--year", "all")
    columns = [party.stem, base.stem, f"{party.stem}_vs_{base.stem}"]
    seen = set()
    for record in found:
        row, column = record["row"], record["year"]
        if record["table"] == "statement":
            mine, other = ours[row].get(column), theirs[row].get(column)
            gap = None if mine is None or other is None else mine - other
            assert [record[name] for name in columns] == [text(row, v) for v in (mine, other, gap)], record
            seen.add((row, column))
    known = {(r, c) for r in theirs for c in theirs[r] if theirs[r][c] is not None}
    assert seen == known
    years = years_of(budget) if "statement" in budget else years_of(below)
    wanted: dict[tuple[str, str, str], Decimal] = {}
    for line in budget["lines"]:
        for year, amount in amounts(line, budget, years).items():
            shown = in_unit(amount, budget, below)
            if line["row" if "row" in line else "name"] not in (TO, FROM):
                key = ("areas", line["area"], year)
                wanted[key] = wanted.get(key, Decimal(0)) + shown
            wanted["lines", line["name"], year] = shown
    posts = {(r["table"], r["row"] if r["table"] == "areas" else r["label"], r["year"]): r for r in found}
    for key, amount in wanted.items():
        if key in posts or amount:
            assert [posts[key][name] for name in columns] == [
                text("", v) for v in (amount, Decimal(0), amount)
            ]
    extra = {key for key in posts if key[0] != "statement"} - wanted.keys()
    # An area with proposals and no posts.
    assert all(key[0] == "areas" and {posts[key][name] for name in columns} == {"0"} for key in extra)


@pytest.mark.parametrize(
    "path", [path for pair in PAIRS for path in pair], ids=lambda p: f"{p.parts[-3]}-{p.stem}"
)
def test_every_cell_of_a_statement(path: Path) -> None:
    """Printed and derived, in every column, in the budget's own unit."""
    budget = file(path)
    below = file(path.parent / f"{budget['base']}.yaml") if "base" in budget else budget
    sheet = party_sheet(budget, below) if "base" in budget else base_sheet(budget)
    own = printed(budget)
    columns = budget["statement"]["columns"] if "statement" in budget else below["statement"]["columns"]
    cells = {}
    for record in records("show", str(path), "--year", "all"):
        row, column = record["row"], record["column"]
        derived = sheet[row].get(column)
        if derived is not None and row != "resultatandel":
            derived = in_unit(derived, below, budget)
        shown = own.get(row, {}).get(column)
        if row == "resultatandel":
            assert record["printed"] == ("" if shown is None else f"{shown.normalize():f}")
        else:
            assert record["printed"] == text(row, shown), record
        assert record["derived"] == text(row, derived), record
        cells[row, column] = record
    wanted = {
        (r, c)
        for r in {*sheet, *own}
        for c in columns
        if sheet[r].get(c) is not None or own.get(r, {}).get(c)
    }
    assert cells.keys() == wanted


def test_kinds() -> None:
    """Group sums, details and memo rows are called memo; without its parts a group sum is a part."""
    kinds = {
        (r["row"], r["column"]): r["kind"]
        for r in records("show", str(GOOD / "alvby" / "2025" / "styret.yaml"), "--year", "all")
    }
    memo = {"varav_taxor", "varav_pensioner", "summa_skatter", "finansnetto", "soliditetsunderlag"}
    assert {row for (row, _column), kind in kinds.items() if kind == "memo"} == {
        *memo,
        "varav_realisationsvinster",
    }
    found = records("show", str(GOOD / "bergkoping" / "2025" / "styret.yaml"), "--year", "all")
    kinds = {(r["row"], r["column"]): r["kind"] for r in found}
    assert kinds["finansnetto", "utfall 2023"] == "memo"
    assert kinds["finansnetto", "2025"] == kinds["skatter", "2025"] == "part"
