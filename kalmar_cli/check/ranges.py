"""What the printed figures of a statement can mean: an interval for each row and column.

Amounts are mkr in the statement's sign, shares in %.
"""

from decimal import Decimal
from itertools import product

from kalmar_cli.base.numbers import HUNDRED, ZERO, Interval, exact, printed, written_step
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import Ingredients, add_up
from kalmar_cli.budget.printed import printed_composition, told_taxes
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, PART, SHARE_ID, STANDARD, SUMS
from kalmar_cli.budget.statement import Figures, move_figure


class Ranges:
    """The intervals of one budget's statement, and of what it should agree with."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.statement = budget.statement
        self.composition = printed_composition(budget)
        self.order = self.composition.order
        self.figures = Figures(budget)
        self.base = Ranges(budget.base) if budget.base else None
        self._share_step = self._precision_of_shares()

    def _precision_of_shares(self) -> Decimal:
        """The step that the shares are printed in (%): the finest that any of them is written in."""
        row = self.statement.rows.get(SHARE_ID) if self.statement else None
        return min((written_step(v) for v in row.values if v is not None), default=ZERO) if row else ZERO

    def printed(self, row: str, column: str) -> Interval | None:
        """What a printed figure can mean; None where none is printed.

        A figure with more digits than the statement declares is as exact as it is written.
        """
        value = self.statement.cell(row, column) if self.statement else None
        if value is None or self.statement is None:
            return None
        if row == SHARE_ID:
            return printed(value, self._share_step)
        return printed(value, min(self.statement.step, written_step(value)))

    def parts(self, row: str, column: str) -> Interval | None:
        """What the printed ingredients of a sum allow it to be; None where one is not printed."""
        return add_up(self.ingredients(row, column), lambda part: self._known(part, column), exact(ZERO))

    def ingredients(self, row: str, column: str) -> Ingredients:
        """What a sum or group sum of the statement is made of in a column; nothing for another row."""
        if row not in SUMS and row not in self.composition.groups:
            return Ingredients(None, ())
        return self.composition.ingredients(row, self._memo(column))

    def _memo(self, column: str) -> frozenset[str]:
        return self.composition.memo_where(lambda part: self._is_printed(part, column))

    def _is_printed(self, row: str, column: str) -> bool:
        return self.statement is not None and self.statement.cell(row, column) is not None

    def excerpt(self, row: str, column: str) -> bool:
        """Whether a base prints a part of a sum, other than 0, that this statement leaves out."""
        above, parts = self.ingredients(row, column)
        base = self.base
        while base:
            if row in base.order and (above is None or above in base.order):
                if row in base.composition.groups:
                    between = base.composition.groups[row]
                else:
                    start = base.order.index(above) + 1 if above else 0
                    between = base.order[start : base.order.index(row)]
                left_out = [r for r in between if base.figures.kind(r, column) == PART and r not in parts]
                if any(base.figures.printed(r, column) != 0 for r in left_out):
                    return True
            base = base.base
        return False

    def sum_of_printed(self, row: str, column: str) -> Decimal | None:
        """The sum of the printed ingredients (mkr); None where one is not printed."""
        return add_up(self.ingredients(row, column), lambda part: self._figure(part, column), ZERO)

    def sums_among(self, row: str, column: str) -> tuple[str, ...]:
        """The rows between a sum's parts that are sums of those above, if it agrees without them."""
        above, parts = self.ingredients(row, column)
        kept: list[str] = []
        since: list[str] = []  # the last such row
        found: list[str] = []

        def agrees(whole: str, first: str | None, parts: list[str]) -> bool:
            own = self.printed(whole, column)
            of = Ingredients(first, tuple(parts))
            total = add_up(of, lambda part: self._known(part, column), exact(ZERO))
            return bool(own and total and own.meets(total))

        for part in parts:
            own = part not in STANDARD and self._figure(part, column)
            if own and any(of and agrees(part, None, of) for of in (kept, since)):
                found.append(part)
                since = []
            else:
                kept.append(part)
                since.append(part)
        return tuple(found) if found and agrees(row, above, kept) else ()

    def agrees(self, row: str, column: str) -> bool:
        """Whether a printed sum is that of its printed parts within rounding, its own or its base's.

        Who takes figures over from a base that prints fewer decimals takes their differences over.
        """
        own, allowed = self.printed(row, column), self.parts(row, column)
        if own is None or allowed is None or own.meets(allowed):
            return True
        base = self.base
        if (
            not base
            or not base.statement
            or not self.statement
            or base.statement.step <= self.statement.step
        ):
            return False
        theirs, parts = base.printed(row, column), base.parts(row, column)
        return bool(theirs and parts and theirs.meets(parts) and own.meets(allowed + theirs + -parts))

    def _figure(self, row: str, column: str) -> Decimal | None:
        """A row as printed, else, for a sum, from its ingredients (mkr)."""
        value = self.figures.printed(row, column)
        return self.sum_of_printed(row, column) if value is None and row in SUMS else value

    def _known(self, row: str, column: str) -> Interval | None:
        """What a row can be: as printed, else, for a sum, as its ingredients allow."""
        value = self.printed(row, column)
        return self.parts(row, column) if value is None and row in SUMS and row in self.order else value

    def derived(self, row: str, column: str) -> Interval | None:
        """What the base's figure and the budget's own lines allow a row to be; None without base.

        A detail of a row can be another one without any line: what it details is what lines move.
        """
        if self.base is None or row in self.figures.composition.details:
            return None
        before = self.base._known(row, column) or self.base.derived(row, column)
        if before is None:
            return None
        change = self.figures.effect(row, column)
        low, high = sorted(move_figure(row, end, change) for end in before)
        return Interval(low, high)

    def tax_rows(self, column: str) -> tuple[str, ...]:
        """The printed rows that tax and grants are the sum of; none where a base has more of them."""
        parts = told_taxes(column, self.composition, self.statement) if self.statement else ()
        base = self.base
        while base and parts:
            theirs = base.tax_rows(column)
            if self.composition.tax_sums.isdisjoint(parts) and not set(theirs) <= set(parts):
                return ()
            base = base.base
        return parts

    def tax_and_grants(self, column: str) -> Interval | None:
        """What the printed rows of tax and grants allow their sum to be (mkr)."""
        parts = Ingredients(None, self.tax_rows(column))
        return add_up(parts, lambda part: self.printed(part, column), exact(ZERO))

    def share(self, column: str) -> Interval | None:
        """What the printed result, tax and grants allow the resultatandel to be (%)."""
        result, whole = self._known(BEFORE_EXTRAORDINARY, column), self.tax_and_grants(column)
        if result is None or whole is None or whole.low <= 0:
            return None
        corners = [part / of * HUNDRED for part, of in product(result, whole)]
        return Interval(min(corners), max(corners))
