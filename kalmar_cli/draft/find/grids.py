"""A document → the tables in it, whatever they are of: title, unit, columns and rows, each for itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kalmar_cli.draft.find import rows, words
from kalmar_cli.draft.find.columns import Paired, paired
from kalmar_cli.draft.find.found import FoundLine
from kalmar_cli.draft.find.grid_rows import TableGrid, grid_of
from kalmar_cli.draft.find.head_words import HeadWord, head_words
from kalmar_cli.draft.find.marks import BULLET, mark_of
from kalmar_cli.draft.find.rows import RowPiece
from kalmar_cli.draft.find.table_titles import SECTION, TELLS, TITLE_LINES, titled
from kalmar_cli.draft.find.units import unit_in

_HEADER_LINES = 22
_BLANKS_IN_HEADER = 2
_BEFORE_ROWS = 4  # lines of words between a header and its first figures
_WORDS_IN_A_ROW = 6  # lines of words after which a table has ended
_BLANKS_IN_A_ROW = 8
_SIDES = 3  # one budget, another, and the difference
_TITLE = re.compile(
    r"resultat(?:räkning|budget|plan)|tabell\s+\d|räkning\b|utredning\b|\bbilaga\b|analys\b", re.I
)


class HeaderBlock(NamedTuple):
    """The lines of a header, and the line after it."""

    lines: tuple[int, ...]
    end: int


def find(lines: Sequence[FoundLine]) -> list[TableGrid]:
    """Every table that has a header with years, in order."""
    found: list[TableGrid] = []
    at = free = 0
    while at < len(lines):
        block = header_at(lines, at)
        grid = _grid(lines, block, free) if block else None
        if grid is None:
            at += 1
            continue
        found.append(grid)
        at = free = max(grid.end, at + 1)
    return found


def header_at(lines: Sequence[FoundLine], at: int) -> HeaderBlock | None:
    """The header that begins on a line, possibly over several and with empty ones between."""
    if not _is_header(lines[at].text, first=True):
        return None
    held, end, blanks = [at], at + 1, 0
    for index in range(at + 1, min(at + _HEADER_LINES, len(lines))):
        text = lines[index].text
        if not text.strip():
            blanks += 1
            if blanks > _BLANKS_IN_HEADER:
                break
            continue
        above = [word.what for i in held for word in head_words(lines[i].text)]
        beside = set(above) == {"year"} and _is_beside(head_words(text))
        if not beside and not _is_header(text, first=False):
            break
        held.append(index)
        end, blanks = index + 1, 0
    head = [word for i in held for word in head_words(lines[i].text)]
    dated = any(word.what in ("year", "side") for word in head) or _is_beside(head)
    return HeaderBlock(tuple(held), end) if dated and not _is_title_of(lines, end) else None


def _is_beside(head: Sequence[HeadWord]) -> bool:
    """Whether words without years name two budgets side by side, or two columns and their difference."""
    parties = {
        word.text if word.kind == words.PARTY_COLUMN else word.kind for word in head if word.what == "party"
    }
    named = sum(word.what in ("word", "party") for word in head)
    difference = any(words.DIFFERENCE.fullmatch(word.text) for word in head)
    return len(parties) > 1 or (difference and (named > 1 or (bool(parties) and len(head) >= _SIDES)))


def _is_title_of(lines: Sequence[FoundLine], end: int) -> bool:
    """Whether what looks like a header stands above the real one, which has words of its own."""
    text = next((line.text for line in lines[end : end + 3] if not line.blank), "")
    if not _is_header(text, first=True):
        return False
    return _tells_columns(text)


def _tells_columns(text: str) -> bool:
    """Whether a line with years is a header, and not a row whose figures look like years."""
    head = head_words(text)
    years = [word.year for word in head if word.what == "year"]
    if any(word.kind in words.UNDATED for word in head):
        return True
    if unit_in(text) or any(word.what in ("word", "alone") for word in head):
        return bool(years)
    return len(years) > 1 and all(b - a == 1 for a, b in pairwise(years))


def _is_header(text: str, *, first: bool) -> bool:
    if not text.strip() or len(text) > 400 or (first and rows.is_prose(" ".join(text.split()))):
        return False
    head = head_words(text)
    if any(word.what == "other" and any(c.isdigit() for c in word.text) for word in head):
        return False
    years = [word.year for word in head if word.what == "year"]
    if (
        len(years) > 1
        and len(set(years)) == 1
        and not any(word.what in ("word", "party", "side") for word in head)
    ):
        return False  # 2000 2000 2000 are amounts
    if head and all(word.what == "ours" for word in head):
        return True
    if not any(word.what in ("year", "word", "alone", "party", "side") for word in head):
        return bool(unit_in(text)) and sum(word.what == "other" for word in head) < 4
    columns = paired(head)
    others = [word for word in head if word.what == "other"]
    if "\t" in text or not others:
        return True
    named = sum(len(column.word.split()) for column in columns.columns)
    before = len(columns.before.split())
    if first:
        return bool(columns.columns) and before < 12
    return not columns.before and named >= len(others)


def _grid(lines: Sequence[FoundLine], block: HeaderBlock, free: int) -> TableGrid | None:
    first = [line for line in lines[block.end : block.end + 12] if not line.blank][: _BEFORE_ROWS + 1]
    if not any(any(c.isdigit() for c in line.text) for line in first):
        return None
    pieces = list(_pieces(lines, block))
    while pieces and pieces[-1].words and not pieces[-1].uncomputed:
        pieces.pop()
    if not pieces or all(piece.words for piece in pieces[: _BEFORE_ROWS + 1]):
        return None
    above = (
        unit_in(line.text)
        for line in reversed(lines[max(free, block.lines[0] - TITLE_LINES) : block.lines[0]])
    )
    grid = grid_of(lines, block.lines, pieces, next(filter(None, above), ""))
    if grid is None:
        return None
    return titled(lines, grid, free)


def _pieces(lines: Sequence[FoundLine], block: HeaderBlock) -> Iterator[RowPiece]:
    """The rows and words below a header, to where the table ends."""
    own = _columns(lines, block)
    held: list[RowPiece] = []
    at = free = block.end
    blanks = run = 0
    first, fresh = "", False
    while at < len(lines) and blanks <= _BLANKS_IN_A_ROW:
        text = lines[at].text
        if not text.strip():
            blanks += not lines[at].cells  # no gap where a pasted cell stood
            at += 1
            continue
        again = header_at(lines, at) if held or at > block.end else None
        if again and _is_new(lines, again, own, held):
            following = _columns(lines, again)
            title = _has_own_title(lines, again, block) or any(
                TELLS.search(p.label) or SECTION.match(p.label) for p in held if p.words
            )
            if following.columns != own.columns or title or not fresh:
                break
            if _first_label(lines, again.end) == first:
                break
            fresh = False
            at, blanks = again.end, 0
            continue
        mark = mark_of(text) if own.before and len(own.columns) == 1 else None
        if mark and mark.kind == BULLET:
            break  # a list below a title that names a year
        piece = rows.at(lines, at, free)
        remarks = sum(words.is_comment(column.word) for column in own.columns[-1:])
        if piece.words and (first or remarks):
            piece = rows.with_remark(lines[at], at, len(own.columns), remarks) or piece
        blanks = 0
        if piece.words and not piece.uncomputed:
            run += 1
            heading = _TITLE.search(piece.label) and first
            if run > _WORDS_IN_A_ROW or heading or rows.is_prose(piece.label) or _is_section(text):
                break
            held.append(piece)
        else:
            if _is_section(text) and len(piece.label) > 30:
                break
            yield from (p for p in held if p.start < piece.start)
            yield piece
            held, run, fresh = [], 0, True
            first = first or piece.label
            free = piece.end
        at = piece.end


def _has_own_title(lines: Sequence[FoundLine], again: HeaderBlock, block: HeaderBlock) -> bool:
    """Whether a header names a unit or has words that the first one has not, so that it is not the same."""
    said, first = (" ".join(lines[at].text for at in b.lines) for b in (again, block))
    unit = unit_in(said)
    known = set(re.findall(r"\w+", first.casefold()))
    new = [word for word in head_words(said) if word.what in ("other", "first")]
    return (bool(unit) and unit != unit_in(first)) or any(w.text.casefold() not in known for w in new)


def _is_section(text: str) -> bool:
    return bool(SECTION.match(text)) and text.lstrip()[:1].isdigit()


def _columns(lines: Sequence[FoundLine], block: HeaderBlock) -> Paired:
    return paired([word for at in block.lines for word in head_words(lines[at].text)])


def _is_new(lines: Sequence[FoundLine], block: HeaderBlock, own: Paired, held: list[RowPiece]) -> bool:
    """Whether a header inside a table is one: not a row whose figures look like years."""
    text = lines[block.lines[0]].text
    head = head_words(text)
    if len(block.lines) > 1 or _tells_columns(text) or any(word.what == "party" for word in head):
        return True
    if any(word.what == "other" for word in head):
        return _columns(lines, block).columns == own.columns
    return "\t" not in text or any(word.what == "first" for word in head)


def _first_label(lines: Sequence[FoundLine], at: int) -> str:
    for index in range(at, min(at + 6, len(lines))):
        if not lines[index].blank:
            return rows.at(lines, index, at).label
    return ""
