"""The rows of a table of changes with one reading each: the one that the printed totals agree with."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, plain
from kalmar_cli.draft.find import labels
from kalmar_cli.draft.find.found import Change, FoundLine, FoundRow

_COMBINATIONS = 5000


class Reading(NamedTuple):
    """A row as it stands: its name, heading and place, every way to read its figures, and doubts."""

    name: str
    heading: str
    line: FoundLine
    readings: list[tuple[Decimal | None, ...]]
    doubts: tuple[str, ...]


def decided(rows: list[Reading]) -> list[Change]:
    """The rows with one reading each: where there are several, the one that the totals agree with."""
    open_rows = [row for row in rows if len(row.readings) > 1]
    size = 1
    for row in open_rows:
        size *= len(row.readings)
    chosen = {id(row): row.readings[0] for row in rows}
    doubted = {id(row) for row in open_rows}
    if 1 < size <= _COMBINATIONS:
        fitting = []
        for combination in product(*(row.readings for row in open_rows)):
            attempt = {**chosen, **{id(row): v for row, v in zip(open_rows, combination, strict=True)}}
            changes = _changes(rows, attempt, set())
            if any(c.total for c in changes) and not any(c.row.doubts for c in changes if c.total):
                fitting.append(combination)
        if fitting:
            chosen |= {id(row): v for row, v in zip(open_rows, fitting[0], strict=True)}
            doubted = {id(r) for i, r in enumerate(open_rows) if len({f[i] for f in fitting}) > 1}
    return _changes(rows, chosen, doubted)


def _changes(
    rows: list[Reading], chosen: dict[int, tuple[Decimal | None, ...]], doubted: set[int]
) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        values = chosen[id(row)]
        doubts = row.doubts
        if id(row) in doubted:
            shown = "; ".join(_shown(reading) for reading in row.readings[:3])
            doubts += (_("the figures can be read as {readings}").format(readings=shown),)
        total = bool(labels.TOTAL_NAME.match(row.name))
        if total and not _agrees(values, changes, row.heading):
            doubts += (_("no sum of the lines above it is this total"),)
        changes.append(Change(FoundRow(row.name, values, row.line, doubts), row.heading, total))
    return changes


def covered(changes: Iterable[Change], heading: str) -> list[list[Change]]:
    """What a total may be the sum of: all lines above, those since the last total, those of its heading."""
    above = list(changes)
    lines = [change for change in above if not change.total]
    last = max((i for i, change in enumerate(above) if change.total), default=-1)
    return [lines, above[last + 1 :], [change for change in lines if change.heading == heading]]


def _agrees(values: tuple[Decimal | None, ...], above: list[Change], heading: str) -> bool:
    wanted = [value or ZERO for value in values]
    if not above:
        return False
    for group in covered(above, heading):
        sums = [sum((c.row.values[i] or ZERO for c in group), ZERO) for i in range(len(values))]
        if sums == wanted:
            return True
    totals = [change for change in above if change.total]
    return [sum((c.row.values[i] or ZERO for c in totals), ZERO) for i in range(len(values))] == wanted


def _shown(values: tuple[Decimal | None, ...]) -> str:
    return "[" + ", ".join("null" if v is None else plain(v) for v in values) + "]"
