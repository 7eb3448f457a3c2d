"""One budget: its statement, derived beside printed, and one sentence that sums it up."""

from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.posts import own_posts
from kalmar_cli.report import (
    KEY,
    NUMBER,
    SHARE_UNIT,
    SPREAD,
    UNIT,
    Chart,
    Column,
    Record,
    Report,
    Table,
)
from kalmar_cli.reports.compare import EMPHASIS
from kalmar_cli.reports.making import Budgeted, statement_row
from kalmar_cli.reports.sentence import summed_up
from kalmar_cli.reports.view import View, context, in_view, meta, shown_columns, sources
from kalmar_cli.statement import RESULT, SHARE_ID, Figures, kind, label, with_row


def shown(budget: Budget, view: View) -> Report:
    """The statement of a budget by column, printed and derived. Raises Refused."""
    columns = shown_columns([budget], view)
    unit = view.unit_for(budget)
    figures = Figures(budget)
    order = with_row(figures.order, SHARE_ID) if figures.has_statement else figures.order
    derived = {c: {r: in_view(figures.derived(r, c), r, unit) for r in order} for c in columns}
    records = []
    for row in order:
        for column in columns:
            values = (in_view(figures.printed(row, column), row, unit), derived[column][row])
            if any(value is not None for value in values):
                shown_unit = SHARE_UNIT if row == SHARE_ID else unit
                of = Budgeted("derived", figures, {})
                made = statement_row(row, column, of, derived[column], None, unit)
                records.append(
                    Record(
                        (row, label(row, [budget]), kind(row), column, shown_unit, *values),
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
    source = sources([budget])
    return Report(
        budget.name,
        context([budget], unit),
        (table,),
        unit,
        (summed_up(figures, figures.base, own_posts(budget), columns[0], unit),) if order else (),
        (*notes, *filter(None, [source])),
        meta([budget], unit),
        view.decimals,
        source,
    )
