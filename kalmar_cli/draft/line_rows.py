"""Which row of the income statement a table's lines move, and its printed totals are of."""

from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.printed import moved_cost, printed_rows
from kalmar_cli.budget.rows import NET_COST, PART, STANDARD, SUMS, facts
from kalmar_cli.draft.find import labels, signs
from kalmar_cli.draft.find.found import FoundTable


def moved_rows(table: FoundTable, base: Budget | None) -> list[str]:
    """The row that each line of a table moves: that of the first total below it, else the base's costs."""
    cost = moved_cost(base) if base else NET_COST
    rows: list[str] = []
    row = cost
    for change in reversed(table.changes):
        if change.total:
            row = total_row(change.row.name, base) or cost
        else:
            rows.append(own_row(change.row.name, base) or row)
    return rows[::-1]


def own_row(name: str, base: Budget | None) -> str | None:
    """The row of the statement that a line is called as, if it is a part that the base prints, too."""
    row = labels.row_of(name)
    printed = printed_rows(base.chain) if base else frozenset()
    known = row is not None and facts(row).kind == PART and not facts(row).group and row in STANDARD
    return row if known and (not printed or row in printed) else None


def total_row(name: str, base: Budget | None) -> str | None:
    """The row that a printed total is of by its name; upon a base, of costs or a sum, the base's costs.

    A line moves a part of a sum where the base prints one, so that both follow.
    """
    row = signs.total_row(name)
    printed = printed_rows(base.chain) if base else frozenset()
    if row is None or base is None or not printed:
        return row
    missing = facts(row).cost and row not in printed
    return moved_cost(base) if missing or row in SUMS else row
