"""Printed income statements: runs of known rows, their headers and their figures."""

import re
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.spellings import MINUSES
from kalmar_cli.budget.rows import SHARE_ID, STANDARD
from kalmar_cli.draft.find import cells, header, labels, sums
from kalmar_cli.draft.find.found import FoundRow, FoundStatement, where
from kalmar_cli.draft.source.document import Pages

_FAR = 14  # lines between two rows of one statement, at most
_FEWEST = 4  # known rows that make a statement
_LABEL_LINES = 5  # lines that a narrow column may break a label over


class Raw(NamedTuple):
    """A row of which only the id is known: its label as printed and its figures as text."""

    id: str
    label: str
    tail: str
    start: int
    end: int


def find(document: Pages) -> list[FoundStatement]:
    """The statements in a document's order, their columns still as words and years."""
    groups = _groups(_rows(document))
    found = (_statement(document, rows) for rows in groups if len(rows) >= _FEWEST)
    return [statement for statement in found if statement]


def _rows(document: Pages) -> list[Raw]:
    found: list[Raw] = []
    free = 0  # the first line that no row has used
    for at, line in enumerate(document.lines):
        split = cells.split(line.text) if at >= free else None
        row = _labelled(document, at, split, free) if split else None
        if row:
            found.append(row)
            free = row.end
    return found


def _labelled(document: Pages, at: int, split: cells.Split, free: int) -> Raw | None:
    """The known row whose label stands before the figures, on the lines above, or around them."""
    lines = document.lines
    tail, end = rest_of_cell(document, at, split.tail)
    best: Raw | None = None
    direct = labels.row_of(split.name)
    if direct:
        best = Raw(direct, _tidy(split.name), tail, at, end)
    # The longest label wins: "nettokostnader" may be the end of "Nämndernas nettokostnader".
    parts = [split.name] if split.name else []
    start = at
    while free < start and at - _LABEL_LINES < start:
        text = lines[start - 1].text.strip()
        if not text or cells.split(text):
            break
        start -= 1
        parts.insert(0, text)
        id = labels.row_of("".join(parts))
        if id:
            best = Raw(id, _unbroken(id, parts), tail, start, end)
    return best or _label_below(document, at, split.name, tail, end)


def _label_below(document: Pages, at: int, name: str, tail: str, end: int) -> Raw | None:
    """The row whose label goes on below its figures, also on the next page."""
    label, last = name, end
    for index in range(end, min(end + _LABEL_LINES, len(document.lines))):
        text = document.lines[index].text.strip()
        if not name or cells.split(text):
            return None
        label, last = label + text, index + 1
        id = labels.row_of(label) if text else None
        if id:
            return Raw(id, _unbroken(id, [label]), tail, at, last)
    return None


def rest_of_cell(document: Pages, at: int, tail: str) -> tuple[str, int]:
    """A row's figures and where it ends: a narrow column may break a figure after its minus."""
    following = document.lines[at + 1].text.strip() if at + 1 < len(document.lines) else ""
    if tail.rstrip()[-1:] in MINUSES and re.fullmatch(r"\d[\d ,.%]*", following):
        return tail.rstrip() + following, at + 2
    return tail, at + 1


def _unbroken(id: str, parts: list[str]) -> str:
    """A label that a narrow column broke, also inside words, in its known spelling."""
    whole = labels.squeezed("".join(parts))
    known = (STANDARD[id].label, *labels.ALIASES.get(id, ()))
    return next((label for label in known if labels.squeezed(label) == whole), _tidy(" ".join(parts)))


def _tidy(label: str) -> str:
    return re.sub(r"\s+", " ", label).strip(" :")


def _groups(rows: list[Raw]) -> list[list[Raw]]:
    """Rows that stand together and none of them twice."""
    groups: list[list[Raw]] = []
    for row in rows:
        last = groups[-1] if groups else []
        if not last or row.start - last[-1].end > _FAR or row.id in {other.id for other in last}:
            groups.append([row])
        else:
            last.append(row)
    return groups


def _statement(document: Pages, rows: list[Raw]) -> FoundStatement | None:
    head = header.above(document, rows[0].start)
    if not head.columns:
        return None
    tails = [row.tail for row in rows]
    points = cells.points_are_thousands(tails)
    count = len(head.columns)
    choices = {row.id: cells.readings(row.tail, count, point_thousands=points) for row in rows}
    solved = sums.solve(choices)
    found = {
        row.id: FoundRow(
            row.label, solved.values[row.id], document.lines[row.start], solved.doubts.get(row.id, ())
        )
        for row in rows
        if row.id in solved.values
    }
    if not found:
        return None
    doubts = list(head.doubts)
    for row in rows:
        if row.id not in found:
            doubts.append(
                _("the row {row} ({place}) does not hold {count} figures: {text}").format(
                    row=row.label,
                    place=where(document.lines[row.start], document.kind),
                    count=count,
                    text=" ".join(row.tail.split()),
                )
            )
    unit = head.unit
    if not unit:
        unit = "mkr"
        doubts.append(_("no unit is printed at this statement; mkr is assumed"))
    own = {
        id: row.name
        for id, row in found.items()
        if id != SHARE_ID and labels.squeezed(row.name) != labels.squeezed(STANDARD[id].label)
    }
    return FoundStatement(
        head.heading,
        head.section,
        head.columns,
        found,
        own,
        unit,
        document.lines[rows[0].start],
        (head.start, rows[-1].end),
        tuple(doubts),
    )
