"""The order of a statement's rows, and what its sums are made of, over figures or intervals (mkr)."""

from collections.abc import Callable, Collection, Container, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kalmar_cli.base.numbers import Interval
from kalmar_cli.budget.rows import (
    IN_TAX_BLOCK,
    OPERATING_COST,
    OPERATING_RESULT,
    PART,
    RANK,
    STANDARD,
    SUMS,
    TAX,
    facts,
    is_financial,
    kind,
)

Amount = TypeVar("Amount", Decimal, Interval)
NONE: frozenset[str] = frozenset()


class Ingredients(NamedTuple):
    """What a sum is made of: the sum above it, if any, and the parts between."""

    above: str | None
    parts: tuple[str, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """All of them, in the statement's order."""
        return (self.above, *self.parts) if self.above else self.parts

    def among(self, known: Container[str]) -> "Ingredients":
        """Those of them that are `known`."""
        above = self.above if self.above in known else None
        return Ingredients(above, tuple(part for part in self.parts if part in known))


def ingredients(
    row: str, order: Sequence[str], memo: Collection[str] = NONE, first_tax: Collection[str] = (TAX,)
) -> Ingredients:
    """What a sum is made of in an order of rows, of which those in `memo` are never added.

    Nothing at all for the first sum of an excerpt that shows no costs.
    """
    parts: list[str] = []
    for other in reversed(order[: order.index(row)]):
        if other in SUMS:
            return Ingredients(other, tuple(parts[::-1]))
        if kind(other) == PART and other not in memo:
            parts.append(other)
    taxes = tax_rows(order, first_tax)
    costs = [part for part in parts if _is_operating_cost(part) and part not in taxes]
    return Ingredients(None, tuple(parts[::-1]) if costs else ())


def _is_operating_cost(row: str) -> bool:
    """Whether a part can be what services cost: it says so, or only the file knows what it is."""
    if row in STANDARD:
        return facts(row).cost and RANK[row] < RANK[OPERATING_COST]
    return not is_financial(row)


def tax_rows(order: Sequence[str], first_tax: Collection[str] = (TAX,)) -> tuple[str, ...]:
    """The rows in the block of tax and grants, sums within it too.

    It begins after verksamhetens nettokostnader, or else (where those follow too) at skatteintäkter, at
    one of `first_tax`; it ends before verksamhetens resultat, or else before the first financial row, or
    else before the next sum.
    """
    first = next((at for at, row in enumerate(order) if row in first_tax), len(order))
    costs = order.index(OPERATING_COST) if OPERATING_COST in order else len(order)
    start = costs + 1 if costs < first else first
    rest = order[start:]
    after = RANK[OPERATING_RESULT]
    if OPERATING_RESULT in rest and OPERATING_COST not in rest:
        end = rest.index(OPERATING_RESULT)
    else:
        ends = (
            at
            for at, row in enumerate(rest)
            if row in SUMS or is_financial(row) or RANK.get(row, 0) > after
        )
        end = next(ends, len(rest))
    return tuple(row for row in rest[:end] if row not in STANDARD or row in IN_TAX_BLOCK)


def add_up(of: Ingredients, figure: Callable[[str], Amount | None], zero: Amount) -> Amount | None:
    """What the ingredients of a sum come to; None if there are none, or the `figure` of one is unknown."""
    total = zero
    for row in of.rows:
        value = figure(row)
        if value is None:
            return None
        total = total + contribution(row, value)
    return total if of.rows else None


def contribution(row: str, value: Amount) -> Amount:
    """What a row's printed figure adds to the next sum; a transfer to or from a reserve by its size."""
    force = facts(row).force
    if not force:
        return value
    return abs(value) if force > 0 else -abs(value)


def merge_orders(orders: Iterable[Iterable[str]]) -> list[str]:
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
    if row in order or row not in RANK:
        return order
    at = 0
    for place, other in enumerate(order):
        if RANK.get(other, -1) < RANK[row] and (other in RANK or place == at):
            at = place + 1
    return [*order[:at], row, *order[at:]]
