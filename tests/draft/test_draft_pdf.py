"""PDFs and sheets: read in a process of its own, refused with one message where they cannot be."""

import io
import json
import random
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kalmar_cli.base import libraries
from kalmar_cli.base.errors import Refused
from kalmar_cli.draft.source import guarded, inputs, worker
from tests.draft.test_draft import budget
from tests.running import ROOT, kalmar

DOCUMENTS = ROOT / "tests" / "documents"


def pdf(*contents: bytes, filter: bytes = b"", trailer: bytes = b"", pages: int = 0) -> bytes:
    """A PDF with a page for each content stream, all in one font; `pages` repeats the first so often."""
    count = pages or len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index in range(count):
        content = contents[index % len(contents)]
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * index)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filter, content))
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return out


def written(lines: list[str]) -> bytes:
    """The content stream of a page with these lines."""
    shown = b"".join(
        b"(%s) ' " % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines
    )
    return b"BT /F1 10 Tf 50 800 Td 12 TL " + shown + b"ET"


def test_a_pdf_reads_as_its_text(tmp_path: Path) -> None:
    """The same draft from a PDF of a document as from its text, page numbers and heads left out."""
    text = (DOCUMENTS / "norrby.txt").read_text("utf-8").split("\n")
    pages = [
        ["Norrby Framåt – skuggbudget 2024", *text[5 * i : 5 * i + 5], f"Sida {i + 1}"] for i in range(6)
    ]
    file = tmp_path / "norrby.pdf"
    file.write_bytes(pdf(*map(written, pages)))
    result = kalmar("draft", file)
    assert result.code == 0, result.err
    mine, theirs = budget(result.out), budget(kalmar("draft", DOCUMENTS / "norrby.txt").out)
    assert mine.statement
    assert theirs.statement
    assert {id: row.values for id, row in mine.statement.rows.items()} == {
        id: row.values for id, row in theirs.statement.rows.items()
    }
    assert [(line.name, line.amounts) for line in mine.lines] == [
        (line.name, line.amounts) for line in theirs.lines
    ]
    assert [(p.number, p.amount) for p in mine.proposals] == [
        (p.number, p.amount) for p in theirs.proposals
    ]
    assert "(page 3)" in result.out


def refusal(file: Path, data: bytes) -> str:
    """What `kalmar draft` says of a file that it cannot read; one message, nothing on stdout."""
    file.write_bytes(data)
    result = kalmar("draft", file)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("Error: ") == 1
    assert "Traceback" not in result.err
    return result.err


def test_without_text(tmp_path: Path) -> None:
    """Scanned pages: what to do is said."""
    assert "OCR" in refusal(tmp_path / "scan.pdf", pdf(b"0 0 100 100 re f"))


def test_truncated(tmp_path: Path) -> None:
    """A file cut short is called damaged."""
    whole = pdf(written(["Hej"] * 40))
    assert "damaged" in refusal(tmp_path / "cut.pdf", whole[:60])
    assert "damaged" in refusal(tmp_path / "empty.pdf", b"")


def test_encrypted(tmp_path: Path) -> None:
    """A locked file is called locked."""
    lock = (
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"5a" * 32
        + b"> /U <"
        + b"a5" * 32
        + b"> >>"
    )
    assert "password" in refusal(tmp_path / "locked.pdf", pdf(written(["Hej"]), trailer=lock))


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More pages than a budget has."""
    monkeypatch.setattr(inputs, "PDF", inputs.PDF._replace(most=20))
    data = pdf(b"", pages=21)
    assert "pages" in refusal(tmp_path / "long.pdf", data)


def test_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks into very much ends its own process, not this one."""
    monkeypatch.setattr(inputs, "PDF", inputs.PDF._replace(memory=250_000_000, seconds=20))
    packed = zlib.compressobj(1)
    chunk = b"(a) Tj " * 150_000
    content = zlib.compress(b"".join([*(packed.compress(chunk) for _i in range(400)), packed.flush()]), 9)
    data = pdf(content, filter=b"/Filter [/FlateDecode /FlateDecode]")
    assert len(data) < 1_000_000
    assert "memory or time" in refusal(tmp_path / "bomb.pdf", data)


def test_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes too long is stopped."""
    worker = tmp_path / "worker.py"
    worker.write_text("import time\ntime.sleep(30)\n")
    monkeypatch.setattr(guarded, "_WORKER", worker)
    monkeypatch.setattr(inputs, "PDF", inputs.PDF._replace(seconds=0.3))
    assert "memory or time" in refusal(tmp_path / "slow.pdf", pdf(written(["Hej"])))


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the PDF reader is not installed, the message says what to install."""
    monkeypatch.setattr(libraries, "find_spec", lambda _name: None)
    assert "-m pip install pypdfium2" in refusal(tmp_path / "x.pdf", pdf(written(["Hej"])))


def test_a_sheet_reads_as_its_csv(tmp_path: Path) -> None:
    """XLSX with numbers in its cells, against the same table as CSV."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (DOCUMENTS / "kust.csv").read_text("utf-8").splitlines():
        cells = [cell.replace(",", ".") for cell in line.split(";")]
        sheet.append([float(c) if c.lstrip("-").replace(".", "").isdigit() else c or None for c in cells])
    file = tmp_path / "kust.xlsx"
    book.save(file)
    mine, theirs = (budget(kalmar("draft", path).out) for path in (file, DOCUMENTS / "kust.csv"))
    assert mine.statement
    assert theirs.statement
    assert {id: row.values for id, row in mine.statement.rows.items()} == {
        id: row.values for id, row in theirs.statement.rows.items()
    }


def workbook(*rows: list[object], **parts: bytes) -> bytes:
    """An XLSX with these rows; `parts` replace what its archive holds, by the end of their names."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    plain, odd = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(odd, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            kept = next((data for end, data in parts.items() if name.endswith(f"{end}.xml")), None)
            new.writestr(name, old.read(name) if kept is None else kept)
    return odd.getvalue()


HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
STATEMENT = (
    ["mkr", 2024, 2025],
    ["Verksamhetens nettokostnader", -90, -92],
    ["Skatteintäkter", 100, 101],
    ["Verksamhetens resultat", 10, 9],
    ["Finansiella intäkter", 2, 2],
    ["Finansiella kostnader", -1, -1],
    ["Resultat efter finansiella poster", 11, 10],
    ["Årets resultat", 11, 10],
)


def as_sheet(rows: tuple[list[object], ...], before: bytes = b"") -> bytes:
    """A sheet's XML, written by hand."""
    cells = b"".join(
        b"<row>"
        + b"".join(
            b'<c t="inlineStr"><is><t>%s</t></is></c>' % cell.encode()
            if isinstance(cell, str)
            else f"<c><v>{cell}</v></c>".encode()
            for cell in row
        )
        + b"</row>"
        for row in rows
    )
    return HEAD + before + b"<sheetData>" + cells + b"</sheetData></worksheet>"


def test_a_sheet_that_says_it_is_vast(tmp_path: Path) -> None:
    """What a workbook claims of its size is not waited for: whole columns were formatted."""
    file = tmp_path / "vast.xlsx"
    file.write_bytes(workbook(sheet1=as_sheet(STATEMENT, b'<dimension ref="A1:XFD1048576"/>')))
    start = time.monotonic()
    result = kalmar("draft", file, "--municipality", "Provinge", "--year", "2024")
    assert time.monotonic() - start < 10
    assert result.code == 0, result.err
    drafted = budget(result.out).statement
    assert drafted
    assert [str(value) for value in drafted.rows["arets_resultat"].values] == ["11", "10"]


@pytest.mark.slow
def test_sheets_that_unpack_into_very_much(tmp_path: Path) -> None:
    """Empty rows without end, one cell of many millions of letters."""
    rows = HEAD + b"<sheetData>" + b"<row/>" * 3_000_000 + b"</sheetData></worksheet>"
    assert "cells" in refusal(tmp_path / "rows.xlsx", workbook(sheet1=rows))
    cell = as_sheet((["x" * 30_000_000],))
    assert "more text" in refusal(tmp_path / "cell.xlsx", workbook(sheet1=cell))
    part = b"<a>" + b" " * 110_000_000
    assert "more text" in refusal(tmp_path / "part.xlsx", workbook(styles=part))


def test_a_locked_sheet(tmp_path: Path) -> None:
    """Locked by the archive, or as office programs lock it."""
    assert "password" in refusal(tmp_path / "office.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    data = bytearray(workbook(*STATEMENT))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    assert "password" in refusal(tmp_path / "zip.xlsx", bytes(data))


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_sheet(tmp_path: Path, seed: int) -> None:
    """Bytes turned over in a workbook: it is read, or one message says that it cannot be."""
    chance = random.Random(seed)
    data = bytearray(workbook(*STATEMENT))
    for _turned in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(data)
    result = kalmar("draft", file)
    assert result.code in (0, 1, 2)
    assert result.code == 0 or len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.xlsx", b"PK\x03\x04not a zip", "no XLSX"),
        ("x.docx", b"PK\x03\x04", "save it as PDF"),
        ("x.txt", b"\x00\x01\x02", "not a text"),
    ],
)
def test_other_files(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """What is no document is refused with what to give instead."""
    assert said in refusal(tmp_path / name, data)


def test_a_missing_file() -> None:
    """The path is named."""
    with pytest.raises(Refused, match=r"no file nowhere\.pdf"):
        inputs.read("nowhere.pdf", lambda _done, _total: None)


def test_what_a_library_prints_is_no_piece(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pieces alone are on standard output, whatever is said of a broken file on the way."""

    def noisy(_path: str, _most: int) -> Iterator[dict[str, Any]]:
        print("1 odd thing in this file")
        yield {"pages": 1}

    monkeypatch.setattr(worker, "_reader", lambda _kind: noisy)
    monkeypatch.setattr(worker, "_limit", lambda *_given: None)
    worker.main(["pdf", "x.pdf", "1", "1", "1000", "10"])
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said == [{"pages": 1}, {"done": True}]
