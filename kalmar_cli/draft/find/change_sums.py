"""The rows of a table of changes with one reading each: the one that the printed totals agree with."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, plain
from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.cells import Values
from kalmar_cli.draft.find.found import Change, FoundLine, FoundRow
from kalmar_cli.draft.find.sums import unevenness

_COMBINATIONS = 5000
_UNEVENNESS = (1000, 100, 10)


class Reading(NamedTuple):
    """A row as it stands: its name, heading and place, every way to read its figures, and doubts."""

    name: str
    heading: str
    line: FoundLine
    readings: list[Values]
    doubts: tuple[str, ...]
    area: str = ""
    number: int = 0


def is_total(name: str) -> bool:
    """Whether a row is a printed sum, by its name."""
    return bool(words.TOTAL_NAME.match(name))


def decided(rows: list[Reading]) -> tuple[list[Change], list[tuple[Reading, str]]]:
    """The rows with one reading each, where totals decide; and those that cannot be read, with why."""
    rows = [row._replace(readings=sorted(row.readings, key=unevenness)) for row in rows]
    groups = list(_groups(rows))
    chosen: dict[int, Values] = {}
    unread: list[tuple[Reading, str]] = []
    for group in groups:
        read = _decide(group)
        for row in group:
            if id(row) in read:
                chosen[id(row)] = read[id(row)]
            else:
                shown = "; ".join(_shown(reading) for reading in row.readings[:3])
                unread.append((row, _("the figures can be read as {readings}").format(readings=shown)))
    return _changes([row for row in rows if id(row) in chosen], chosen), unread


def _groups(rows: list[Reading]) -> Iterator[list[Reading]]:
    """The rows up to each total, with it: what is decided together; several totals in a row count once."""
    group: list[Reading] = []
    for row in rows:
        if group and is_total(group[-1].name) and not is_total(row.name):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _decide(group: list[Reading]) -> dict[int, Values]:
    """One reading for each row of a group: the only one, or the one that its total requires."""
    sure = {id(row): row.readings[0] for row in group if len(row.readings) == 1}
    unsure = [row for row in group if len(row.readings) > 1]
    if not unsure:
        return sure
    likely = {id(row): row.readings for row in unsure}
    for limit in _UNEVENNESS:
        if _size(likely) <= _COMBINATIONS:
            break
        likely = {
            key: [r for r in readings if unevenness(r) < limit] or readings[:1]
            for key, readings in likely.items()
        }
    if _size(likely) > _COMBINATIONS:
        likely = {key: readings[:1] for key, readings in likely.items()}
    fitting = []
    for combination in product(*likely.values()):
        attempt = {**sure, **dict(zip(likely, combination, strict=True))}
        if _holds(group, attempt):
            fitting.append(combination)
    decided = dict(sure)
    for at, key in enumerate(likely):
        left = {combination[at] for combination in fitting}
        if len(left) == 1:
            decided[key] = left.pop()
    return decided


def _size(likely: dict[int, list[Values]]) -> int:
    size = 1
    for readings in likely.values():
        size *= len(readings)
        if size > _COMBINATIONS:
            break  # more than are tried, however many
    return size


def _holds(group: list[Reading], chosen: dict[int, Values]) -> bool:
    changes: list[Change] = []
    totals = 0
    for row in group:
        values = chosen[id(row)]
        total = is_total(row.name)
        if total and not _agrees(values, changes, row.heading):
            return False
        totals += total
        changes.append(Change(FoundRow(row.name, values, row.line), row.heading, total))
    return totals > 0 and len(group) > totals


def _changes(rows: list[Reading], chosen: dict[int, Values]) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        values, doubts = chosen[id(row)], row.doubts
        total = is_total(row.name)
        if total and not _agrees(values, changes, row.heading):
            doubts += (_("no sum of the lines above it is this total"),)
        changes.append(
            Change(FoundRow(row.name, values, row.line, doubts), row.heading, total, row.area, row.number)
        )
    return changes


def covered(changes: Iterable[Change], heading: str) -> list[list[Change]]:
    """What a total may be the sum of: all lines above, those since the last total, those of its heading."""
    above = list(changes)
    lines = [change for change in above if not change.total]
    last = max((i for i, change in enumerate(above) if change.total), default=-1)
    return [lines, above[last + 1 :], [change for change in lines if change.heading == heading]]


def _agrees(values: Values, above: Sequence[Change], heading: str) -> bool:
    wanted = [value or ZERO for value in values]
    if not above:
        return False
    for group in covered(above, heading):
        sums = [sum((c.row.values[i] or ZERO for c in group), ZERO) for i in range(len(values))]
        if group and _near(sums, wanted, group):
            return True
    totals = [change for change in above if change.total]
    return [sum((c.row.values[i] or ZERO for c in totals), ZERO) for i in range(len(values))] == wanted


def _near(sums: list[Decimal], wanted: list[Decimal], group: Sequence[Change]) -> bool:
    """Whether sums are a total's figures, or so near that the rounding of the printed rows explains it."""
    step = min((v.as_tuple().exponent for v in wanted if v), default=0)
    slack = Decimal(1).scaleb(int(step)) * (len(group) + 1) / 2 if len(group) > 2 else ZERO
    slack = slack if any(wanted) and slack < max(map(abs, wanted)) / 100 else ZERO
    return all(abs(got - printed) <= slack for got, printed in zip(sums, wanted, strict=True))


def _shown(values: tuple[Decimal | None, ...]) -> str:
    return "[" + ", ".join("null" if v is None else plain(v) for v in values) + "]"
