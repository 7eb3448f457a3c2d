"""What bench/fuzz.py throws at the program: texts, archives and command lines, drawn by a given Random."""

# ruff: noqa: E501

import io
import zipfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent

# fmt: off
PIECES = (
    *"-:,[]{}\"'#&*!|>%@`?~\n \t\\=",
    "\n  ", "\n- ", ": ", " #", "---\n", "'\n", '"\n', "\r\n", "\ufeff", "\u202e", "\x00", "e\u0301",
    "-7,0", "1 019", "1_000", "21:81", "1e3", "nan", ".inf", "9" * 5000, "-.5", "0x1F", "2024", "null", "true",
    "amounts: ", "lines:\n", "  - name: A\n    amounts: 1\n", "{2024: 1}", "[1, 2, 3]", "<<: *a", "&a ", "!!str ",
)
COMMANDS = (
    "compare", "diff", "show", "areas", "lines", "proposals", "check", "scenario", "distance", "report", "export",
    "list", "draft", "new", "schema",
)
NAMES = (
    "alliansen", "majoriteten", "bokslut", "nordvik", "budget-a", "alliansen@2024", "nope", "x.yaml", "./x.yaml",
)
VALUES = (
    "", ".", "..", "/", "-", "--", "0", "-1", "1", "2024", "2025", "all", "utfall 2022", "9" * 5000, "å" * 300,
    "$(touch x)", "a:b", "a=1", "klotter", "klotter=-1", "alliansen:37", "alliansen:ekonomi", "skatteintakter=+1",
    "namndernas_nettokostnader@2024=-3", "mkr", "tkr", "kr", "csv", "json", "xlsx", "markdown", "html", "latex",
    "tsv", "csv-sv", "table", "github", "+0,25", "1,5", "nan", "1e3", "50%", "Kalmar", "\u202e", "\x1b[31m",
    "e\u0301", "out.csv", "out.html", "out.xlsx", "out.yaml", "folder", "measure", "inquiry", "note", "error",
)
# Options and values that go with them; "" stands for none.
OPTIONS = {
    "--year": ("2024", "2025", "all", "utfall 2022"), "-y": ("2024", "2026"), "--unit": ("mkr", "tkr", "kr"),
    "--decimals": ("0", "2", "6"), "--format": ("csv", "json", "html"), "-f": ("csv", "tsv", "markdown", "latex"),
    "--output": ("out.csv", "out.html", "out.xlsx"), "-o": ("out.yaml", "out.json", "folder", "-"),
    "--budgets": (".",), "--municipality": ("Kalmar", "Göteborg"), "--max-bytes": ("1", "100000"),
    "--area": ("ekonomi", "valfard"), "--search": ("a", "vård"), "--by": ("area", "heading"), "--lines": ("",),
    "--proposals": ("",), "--sort": ("",), "--figures": ("",), "--target": ("2", "1,5"), "--areas": ("",),
    "--adopt": ("alliansen", "alliansen:37", "alliansen:klotter"), "--drop": ("klotter",), "--name": ("Namn",),
    "--set": ("klotter=-1", "klotter@2025=0"), "--scale": ("klotter=50%",), "--delay": ("klotter=1",),
    "--only-year": ("klotter=2025",), "--change": ("skatteintakter=+1",), "--tax": ("+0.25",), "--rule": ("unit",),
    "--level": ("note", "error"), "--strict": ("",), "--list": ("",), "--source": ("out.csv",), "--kind": ("measure",),
    "--priced": ("",), "--unpriced": ("",), "--license": ("MIT",), "--base": ("majoriteten",), "--statement": ("8",),
    "--from": ("2023",), "--help": ("",), "--version": ("",), "--nonsense": ("",),
}
VARIABLES = ("COLUMNS", "KALMAR_LANG", "TERM", "LC_ALL", "KALMAR_MUNICIPALITY", "NO_COLOR")
# fmt: on


def draw_words(draw: Random, known: dict[str, list[str]]) -> list[str]:
    """A command line: often sensible, or with a thing in it that is not; `known` are commands' options."""
    words = [draw.choice(COMMANDS)] if draw.random() < 0.97 else []
    fitting = known.get(" ".join(words), [])
    words += draw.choice(
        (["alliansen", "majoriteten"], ["majoriteten"], ["alliansen"], [draw.choice(NAMES)], [])
    )
    for _option in range(draw.choice((0, 0, 1, 1, 2, 3, 6))):
        option = draw.choice(fitting if fitting and draw.random() < 0.9 else [*OPTIONS])
        words += filter(None, (option, draw.choice(OPTIONS[option])))
    for _odd in range(draw.choice((0, 0, 0, 1, 1, 3))):
        words.insert(draw.randrange(len(words) + 1), draw.choice((*VALUES, *OPTIONS, *NAMES)))
    return words


def mangled(text: str, draw: Random) -> str:
    """A text with pieces put in, taken out, repeated and moved."""
    for _time in range(draw.randint(1, 6)):
        at, length = draw.randrange(len(text) + 1), draw.choice((0, 0, 1, 1, 3, 20))
        kind = draw.random()
        if kind < 0.6:
            text = text[:at] + draw.choice(PIECES) + text[at + length :]
        elif kind < 0.8:
            text = text[:at] + text[at + length :]
        else:
            to = draw.randrange(len(text) + 1)
            text = text[:to] + text[at : at + 40] + text[to:]
    return text


def damaged(data: bytes, draw: Random) -> bytes:
    """Bytes turned over, cut out, repeated."""
    out = bytearray(data)
    for _time in range(draw.choice((1, 1, 2, 8, 40))):
        at, kind = draw.randrange(len(out) + 1), draw.random()
        if kind < 0.7:
            out[at : at + 1] = bytes([draw.randrange(256)])
        elif kind < 0.85:
            del out[at : at + draw.choice((1, 10, 1000))]
        else:
            out[at:at] = out[at : at + draw.choice((1, 100))]
    return bytes(out)


def workbook() -> bytes:
    """A small statement and a table of changes as XLSX."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (ROOT / "tests/documents/kust.csv").read_text("utf-8").splitlines():
        cells = [cell.replace(",", ".") for cell in line.split(";")]
        sheet.append([float(c) if c.lstrip("-").replace(".", "").isdigit() else c or None for c in cells])
    sheet.merge_cells("A1:B1")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def odd_workbook(whole: bytes, draw: Random) -> bytes:
    """A workbook whose archive, or one of whose parts in a sound archive, is damaged."""
    if draw.random() < 0.4:
        return damaged(whole, draw)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(written, "w") as new:
        names = old.namelist()
        chosen = draw.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = mangled(part.decode(), draw).encode() if draw.random() < 0.6 else damaged(part, draw)
            new.writestr(name, part)
    return written.getvalue()
