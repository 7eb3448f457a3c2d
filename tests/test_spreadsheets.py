"""The files for spreadsheets, opened by a real one."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from tests.clients import ENGLISH, SWEDISH, TABS, Rows, opened
from tests.running import CASES, ROOT, kalmar

HOSTILE = CASES / "hostile"
EXTRA = {"KALMAR_BUDGETS": f"{CASES / 'good'}:{HOSTILE}"}

# Every command that makes tables, on budgets of several municipalities.
COMMANDS = {
    "compare": "compare alliansen majoriteten@2024 --municipality Kalmar --lines --proposals",
    "compare-all": "compare alliansen majoriteten@2024 --municipality Kalmar --year all",
    "compare-lillby": "compare oppositionen majoriteten --municipality Lillby --lines",
    "compare-hostile": "compare farlig bas --municipality =Farlig --lines --proposals",
    "show": "show alliansen --year all",
    "show-sjobo": "show budget --municipality Sjöbo",
    "show-nordvik": "show bokslut --municipality Nordvik --year all",
    "areas": "areas alliansen",
    "lines": "lines alliansen",
    "proposals": "proposals alliansen",
    "proposals-hostile": "proposals farlig",
    "list": "list",
}


def written(name: str, format: str, ending: str, folder: Path) -> Path:
    path = folder / f"{name}.{ending}"
    result = kalmar(*COMMANDS[name].split(), "-f", format, "-o", path, env=EXTRA)
    assert (result.code, result.err) == (0, ""), result.err
    return path


@pytest.mark.parametrize(
    ("format", "separator", "point", "filter"),
    [("csv-sv", ";", ",", SWEDISH), ("csv", ",", ".", ENGLISH), ("tsv", "\t", ".", TABS)],
)
def test_every_cell_arrives(
    format: str,
    separator: str,
    point: str,
    filter: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every number is a number of exactly that value, every text a text, nothing a formula."""
    monkeypatch.chdir(ROOT)
    files = {name: written(name, format, "csv", tmp_path) for name in COMMANDS}
    sheets = opened(list(files.values()), tmp_path / "profile", filter)
    numbers = 0
    for name, path in files.items():
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        (seen,) = sheets[path].values()
        types = _types(name)
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                found = seen[n][column] if column < len(seen[n]) else None
                where = f"{name} {format} row {n} column {column}: {cell!r} became {found}"
                if not cell:
                    assert found is None or not found.text, where
                    continue
                assert found is not None, where
                assert not found.formula, where
                if n and types[n - 1][column] is not str:
                    assert found.kind == "float", where
                    assert found.number == Decimal(cell.replace(point, ".")), where
                    numbers += 1
                elif found.kind == "float":
                    # A text of digits (a year, a section) stays the same digits.
                    assert found.number == Decimal(cell.replace(point, ".")), where
                    assert found.text == cell, where
                else:
                    assert found.kind == "string", where
                    assert " ".join(found.text.split()) == " ".join(cell.split()), where
    assert numbers > 1000


def _types(name: str) -> list[list[type]]:
    """What JSON, which has types, says of each cell of the same command."""
    import json

    result = kalmar(*COMMANDS[name].split(), "-f", "json", env=EXTRA)
    tables = json.loads(result.out, parse_float=Decimal)["tables"]
    return [[type(value) for value in record.values()] for rows in tables.values() for record in rows]


def test_formulas_recalculate_to_what_they_showed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice, asked to reckon everything anew, finds in each formula the value written beside it."""
    import openpyxl

    monkeypatch.chdir(ROOT)
    files = {name: written(name, "xlsx", "xlsx", tmp_path) for name in COMMANDS}
    bare = {}
    for name, path in files.items():
        # Saved by openpyxl the formulas have no values left to be believed.
        bare[name] = tmp_path / f"bare-{name}.xlsx"
        openpyxl.load_workbook(path).save(bare[name])
    sheets = opened(list(bare.values()), tmp_path / "profile")
    formulas: dict[str, int] = {}
    for name, path in files.items():
        cached = openpyxl.load_workbook(path, data_only=True)
        sources = openpyxl.load_workbook(path)
        for sheet in sources:
            seen = sheets[bare[name]][sheet.title]
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    value = cached[sheet.title][cell.coordinate].value
                    found = seen[cell.row - 1][cell.column - 1]
                    where = f"{name} {sheet.title} {cell.coordinate} {cell.value}: {value} became {found}"
                    assert found.kind == "float", where
                    assert found.number is not None, where
                    assert abs(found.number - Decimal(repr(value))) < Decimal("1e-9"), where
                    formulas[name] = formulas.get(name, 0) + 1
    assert formulas["compare"] > 200
    assert formulas["compare-lillby"] > 100
    assert formulas["show-nordvik"] > 10
    assert formulas["areas"] > 10


def _find(rows: Rows, label: str) -> int:
    return next(n for n, row in enumerate(rows) if row and row[0].text == label)


@pytest.mark.parametrize(
    ("name", "post", "unit", "change"),
    [("compare", "Ordningsvakter", 1, -5), ("compare-lillby", "Cykelbana längs ån", 1, 250)],
)
def test_one_amount_moves_the_result(
    name: str, post: str, unit: int, change: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An amount changed in the sheet of posts moves net cost, result and share, and the baseline stays."""
    import openpyxl

    monkeypatch.chdir(ROOT)
    before = written(name, "xlsx", "xlsx", tmp_path)
    book = openpyxl.load_workbook(before)
    lines = book["Posts that differ"]
    (cell,) = (row[2] for row in lines.iter_rows() if row[0].value == post)
    assert isinstance(cell.value, int | float)
    cell.value += change
    after = tmp_path / "after.xlsx"
    book.save(after)
    sheets = opened([before, after], tmp_path / "profile")
    rows = {path: found["Income statement"] for path, found in sheets.items()}

    def moved(label: str, column: int) -> Decimal:
        values = [rows[path][_find(rows[path], label)][column].number for path in (after, before)]
        assert values[0] is not None
        assert values[1] is not None
        return round(values[0] - values[1], 9)

    years = 3
    for label in ("Nämndernas nettokostnader", "Verksamhetens nettokostnader", "Årets resultat"):
        assert moved(label, 1) == change
        assert moved(label, 1 + 2 * years) == change
        assert [moved(label, column) for column in (2, 3, 4, 5, 6, 8, 9)] == [0] * 7
    tax, grants = ("Skatteintäkter", "Generella statsbidrag och utjämning")
    incomes = sum(rows[before][_find(rows[before], label)][1].number or 0 for label in (tax, grants))
    assert round(moved("Resultatandel", 1), 6) == round(Decimal(change) / incomes * 100, 6)
    areas = next(found for title, found in sheets[after].items() if title.startswith("Areas"))
    old = next(found for title, found in sheets[before].items() if title.startswith("Areas"))
    net = 1 + 2 * years
    (total, was) = (found[_find(found, "Total")][net].number for found in (areas, old))
    assert total is not None
    assert was is not None
    assert round(total - was, 9) == change
