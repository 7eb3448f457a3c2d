"""Figures in another unit than those beside them, tkr among mkr: which, and what they stand beside."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median_low

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import Budget, Row
from kalmar_cli.budget.rows import COSTS, NET_COST, OPERATING_COST, PART, TAX, is_irregular, kind
from kalmar_cli.budget.statement import Figures

# A slip of unit is a thousand times off. The regular rows of real statements vary up to
# nine times (Sjöbo's financial costs), so 300 is far from what is meant, and a slip still
# reaches it from a figure a third of the usual size.
FACTOR = Decimal(300)
# Of two figures none can be told to be the odd one.
_LEAST = 3
# Rows of which each is a cost in every municipality.
_COST_ROWS = (COSTS, NET_COST, OPERATING_COST)


def far_apart(value: Decimal | None, near: Decimal | None) -> bool:
    """Whether two figures are 300 times apart or more; nothing is apart from a zero."""
    if not value or not near:
        return False
    small, large = sorted((abs(value), abs(near)))
    return large >= FACTOR * small > ZERO


def typical_size(values: Sequence[Decimal]) -> Decimal | None:
    """The median size of figures that are not zero; None where there are too few to tell the odd one."""
    sizes = [abs(value) for value in values if value]
    return median_low(sizes) if len(sizes) >= _LEAST else None


def is_regular(row: str) -> bool:
    """Whether a row's figures keep near each other: a part, and none that comes and goes."""
    return kind(row) == PART and not is_irregular(row)


def turned_cells(budget: Budget) -> dict[str, str]:
    """Column → the row in which a budget's statement shows it: tax negative and no cost so.

    Where it shows no tax, a positive cost tells; where no row is called tax, the sum of the block.
    """
    alone = Figures(budget._replace(base=None))

    def odd_row(column: str) -> str | None:
        def has(row: str, sign: int) -> bool:
            return (alone.printed(row, column) or ZERO) * sign > 0

        costs = [row for row in _COST_ROWS if has(row, 1)]
        if any(has(row, -1) for row in _COST_ROWS):
            return None
        tax = alone.derived(TAX, column) or alone.tax_and_grants(column) or ZERO
        negative = [row for row in (TAX, *alone.tax_rows(column)) if tax < 0 and has(row, -1)]
        return next(iter(negative if tax else costs), None)

    columns = budget.statement.columns if budget.statement else ()
    return {column: row for column in columns if (row := odd_row(column))}


def has_turned_signs(budget: Budget) -> bool:
    """Whether a budget's statement, or the one it builds on, is written with turned signs."""
    return any(turned_cells(link) for link in budget.chain)


def from_base(budget: Budget, row: str, column: str) -> Decimal | None:
    """The base's printed figure (mkr), if the budget's own is 300 times off from it."""
    base = budget.base.statement if budget.base else None
    near = base.cell(row, column) if base and is_regular(row) else None
    ours = budget.statement.cell(row, column) if budget.statement else None
    return near if far_apart(ours, near) else None


def from_row(budget: Budget, row: Row) -> Decimal | None:
    """The typical size (mkr) of a row, without the figures that are off from the base."""
    assert budget.statement
    pairs = zip(budget.statement.columns, row.values, strict=True)
    return typical_size([v for column, v in pairs if v and from_base(budget, row.id, column) is None])
