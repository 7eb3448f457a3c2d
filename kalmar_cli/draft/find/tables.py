"""Every table of a document, each for itself: what it is, what it says, and why it was taken for that."""

import re
from collections import Counter
from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import broken_cells, changes, frame_lists, grids, kinds, pasted, statements
from kalmar_cli.draft.find.column_years import budget_year, first_year
from kalmar_cli.draft.find.found import (
    CHANGES,
    FRAMES,
    Answers,
    FoundLine,
    FoundStatement,
    FoundTable,
    FoundTables,
    SeenTable,
)
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.kinds import SKIPPED, STATEMENT, TableKind
from kalmar_cli.draft.find.sides import with_sides
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.find.words import AMOUNT, NOTE, OWN_COLUMN, SKIP, TOTAL_COLUMN
from kalmar_cli.draft.source.document import Pages

_YEAR = re.compile(r"\b(20\d\d)\b")
_BUDGET = re.compile(r"budget|yrkande|reservation|ramar|driftbudget", re.I)


def find(document: Pages, answers: Answers, *, based: bool, year: int = 0) -> FoundTables:
    """The tables of a document; `based` says that the budget proposes changes to another one."""
    lines = broken_cells.joined(pasted.rebuilt(document.lines))
    unit = _unit(lines)
    read = [with_sides(grid._replace(unit=grid.unit or unit)) for grid in grids.find(lines)]
    # What is said of the unit is of the tables that print none, if there are such.
    bare = not all(grid.unit for grid in read)
    seen = [_answered(grid, at, answers, keep=bare) for at, grid in enumerate(read, 1)]
    year = year or _year(lines, seen)
    seen = [_dated(grid, year) for grid in seen]
    statement = any(statements.runs(grid) for grid in seen)
    printed: list[FoundStatement] = []
    tables: list[FoundTable] = []
    shown: list[SeenTable] = []
    for number, grid in enumerate(seen, 1):
        kind = kinds.kind_of(grid, year, based=based, statement=statement)
        if number in answers.tables:
            kind = TableKind(answers.tables[number], _("you said so"))
        kind = _take(grid, kind, lines, year, document.kind, printed, tables)
        if kind.kind in (CHANGES, FRAMES):
            tables[-1] = answers.said_of(number, tables[-1])
        shown.append(_seen(number, grid, kind, lines))
    taken = {at for grid in seen for at in range(grid.start, grid.end)}
    listed = frame_lists.find(lines, taken, year, len(shown) + 1)
    for table, one in listed:
        said = answers.tables.get(one.number, "")
        if table and said != SKIPPED:
            table = answers.said_of(one.number, table)
            tables.append(table._replace(kind=said) if said in (CHANGES, FRAMES) else table)
        shown.append(one._replace(taken_for=said, why=_("you said so")) if said else one)
    return FoundTables(tuple(printed), tuple(tables), tuple(shown))


def _take(
    grid: TableGrid,
    kind: TableKind,
    lines: Sequence[FoundLine],
    year: int,
    document_kind: str,
    printed: list[FoundStatement],
    tables: list[FoundTable],
) -> TableKind:
    """Adds what a table of a kind is to what was found; the kind, or why it could not be read so."""
    if kind.kind == STATEMENT:
        runs = statements.runs(grid) or [statements.all_rows(grid)]
        found = [statements.statement_of(grid, run, lines) for run in runs if run]
        found = [statement for statement in found if statement.columns and statement.cells]
        printed += found
        return kind if found else TableKind(SKIPPED, _("no row of it could be read"))
    if kind.kind in (CHANGES, FRAMES):
        table = changes.table_of(grid, lines, kind.kind, year, document_kind)
        if table:
            tables.append(table)
            return kind
        return TableKind(SKIPPED, _("no row of it could be read"))
    return kind


def _dated(grid: TableGrid, year: int) -> TableGrid:
    """A table whose own column, named without a year, is of the document's year."""
    columns = (c._replace(year=c.year or year) if c.kind == OWN_COLUMN else c for c in grid.columns)
    return grid._replace(columns=tuple(columns))


def _answered(grid: TableGrid, number: int, answers: Answers, *, keep: bool) -> TableGrid:
    """A table with what the user says of it: its columns, and its unit unless it is to `keep` its own."""
    names = {"note": NOTE, "skip": SKIP, "total": TOTAL_COLUMN, "amount": AMOUNT}
    columns = list(grid.columns)
    for (table, column), what in answers.columns.items():
        if table == number and 0 < column <= len(columns):
            columns[column - 1] = columns[column - 1]._replace(kind=names.get(what, what))
    wanted = answers.own_column.casefold()
    if wanted and any(wanted in column.title.casefold() for column in columns):
        columns = [
            column._replace(
                kind=SKIP
                if wanted not in column.title.casefold()
                else AMOUNT
                if column.year
                else OWN_COLUMN
            )
            if column.kind != NOTE
            else column
            for column in columns
        ]
    return grid._replace(columns=tuple(columns), unit=(keep and grid.unit) or answers.unit or grid.unit)


_ALL_TABLES = re.compile(
    r"\b(?:samtliga|alla)\s+(?:tabeller|belopp|siffror)\b|\bbelopp(?:en)?\s+(?:anges|redovisas|är)\b", re.I
)


def _unit(lines: Sequence[FoundLine]) -> str:
    """The unit that a document says of all its tables, or nothing."""
    said = (unit_in(line.text) for line in lines if _ALL_TABLES.search(line.text))
    return next(filter(None, said), "")


def _year(lines: Sequence[FoundLine], seen: Sequence[TableGrid]) -> int:
    """The year that a document's first lines and its headers speak of most; 0 where none does."""
    votes: Counter[int] = Counter()
    first = [line.text for line in lines[:60] if not line.blank]
    titled = [text for text in first if _BUDGET.search(text) and _YEAR.search(text) and len(text) < 120]
    for text in [*titled[:1], *(grid.title for grid in seen)]:
        votes.update(int(year) for year in _YEAR.findall(text)[:1])
    for grid in seen:
        of = budget_year((c.word, c.year) for c in grid.columns if c.kind == AMOUNT and c.year)
        votes.update([of] if of else [])
    if votes:
        return max(votes, key=lambda year: (votes[year], year))
    running = (first_year((c.word, c.year) for c in g.columns if c.kind == AMOUNT and c.year) for g in seen)
    alone = (int(text) for text in first if _YEAR.fullmatch(text.strip()))  # a line of the title
    return next(filter(None, running), 0) or next(alone, 0)


def _seen(number: int, grid: TableGrid, kind: TableKind, lines: Sequence[FoundLine]) -> SeenTable:
    row = grid.figures[0]
    figures = [cell.text for cell in row.piece.figures] or row.piece.tail.split()
    return SeenTable(
        number,
        lines[grid.start],
        (grid.start, grid.end),
        grid.title,
        tuple(column.title or "–" for column in grid.columns),
        (row.label, *figures),
        len(grid.figures),
        grid.unit,
        kind.kind,
        kind.why,
        kind.open,
    )
