"""The numbered proposals of a budget by area, and the words under each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import NumberStyle, decimals_for, in_unit
from kalmar_cli.budget.model import INQUIRY, Budget, Line, Proposal
from kalmar_cli.budget.posts import NO_AREA, area_names, count_proposals, is_priced
from kalmar_cli.page.grids import HtmlLink, Note
from kalmar_cli.page.origins import section_note
from kalmar_cli.reports.proposal_in_full import account_in_words
from kalmar_cli.reports.years import runs, span


class Money(NamedTuple):
    """How amounts in running words are written: number style, unit, decimals."""

    style: NumberStyle
    unit: str
    decimals: int

    def text(self, amount: Decimal) -> str:
        """An amount (mkr) with its sign and unit."""
        figure = self.style.text(in_unit(amount, self.unit), self.decimals, signed=True)
        return figure + self.style.space + self.unit


def money_of(budgets: Sequence[Budget], style: NumberStyle, unit: str, decimals: int | None) -> Money:
    """Money with `decimals`, or as many as the longest amount of a line or proposal needs."""
    amounts = [a for b in budgets for line in b.lines for a in line.amounts]
    amounts += [p.amount for b in budgets for p in b.proposals if p.amount is not None]
    decimals = decimals_for((in_unit(amount, unit) for amount in amounts), decimals)
    return Money(style, unit, decimals)


class ProposalItem(NamedTuple):
    """One proposal: number, title, its name as a target, what stands under it.

    `kinds` are the choices that show it: priced, inquiry.
    """

    number: int
    title: str
    anchor: str
    notes: tuple[Note, ...]
    kinds: str


class ProposalGroup(NamedTuple):
    """An area's proposals, and how many there are in words."""

    name: str
    how_many: str
    items: tuple[ProposalItem, ...]


class Proposed(NamedTuple):
    """What one budget proposes, by area in the document's order, and in which document."""

    budget: str
    how_many: str
    source: str
    groups: tuple[ProposalGroup, ...]


def proposal_anchor(budget: int, number: int) -> str:
    """The name of a proposal on the page; budgets are counted from 1."""
    return f"proposal-{budget}-{number}"


def group_proposals(budget: Budget, which: int, money: Money, post_anchors: Mapping[str, str]) -> Proposed:
    """The proposals of the page's budget number `which`, with links to the posts that pay for them."""
    carriers = budget.carriers()
    counts = count_proposals(budget)
    groups = []
    for area, name in area_names([budget], counts).items():
        items = tuple(
            ProposalItem(
                proposal.number,
                proposal.title,
                proposal_anchor(which, proposal.number),
                _notes(budget, proposal, carriers.get(proposal.number, ()), money, post_anchors),
                " ".join(
                    kind
                    for kind, holds in (
                        ("priced", is_priced(proposal, carriers)),
                        ("inquiry", proposal.kind == INQUIRY),
                    )
                    if holds
                ),
            )
            for proposal in budget.proposals
            if (proposal.area or NO_AREA) == area
        )
        count = counts[area]
        words = _("{proposals}, {priced}").format(
            proposals=_n("{n} proposal", "{n} proposals", count.all),
            priced=_n("{n} priced", "{n} priced", count.priced),
        )
        groups.append(ProposalGroup(name, words, items))
    return Proposed(
        budget.name,
        _n("{n} proposal", "{n} proposals", len(budget.proposals)),
        _("Source: {documents}.").format(documents=budget.source.title) if budget.source else "",
        tuple(groups),
    )


def _notes(
    budget: Budget,
    proposal: Proposal,
    lines: Sequence[Line],
    money: Money,
    post_anchors: Mapping[str, str],
) -> tuple[Note, ...]:
    notes = []
    if proposal.section:
        notes.append(section_note(budget, proposal.section))
    if proposal.kind == INQUIRY:
        notes.append(Note(_("inquiry")))
    if account := account_in_words(proposal.budget):
        notes.append(Note(account))
    if proposal.amount is not None:
        words = _("states {amount}").format(amount=money.text(proposal.amount))
        notes.append(Note(f"{words} {span(proposal.years)}" if proposal.years else words))
    for line in lines:
        target = post_anchors.get(line.id, "")
        amounts = ", ".join(
            f"{money.text(amount)} {span(years)}"
            for years, amount in runs(dict(zip(budget.years, line.amounts, strict=True)))
        )
        notes.append(Note(_("line"), links=(HtmlLink(line.name, target),), after=amounts))
    return tuple(notes)
