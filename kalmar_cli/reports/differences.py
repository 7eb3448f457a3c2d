"""What differs between budgets, by post and by area."""

from collections.abc import Mapping, Sequence

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import (
    NOTHING,
    Post,
    Sum,
    area_names,
    count_all_proposals,
    count_proposals,
    net_by_area,
    posts,
    sum_posts,
    total,
)
from kalmar_cli.budget.rows import BELOW_RESULT
from kalmar_cli.reports.areas import NET_MADE, TOTAL_MADE, alike, summary
from kalmar_cli.reports.comparison import Comparison, against
from kalmar_cli.reports.formulas import LINES
from kalmar_cli.reports.table import (
    DIFFERENCE,
    ITEM,
    KEY,
    MACHINES,
    NUMBER,
    READERS,
    READERS_AND_MACHINES,
    RECKONERS,
    SPREAD,
    TOTAL,
    UNIT,
    Added,
    Cells,
    Chart,
    Column,
    Made,
    Record,
    Table,
)

# No id of an area can be written so.
_WHOLE = "(total)"


def areas(comparison: Comparison, years: list[int]) -> Table:
    """The sum of each budget's posts by area."""
    totals = [net_by_area(budget, years) for budget in comparison.budgets]
    used = {area for sums in totals for area in sums}
    used |= {area for budget in comparison.budgets for link in budget.chain for area in link.areas}
    names = area_names(comparison.budgets, used)
    unit = comparison.unit
    records = [
        comparison.record(
            "areas",
            area,
            words or (_("no area") if comparison.view.place in READERS else ""),
            str(year),
            unit,
            [in_unit(sums[area][i] if area in sums else ZERO, unit) for sums in totals],
        )
        for area, words in names.items()
        for i, year in enumerate(years)
    ]
    return Table("areas", _("Areas"), comparison.columns(_("Area")), tuple(records), MACHINES)


def summaries(comparison: Comparison, moved: list[dict[str, Post]], years: list[int]) -> list[Table]:
    """For people: what each budget adds and saves against the baseline by area; equal years once."""
    tables = []
    for budget, found in zip(comparison.others, moved, strict=True):
        counts, in_all = count_proposals(budget), count_all_proposals(budget)
        title = _("{budget} against {baseline}").format(
            budget=budget.name, baseline=comparison.baseline.name
        )
        by_year = {year: sum_posts(found.values(), year) for year in years}
        for (sums, income), when in alike(found, by_year).items():
            names = area_names(comparison.budgets, {*dict(sums), *counts})
            unit = comparison.unit
            tables.append(
                summary(title, names, dict(sums), income, counts, in_all, when, unit, audience=READERS)
            )
    return tables


def differing(
    budgets: Sequence[Budget], moved: list[dict[str, Post]], years: list[int]
) -> list[dict[str, Post]]:
    """The posts that differ in one of the years, as each budget has them."""
    ids = dict.fromkeys(
        id for found in moved for id, post in found.items() if any(post.amount(year) for year in years)
    )
    return [{id: found[id] for id in ids if id in found} for found in map(posts, budgets)]


def lines(comparison: Comparison, listed: list[dict[str, Post]], years: list[int]) -> Table:
    """The posts that differ, with each budget's amount."""
    unit = comparison.unit
    names = {id: post.line.name for found in reversed(listed) for id, post in found.items()}
    records = [
        comparison.record(
            LINES,
            id,
            names[id],
            str(year),
            unit,
            [in_unit(found[id].amount(year), unit) if id in found else ZERO for found in listed],
        )
        for id in dict.fromkeys(id for found in listed for id in found)
        for year in years
    ]
    columns = comparison.columns(_("Post"))
    return Table(LINES, _("Posts that differ"), columns, tuple(records), READERS_AND_MACHINES)


def lines_by_area(comparison: Comparison, listed: list[dict[str, Post]], years: list[int]) -> Table:
    """For those who recalculate: the same with their areas, one area's posts below each other."""
    area = {id: post.area for found in reversed(listed) for id, post in found.items()}
    names = area_names(comparison.budgets, area.values())
    order = {id: rank for rank, id in enumerate(names)}
    table = lines(comparison, listed, years)
    at = next(i for i, column in enumerate(table.columns) if column.id == "label") + 1
    records = [
        record._replace(
            values=(*record.values[:at], names[area[str(record.values[at - 2])]], *record.values[at:])
        )
        for record in sorted(table.records, key=lambda of: order[area[str(of.values[at - 2])]])
    ]
    columns = (*table.columns[:at], Column("area", _("Area")), *table.columns[at:])
    return table._replace(columns=columns, records=tuple(records), audience=RECKONERS)


def moves(
    comparison: Comparison, moved: list[dict[str, Post]], listed: list[dict[str, Post]], years: list[int]
) -> list[Table]:
    """For those who recalculate: what each budget adds and saves against the baseline, year by year."""
    ids = {id for found in listed for id in found}
    baseline = comparison.names[-1]
    return [
        by_area_and_year(
            _("Areas: {budget} against {baseline}").format(
                budget=budget.name, baseline=comparison.baseline.name
            ),
            area_names(
                comparison.budgets,
                {post.area for post in found.values() if post.line.row not in BELOW_RESULT},
            ),
            {id: post for id, post in found.items() if id in ids},
            years,
            comparison.unit,
            against(name, baseline),
        )
        for budget, name, found in zip(comparison.others, comparison.names, moved, strict=False)
    ]


def by_area_and_year(
    title: str,
    names: dict[str, str],
    found: Mapping[str, Post],
    years: Sequence[int],
    unit: str,
    amounts: str,
) -> Table:
    """For those who recalculate: the sums of `found` by area and year, made of the posts' own table.

    `amounts` is the column of that table in which the posts' amounts stand.
    """
    sums = {year: sum_posts(found.values(), year) for year in years}
    ids_of: dict[str, list[str]] = {}
    for id, post in found.items():
        if post.line.row not in BELOW_RESULT:
            ids_of.setdefault(post.area, []).append(id)
    records = []
    for year in years:
        for area, words in names.items():
            of = sums[year].get(area, NOTHING)
            ids = tuple(ids_of.get(area, ()))
            made: dict[str, Made] = {**NET_MADE}
            if ids:
                made["increases"] = Added((Cells(amounts, ids, LINES, only="<0"),))
                made["savings"] = Added((Cells(amounts, ids, LINES, only=">0"),))
            records.append(_of_year(area, words or _("no area"), year, unit, of, ITEM, made))
        whole = total(sums[year].values())
        records.append(_of_year(_WHOLE, _("Total"), year, unit, whole, TOTAL, TOTAL_MADE))
    return Table(
        "areas",
        title,
        (
            Column("row", role=KEY),
            Column("label", _("Area"), role=KEY),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            Column("increases", _("Increases"), NUMBER, DIFFERENCE),
            Column("savings", _("Savings"), NUMBER, DIFFERENCE),
            Column("net", _("Net"), NUMBER, DIFFERENCE),
        ),
        tuple(records),
        RECKONERS,
        charts=(Chart(("net",)),) if names else (),
    )


def _of_year(
    area: str, words: str, year: int, unit: str, of: Sum, emphasis: str, made: Mapping[str, Made]
) -> Record:
    amounts = (in_unit(a, unit) for a in (of.increases, of.savings, of.net))
    return Record((area, words, str(year), unit, *amounts), emphasis, made)
