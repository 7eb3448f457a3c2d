"""Changes from earlier figures, fixed prices and amounts per inhabitant, reckoned a second time.

The figures come from the YAML by PyYAML's plainest reader, and are reckoned here with
fractions; nothing of the program is used but its output.
"""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.reports.test_exactness import GOOD, Sheet, base_sheet, file, party_sheet
from tests.running import CASES, ROOT, Result, kalmar

CHANGE = CASES / "change"
SHELF = {"KALMAR_BUDGETS": str(CHANGE)}
RESULTS = {"verksamhetens_resultat", "resultat_efter_finansiella_poster", "arets_resultat"}
RESULTS |= {"arets_resultat_efter_balanskravsjusteringar", "arets_balanskravsresultat"}


def run(*arguments: str, **env: str) -> Result:
    return kalmar(*arguments, env={**SHELF, **env})


def records(*arguments: str) -> list[dict[str, str]]:
    result = run(*arguments, "-f", "csv")
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def rounded(value: Fraction, places: int) -> str:
    """Half away from zero, and no digits that say nothing."""
    size = int(abs(value) * 10**places + Fraction(1, 2))
    text = f"{Decimal(size).scaleb(-places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "-" + text if value < 0 and size else text


def percent(row: str, before: Fraction | None, after: Fraction | None) -> tuple[str, str]:
    """The per cent that a change is of the earlier size, or why there is none."""
    if before is None or after is None:
        return "", "unknown"
    if row == "resultatandel":
        return "", "share"
    if before == 0:
        return "", "zero"
    if row in RESULTS and before < 0:
        return "", "result"
    if before * after < 0:
        return "", "sign"
    return rounded((abs(after) - abs(before)) / abs(before) * 100, 2), ""


def factors(index: dict[str, str], people: dict[str, str], year: str, prices: str, each: bool) -> Fraction:
    factor = Fraction(1)
    if prices:
        factor *= Fraction(index[prices]) / Fraction(index[year])
    return factor * 1_000_000 / int(people[year]) if each else factor


ALVBY = (GOOD / "alvby" / "2025" / "oppositionen.yaml", GOOD / "alvby" / "2025" / "styret.yaml")
KALMAR = tuple(ROOT / "budgets" / "kalmar" / "2024" / f"{id}.yaml" for id in ("alliansen", "majoriteten"))
INDEX = {"2022": "100", "2023": "106.1", "2024": "110.4", "2025": "113.2", "2026": "115.9", "2027": "118.3"}
PEOPLE = {"2022": "70329", "2023": "71328", "2024": "72304", "2025": "73001"}
PEOPLE |= {"2026": "73777", "2027": "74111"}


def shelf_of(folder: Path, pair: tuple[Path, ...]) -> list[str]:
    """The pair in a folder, the base with an index and a population of every year."""
    paths = []
    for path in pair:
        lines = [
            line
            for line in path.read_text("utf-8").splitlines()
            if not line.startswith(("population:", "price_index:"))
        ]
        if path == pair[-1]:
            at = next(i for i, line in enumerate(lines) if line.startswith("sign:"))
            by_year = ", ".join(f"{year}: {value}" for year, value in INDEX.items())
            lines.insert(at, f"price_index: {{name: PKV, source: made up, values: {{{by_year}}}}}")
            people = ", ".join(f"{year}: {value}" for year, value in PEOPLE.items())
            lines.insert(at, f"population: {{{people}}}")
        target = folder / path.name
        target.write_text("\n".join(lines) + "\n", "utf-8")
        paths.append(str(target))
    return paths


@pytest.mark.parametrize(("pair", "column"), [(KALMAR, "budget 2023"), (ALVBY, "budget 2024")])
@pytest.mark.parametrize("prices", ["", "2024"])
@pytest.mark.parametrize("each", [False, True])
def test_every_cell(pair: tuple[Path, ...], column: str, prices: str, each: bool, tmp_path: Path) -> None:
    """Figure, change, per cent and difference of every row and column of two municipalities."""
    names = shelf_of(tmp_path, pair)
    party, base = file(pair[0]), file(pair[1])
    sheets = [party_sheet(party, base), base_sheet(base)]
    options = ["--prices", prices] * bool(prices) + ["--per-inhabitant"] * each
    found = [
        record
        for record in records("compare", *names, "--from", column, "--year", "all", *options)
        if record["table"] == "change" and record["of"] == "statement"
    ]
    unit = "kr per inhabitant" if each else base["unit"].replace("mnkr", "mkr")
    unit += f", {prices} prices" if prices else ""
    places = 6 if prices or each else 9
    ids = [path.stem for path in pair]
    scale: Callable[[str], Fraction] = lambda year: factors(INDEX, PEOPLE, year, prices, each)  # noqa: E731

    def figure(sheet: Sheet, row: str, at: str) -> Fraction | None:
        value = sheet[row].get(at)
        if value is None:
            return None
        return Fraction(value) * (1 if row == "resultatandel" else scale(at[-4:]))

    seen = {(record["row"], record["year"]) for record in found}
    known = {(row, at) for sheet in sheets for row, of in sheet.items() for at in of if of[at] is not None}
    assert known <= seen
    for record in found:
        row, at = record["row"], record["year"]
        share = row == "resultatandel"
        digits = 2 if share else places
        values = [figure(sheet, row, at) for sheet in sheets]
        before = figure(sheets[1], row, column)
        assert record["unit"] == ("%" if share else unit)
        assert record["earlier"] == ("" if before is None else rounded(before, digits)), record
        for id, value in zip(ids, values, strict=True):
            assert record[id] == ("" if value is None else rounded(value, digits)), record
            change = None if value is None or before is None else value - before
            assert record[f"{id}_change"] == ("" if change is None else rounded(change, digits)), record
            told = record[f"{id}_percent"], record[f"{id}_no_percent"]
            assert told == percent(row, before, value), record
        gap = None if None in values else values[0] - values[1]  # type: ignore[operator]
        assert record[f"{ids[0]}_vs_{ids[1]}"] == ("" if gap is None else rounded(gap, digits)), record


def test_both_baselines_of_kalmar() -> None:
    """The committees' net cost against last year's budget and against the majority, in one table."""
    options = ("compare", "alliansen", "majoriteten", "--from", "budget 2023", "--year", "2024")
    result = kalmar(*options, env={"KALMAR_LANG": "sv"})
    said = result.out.replace("\u00a0", "")
    [row] = [line for line in said.splitlines() if line.startswith("Nämndernas nettokostnader  ")]
    figures = "−4827,0 −5054,5 −227,5 +4,7 −17,5 −5037,0 −210,0 +4,4"
    assert row.split() == ["Nämndernas", "nettokostnader", *figures.split()]
    assert "från budget 2023 ökar kostnaderna med 227,5 mkr (4,7 %); mot Majoriteten är de 17,5 mkr" in said
    assert "Resultaträkning 2024: förändring från budget 2023, skillnad mot Majoriteten" in said
    table = kalmar(*options, "-f", "html", env={"KALMAR_LANG": "sv"}).out
    for words in (
        "Kalmaralliansen, förändring från budget 2023",
        "Majoriteten, förändring från budget 2023",
        "Kalmaralliansen mot Majoriteten",
    ):
        assert f">{words}</th>" in table


def test_a_committee_against_last_year_and_against_the_majority() -> None:
    """24.6 is more money than last year, 8.5 more than the majority; a cost is negative."""
    for of, row in (("lines", "skolnamnden"), ("areas", "skola")):
        [record] = [
            record
            for record in records("compare", "oppositionen", "majoriteten", "--from", "majoriteten@2023")
            if (record["of"], record["row"], record["year"]) == (of, row, "2024")
        ]
        assert record["from"] == "Majoriteten 2023"
        assert (record["earlier"], record["oppositionen"]) == ("-500", "-524.6")
        assert (record["oppositionen_change"], record["oppositionen_percent"]) == ("-24.6", "4.92")
        assert (record["majoriteten_change"], record["majoriteten_percent"]) == ("-16.1", "3.22")
        assert record["oppositionen_vs_majoriteten"] == "-8.5"
    screen = run("compare", "oppositionen", "majoriteten", "--from", "majoriteten", "--year", "2024").out
    title = "Lines 2024: change from Majoriteten 2023, difference from Majoriteten\n"
    posts = screen.split(title)[1]
    [row] = [line for line in posts.splitlines() if line.startswith("Skolnämnden")]
    assert row.split()[1:] == ["−500.0", "−524.6", "−24.6", "+4.9", "−8.5", "−516.1", "−16.1", "+3.2"]
    assert "a minus is a higher cost or a lower income" in posts


def test_no_column_changes_its_meaning() -> None:
    """The records without --from are the first columns of the same records with it."""
    plain = records("compare", "oppositionen", "majoriteten", "--lines")
    more = records("compare", "oppositionen", "majoriteten", "--lines", "--from", "budget 2023")
    kept = [{id: record[id] for id in plain[0]} for record in more if record["table"] != "change"]
    assert kept == plain


def test_a_bare_name_means_an_earlier_year() -> None:
    """`majoriteten` is that of 2023; without one, and for no name at all, the columns are told."""
    result = kalmar("compare", "alliansen", "majoriteten", "--from", "majoriteten")
    assert result.code == 2
    assert "no earlier `majoriteten` than 2024" in result.err
    assert "budget 2023" in result.err
    result = run("compare", "oppositionen", "majoriteten", "--from", "nobody")
    assert (result.code, result.out) == (2, "")
    assert "budget 2023" in result.err


def test_each_column_against_the_one_before() -> None:
    """`show --change`: the column before is the document's, also where it is not shown."""
    found = records("show", "majoriteten@2024", "--municipality", "Skolby", "--change", "--year", "2024")
    by_row = {record["row"]: record for record in found}
    cost, result = by_row["namndernas_nettokostnader"], by_row["arets_resultat"]
    assert (cost["previous"], cost["change"], cost["percent"]) == ("budget 2023", "-26.1", "2.81")
    assert (result["change"], result["percent"], result["no_percent"]) == ("-8", "", "sign")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--prices", "2024"], "price_index"),
        (["--per-inhabitant"], "`population: {2024: …, 2025: …, 2026: …}`"),
    ],
)
def test_what_no_file_gives_is_refused_with_the_key(options: list[str], words: str) -> None:
    """No index and no population is guessed."""
    result = kalmar("compare", "alliansen", "majoriteten", *options)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert "majoriteten.yaml" in result.err


def test_a_year_without_index_is_refused_where_it_is_shown() -> None:
    """Älvby's index has 2024 and 2025: 2025 can be shown, 2026 cannot."""
    names = ["oppositionen", "styret", "--municipality", "Älvby", "--prices", "2025"]
    env = {"KALMAR_BUDGETS": str(GOOD)}
    result = run("compare", *names, **env)
    assert result.code == 2
    assert "2026" in result.err
    assert run("compare", *names, "--year", "2025", **env).code == 0


def test_the_tax_where_rates_differ() -> None:
    """0.20 kronor of 721.5 / 21.50: 6.71 mkr, in the year of the rate and no other."""
    result = run("compare", "oppositionen", "majoriteten", "-f", "json")
    found = json.loads(result.out, parse_float=str)["meta"]["tax"]
    gaps = [(r["row"], r["year"], r["oppositionen_vs_majoriteten"]) for r in found]
    assert gaps == [("tax_rate", "2024", "0.2"), ("tax_income", "2024", "6.71")]
    assert "estimate" in run("compare", "oppositionen", "majoriteten").out


@pytest.mark.parametrize("command", [["areas"], ["lines"], ["proposals"], ["show"]])
def test_any_table_is_converted(command: list[str]) -> None:
    """The unit says what amounts are measured in, for machines as for people."""
    options = [*command, "oppositionen@2024", "--municipality", "Skolby", "--prices", "2024"]
    result = run(*options, "--per-inhabitant", "-f", "json")
    assert result.code == 0, result.err
    meta = json.loads(result.out)["meta"]
    assert (meta["unit"], meta["prices"]) == ("kr per inhabitant, 2024 prices", 2024)
    people = run(*options, "--per-inhabitant", KALMAR_LANG="sv").out
    assert "kr per invånare, 2024 års priser" in people
