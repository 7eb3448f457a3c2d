"""Printed and derived figures of a statement.

A printed figure stands. A budget with a base is the base's row plus the exact
effect of its own lines, carried through the sums; parts are added up only
where nothing is printed.
"""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import HUNDRED, ZERO
from kalmar_cli.budget.composition import Composition, compose
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import Ingredients, add_up, merge_orders, with_row
from kalmar_cli.budget.posts import Post, differences
from kalmar_cli.budget.printed import (
    memo_rows,
    printed_composition,
    printed_rows,
    row_labels,
    told_taxes,
)
from kalmar_cli.budget.rows import (
    BEFORE_EXTRAORDINARY,
    MEMO,
    PART,
    RESULT,
    SHARE_ID,
    STANDARD,
    SUMS,
    facts,
    kind,
)


class Figures:
    """The figures of one budget by row and column, printed and derived.

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
        self.composition = self._composition()
        self._memo: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[str, str], Decimal | None] = {}
        self._posts_against: dict[str, list[Post]] = {}

    def posts_against(self, other: "Figures") -> list[Post]:
        """The budget's posts less those of another budget (mkr), computed once for all key figures."""
        file = other.budget.file
        if file not in self._posts_against:
            self._posts_against[file] = list(differences(self.budget, other.budget).values())
        return self._posts_against[file]

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

    def _composition(self) -> Composition:
        """Which rows add up, in all the statements on the chain; the base's as they are there."""
        if not self.base and self.has_statement:
            return printed_composition(self.budget)
        return compose(
            self.order,
            row_labels(self.budget),
            memo_rows(self.budget),
            printed_rows(self.budget.chain) if self.has_statement else self.order,
            self.base.composition if self.base else None,
        )

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
            return share(self.derived(BEFORE_EXTRAORDINARY, column), self.tax_and_grants(column))
        if self.is_beyond_plan(column):
            return None
        if self.base:
            return self._upon_base(self.base, row, column)
        if not self.has_statement:
            in_plan = year_in(column) in self.budget.years
            return self.effect(row, column) if in_plan and row in self._changes else None
        value = self.printed(row, column)
        if value is None and (row in SUMS or row in self.composition.groups):
            total = self.add_up(row, column)
            result = self.printed(RESULT, column) if self._is_result(row) else None
            return total if total is None or result is None else result
        return value

    def _is_result(self, row: str) -> bool:
        """Whether a row is årets resultat: the result before extraordinary items where there are none."""
        order = with_row(self.order, row)
        return row == BEFORE_EXTRAORDINARY and order[order.index(row) + 1 :][:1] == [RESULT]

    def _upon_base(self, base: "Figures", row: str, column: str) -> Decimal | None:
        """The base's figure after the budget's own lines; a detail of a row that they move is not known."""
        before = base.derived(row, column)
        if row in self.composition.groups:
            if before is None:
                return self.add_up(row, column)
            return before + self.effect(row, column)
        if row in self.composition.details and self._is_moved(self.composition.details[row], column):
            return None
        moved = RESULT if row not in self.order and self._is_result(row) else row
        return None if before is None else move_figure(row, before, self.effect(moved, column))

    def is_beyond_plan(self, column: str) -> bool:
        """Whether a column is a year without a plan of its own: its base's figures are not its own."""
        year = year_in(column)
        return self.base is not None and year is not None and year not in self.budget.years

    def tax_and_grants(self, column: str) -> Decimal | None:
        """The sum of the block of tax and grants (mkr); None where the statement does not tell it."""
        if self.is_beyond_plan(column):
            return None
        parts = self.tax_rows(column)
        if self.base:
            before = self.base.tax_and_grants(column)
            return None if before is None else before + sum((self.effect(r, column) for r in parts), ZERO)
        total = add_up(Ingredients(None, parts), lambda part: self.derived(part, column), ZERO)
        if total is None:
            whole = (r for r, of in self.composition.groups.items() if parts and {*parts} <= {*of})
            return next((v for r in whole if (v := self.printed(r, column)) is not None), None)
        return total

    def tax_rows(self, column: str) -> tuple[str, ...]:
        """The rows that tax and grants are the sum of in a column; none where that is not told."""
        if self.budget.statement and not self.base:
            return told_taxes(column, self.composition, self.budget.statement)
        return self.composition.tax_parts(self.memo_in(column))

    def memo_in(self, column: str) -> frozenset[str]:
        """The rows that are shown in a column and never added."""
        if not self.composition.groups:
            return self.composition.memo
        if column not in self._memo:
            if self.base and not self.is_beyond_plan(column):
                known = self.base.memo_in(column)
                own = self.composition.memo - frozenset(self.base.composition.order)
                self._memo[column] = known | own
            else:
                self._memo[column] = self.composition.memo_where(
                    lambda part: self.printed(part, column) is not None
                )
        return self._memo[column]

    def kind(self, row: str, column: str) -> str:
        """What a row is in a column: part, subtotal, total, share, or memo."""
        return MEMO if row in self.memo_in(column) else kind(row)

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
        beyond = self.is_beyond_plan(column)
        if value is not None or beyond or row not in STANDARD or self.kind(row, column) != PART:
            return value
        if self.base:
            before = self.base.figure_in_sums(row, column)
            return None if before is None else move_figure(row, before, self.effect(row, column))
        statement = self.budget.statement
        lacking = statement and row not in statement.rows and column in statement.columns
        return ZERO if lacking else None

    def effect(self, row: str, column: str) -> Decimal:
        """What the budget's own lines move in a row and year (mkr), carried through the sums."""
        year = self._year_at(column)
        if year is None or not self._changes:
            return ZERO
        return sum((self._changes[r][year] for r in self.reach(row) if r in self._changes), ZERO)

    def reach(self, row: str) -> Sequence[str]:
        """The rows whose changes reach a row: those above a sum, the parts of a group sum, else itself."""
        return self.between(None, row) if row in SUMS else self.composition.groups.get(row, (row,))

    def _year_at(self, column: str) -> int | None:
        """The place of a column among the budget's years."""
        year = year_in(column)
        return self.budget.years.index(year) if year in self.budget.years else None

    def _is_moved(self, row: str | None, column: str) -> bool:
        """Whether one of the budget's own lines moves a row in a year, itself or one of its ingredients."""
        year = self._year_at(column)
        if row is None or year is None:
            return False
        within = self.reach(BEFORE_EXTRAORDINARY if row == SHARE_ID else row)
        return any(line.amounts[year] and line.row in within for line in self.budget.lines)

    def between(self, above: str | None, row: str) -> list[str]:
        """The rows that reach a sum, itself included, below the sum `above` or from the top.

        Rows that only lines move count too.
        """
        order = with_row(self.order, row)
        for moved_row in self._changes:
            order = with_row(order, moved_row)
        start = order.index(above) + 1 if above else 0
        return order[start : order.index(row) + 1]

    def ingredients(self, row: str, column: str) -> Ingredients:
        """What a sum or a group sum is made of in a column, in this budget's order of rows."""
        composition = self.composition
        if row not in composition.order:
            composition = composition._replace(order=tuple(with_row(self.order, row)))
        return composition.ingredients(row, self.memo_in(column))

    def add_up(self, row: str, column: str) -> Decimal | None:
        """A sum from its ingredients (mkr); None if one is unknown."""
        of = self.ingredients(row, column)
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


def share(result: Decimal | None, tax_and_grants: Decimal | None) -> Decimal | None:
    """Resultatandel in %: result before extraordinary items of tax and grants; None if unknown."""
    if result is None or not tax_and_grants:
        return None
    return result / tax_and_grants * HUNDRED
