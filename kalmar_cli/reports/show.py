"""One budget: its statement, derived beside printed, and one sentence that sums it up."""

from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import own_posts
from kalmar_cli.budget.rows import kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.absent import beyond_base, reasons
from kalmar_cli.reports.formulas import Budgeted, statement_row
from kalmar_cli.reports.making import Making
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.provenance import documents_of_others
from kalmar_cli.reports.sentence import sum_up
from kalmar_cli.reports.sentence_figures import Places
from kalmar_cli.reports.statement_table import EMPHASIS, result_chart, statement_order, statement_rows
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    Column,
    Record,
    Report,
    Sentence,
    Table,
    no_sentences,
)
from kalmar_cli.reports.view import View, context, in_view, meta, shown_columns, sources


def show_budget(
    budget: Budget,
    view: View,
    *,
    with_figures: str = "",
    target: Decimal | None = None,
    with_change: bool = False,
) -> Report:
    """The statement of a budget by column, printed and derived, and its key figures. Raises Refused.

    `with_figures` is which key figures people see (FEW, ALL), `target` the wanted result
    in % of tax and grants; None takes the file's own. `with_change` tells each column's
    change from the one before.
    """
    columns = shown_columns([budget], view)
    unit = view.unit_for(budget)
    given, budget = budget, tell_apart([budget, budget.base])[0] if budget.base else budget
    figures = Figures(budget)
    has_rows = bool(statement_order([figures]))
    statement = _statement(figures, columns, unit)
    absent = [*beyond_base([given], unit), *reasons(figures, columns)]
    tables = _for_each(statement)
    said = meta([given], unit, **({"notes": absent} if absent else {}))
    notes = []
    if not has_rows:
        notes.append(_("{budget} has no income statement and no lines.").format(budget=budget.name))
    if budget.base:
        notes.append(
            _("Derived: the figures of {base}, changed by this budget's own lines.").format(
                base=budget.base.name
            )
        )
    if with_change:
        from kalmar_cli.reports.column_change import add_changes, change_table

        tables[0] = add_changes(statement, figures, unit)
        tables.insert(1, statement._replace(audience=RECKONERS))
        tables.append(change_table(figures, columns, unit))
    if with_figures:
        from kalmar_cli.reports.figures import compute_key_figures

        known = compute_key_figures([(figures, figures.base)], columns, unit, target, with_figures)
        tables += known.tables(statement.columns, _figure_record, _figure_columns())
        said["absent"] = known.meta()
        notes += known.notes_below()
    places = None if budget.base else Places("derived")  # neither posts nor base are shown beside

    def sentences() -> list[Sentence]:
        return [sum_up(figures, figures.base, own_posts(budget), columns, unit, places=places)]

    return Report(
        budget.name,
        context([budget], unit),
        tuple(tables),
        unit,
        sentences if has_rows else no_sentences,
        (*notes, *absent),
        said,
        view.decimals_in(unit),
        sources([budget], derived=True, printed=True),
        tuple(documents_of_others(list(budget.chain))),
    )


def _statement(figures: Figures, columns: list[str], unit: str) -> Table:
    """The statement by column, with what the budget's own document prints."""
    order = statement_order([figures])
    derived = {c: {r: in_view(figures.figure(r, c), r, unit) for r in order} for c in columns}
    records = tuple(
        Record(
            {
                "row": of.row,
                "label": of.words,
                "kind": figures.kind(of.row, of.column),
                "column": of.column,
                "unit": of.unit,
                "printed": of.values[0],
                "derived": of.values[1],
            },
            EMPHASIS[kind(of.row)],
        )
        for of in statement_rows(
            order,
            columns,
            [figures.budget],
            figures.added_rows,
            unit,
            lambda row, column: (in_view(figures.printed(row, column), row, unit), derived[column][row]),
        )
    )

    def made(record: Record) -> Making:
        row, column = str(record.values["row"]), str(record.values["column"])
        of = Budgeted("derived", figures, {})
        found = statement_row(row, column, of, derived[column], None, unit)
        return {of.name: found} if found else {}

    return Table(
        "statement",
        "",
        (
            Column("row", role="key"),
            Column("label", _("Income statement"), role="key"),
            Column("kind"),
            Column("column", _("Year"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            Column("printed", _("Printed"), "number"),
            Column("derived", _("Derived"), "number"),
        ),
        records,
        charts=result_chart(("derived",), records),
        making=made,
    )


def _for_each(statement: Table) -> list[Table]:
    """The statement for machines and workbooks, and for people: one column a year, marked where the
    budget's own document prints another figure."""
    people = [
        column._replace(beside="printed", beside_words=_("Printed otherwise"))
        if column.id == "derived"
        else column
        for column in statement.columns
        if column.id != "printed"
    ]
    return [
        statement._replace(audience=MACHINES | RECKONERS),
        statement._replace(columns=tuple(people), audience=PEOPLE),
    ]


def _figure_record(
    row: str, words: str, period: str, unit: str, values: tuple[Decimal | None, ...]
) -> Record:
    """A key figure as a row of the kind `figure`."""
    of = {"row": row, "label": words, "kind": "figure", "column": period, "unit": unit}
    return Record({**of, "printed": None, "derived": values[0]})


def _figure_columns() -> tuple[Column, ...]:
    """The columns of key figures that people see."""
    return (
        Column("label", _("Key figures"), role="key"),
        Column("column", _("Year"), role="spread"),
        Column("unit", _("Unit"), role="unit"),
        Column("derived", _("Derived"), "number"),
    )
