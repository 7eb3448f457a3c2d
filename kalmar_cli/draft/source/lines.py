"""One line of a document's text → its cells, by the blanks, tabs or dots that part them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.draft.find.found import Cell

# PDF readers mark a hyphen at a line's end with one of these.
SOFT_HYPHENS = "\u00ad\u0002\ufffe"
_KEPT = "\t\u00a0\u202f\u2009\u2007"
_HYPHEN_INSIDE = re.compile(rf"(?<=\w)[{SOFT_HYPHENS}]\s*(?=\w)")
_SYMBOL = re.compile(r"^(\s*)[\uf000-\uf0ff](?=\s)")  # a bullet of a symbol font
_HYPHEN = re.compile(rf"[{SOFT_HYPHENS}]")
# More blanks on end than these part columns no better.
_BLANKS = re.compile(r"([^\S\n]{200})[^\S\n]+")
# Two blanks, a tab, or dots that lead the eye from a name to its figure.
_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]?(?:\.[ \u00a0]?){4,}|[ \u00a0]?…{2,}[ \u00a0]?|_{3,}")


# Rows of a table in Markdown, and the line below its header.
_PIPED = re.compile(r"\s*\|.*\|.*\|\s*")
_RULE = re.compile(r"[\s|:-]+")


class SourceLine(NamedTuple):
    """A line of a source: its text, its cells where they are known, its number if not the next."""

    text: str
    cells: tuple[Cell, ...] = ()
    number: int = 0


def clean(text: str) -> str:
    """A line without control characters and soft hyphens; a space at its end says that it goes on."""
    text = _BLANKS.sub(r"\1", text)
    text = _HYPHEN_INSIDE.sub("", text)
    text = _HYPHEN.sub("-", text)
    text = _SYMBOL.sub(r"\1•", text)
    text = unicodedata.normalize("NFC", text)
    text = "".join(c if c.isprintable() or c in _KEPT else " " for c in text)
    return text.rstrip(" ") + (" " if text.endswith(" ") and text.strip() else "")


def text_line(text: str) -> SourceLine:
    """A line of plain text: its cells are what tabs, runs of blanks or dots part, by their columns."""
    text = clean(text)
    if _PIPED.fullmatch(text):
        text = (
            "" if _RULE.fullmatch(text) else "\t".join(c.strip(" *") for c in text.strip(" |").split("|"))
        )
    if "\t" in text.strip():
        parts = text.split("\t")
        return SourceLine(text, tuple(Cell(p.strip(), i, i) for i, p in enumerate(parts) if p.strip()))
    cells: list[Cell] = []
    start = 0
    for gap in _GAP.finditer(text):
        _add(cells, text, start, gap.start())
        start = gap.end()
    _add(cells, text, start, len(text))
    return SourceLine(text, tuple(cells))


def _add(cells: list[Cell], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        left = start + len(part) - len(part.lstrip())
        cells.append(Cell(part.strip(), left, left + len(part.strip())))


def placed_line(cells: Sequence[tuple[str, float, float, str]]) -> SourceLine:
    """A line of cells that have their positions (text, left, right, what parts it from the one before)."""
    kept = [(clean(text), left, right, before) for text, left, right, before in cells]
    return SourceLine(
        "".join(f"{before or '  '}{text}" for text, _left, _right, before in kept)[2:],
        tuple(Cell(text.strip(), left, right) for text, left, right, _before in kept if text.strip()),
    )
