"""The net cost of a budget: what the sizes of lines and of other budgets are held against."""

from decimal import Decimal

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.rows import COSTS, NET_COST, OPERATING_COST, PART, STANDARD, kind
from kalmar_cli.budget.statement import Figures


def net_cost(figures: Figures, year: str) -> Decimal | None:
    """Verksamhetens nettokostnader (mkr), else the sum of the rows above it, if the main one is known."""
    known = figures.derived(OPERATING_COST, year)
    if known is not None:
        return known
    rows = [row for row in list(STANDARD)[: list(STANDARD).index(OPERATING_COST)] if kind(row) == PART]
    parts = {row: part for row in rows if (part := figures.derived(row, year)) is not None}
    return sum(parts.values(), ZERO) if parts.keys() & {NET_COST, COSTS} else None
