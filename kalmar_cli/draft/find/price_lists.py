"""Names with an amount each at the line's end, behind dots or a gap: a table without a header."""

import re
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.draft.find.amounts import Amount, find_amounts
from kalmar_cli.draft.find.found import Change, FoundLine, FoundRow, FoundTable
from kalmar_cli.draft.find.marks import mark_of
from kalmar_cli.draft.find.words import TOTAL_NAME
from kalmar_cli.draft.source.document import Pages, joined

_GAP = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\t|\s{3,})[\s._…]*$")
_APART = 4  # blank lines between two rows at most
_FEWEST = 2
_MILLION = Decimal(1_000_000)


class _PricedLine(NamedTuple):
    at: int
    name: str
    amount: Amount


def find(document: Pages, taken: set[int], year: int) -> list[FoundTable]:
    """The price lists outside the lines already `taken`, all of them for the budget `year`, in mkr."""
    groups: list[list[_PricedLine]] = []
    for at, line in enumerate(document.lines):
        priced = _priced(line.text, at) if at not in taken and not line.blank else None
        if priced is None:
            continue
        last = groups[-1][-1].at if groups else -100
        if groups and _goes_on(document, last, at, taken):
            groups[-1].append(priced)
        else:
            groups.append([priced])
    return [_table(document, group, taken, year) for group in groups if len(group) >= _FEWEST]


def _priced(text: str, at: int) -> _PricedLine | None:
    """A line as a name, a gap and one amount at its end, or None."""
    bare = text.rstrip(" .")
    amounts = list(find_amounts(bare))
    if not amounts or len(amounts) > 1 or mark_of(text):
        return None
    [amount] = amounts
    gap = _GAP.search(bare[: amount.start - len(amount.signed)])
    if amount.end < len(bare) or amount.inexact or not gap or not bare[: gap.start()].strip():
        return None
    return _PricedLine(at, bare[: gap.start()].strip(), amount)


def _goes_on(document: Pages, last: int, at: int, taken: set[int]) -> bool:
    """Whether two rows belong to one list: at most a name's beginning and empty lines between them."""
    between = range(last + 1, at)
    written = [index for index in between if not document.lines[index].blank]
    return not (set(between) & taken) and len(written) <= 1 and len(between) <= _APART


def _table(document: Pages, rows: list[_PricedLine], taken: set[int], year: int) -> FoundTable:
    lines = document.lines
    changes: list[Change] = []
    start = rows[0].at
    for index, row in enumerate(rows):
        first = rows[index - 1].at + 1 if index else max(0, row.at - 2)
        above = [at for at in range(first, row.at) if not lines[at].blank and at not in taken]
        name = row.name
        if above and (name[:1].islower() or (index and not _ends(lines[above[-1]]))):
            name = joined([lines[above[-1]].text, name])
            start = min(start, above[-1])
        size = row.amount.size / _MILLION
        value = -size if row.amount.signed not in ("", "+") else size
        total = bool(TOTAL_NAME.match(name))
        doubts = []
        if row.amount.bound:
            doubts.append(
                _("“{word} {amount}” is a bound:").format(word=row.amount.bound, amount=row.amount.written)
            )
        if total:
            before = sum((c.row.values[0] or ZERO for c in changes if not c.total), ZERO)
            if before != value:
                doubts.append(_("no sum of the lines above it is this total"))
        changes.append(
            Change(FoundRow(name.strip(" .:"), (value,), lines[row.at], tuple(doubts)), "", total)
        )
    heading = _heading(document, start, taken)
    return FoundTable(
        heading, "", (year,), tuple(changes), "mkr", lines[rows[0].at], (start, rows[-1].at + 1)
    )


def _ends(line: FoundLine) -> bool:
    return line.text.rstrip().endswith((".", ":", "!", "?"))


def _heading(document: Pages, start: int, taken: set[int]) -> str:
    """The line above a list, if it is short."""
    for at in range(start - 1, max(-1, start - 4), -1):
        text = document.lines[at].text.strip()
        if text:
            return text.rstrip(":") if at not in taken and len(text) < 80 and text[-1] != "." else ""
    return ""
