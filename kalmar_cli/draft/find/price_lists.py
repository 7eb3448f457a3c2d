"""Names with an amount each at the line's end, behind dots, a gap or a colon: a table without a header."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.base.spellings import kronor_of
from kalmar_cli.budget.model import SPENDING_SIGN
from kalmar_cli.draft.find import direction
from kalmar_cli.draft.find.amounts import Amount, find_amounts
from kalmar_cli.draft.find.found import Change, FoundRow, FoundTable
from kalmar_cli.draft.find.item_texts import behind_gap
from kalmar_cli.draft.find.items import goes_on
from kalmar_cli.draft.find.kind_words import COMMITTEE, TOTAL_NAME
from kalmar_cli.draft.find.marks import mark_of
from kalmar_cli.draft.find.rows import is_prose
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.source.document import Pages, joined

_GAP = re.compile(
    r"(?:\s*(?:\.{3,}|…+|_{3,}|\t|\s{2,})[\s._…]*|\s*[:=,]\s*|\s+[–—-]\s+)(?:ca\.?\s|cirka\s)?$"
)
_END = re.compile(
    r"\s*(?:per år|/\s?år|årligen|\(?(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?\)?)?\s*[.,;]?\s*$", re.I
)
_YEARLY = re.compile(r"per år|/\s?år|årligen", re.I)
_APART = 4  # lines between two rows at most
_LONGEST_NAME, _LONGEST_HEADING = 90, 80
_FEWEST = 2
_MILLION = Decimal(1_000_000)


class _PricedLine(NamedTuple):
    """A row: the lines that it stands on, its name and amounts, whether for each year, and its heading.

    `bare` says that its unit stands above and not beside its figure.
    """

    start: int
    at: int
    name: str
    amounts: tuple[Amount, ...]
    yearly: bool
    heading: str = ""
    bare: bool = False

    @property
    def total(self) -> bool:
        return bool(TOTAL_NAME.match(self.name))


def find(document: Pages, taken: set[int], year: int) -> list[FoundTable]:
    """The price lists in mkr outside the lines `taken`, of the budget `year` unless they say one.

    Figures whose unit stands above count only under a heading that tells costs or savings.
    """
    groups: list[list[_PricedLine]] = []
    unit = ""  # the last short line that says one
    for at, line in enumerate(document.lines):
        if at in taken or line.blank:
            continue
        text, end = _with_unit_below(document, at)
        priced = _priced(text, at) or (_bare(text, at, unit) if unit else None)
        if priced is None:
            unit = line.text if len(line.text) < _LONGEST_HEADING and unit_in(line.text) else unit
            continue
        priced = priced._replace(at=end)
        last = groups[-1][-1] if groups else None
        near = last is not None and at - last.at <= _APART + 1 and not taken & set(range(last.at + 1, at))
        above = _written(document, last.at + 1 if last and near else max(0, at - 2), at, taken)
        follows = last and near and all(_may_head(document, index) for index in above)
        priced = _with_above(document, priced, above, last.heading if last and follows else "")
        if not priced.name or (priced.bare and direction.heading_saves(priced.heading) is None):
            continue
        if follows:
            groups[-1].append(priced)
        else:
            groups.append([priced])
    return [_table(document, group, taken, year) for group in groups if len(group) >= _FEWEST]


def _with_unit_below(document: Pages, at: int) -> tuple[str, int]:
    """A line with the unit that alone stands on the next one, and its last line."""
    text = document.lines[at].text
    below = document.lines[at + 1].text.strip() if at + 1 < len(document.lines) else ""
    alone = bool(below) and text.rstrip()[-1:].isdigit() and kronor_of(below) is not None
    return (f"{text.rstrip()} {below}", at + 1) if alone else (text, at)


def _bare(text: str, at: int, unit: str) -> _PricedLine | None:
    """A line as a name and a figure behind dots or a gap whose unit stands above, or None."""
    priced = _priced(behind_gap(text, unit), at)
    return priced and priced._replace(bare=True)


def _priced(text: str, at: int) -> _PricedLine | None:
    """A line as a name, a gap and its amounts at the end, or None."""
    amounts = tuple(find_amounts(text))
    if not amounts or mark_of(text) or (len(amounts) > 1 and not all(one.years for one in amounts)):
        return None
    first, last = amounts[0], amounts[-1]
    before = text[: first.start]
    if first.signed:
        before = re.sub(r"(?:\bminus\s|[-−–+])$", "", before)
    before = re.sub(r"(?:19|20)\d\d:?\s*$", "", before)
    gap = _GAP.search(before) or (re.search(r"\s*\($", before) if text.rstrip().endswith(")") else None)
    name = before[: gap.start()].strip() if gap else ""
    behind = text[last.end :].removeprefix(")") if gap and gap.group().strip() == "(" else text[last.end :]
    alone = not before.strip()  # its name is the line above
    if not (name or alone) or len(name) > _LONGEST_NAME or is_prose(name) or not _END.match(behind):
        return None
    return _PricedLine(at, at, name, amounts, bool(_YEARLY.search(behind)))


def _written(document: Pages, start: int, end: int, taken: set[int]) -> list[int]:
    """The lines between two places that are not blank and not taken."""
    return [at for at in range(start, end) if at not in taken and not document.lines[at].blank]


def _may_head(document: Pages, at: int) -> bool:
    """Whether a line can be a heading, or the beginning of a name that goes on on the next."""
    text = document.lines[at].text.strip()
    return len(text) < _LONGEST_HEADING and text[-1] not in ".!?;," and not any(find_amounts(text))


def _with_above(document: Pages, row: _PricedLine, above: Sequence[int], heading: str) -> _PricedLine:
    """A row with what stands right above it: the beginning of its name, or its heading."""
    texts = [document.lines[at].text.strip() for at in above]
    if texts and not row.name and _may_head(document, above[-1]):
        row = row._replace(name=texts[-1].rstrip(" :–—-"))
        return _with_above(document, row._replace(start=above[-1]), above[:-1], heading)
    if texts and (row.name[:1].islower() or goes_on(texts[-1])):
        row = row._replace(start=above[-1], name=joined([texts.pop(), row.name]))
    elif texts and _may_head(document, above[-1]):
        return row._replace(start=above[-1], heading=texts[-1].strip(" :"))
    return row._replace(heading=heading)


def _table(document: Pages, rows: Sequence[_PricedLine], taken: set[int], year: int) -> FoundTable:
    """Rows as a table of changes: under several headings each has its own, else the table has it."""
    headings = {row.heading for row in rows}
    title = rows[0].heading if len(headings) == 1 else _title(document, rows[0].start, taken)
    years = tuple(
        sorted({y for row in rows for one in row.amounts if len(one.years) == 1 for y in one.years})
    )
    years = years if len(years) > 1 else (year,)
    told = [direction.heading_saves(row.heading or title) for row in rows]
    any_told = any(saves is not None for saves in told)
    signed = any(one.signed not in ("", "+") for row in rows for one in row.amounts)
    changes: list[Change] = []
    for row, saves in zip(rows, told, strict=True):
        values, doubts = _values(row, years)
        if not signed:
            by_name = direction.saves(row.name, len(row.name), len(row.name))
            if saves is None and by_name and not row.total:
                doubts.append(_("the words speak of a saving:"))
            elif saves is None and by_name is None and not row.total and set(told) == {None, False}:
                doubts.append(_("cost or saving?"))
            if saves or (saves is None and by_name and not row.total):
                values = [None if value is None else -value for value in values]
        if row.total and not _sums_up(changes, values, row.heading):
            doubts.append(_("no sum of the lines above it is this total"))
        heading = row.heading if len(headings) > 1 else ""
        found = FoundRow(row.name.strip(" .:"), tuple(values), document.lines[row.at], tuple(doubts))
        is_area = COMMITTEE.search(heading) or direction.heading_saves(heading) is None
        changes.append(Change(found, heading, row.total, heading if is_area else ""))
    why = ""
    if not signed and any_told:
        why = _("its headings say which amounts are added and which are saved")
    elif signed and any(one.signed in ("", "+") for row in rows for one in row.amounts):
        why = _("what is added stands without a sign")
    return FoundTable(
        title, "", years, tuple(changes), "mkr", document.lines[rows[0].at],
        (rows[0].start, rows[-1].at + 1), sign=SPENDING_SIGN if why else "", why=why,
    )  # fmt: skip


def _values(row: _PricedLine, years: Sequence[int]) -> tuple[list[Decimal | None], list[str]]:
    """A row's amounts in mkr by year, and the doubts about them."""
    values: list[Decimal | None] = [None] * len(years)
    doubts: list[str] = []
    for amount in row.amounts:
        if amount.inexact:
            doubts.append(amount.inexact.rstrip(":"))
            continue
        if amount.bound:
            said = _("“{word} {amount}” is a bound:").format(word=amount.bound, amount=amount.written)
            doubts.append(said.rstrip(":"))
        size = amount.size / _MILLION
        for at, year in enumerate(years):
            if row.yearly or year in amount.years or (at == 0 and not set(amount.years) & set(years)):
                values[at] = size if amount.signed in ("", "+") else -size
    return values, doubts


def _sums_up(changes: Sequence[Change], values: Sequence[Decimal | None], heading: str) -> bool:
    """Whether a total is the sum of all lines above it, or of those under its heading."""
    for chosen in (changes, [change for change in changes if change.heading == heading]):
        sums = [
            sum((change.row.values[at] or ZERO for change in chosen if not change.total), ZERO)
            for at in range(len(values))
        ]
        if sums == [value or ZERO for value in values]:
            return True
    return False


def _title(document: Pages, start: int, taken: set[int]) -> str:
    """The line above a list, if it is short."""
    above = _written(document, max(0, start - 3), start, taken)
    text = document.lines[above[-1]].text.strip() if above else ""
    return text.rstrip(":") if text and len(text) < _LONGEST_HEADING and text[-1] != "." else ""
