"""Tables of changes and of frames: names with one amount a year, headings between them, totals."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, plain
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN
from kalmar_cli.draft.find import change_sums, labels, totals, words
from kalmar_cli.draft.find.cells import Values
from kalmar_cli.draft.find.columns import TableColumn
from kalmar_cli.draft.find.found import CHANGES, FRAMES, Change, FoundLine, FoundTable, where
from kalmar_cli.draft.find.grid_rows import TableGrid, TableRow, is_uneven
from kalmar_cli.draft.find.totals import Reading
from kalmar_cli.draft.find.words import (
    AMOUNT,
    DIFFERENCE_COLUMN,
    NET_COLUMN,
    NOTE,
    OWN_COLUMN,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
)

_LONGEST_NAME = 130
_LEADING_NUMBER = re.compile(r"^(\d{1,3})[.)]?\s+(?=\S)")


class Side(NamedTuple):
    """One year of two budgets side by side: the columns of the own, the other's, their difference (-1: none)."""

    own: int
    theirs: int
    difference: int = -1

    def own_less_theirs(self, values: Values) -> Decimal | None:
        """What the own budget has more than the other; as printed where one of them is not."""
        mine, other = values[self.own], values[self.theirs]
        if mine is None and other is None:
            return values[self.difference] if self.difference >= 0 else None
        return (mine or ZERO) - (other or ZERO)


class Amounts(NamedTuple):
    """Which columns hold the amounts: by year, or for each year the own beside another's."""

    years: tuple[int, ...]
    at: tuple[int, ...]
    sides: tuple[Side, ...] = ()
    total: int | None = None

    @property
    def used(self) -> set[int]:
        """Every column that is read or held against them."""
        beside = {at for side in self.sides for at in side}
        return {*self.at, *beside, *(() if self.total is None else (self.total,))}


def amounts_of(grid: TableGrid, year: int, *, since: int = 0) -> Amounts | None:
    """The columns of amounts of years from `since` on, or None; `year` is the budget's."""
    kinds = [column.kind for column in grid.columns]
    total = kinds.index(TOTAL_COLUMN) if TOTAL_COLUMN in kinds else None
    if OWN_COLUMN in kinds and THEIRS_COLUMN in kinds:
        sides = _sides(grid, year)
        beside = tuple(sides.values())
        return Amounts(tuple(sides), tuple(side.own for side in beside), beside) if sides else None
    only = next((kind for kind in (DIFFERENCE_COLUMN, NET_COLUMN) if kinds.count(kind) == 1), "")
    if only:
        at = kinds.index(only)
        of = grid.columns[at].year or year
        return Amounts((of,), (at,)) if of else None
    last: dict[int, int] = {}
    for at, column in enumerate(grid.columns):
        if column.kind == AMOUNT and column.year >= max(since, 1) and words.is_own(column.word):
            last[column.year] = at
    if not last and total is not None and year:
        return Amounts((year,), (total,))
    if not last:
        return None
    years = tuple(sorted(last))
    return Amounts(years, tuple(last[of] for of in years), total=total)


def _sides(grid: TableGrid, year: int) -> dict[int, Side]:
    """Year → the columns that stand side by side for it."""
    found: dict[int, Side] = {}
    for at, column in enumerate(grid.columns):
        if column.kind != OWN_COLUMN or not (column.year or year):
            continue
        theirs = [i for i, other in enumerate(grid.columns) if other.kind == THEIRS_COLUMN]
        same = [i for i in theirs if grid.columns[i].year == column.year] or theirs
        nearest = min(same, key=lambda i: abs(i - at))
        difference = next(
            (i for i in range(max(at, nearest) + 1, len(grid.columns)) if _is_difference(grid.columns[i])), -1
        )
        found[column.year or year] = Side(at, nearest, difference)
    return found


def _is_difference(column: TableColumn) -> bool:
    named = column.kind == SKIP and words.DIFFERENCE.fullmatch(column.word)
    return column.kind == DIFFERENCE_COLUMN or bool(named)


def table_of(
    grid: TableGrid, lines: Sequence[FoundLine], kind: str, year: int, document_kind: str = "text"
) -> FoundTable | None:
    """The table of changes or frames in a grid; None where it has no column of amounts."""
    amounts = amounts_of(grid, year, since=year if kind == FRAMES else 0)
    if amounts is None and kind == FRAMES:
        amounts = amounts_of(grid, year)
    if amounts is None:
        return None
    texts = TextColumns.of(grid)
    rows: list[Reading] = []
    doubts: list[str] = []
    heading, pending, area, details = "", list[str](), "", list[str]()
    for row in grid.rows:
        if row.piece.words:
            _hold(row, rows, pending)
            continue
        name, heading, said = named(texts.name(row), pending, heading)
        pending = []
        if kind == FRAMES and labels.is_detail(name):
            details.append(name)
            continue
        area = texts.area(row) or ("" if totals.is_total(name) else area)
        readings = _readings(row, amounts)
        place = where(lines[row.piece.start], document_kind)
        empty = bool(readings) and all(value is None for value in readings[0])
        if not readings or empty or not name or len(name) > _LONGEST_NAME:
            text = " ".join((row.piece.tail or " ".join(c.text for c in row.piece.figures)).split())
            doubts.append(
                _("the row {row} ({place}) does not hold {count} figures: {text}").format(
                    row=name or "–", place=place, count=len(grid.columns), text=text
                )
            )
            continue
        number, name = texts.number(row, name)
        of = area or _committee(name, heading, kind)
        under = heading or (area if kind == CHANGES else "")
        rows.append(
            Reading(
                name,
                under,
                lines[row.piece.start],
                readings,
                (*row.doubts, *said, *_checked(row, amounts)),
                of,
                number,
            )
        )
        if totals.is_total(name):
            heading = area = ""  # what follows a sum stands under no heading until there is a new one
    changes, unread = change_sums.decided(rows)
    doubts += [f"{row.name} ({where(row.line, document_kind)}): {why}" for row, why in unread]
    if not changes or all(change.total for change in changes):
        return None
    return _table(grid, kind, lines, amounts, changes, doubts, details)


def _table(
    grid: TableGrid,
    kind: str,
    lines: Sequence[FoundLine],
    amounts: Amounts,
    changes: list[Change],
    doubts: list[str],
    details: list[str],
) -> FoundTable:
    if not grid.unit:
        assumed = _("no unit is printed at the table; mkr is assumed")
        changes = [change.doubted(assumed) for change in changes]
    used = amounts.used
    out = tuple(
        column.title or "–"
        for at, column in enumerate(grid.columns)
        if at not in used and not (column.kind == NOTE and words.NUMBER_TITLE.fullmatch(column.word))
    )
    remarks = [_("columns left out: {columns}").format(columns="; ".join(out))] if out else []
    if grid.style.comma:
        remarks.append(_("a comma before three digits is read as a thousands sign"))
    if details:
        remarks.append(_("details of the row above, left out: {rows}").format(rows="; ".join(details)))
    sign, why = shape_sign(kind, amounts, changes)
    return FoundTable(
        grid.title, grid.section, amounts.years, tuple(changes), grid.unit or "mkr", lines[grid.start],
        (grid.start, grid.end), tuple(doubts), kind, sign, why, out, tuple(remarks),
    )  # fmt: skip


def shape_sign(kind: str, amounts: Amounts, changes: Sequence[Change]) -> tuple[str, str]:
    """The sign that the shape of a table gives, and why: frames are costs, whatever stands before them."""
    if kind == FRAMES:
        values = [v for change in changes for v in change.row.values if v]
        if sum(v > 0 for v in values) * 2 >= len(values):
            return SPENDING_SIGN, _("frames are printed without a minus: more money is plus")
        return RESULT_SIGN, _("frames are printed as costs, with a minus")
    if amounts.sides:
        return SPENDING_SIGN, _("the columns beside the difference are what each committee gets")
    return "", ""


# -- rows --------------------------------------------------------------------------


def _readings(row: TableRow, amounts: Amounts) -> list[Values]:
    """The readings of a row's own amounts; those that its total or difference agrees with, if any does."""
    readings = list(row.readings)
    if row.sure or not readings:
        return [_own(values, amounts) for values in readings]
    if amounts.total is not None or amounts.sides:
        fitting = [values for values in readings if _disagrees(values, amounts) is None]
        if fitting:
            return list(dict.fromkeys(_own(values, amounts) for values in fitting))
    own = list(dict.fromkeys(_own(values, amounts) for values in readings))
    return [] if len(own) == 1 and is_uneven(readings[0], row.piece.tail) else own


def _own(values: Values, amounts: Amounts) -> Values:
    if amounts.sides:
        return tuple(side.own_less_theirs(values) for side in amounts.sides)
    return tuple(values[at] for at in amounts.at)


def _disagrees(values: Values, amounts: Amounts) -> tuple[Decimal, Decimal] | None:
    """A row's printed total or difference and what its amounts give, if these are not the same."""
    checks = [(values[s.difference], s.own_less_theirs(values)) for s in amounts.sides if s.difference >= 0]
    if amounts.total is not None and len(amounts.at) > 1:
        checks.append((values[amounts.total], sum((values[at] or ZERO for at in amounts.at), ZERO)))
    return next(((printed, got or ZERO) for printed, got in checks if printed not in (None, got or ZERO)), None)  # type: ignore[misc]


def _checked(row: TableRow, amounts: Amounts) -> tuple[str, ...]:
    found = [_disagrees(values, amounts) for values in row.readings]
    if None in found or not found or found[0] is None:
        return ()
    printed, got = found[0]
    said = _("the row's own total or difference is {printed}, but its amounts give {got}")
    return (said.format(printed=plain(printed), got=plain(got)),)


def _hold(row: TableRow, rows: list[Reading], pending: list[str]) -> None:
    """Words between rows: the end of the name above in a narrow cell, else a heading or a name's begin."""
    text = row.label
    if rows and not pending and text[:1].islower():
        doubt = _("the name is taken to end on the next line: {text}").format(text=text)
        rows[-1] = rows[-1]._replace(name=f"{rows[-1].name} {text}", doubts=(*rows[-1].doubts, doubt))
    else:
        pending.append(text)


def named(name: str, pending: list[str], heading: str) -> tuple[str, str, tuple[str, ...]]:
    """A row's name with the lines above that begin it, the heading it stands under, and doubts."""
    parts = [name] if name else []
    rest = list(pending)
    doubts: tuple[str, ...] = ()
    while rest and (not parts or parts[0][:1].islower()):
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
    return " ".join(" ".join(parts).split()), headings[-1].rstrip(":") if headings else heading, doubts


def _committee(name: str, heading: str, kind: str) -> str:
    """The committee that a row is of: itself or its heading, if they name one; of a frame, one of them."""
    if totals.is_total(name):
        return ""
    for text in (heading, name):
        if words.COMMITTEE.search(text):
            return text
    return (heading or name) if kind == FRAMES else ""


class TextColumns(NamedTuple):
    """What a table's columns of words hold: the name, the committee, the number; -1 where there is none."""

    named: int
    committee: int
    numbers: tuple[float, float] | None
    counted: bool
    joined: bool

    @classmethod
    def of(cls, grid: TableGrid) -> "TextColumns":
        """By the titles of the columns, else by how often the same words come again."""
        numbers = next(
            (
                (column.left, column.right)
                for column in grid.columns
                if words.NUMBER_TITLE.fullmatch(column.word)
                or (column.kind == NOTE and _is_before(column.left, grid))
            ),
            None,
        )
        counted = bool(grid.names) and bool(words.NUMBER_TITLE.fullmatch(grid.names[0])) and not numbers
        titles = [title.strip() for title in grid.texts]
        committees = [at for at, title in enumerate(titles) if words.COMMITTEE_TITLE.fullmatch(title)]
        names = [
            at for at in range(len(titles)) if at not in committees and not words.is_comment(titles[at])
        ]
        if len(titles) > 1 and not committees and len(names) > 1:
            texts = [[row.texts[at] for row in grid.figures] for at in names]
            repeats = [len(set(filter(None, column))) for column in texts]
            if repeats[0] < len(texts[0]):
                committees, names = [names[0]], names[1:]
        if not names and committees:
            names, committees = committees, []
        return cls(
            names[0] if len(titles) > 1 and names else -1,
            committees[0] if committees and names else -1,
            numbers,
            counted,
            not titles and _is_joined(grid.names),
        )

    def name(self, row: TableRow) -> str:
        """The row's own name; of a total, whichever column it stands in."""
        if self.joined and not totals.is_total(row.label):
            return row.label[_committee_end(row.label) :].strip(" :,–-")
        if self.named < 0 or len(row.texts) <= self.named:
            return row.label
        own = row.texts[self.named]
        return own or next((text for text in row.texts if text), "") or row.label

    def area(self, row: TableRow) -> str:
        """The committee in its own column."""
        if self.joined and not totals.is_total(row.label):
            return row.label[: _committee_end(row.label)].strip()
        if (
            self.committee < 0
            or len(row.texts) <= self.committee
            or totals.is_total(row.texts[self.committee])
        ):
            return ""
        return row.texts[self.committee]

    def number(self, row: TableRow, name: str) -> tuple[int, str]:
        """The number of the proposal that a row is of, in a column of its own or before its name."""
        if self.numbers:
            left, right = self.numbers
            cell = next((c for c in row.piece.figures if left <= c.left <= right), None)
            digits = re.sub(r"\D", "", cell.text) if cell else ""
            return (int(digits) if digits else 0), name
        match = _LEADING_NUMBER.match(name) if self.counted else None
        return (int(match[1]), name[match.end() :]) if match else (0, name)


def _is_joined(names: Sequence[str]) -> bool:
    """Whether a header names committees and then proposals, in a text without columns."""
    return len(names) == 2 and bool(words.COMMITTEE_TITLE.fullmatch(names[0]))


def _committee_end(label: str) -> int:
    """Where the committee that begins a row's text ends; 0 where it begins with none."""
    found = words.COMMITTEE.search(label)
    end = label.find(" ", found.end()) if found else -1
    return max(end, 0)


def _is_before(left: float, grid: TableGrid) -> bool:
    """Whether a column of figures stands before the names."""
    texts = [cell.left for row in grid.figures for cell in row.piece.texts]
    return bool(texts) and left < min(texts)
