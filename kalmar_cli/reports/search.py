"""Which posts and proposals a reader asks for: by area, by section of the document, by words."""

from collections.abc import Iterable
from typing import NamedTuple

from kalmar_cli.base.characters import clip, fold_case
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import same
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.budget.model import Budget, Line, Proposal
from kalmar_cli.budget.posts import Post


class Selection(NamedTuple):
    """What is asked for: an area's id, a section with those in it, words in any form of letters; "" is all.

    Words are looked for in titles, names, areas, headings and sections.
    """

    area: str = ""
    section: str = ""
    words: str = ""

    def posts(self, budget: Budget, found: Iterable[Post]) -> list[Post]:
        """Those of a budget's posts that are asked for."""
        sections = {proposal.number: proposal.section for proposal in budget.proposals}
        return [post for post in found if self._has_post(budget, post, sections)]

    def _has_post(self, budget: Budget, post: Post, sections: dict[int, str | None]) -> bool:
        line = post.line
        places = [*_sections(line), *(sections.get(number) for number in post.proposals)]
        if not self._is_within(post.area, places):
            return False
        return self._is_in(line.id, line.name, line.heading, budget.area_name(post.area), *places)

    def proposals(self, budget: Budget, found: Iterable[Proposal]) -> list[Proposal]:
        """Those of a budget's proposals that are asked for."""
        carriers = budget.carriers()
        return [of for of in found if self._has_proposal(budget, of, carriers.get(of.number, []))]

    def _has_proposal(self, budget: Budget, proposal: Proposal, lines: list[Line]) -> bool:
        if not self._is_within(proposal.area or "", [proposal.section]):
            return False
        of_lines = [words for line in lines for words in (line.name, line.heading)]
        area = budget.area_name(proposal.area)
        return self._is_in(proposal.title, area, proposal.section, *of_lines)

    def _is_within(self, area: str, sections: Iterable[str | None]) -> bool:
        if self.area and area != self.area:
            return False
        inner = self.section.rstrip(".") + "."
        return not self.section or any(f"{section}.".startswith(inner) for section in sections if section)

    def _is_in(self, *texts: str | None) -> bool:
        wanted = fold_case(self.words)
        return any(wanted in fold_case(text or "") for text in texts)


def _sections(line: Line) -> list[str | None]:
    """The sections of the document in which a line stands."""
    return [line.section, *(stated.section for stated in line.stated)]


def find_area(name: str, budgets: Iterable[Budget]) -> str:
    """The id of the area of the budgets, or of their bases, that has this id or, in any case, this name.

    An id goes before a name, and no name means no area. Raises Refused if there is none, or if several
    bear the name.
    """
    if not name:
        return ""
    areas = {
        id: area
        for budget in budgets
        for link in reversed(list(budget.chain))
        for id, area in link.areas.items()
    }
    if name in areas:
        return name
    bearers = [id for id, area in areas.items() if same(id, name) or same(area.name, name)]
    if len(bearers) > 1:
        raise Refused(
            _("`{name}` is the name of several areas: {names}; write the id of one").format(
                name=clip(name), names=", ".join(bearers)
            )
        )
    if not bearers:
        cure = did_you_mean(name, [*areas, *(area.name for area in areas.values())], "")
        there = ", ".join(f"{area.name} ({id})" for id, area in areas.items())
        raise Refused(
            _("no area `{name}`: {cure}").format(
                name=clip(name), cure=cure or _("there are {names}").format(names=there or "–")
            )
        )
    return bearers[0]
