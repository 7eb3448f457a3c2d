"""Budget files on disk: their bytes, and what can be told of them without reading them as YAML."""

import re
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import unit_name

HEAD = 4096


class Entry(NamedTuple):
    """A budget file on the shelf: what its first lines say of it."""

    id: str
    municipality: str
    year: int
    path: Path


class BudgetHead(NamedTuple):
    """What a budget file says of itself."""

    name: str
    municipality: str
    year: int
    base: str
    unit: str
    lines: int
    proposals: int


class Listing(NamedTuple):
    """What `kalmar list` says of one budget file."""

    id: str
    name: str
    municipality: str
    year: int
    base: str
    unit: str
    lines: int
    proposals: int
    file: str


def place_and_year(data: bytes) -> tuple[str, int] | None:
    """Municipality and year from a file's first bytes; None if they are not plainly there."""
    top = _top_level(data[: data.rfind(b"\n") + 1])
    year = year_in(top.get("year", ""))
    return (top["municipality"], year) if year and "municipality" in top else None


def name_in(data: bytes) -> str:
    """The printed name from a file's first bytes; "" if it is not plainly there."""
    return _top_level(data[: data.rfind(b"\n") + 1]).get("name", "")


def header(data: bytes) -> BudgetHead | None:
    """What a file says of itself, posts and proposals only counted; None if it must be read for that."""
    if re.search(_OPEN, data, re.MULTILINE):
        return None
    top = _top_level(data)
    year = year_in(top.get("year", ""))
    lines, proposals = _items(data, b"lines"), _items(data, b"proposals")
    if not year or not {"name", "municipality", "unit"} <= top.keys() or lines is None or proposals is None:
        return None
    return BudgetHead(
        top["name"],
        top["municipality"],
        year,
        top.get("base", ""),
        unit_name(top["unit"]),
        lines,
        proposals,
    )


# In a block mapping at the margin, a line that begins there with a word and a
# colon is a key of the file, and its value stands behind it if it is plain.
_KEY = (
    rb"^(name|municipality|year|base|unit):[ ]+"
    rb"([^\s\"'\[\]{}&*!|>%@`#,?:-][^\r\n]*?)"
    rb"[ ]*(?:[ ]#[^\r\n]*)?\r?$"
)
# A quoted text or a list in brackets that goes on over the line's end may hold anything.
_OPEN = rb"\[[^\]\n]*$|\{[^}\n]*$|[:\-,\[{] +\"(?:[^\"\\\n]|\\.)*$|[:\-,\[{] +'[^'\n]*$"


def _top_level(data: bytes) -> dict[str, str]:
    """The plain values of the keys at the margin that are asked for; those given twice are left out."""
    try:
        found = [(key.decode(), value.decode()) for key, value in re.findall(_KEY, data, re.MULTILINE)]
    except UnicodeDecodeError:
        return {}
    keys = [key for key, _value in found]
    return {
        key: value
        for key, value in found
        if keys.count(key) == 1 and ": " not in value and not value.endswith(":") and value not in _NOT_TEXT
    }


_NOT_TEXT = {"~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"}


def _items(data: bytes, key: bytes) -> int | None:
    """How many items the list under a key at the margin has; None if it is not a plain block of them."""
    starts = [match.end() for match in re.finditer(rb"^" + key + rb":(.*)$", data, re.MULTILINE)]
    if not starts:
        return 0
    block = re.split(rb"^[^\s#-]", data[starts[0] :], maxsplit=1, flags=re.MULTILINE)[0]
    dashes: list[bytes] = re.findall(rb"^([ ]*)-(?=[ \r\n])", block, re.MULTILINE)
    plain = not data[data.rfind(b"\n", 0, starts[0]) + 1 : starts[0]].split(b":", 1)[1].strip()
    return dashes.count(dashes[0]) if len(starts) == 1 and plain and dashes else None
