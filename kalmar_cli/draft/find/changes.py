"""Tables of changes: names with one amount a year, headings between them, printed totals."""

import re
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells, change_sums, header, labels
from kalmar_cli.draft.find.change_sums import Reading
from kalmar_cli.draft.find.found import FoundTable
from kalmar_cli.draft.find.statements import rest_of_cell
from kalmar_cli.draft.source.document import Pages

_FEWEST = 2
_BARREN = 7  # lines without a row after which a table has ended
_LONGEST_NAME = 130
_SECTION = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})+)\s+\D")


def find(document: Pages, taken: set[int]) -> list[FoundTable]:
    """The tables of changes outside the lines `taken` by statements and proposals."""
    found: list[FoundTable] = []
    at = 0
    while at < len(document.lines):
        head = _header(document, at, taken) if at not in taken else None
        if head is None:
            at += 1
            continue
        table, end = _table(document, head, at, taken)
        if table:
            found.append(table)
        at = max(end, at + 1)
    return found


class _Head(NamedTuple):
    heading: str
    years: tuple[int, ...]
    unit: str
    end: int


def _header(document: Pages, at: int, taken: set[int]) -> _Head | None:
    """A header that begins on this line: a unit or nothing before, then years; possibly over lines."""
    lines = document.lines
    words: list[str] = []
    unit = before = ""
    end = at
    first = header.parts(lines[at].text)
    if not _begins(first, lines[at].text):
        return None
    while end < len(lines) and end not in taken and end - at < 16:
        text = lines[end].text
        parts = header.parts(text)
        if text.strip():
            if end > at and (not parts.columns or parts.before):
                break
            words += parts.columns
            unit, before = unit or parts.unit, before or parts.before
            last = end
        end += 1
    pairs, doubtful = header.paired(words)
    if not pairs or doubtful or not all(_own(word) for word, _year in pairs):
        return None
    years = tuple(year for _word, year in pairs)
    if len(set(years)) < len(years):
        return None
    return _Head(before, years, unit, last + 1)


def _begins(parts: header.Parts, text: str) -> bool:
    if not parts.columns:
        return bool(parts.unit) and len(text) < 60
    return not parts.before or bool(parts.unit) or len(parts.columns) > 1 or "\t" in text


def _own(word: str) -> bool:
    return not word or bool(re.fullmatch(rf"(?:{labels.PLAN}|{labels.BUDGET})", word, re.I))


def _table(document: Pages, head: _Head, at: int, taken: set[int]) -> tuple[FoundTable | None, int]:
    rows, end = _rows(document, head, taken)
    if len(rows) < _FEWEST:
        return None, head.end
    above = _heading_above(document, at, taken)
    below = _heading_below(document, end, taken)
    heading = head.heading or above or below
    evidence = " ".join(
        [above, below, head.heading, *(row.heading for row in rows), *(row.name for row in rows)]
    )
    if labels.INVESTMENT_WORDS.search(f"{above} {head.heading}") or not labels.CHANGE_WORDS.search(
        evidence
    ):
        return None, end
    doubts = []
    unit = head.unit or labels.unit_in(above)
    if not unit:
        unit = "mkr"
        doubts.append(_("no unit is printed at the table; mkr is assumed"))
    changes = change_sums.decided(rows)
    number = _SECTION.match(document.lines[end - 1].text) or _SECTION.match(below) or _SECTION.match(above)
    table = FoundTable(
        heading,
        number[1] if number else "",
        head.years,
        tuple(changes),
        unit,
        document.lines[at],
        (at, end),
        tuple(doubts),
    )
    return table, end


def _heading_above(document: Pages, at: int, taken: set[int]) -> str:
    for index in range(at - 1, max(-1, at - 6), -1):
        text = document.lines[index].text.strip()
        if text:
            return text if index not in taken and len(text) < 100 and not text.endswith(".") else ""
    return ""


def _heading_below(document: Pages, end: int, taken: set[int]) -> str:
    """A numbered heading right after a table: in a document whose parts came out in another order."""
    for index in range(end, min(end + 4, len(document.lines))):
        text = document.lines[index].text.strip()
        if text:
            return text if index not in taken and _SECTION.match(text) and not text.endswith(".") else ""
    return ""


def _rows(document: Pages, head: _Head, taken: set[int]) -> tuple[list[Reading], int]:
    """The rows below a header, each with its possible readings, and where the table ends."""
    lines = document.lines
    count = len(head.years)
    rows: list[Reading] = []
    pending: list[str] = []
    heading = ""
    at = end = head.end
    tails = [s.tail for line in lines[at : at + 200] if (s := cells.split(line.text))]
    points = cells.points_are_thousands(tails)
    while at < len(lines) and at not in taken and at - end < _BARREN:
        text = lines[at].text
        split = cells.split(text)
        tail, after = rest_of_cell(document, at, split.tail) if split else ("", at + 1)
        row = _row(split.name, tail, count, points) if split else None
        if row is None:
            if _header(document, at, taken) and rows:
                again = _header(document, at, taken)
                assert again is not None
                if again.years != head.years or (again.heading and again.heading != head.heading):
                    break
                at = end = again.end
                continue
            if text.strip():
                if len(text) > _LONGEST_NAME or (split and split.name and _SECTION.match(text)):
                    break
                if _SECTION.match(text) and rows:
                    break
                if rows and not pending and text.strip()[0].islower():
                    rows[-1] = _ended(rows[-1], text.strip())  # no heading begins so
                else:
                    pending.append(text.lstrip())
            at += 1
            continue
        name, readings, doubts = row
        name, heading, said = _named(name, pending, heading)
        if not name or len(name) > _LONGEST_NAME:
            break
        rows.append(Reading(name, heading, lines[at], readings, (*doubts, *said)))
        pending = []
        at = end = after
    return rows, end


def _ended(row: Reading, text: str) -> Reading:
    """A row whose name goes on below its figures, as in a narrow cell."""
    doubt = _("the name is taken to end on the next line: {text}").format(text=text)
    return row._replace(name=f"{row.name} {text}", doubts=(*row.doubts, doubt))


def _row(
    name: str, tail: str, count: int, points: bool
) -> tuple[str, list[tuple[Decimal | None, ...]], tuple[str, ...]] | None:
    """A row's name and readings; figures before the amounts belong to the name ("åk 7–9 -2,0")."""
    doubts: tuple[str, ...] = ()
    if "\t" in tail:
        readings = cells.readings(tail, count, point_thousands=points)
        return (name, readings, ()) if readings else None
    tokens = tail.split()
    # A column takes at most four pieces, or eight with a percent sign after each: more cannot be read.
    for skipped in (0, *range(max(1, len(tokens) - 8 * count), len(tokens))):
        readings = cells.readings(
            " ".join(tokens[skipped:]) if skipped else tail, count, point_thousands=points
        )
        if readings:
            moved = " ".join(tokens[:skipped])
            if moved and not name:
                return None
            if moved:
                doubts = (_("{figures} is taken for a part of the name").format(figures=moved),)
            return f"{name} {moved}".strip(), readings, doubts
        if not name:
            return None
    return None


def _named(name: str, pending: list[str], heading: str) -> tuple[str, str, tuple[str, ...]]:
    """A row's name with the lines above that begin it, the heading it stands under, and doubts."""
    parts = [name] if name else []
    rest = list(pending)
    doubts: tuple[str, ...] = ()
    # A line that a PDF broke inside a cell keeps its space at the end.
    while rest and (not parts or parts[0][:1].islower() or (not name and rest[-1].endswith(" "))):
        parts.insert(0, rest.pop().strip())
    rest = [text.strip() for text in rest]
    if not name and rest:
        doubts = (_("the name may begin a line higher: {text}").format(text=rest[-1]),)
    # A lower-case line at the end of the headings goes on from the one above it.
    headings: list[str] = []
    for text in rest:
        if headings and text[:1].islower():
            headings[-1] = f"{headings[-1]} {text}"
        else:
            headings.append(text)
    return " ".join(" ".join(parts).split()), headings[-1] if headings else heading, doubts
