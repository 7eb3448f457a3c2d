"""The posts of budgets, one by one."""

from collections.abc import Callable, Sequence

from kalmar_cli.base.characters import folded
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, area_names, posts
from kalmar_cli.reports.areas import compared_with
from kalmar_cli.reports.names import told_apart
from kalmar_cli.reports.table import (
    DIFFERENCE,
    KEY,
    NUMBER,
    SPREAD,
    UNIT,
    Column,
    Record,
    Report,
    Table,
    in_words,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns, sources


def listed(budgets: Sequence[Budget], view: View, keep: Callable[[Post], bool]) -> Report:
    """The posts that `keep` lets through, the base's first. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    given, budgets = budgets, told_apart(budgets)
    tables: list[Table] = []
    for budget, name in zip(budgets, column_names(budgets), strict=True):
        years = plan_years(shown_columns([budget], view), [budget])
        records = [
            Record(
                (
                    name,
                    id,
                    post.line.name,
                    post.area,
                    post.line.heading or "",
                    post.line.row,
                    str(year),
                    unit,
                    in_unit(post.amount(year), unit),
                    " ".join(map(str, post.proposals)),
                )
            )
            for id, post in posts(budget).items()
            if keep(post)
            for year in years
        ]
        table = Table("lines", compared_with(budget), _columns(), tuple(records))
        tables += in_words(table, {"area": area_names([budget], {str(r.values[3]) for r in records})})
    return Report(
        _("Posts: {budgets}").format(budgets=", ".join(budget.name for budget in budgets)),
        context(budgets, unit),
        tuple(tables),
        unit,
        notes=() if any(table.records for table in tables) else (_("No posts."),),
        meta=meta(given, unit),
        decimals=view.decimals,
        source=sources(budgets, posts=True),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("budget"),
        Column("line", role=KEY),
        Column("name", _("Post"), role=KEY),
        Column("area", _("Area")),
        Column("heading"),
        Column("row"),
        Column("year", _("Year"), role=SPREAD),
        Column("unit", _("Unit"), role=UNIT),
        Column("amount", _("Amount"), NUMBER, DIFFERENCE),
        Column("proposals", _("Proposals")),
    )


def matching(search: str, area: str) -> Callable[[Post], bool]:
    """A filter on posts: text in name, id or heading, in any case, and area id; "" lets all through."""
    wanted = folded(search)

    def keep(post: Post) -> bool:
        line = post.line
        words = folded(f"{line.id}\n{line.name}\n{line.heading or ''}")
        return wanted in words and (not area or post.area == area)

    return keep
