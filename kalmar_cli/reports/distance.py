"""How far budgets lie apart: the matrix, and each pair by area and year."""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from typing import cast

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.distances import NOTHING, Apart, Cell, Distances, Figures
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names
from kalmar_cli.reports.names import headings, tell_apart
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    TOTAL_ID,
    Anew,
    Column,
    Deferred,
    Emphasis,
    Record,
    Report,
    Table,
    Value,
    defer,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns
from kalmar_cli.reports.years import sum_of

Totals = dict[tuple[int, int], Apart | None]
# A longer name would push figures off the screen; its column is headed with the id.
_LONGEST_HEADING = 15


def measure_distances(budgets: Sequence[Budget], view: View, *, by_area: bool = False) -> Report:
    """The matrix of distances, net and gross; with `by_area` also each pair by area. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    years = plan_years(shown_columns(budgets, view), budgets)
    apart = Distances(budgets, years)
    names = column_names(budgets)
    above = [name if len(name) <= _LONGEST_HEADING else id for name, id in headings(budgets)]
    given, budgets = budgets, tell_apart(budgets)
    pairs = list(combinations_with_replacement(range(len(budgets)), 2))
    used: set[str] = set()
    incomparable = []
    for i, j in pairs:
        found = apart.areas(i, j)
        used.update(found or ())
        if found is None:
            incomparable.append((budgets[i].name, budgets[j].name))
    areas = area_names(budgets, used)

    def matrices() -> list[Table]:
        totals = {(i, j): (found := apart.by_area(i, j)) and _total(*found) for i, j in pairs}
        return [_matrix(field, budgets, above, totals, years, unit) for field in Apart._fields]

    tables: list[Table | Deferred] = [
        defer(MACHINES, lambda: [_long(names, areas, apart, unit)]),
        defer(PEOPLE | RECKONERS, matrices),
    ]
    if by_area:
        tables.append(
            defer(
                PEOPLE | RECKONERS,
                lambda: [
                    _pair(budgets[i], budgets[j], areas, years, cells, unit)
                    for i, j in pairs
                    if i < j and (cells := apart.between(i, j))
                ],
            )
        )
    unknown = [
        _("{one} and {other}: no distance; they are changes to different budgets, or have no lines").format(
            one=one, other=other
        )
        for one, other in incomparable
    ]
    words = _("Net: areas against each other; gross: every line that differs.")
    return Report(
        _("Distance between budgets"),
        context(budgets, unit),
        tuple(tables),
        unit,
        notes=(words, *unknown),
        meta=meta(given, unit, notes=unknown),
        decimals=view.decimals_in(unit),
    )


def _total(signed: dict[str, Figures], gross: dict[str, Figures]) -> Apart:
    """How far two budgets lie apart over all areas and years."""
    net = sum((abs(figure) for figures in signed.values() for figure in figures), ZERO)
    return Apart(net, sum((figure for figures in gross.values() for figure in figures), ZERO))


def _long(names: list[str], areas: dict[str, str], apart: Distances, unit: str) -> Table:
    """For machines: every ordered pair by area and year, and the diagonal: a pivot is the matrix."""

    def records() -> Iterator[Record]:
        for i, one in enumerate(names):
            for j, other in enumerate(names):
                cells = apart.between(i, j)
                for area, words in areas.items():
                    for year in apart.years:
                        found = None if cells is None else cells.get((area, year), NOTHING)
                        of = {
                            "table": "distance",
                            "budget": one,
                            "other": other,
                            "area": area,
                            "label": words,
                        }
                        amounts = _amounts(found, unit) if found else {"net": None, "gross": None}
                        yield Record({**of, "year": str(year), "unit": unit, **amounts})

    columns = (
        Column("table"),
        Column("budget"),
        Column("other"),
        Column("area"),
        Column("label"),
        Column("year"),
        Column("unit", role="unit"),
        Column("net", kind="number"),
        Column("gross", kind="number"),
    )
    # Machines' formats only go through them.
    return Table("distance", "", columns, cast("tuple[Record, ...]", Anew(records)), MACHINES)


def _amounts(apart: Apart, unit: str) -> dict[str, Value]:
    """Net and gross in the report's unit."""
    return {field: in_unit(amount, unit) for field, amount in apart._asdict().items()}


def _matrix(
    field: str,
    budgets: Sequence[Budget],
    above: list[str],
    totals: Totals,
    years: Sequence[int],
    unit: str,
) -> Table:
    """For people: net or gross of each pair, over all areas and years."""

    def total(i: int, j: int) -> Value:
        found = totals[min(i, j), max(i, j)]
        return None if found is None else _amounts(found, unit)[field]

    title = _("Net") if field == "net" else _("Gross")
    return Table(
        "matrix",
        f"{title}, {sum_of(years)}",
        (
            Column("no", role="key"),
            Column("budget", _("Budget"), role="key"),
            Column("other", _("Budget"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            Column(field, title, "number"),
        ),
        tuple(
            Record({"no": i, "budget": one.name, "other": other, "unit": unit, field: total(i, j)})
            for i, one in enumerate(budgets)
            for j, other in enumerate(above)
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

    def record(area: str, words: str, year: int, apart: Apart, emphasis: Emphasis = "item") -> Record:
        of = {"area": area, "label": words, "year": str(year), "unit": unit}
        return Record({**of, **_amounts(apart, unit)}, emphasis)

    records = [
        record(area, words or _("no area"), year, cells[area, year])
        for area, words in areas.items()
        for year in years
        if (area, year) in cells
    ]
    for year in years:
        of_year = [apart for (_area, when), apart in cells.items() if when == year]
        sums = Apart(*(sum(amounts, ZERO) for amounts in zip(*of_year, strict=True)))
        records.append(record(TOTAL_ID, _("Total"), year, sums, "total"))
    return Table(
        "pair",
        _("{budget} and {other}").format(budget=one.name, other=other.name),
        (
            Column("area", role="key"),
            Column("label", _("Area"), role="key"),
            Column("year", _("Year"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            Column("net", _("Net"), "number"),
            Column("gross", _("Gross"), "number"),
        ),
        tuple(records),
        PEOPLE | RECKONERS,
    )
