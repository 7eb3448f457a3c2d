"""What stands before an item of a list: a number, a letter, a bullet, the word "att"."""

import re
from typing import NamedTuple

from kalmar_cli.draft.find.found import FoundLine

NUMBER, BRACKET, PARAGRAPH, DECIMAL, LETTER, ROMAN, BULLET, ATT = (
    "number", "bracket", "paragraph", "decimal", "letter", "roman", "bullet", "att",
)  # fmt: skip
ORDINALS = (NUMBER, BRACKET, PARAGRAPH)
"""The kinds that can count through a whole document."""

_WORD = r"(?:att-?\s?sats(?:en)?|yrkande|förslag|beslutspunkt|punkt|nr)"
# What makes a proposal of a line that begins with a number and no stop.
_IMPERATIVES = (
    "Satsa|Inför|Sälj|Ge|Stoppa|Öka|Minska|Höj|Sänk|Avsätt|Anställ|Bygg|Utred|Avveckla|Inrätta|Tillför|Skapa|Starta"
    "|Utöka|Stärk|Slopa|Ta|Låt|Återinför|Öppna|Rusta|Lägg|Flytta|Spara|Uppdra"
)
_FORMS = (
    (
        NUMBER,
        re.compile(
            rf"{_WORD}\s*(?:nr\.?\s*)?(\d{{1,4}})(?:\s*[.:)–-](?=\s|$)|(?=\s+att\b)|(?=\s*$)|(?=\s(?-i:[A-ZÅÄÖ])))",
            re.I,
        ),
    ),
    (NUMBER, re.compile(r"att\s+(\d{1,4})\s*[.:)](?=\s+[^\W\d_])", re.I)),
    (PARAGRAPH, re.compile(r"§\s*(\d{1,4})[.:)]?(?=\s|$)")),
    (BRACKET, re.compile(r"\((\d{1,4})\)(?=\s)")),
    (DECIMAL, re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})[.)]?(?=\s+[^\W\d_])")),
    (
        NUMBER,
        re.compile(
            r"(\d{1,5})\s?(?:[.):](?=\s*[^\W\d_“”\"(])|[.)](?=\s+\d[\d ]*\s[^\W\d_])|(?=\satt\b)"
            r"|[.):]?(?=\s*$))",
            re.I,
        ),
    ),
    (NUMBER, re.compile(rf"(\d{{1,3}})(?=\s(?:{_IMPERATIVES})\b)")),
    (ROMAN, re.compile(r"\(?([IVX]{1,6}|[ivx]{1,6})[.)](?=\s)")),
    (LETTER, re.compile(r"\(?([a-zåäö])\)(?=\s)|([A-ZÅÄÖa-zåäö])[.)](?=\s)")),
    (BULLET, re.compile(r"([•▪▫●‣◦○◉■□❑❒➔➢➤►▶▸→⇒⁃»✓✔✗☐❖◆♦*·–—-]|o)(?=\s+\S)")),
    (ATT, re.compile(r"(?=att\b)", re.I)),
)
WORDED = re.compile(rf"\s*(?:{_WORD}\s*(?:nr\.?\s*)?\d|att\s+\d{{1,4}}\s*[.:)]\s)", re.I)
"""A line that begins with the word and number of a proposal."""
_ROMANS = {"i": 1, "v": 5, "x": 10}
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


class Mark(NamedTuple):
    """An item's mark: its kind, as printed, its place in the count (0: none), and the text after it.

    `worded` says that a word such as "Yrkande" stands before the number.
    """

    kind: str
    printed: str
    rank: int
    text: str
    indent: int
    worded: bool = False


def mark_of(line: str) -> Mark | None:
    """The mark that a line begins with, or None."""
    bare = line.lstrip()
    indent = len(line) - len(bare)
    for kind, form in _FORMS:
        match = form.match(bare)
        if match:
            printed = next((group for group in match.groups() if group), "")
            return Mark(
                kind,
                printed,
                _rank(kind, printed),
                bare[match.end() :].strip(),
                indent,
                bool(WORDED.match(bare)),
            )
    return None


def line_mark(line: FoundLine) -> Mark | None:
    """The mark that a line of a document begins with, indented as far as the line stands in."""
    mark = mark_of(line.text)
    return mark._replace(indent=round(line.cells[0].left)) if mark and line.cells else mark


def as_letter(mark: Mark) -> Mark:
    """A Roman i, v or x as the letter that it may be in a list of letters."""
    if mark.kind == ROMAN and len(mark.printed) == 1:
        return mark._replace(kind=LETTER, rank=_rank(LETTER, mark.printed))
    return mark


def _rank(kind: str, printed: str) -> int:
    if kind in ORDINALS:
        return int(printed)
    if kind == DECIMAL:
        return int(printed.rpartition(".")[2])
    if kind == LETTER:
        return _ALPHABET.index(printed.casefold()) + 1
    if kind == ROMAN:
        sizes = [_ROMANS[letter] for letter in printed.casefold()]
        return sum(
            -size if any(size < later for later in sizes[at + 1 :]) else size
            for at, size in enumerate(sizes)
        )
    return 0
