"""What the document's words claim: amounts in prose and in proposals, and the lines to carry them."""

from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.model import OPERATING, Budget, Line, Proposal, Stated


class Claim(NamedTuple):
    """An amount (mkr, result sign) that words give, for certain `years` or for none in particular.

    `lines` are those that should carry it; `proposal` is the one that it
    belongs to, and `own` tells whether the proposal itself states it.
    """

    amount: Decimal
    years: tuple[int, ...]
    section: str | None
    budget: str
    place: Place
    lines: tuple[Line, ...]
    proposal: Proposal | None = None
    own: bool = False

    @property
    def operating(self) -> bool:
        """Whether the amount belongs to the operating budget, which the lines are."""
        return self.budget == OPERATING

    @property
    def source(self) -> str:
        """Who says it: `section 4.1.3`, `proposal 40`."""
        if self.proposal and self.own:
            return _("proposal {number}").format(number=self.proposal.number)
        if self.section:
            return _("section {section}").format(section=self.section)
        if self.proposal:
            return _("the prose for proposal {number}").format(number=self.proposal.number)
        return _("the prose")

    @property
    def where(self) -> str:
        """The claim in the file's own ids."""
        if self.proposal:
            return f"proposal {self.proposal.number}" + ("" if self.own else " stated")
        return f"line {self.lines[0].id} stated"


def claims(budget: Budget, carriers: dict[int, list[Line]]) -> list[Claim]:
    """Every claim of a budget, those of its lines first."""
    by_id = {line.id: line for line in budget.lines}
    found = []
    for line in budget.lines:
        for stated in line.stated:
            lines = (line, *(by_id[id] for id in stated.together if id != line.id))
            found.append(_claim(stated, lines))
    for proposal in budget.proposals:
        carried = carriers.get(proposal.number, [])
        if proposal.amount is not None:
            found.append(
                Claim(
                    proposal.amount,
                    proposal.years,
                    proposal.section,
                    proposal.budget,
                    proposal.amount_place,
                    of_same_sign(carried, proposal.amount),
                    proposal,
                    True,
                )
            )
        found += [_claim(s, of_same_sign(carried, s.amount), proposal) for s in proposal.stated]
    return found


def _claim(stated: Stated, lines: tuple[Line, ...], proposal: Proposal | None = None) -> Claim:
    return Claim(stated.amount, stated.years, stated.section, stated.budget, stated.place, lines, proposal)


def of_same_sign(lines: list[Line], amount: Decimal) -> tuple[Line, ...]:
    """Of a proposal's lines those that go its way (a saving's save, an increase's increase); else all."""
    same = tuple(line for line in lines if any(a * amount > 0 for a in line.amounts))
    return same or tuple(lines)
