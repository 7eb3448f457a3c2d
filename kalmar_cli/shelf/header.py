"""Budget files on disk: their bytes, and what can be told of them without reading them as YAML."""

import re
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import UNITS, unit_name


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


def place_and_year(data: bytes, *, whole: bool) -> tuple[str, int] | None:
    """Municipality and year from a file's bytes or, if they are not the `whole`, from its first ones.

    None if they are not plainly there.
    """
    keys = _keys(data, whole=whole) or {}
    municipality, year = _plain(keys, "municipality"), year_in(_plain(keys, "year") or "")
    return (municipality, year) if municipality and year else None


def header(data: bytes) -> BudgetHead | None:
    """What a file says of itself, posts and proposals only counted; None if it must be read for that."""
    keys = _keys(data, whole=True) or {}
    name, municipality, unit = (_plain(keys, key) for key in ("name", "municipality", "unit"))
    year, unit = year_in(_plain(keys, "year") or ""), unit_name(unit or "")
    base = _plain(keys, "base") if "base" in keys else ""
    lines, proposals = (_count(keys, key) if key in keys else 0 for key in ("lines", "proposals"))
    if not (name and municipality and year) or unit not in UNITS or None in (base, lines, proposals):
        return None
    return BudgetHead(name, municipality, year, base or "", unit, lines or 0, proposals or 0)


def seems_budget(data: bytes) -> bool:
    """Whether a file's bytes may be those of a budget, well or badly written."""
    return all(re.search(rb"^[ {]{,9}[\"']?" + key + rb"[\"']? {,9}:", data, re.MULTILINE) for key in _MUST)


_MUST = (b"municipality", b"year")


class _Key(NamedTuple):
    """A key at the margin: what stands behind its colon, and what below, up to the next one."""

    behind: bytes
    below: bytes


_AT_MARGIN = re.compile(rb"\n(?=[^ \r\n#])([^\r\n]*)")
_WORD = re.compile(rb"[a-z_]+(?=:(?: |$))")


def _keys(data: bytes, *, whole: bool) -> dict[str, _Key] | None:
    """The keys at the margin, as far as it is known what stands below them.

    None unless every line at the margin is a key, given once, or an item of a
    list: then the file is a block mapping, and the reader sees these keys too.
    """
    text = b"\n" + data.removeprefix(b"\xef\xbb\xbf")
    found: dict[str, _Key] = {}
    word, begins, below = "", 0, 0
    for number, line in enumerate(_AT_MARGIN.finditer(text)):
        written = line[1]
        if (number == 0 and written == b"---") or written[:2] in (b"-", b"- "):
            continue
        key = _WORD.match(written)
        if key is None:
            return None
        if word:
            found[word] = _Key(text[begins:below], text[below : line.start()])
        word, begins, below = key[0].decode(), line.start(1) + key.end() + 1, line.end()
        if word in found:
            return None
    if word and whole:
        found[word] = _Key(text[begins:below], text[below:])
    return found


# What a plain text does not begin with, and what one in brackets ends with: a line that looks
# like a key, but stands in brackets left open above, has one of these, or the next line begins so.
_MARKS = b"\"'[]{}&*!|>%@`#,?:-"
_BRACKETS = re.compile(rb"[\[\]{},]")
_NOT_TEXT = frozenset({"~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})


def _plain(keys: dict[str, _Key], key: str) -> str | None:
    """The value of a key as the reader reads it, if it is a plain text on one line and nothing else."""
    if key not in keys:
        return None
    behind, below = keys[key]
    value = behind.partition(b" #")[0].strip(b" ")
    # Under a plain text, what is indented is its continuation; a comment ends it.
    goes_on = below.strip()[:1] not in (b"", b"#")
    if not value or value[0] in _MARKS or _BRACKETS.search(value) or goes_on:
        return None
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return None
    odd = ": " in text or text[-1] == ":" or text in _NOT_TEXT or not text.isprintable()
    return None if odd else text


_FIRST_DASH = re.compile(rb"\n( *)-(?=[ \r\n])")


def _count(keys: dict[str, _Key], key: str) -> int | None:
    """How many items the list below a key has; None if it is not a plain block of them."""
    behind, below = keys[key]
    if behind.partition(b" #")[0].strip():
        return None
    first = _FIRST_DASH.search(below)
    if first is None:
        return None
    mark = b"\n" + first[1] + b"-"
    return below.count(mark + b" ") + below.count(mark + b"\n") + below.count(mark + b"\r")
