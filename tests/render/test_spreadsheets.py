"""The files for spreadsheets, opened by a real one."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.clients import ENGLISH, SWEDISH, TABS, Rows, opened
from tests.running import CASES, ROOT, kalmar

HOSTILE = CASES / "hostile"
EXTRA = {"KALMAR_BUDGETS": f"{CASES / 'good'}:{HOSTILE}"}

# Every command that makes tables, on budgets of several municipalities.
COMMANDS = {
    "compare": "compare alliansen majoriteten@2024 --municipality Kalmar --lines --proposals",
    "compare-all": "compare alliansen majoriteten@2024 --municipality Kalmar --year all",
    "compare-three": "compare majoriteten@2024 alliansen alliansen --municipality Kalmar --unit tkr",
    "compare-figures": "compare alliansen majoriteten@2024 --municipality Kalmar --all-figures --target 2",
    "compare-lillby": "compare oppositionen majoriteten --municipality Lillby --lines",
    "compare-hostile": "compare farlig bas --municipality =Farlig --lines --proposals",
    "show": "show alliansen --year all",
    "show-sjobo": "show budget --municipality Sjöbo",
    "show-nordvik": "show bokslut --municipality Nordvik --year all",
    "compare-alvby": "compare oppositionen styret --municipality Älvby --lines --year all",
    "show-bergkoping": "show styret --municipality Bergköping --year all",
    "areas": "areas alliansen",
    "lines": "lines alliansen",
    "proposals": "proposals alliansen",
    "proposals-hostile": "proposals farlig",
    "list": "list",
}


def written(name: str, format: str, ending: str, folder: Path) -> Path:
    path = folder / f"{name}.{ending}"
    result = kalmar(*COMMANDS[name].split(), "-f", format, "-o", path, env=EXTRA)
    assert (result.code, "Wrote" in result.err) == (0, True), result.err
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile for every run: LibreOffice takes seconds to make one."""
    return tmp_path_factory.mktemp("profile")


@pytest.mark.slow
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
    profile: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every number is a number of exactly that value, every text a text, nothing a formula."""
    monkeypatch.chdir(ROOT)
    left_out = {"compare-three"} if format == "csv" else set(COMMANDS) - {"compare-hostile", "lines"}
    names = [name for name in COMMANDS if format == "csv-sv" or name not in left_out]
    files = {name: written(name, format, "csv", tmp_path) for name in names}
    sheets = opened(list(files.values()), profile, filter)
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
    assert numbers > (100 if format == "tsv" else 1000)


def _types(name: str) -> list[list[type]]:
    """What JSON, which has types, says of each cell of the same command."""
    result = kalmar(*COMMANDS[name].split(), "-f", "json", env=EXTRA)
    tables = json.loads(result.out, parse_float=Decimal)["tables"]
    return [[type(value) for value in record.values()] for rows in tables.values() for record in rows]


# Workbook → the post, and what is added to its amount of the first year.
CHANGES = {
    "compare": ("Ordningsvakter", -5),
    "compare-figures": ("Ordningsvakter", -5),
    "compare-lillby": ("Cykelbana längs ån", 250),
}
WITH_FORMULAS = (
    "compare",
    "compare-figures",
    "compare-all",
    "compare-three",
    "compare-lillby",
    "compare-hostile",
    "show-nordvik",
    "areas",
)


class Workbook(NamedTuple):
    """A workbook as it was written, as LibreOffice reckoned it anew, and after an amount was changed."""

    path: Path
    seen: dict[str, Rows]
    changed: dict[str, Rows]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory, profile: Path) -> dict[str, Workbook]:
    """The workbooks of several commands, all opened in one run."""
    folder = tmp_path_factory.mktemp("workbooks")
    files = {name: written(name, "xlsx", "xlsx", folder) for name in WITH_FORMULAS}
    bare = {name: folder / f"{name}-bare.xlsx" for name in files}
    changed = {name: folder / f"{name}-changed.xlsx" for name in CHANGES}
    for name, path in files.items():
        # Saved by openpyxl, the formulas have no values left that could be believed.
        book = openpyxl.load_workbook(path)
        book.save(bare[name])
        if name in CHANGES:
            post, change = CHANGES[name]
            (cell,) = (row[2] for row in book["Lines that differ"].iter_rows() if row[0].value == post)
            cell.value = Decimal(str(cell.value)) + change
            book.save(changed[name])
    sheets = opened([*bare.values(), *changed.values()], profile)
    return {
        name: Workbook(path, sheets[bare[name]], sheets[changed[name]] if name in changed else {})
        for name, path in files.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_formulas_recalculate_to_what_they_showed(name: str, workbooks: dict[str, Workbook]) -> None:
    """LibreOffice, which has to reckon everything anew, finds in each formula the value written with it."""
    path, seen, _changed = workbooks[name]
    cached = openpyxl.load_workbook(path, data_only=True)
    formulas = 0
    for sheet in openpyxl.load_workbook(path):
        for n, row in enumerate(sheet.iter_rows()):
            for m, cell in enumerate(row):
                if cell.data_type != "f":
                    continue
                value = cached[sheet.title][cell.coordinate].value
                found = (seen[sheet.title][n] + [None] * (m + 1))[m]
                where = f"{sheet.title} {cell.coordinate} {cell.value}: {value} became {found}"
                if isinstance(value, str) or value is None:
                    assert (found.text if found else "") == (value or ""), where
                    continue
                assert found is not None, where
                assert found.number is not None, where
                assert abs(found.number - Decimal(repr(value))) < Decimal("1e-9"), where
                formulas += 1
    assert formulas > {"compare": 200, "compare-lillby": 100}.get(name, 8)


@pytest.mark.parametrize("name", COMMANDS)
def test_texts_and_numbers_of_every_workbook(name: str, tmp_path: Path) -> None:
    """openpyxl reads the workbook of every command without a warning, and no text became a formula."""
    for sheet in openpyxl.load_workbook(written(name, "xlsx", "xlsx", tmp_path)):
        labels = [row[0] for row in sheet.iter_rows() if row[0].value is not None]
        words = [cell for cell in labels if not str(cell.value).startswith("=Sentences!E")]
        assert {cell.data_type for cell in words} <= {"s", "n"}
        assert sheet.dimensions != "A1:A1"


@pytest.mark.slow
def test_workbook_says_what_compare_says(workbooks: dict[str, Workbook]) -> None:
    """The figures in the statement's sheet are those of the machine output, formula or not."""
    command = COMMANDS["compare"]
    records = json.loads(kalmar(*command.split(), "-f", "json").out, parse_float=Decimal)
    rows = workbooks["compare"].seen["Income statement"]
    for record in records["tables"]["statement"]:
        row = rows[_find(rows, record["label"])]
        year = int(record["year"]) - 2024
        figures = [row[1 + year].number, row[4 + year].number, row[7 + year].number]
        wanted = [record["alliansen"], record["majoriteten"], record["alliansen_vs_majoriteten"]]
        nearness = Decimal("0.005") if record["unit"] == "%" else Decimal("1e-9")
        for figure, expected in zip(figures, wanted, strict=True):
            assert figure is not None, record
            assert abs(figure - expected) <= nearness, record


def _find(rows: Rows, label: str) -> int:
    """The row whose label is this, or begins so (documents print more of it)."""
    texts = [row[0].text or "" if row else "" for row in rows]
    return (
        texts.index(label)
        if label in texts
        else next(n for n, t in enumerate(texts) if t.startswith(label))
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_one_amount_moves_the_result(name: str, workbooks: dict[str, Workbook]) -> None:
    """An amount changed in the sheet of posts moves net cost, result and share; the baseline stays."""
    _path, before, after = workbooks[name]
    change = CHANGES[name][1]
    years = 3

    def moved(sheet: str, label: str, column: int) -> Decimal:
        old, new = (s[sheet][_find(s[sheet], label)][column].number for s in (before, after))
        assert old is not None
        assert new is not None
        return round(new - old, 9)

    statement = "Income statement"
    for label in ("Nämndernas nettokostnader", "Verksamhetens nettokostnader", "Årets resultat"):
        figures = [
            new.number - old.number
            for row, again in zip(before[statement], after[statement], strict=True)
            if row and row[0].text == label
            for old, new in zip(row, again, strict=True)
            if old.number is not None and new.number is not None
        ]
        assert len(figures) == 3 * years, "own figure, baseline and difference of each year"
        assert moved(statement, label, 1) == change
        # The years stand side by side, or, where that is too wide, below each other.
        own, difference = (
            (0, 2 * years) if len(before[statement][_find(before[statement], label)]) > 4 else (0, 2)
        )
        assert {at: figure for at, figure in enumerate(figures) if figure} == {
            own: change,
            difference: change,
        }
    rows = before[statement]
    incomes = sum(
        rows[_find(rows, label)][1].number or 0
        for label in ("Skatteintäkter", "Generella statsbidrag och utjämning")
    )
    [share] = {row[0].text for row in rows if row and row[0].text.startswith("Resultatandel")}
    assert abs(moved(statement, share, 1) - Decimal(change) / incomes * 100) < Decimal("1e-6")
    (areas,) = (title for title in before if title.startswith("Areas"))
    assert moved(areas, "Total", 1 + 2 * years) == change


@pytest.mark.slow
def test_key_figures_follow_a_post(workbooks: dict[str, Workbook]) -> None:
    """What a post moves moves the key figures: shares, what is missing, what posts add, in öre of tax."""
    _path, before, after = workbooks["compare-figures"]

    def of(book: dict[str, Rows], label: str) -> Decimal:
        rows = book["Key figures"]
        figure = rows[_find(rows, label)][1].number
        assert figure is not None
        return figure

    assert round(of(after, "Short of a zero result (årets resultat)"), 6) == Decimal("182.5")
    assert round(of(after, "Lines that lower the result"), 6) == Decimal(-47)
    assert round(of(after, "Paid for by a lower result"), 6) == Decimal("22.5")
    share = of(after, "Result share (resultatandel)") - of(before, "Result share (resultatandel)")
    assert abs(share - Decimal(-5) / 5150 * 100) < Decimal("1e-6")
    assert of(after, "Change of the result, öre of tax (estimate)") == Decimal("-12.33")
