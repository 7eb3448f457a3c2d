"""Per-area summaries: what a budget's own lines add, save and leave, and how many proposals it makes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import (
    NO_AREA,
    NOTHING,
    Count,
    Post,
    Sum,
    area_names,
    count_all_proposals,
    count_proposals,
    of_income,
    own_posts,
    sum_posts,
    total,
)
from kalmar_cli.reports.names import told_apart
from kalmar_cli.reports.table import (
    BAR,
    COUNT,
    DIFFERENCE,
    ITEM,
    ITEMS,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    TOTAL,
    UNIT,
    Added,
    Cells,
    Chart,
    Column,
    Made,
    Ratio,
    Record,
    Report,
    Sentence,
    Table,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns, sources

AREA, HEADING = "area", "heading"
NET_MADE: Mapping[str, Made] = {"net": Added((Cells("increases"), Cells("savings")))}
TOTAL_MADE: Mapping[str, Made] = {
    column: Added((Cells(column, ITEMS),)) for column in ("increases", "savings", "net")
}


def compared_with(budget: Budget) -> str:
    """What a budget's lines are changes to, in words."""
    if budget.base:
        budget, base = told_apart([budget, budget.base])
        return _("{budget} against {baseline}").format(budget=budget.name, baseline=base.name)
    return _("{budget}, own posts").format(budget=budget.name)


def group_names(budget: Budget, by: str, used: set[str]) -> dict[str, str]:
    """Group → name in the document's order, for areas or headings."""
    if by == AREA:
        return area_names([budget], used)
    headings = dict.fromkeys(line.heading or NO_AREA for line in budget.lines)
    return {heading: heading for heading in [*headings, *sorted(used - headings.keys())]}


def by_area(budgets: Sequence[Budget], view: View, by: str = AREA) -> Report:
    """The summary of each budget by `area` or `heading`. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    given, budgets = budgets, told_apart(budgets)
    records: list[Record] = []
    tables: list[Table] = []
    for budget, name in zip(budgets, column_names(budgets), strict=True):
        years = plan_years(shown_columns([budget], view), [budget])
        own, counts, in_all = (
            own_posts(budget),
            count_proposals(budget, by),
            count_all_proposals(budget, by),
        )
        sums = {year: sum_posts(own.values(), year, by) for year in years}
        used = {group for by_group in sums.values() for group in by_group} | counts.keys()
        names = group_names(budget, by, used)
        for group, words in names.items():
            for year in years:
                records.append(
                    _record(
                        name,
                        group,
                        words,
                        year,
                        unit,
                        sums[year].get(group),
                        counts.get(group),
                    )
                )
        same = alike(own, sums) if view.place in PEOPLE else {}
        for (of, income), when in same.items():
            title = compared_with(budget)
            tables.append(summary(title, names, dict(of), income, counts, in_all, when, unit, by))
    machine = Table(
        "areas",
        "",
        tuple(
            Column(id, kind=kind, role=UNIT if id == "unit" else "value")
            for id, kind in (
                ("budget", "text"),
                ("area", "text"),
                ("label", "text"),
                ("year", "text"),
                ("unit", "text"),
                ("lines", COUNT),
                ("increases", NUMBER),
                ("savings", NUMBER),
                ("net", NUMBER),
                ("gross", NUMBER),
                ("proposals", COUNT),
                ("priced", COUNT),
                ("inquiries", COUNT),
            )
        ),
        tuple(records),
        MACHINES,
    )
    title = _("Areas") if by == AREA else _("Headings")
    return Report(
        f"{title}: " + ", ".join(budget.name for budget in budgets),
        context(budgets, unit),
        (machine, *tables),
        unit,
        meta=meta(given, unit, by=by),
        decimals=view.decimals,
        source=sources(budgets, posts=True),
    )


def _record(
    budget: str, group: str, words: str, year: int, unit: str, of: Sum | None, count: Count | None
) -> Record:
    of, count = of or NOTHING, count or Count(0, 0, 0)
    amounts = (in_unit(a, unit) for a in (of.increases, of.savings, of.net, of.gross))
    return Record((budget, group, words, str(year), unit, of.lines, *amounts, *count))


def alike(
    found: Mapping[str, Post], by_year: Mapping[int, Mapping[str, Sum]]
) -> dict[tuple[tuple[tuple[str, Sum], ...], Sum], list[int]]:
    """The sums of posts by group, and what is income of them → the years in which they are these."""
    same: dict[tuple[tuple[tuple[str, Sum], ...], Sum], list[int]] = {}
    for year, sums in by_year.items():
        same.setdefault((tuple(sums.items()), of_income(found.values(), year)), []).append(year)
    return same


def summary(
    title: str,
    names: dict[str, str],
    sums: dict[str, Sum],
    income: Sum,
    counts: dict[str, Count],
    in_all: Count,
    years: Sequence[int],
    unit: str,
    by: str = AREA,
    audience: frozenset[str] = PEOPLE,
) -> Table:
    """For people: increases, savings, net, proposals and a bar for each group, and their total.

    `income` is what the sums hold of more and less income, which a note tells apart.
    """

    def record(
        words: str, of: Sum, priced: int, proposals: int, bar: Decimal | None, emphasis: str = ITEM
    ) -> Record:
        amounts = [in_unit(a, unit) for a in (of.increases, of.savings, of.net)]
        return Record(
            (words, unit, *amounts, Ratio(priced, proposals) if proposals else None, bar),
            emphasis,
            NET_MADE if emphasis == ITEM else TOTAL_MADE,
        )

    nothing = Count(0, 0, 0)
    without = _("no area") if by == AREA else _("no heading")
    records = []
    for group, words in names.items():
        of, count = sums.get(group, NOTHING), counts.get(group, nothing)
        records.append(record(words or without, of, count.priced, count.all, of.net))
    whole = total(sums.values())
    priced, proposals = in_all.priced, in_all.all
    return Table(
        "summary",
        f"{title}, {span(years)}",
        (
            Column("label", _("Area") if by == AREA else _("Heading"), role=KEY),
            Column("unit", _("Unit"), role=UNIT),
            Column("increases", _("Increases"), NUMBER, DIFFERENCE),
            Column("savings", _("Savings"), NUMBER, DIFFERENCE),
            Column("net", _("Net"), NUMBER, DIFFERENCE),
            *([Column("proposals", _("Proposals"), COUNT, gives_way=2)] if proposals else []),
            Column("bar", _("Net, − │ +"), BAR, gives_way=1),
        ),
        (
            *(
                _without(r, not proposals)
                for r in (*records, record(_("Total"), whole, priced, proposals, None, TOTAL))
            ),
        ),
        audience,
        notes=(*_income(income, unit), *((_("Proposals: priced / all."),) if proposals else ())),
        charts=(Chart(("net",)),) if names else (),
    )


def _income(of: Sum, unit: str) -> list[Sentence]:
    """What is more or less income among savings and increases, in words."""
    notes = []
    if of.savings:
        words = _("Savings include {amount} {unit} more income.")
        notes.append(Sentence(words, {"amount": in_unit(of.savings, unit), "unit": unit}))
    if of.increases:
        words = _("Increases include {amount} {unit} less income.")
        notes.append(Sentence(words, {"amount": in_unit(-of.increases, unit), "unit": unit}))
    return notes


def _without(record: Record, no_proposals: bool) -> Record:
    """The record without its count of proposals, where nobody makes any."""
    return record._replace(values=(*record.values[:5], *record.values[6:])) if no_proposals else record


def span(years: Sequence[int]) -> str:
    """Years in words: 2024–2026, or one by one where they do not follow each other."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
