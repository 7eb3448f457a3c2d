"""The lines of a PDF's page → the same, a row of a table that its rules draw being one line."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kalmar_cli.base.spellings import MINUSES

RawCell = tuple[str, float, float, str]
"""Text, left, right, and what parts it from the cell before."""

_THIN = 2.0  # points: rules so near each other are one
_INSIDE = 4.0  # points above the foot of a letter: within it
_FEWEST_RULES = 5
_MOST_LINES = 8  # in one cell; more are running text in a frame
_SIGN = rf"[+{re.escape(MINUSES)}]"
_BEGINS = re.compile(rf"\(?{_SIGN}?\d{{1,3}}(?: \d{{3}})*|{_SIGN}")
_GOES_ON = re.compile(rf"\d{{3}}(?: \d{{3}})*(?:,\d+)?(?:{_SIGN}|[)%])?")
_UNSIGNED = re.compile(rf"\d{{1,3}}(?: \d{{3}})*(?:,\d+)?(?:{_SIGN}|[)%])?")


_TITLE = 4  # lines of a column's title at most


class _Level(NamedTuple):
    """Rules on one line: where it is, and from where to where they reach along it."""

    at: float
    reaches: tuple[tuple[float, float], ...]

    def covers(self, place: float) -> bool:
        return any(first - _THIN <= place <= last + _THIN for first, last in self.reaches)


class _Box(NamedTuple):
    """A cell that rules draw: its left edge, and its top and foot as the numbers of levels."""

    left: float
    top: int
    foot: int


class _Piece(NamedTuple):
    line: int
    foot: float
    cell: RawCell

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.cell[0]).strip()

    @property
    def figure(self) -> bool:
        return bool(_BEGINS.fullmatch(self.text) or _UNSIGNED.fullmatch(self.text.lstrip("(+" + MINUSES)))


_Row = dict[float, list[_Piece]]
"""The pieces of a row's cells, from the top down, by the left edge of each."""


def whole_rows(
    lines: Sequence[Sequence[RawCell]], feet: Sequence[float], rules: Sequence[Sequence[float]]
) -> list[list[RawCell]]:
    """The lines; `rules` are left, foot, right, top. A row stands where its first line was."""
    flat = _levels([(foot, left, right) for left, foot, right, top in rules if top - foot <= _THIN])
    upright = _levels([(left, foot, top) for left, foot, right, top in rules if right - left <= _THIN])
    if len(rules) < _FEWEST_RULES or not flat or not upright:
        return [list(line) for line in lines]
    rows: dict[int, _Row] = defaultdict(lambda: defaultdict(list))
    follow: set[int] = set()
    for at, (line, foot) in enumerate(zip(lines, feet, strict=True)):
        for cell in line:
            box = _box(cell, foot + _INSIDE, flat, upright)
            if box:
                rows[box.top][box.left].append(_Piece(at, foot, cell))
                follow.add(box.foot)
    for row in rows.values():
        for pieces in row.values():
            pieces.sort(key=lambda piece: -piece.foot)
    broken = any(_proves(row) for row in rows.values())
    joined = [row for top, row in rows.items() if _is_one(row, broken, first=top not in follow)]
    moved = {id(piece.cell) for row in joined for pieces in row.values() for piece in pieces}
    begins = {min(piece.line for pieces in row.values() for piece in pieces): row for row in joined}
    return list(_written(lines, begins, moved))


def _written(
    lines: Sequence[Sequence[RawCell]], begins: dict[int, _Row], moved: set[int]
) -> Iterator[list[RawCell]]:
    for at, line in enumerate(lines):
        rest = [cell for cell in line if id(cell) not in moved]
        if rest or not line:
            yield rest
        if at in begins:
            yield [_whole(begins[at][left]) for left in sorted(begins[at])]


def _levels(rules: list[tuple[float, float, float]]) -> list[_Level]:
    """Rules as place and reach → the levels that they stand on, in order."""
    found: list[_Level] = []
    for at, first, last in sorted(rules):
        if found and at - found[-1].at <= _THIN:
            found[-1] = found[-1]._replace(reaches=(*found[-1].reaches, (first, last)))
        else:
            found.append(_Level(at, ((first, last),)))
    return found


def _box(cell: RawCell, height: float, flat: list[_Level], upright: list[_Level]) -> _Box | None:
    """The cell that rules draw around a text; None where they do not, or run through it."""
    _text, left, right, _before = cell
    middle = (left + right) / 2
    first = _next(upright, middle, height, -1)
    last = _next(upright, middle, height, 1)
    foot, top = _next(flat, height, middle, -1), _next(flat, height, middle, 1)
    if None in (first, last, foot, top):
        return None
    edge = upright[first or 0].at
    inside = edge - _THIN <= left and right <= upright[last or 0].at + _THIN
    return _Box(edge, top or 0, foot or 0) if inside else None


def _next(levels: list[_Level], place: float, beside: float, step: int) -> int | None:
    """The number of the next level from a place on that reaches `beside`."""
    at = bisect_left(levels, place, key=lambda level: level.at)
    at -= step < 0
    while 0 <= at < len(levels):
        if levels[at].covers(beside):
            return at
        at += step
    return None


def _figures(row: _Row) -> list[list[_Piece]]:
    """The pieces of the cells that hold nothing but figures."""
    return [pieces for pieces in row.values() if all(piece.figure for piece in pieces)]


def _is_one(row: _Row, broken: bool, *, first: bool) -> bool:
    """Whether all that stands between two rules is one row of a table, and on several lines.

    It has figures, or is the `first` row, with the titles of the columns. Where names and figures stand on
    several lines side by side, it is one only in a table that is known to have `broken` figures.
    """
    figures = _figures(row)
    lines = {piece.line for pieces in row.values() for piece in pieces}
    if (
        len(row) < 2
        or len(lines) < 2
        or max(map(len, row.values())) > (_MOST_LINES if not first else _TITLE)
    ):
        return False
    told = any(piece.figure for piece in chain(*row.values()))
    if not (told or first) or not all(map(_continues, figures)):
        return False
    names = {piece.line for piece in row[min(row)] if not piece.figure}
    beside = names & {piece.line for pieces in figures for piece in pieces}
    return broken or len(beside) < 2


def _continues(pieces: Sequence[_Piece]) -> bool:
    """Whether figures in one cell are the parts of one."""
    first, *rest = [piece.text for piece in pieces]
    if not rest:
        return True
    signed = _UNSIGNED if first in MINUSES else _GOES_ON
    return bool(_BEGINS.fullmatch(first) and signed.fullmatch(rest[0])) and all(
        _GOES_ON.fullmatch(text) for text in rest[1:]
    )


def _proves(row: _Row) -> bool:
    """Whether a row has a figure on more lines than its name, so that figures are broken here."""
    figures = [pieces for pieces in _figures(row) if len(pieces) > 1]
    name = row[min(row)]
    return bool(figures) and all(map(_continues, figures)) and len(name) < max(map(len, figures))


def _whole(pieces: Sequence[_Piece]) -> RawCell:
    """The pieces of a cell as one: a word that was broken at a hyphen is whole, and so is a figure."""
    text = pieces[0].text
    for piece in pieces[1:]:
        if text in MINUSES:
            text += piece.text
        elif re.search(r"\w-$", text) and re.match(r"(?!(?:och|eller|samt)\b)[a-zåäö]", piece.text):
            text = text[:-1] + piece.text
        else:
            text += f" {piece.text}"
    return text, min(p.cell[1] for p in pieces), max(p.cell[2] for p in pieces), "  "
