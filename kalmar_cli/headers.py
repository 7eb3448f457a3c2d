"""Budget files on disk: their bytes, and what can be told of them without reading them as YAML."""

import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.errors import Refused, reason_of
from kalmar_cli.language import _

ENDING = ".yaml"
HEAD = 4096
MAX_BYTES = 5_000_000


class Entry(NamedTuple):
    """A budget file on the shelf: what its first lines say of it."""

    id: str
    municipality: str
    year: int
    path: Path


class Header(NamedTuple):
    """What a budget file says of itself."""

    name: str
    municipality: str
    year: int
    base: str
    unit: str
    lines: int
    proposals: int


class Found(NamedTuple):
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


def header(data: bytes) -> Header | None:
    """What a file says of itself, posts and proposals only counted; None if it must be read for that."""
    if re.search(_OPEN, data, re.MULTILINE):
        return None
    top = _top_level(data)
    year = year_in(top.get("year", ""))
    lines, proposals = _items(data, b"lines"), _items(data, b"proposals")
    if not year or not {"name", "municipality", "unit"} <= top.keys() or lines is None or proposals is None:
        return None
    return Header(
        top["name"], top["municipality"], year, top.get("base", ""), top["unit"], lines, proposals
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


def year_in(text: str) -> int | None:
    """The year that four digits write, or None."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def is_name(id: str) -> bool:
    """Whether this can be the name of a budget: no path, no drive, nothing that a file cannot be called."""
    return id not in ("", ".", "..") and id.isprintable() and not any(c in id for c in "/\\:")


def same(one: str, other: str) -> bool:
    """Whether two names of municipalities are the same, however their letters are cased and composed."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def bytes_of(path: Path, limit: int) -> bytes:
    """A file's bytes, at most one more than `limit`. Raises Refused if it cannot be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused(_("{file} is a directory, not a budget file").format(file=shown_path(path)))
        if not stat.S_ISREG(mode):  # a pipe would be waited for, a device would never end
            raise Refused(_("{file} is not an ordinary file").format(file=shown_path(path)))
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise Refused(_("there is no file {file}").format(file=shown_path(path))) from None
    except (OSError, ValueError) as error:
        raise Refused(
            _("{file} cannot be read: {reason}").format(file=shown_path(path), reason=reason_of(error))
        ) from None


def clean(text: str) -> str:
    """A word of the user's, fit to be shown."""
    return "".join(c if c.isprintable() else "�" for c in text)[:80]


def shown_path(path: Path) -> str:
    """A path as a person would write it: relative to the working directory where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (OSError, ValueError, RuntimeError):
        return str(path)
