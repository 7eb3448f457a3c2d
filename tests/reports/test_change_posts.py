"""Areas, posts and statements against an earlier budget or column, every cell reckoned a second time.

From the YAML by PyYAML's plainest reader, with fractions; nothing of the program is used but its output.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from tests.reports.test_change import CHANGE, percent, records, rounded
from tests.reports.test_exactness import file

Raw = dict[str, Any]
Amounts = dict[str, dict[str, Fraction]]
"""Post, area or row → year → amount in mkr, in the sign of the result."""

PER_MKR = {"mkr": 1, "tkr": 1_000, "kr": 1_000_000}
TO_NET = ["namndernas_nettokostnader"]
TO_RESULT = [*TO_NET, "skatteintakter", "generella_statsbidrag_och_utjamning"]
TO_YEAR = [*TO_RESULT, "finansiella_kostnader"]
REACH = {"verksamhetens_nettokostnader": TO_NET, "verksamhetens_resultat": TO_RESULT}
REACH |= dict.fromkeys(["resultat_efter_finansiella_poster", "arets_resultat"], TO_YEAR)
# What last year's file calls by another id and the same name.
RENAMED = {"utbildning": "skola", "post-1": "skolnamnden"}
NAMES = {"Skolnämnden": "skolnamnden", "Omsorgsnämnden": "omsorgsnamnden", "Bidrag": "bidrag"}
NAMES |= {"Tekniska nämnden": "tekniska-namnden", "Kulturnämnden": "kulturnamnden", "Idrott": "idrott"}
NAMES |= {"Högre taxor": "hogre-taxor"}


def chain(place: str, name: str, year: str) -> list[Raw]:
    """A budget's file and that of its base."""
    raw = file(CHANGE / place / year / f"{name}.yaml")
    return [raw, *(chain(place, raw["base"], year) if "base" in raw else [])]


def in_mkr(text: str, raw: Raw, sign: int = 1) -> Fraction:
    return sign * Fraction(text) / PER_MKR[raw["unit"]]


def years_of(links: list[Raw]) -> list[str]:
    columns = next((raw["statement"]["columns"] for raw in links if "statement" in raw), [links[0]["year"]])
    return [column for column in columns if len(column) == 4]


def added(links: list[Raw], key: Callable[[Raw], str], most: int = 2) -> Amounts:
    """What the posts of a budget and its base, or only the first of them, add up to by something."""
    years, found = years_of(links), Amounts()
    for raw in reversed(links[:most]):
        sign = -1 if raw["sign"] == "spending" else 1
        for line in raw["lines"]:
            given = line["amounts"]
            if isinstance(given, str):
                given = dict.fromkeys(years, given)
            by_year = dict(zip(years, given, strict=True)) if isinstance(given, list) else given
            into = found.setdefault(key(line), dict.fromkeys(years, Fraction(0)))
            for year, text in by_year.items():
                into[year] += in_mkr(text, raw, sign)
    return found


def id_of(line: Raw) -> str:
    id: str = line.get("id") or NAMES[line["name"]]
    return RENAMED.get(id, id)


def area_of(line: Raw) -> str:
    area: str = line.get("area", "")
    return RENAMED.get(area, area)


def statement(links: list[Raw]) -> Amounts:
    """The printed rows of the last in the chain and what the others' posts move, in mkr."""
    root = links[-1]
    if "statement" not in root:
        return {}
    changes = added(links, lambda line: line.get("row", TO_NET[0]), len(links) - 1)
    columns = root["statement"]["columns"]
    return {
        row: {
            column: in_mkr(text, root)
            + sum(
                (changes.get(of, {}).get(column, Fraction(0)) for of in REACH.get(row, [row])), Fraction(0)
            )
            for column, text in zip(columns, figures, strict=True)
        }
        for row, figures in root["statement"]["rows"].items()
    }


def factor(links: list[Raw], year: str, prices: str, each: bool) -> Fraction:
    """What the budget's amounts of a year are multiplied by."""
    by = Fraction(1)
    if prices:
        index = next(raw["price_index"]["values"] for raw in links if "price_index" in raw)
        by *= Fraction(index[prices]) / Fraction(index[year])
    if each:
        people = next(raw["population"] for raw in links if "population" in raw)
        by /= int(people if isinstance(people, str) else people[year])
    return by


@pytest.mark.parametrize(("place", "party", "base"), [
    ("skolby", "oppositionen", "majoriteten"), ("byholm", "partiet", "styret"),
])  # fmt: skip
@pytest.mark.parametrize("with_budget", [True, False], ids=["budget", "column"])
@pytest.mark.parametrize("prices", ["", "2024"])
@pytest.mark.parametrize("each", [False, True])
def test_every_cell(place: str, party: str, base: str, with_budget: bool, prices: str, each: bool) -> None:
    """Figure, change, per cent and difference of every area, post and row of two municipalities."""
    budgets = [chain(place, party, "2024"), chain(place, base, "2024")]
    before, column = (chain(place, base, "2023"), "2023") if with_budget else (budgets[1], "2024")
    unit = "kr" if each else budgets[1][0]["unit"]
    digits = 6 if prices or each else 9
    asked = f"{base}@2023" if with_budget else column
    options = ["--prices", prices] * bool(prices) + ["--per-inhabitant"] * each + ["--lines"]
    found = [
        record
        for record in records(
            *("compare", party, base, "--municipality", place.title(), "--from", asked, *options)
        )
        if record["table"] == "change" and record["row"] != "resultatandel"
    ]
    reckon: dict[str, Callable[[list[Raw]], Amounts]] = {
        "areas": lambda links: added(links, area_of),
        "lines": lambda links: added(links, id_of),
        "statement": statement,
    }
    names = [party, base]
    for part, of in reckon.items():
        then, *now = (of(links) for links in (before, *budgets))
        seen = {(record["row"], record["year"]) for record in found if record["of"] == part}
        rows = {row for amounts in (then, *now) for row in amounts}
        if part == "statement":
            rows = {row for amounts in now for row in amounts}
        assert seen >= {(row, year) for row in rows for year in ("2024", "2025")}
        for record in (record for record in found if record["of"] == part):
            row, year = record["row"], record["year"]
            missing = None if part == "statement" else Fraction(0)

            def figure(amounts: Amounts, links: list[Raw], at: str) -> Fraction | None:
                value = amounts.get(row, {}).get(at, missing)  # noqa: B023
                return None if value is None else value * factor(links, at, prices, each) * PER_MKR[unit]

            earlier = figure(then, before, column)
            if part == "statement" and not then:
                continue  # posts without a statement: held in another test
            values = [figure(amounts, links, year) for amounts, links in zip(now, budgets, strict=True)]
            assert record["unit"].startswith(unit)
            assert record["earlier"] == ("" if earlier is None else rounded(earlier, digits)), record
            for name, value in zip(names, values, strict=True):
                assert value is not None
                assert record[name] == rounded(value, digits), record
                change = None if earlier is None else value - earlier
                assert record[f"{name}_change"] == ("" if change is None else rounded(change, digits))
                told = record[f"{name}_percent"], record[f"{name}_no_percent"]
                assert told == percent(row if part == "statement" else "", earlier, value), record
            gap = values[0] - values[1]  # type: ignore[operator]
            assert record[f"{party}_vs_{base}"] == rounded(gap, digits), record


@pytest.mark.parametrize("options", [["--prices", "2024"], ["--per-inhabitant"], ["--unit", "tkr"]])
def test_other_tables_are_converted_alike(options: list[str]) -> None:
    """Posts, areas, proposals, statements and their changes: each amount is of its own year."""
    links = chain("byholm", "partiet", "2024")
    prices, each = "2024" * ("--prices" in options), "--per-inhabitant" in options
    scale = PER_MKR["tkr" if "--unit" in options else "kr"]
    digits = 9 if "--unit" in options else 6

    def text(amount: Fraction, year: str) -> str:
        return rounded(amount * factor(links, year, prices, each) * scale, digits)

    def found(command: str, name: str, *more: str) -> list[dict[str, str]]:
        return records(command, f"{name}@2024", "--municipality", "Byholm", *more, *options)

    posts, lines = added(links, id_of), found("lines", "partiet")
    assert len(lines) == 2 * len(posts)
    for record in lines:
        assert record["amount"] == text(posts[record["line"]][record["year"]], record["year"]), record
    by_area = added(links, area_of, 1)
    areas = found("areas", "partiet")
    assert {(record["area"], record["year"]) for record in areas} == {
        (area, year) for area in by_area for year in ("2024", "2025")
    }
    for record in areas:
        assert record["net"] == text(by_area[record["area"]][record["year"]], record["year"]), record
    [first, second] = found("proposals", "partiet")
    assert first["amount"] == text(Fraction(-333333, 1_000_000), "2025")
    assert second["amount"] == text(Fraction(-42755, 10_000), "2024")
    rows = statement(links)
    shown = found("show", "partiet", "--change")
    assert len(shown) == 2 * (len(rows) + 1)
    for record in (record for record in shown if record["row"] != "resultatandel"):
        year, row = record["column"], rows[record["row"]]
        now = row[year] * factor(links, year, prices, each) * scale
        assert record["derived"] == rounded(now, digits), record
        if year == "2025":
            then = row["2024"] * factor(links, "2024", prices, each) * scale
            assert record["change"] == rounded(now - then, digits), record
            assert (record["percent"], record["no_percent"]) == percent(record["row"], then, now), record
