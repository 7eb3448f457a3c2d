"""How far budgets lie apart: for each pair, what their posts differ by, by area and year.

Posts are matched by id, so a line that two budgets inherit from the same base,
or that both propose, counts once and only with what it differs by. Gross is
the sum of the posts' absolute differences, net the absolute difference of the
area; both are symmetric and zero from a budget to itself. Posts below årets
resultat are left out, as in the areas. Amounts are mkr.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, comparable, differences, posts
from kalmar_cli.reports.names import headings, tell_apart
from kalmar_cli.reports.table import (
    ITEM,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    RECKONERS,
    SPREAD,
    TOTAL,
    UNIT,
    Column,
    Deferred,
    Record,
    Report,
    Table,
    Value,
    defer,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns
from kalmar_cli.reports.years import sum_of

Cell = tuple[str, int]  # area and year
# A longer name would push figures off the screen; its column is headed with the id.
_LONGEST_HEADING = 15


class Apart(NamedTuple):
    """What lies between two budgets in an area and year (mkr, never negative)."""

    net: Decimal
    gross: Decimal


NOTHING = Apart(ZERO, ZERO)
Pairs = dict[tuple[int, int], dict[Cell, Apart] | None]


def distances(budgets: Sequence[Budget], years: Sequence[int]) -> Pairs:
    """(first, second) → area and year → how far they lie apart; None for a pair that has no common posts.

    Linear in the lines of a pair; what both inherit is not looked at.
    """
    areas = _areas(budgets)
    found: Pairs = {(i, i): {} for i in range(len(budgets))}
    for i, j in combinations(range(len(budgets)), 2):
        found[i, j] = found[j, i] = (
            _between(budgets[i], budgets[j], years, areas) if _known([budgets[i], budgets[j]]) else None
        )
    return found


def _areas(budgets: Sequence[Budget]) -> dict[str, str]:
    """Post → area, as the first budget that has it says: the same for all pairs, so both ways are equal."""
    areas: dict[str, str] = {}
    for budget in budgets:
        for link in reversed(list(budget.chain)):
            for line in link.lines:
                if not areas.get(line.id):
                    areas[line.id] = line.area or ""
    return areas


def _known(pair: Sequence[Budget]) -> bool:
    """Whether two budgets' posts can be held against each other: changes to one budget, or all posts."""
    one_root = pair[0].root.file == pair[1].root.file
    return one_root or (comparable(pair) and all(posts(budget) for budget in pair))


def _between(one: Budget, other: Budget, years: Sequence[int], areas: dict[str, str]) -> dict[Cell, Apart]:
    signed: dict[Cell, Decimal] = {}
    gross: dict[Cell, Decimal] = {}
    for id, post in differences(one, other).items():
        if post.below_result:
            continue
        for year in years:
            cell, amount = (areas[id], year), post.amount(year)
            signed[cell] = signed.get(cell, ZERO) + amount
            gross[cell] = gross.get(cell, ZERO) + abs(amount)
    return {cell: Apart(abs(signed[cell]), gross[cell]) for cell in signed}


def measure_distances(budgets: Sequence[Budget], view: View, *, by_area: bool = False) -> Report:
    """The matrix of distances, net and gross; with `by_area` also each pair by area. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    years = plan_years(shown_columns(budgets, view), budgets)
    pairs = distances(budgets, years)
    names = column_names(budgets)
    above = [name if len(name) <= _LONGEST_HEADING else id for name, id in headings(budgets)]
    given, budgets = budgets, tell_apart(budgets)
    used = {area for cells in pairs.values() for area, _year in cells or ()}
    areas = area_names(budgets, used)
    tables: list[Table | Deferred] = [
        defer(MACHINES, lambda: [_long(names, areas, years, pairs, unit)]),
        *(_matrix(field, budgets, above, pairs, years, unit) for field in Apart._fields),
    ]
    if by_area:
        tables += [
            _pair(budgets[i], budgets[j], areas, years, cells, unit)
            for (i, j), cells in pairs.items()
            if i < j and cells
        ]
    unknown = [
        _("{one} and {other}: no distance; they are changes to different budgets, or have no posts").format(
            one=budgets[i].name, other=budgets[j].name
        )
        for (i, j), cells in pairs.items()
        if i < j and cells is None
    ]
    words = _("Net: areas against each other; gross: every post that differs.")
    return Report(
        _("Distance between budgets"),
        context(budgets, unit),
        tuple(tables),
        unit,
        notes=(words, *unknown),
        meta=meta(given, unit, notes=unknown),
        decimals=view.decimals,
    )


def _long(names: list[str], areas: dict[str, str], years: Sequence[int], pairs: Pairs, unit: str) -> Table:
    """For machines: every ordered pair by area and year, and the diagonal: a pivot is the matrix."""
    records = []
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            cells = pairs[i, j]
            for area, words in areas.items():
                for year in years:
                    apart = None if cells is None else cells.get((area, year), NOTHING)
                    of = {"table": "distance", "budget": one, "other": other, "area": area, "label": words}
                    amounts = _amounts(apart, unit) if apart else {"net": None, "gross": None}
                    records.append(Record({**of, "year": str(year), "unit": unit, **amounts}))
    columns = (
        Column("table"),
        Column("budget"),
        Column("other"),
        Column("area"),
        Column("label"),
        Column("year"),
        Column("unit", role=UNIT),
        Column("net", kind=NUMBER),
        Column("gross", kind=NUMBER),
    )
    return Table("distance", "", columns, tuple(records), MACHINES)


def _amounts(apart: Apart, unit: str) -> dict[str, Value]:
    """Net and gross in the report's unit."""
    return {field: in_unit(amount, unit) for field, amount in apart._asdict().items()}


def _matrix(
    field: str, budgets: Sequence[Budget], above: list[str], pairs: Pairs, years: Sequence[int], unit: str
) -> Table:
    """For people: net or gross of each pair, over all areas and years."""

    def total(cells: dict[Cell, Apart] | None) -> Decimal | None:
        if cells is None:
            return None
        return in_unit(sum((getattr(apart, field) for apart in cells.values()), ZERO), unit)

    several = range(len(budgets))
    title = _("Net") if field == "net" else _("Gross")
    return Table(
        "matrix",
        f"{title}, {sum_of(years)}",
        (
            Column("no", role=KEY),
            Column("budget", _("Budget"), role=KEY),
            Column("other", _("Budget"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            Column(field, title, NUMBER),
        ),
        tuple(
            Record(
                {
                    "no": i,
                    "budget": budgets[i].name,
                    "other": above[j],
                    "unit": unit,
                    field: total(pairs[i, j]),
                }
            )
            for i in several
            for j in several
        ),
        PEOPLE | RECKONERS,
    )


def _pair(
    one: Budget,
    other: Budget,
    areas: dict[str, str],
    years: Sequence[int],
    cells: dict[Cell, Apart],
    unit: str,
) -> Table:
    """For people: one pair by area and year."""

    def record(words: str, year: int, apart: Apart, emphasis: str = ITEM) -> Record:
        of = {"label": words, "year": str(year), "unit": unit}
        return Record({**of, **_amounts(apart, unit)}, emphasis)

    records = [
        record(words or _("no area"), year, cells[area, year])
        for area, words in areas.items()
        for year in years
        if (area, year) in cells
    ]
    for year in years:
        of_year = [apart for (_area, when), apart in cells.items() if when == year]
        sums = Apart(*(sum(amounts, ZERO) for amounts in zip(*of_year, strict=True)))
        records.append(record(_("Total"), year, sums, TOTAL))
    return Table(
        "pair",
        _("{budget} and {other}").format(budget=one.name, other=other.name),
        (
            Column("label", _("Area"), role=KEY),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            Column("net", _("Net"), NUMBER),
            Column("gross", _("Gross"), NUMBER),
        ),
        tuple(records),
        PEOPLE | RECKONERS,
    )
