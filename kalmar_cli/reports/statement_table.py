"""The rows of statements, and the table that compares them, with how each figure is made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import merge_orders, with_row
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import RESULT, SHARE_ID, SUMS, kind, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.absent import reasons
from kalmar_cli.reports.choices import DERIVED, PRINTED
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.table import SHARE_UNIT, Chart, Emphasis, Record, Table
from kalmar_cli.reports.view import in_view

if TYPE_CHECKING:
    from kalmar_cli.reports.formulas import Budgeted, ByRow
    from kalmar_cli.reports.making import Made, Making

EMPHASIS: dict[str, Emphasis] = {"part": "item", "share": "item", "subtotal": "subtotal", "total": "total"}


class StatementRow(NamedTuple):
    """A row of a statement in one column: its id, name, unit, and figures beside each other."""

    row: str
    words: str
    column: str
    unit: str
    values: tuple[Decimal | None, ...]


def statement_rows(
    order: Iterable[str],
    columns: Sequence[str],
    budgets: Sequence[Budget],
    added: frozenset[str],
    unit: str,
    figures: Callable[[str, str], Sequence[Decimal | None]],
) -> Iterator[StatementRow]:
    """The rows in `order`, in each of `columns` in which `figures` (in `unit`, shares in %) are known.

    The first of `budgets` that does so names a row; no statement prints a row in `added`.
    """
    for row in order:
        words = label(row, budgets)
        if row in added:
            words = _("{row} (changes only)").format(row=words)
        for column in columns:
            values = tuple(figures(row, column))
            if any(value is not None for value in values):
                yield StatementRow(row, words, column, SHARE_UNIT if row == SHARE_ID else unit, values)


def statement_order(figures: Sequence[Figures]) -> list[str]:
    """The rows of all statements, the last one's first; rows that only posts have where they belong."""
    order = merge_orders(f.order for f in reversed(figures) if f.has_statement)
    for of in figures:
        for row in () if of.has_statement else of.order:
            order = with_row(order, row)
    return with_row(order, SHARE_ID) if any(f.has_statement for f in figures) else order


def result_chart(columns: Sequence[str], records: Iterable[Record]) -> tuple[Chart, ...]:
    """The result by year as a picture, where it is known."""
    known = any(record.values["row"] == RESULT for record in records)
    return (Chart(tuple(columns), RESULT),) if known else ()


def compare_statements(comparison: Comparison, listed: Callable[[], list[dict[str, Post]]]) -> Table:
    """The budgets' statements side by side; `listed` are the posts that have rows of their own."""
    figures, columns = comparison.figures, comparison.periods
    order = statement_order(figures)
    added = frozenset[str]().union(*(f.added_rows for f in figures))
    shown = {
        column: [shown_figures(f, order, added, column, comparison.basis, comparison.unit) for f in figures]
        for column in columns
    }
    found = [
        comparison.record("statement", *row, EMPHASIS[kind(row.row)])
        for row in statement_rows(
            order,
            columns,
            comparison.budgets[::-1],
            added,
            comparison.unit,
            lambda row, column: [by_row.get(row) for by_row in shown[column]],
        )
    ]
    differ = {of.values["row"] for of in found if any(of.values[gap] != 0 for gap in comparison.gaps)}
    records = tuple(
        of._replace(quiet=kind(str(of.values["row"])) == "part" and of.values["row"] not in differ)
        for of in found
    )
    notes = tuple(
        _("{budget} has no income statement, nor has its base; its figures are absent").format(
            budget=f.budget.name
        )
        for f in figures
        if not f.has_statement and not f.order
    )
    notes += tuple(words for f in figures for words in reasons(f, columns))
    return Table(
        "statement",
        "",
        comparison.columns(_("Income statement")),
        records,
        notes=notes,
        charts=result_chart(comparison.names, records),
        making=_making(comparison, shown, listed),
        folded=lambda n: _n("{n} row alike: --statement", "{n} rows alike: --statement", n),
        as_printed=comparison.basis == PRINTED,
    )


def shown_figures(
    figures: Figures, order: list[str], added: frozenset[str], column: str, basis: str, unit: str
) -> "ByRow":
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
    comparison: Comparison,
    shown: "dict[str, list[ByRow]]",
    listed: Callable[[], list[dict[str, Post]]],
) -> "Callable[[Record], Making]":
    """How the figures of a record follow from others; printed ones only from their own rows."""
    derived = comparison.basis == DERIVED
    files = [budget.file for budget in comparison.budgets]

    def budgeted() -> "list[Budgeted]":
        from kalmar_cli.reports.formulas import Budgeted

        posts = listed() if derived else [{}] * len(comparison.figures)
        every = zip(comparison.names, comparison.figures, posts, strict=True)
        return [Budgeted(name, of, own) for name, of, own in every]

    def made(record: Record) -> "Making":
        from kalmar_cli.reports.formulas import statement_row

        found: dict[str, Made] = {}
        row, column = str(record.values["row"]), str(record.values["year"])
        columns = budgeted()
        for of, by_row in zip(columns, shown[column], strict=True):
            base = of.figures.budget.base
            at = files.index(base.file) if derived and base and base.file in files else None
            made = statement_row(
                row,
                column,
                of,
                by_row,
                None if at is None else (columns[at], shown[column][at]),
                comparison.unit,
            )
            if made:
                found[of.name] = made
        return {**found, **comparison.making(record)}

    return made
