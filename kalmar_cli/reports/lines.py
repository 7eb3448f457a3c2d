"""The posts of budgets, one by one.

What is known of a post is declared once, in COLUMNS: `kalmar lines` shows those
that are `listed`, the data package those that say what they are `about`, and a
comparison takes from the same.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kalmar_cli.base.characters import folded
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, area_names, posts
from kalmar_cli.reports.areas import compared_with
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.table import (
    DIFFERENCE,
    KEY,
    NUMBER,
    SPREAD,
    TEXT,
    UNIT,
    VALUE,
    Column,
    Record,
    Report,
    Table,
    Value,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns, sources


class LineColumn(NamedTuple):
    """A column of posts: its name, and `of`, what a budget's post has in it (None: amount, year, whose).

    `title` is what people read above it. `label` (in Swedish), `about`, `type` and
    what follows describe it in the data package, where it may be called otherwise (`field`).
    """

    id: str
    of: Callable[[Budget, Post], Value] | None = None
    title: str = ""
    kind: str = TEXT
    role: str = VALUE
    listed: bool = True
    label: str = ""
    about: str = ""
    type: str = "string"
    required: bool = False
    field: str = ""
    pattern: str = ""
    values: tuple[str, ...] = ()

    def column(self) -> Column:
        """As tables have it, in the reader's language."""
        return Column(self.id, _(self.title), self.kind, self.role)


def _area_name(budget: Budget, post: Post) -> str | None:
    area = budget.area(post.area) if post.area else None
    return area.name if area else None


COLUMNS = (
    LineColumn("budget"),
    LineColumn(
        "line",
        lambda _budget, post: post.line.id,
        role=KEY,
        label="Post",
        about="The line's id, unique in its budget.",
        required=True,
    ),
    LineColumn(
        "name",
        lambda _budget, post: post.line.name,
        N_("Post"),
        role=KEY,
        label="Namn",
        about="The line's name.",
        required=True,
    ),
    LineColumn(
        "area",
        lambda _budget, post: post.area,
        N_("Area"),
        label="Område",
        about="The id of its policy area.",
    ),
    LineColumn(
        "area_name", _area_name, listed=False, label="Områdets namn", about="The name of its policy area."
    ),
    LineColumn(
        "heading",
        lambda _budget, post: post.line.heading or "",
        label="Rubrik",
        about="The group under which the document prints it.",
    ),
    LineColumn(
        "row",
        lambda _budget, post: post.line.row,
        label="Rad",
        about="The row of the income statement that it moves.",
        required=True,
    ),
    LineColumn(
        "year",
        title=N_("Year"),
        role=SPREAD,
        label="År",
        about="The year of the amount.",
        type="year",
        required=True,
        field="period_year",
    ),
    LineColumn(
        "unit",
        title=N_("Unit"),
        role=UNIT,
        label="Enhet",
        about="The unit of the amounts.",
        required=True,
        values=("mkr",),
    ),
    LineColumn(
        "amount",
        title=N_("Amount"),
        kind=NUMBER,
        role=DIFFERENCE,
        label="Belopp",
        about="The amount in mkr, in the income statement's sign: a cost is negative.",
        type="number",
        required=True,
    ),
    LineColumn(
        "proposals",
        lambda _budget, post: " ".join(map(str, post.proposals)),
        N_("Proposals"),
        label="Förslag",
        about="The numbers of the proposals it pays for.",
        pattern=r"\d+( \d+)*",
    ),
    LineColumn(
        "section",
        lambda _budget, post: post.line.section,
        listed=False,
        label="Avsnitt",
        about="The section of the document.",
    ),
    LineColumn(
        "certainty",
        lambda _budget, post: post.line.certainty,
        listed=False,
        label="Säkerhet",
        about="How certain the amount is.",
        values=("decided", "estimated", "unspecified"),
    ),
)


def line_columns(*chosen: str) -> tuple[Column, ...]:
    """The columns of those names as tables have them; of none, those that are listed."""
    return tuple(of.column() for of in COLUMNS if (of.id in chosen if chosen else of.listed))


def post_values(
    budget: Budget, post: Post, years: Sequence[int], unit: str, *, listed: bool = True
) -> Iterator[dict[str, Value]]:
    """A post's values by column in each of `years`: the `listed` ones, or all; amounts in `unit`."""
    values = {of.id: of.of(budget, post) for of in COLUMNS if of.of and (of.listed or not listed)}
    for year in years:
        yield {**values, "year": str(year), "unit": unit, "amount": in_unit(post.amount(year), unit)}


def list_lines(budgets: Sequence[Budget], view: View, keep: Callable[[Post], bool]) -> Report:
    """The posts that `keep` lets through, the base's first. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    given, budgets = budgets, tell_apart(budgets)
    tables = tuple(
        _table(budget, name, view, unit, keep)
        for budget, name in zip(budgets, column_names(budgets), strict=True)
    )
    return Report(
        _("Posts: {budgets}").format(budgets=", ".join(budget.name for budget in budgets)),
        context(budgets, unit),
        tables,
        unit,
        notes=() if any(table.records for table in tables) else (_("No posts."),),
        meta=meta(given, unit),
        decimals=view.decimals,
        source=sources(budgets, posts=True),
    )


def _table(budget: Budget, name: str, view: View, unit: str, keep: Callable[[Post], bool]) -> Table:
    """One budget's posts by year; `name` is what machines know it by."""
    years = plan_years(shown_columns([budget], view), [budget])
    chosen = [post for post in posts(budget).values() if keep(post)]
    records = tuple(
        Record({"budget": name, **values})
        for post in chosen
        for values in post_values(budget, post, years, unit)
    )
    names = area_names([budget], {post.area for post in chosen})
    columns = tuple(
        column._replace(words=names) if column.id == "area" else column for column in line_columns()
    )
    return Table("lines", compared_with(budget), columns, records)


def match_posts(search: str, area: str) -> Callable[[Post], bool]:
    """A filter on posts: text in name, id or heading, in any case, and area id; "" lets all through."""
    wanted = folded(search)

    def keep(post: Post) -> bool:
        line = post.line
        words = folded(f"{line.id}\n{line.name}\n{line.heading or ''}")
        return wanted in words and (not area or post.area == area)

    return keep
