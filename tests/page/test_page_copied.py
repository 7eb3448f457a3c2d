"""What leaves the page: figures that are numbers in a spreadsheet, tables as CSV."""

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.clients import opened_page
from tests.html_page import Page
from tests.page.test_page import COMPARISONS, MANY, figure, hostile, report, shown


def downloads(text: str) -> list[str]:
    """The CSV files that a page holds, in its order."""
    links = [a for tag, a in Page(text).tags if tag == "a" and "download" in a]
    assert all(a["href"].startswith("data:text/csv;charset=utf-8,") for a in links)
    return [unquote(a["href"].partition(",")[2]) for a in links]


@pytest.mark.parametrize("arguments", [*COMPARISONS.values(), MANY], ids=[*COMPARISONS, "many"])
def test_every_table_can_be_taken_along(arguments: tuple[object, ...]) -> None:
    """Below each table of figures it stands as CSV: the same rows, labels and figures."""
    text = report(*arguments)
    tables = [table for table in Page(text).tables if table.head[-1][0].text != "Budget"]
    files = downloads(text)
    assert len(files) == len(tables)
    for file, table in zip(files, tables, strict=True):
        _head, *rows = csv.reader(io.StringIO(file))
        assert [row[0] for row in rows] == [cells[0].text for cells in table.rows]
        for row, cells in zip(rows, table.rows, strict=True):
            texts = [cell.text for cell in shown(cells)]
            assert len(row) == 1 + len(texts)
            for there, here in zip(row[1:], texts, strict=True):
                assert there == here or Decimal(there) == figure(here)


def test_swedish_csv_has_commas() -> None:
    """It opens by a double-click in a Swedish spreadsheet: semicolons, decimal commas, a mark."""
    files = downloads(report("alliansen", "majoriteten", lang="sv"))
    assert all(file.startswith("\ufeff") for file in files)
    result = next(
        line for file in files for line in file.splitlines() if line.startswith("Årets resultat;")
    )
    assert result == "Årets resultat;-177,5;-160;-17,5"


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    """A name that begins like a formula does not become one."""
    files = downloads(report(hostile(tmp_path), tmp_path / "other.yaml"))
    rows = [row for file in files for row in csv.reader(io.StringIO(file))]
    assert any("HYPERLINK" in row[0] for row in rows)
    assert not any(row[0].startswith(("=", "+", "-", "@")) for row in rows)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [COMPARISONS["kalmar"], MANY], ids=["kalmar", "many"])
def test_figures_arrive_as_numbers(arguments: tuple[object, ...], tmp_path: Path) -> None:
    """Every figure of the page's tables is a number in LibreOffice, the negative ones, too."""
    page = tmp_path / "report.html"
    page.write_text(report(*arguments), "utf-8")
    cells = [cell for row in opened_page(page, tmp_path / "profile") for cell in row]
    there = Counter(cell.number for cell in cells if cell.number is not None)
    rows = [row for table in Page(page.read_text("utf-8")).tables for row in table.rows]
    texts = [cell.text.replace(",", "") for row in rows for cell in shown(row)]
    numbers = Counter(Decimal(text) for text in texts if text not in ("", "–") and "/" not in text)
    assert sum(number < 0 for number in numbers) > 5
    assert not numbers - there
