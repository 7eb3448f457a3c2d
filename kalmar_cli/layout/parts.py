"""A table taken apart: columns of figures over several sheets, those that belong together on one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.reports.table import Column, Value


class Wide(NamedTuple):
    """A column after spreading: what it shows, of which year, and other words above it than its own."""

    column: Column
    spread: Value
    words: tuple[str, str] | None = None


Arrangement = list[tuple[str, list[Wide]]]


def in_parts(title: str, keys: list[Wide], rest: list[Column]) -> Iterable[Arrangement]:
    """Columns that are all of figures, over ever more sheets, each with the rows' names.

    Those of a group stay together as long as they can, a difference beside the change of the same
    figure, and each sheet has in front what its columns are a change from.
    """
    if any(c.kind not in ("number", "percent", "count") for c in rest):
        return
    earlier = {c.against for c in rest}
    groups = [list(of) for _group, of in groupby(rest, lambda c: c.group or c.id)]
    groups = [of for of in groups if not earlier.issuperset(c.id for c in of)]
    units: list[list[Column]] = []
    for of in groups:
        if units and of[0].group and not of[0].against:
            units[-1] = units[-1] + of
        else:
            units.append(of)
    ways = [
        [list(chain(*units[start : start + size])) for start in range(0, len(units), size)]
        for size in range(len(units) - 1, 0, -1)
    ]
    ways += [way for way in (groups, [[c] for c in chain(*groups)]) if len(way) > len(units)]
    known = {c.id: c for c in rest}
    for way in ways:
        yield [(title, [*keys, *(Wide(c, None) for c in _with_earlier(part, known))]) for part in way]


def _with_earlier(columns: Sequence[Column], known: Mapping[str, Column]) -> Iterable[Column]:
    """The columns of a sheet, those in front that they are a change from."""
    needed = (known[id] for id in dict.fromkeys(c.against for c in columns) if id in known)
    for c in needed:
        if c not in columns:
            yield c._replace(title=_("Earlier"), group=c.title if c.against else c.group)
    yield from columns
