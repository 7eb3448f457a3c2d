"""The table that compares income statements, row by row, with how each figure is made."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.order import merge_orders, with_row
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import RESULT, SHARE_ID, SUMS, kind, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.comparison import DERIVED, PRINTED, Comparison
from kalmar_cli.reports.formulas import Budgeted, ByRow, statement_row
from kalmar_cli.reports.table import ITEM, SHARE_UNIT, SUBTOTAL, TOTAL, Chart, Made, Table
from kalmar_cli.reports.view import (
    in_view,
)

EMPHASIS = {"part": ITEM, "share": ITEM, "subtotal": SUBTOTAL, "total": TOTAL}


def statement_table(
    comparison: Comparison, figures: list[Figures], columns: list[str], listed: list[dict[str, Post]]
) -> Table:
    order = _order(figures)
    added = frozenset[str]().union(*(f.added_rows for f in figures))
    unit = comparison.unit
    shown = {
        column: [_shown(f, order, added, column, comparison.basis, unit) for f in figures]
        for column in columns
    }
    making = _making(comparison, figures, listed)
    records = []
    for row in order:
        words = label(row, reversed(comparison.budgets))
        if row in added:
            words = changes_only(words)
        for column in columns:
            values = [by_row.get(row) for by_row in shown[column]]
            if any(value is not None for value in values):
                records.append(
                    comparison.record(
                        "statement",
                        row,
                        words,
                        column,
                        SHARE_UNIT if row == SHARE_ID else unit,
                        values,
                        EMPHASIS[kind(row)],
                        making(row, column, shown[column]),
                    )
                )
    notes = tuple(
        _("{budget} has no income statement, nor has its base; its figures are absent").format(
            budget=f.budget.name
        )
        for f in figures
        if not f.has_statement and not f.order
    )
    chart = Chart(tuple(comparison.names), RESULT)
    return Table(
        "statement",
        "",
        comparison.columns(_("Income statement")),
        tuple(records),
        notes=notes,
        charts=(chart,) if any(record.values[1] == RESULT for record in records) else (),
    )


def changes_only(row: str) -> str:
    """The label of a row that no statement prints: it holds what lines move, and nothing else."""
    return _("{row} (changes only)").format(row=row)


def _order(figures: Sequence[Figures]) -> list[str]:
    """The rows of all statements, the baseline's first; rows that only posts have where they belong."""
    order = merge_orders(f.order for f in reversed(figures) if f.has_statement)
    for of in figures:
        for row in () if of.has_statement else of.order:
            order = with_row(order, row)
    return with_row(order, SHARE_ID) if any(f.has_statement for f in figures) else order


def _shown(
    figures: Figures, order: list[str], added: frozenset[str], column: str, basis: str, unit: str
) -> ByRow:
    """One budget's figures in one column, by row, on the basis asked for.

    A row in `added`, which some budget's lines move, is zero in a statement that does not have it.
    """

    def figure(row: str) -> Decimal | None:
        return figures.printed(row, column) if basis == PRINTED else figures.figure(row, column, added)

    return {
        row: in_view(figure(row), row, unit)
        for row in order
        if row in figures.order or row in added or row in SUMS or row == SHARE_ID
    }


def _making(
    comparison: Comparison, figures: list[Figures], listed: list[dict[str, Post]]
) -> Callable[[str, str, list[ByRow]], dict[str, Made]]:
    """How the figures of a row and column follow from others; printed ones only from their own rows."""
    derived = comparison.basis == DERIVED
    columns = [
        Budgeted(name, of, posts_of if derived else {})
        for name, of, posts_of in zip(comparison.names, figures, listed, strict=True)
    ]
    files = [budget.file for budget in comparison.budgets]

    def making(row: str, column: str, shown: list[ByRow]) -> dict[str, Made]:
        found = {}
        for of, by_row in zip(columns, shown, strict=True):
            base = of.figures.budget.base
            at = files.index(base.file) if derived and base and base.file in files else None
            made = statement_row(
                row,
                column,
                of,
                by_row,
                None if at is None else (columns[at], shown[at]),
                comparison.unit,
            )
            if made:
                found[of.name] = made
        return found

    return making
