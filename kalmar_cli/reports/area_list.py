"""`kalmar areas`: budgets by area, one with what it adds and saves, several side by side."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, own_posts
from kalmar_cli.reports.area_matrix import area_matrix
from kalmar_cli.reports.areas import (
    AREA,
    MACHINE_COLUMNS,
    AreaSums,
    area_columns,
    compared_with,
    sum_up_areas,
    summaries,
)
from kalmar_cli.reports.names import headings, tell_apart
from kalmar_cli.reports.table import MACHINES, PEOPLE, RECKONERS, Column, Deferred, Report, Table, defer
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns, sources


def list_areas(budgets: Sequence[Budget], view: View, by: str = AREA) -> Report:
    """The summary of each budget's own posts by `area` or `heading`. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    given, budgets = budgets, tell_apart(budgets)
    sums = []
    for budget, name in zip(budgets, column_names(budgets), strict=True):
        years = plan_years(shown_columns([budget], view), [budget])
        sums.append(sum_up_areas(name, compared_with(budget), budget, own_posts(budget), years, unit, by))
    records = [
        record
        for of in sums
        for records in zip(*(of.records(year) for year in of.by_year), strict=True)
        for record in records
    ]
    machines = Table("areas", "", area_columns(by, MACHINE_COLUMNS), tuple(records), MACHINES)
    title = _("Areas") if by == AREA else _("Headings")
    return Report(
        f"{title}: " + ", ".join(budget.name for budget in budgets),
        context(budgets, unit),
        (machines, *_for_readers(given, budgets, sums)),
        unit,
        meta=meta(given, unit, by=by),
        decimals=view.decimals_in(unit),
        source=sources(budgets, posts=True),
    )


def _for_readers(
    given: Sequence[Budget], budgets: Sequence[Budget], sums: Sequence[AreaSums]
) -> list[Table | Deferred]:
    """One budget's summary, or the nets of several in one table; a workbook has a sheet for each."""
    each = [table for of in sums for table in summaries(of, PEOPLE | RECKONERS)]
    if len(sums) == 1:
        return list(each)

    def matrix() -> list[Table]:
        by, used = sums[0].by, {group for of in sums for group in of.names}
        by_area = area_names(budgets, used) if by == AREA else {}
        names = by_area or {group: words for of in sums for group, words in of.names.items()}
        columns = [
            Column(of.whose, title, "number", "difference", short)
            for of, (title, short) in zip(sums, headings(given), strict=True)
        ]
        years = sorted({year for of in sums for year in of.by_year})
        bases = dict.fromkeys(budget.base and budget.base.name for budget in budgets)
        title = _("Areas") if by == AREA else _("Headings")
        if None not in bases and len(bases) == 1:
            title = _("{what} against {baseline}").format(what=title, baseline=next(iter(bases)))
        table = area_matrix(title, columns, sums, names, years)
        return [table._replace(notes=("; ".join(of.title for of in sums) + ".",) if len(bases) > 1 else ())]

    return [defer(PEOPLE, matrix), *(table._replace(audience=RECKONERS) for table in each)]
