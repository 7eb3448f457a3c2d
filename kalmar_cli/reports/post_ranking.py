"""For people: the posts that differ and by how much, the biggest of them or all."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import area_names
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.lines import line_columns
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import LINES, PEOPLE, TOTAL_ID, Column, Emphasis, Record, Table
from kalmar_cli.reports.years import say_years

# How many of the biggest differences a first screen shows.
_MOST = 8


def rank_posts(found: Differences, order: str, *, all_posts: bool) -> Table:
    """The posts that differ and by how much, with their areas and proposals; all, or the biggest."""
    comparison, ids = found.comparison, found.differing
    known = {id: post for of in reversed(found.moved) for id, post in of.items() if id in ids}
    gaps = {
        id: {y: [of[id].amount(y) if id in of else ZERO for of in found.moved] for y in found.years}
        for id in ids
    }
    years = found.years
    # Of several budgets whose years differ, a first screen shows the first year with a difference.
    in_one = not all_posts and len(comparison.gaps) > 1 and _differ(gaps.values())
    if in_one:
        years = (next(y for y in years if any(any(of[y]) for of in gaps.values())),)
    ordered = sort_by(
        order,
        [id for id in ids if any(any(gaps[id][year]) for year in years)],
        lambda id: [amount for year in years for amount in gaps[id][year]],
        lambda id: known[id].line.name,
    )
    shown = ordered if all_posts else ordered[:_MOST]
    records = []
    for id in shown:
        post = known[id]
        numbers = {number for of in found.moved if id in of for number in of[id].proposals}
        proposals = ", ".join(map(str, sorted(numbers)))
        records += [
            _record(comparison, id, post.line.name, year, gaps[id][year], post.area, proposals)
            for year in years
        ]
    if all_posts and len(shown) > 1:
        counting = [gaps[id] for id in shown if not known[id].below_result]
        for year in years:
            sums = [sum((gap[year][i] for gap in counting), ZERO) for i in range(len(comparison.gaps))]
            records.append(_record(comparison, TOTAL_ID, _("Total"), year, sums, emphasis="total"))
    area, paying = line_columns("area", "proposals")
    paid = any(record.values["proposals"] for record in records)
    words = area_names(comparison.budgets, {known[id].area for id in shown})
    title, hint = _("Lines that differ"), ""
    if in_one:
        title, hint = _("Biggest differences, {shown} of {all}"), _("--lines: all lines and years")
        title = title.format(shown=len(shown), all=len(ids))
    elif len(shown) < len(ordered):
        title, hint = _("Biggest differences, {shown} of {all}"), _("--lines: all")
        title = title.format(shown=len(shown), all=len(ordered))
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
        hint=hint,
    )
    return say_years(table, years)


def _differ(gaps: Iterable[dict[int, list[Decimal]]]) -> bool:
    """Whether some post's amounts are not the same in all years."""
    return any(amounts != next(iter(of.values())) for of in gaps for amounts in of.values())


def _record(
    comparison: Comparison,
    row: str,
    words: str,
    year: int,
    gaps: Sequence[Decimal],
    area: str = "",
    proposals: str = "",
    emphasis: Emphasis = "item",
) -> Record:
    """A post, or their total, in a year: what each budget differs by (mkr)."""
    unit = comparison.unit
    of = {"row": row, "label": words, "year": str(year), "unit": unit, "area": area, "proposals": proposals}
    amounts = [in_unit(amount, unit) for amount in gaps]
    return Record({**of, **dict(zip(comparison.gaps, amounts, strict=True))}, emphasis)
