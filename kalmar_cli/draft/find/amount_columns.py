"""Which columns of a table of changes or frames hold its amounts, and what a row has in them."""

from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, plain
from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.cells import Values
from kalmar_cli.draft.find.columns import TableColumn
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.table_rows import TableRow, is_uneven
from kalmar_cli.draft.find.words import (
    AMOUNT,
    DIFFERENCE_COLUMN,
    DOWN_COLUMN,
    NET_COLUMN,
    OWN_COLUMN,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
    UP_COLUMN,
)


class Side(NamedTuple):
    """One year of two budgets side by side: the columns of the own, the other's, the difference (or -1)."""

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
    """Which columns hold the amounts: by year, the own beside another's, or more beside less."""

    years: tuple[int, ...]
    at: tuple[int, ...]
    sides: tuple[Side, ...] = ()
    total: int | None = None
    down: tuple[int, ...] = ()

    @property
    def used(self) -> set[int]:
        """Every column that is read or held against them."""
        beside = {at for side in self.sides for at in side}
        return {*self.at, *self.down, *beside} | ({self.total} if self.total is not None else set())


def amounts_of(grid: TableGrid, year: int, *, since: int = 0) -> Amounts | None:
    """The columns of amounts of years from `since` on, or None; `year` is the budget's."""
    kinds = [column.kind for column in grid.columns]
    total = kinds.index(TOTAL_COLUMN) if TOTAL_COLUMN in kinds else None
    if OWN_COLUMN in kinds and THEIRS_COLUMN in kinds:
        sides = _sides(grid, year)
        beside = tuple(sides.values())
        return Amounts(tuple(sides), tuple(side.own for side in beside), beside) if sides else None
    if UP_COLUMN in kinds and DOWN_COLUMN in kinds:
        ups, downs = (
            {grid.columns[at].year or year: at for at, kind in enumerate(kinds) if kind == wanted}
            for wanted in (UP_COLUMN, DOWN_COLUMN)
        )
        if not all(ups) or set(ups) != set(downs):
            return None
        return Amounts(tuple(ups), tuple(ups.values()), down=tuple(downs.values()))
    only = next((kind for kind in (DIFFERENCE_COLUMN, NET_COLUMN) if kind in kinds), "")
    last: dict[int, int] = {}
    if only:
        of_kind = [at for at, kind in enumerate(kinds) if kind == only]
        last = {grid.columns[at].year or year: at for at in of_kind}
        if 0 in last or len(last) < len(of_kind):
            return None
        years = tuple(of for of in sorted(last) if of >= since)
        return Amounts(years, tuple(last[of] for of in years)) if years else None
    for at, column in enumerate(grid.columns):
        if (
            column.kind in (AMOUNT, OWN_COLUMN)
            and column.year >= max(since, 1)
            and words.is_own(column.word)
        ):
            last[column.year] = at
    if not last:  # what changes is all that the table has: Ändring 2025, Ändring 2026
        by_year = {column.year: at for at, column in enumerate(grid.columns) if _is_difference(column)}
        last = {of: at for of, at in by_year.items() if of >= max(since, year, 1)}
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
            (i for i in range(max(at, nearest) + 1, len(grid.columns)) if _is_difference(grid.columns[i])),
            -1,
        )
        found[column.year or year] = Side(at, nearest, difference)
    return found


def _is_difference(column: TableColumn) -> bool:
    named = column.kind == SKIP and words.is_difference(column.word)
    return column.kind == DIFFERENCE_COLUMN or bool(named)


def own_readings(row: TableRow, amounts: Amounts) -> list[Values]:
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
    if amounts.down:
        pairs = ((values[up], values[down]) for up, down in zip(amounts.at, amounts.down, strict=True))
        return tuple(
            None if more is None and less is None else (more or ZERO) - abs(less or ZERO)
            for more, less in pairs
        )
    return tuple(values[at] for at in amounts.at)


def _disagrees(values: Values, amounts: Amounts) -> tuple[Decimal, Decimal] | None:
    """A row's printed total or difference and what its amounts give, if these are not the same."""
    checks = [(values[s.difference], s.own_less_theirs(values)) for s in amounts.sides if s.difference >= 0]
    if amounts.total is not None and len(amounts.at) > 1:
        checks.append((values[amounts.total], sum((values[at] or ZERO for at in amounts.at), ZERO)))
    return next(
        ((printed, got or ZERO) for printed, got in checks if printed not in (None, got or ZERO)), None
    )


def doubts_of(row: TableRow, amounts: Amounts) -> tuple[str, ...]:
    """The doubt about a row whose own total or difference is another than its amounts give."""
    found = [_disagrees(values, amounts) for values in row.readings]
    if None in found or not found or found[0] is None:
        return ()
    printed, got = found[0]
    said = _("the row's own total or difference is {printed}, but its amounts give {got}")
    return (said.format(printed=plain(printed), got=plain(got)),)
