"""The document for a word processor: what is in it, and what Writer makes of it."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell

from tests.clients import OOXML_VALIDATOR, require, to_pdf
from tests.running import CASES, CLEAN, ROOT, kalmar

SWEDISH = {"KALMAR_LANG": "sv"}
FIGURE = re.compile(r"[−+]?\d{1,3}(?:[\u00a0\u202f ]\d{3})*(?:,\d+)?")


def written(folder: Path, *command: object, env: dict[str, str] | None = None) -> Path:
    """The file that a command writes."""
    path = folder / "fil.docx"
    result = kalmar(*command, "-o", path, env={**SWEDISH, **(env or {})})
    assert result.code == (1 if command[0] == "check" else 0), result.err
    return path


def rows(table: Any) -> Iterator[list[str]]:
    """The texts of a table, row by row; a merged cell once."""
    for row in table.rows:
        yield [_Cell(element, table).text for element in row._tr.tc_lst]


def test_the_order_of_a_report(tmp_path: Path) -> None:
    """Title, where and when, the sentence, then a heading above each table."""
    document = Document(str(written(tmp_path, "report", "alliansen", "majoriteten")))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[:3] == ["Title", "Subtitle", "Body Text"]
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[:3] == ["Resultaträkning 2024", "Resultaträkning 2025", "Resultaträkning 2026"]
    assert len(headings) == len(document.tables)
    assert document.paragraphs[0].text == "Kalmaralliansen jämfört med Majoriteten"


def test_the_figures_are_those_of_the_comparison(tmp_path: Path) -> None:
    """Each year's statement has the figures that the plain table of that year has."""
    document = Document(str(written(tmp_path, "report", "alliansen", "majoriteten")))
    for table, year in zip(document.tables, ("2024", "2025", "2026"), strict=False):
        text = kalmar("compare", "alliansen", "majoriteten", "--statement", "--year", year, env=SWEDISH).out
        for row in list(rows(table))[1:]:
            pattern = r"\s+".join(re.escape(words) for words in row)
            assert re.search(pattern, text), row


def test_the_areas_stand_above_their_proposals(tmp_path: Path) -> None:
    """Each area is named once, in a row of its own above what is proposed for it."""
    document = Document(str(written(tmp_path, "compare", "alliansen", "majoriteten", "--proposals")))
    tables = [list(rows(table)) for table in document.tables]
    [proposals] = [table for table in tables if table[0] == ["Nr", "Förslag", "Kostnad", "Anger"]]
    groups = [row[0] for row in proposals[1:] if len(row) == 1]
    assert groups[:3] == ["Ekonomi", "Ett grönare Kalmar", "Ett växande Kalmar"]
    assert len(groups) == len(set(groups))
    assert [row[0] for row in proposals if len(row) > 1][1:-1] == [str(n) for n in range(1, 134)]


def test_heads_repeat_and_rows_stay_whole(tmp_path: Path) -> None:
    """Every head is marked as one, no row is broken over pages, no figure over lines."""
    document = Document(str(written(tmp_path, "report", "alliansen", "majoriteten")))
    figures = 0
    for table in document.tables:
        marks = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) for row in table.rows]
        assert marks[0] is not None
        assert marks[-1] is None
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
            for cell in row.cells[1:]:
                if cell.paragraphs[0].style.name == "Table Figures" and FIGURE.fullmatch(cell.text):
                    figures += 1
                    assert cell._tc.tcPr.find(qn("w:noWrap")) is not None, cell.text
    assert figures > 150


def test_sources_are_footnotes(tmp_path: Path) -> None:
    """The source stands in a real footnote, whose mark follows the line that says where and when."""
    document = Document(str(written(tmp_path, "report", "alliansen", "majoriteten")))
    notes = document.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    )
    text = notes.blob.decode()
    assert "avsnitt 8.2, poster i avsnitt 8.3" in text
    marks = document.paragraphs[1]._p.findall(f".//{qn('w:footnoteReference')}")
    assert [mark.get(qn("w:id")) for mark in marks] == ["1"]
    everywhere = document.element.body.findall(f".//{qn('w:footnoteReference')}")
    assert text.count("<w:footnoteRef/>") == len(everywhere) >= 1


def test_the_same_again_byte_for_byte() -> None:
    """With SOURCE_DATE_EPOCH, a document made twice is the same file."""
    run = [sys.executable, "-m", "kalmar_cli", "compare", "alliansen", "majoriteten", "-f", "docx"]
    env = {**CLEAN, "SOURCE_DATE_EPOCH": "1700000000"}
    files = [subprocess.run(run, cwd=ROOT, env=env, stdout=-1, check=True).stdout for _time in range(2)]
    assert files[0] == files[1]
    assert Document(io.BytesIO(files[0])).core_properties.author.startswith("kalmar ")


def test_a_document_that_nobody_reads_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is too long names the format that holds it, and writes nothing."""
    monkeypatch.setattr("kalmar_cli.render.docx._MOST_ROWS", 10)
    result = kalmar("compare", "alliansen", "majoriteten", "--lines", "-o", tmp_path / "lång.docx")
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert "rows is too long to be read; a workbook holds them: -f xlsx" in result.err


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """Names of pieces of programs, markup and controls arrive as the letters that they are."""
    path = written(
        tmp_path, "compare", "farlig", "bas", "--lines", "--proposals",
        env={"KALMAR_BUDGETS": str(CASES / "hostile")},
    )  # fmt: skip
    document = Document(str(path))
    assert any("=Farlig" in paragraph.text for paragraph in document.paragraphs)
    assert "@SUM(A1:A9)" in {cell for table in document.tables for row in rows(table) for cell in row}


def test_many_budgets_in_kronor_have_room(tmp_path: Path) -> None:
    """Posts of five parties are taken apart by party, each with its area, and no column is squeezed."""
    names = ["osterlistan", "vasterlistan", "norrlistan", "soderlistan", "nordostlistan", "majoriteten"]
    path = written(
        tmp_path, "report", *names, "--unit", "kr", "--municipality", "Storby",
        env={"KALMAR_BUDGETS": str(CASES / "many")},
    )  # fmt: skip
    for table in Document(str(path)).tables:
        widths = [column.width for column in table.columns]
        assert abs(sum(widths) - 170 * 36000) < 36000
        assert min(widths) > 8 * 36000


COMMANDS = {
    "report": ["report", "alliansen", "majoriteten"],
    "many in kr": ["report", "osterlistan", "vasterlistan", "norrlistan", "soderlistan", "majoriteten",
                   "--unit", "kr", "--municipality", "Storby"],
    "show": ["show", "alliansen", "--year", "all"],
    "check": ["check", "alliansen"],
    "proposals": ["proposals", "alliansen"],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_on_paper(name: str, tmp_path: Path) -> None:
    """It is valid, and each figure of it stands whole and within the margins on a page of Writer's."""
    require("pdftotext", OOXML_VALIDATOR)
    command = COMMANDS[name]
    path = written(tmp_path, *command, env={"KALMAR_BUDGETS": str(CASES / "many")})
    valid = subprocess.run([OOXML_VALIDATOR, path], capture_output=True, text=True, check=False)
    assert json.loads(valid.stdout)["errors"] == []
    pdf = to_pdf(path, tmp_path)
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    pages = boxes.stdout.count("<page ")
    assert pages <= (12 if name == "report" else 40)
    words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)".*?>([^<]*)<', boxes.stdout)
    assert words
    assert all(float(left) > 50 and float(right) < 545 for left, right, _word in words)
    # A figure's thousands are parted by spaces that never break: on paper it is one word, or on one line.
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    printed = text.stdout.replace("\u00a0", " ").replace("\u202f", " ")
    for table in Document(str(path)).tables:
        for row in rows(table):
            for cell in row[1:]:
                if FIGURE.fullmatch(cell):
                    assert cell.replace("\u00a0", " ").replace("\u202f", " ") in printed, cell


def test_amounts_in_kronor_stand_below_whose_they_are(tmp_path: Path) -> None:
    """A year's figures have their budgets' names above them, also where each has a table of its own."""
    path = written(tmp_path, "report", "alliansen", "majoriteten", "--unit", "kr", "--decimals", "2")
    document = Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == len(set(headings))
    for heading, table in zip(headings, document.tables, strict=True):
        if heading.startswith("Resultaträkning"):
            assert next(iter(rows(table)))[1:] == ["Kalmaralliansen", "Majoriteten", "Skillnad"]
