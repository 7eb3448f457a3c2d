"""A row's text → its name and the ways its figures can be split into columns.

Swedish tables write thousands with a space, which also parts the columns, so
`0 1 106 1 106 0 0 0` can be read in several ways; every one is given back, and
the sums decide.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import HARD, MINUSES

_MINUS = f"[{re.escape(MINUSES)}]"
NOTHING = re.compile(rf"^(?:{_MINUS}|\.\.|…)$")
_START = re.compile(rf"^(?P<open>\()?(?P<sign>{_MINUS}|\+)?(?P<body>\d[\d.,]*)(?P<end>{_MINUS}|\)|%)*$")
_GROUP = re.compile(rf"^\d{{3}}(?:,\d+)?(?P<end>{_MINUS}|\)|%)*$")
_FIGURES = rf"[\d.,%()+{re.escape(MINUSES)}{HARD}…]"
_FIGURE_TOKEN = re.compile(rf"{_FIGURES}*\d{_FIGURES}*|{_MINUS}|\.\.|…|%")
_TOKEN = re.compile(r"[^ \t\n]+")
_LONGEST = 1000  # characters; no row of a table is longer
MOST_READINGS = 400


class Split(NamedTuple):
    """A line with figures at its end: what stands before them, and the figures' text."""

    name: str
    tail: str


def split(text: str) -> Split | None:
    """A line as name and trailing figures; None if it does not end in figures."""
    if "\t" in text:
        return _split_cells(text.split("\t"))
    text = text.rstrip()
    if len(text) > _LONGEST:
        return None
    start = len(text)
    for token in reversed(list(_TOKEN.finditer(text))):
        if not _FIGURE_TOKEN.fullmatch(token.group()):
            break
        start = token.start()
    tail = text[start:]
    if not any(c.isdigit() for c in tail):
        return None
    return Split(text[:start].strip(), tail)


def _split_cells(cells: list[str]) -> Split | None:
    """A row of a sheet as its first written cell and the figures after it."""
    first = next((i for i, cell in enumerate(cells) if cell.strip()), len(cells))
    rest = cells[first + 1 :]
    figures = [cell for cell in rest if cell.strip() and not NOTHING.match(cell.strip())]
    if not figures or any(value(cell) is None and not holds_several(cell) for cell in figures):
        return None
    name = cells[first].strip()
    inner = figures_after(name)
    return Split(inner.name, "\t".join([inner.tail, *rest])) if inner else Split(name, "\t".join(rest))


def figures_after(name: str) -> Split | None:
    """A cell as its name and the figures that it goes on with; None where a name ends in a number."""
    inner = split(name)
    if inner is None or not inner.name:
        return None
    wide = name[: -len(inner.tail)].endswith(("  ", "\u00a0"))
    several = holds_several(inner.tail)
    if several or (
        value(inner.tail) is not None and (wide or inner.tail[0] in MINUSES or "," in inner.tail)
    ):
        return inner
    return None


class Style(NamedTuple):
    """How the figures of one table are written: whether a point, a comma part thousands."""

    point: bool = True
    comma: bool = False


_THREES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ENGLISH = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")
# A figure of hundreds without any comma, beside others with commas before three digits.
_THREE_ALONE = re.compile(rf"(?<![\d.,])[1-9]\d\d(?![\d.,]|[ {HARD}]\d{{3}})")
_NOT_THOUSANDS = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)")
_FEWEST_THREES = 2


def style_of(tails: Iterable[str], unit: str) -> Style:
    """How these figures, printed in `unit`, are written, by what stands behind every point and comma.

    Three digits behind every comma are decimals in a table of mkr; tkr and kr have no such decimals.
    """
    text = " ".join(tails)
    with_comma = [w.strip("()%+" + MINUSES) for w in re.findall(r"\S*\d,\S*", text)]
    threes = [word for word in with_comma if _THREES.fullmatch(word) and not word.startswith("0")]
    english = len(threes) == len(with_comma) and (
        bool(_ENGLISH.search(text)) or (bool(threes) and bool(_THREE_ALONE.search(text)))
    )
    small = unit in ("tkr", "kr") and len(threes) == len(with_comma) >= _FEWEST_THREES
    comma = english or small
    return Style(not comma and not _NOT_THOUSANDS.search(text), comma)


def value(text: str, style: Style = Style()) -> Decimal | None:  # noqa: B008 -- it is frozen
    """The number that a printed figure writes, or None if it is no figure."""
    if style.comma and "," in text:
        if not _THREES.fullmatch(text.strip("()%+ " + HARD + MINUSES)):
            return None
        text = text.replace(",", "")
    return printed_number(text, point_thousands=style.point)


_NOTE_TOKEN = re.compile(r"\d{1,2}[A-Za-z]?(?:[,;]\d{1,2}[A-Za-z]?)*[,;]?", re.ASCII)
_NOTE_CELL = re.compile(
    # 4–5 and 4 – 5 are notes; in 4 –5 the dash begins a figure.
    r"(?:not\s*)?\d{1,2}[a-z]?(?:(?:\s*(?:,|;|&|och)\s*|[-–]|\s[-–]\s)\d{1,2}[a-z]?)*[.)]?",
    re.I | re.ASCII,
)
_MOST_DIGITS = 11
_MOST_TOKENS = 40


def is_note(text: str) -> bool:
    """Whether a cell holds references to notes: 4, 5 or 7A."""
    return bool(_NOTE_CELL.fullmatch(text.strip()))


def is_figure(text: str) -> bool:
    """Whether a cell holds one figure, a mark for none, or references to notes."""
    text = text.strip()
    if NOTHING.match(text) or is_note(text):
        return True
    return sum(c.isdigit() for c in text) <= _MOST_DIGITS and (
        value(text) is not None or value(text, Style(comma=True)) is not None
    )


def holds_several(text: str) -> bool:
    """Whether a cell holds figures that only single blanks part, and that are no figure together."""
    text = text.strip()
    tokens = _soft_tokens(text)
    if not 1 < len(tokens) <= _MOST_TOKENS or is_note(text) or value(text) is not None:
        return False
    if not all(_FIGURE_TOKEN.fullmatch(token) for token in tokens):
        return False
    return any(readings(text, count) for count in range(2, len(tokens) + 1))


def _joins(left: str, right: str) -> bool:
    """Whether `right` can go on the number that `left` began."""
    if not _GROUP.match(right):
        return False
    bare = left.lstrip("(" + MINUSES + "+")
    groups = bare.split(" ")
    if groups[0].startswith("0") or not 1 <= len(groups[0]) <= 3:
        return False
    return all(part.isdigit() for part in groups)


_WIDE = re.compile(r"[ \u00a0]{2,}|\t")


def _soft_tokens(tail: str) -> list[str]:
    return [t for t in re.split(r"[\s" + HARD + "]+", tail.replace(" %", "%")) if t]


def _segments(tail: str) -> list[list[str]]:
    """The tokens of each part of a row that tabs or two blanks set off."""
    return [tokens for part in _WIDE.split(tail.strip()) if (tokens := _soft_tokens(part))]


Values = tuple[Decimal | None, ...]


def readings(
    tail: str,
    columns: int,
    style: Style = Style(),  # noqa: B008 -- it is frozen
    notes: frozenset[int] = frozenset(),
) -> list[Values]:
    """Every way to read the figures of a row as `columns` values; None stands for nothing printed.

    `notes` are places of columns with references, which may be empty and are given back as None.
    """
    segments = _segments(tail)
    if "\t" in tail:
        cells = tail.split("\t")
        first, end = 0, len(cells)
        while end - first > columns and not cells[first].strip():
            first += 1
        while end - first > columns and not cells[end - 1].strip():
            end -= 1
        read = _cells(cells[first:end], columns, style)
        if read or not any(holds_several(cell) for cell in cells):
            return [read] if read else []
    elif not notes:
        wide = _WIDE.split(tail.strip())
        # A no-break space holds a number together, unless that leaves too few columns.
        hard = re.split(r"[ \t\n]+", tail.replace(" %", "%").strip())
        for parts, fit in ((wide, columns > 1), (hard, any(mark in tail for mark in HARD))):
            read = _cells(parts, columns, style) if fit and len(parts) == columns else None
            if read:
                return [read]
    tokens = [token for segment in segments for token in segment]
    ends = frozenset(accumulate(len(segment) for segment in segments))
    found: list[Values] = []
    # A wide gap ends a figure, unless the row cannot be read so.
    for stops in (ends, frozenset[int]()):
        if not found:
            _Walk(tokens, stops, columns, style, notes, found).on(0, ())
    return list(dict.fromkeys(found))


def _cells(cells: list[str], columns: int, style: Style) -> Values | None:
    if len(cells) != columns:
        return None
    values: list[Decimal | None] = []
    for cell in cells:
        if not cell.strip() or NOTHING.match(cell.strip()):
            values.append(None)
            continue
        figure = value(cell, style)
        if figure is None:
            return None
        values.append(figure)
    return tuple(values)


class _Walk(NamedTuple):
    """The tokens of a row, what they are to be read as, and the readings found so far.

    No figure goes on over a place in `stops`.
    """

    tokens: list[str]
    stops: frozenset[int]
    columns: int
    style: Style
    notes: frozenset[int]
    found: list[Values]

    def on(self, at: int, before: Values) -> None:
        """Reads on from a token, either alone or joined with those that can go on its number."""
        left = len(self.tokens) - at
        missing = self.columns - len(before)
        if not left or not missing:
            if not left and missing <= sum(place >= len(before) for place in self.notes):
                self.found.append(before + (None,) * missing)
            return
        if left > 4 * missing or len(self.found) >= MOST_READINGS:
            return
        if len(before) in self.notes:
            self.note(at, before)
            return
        if missing - sum(place >= len(before) for place in self.notes) > left:
            return
        token = self.tokens[at]
        if NOTHING.match(token):
            self.on(at + 1, (*before, None))
            last = at + 1 == len(self.tokens) or at + 1 in self.stops
            if token not in MINUSES or last or self.tokens[at + 1][0] in MINUSES + "(":
                return
            token, at = token + self.tokens[at + 1], at + 1
        self.figure(token, at + 1, before)

    def note(self, at: int, before: Values) -> None:
        """Reads on in a column of references: none here, or the next few tokens."""
        end, goes_on = at, True
        while (
            goes_on and end < len(self.tokens) and end - at < 4 and _NOTE_TOKEN.fullmatch(self.tokens[end])
        ):
            goes_on = self.tokens[end][-1] in ",;"
            end += 1
            if not goes_on:
                self.on(end, (*before, None))
        self.on(at, (*before, None))

    def figure(self, token: str, end: int, before: Values) -> None:
        """Reads a figure that begins with a token, and on from each place where it may end."""
        while True:
            figure = value(token, self.style) if _START.match(token.replace(" ", "")) else None
            if figure is not None and not re.match(rf"^{_MINUS}?0\d", token):
                self.on(end, (*before, figure))
            if end == len(self.tokens) or end in self.stops or not _joins(token, self.tokens[end]):
                return
            token = f"{token} {self.tokens[end]}"
            end += 1
