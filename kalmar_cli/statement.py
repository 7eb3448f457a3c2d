"""The rows of the resultaträkning, declared; printed and derived figures.

A printed figure stands. A budget with a base is the base's row plus the exact
effect of its own lines, carried through the sums; parts are added up only
where nothing is printed.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.figures import HUNDRED, ZERO
from kalmar_cli.model import Budget

PART, SUBTOTAL, TOTAL, SHARE_ROW = "part", "subtotal", "total", "share"


class StandardRow(NamedTuple):
    """A row that the program knows: its label (LKBR 2018:597) and kind.

    `force` is the sign that the row's size has in the sums, where the printed
    sign is not to be trusted (transfers to and from the reserve); else 0.
    """

    label: str
    kind: str = PART
    force: int = 0


SHARE_ID = "resultatandel"
RESULT = "arets_resultat"
COSTS = "verksamhetens_kostnader"
NET_COST = "namndernas_nettokostnader"
BEFORE_EXTRAORDINARY = "resultat_efter_finansiella_poster"
TAX = "skatteintakter"
GRANTS = "generella_statsbidrag_och_utjamning"
OPERATING_COST = "verksamhetens_nettokostnader"
AFTER_ADJUSTMENTS = "arets_resultat_efter_balanskravsjusteringar"
BALANCE_RESULT = "arets_balanskravsresultat"
INCOME = frozenset(
    {TAX, GRANTS, "verksamhetens_intakter", "finansiella_intakter", "extraordinara_intakter"}
)

STANDARD: dict[str, StandardRow] = {
    "verksamhetens_intakter": StandardRow("Verksamhetens intäkter"),
    COSTS: StandardRow("Verksamhetens kostnader"),
    "avskrivningar": StandardRow("Avskrivningar"),
    NET_COST: StandardRow("Nämndernas nettokostnader"),
    "finansforvaltning": StandardRow("Finansförvaltning"),
    "jamforelsestorande_poster": StandardRow("Jämförelsestörande poster"),
    OPERATING_COST: StandardRow("Verksamhetens nettokostnader", SUBTOTAL),
    TAX: StandardRow("Skatteintäkter"),
    GRANTS: StandardRow("Generella statsbidrag och utjämning"),
    "verksamhetens_resultat": StandardRow("Verksamhetens resultat", SUBTOTAL),
    "finansiella_intakter": StandardRow("Finansiella intäkter"),
    "finansiella_kostnader": StandardRow("Finansiella kostnader"),
    "finansiella_jamforelsestorande_poster": StandardRow("Finansiella jämförelsestörande poster"),
    BEFORE_EXTRAORDINARY: StandardRow("Resultat efter finansiella poster", SUBTOTAL),
    "extraordinara_poster": StandardRow("Extraordinära poster"),
    "extraordinara_intakter": StandardRow("Extraordinära intäkter"),
    "extraordinara_kostnader": StandardRow("Extraordinära kostnader"),
    RESULT: StandardRow("Årets resultat", TOTAL),
    "balanskravsjusteringar": StandardRow("Balanskravsjusteringar"),
    AFTER_ADJUSTMENTS: StandardRow("Årets resultat efter balanskravsjusteringar", SUBTOTAL),
    "medel_till_resultatutjamningsreserv": StandardRow("Medel till resultatutjämningsreserv", force=-1),
    "medel_fran_resultatutjamningsreserv": StandardRow("Medel från resultatutjämningsreserv", force=1),
    BALANCE_RESULT: StandardRow("Årets balanskravsresultat", TOTAL),
    SHARE_ID: StandardRow("Resultatandel", SHARE_ROW),
}
_RANK = {row: rank for rank, row in enumerate(STANDARD)}
# What follows årets resultat disposes of it (reserves, adjustments): neither spending nor saving.
BELOW_RESULT = frozenset(row for row, rank in _RANK.items() if rank > _RANK[RESULT])
SUMS = tuple(row for row, known in STANDARD.items() if known.kind in (SUBTOTAL, TOTAL))


def kind(row: str) -> str:
    """What a row is: part, subtotal, total or share."""
    return STANDARD[row].kind if row in STANDARD else PART


def label(row: str, budgets: Iterable[Budget]) -> str:
    """A row's name: as one of the budgets (or their bases) prints it, else the standard one."""
    for budget in budgets:
        for link in budget.chain:
            if link.statement and row in link.statement.labels:
                return link.statement.labels[row]
    return STANDARD[row].label if row in STANDARD else row.replace("_", " ")


def contribution(row: str, value: Decimal) -> Decimal:
    """What a part's printed figure adds to the next sum (mkr)."""
    force = STANDARD[row].force if row in STANDARD else 0
    return value if not force else force * abs(value)


def merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """One order of rows out of several: the first order, and what later ones add after their neighbours."""
    result: list[str] = []
    for order in orders:
        at = 0
        for row in order:
            if row in result:
                at = result.index(row) + 1
            else:
                result.insert(at, row)
                at += 1
    return result


def with_row(order: list[str], row: str) -> list[str]:
    """`order` with a standard row put where it belongs, if it is not there."""
    if row in order or row not in _RANK:
        return order
    at = 0
    for place, other in enumerate(order):
        if _RANK.get(other, -1) < _RANK[row] and (other in _RANK or place == at):
            at = place + 1
    return [*order[:at], row, *order[at:]]


def made_of(row: str, order: Sequence[str]) -> tuple[str | None, list[str]]:
    """What a sum is made of in an order of rows: the sum above it, if any, and the parts between."""
    parts: list[str] = []
    for other in reversed(order[: order.index(row)]):
        what = kind(other)
        if what in (SUBTOTAL, TOTAL):
            return other, parts[::-1]
        if what == PART:
            parts.append(other)
    return None, parts[::-1]


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
        self.added = frozenset(self.order) - printed if self.has_statement else frozenset()
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
        order = merged(s.rows for s in reversed(statements))
        changed = {line.row for link in self.budget.chain if link.base for line in link.lines}
        for row in STANDARD:
            order = with_row(order, row) if row in changed else order
        return order

    def _own_changes(self) -> dict[str, tuple[Decimal, ...]]:
        """What its own lines add up to, by row and year (mkr), where they count in the statement.

        In a budget with a base they are changes to it; in one without base and
        statement they are all that is known. Under a printed statement they are
        its specification and move nothing.
        """
        changes: dict[str, tuple[Decimal, ...]] = {}
        if self.base or not self.has_statement:
            for line in self.budget.lines:
                before = changes.get(line.row)
                changes[line.row] = (
                    tuple(a + b for a, b in zip(before, line.amounts, strict=True))
                    if before
                    else line.amounts
                )
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
            return moved(row, before, self.effect(row, column))
        if not self.has_statement:
            in_plan = column.isdecimal() and int(column) in self.budget.years
            return self.effect(row, column) if in_plan and row in self._changes else None
        value = self.printed(row, column)
        if value is None and row in SUMS:
            return self.summed(row, column)
        return value

    def shown(self, row: str, column: str, added: frozenset[str] = frozenset()) -> Decimal | None:
        """The figure beside others (mkr, share in %): derived, or counted in a row that lines have added.

        `added` are rows that other budgets' lines have added.
        """
        return (self.counted if row in self.added or row in added else self.derived)(row, column)

    def counted(self, row: str, column: str) -> Decimal | None:
        """The derived figure (mkr); a standard part that the statement lacks is 0 in it, as in its sums."""
        value = self.derived(row, column)
        if value is not None or row not in STANDARD or kind(row) != PART:
            return value
        if self.base:
            before = self.base.counted(row, column)
            return None if before is None else moved(row, before, self.effect(row, column))
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
        if kind(row) not in (SUBTOTAL, TOTAL):
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

    def above(self, row: str) -> tuple[str | None, list[str]]:
        """What a sum is made of: the sum above it, if any, and the parts between."""
        return made_of(row, with_row(self.order, row))

    def summed(self, row: str, column: str) -> Decimal | None:
        """A sum from the sum above it and the parts between (mkr); None if one is unknown."""
        sum_above, parts = self.above(row)
        total = ZERO if sum_above is None else self.derived(sum_above, column)
        if total is None or (sum_above is None and (not parts or row not in self.order)):
            return None
        for part in parts:
            value = self.derived(part, column)
            if value is None:
                return None
            total += contribution(part, value)
        return total


def moved(row: str, before: Decimal, change: Decimal) -> Decimal:
    """A row's figure after a change in the result's sign; a reserve row keeps its printed sign."""
    force = STANDARD[row].force if row in STANDARD else 0
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
