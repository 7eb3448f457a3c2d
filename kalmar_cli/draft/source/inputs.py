"""The edge of drafting: a PDF, a text, a table or standard input → pages of text lines."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.language import _
from kalmar_cli.draft.find.found import Cell
from kalmar_cli.draft.source.document import Pages, of
from kalmar_cli.draft.source.guarded import Share, pieces
from kalmar_cli.draft.source.lines import SourceLine, placed_line
from kalmar_cli.draft.source.ruled import whole_rows
from kalmar_cli.draft.source.side_by_side import unfolded

MAX_FILE = 200_000_000
MAX_CHARACTERS = 20_000_000
PDF = Share(memory=1_000_000_000, seconds=300, characters=MAX_CHARACTERS, most=5_000)
SHEETS = Share(memory=400_000_000, seconds=60, characters=MAX_CHARACTERS, most=1_000_000)

_MARKDOWN = re.compile(r"^##+ |\*\*\w[^*\n]*\*\*", re.M)
_MARKDOWN_MARKS = re.compile(r"^#+ +|\*\*(?=\S)|(?<=\S)\*\*", re.M)

Progress = Callable[[int, int], None]


def read(name: str, progress: Progress) -> Pages:
    """The document in a file, or `-` for text on standard input. Raises Refused with what to do."""
    if name == "-":
        if sys.stdin is None:
            raise Refused(_("standard input is closed; name a file"))
        return _text(sys.stdin.buffer.read(MAX_FILE + 1), name)
    path = Path(name)
    data = _bytes(path)
    if data.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        return _pdf(path, progress)
    if path.suffix.lower() == ".xlsx":
        return _xlsx(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        return _csv(_decoded(data, name), name)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(
            _("{file} is an office document; save it as PDF, text, CSV or XLSX and draft from that").format(
                file=name
            )
        )
    return _text(data, name)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except IsADirectoryError:
        raise Refused(_("{file} is a directory, not a document").format(file=path)) from None
    except FileNotFoundError:
        raise Refused(_("there is no file {file}").format(file=path)) from None
    except (OSError, ValueError) as error:
        raise Refused(
            _("{file} cannot be read: {reason}").format(file=path, reason=reason_of(error))
        ) from None
    if len(data) > MAX_FILE:
        raise Refused(_("{file} is larger than {limit} MB").format(file=path, limit=MAX_FILE // 1_000_000))
    return data


def _decoded(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 with a mark, or the older Windows encoding of Swedish."""
    if len(data) > 2 * MAX_CHARACTERS:
        raise Refused(
            _("{file} holds more text than a budget document can; give a part of it").format(file=name)
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise Refused(_("{file} is not a text; give a PDF, a text, CSV or XLSX").format(file=name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text(data: bytes, name: str) -> Pages:
    whole = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if _MARKDOWN.search(whole):
        whole = _MARKDOWN_MARKS.sub("", whole)
    pages: list[list[SourceLine]] = []
    for page in whole.split("\f"):
        pages.append(unfolded(page.split("\n"), sum(map(len, pages))))
    return of(pages, "text")


def _csv(text: str, name: str) -> Pages:
    """A table: cells become tabs, so that none is guessed from spaces."""
    head = text[:10_000]
    separator = max(";\t,", key=lambda mark: min(head.count(mark), 10_000))
    if separator == "," and head.count(";"):
        separator = ";"
    try:
        rows = [
            ["" if cell is None else cell for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=separator)
        ]
    except csv.Error as error:
        raise Refused(
            _("{file} cannot be read as a table: {reason}").format(file=name, reason=error)
        ) from None
    return of([_rows(rows)], "table")


# Rows that are shorter than their sheet get its empty cells back, up to so many.
_PADDED = 200


def _rows(rows: Sequence[Sequence[str | list[str]]]) -> list[SourceLine]:
    """Each row as a line, its cells parted by tabs, as wide as the sheet is written."""
    cells = [tuple(_sheet_cells(row)) for row in rows]
    width = min(max((int(row[-1].left) for row in cells if row), default=0), _PADDED)
    return [SourceLine(_tabbed(row, width), row) for row in cells]


def _sheet_cells(row: Sequence[str | list[str]]) -> Iterator[Cell]:
    """The written cells of a row, each in its column; one that holds a number has it as its value."""
    for at, cell in enumerate(row):
        text = cell if isinstance(cell, str) else cell[0]
        text = " ".join(text.replace("\t", " ").replace("\n", " ").split(" ")).strip()
        if text:
            yield Cell(text, at, at, None if isinstance(cell, str) else Decimal(cell[1]))


def _tabbed(row: tuple[Cell, ...], width: int) -> str:
    texts = {int(cell.left): cell.text for cell in row}
    last = max(texts, default=-1)
    return "\t".join(texts.get(at, "") for at in range(max(width, last) + 1)) if texts else ""


# -- what needs a library --------------------------------------------------------


def _xlsx(path: Path) -> Pages:
    """A workbook's rows, sheet after sheet, with an empty line between them."""
    sheets: list[list[list[str | list[str]]]] = []
    hidden: list[str] = []
    for said in pieces("xlsx", path, SHEETS):
        if "sheet" in said:
            sheets.append([])
        elif "cells" in said:
            sheets[-1].append(said["cells"])
        elif "hidden" in said:
            hidden.append(said["hidden"])
    found = of([[line for rows in sheets for line in (*_rows(rows), SourceLine(""))]], "table")
    return found._replace(hidden=tuple(hidden))


def _pdf(path: Path, progress: Progress) -> Pages:
    """A PDF's pages."""
    pages: list[list[SourceLine]] = []
    total = 0
    for said in pieces("pdf", path, PDF):
        total = said.get("pages", total)
        if "lines" in said:
            rows = whole_rows(said["lines"], said["feet"], said["rules"])
            pages.append([placed_line(cells) for cells in rows])
            progress(len(pages), total)
    if not any(any(c.isalnum() for c in line.text) for page in pages for line in page):
        raise Refused(
            _(
                "{file} has no text: its pages are pictures; run it through text recognition (OCR) first"
            ).format(file=path)
        )
    return of(pages, "pdf")
