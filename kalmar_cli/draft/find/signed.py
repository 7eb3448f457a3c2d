"""What a written plus or minus before an amount means among a document's proposals."""

from collections.abc import Iterable, Sequence

from kalmar_cli.base.spellings import MINUSES
from kalmar_cli.draft.find.found import FoundProposal, Mention


def by_their_signs(found: Sequence[FoundProposal]) -> tuple[FoundProposal, ...]:
    """Proposals whose amounts the words do not tell cost or saving of, told by their signs.

    A minus among amounts without one is a saving, unless the words of more of them say otherwise.
    """
    mentions = [one for proposal in found for one in proposal.mentions if not one.inexact]
    if len({_is_minus(one) for one in mentions}) < 2:
        return tuple(found)
    told = [one.saves == _is_minus(one) for one in mentions if one.saves is not None]
    if 2 * sum(told) < len(told):
        return tuple(found)
    return tuple(
        proposal._replace(mentions=tuple(_told(proposal.mentions))) if proposal.mentions else proposal
        for proposal in found
    )


def _told(mentions: Iterable[Mention]) -> Iterable[Mention]:
    return (one._replace(saves=_is_minus(one)) if one.saves is None else one for one in mentions)


def _is_minus(mention: Mention) -> bool:
    return mention.signed != "" and mention.signed in MINUSES
