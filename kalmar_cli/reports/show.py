"""One budget: its statement, derived beside printed, and one sentence that sums it up."""

from decimal import Decimal
from typing import TYPE_CHECKING

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import with_row
from kalmar_cli.budget.posts import own_posts
from kalmar_cli.budget.rows import RESULT, SHARE_ID, kind, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.formulas import Budgeted, statement_row
from kalmar_cli.reports.names import told_apart
from kalmar_cli.reports.sentence import summed_up
from kalmar_cli.reports.statement_table import EMPHASIS, changes_only
from kalmar_cli.reports.table import (
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    SHARE_UNIT,
    SPREAD,
    UNIT,
    Chart,
    Column,
    Record,
    Report,
    Table,
)
from kalmar_cli.reports.view import View, context, in_view, meta, shown_columns, sources

if TYPE_CHECKING:
    from kalmar_cli.reports.figures import KeyFigures


def shown(
    budget: Budget, view: View, *, with_figures: bool = False, target: Decimal | None = None
) -> Report:
    """The statement of a budget by column, printed and derived, and its key figures. Raises Refused.

    `target` is the wanted result in % of tax and grants; None takes the file's own.
    """
    columns = shown_columns([budget], view)
    unit = view.unit_for(budget)
    given, budget = budget, told_apart([budget, budget.base])[0] if budget.base else budget
    figures = Figures(budget)
    order = with_row(figures.order, SHARE_ID) if figures.has_statement else figures.order
    derived = {c: {r: in_view(figures.figure(r, c), r, unit) for r in order} for c in columns}
    records = []
    for row in order:
        words = label(row, [budget])
        if row in figures.added_rows:
            words = changes_only(words)
        for column in columns:
            values = (in_view(figures.printed(row, column), row, unit), derived[column][row])
            if any(value is not None for value in values):
                shown_unit = SHARE_UNIT if row == SHARE_ID else unit
                of = Budgeted("derived", figures, {})
                made = statement_row(row, column, of, derived[column], None, unit)
                records.append(
                    Record(
                        (row, words, kind(row), column, shown_unit, *values),
                        EMPHASIS[kind(row)],
                        {of.name: made} if made else {},
                    )
                )
    chart = Chart(("derived",), RESULT)
    table = Table(
        "statement",
        "",
        (
            Column("row", role=KEY),
            Column("label", _("Income statement"), role=KEY),
            Column("kind"),
            Column("column", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            Column("printed", _("Printed"), NUMBER),
            Column("derived", _("Derived"), NUMBER),
        ),
        tuple(records),
        charts=(chart,) if any(record.values[0] == RESULT for record in records) else (),
    )
    notes = []
    if not order:
        notes.append(_("{budget} has no income statement and no posts.").format(budget=budget.name))
    if budget.base:
        notes.append(
            _("Derived: the figures of {base}, changed by this budget's own lines.").format(
                base=budget.base.name
            )
        )
    source = sources([budget], derived=True, printed=True)
    tables, said = [table], meta([given], unit)
    if with_figures:
        from kalmar_cli.reports.figures import computed

        known = computed([(figures, figures.base)], columns, unit, target)
        tables += _key_figures(table.columns, known)
        said["absent"] = known.meta()
        notes += known.notes() if not known.for_people() else ()
    return Report(
        budget.name,
        context([budget], unit),
        tuple(tables),
        unit,
        (summed_up(figures, figures.base, own_posts(budget), columns, unit),) if order else (),
        (*notes, *filter(None, [source])),
        said,
        view.decimals,
        source,
    )


def _key_figures(columns: tuple[Column, ...], known: "KeyFigures") -> list[Table]:
    """The key figures: for machines as rows of the kind `figure`, for people by period."""
    machines = [
        Record((r.figure.id, r.figure.label, "figure", r.period, r.unit, None, *r.values))
        for r in (*known.by_year, *known.of_plan)
    ]
    tables = [Table("figures", "", columns, tuple(machines), MACHINES)]
    for of, notes in known.for_people():
        people = [Record((_(r.figure.label), r.period_in_words, r.unit, *r.values)) for r in of]
        shown_columns = (
            Column("label", _("Key figures"), role=KEY),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            Column("value", _("Derived"), NUMBER),
        )
        tables.append(Table("figures", "", shown_columns, tuple(people), PEOPLE, notes=notes, mixed=True))
    return tables
