"""A column of the posts is declared once, and all that shows posts follows."""

import csv
import importlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kalmar_cli import export
from kalmar_cli.export import package, readme, records, schema
from kalmar_cli.reports import lines
from tests.running import kalmar


@pytest.fixture
def longer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more column, before all others."""
    length = lines.LineColumn(
        "length",
        lambda _budget, post: len(post.line.name),
        "Length",
        label="Längd",
        about="The letters of its name.",
        type="integer",
    )
    monkeypatch.setattr(lines, "COLUMNS", (length, *lines.COLUMNS))
    rooms = (schema, records, package, readme, export)
    for room in rooms:
        importlib.reload(room)
    yield
    monkeypatch.undo()
    for room in rooms:
        importlib.reload(room)


def table(text: str) -> list[dict[str, str]]:
    """The records of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


COMMAND = ("lines", "alliansen", "--year", "2024")


def test_a_column_is_added_in_one_place(longer: None, tmp_path: Path) -> None:
    """Terminal, pipe, CSV, JSON, workbook and data package have it; what they had stays as it was."""
    records = table(kalmar(*COMMAND, "-f", "csv").out)
    assert all(int(record["length"]) == len(record["name"]) for record in records)
    assert {record["area"] for record in records} >= {"valfard", "ekonomi"}
    found = json.loads(kalmar(*COMMAND, "-f", "json").out)
    assert [of["length"] for of in found["tables"]["lines"]] == [len(of["name"]) for of in records]
    for terminal in (True, False):
        shown = kalmar(*COMMAND, terminal=terminal, env={"COLUMNS": "140", "NO_COLOR": "1"}).out
        assert "Length" in shown
        assert "Ekonomi" in shown
    assert kalmar(*COMMAND, "-o", tmp_path / "l.xlsx").code == 0
    sheet = load_workbook(tmp_path / "l.xlsx").worksheets[0]
    heads = {cell.value for row in sheet.iter_rows(max_row=6) for cell in row}
    assert {"Length", "Area"} <= heads
    assert kalmar("export", "alliansen", "-o", tmp_path / "data").code == 0
    exported = table((tmp_path / "data" / "lines.csv").read_text("utf-8"))
    assert all(int(record["length"]) == len(record["name"]) for record in exported)
    fields = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))["resources"]
    [of_lines] = [of["schema"]["fields"] for of in fields if of["name"] == "lines"]
    described = {"type": "integer", "title": "Längd", "description": "The letters of its name."}
    assert {"name": "length", **described} in of_lines


def test_without_it_nothing_has_it() -> None:
    """The other side of the coin, and the end of the fixture's doing."""
    assert "length" not in table(kalmar(*COMMAND, "-f", "csv").out)[0]


def test_a_budget_may_be_called_as_a_column(tmp_path: Path) -> None:
    """Its column is told apart by its year, and no record loses what it had under the name."""
    text = (
        "name: U\nmunicipality: Ekstad\nyear: 2024\nunit: mkr\nsign: result\n"
        "statement:\n  columns: [2024]\n  rows:\n    arets_resultat: [{}]\n"
    )
    for name, result in (("unit", 3), ("row", 1)):
        (tmp_path / f"{name}.yaml").write_text(text.format(result), "utf-8")
    out = kalmar("compare", tmp_path / "unit.yaml", tmp_path / "row.yaml", "-f", "csv").out
    [record] = table(out)
    assert record["unit"] == "mkr"
    assert record["row"] == "arets_resultat"
    assert (record["unit@2024"], record["row@2024"]) == ("3", "1")
    assert record["unit@2024_vs_row@2024"] == "2"
