"""Two budgets side by side in a table: which column is the own, which another's, which the difference."""

from collections.abc import Sequence

from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.columns import TableColumn
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.words import (
    AMOUNT,
    DIFFERENCE_COLUMN,
    OWN_COLUMN,
    PARTY_COLUMN,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
)

_FEWEST = 2  # rows that show what a column is


def with_sides(grid: TableGrid) -> TableGrid:
    """A table with its columns as own, theirs and difference, where words or figures say so.

    Two columns of one year, and a third that is the second less the first in every row: the third is
    the difference, the second the own one, whatever they are called.
    """
    columns = list(grid.columns)
    for at in range(len(columns) - 2):
        theirs, own, difference = columns[at : at + 3]
        if not _beside(theirs, own) or not _may_differ(own, difference) or not _is_difference(grid, at):
            continue
        for place, kind in enumerate((THEIRS_COLUMN, OWN_COLUMN, DIFFERENCE_COLUMN), at):
            columns[place] = columns[place]._replace(kind=kind, year=own.year)
    kinds = [column.kind for column in columns]
    if OWN_COLUMN not in kinds:
        other = [at for at, column in enumerate(columns) if _may_be_own(column)]
        parties = {columns[at].word for at in other if columns[at].kind == PARTY_COLUMN}
        alone = (
            kinds.count(THEIRS_COLUMN) == len(other) == 1 if THEIRS_COLUMN in kinds else len(parties) == 1
        )
        for at in other if alone else ():
            columns[at] = columns[at]._replace(kind=OWN_COLUMN)
    return grid._replace(columns=tuple(columns))


def _beside(theirs: TableColumn, own: TableColumn) -> bool:
    """Whether two columns may hold the same year of two budgets."""
    return (
        theirs.year == own.year
        and all(column.kind == THEIRS_COLUMN or _may_be_own(column) for column in (theirs, own))
        and theirs.word.casefold() != own.word.casefold()
        and not any(words.is_past(column.word) for column in (theirs, own))
    )


def _may_be_own(column: TableColumn) -> bool:
    """Whether a column holds somebody's figures, or those of a year."""
    return column.kind in (AMOUNT, OWN_COLUMN, PARTY_COLUMN) or (
        column.kind == SKIP and not column.year and words.is_somebodys(column.word)
    )


def _may_differ(own: TableColumn, difference: TableColumn) -> bool:
    return difference.kind in (AMOUNT, SKIP, DIFFERENCE_COLUMN, TOTAL_COLUMN) and difference.year in (
        0,
        own.year,
    )


def _is_difference(grid: TableGrid, at: int) -> bool:
    """Whether in every row some reading has the third column as the second less the first."""
    rows = [row for row in grid.figures if row.readings]
    return len(rows) >= _FEWEST and all(
        any(_subtracts(values[at : at + 3]) for values in row.readings) for row in rows
    )


def _subtracts(values: Sequence) -> bool:  # type: ignore[type-arg]
    theirs, own, difference = (value or 0 for value in values)
    return bool(own - theirs == difference)
