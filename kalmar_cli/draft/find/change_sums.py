"""The rows of a table of changes with one reading each: the one that the printed totals agree with."""

from collections.abc import Iterator
from itertools import product

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import plain
from kalmar_cli.draft.find import totals
from kalmar_cli.draft.find.cells import Values
from kalmar_cli.draft.find.found import Change, FoundRow
from kalmar_cli.draft.find.sums import unevenness
from kalmar_cli.draft.find.totals import Above, Reading

_COMBINATIONS = 5000
_MOST_WORK = 2_000_000  # rows looked at for one total
_UNEVENNESS = (1000, 100, 10)


def decided(rows: list[Reading]) -> tuple[list[Change], list[tuple[Reading, str]]]:
    """The rows with one reading each, where totals decide; and those that cannot be read, with why.

    What is the sum of other rows is a total, whatever it is called.
    """
    rows = [row._replace(readings=sorted(row.readings, key=unevenness)) for row in rows]
    may_be = totals.may_be_sums(rows)
    chosen = _chosen([row.as_sum() if at in may_be else row for at, row in enumerate(rows)])
    likely = {at: row.readings[0] for at, row in enumerate(rows)}
    rows, proved = _with_details(rows, likely if len(chosen) < len(rows) else chosen)
    if proved and len(chosen) < len(rows):
        rows = [row._replace(readings=[likely[at]]) for at, row in enumerate(rows)]
        chosen = likely
    for at in totals.sums_among(rows, may_be, chosen):
        if totals.by_chance(rows, chosen[at]):
            doubt = _("it is the sum of the lines above; is it a total, and no line?")
            rows[at] = rows[at]._replace(doubts=(*rows[at].doubts, doubt))
        else:
            rows[at] = rows[at].as_sum()
    chosen = _chosen(rows)
    unread = []
    for at, row in enumerate(rows):
        if at not in chosen:
            shown = "; ".join(_shown(reading) for reading in row.readings[:3])
            unread.append((row, _("the figures can be read as {readings}").format(readings=shown)))
    return _changes(rows, chosen, proved), unread


def _with_details(rows: list[Reading], chosen: dict[int, Values]) -> tuple[list[Reading], set[int]]:
    """The rows; those that are the sum of rows beside them as totals of these, and which they are.

    They are, if all printed totals then hold, or if there are none and it cannot be chance.
    """
    found = totals.details(rows, chosen)
    if not found:
        return rows, set()
    result = list(rows)
    for at, parts in found.items():
        for part in parts:
            result[part] = rows[part]._replace(heading=rows[at].name, area=rows[at].area or rows[part].area)
        result[at] = rows[at].as_sum()._replace(heading=rows[at].name)
    proved = set(found)
    failing, left = (
        sum(bool(change.row.doubts) for change in _changes(some, chosen, known) if change.total)
        for some, known in ((rows, set[int]()), (result, proved))
    )
    sure = all(len(row.readings) == 1 for row in rows)
    if left == 0 and (failing or (sure and not any(row.total for row in rows))):
        return result, proved
    return rows, set()


def _groups(rows: list[Reading]) -> Iterator[list[Reading]]:
    """The rows up to each total, with it: what is decided together; several totals in a row count once."""
    group: list[Reading] = []
    for row in rows:
        if group and group[-1].total and not row.total:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _chosen(rows: list[Reading]) -> dict[int, Values]:
    """Index of a row → its one reading, for those that have one or that a total decides."""
    found: dict[int, Values] = {}
    start = 0
    for group in _groups(rows):
        found.update({start + at: values for at, values in _decide(group).items()})
        start += len(group)
    return found


def _decide(group: list[Reading]) -> dict[int, Values]:
    """One reading for each row of a group: the only one, or the one that its total requires."""
    sure = {at: row.readings[0] for at, row in enumerate(group) if len(row.readings) == 1}
    likely = {at: row.readings for at, row in enumerate(group) if len(row.readings) > 1}
    if not likely:
        return sure
    most = min(_COMBINATIONS, _MOST_WORK // len(group))
    for limit in _UNEVENNESS:
        if _size(likely) <= most:
            break
        likely = {
            key: [r for r in readings if unevenness(r) < limit] or readings[:1]
            for key, readings in likely.items()
        }
    if _size(likely) > most:
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
    """Whether a group has totals and lines, and each total is the sum of lines above it."""
    above = Above()
    sums = sum(row.total for row in group)
    for at, row in enumerate(group):
        if row.total and not above.holds(chosen[at], row.heading):
            return False
        above.add(chosen[at], row.heading, total=row.total)
    return 0 < sums < len(group)


def _changes(rows: list[Reading], chosen: dict[int, Values], proved: set[int]) -> list[Change]:
    """The rows that are read, a doubt at each total that is no sum of them and not `proved` to be one."""
    changes: list[Change] = []
    above = Above()
    for at, values in sorted(chosen.items()):
        row = rows[at]
        doubts = row.doubts
        if row.total and at not in proved and not above.holds(values, row.heading):
            doubts += (_("no sum of the lines above it is this total"),)
        above.add(values, row.heading, total=row.total)
        found = FoundRow(row.name, values, row.line, doubts)
        changes.append(Change(found, row.heading, row.total, row.area, row.number))
    return changes


def _shown(values: Values) -> str:
    return "[" + ", ".join("null" if v is None else plain(v) for v in values) + "]"
