"""Printed and derived figures of a statement.

A printed figure stands. A budget with a base is the base's row plus the exact
effect of its own lines, carried through the sums; parts are added up only
where nothing is printed.
"""

from decimal import Decimal

from kalmar_cli.base.numbers import HUNDRED, ZERO
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import Ingredients, add_up, ingredients, merge_orders, with_row
from kalmar_cli.budget.rows import (
    BEFORE_EXTRAORDINARY,
    GRANTS,
    PART,
    SHARE_ID,
    STANDARD,
    SUMS,
    TAX,
    facts,
    kind,
)


class Figures:
    """The figures of one budget by row and column: printed, derived, and whence.

    Amounts are mkr in the statement's sign; the share is in %.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.base = Figures(budget.base) if budget.base else None
        self.has_statement = any(link.statement for link in budget.chain)
        self.order = self._document_order()
        # Rows that lines move and no statement on the chain has: they count in its sums all the same.
        printed = {row for link in budget.chain if link.statement for row in link.statement.rows}
        self.added_rows = frozenset(self.order) - printed if self.has_statement else frozenset()
        self._changes = self._own_changes()
        self._known: dict[tuple[str, str], Decimal | None] = {}

    def _document_order(self) -> list[str]:
        """The rows of the statements on the chain, the base's first, and what its changes move beside them.

        Without any statement, the rows of its posts.
        """
        if not self.has_statement:
            moved_rows = {line.row for link in self.budget.chain for line in link.lines}
            return [row for row in STANDARD if row in moved_rows]
        statements = [link.statement for link in self.budget.chain if link.statement]
        order = merge_orders(s.rows for s in reversed(statements))
        changed = {line.row for link in self.budget.chain if link.base for line in link.lines}
        for row in STANDARD:
            order = with_row(order, row) if row in changed else order
        return order

    def _own_changes(self) -> dict[str, list[Decimal]]:
        """What its own lines add up to, by row and year (mkr), where they count in the statement.

        In a budget with a base they are changes to it; in one without base and
        statement they are all that is known. Under a printed statement they are
        its specification and move nothing.
        """
        changes: dict[str, list[Decimal]] = {}
        if self.base or not self.has_statement:
            for line in self.budget.lines:
                total = changes.setdefault(line.row, [ZERO] * len(line.amounts))
                for i, amount in enumerate(line.amounts):
                    total[i] += amount
        return changes

    def printed(self, row: str, column: str) -> Decimal | None:
        """The figure that the budget's own statement prints, or None."""
        statement = self.budget.statement
        return statement.cell(row, column) if statement else None

    def derived(self, row: str, column: str) -> Decimal | None:
        """The figure by the rule of this module; None where it cannot be known."""
        key = (row, column)
        if key not in self._known:
            self._known[key] = self._derive(row, column)
        return self._known[key]

    def _derive(self, row: str, column: str) -> Decimal | None:
        if row == SHARE_ID:
            return share(
                self.derived(BEFORE_EXTRAORDINARY, column),
                self.derived(TAX, column),
                self.derived(GRANTS, column),
            )
        if self.base:
            before = self.base.derived(row, column)
            if before is None:
                return None
            return move_figure(row, before, self.effect(row, column))
        if not self.has_statement:
            in_plan = column.isdecimal() and int(column) in self.budget.years
            return self.effect(row, column) if in_plan and row in self._changes else None
        value = self.printed(row, column)
        if value is None and row in SUMS:
            return self.add_up(row, column)
        return value

    def figure(self, row: str, column: str, added: frozenset[str] = frozenset()) -> Decimal | None:
        """The figure beside others (mkr, share in %): derived, or counted in a row that lines have added.

        `added` are rows that other budgets' lines have added.
        """
        return (self.figure_in_sums if row in self.added_rows or row in added else self.derived)(
            row, column
        )

    def figure_in_sums(self, row: str, column: str) -> Decimal | None:
        """The derived figure (mkr); a standard part that the statement lacks is 0 in it, as in its sums."""
        value = self.derived(row, column)
        if value is not None or row not in STANDARD or kind(row) != PART:
            return value
        if self.base:
            before = self.base.figure_in_sums(row, column)
            return None if before is None else move_figure(row, before, self.effect(row, column))
        statement = self.budget.statement
        lacking = statement and row not in statement.rows and column in statement.columns
        return ZERO if lacking else None

    def effect(self, row: str, column: str) -> Decimal:
        """What the budget's own lines move in a row and year (mkr), carried through the sums."""
        if not self._changes or not column.isdecimal() or int(column) not in self.budget.years:
            return ZERO
        year = self.budget.years.index(int(column))
        own = self._changes.get(row)
        total = own[year] if own else ZERO
        if row not in SUMS:
            return total
        return sum((self._changes[r][year] for r in self.between(None, row) if r in self._changes), ZERO)

    def between(self, above: str | None, row: str) -> list[str]:
        """The rows that reach a sum, itself included, below the sum `above` or from the top.

        Rows that only lines move count too.
        """
        order = with_row(self.order, row)
        for moved_row in self._changes:
            order = with_row(order, moved_row)
        start = order.index(above) + 1 if above else 0
        return order[start : order.index(row) + 1]

    def ingredients(self, row: str) -> Ingredients:
        """What a sum is made of in this budget's order of rows."""
        return ingredients(row, with_row(self.order, row))

    def add_up(self, row: str, column: str) -> Decimal | None:
        """A sum from its ingredients (mkr); None if one is unknown."""
        of = self.ingredients(row)
        if not of.above and row not in self.order:
            return None
        return add_up(of, lambda part: self.derived(part, column), ZERO)


def move_figure(row: str, before: Decimal, change: Decimal) -> Decimal:
    """A row's figure after a change in the result's sign; a reserve row keeps its printed sign."""
    force = facts(row).force
    if not force or not change:
        return before + change
    printed_as_size = before >= 0
    after = force * abs(before) + change
    return after * force if printed_as_size else -after * force


def share(result: Decimal | None, tax: Decimal | None, grants: Decimal | None) -> Decimal | None:
    """Resultatandel in %: result before extraordinary items of tax and grants; None if unknown."""
    if result is None or tax is None or grants is None or not tax + grants:
        return None
    return result / (tax + grants) * HUNDRED
