"""The edge of drafting: a PDF, a text, a table or standard input → pages of text lines."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import Any

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.language import _
from kalmar_cli.draft.source.document import Pages, of

MAX_FILE = 200_000_000
MAX_PAGES = 5_000
MAX_CHARACTERS = 60_000_000
MAX_SECONDS = 300
MAX_MEMORY = 1_000_000_000
MAX_CELLS = 2_000_000

Progress = Callable[[int, int], None]


def read(name: str, progress: Progress) -> Pages:
    """The document in a file, or `-` for text on standard input. Raises Refused with what to do."""
    if name == "-":
        stream = getattr(sys.stdin, "buffer", None)
        return _text(stream.read(MAX_FILE + 1) if stream else sys.stdin.read().encode(), name)
    path = Path(name)
    data = _bytes(path)
    if data.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        return _pdf(path, progress)
    if path.suffix.lower() == ".xlsx":
        return _xlsx(data, name)
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
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise Refused(_("{file} is not a text; give a PDF, a text, CSV or XLSX").format(file=name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text(data: bytes, name: str) -> Pages:
    if len(data) > MAX_FILE:
        raise Refused(_("{file} is larger than {limit} MB").format(file=name, limit=MAX_FILE // 1_000_000))
    whole = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    return of([page.split("\n") for page in whole.split("\f")], "text")


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


def _rows(rows: list[list[str]]) -> list[str]:
    return [
        "\t".join(" ".join(cell.split("\n")).strip() for cell in row) if any(row) else "" for row in rows
    ]


def _xlsx(data: bytes, name: str) -> Pages:
    try:
        import openpyxl
    except ImportError:
        raise Refused(
            _("reading XLSX needs openpyxl: pip install 'kalmar-cli[xlsx]', or save the sheet as CSV")
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > MAX_FILE:
            raise Refused(
                _("{file} is larger than {limit} MB").format(file=name, limit=MAX_FILE // 1_000_000)
            )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        pages, cells = [], 0
        for sheet in book.worksheets:
            rows = []
            for row in sheet.iter_rows(values_only=True):
                cells += len(row)
                if cells > MAX_CELLS:
                    raise Refused(
                        _("{file} has more than {limit} cells").format(file=name, limit=MAX_CELLS)
                    )
                rows.append([_cell(value) for value in row])
            pages.append(_rows(rows))
        return of([[line for page in pages for line in (*page, "")]], "table")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise Refused(
            _("{file} is no XLSX that can be read: {reason}").format(file=name, reason=error)
        ) from None


def _cell(value: Any) -> str:
    """A cell's value as text; a number with the digits that a spreadsheet shows at most."""
    if value is None:
        return ""
    if isinstance(value, float):
        number = Decimal(f"{value:.15g}")
        return f"{number:f}".replace(".", ",")
    return str(value)


# -- PDF ------------------------------------------------------------------------

_WORKER = Path(__file__).with_name("pdf_worker.py")


def _pdf(path: Path, progress: Progress) -> Pages:
    """A PDF's pages, read in a process of its own that may not take more than its share.

    A broken or hostile file then ends that process, not this one.
    """
    from importlib.util import find_spec

    if find_spec("pypdfium2") is None:
        raise Refused(
            _("reading PDF needs pypdfium2: pip install 'kalmar-cli[pdf]', or give the text of it")
        )
    limits = [str(n) for n in (MAX_PAGES, MAX_CHARACTERS, MAX_MEMORY, MAX_SECONDS)]
    process = subprocess.Popen(
        [sys.executable, "-P", str(_WORKER), str(path), *limits],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    late = Timer(MAX_SECONDS, process.kill)
    late.start()
    pages: list[list[str]] = []
    total, error = 0, ""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            total = said.get("pages", total)
            error = said.get("error", error)
            if "text" in said:
                pages.append(said["text"])
                progress(len(pages), total)
        code = process.wait()
    finally:
        late.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    if error or code or len(pages) < total:
        raise Refused(_pdf_problem(error or "killed", path))
    if not any(any(c.isalnum() for c in line) for page in pages for line in page):
        raise Refused(
            _(
                "{file} has no text: its pages are pictures; run it through text recognition (OCR) first"
            ).format(file=path)
        )
    return of(pages, "pdf")


def _pdf_problem(error: str, path: Path) -> str:
    messages = {
        "encrypted": _("{file} is locked with a password; save a copy without it"),
        "broken": _("{file} is no PDF that can be read: it is damaged or cut short; fetch it again"),
        "pages": _("{file} has more than {pages} pages; give a part of it"),
        "characters": _("{file} holds more text than a budget document can; give a part of it"),
        "killed": _("{file} takes more memory or time to read than is allowed; give a part of it"),
    }
    return messages.get(error, messages["broken"]).format(file=path, pages=MAX_PAGES)
