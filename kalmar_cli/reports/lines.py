"""The posts of budgets, one by one.

What is known of a post is declared once, in COLUMNS: `kalmar lines` shows those
that are `listed`, the data package those that say what they are `about`, and a
comparison takes from the same.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, area_names, posts
from kalmar_cli.reports.areas import compared_with
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.search import Selection
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    TOTAL_ID,
    Column,
    Deferred,
    Kind,
    Record,
    Report,
    Role,
    Table,
    Value,
    defer,
)
from kalmar_cli.reports.view import View, column_names, context, meta, plan_years, shown_columns, sources
from kalmar_cli.reports.years import say_years


class LineColumn(NamedTuple):
    """A column of posts: its name, and `of`, what a budget's post has in it (None: amount, year, whose).

    `title` is what people read above it. `label` (in Swedish), `about`, `type` and
    what follows describe it in the data package, where it may be called otherwise (`field`).
    """

    id: str
    of: Callable[[Budget, Post], Value] | None = None
    title: str = ""
    kind: Kind = "text"
    role: Role = "value"
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


COLUMNS = (
    LineColumn("budget"),
    LineColumn(
        "line",
        lambda _budget, post: post.line.id,
        role="key",
        label="Post",
        about="The line's id, unique in its budget.",
        required=True,
    ),
    LineColumn(
        "name",
        lambda _budget, post: post.line.name,
        N_("Line"),
        role="key",
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
        "area_name",
        lambda budget, post: budget.area_name(post.area),
        listed=False,
        label="Områdets namn",
        about="The name of its policy area.",
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
        role="spread",
        label="År",
        about="The year of the amount.",
        type="year",
        required=True,
        field="period_year",
    ),
    LineColumn(
        "unit",
        title=N_("Unit"),
        role="unit",
        label="Enhet",
        about="The unit of the amounts.",
        required=True,
        values=("mkr",),
    ),
    LineColumn(
        "amount",
        title=N_("Amount"),
        kind="number",
        role="difference",
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


def list_lines(budgets: Sequence[Budget], view: View, selection: Selection, order: str = "") -> Report:
    """The posts that are asked for, the base's first or in an order. Raises Refused."""
    unit = view.unit_for(budgets[-1])
    given, budgets = budgets, tell_apart(budgets)
    tables: list[Table | Deferred] = []
    chosen_of: list[tuple[Budget, list[Post]]] = []
    for budget, name in zip(budgets, column_names(budgets), strict=True):
        years = plan_years(shown_columns([budget], view), [budget])
        chosen = _choose(budget, selection, order, years)
        chosen_of.append((budget, chosen))
        table = _table(budget, name, chosen, years, unit)
        tables.append(table)
        tables.append(defer(PEOPLE, partial(_for_readers, table, chosen, years, unit)))
    return Report(
        _("Lines: {budgets}").format(budgets=", ".join(budget.name for budget in budgets)),
        context(budgets, unit),
        tuple(tables),
        unit,
        notes=() if any(chosen for _budget, chosen in chosen_of) else (_("No lines."),),
        hints=_also(chosen_of, selection),
        meta=meta(given, unit),
        decimals=view.decimals_in(unit),
        source=sources(budgets, posts=True),
    )


def _choose(budget: Budget, selection: Selection, order: str, years: Sequence[int]) -> list[Post]:
    """The budget's posts that are asked for, in an order."""
    return sort_by(
        order,
        selection.posts(budget, posts(budget).values()),
        lambda post: [post.amount(year) for year in years],
        lambda post: post.line.name,
    )


def _table(budget: Budget, name: str, chosen: list[Post], years: Sequence[int], unit: str) -> Table:
    """Posts by year; `name` is what machines know the budget by."""
    records = tuple(
        Record({"budget": name, **values})
        for post in chosen
        for values in post_values(budget, post, years, unit)
    )
    names = area_names([budget], {post.area for post in chosen})
    columns = tuple(
        column._replace(words=names) if column.id == "area" else column for column in line_columns()
    )
    return Table("lines", compared_with(budget), columns, records, MACHINES | RECKONERS)


def _for_readers(table: Table, chosen: list[Post], years: Sequence[int], unit: str) -> list[Table]:
    """The posts for people: figures before words, equal years once, a total of what moves the result."""
    if not table.records or not years:
        return [table._replace(audience=PEOPLE)]
    counting = [post for post in chosen if not post.below_result]
    blank: dict[str, Value] = dict.fromkeys(column.id for column in table.columns)
    blank |= {column.id: "" for column in table.columns if column.kind == "text"}
    records = list(table.records)
    if len(chosen) > 1:
        for year in years:
            whole = in_unit(sum((post.amount(year) for post in counting), ZERO), unit)
            of: dict[str, Value] = {
                "name": _("Total"),
                "line": TOTAL_ID,
                "year": str(year),
                "unit": unit,
                "amount": whole,
            }
            records.append(Record({**blank, **of}, "total"))
    figures_first = sorted(table.columns, key=lambda column: (column.role != "key", column.kind == "text"))
    columns = tuple(c._replace(least=30) if c.id == "name" else c for c in figures_first)
    shown = table._replace(columns=columns, records=tuple(records), audience=PEOPLE)
    return [say_years(shown, years)]


def _also(chosen_of: list[tuple[Budget, list[Post]]], selection: Selection) -> tuple[str, ...]:
    """How many proposals have the words that were looked for."""
    if not selection.words:
        return ()
    n = sum(len(selection.proposals(budget, budget.proposals)) for budget, _chosen in chosen_of)
    words = _n("Also in {n} proposal (kalmar proposals).", "Also in {n} proposals (kalmar proposals).", n)
    return (words,) if n else ()
