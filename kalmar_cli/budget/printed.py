"""What budgets' own statements show: their composition by figures, their rows and labels."""

from collections.abc import Iterable, Sequence

from kalmar_cli.base.numbers import ZERO, exact, printed
from kalmar_cli.budget.composition import Composition, compose
from kalmar_cli.budget.model import Budget, Statement
from kalmar_cli.budget.order import NONE, add_up, merge_orders
from kalmar_cli.budget.rows import COSTS, NET_COST, OPERATING_COST, SUMS


def printed_composition(budget: Budget) -> Composition:
    """The composition of a budget's own printed statement."""
    if not budget.statement:
        return Composition((), {}, {}, NONE)
    statement = budget.statement

    def fits(row: str, parts: Sequence[str]) -> int:
        """In how many columns a group sum is that of some parts, within rounding."""
        found = 0
        for column in statement.columns:
            value, *shown = (statement.cell(r, column) for r in (row, *parts))
            figures = [printed(figure, statement.step) for figure in shown if figure is not None]
            total = sum(figures, exact(ZERO))
            found += bool(value and figures) and total.meets(printed(value or ZERO, statement.step))
        return found

    order, figured = list(statement.rows), printed_rows([budget])
    found = compose(order, row_labels(budget), memo_rows(budget), figured, fits=fits)
    return found._replace(adds_up=any(adds_up_in(c, found, statement) for c in statement.columns))


def adds_up_in(column: str, composition: Composition, statement: Statement) -> bool:
    """Whether the first sum below tax and grants is, within rounding, that of what a column prints."""
    taxes = composition.tax_rows
    below = composition.order[composition.order.index(taxes[-1]) :] if taxes else ()
    row = next((row for row in below if row in SUMS), "")
    cells = {r: statement.cell(r, column) for r in statement.rows}
    figures = {r: printed(value, statement.step) for r, value in cells.items() if value is not None}
    if row not in figures:
        return False
    made_of = composition.ingredients(row, composition.memo_where(figures.__contains__))
    total = add_up(made_of.among(figures), figures.get, exact(ZERO))
    return total is not None and total.meets(figures[row])


def told_taxes(column: str, composition: Composition, statement: Statement) -> tuple[str, ...]:
    """The rows that tax and grants are the sum of in a printed column; none where that is not told.

    A row without a figure is none of them where the column adds up without it.
    """
    known = [row for row in statement.rows if statement.cell(row, column) is not None]
    parts = composition.tax_parts(composition.memo_where(known.__contains__))
    shown = tuple(part for part in parts if part in known)
    return shown if shown != parts and adds_up_in(column, composition, statement) else parts


def printed_rows(budgets: Iterable[Budget]) -> frozenset[str]:
    """The rows that the statements of some budgets print a figure of."""
    rows = (row for of in budgets if of.statement for row in of.statement.rows.values())
    return frozenset(row.id for row in rows if any(value is not None for value in row.values))


def chain_composition(budget: Budget) -> Composition:
    """The composition of all the rows that the statements on a budget's chain print."""
    statements = [link.statement for link in budget.chain if link.statement]
    return compose(merge_orders(s.rows for s in reversed(statements)), row_labels(budget))


def row_labels(budget: Budget) -> dict[str, str]:
    """The labels that the statements on a budget's chain print, its own first."""
    labels: dict[str, str] = {}
    for link in budget.chain:
        if link.statement:
            labels = {**link.statement.labels, **labels}
    return labels


def memo_rows(budget: Budget) -> frozenset[str]:
    """The rows that a budget or one of its bases says are shown and never added."""
    return frozenset(row for link in budget.chain if link.statement for row in link.statement.memo)


# The rows of costs that lines move; what a budget prints is looked for in this order.
_MOVED_COSTS = (NET_COST, COSTS, OPERATING_COST)


def moved_cost(base: Budget) -> str:
    """The row of costs that a line of changes to a budget moves: one that it prints and adds, if any."""
    able = printed_rows(base.chain) - memo_rows(base)
    return next((row for row in _MOVED_COSTS if row in able), NET_COST)
