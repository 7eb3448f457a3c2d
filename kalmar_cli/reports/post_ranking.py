"""For people: the posts that differ and by how much, the biggest of them or all."""

from collections.abc import Iterable
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import area_names
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.lines import line_columns
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import LINES, PEOPLE, Column, Record, Table, Value
from kalmar_cli.reports.years import say_years

# How many of the biggest differences a first screen shows.
_MOST = 8
# No id of a post can be written so.
_TOTAL = "(total)"


def rank_posts(found: Differences, order: str, *, everything: bool) -> Table:
    """The posts that differ and by how much, with their areas and proposals; all, or the biggest."""
    comparison, unit = found.comparison, found.comparison.unit
    ids = found.differing
    known = {id: post for of in reversed(found.moved) for id, post in of.items() if id in ids}
    gaps = {
        id: {y: [of[id].amount(y) if id in of else ZERO for of in found.moved] for y in found.years}
        for id in ids
    }
    years = found.years
    # Of several budgets whose years differ, a first screen shows the first year with a difference.
    in_one = not everything and len(comparison.gaps) > 1 and _differ(gaps.values())
    if in_one:
        years = [next(y for y in years if any(any(of[y]) for of in gaps.values()))]
    ordered = sort_by(
        order,
        [id for id in ids if any(any(gaps[id][year]) for year in years)],
        lambda id: [amount for year in years for amount in gaps[id][year]],
        lambda id: known[id].line.name,
    )
    shown = ordered if everything else ordered[:_MOST]
    records = []
    for id in shown:
        proposals = {number for of in found.moved if id in of for number in of[id].proposals}
        for year in years:
            of: dict[str, Value] = {
                "row": id,
                "label": known[id].line.name,
                "year": str(year),
                "unit": unit,
                "area": known[id].area,
                "proposals": ", ".join(map(str, sorted(proposals))),
            }
            amounts = [in_unit(amount, unit) for amount in gaps[id][year]]
            records.append(Record({**of, **dict(zip(comparison.gaps, amounts, strict=True))}))
    if everything and len(shown) > 1:
        counting = [gaps[id] for id in shown if not known[id].below_result]
        records += [_whole(found, year, counting) for year in found.years]
    area, paying = line_columns("area", "proposals")
    paid = any(record.values["proposals"] for record in records)
    words = area_names(comparison.budgets, {known[id].area for id in shown})
    title = _("Lines that differ")
    if in_one:
        title = _("Biggest differences, {shown} of {all} (--lines: all lines and years)").format(
            shown=len(shown), all=len(ids)
        )
    elif len(shown) < len(ordered):
        title = _("Biggest differences, {shown} of {all} (--lines: all)").format(
            shown=len(shown), all=len(ordered)
        )
    table = Table(
        LINES,
        title,
        (
            Column("row", role="key"),
            Column("label", _("Line"), role="key", least=30),
            Column("year", _("Year"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            *comparison.gap_columns(),
            area._replace(words=words, gives_way=2),
            *([paying._replace(gives_way=1, short=_("No."))] if paid else []),
        ),
        tuple(records),
        PEOPLE,
    )
    return say_years(table, years)


def _differ(gaps: Iterable[dict[int, list[Decimal]]]) -> bool:
    """Whether some post's amounts are not the same in all years."""
    return any(amounts != next(iter(of.values())) for of in gaps for amounts in of.values())


def _whole(found: Differences, year: int, gaps: list[dict[int, list[Decimal]]]) -> Record:
    """What posts with these differences (mkr) by year differ by together in a year."""
    comparison, unit = found.comparison, found.comparison.unit
    of: dict[str, Value] = {"row": _TOTAL, "label": _("Total"), "year": str(year), "unit": unit}
    sums = [sum((gap[year][i] for gap in gaps), ZERO) for i in range(len(comparison.gaps))]
    amounts = dict(zip(comparison.gaps, (in_unit(amount, unit) for amount in sums), strict=True))
    return Record({**of, "area": "", "proposals": "", **amounts}, "total")
