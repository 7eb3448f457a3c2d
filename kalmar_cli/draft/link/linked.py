"""Which lines, proposals and amounts in prose belong together, by words and amounts, with confidence."""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.numbers import UNITS, ZERO
from kalmar_cli.draft.find.found import Change, FoundProposal, FoundTable, Mention
from kalmar_cli.draft.link.scorer import Link, LinkItem, Owner, Scorer
from kalmar_cli.draft.link.words import Vocabulary

KRONOR = UNITS["kr"]
SURE = 1.0


class Links(NamedTuple):
    """Line index → its proposals; mention index → its owner; and the mentions of each owner."""

    proposals: dict[int, list[Link]]
    owners: dict[int, Owner]
    of_line: dict[int, list[int]]
    of_proposal: dict[int, list[int]]


def items(changes: Sequence[Change], unit: str, spending: bool) -> list[LinkItem]:
    """The lines of the tables for linking; `spending` says that a cost is printed as plus."""
    found = []
    for change in changes:
        value = next((v for v in change.row.values if v), ZERO)
        found.append(
            LinkItem(
                change.row.name, change.heading, abs(value * UNITS[unit] / KRONOR), (value > 0) != spending
            )
        )
    return found


def link(
    lines: Sequence[LinkItem], proposals: Sequence[FoundProposal], mentions: Sequence[Mention]
) -> Links:
    """Ties lines to proposals and amounts in prose to lines or proposals."""
    vocabulary = Vocabulary(
        [p.text for p in proposals] + [m.paragraph for m in mentions] + [line.name for line in lines]
    )
    scorer = Scorer(vocabulary, lines, proposals, mentions)
    owners = {
        index: None if mention.inexact else scorer.owner(index) for index, mention in enumerate(mentions)
    }
    tied = {index: scorer.proposals_of(index, owners) for index in range(len(lines))}
    of_line: dict[int, list[int]] = {}
    of_proposal: dict[int, list[int]] = {}
    for index, owner in owners.items():
        if owner and owner.line is not None:
            of_line.setdefault(owner.line, []).append(index)
        elif owner and owner.proposal is not None:
            of_proposal.setdefault(owner.proposal, []).append(index)
    return Links(
        {i: found for i, found in tied.items() if found},
        {i: o for i, o in owners.items() if o},
        of_line,
        of_proposal,
    )


def with_numbers(links: Links, tables: Sequence[FoundTable], found: Sequence[FoundProposal]) -> Links:
    """The links, and those that a column of numbers in a table says."""
    at = {proposal.number: index for index, proposal in enumerate(found)}
    changes = [change for table in tables for change in table.changes if not change.total]
    said = {
        index: [Link(at[change.number], SURE, True)]
        for index, change in enumerate(changes)
        if change.number in at
    }
    return links._replace(proposals={**links.proposals, **said})
