"""Printed income statements: tables whose rows are those of a statement, each row kept and named."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.characters import slug
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, plain
from kalmar_cli.budget.rows import COSTS as OPERATING_COSTS
from kalmar_cli.budget.rows import GRANTS, NET_COST, OPERATING_COST, SHARE_ID, STANDARD, SUMS, TAX
from kalmar_cli.draft.find import cells, kind_words, labels, sums, words
from kalmar_cli.draft.find.cells import NOTHING, Values
from kalmar_cli.draft.find.found import FoundLine, FoundRow, FoundStatement
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.table_rows import TableRow, is_uneven, is_unread
from kalmar_cli.draft.find.words import AMOUNT, NOTE, OWN_COLUMN

_CORE = frozenset({OPERATING_COSTS, NET_COST, OPERATING_COST, TAX, GRANTS, "verksamhetens_intakter"})
_FEWEST, _FEWEST_CORE = 3, 2
_MOST_ROWS = 2_000  # no table with statements is longer
_OURS = (AMOUNT, OWN_COLUMN)
_MAY_BE_EMPTY = re.compile(r"extraordinar|jamforelsestorande|avskrivningar|balanskravsjust|medel_")
# Tax income of a municipality in mkr: what lies outside is printed in another unit than is said.
_LEAST_TAX, _MOST_TAX = Decimal(40), Decimal(100_000)


class RunRow(NamedTuple):
    """A row of a statement: its id, and the row of the table."""

    id: str
    row: TableRow


def runs(grid: TableGrid) -> list[list[RunRow]]:
    """The statements in one table, as the rows of each: a sum or first row that comes again begins one."""
    if len(grid.rows) > _MOST_ROWS:
        return []
    found: list[list[RunRow]] = [[]]
    ids = _Ids()
    for row in grid.rows:
        label = _name(row.label, grid)
        known = labels.row_of(label)
        if row.piece.words and not (known and _MAY_BE_EMPTY.match(known)) and not is_unread(row):
            continue
        if known in ids.taken and (known in SUMS or known in (OPERATING_COSTS, TAX)):
            found.append([])
            ids = _Ids()
        found[-1].append(RunRow(ids.of(label, known), row))
    return [run for run in found if is_statement(run)]


def all_rows(grid: TableGrid) -> list[RunRow]:
    """The rows of a table that is said to be a statement, known or not."""
    ids = _Ids()
    return [RunRow(ids.of(row.label, labels.row_of(row.label)), row) for row in grid.figures]


def is_statement(run: Sequence[RunRow]) -> bool:
    """Whether these rows are those of an income statement."""
    known = {row.id for row in run if row.id in labels.STANDARD_LABELS}
    return len(known) >= _FEWEST and len(known & _CORE) >= _FEWEST_CORE


def is_of_changes(grid: TableGrid, run: Sequence[RunRow]) -> bool:
    """Whether rows of a statement stand below changes that they sum up: a title of changes, little tax."""
    tax = [v for row in run if row.id == TAX for values in row.row.readings for v in values if v]
    small = all(abs(v) * UNITS[grid.unit or "mkr"] < _LEAST_TAX for v in tax)
    return (
        small and bool(kind_words.CHANGE_WORDS.search(grid.title)) and "result" not in grid.title.casefold()
    )


class _Ids:
    """Gives each row of a statement an id of its own."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._copies: Counter[str] = Counter()

    def of(self, label: str, known: str | None) -> str:
        """A row's id; what stands a second time below the tax is of the financial rows."""
        if known == "jamforelsestorande_poster" and known in self.taken:
            known = "finansiella_jamforelsestorande_poster"
        wanted = known or slug(label).replace("-", "_") or "rad"
        if labels.is_detail(label):
            wanted = "varav_" + re.sub(r"^(?:varav|darav)_", "", wanted)
        if not wanted[0].isalpha():
            wanted = f"rad_{wanted}"
        self._copies[wanted] += 1
        copies = self._copies[wanted]
        unique = wanted if copies == 1 else f"{wanted}_{copies}"
        self.taken.add(unique)
        return unique


def statement_of(grid: TableGrid, run: list[RunRow], lines: Sequence[FoundLine]) -> FoundStatement:
    """A statement out of its rows: one reading each where the sums decide, a doubt where they do not."""
    known = [at for at, row in enumerate(run) if row.id in labels.STANDARD_LABELS]
    last = max(known, default=len(run) - 1)
    below, run = run[last + 1 :], run[: last + 1]
    kept = [at for at, column in enumerate(grid.columns) if column.kind in _OURS and column.year]
    shares = {at for at, column in enumerate(grid.columns) if words.is_share(column.word)}
    choices = {row.id: _without(shares, row.row.readings) for row in run if row.row.readings}
    turned = _is_turned(choices, kept)
    if turned:
        choices = {
            id: readings if id == SHARE_ID else [tuple(v if not v else -v for v in r) for r in readings]
            for id, readings in choices.items()
        }
    names = {row.id: row.row.label for row in run if row.id not in labels.STANDARD_LABELS}
    solved = sums.solve(choices, names, kept)
    with_notes = _with_unnamed_notes(grid, run)
    if solved.failing and with_notes and not turned:
        again = sums.solve({**choices, **with_notes}, names, kept)
        solved = again if len(again.failing) < len(solved.failing) else solved
    rows: dict[str, FoundRow] = {}
    for id, row in run:
        values, doubts = _read(id, row, solved, len(grid.columns))
        rows[id] = FoundRow(
            _name(row.label, grid), tuple(values[at] for at in kept), lines[row.piece.start], doubts
        )
    unit, said = _unit(grid, rows)
    of = [grid.columns[at] for at in kept]
    columns = tuple(("" if column.kind == OWN_COLUMN else column.word, column.year) for column in of)
    return FoundStatement(
        grid.title,
        grid.section,
        columns,
        rows,
        {id: row.name for id, row in rows.items() if id != SHARE_ID and _is_own_label(id, row.name)},
        unit,
        lines[run[0].row.piece.start],
        (grid.start, (below or run)[-1].row.piece.end),
        (*_doubtful_header(grid, lines), *said),
        solved.memo,
        left_out(grid),
        tuple(_remarks(grid, rows, solved.memo, below, turned)),
    )


def _without(columns: set[int], readings: Sequence[Values]) -> list[Values]:
    """Readings of a row without what stands in some columns, each once."""
    kept = (tuple(None if at in columns else v for at, v in enumerate(values)) for values in readings)
    return list(dict.fromkeys(kept))


def _with_unnamed_notes(grid: TableGrid, run: Sequence[RunRow]) -> dict[str, list[Values]]:
    """The readings of a text's rows if references without a heading stand before the figures."""
    if grid.texts or any(column.kind == NOTE for column in grid.columns):
        return {}
    count = len(grid.columns)
    found = {
        row.id: [
            values[1:]
            for values in cells.readings(row.row.piece.tail, count + 1, grid.style, frozenset({0}))
        ]
        for row in run
        if row.row.piece.tail
    }
    return {id: list(dict.fromkeys(readings)) for id, readings in found.items() if readings}


def _read(id: str, row: TableRow, solved: sums.Solved, count: int) -> tuple[Values, tuple[str, ...]]:
    """A row's figures, or nothing and a doubt with what stands there."""
    nothing: Values = (None,) * count
    if row.piece.uncomputed:
        return nothing, (
            _("the formulas of this row have no results; open and save the workbook in a spreadsheet"),
        )
    if is_unread(row):
        return nothing, (_("the figures cannot be told apart: {text}").format(text=row.label),)
    if row.piece.words:
        return nothing, ()
    text = " ".join((row.piece.tail or "  ".join(cell.text for cell in row.piece.figures)).split())
    doubts = (*row.doubts, *solved.doubts.get(id, ()))
    if id not in solved.values:
        if all(NOTHING.match(word) for word in text.split()):
            return nothing, ()
        return nothing, (
            *row.doubts,
            _("the row does not hold {count} figures: {text}").format(count=count, text=text),
        )
    if id in solved.open:
        return nothing, doubts
    values = solved.values[id]
    joined = not row.piece.figures and len(text.split()) > sum(value is not None for value in values)
    unproved = not row.sure and (is_uneven(values, text) or len(row.readings) > 1)
    if id not in solved.proved and (unproved or (joined and id in solved.failing)):
        return nothing, (*doubts, _("the figures cannot be told apart: {text}").format(text=text))
    return values, doubts


def _is_turned(choices: dict[str, list[Values]], kept: Sequence[int]) -> bool:
    """Whether income is printed as negative and costs as positive in the columns that are `kept`."""

    def figures(*ids: str) -> list[Decimal]:
        first = (reading for id in ids for reading in choices.get(id, [])[:1])
        return [value for reading in first for at in kept if (value := reading[at])]

    tax, costs = figures(TAX), figures(OPERATING_COSTS, OPERATING_COST, NET_COST)
    return bool(tax and costs) and all(value < 0 for value in tax) and all(value > 0 for value in costs)


def _name(label: str, grid: TableGrid) -> str:
    """A label as printed, without the note that a column of notes left at its end."""
    label = re.sub(r"(?:\s\?)+$", "", label)
    if any(column.kind == NOTE for column in grid.columns):
        label = re.sub(r"\s+(?:not\s*)?\d{1,2}[A-Za-z]?(?:\s*,\s*\d{1,2}[A-Za-z]?)*$", "", label)
    return label


def _is_own_label(id: str, name: str) -> bool:
    return id not in STANDARD or labels.squeezed(name) != labels.squeezed(STANDARD[id].label)


def _unit(grid: TableGrid, rows: dict[str, FoundRow]) -> tuple[str, list[str]]:
    """The unit of a statement, and the doubt about it: not printed, or not one that its size allows."""
    doubts = []
    unit = grid.unit
    tax = max((abs(v) for v in rows[TAX].values if v), default=None) if TAX in rows else None
    if not unit:
        fitting = [u for u in UNITS if tax is None or _LEAST_TAX <= tax * UNITS[u] <= _MOST_TAX]
        unit = (fitting or ["mkr"])[0]
        doubts.append(_("no unit is printed at this statement; {unit} is assumed").format(unit=unit))
    elif tax is not None and not _LEAST_TAX <= tax * UNITS[unit] <= _MOST_TAX:
        doubts.append(
            _("{unit} is printed, but tax income of {amount} {unit} is no municipality's").format(
                unit=unit, amount=plain(tax)
            )
        )
    return unit, doubts


def _doubtful_header(grid: TableGrid, lines: Sequence[FoundLine]) -> list[str]:
    if not grid.doubtful:
        return []
    header = " ".join(" ".join(line.text.split()) for line in lines[grid.start : grid.rows[0].piece.start])
    return [_("the words and years of the header do not pair off: {text}").format(text=header[:200])]


def left_out(grid: TableGrid) -> tuple[str, ...]:
    """The columns of a table that are none of ours, as printed."""
    return tuple(
        column.title or "–" for column in grid.columns if column.kind not in _OURS or not column.year
    )


def _remarks(
    grid: TableGrid,
    rows: dict[str, FoundRow],
    memo: tuple[str, ...],
    below: list[RunRow],
    turned: bool,
) -> list[str]:
    """What was done and is no doubt: signs, thousands, rows of the document's own, columns left out."""
    said = []
    if turned:
        said.append(_("the document prints income as negative; every sign is turned"))
    if grid.style.comma:
        said.append(_("a comma before three digits is read as a thousands sign"))
    own = [row.name for id, row in rows.items() if id not in labels.STANDARD_LABELS]
    if own:
        said.append(_("rows of the document's own, kept: {rows}").format(rows="; ".join(own)))
    if memo:
        said.append(
            _("rows that the sums do not count: {rows}").format(
                rows="; ".join(rows[id].name for id in memo)
            )
        )
    if below:
        said.append(
            _("rows below the last known one, left out: {rows}").format(
                rows="; ".join(row.row.label for row in below)
            )
        )
    if left_out(grid):
        said.append(_("columns left out: {columns}").format(columns="; ".join(left_out(grid))))
    return said
