"""The forms that a table comes in, made of one master of cells: text, sheet, workbook, PDF."""

import csv
import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

TABLES = Path(__file__).parent / "cases" / "tables"
FORMS = ("flat", "wide", "csv", "xlsx", "pdf")
_NUMBER = re.compile(r"[-−–]?\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|[-−–]?\d+(?:,\d+)?")


def masters() -> list[Path]:
    """The masters, each with what is right beside it (.yaml)."""
    return sorted(TABLES.glob("*.tsv"))


def cells_of(master: Path) -> list[list[str]]:
    """A master's lines as cells."""
    return [line.split("\t") for line in master.read_text("utf-8").splitlines()]


def make(master: Path, form: str, folder: Path) -> Path:
    """One form of a master as a file in `folder`; a PDF by way of its workbook."""
    lines = cells_of(master)
    if form == "flat":
        text = "\n".join(" ".join(cell for cell in line if cell) for line in lines)
        return _written(folder / f"{master.stem}-flat.txt", text + "\n")
    if form == "wide":
        return _written(folder / f"{master.stem}-wide.txt", "\n".join(_aligned(lines)) + "\n")
    if form == "csv":
        file = folder / f"{master.stem}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(lines)
        return file
    workbook = folder / f"{master.stem}.xlsx"
    if not workbook.exists():
        _write_workbook(workbook, lines)
    if form == "xlsx":
        return workbook
    made = folder / f"{master.stem}.pdf"
    if not made.exists():
        make_pdfs([workbook], folder)
    return made


def make_pdfs(documents: list[Path], folder: Path) -> None:
    """A PDF of each workbook or page, as LibreOffice prints it, all in one run."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    (folder / "profile" / "user").mkdir(parents=True, exist_ok=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SWEDISH)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=300)


def make_page(text: Path, folder: Path) -> Path:
    """A text's lines as paragraphs in a proportional letter, indented as they are: a page to print."""
    lines = [line.replace("\t", " ") for line in text.read_text("utf-8").replace("\f", "").splitlines()]
    paragraphs = [
        f'<p style="margin:0 0 0 {6 * (len(line) - len(line.lstrip()))}pt">'
        f"{html.escape(line.strip()).replace('  ', chr(160) + ' ') or '&nbsp;'}</p>"
        for line in ["", *lines]
    ]
    head = '<meta charset="utf-8"><style>body {font: 11pt "Liberation Serif"}</style>'
    return _written(folder / f"{text.stem}.html", head + "\n".join(paragraphs))


# Figures are printed as in Sweden.
_SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Setup/L10N"><prop
 oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item></oor:items>
"""


def _written(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def _aligned(lines: list[list[str]]) -> Iterator[str]:
    """The lines with each column as wide as its widest cell, figures to the right, two blanks between."""
    rows = [line for line in lines if len(line) > 1]
    widths = [max(len(row[at]) for row in rows if len(row) > at) for at in range(max(map(len, rows)))]
    for line in lines:
        if len(line) < 2:
            yield line[0] if line else ""
            continue
        parts = [
            cell.rjust(width) if at and _NUMBER.fullmatch(cell.rstrip(" %")) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=False))
        ]
        yield "  ".join(parts).rstrip()


def _write_workbook(file: Path, lines: list[list[str]]) -> None:
    """A workbook whose figures are numbers, shown as they are printed."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            cell = sheet.cell(row, column)
            bare = re.sub(r"[ .](?=\d{3})", "", text.replace("−", "-").replace("–", "-"))
            if column > 1 and _NUMBER.fullmatch(text) and text not in ("–", "-"):
                decimals = len(bare.partition(",")[2])
                cell.value = float(bare.replace(",", ".")) if decimals else int(bare)
                year = re.fullmatch(r"(?:19|20)\d\d", text)
                cell.number_format = "0" if year else "#,##0" + ("." + "0" * decimals if decimals else "")
            else:
                cell.value = text or None
    for column in range(max(map(len, lines))):
        widest = max(len(line[column]) for line in lines if len(line) > max(column, 1))
        sheet.column_dimensions["ABCDEFGH"[column]].width = widest + 4
    sheet.page_setup.orientation = "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    book.save(file)
