"""Proposals that share lines: their sums are compared where a single one does not agree."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.check.claims import Claim


class StatedGroup(NamedTuple):
    """Proposals that share lines, those lines, and the amounts that the proposals state themselves."""

    proposals: frozenset[int]
    lines: tuple[Line, ...]
    claims: tuple[Claim, ...]

    def explains(self, budget: Budget, claim: Claim) -> bool:
        """Whether the group explains a claim that its own lines do not meet.

        The amounts of its sign add up to the lines of its sign in every year
        spoken of; or they fall short of them while a proposal of the group
        states no amount, so that nothing can be said.
        """
        stated = sum((c.amount for c in self.claims if c.amount * claim.amount > 0), ZERO)
        lines = [line for line in self.lines if any(a * claim.amount > 0 for a in line.amounts)]
        if len(self.proposals) < 2 or not lines:
            return False
        silent = len({c.proposal.number for c in self.claims if c.proposal}) < len(self.proposals)
        for i, year in enumerate(budget.years):
            carried = sum((line.amounts[i] for line in lines), ZERO)
            if (claim.years and year not in claim.years) or not carried:
                continue
            if carried != stated and not (silent and _covers(carried, stated)):
                return False
        return True


def _covers(carried: Decimal, stated: Decimal) -> bool:
    """Whether lines carry more of the same sign than is stated."""
    return carried * stated > 0 and abs(carried) > abs(stated)


def groups(budget: Budget, claims: Iterable[Claim]) -> dict[int, StatedGroup]:
    """Proposal number → the group that it belongs to."""
    belongs: dict[int, set[int]] = {}
    for line in budget.lines:
        together = set(line.proposals).union(*(belongs[n] for n in line.proposals if n in belongs))
        for number in together:
            belongs[number] = together
    claimed: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.own and claim.operating and claim.proposal:
            claimed.setdefault(claim.proposal.number, []).append(claim)
    carried: dict[int, list[Line]] = {}
    for line in budget.lines:
        if line.proposals:
            carried.setdefault(min(belongs[line.proposals[0]]), []).append(line)
    made: dict[int, StatedGroup] = {}
    for number, together in belongs.items():
        if number not in made:
            group = StatedGroup(
                frozenset(together),
                tuple(carried[min(together)]),
                tuple(claim for n in sorted(together) for claim in claimed.get(n, ())),
            )
            made.update(dict.fromkeys(together, group))
    return made
