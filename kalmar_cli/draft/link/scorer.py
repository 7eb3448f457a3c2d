"""How well a line, a proposal and an amount in prose fit each other, by words, amounts and chapters."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from kalmar_cli.draft.find.found import FoundProposal, Mention
from kalmar_cli.draft.find.titles import is_inquiry
from kalmar_cli.draft.link.words import Vocabulary, stem_set

POSSIBLE = 0.38
_BEST, _TELLING = 8, 4
# What more lines or proposals than these have in common tells none of them apart.
_TOO_MANY = 200
_ALIKE = 0.3  # words that must be shared where the amounts do not agree


class LinkItem(NamedTuple):
    """A line of the draft as links see it: its name and its first year's size in kronor."""

    name: str
    heading: str
    size: Decimal
    saves: bool


class Link(NamedTuple):
    """A tie to line or proposal number `to`, how strong (1 and more: sure), and by what."""

    to: int
    strength: float
    equal: bool


class Owner(NamedTuple):
    """To whom an amount in prose belongs: the index of a line, or of a proposal, or nobody."""

    line: int | None
    proposal: int | None
    strength: float
    together: tuple[int, ...] = ()


class Scorer:
    """The lines, proposals and amounts of one document, each held against the others."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lines: Sequence[LinkItem],
        proposals: Sequence[FoundProposal],
        mentions: Sequence[Mention],
    ) -> None:
        self.vocabulary = vocabulary
        self.lines, self.proposals, self.mentions = lines, proposals, mentions
        self.texts = [stem_set(p.text) for p in proposals]
        self.inquiries = [is_inquiry(p.text) for p in proposals]
        self.saying: dict[str, list[int]] = {}
        self.named: dict[str, dict[int, float]] = {}
        self.pricing: dict[Decimal, list[int]] = {}
        for at, proposal in enumerate(proposals):
            for word in self.texts[at]:
                self.saying.setdefault(word, []).append(at)
            for own in proposal.mentions:
                self.pricing.setdefault(own.size, []).append(at)
        self.naming: dict[str, set[int]] = {}
        for at, line in enumerate(lines):
            for word in stem_set(line.name):
                for other in (word, *vocabulary.near(word)):
                    self.naming.setdefault(other, set()).add(at)
        self.sizes: dict[Decimal, list[int]] = {}
        self.siblings: dict[tuple[str, str], list[int]] = {}
        for index, line in enumerate(lines):
            self.sizes.setdefault(line.size, []).append(index)
            self.siblings.setdefault(_family(line), []).append(index)

    def owner(self, index: int) -> Owner | None:
        """The line that an amount in prose belongs to, else the proposal, else None."""
        mention = self.mentions[index]
        sentence, paragraph = stem_set(mention.sentence), stem_set(mention.paragraph)
        heading = stem_set(mention.heading)
        scored = []
        for at in self._named_in(paragraph | heading):
            line = self.lines[at]
            near = self.vocabulary.covered(line.name, sentence)
            wide = max(near, 0.8 * self.vocabulary.covered(line.name, paragraph))
            above = self.vocabulary.covered(line.name, heading)
            words = max(near, wide, 0.9 * above) + 0.2 * min(wide, above)
            equal = line.size == mention.size
            wrong_way = mention.saves is not None and mention.saves != line.saves
            score = words + (0.5 if equal else 0) - (0.3 if wrong_way else 0)
            if equal and len(self.sizes[line.size]) == 1 and words > 0.15:
                score += 0.2
            scored.append((score, words, equal, at))
        scored.sort(key=lambda s: (-s[0], s[3]))
        proposal = self._proposal_for(mention)
        if scored:
            score, words, equal, at = scored[0]
            clear = len(scored) < 2 or score - scored[1][0] >= 0.1
            together = () if equal else self._together(mention, at, words)
            strong = (equal and words >= 0.3) or (words >= 0.75 and not mention.balance) or bool(together)
            if strong and (proposal is None or score >= proposal.strength):
                return Owner(at, None, score if clear else min(score, 0.9), together)
        return proposal

    def _named_in(self, words: frozenset[str]) -> list[int]:
        """The lines whose name shares a word with these."""
        return sorted({at for word in words for at in _telling(self.naming.get(word, ()))})

    def _named_by(self, heading: str) -> dict[int, float]:
        """How much of a heading each proposal says that shares a word with it; once for a heading."""
        if heading not in self.named:
            self.named[heading] = {
                at: self.vocabulary.covered(heading, self.texts[at]) for at in self._saying(heading)
            }
        return self.named[heading]

    def _saying(self, text: str) -> set[int]:
        """The proposals that share a word with a text."""
        return {
            at
            for word in stem_set(text)
            for other in (word, *self.vocabulary.near(word))
            for at in _telling(self.saying.get(other, ()))
        }

    def _together(self, mention: Mention, at: int, words: float) -> tuple[int, ...]:
        """The other lines that make up an amount with line `at`, named in the same paragraph."""
        if words < 0.3:
            return ()
        paragraph = stem_set(mention.paragraph)
        near = [
            other
            for other in self._named_in(paragraph)
            if other != at and self.vocabulary.covered(self.lines[other].name, paragraph) >= 0.5
        ]
        for count in (1, 2):
            for others in combinations(near[:12], count):
                if self.lines[at].size + sum(self.lines[o].size for o in others) == mention.size:
                    return others
        return ()

    def _proposal_for(self, mention: Mention) -> Owner | None:
        """The proposal that an amount no line carries belongs to."""
        best: tuple[float, int] | None = None
        priced = set(_telling(self.pricing.get(mention.size, ())))
        named = dict(self._named_by(mention.heading))
        for at in priced - named.keys():
            named[at] = self.vocabulary.covered(mention.heading, self.texts[at])
        only = sum(share >= 0.6 for share in named.values()) == 1
        for at in sorted(named):
            proposal, equal = self.proposals[at], at in priced
            if not equal and not (only and named[at] >= 0.95):
                continue
            spoken = self.vocabulary.covered(mention.sentence, self.texts[at])
            score = max(named[at], spoken) + 0.3 * min(named[at], spoken) + (0.4 if equal else 0)
            if (
                mention.section
                and proposal.chapter
                and mention.section.partition(".")[0] != proposal.chapter
            ):
                score -= 0.4
            if best is None or score > best[0]:
                best = (score, at)
        return Owner(None, best[1], best[0]) if best and best[0] >= 0.75 else None

    def ranked(self, index: int, owners: "dict[int, Owner | None]") -> list[tuple[float, float, bool, int]]:
        """The proposals by how well they fit a line: score, likeness of words, equal amounts, index."""
        line = self.lines[index]
        prose = [self.mentions[m] for m, owner in owners.items() if owner and owner.line == index]
        chapters = {m.section.partition(".")[0] for m in prose}
        with_sibling = self._with_sibling(line)
        priced = {at for size in (line.size, *with_sibling) for at in _telling(self.pricing.get(size, ()))}
        scored = []
        for at in sorted(priced | self._saying(line.name)):
            proposal, equal = self.proposals[at], at in priced
            words = self.vocabulary.covered(line.name, self.texts[at])
            score = words + (0.35 if equal else 0)
            score -= 0.25 if proposal.mentions and not equal and words < 0.9 else 0
            score -= 0.15 if self.inquiries[at] else 0
            if chapters and proposal.chapter:
                score += 0.1 if proposal.chapter in chapters else -0.3
            scored.append((score, words, equal, at))
        scored.sort(key=lambda s: (-s[0], s[3]))
        # What is said around the line's amounts decides among the best.
        told = [
            (
                score + sum(0.25 * self._speaks_of(mention, at) for mention in prose[:_TELLING]),
                words,
                equal,
                at,
            )
            for score, words, equal, at in scored[:_BEST]
        ]
        return sorted(told, key=lambda s: (-s[0], s[3]))

    def proposals_of(self, index: int, owners: "dict[int, Owner | None]") -> list[Link]:
        """The proposal that a line pays for; none where nothing is alike enough."""
        scored = self.ranked(index, owners)
        if not scored:
            return []
        score, words, equal, at = scored[0]
        if score < POSSIBLE or words < (_ALIKE / 2 if equal else _ALIKE):
            return []
        clear = len(scored) < 2 or score - scored[1][0] >= 0.12
        return [Link(at, score if clear else min(score, 0.9), equal)]

    def _speaks_of(self, mention: Mention, at: int) -> float:
        """How much of a proposal is said around an amount."""
        return self.vocabulary.covered(
            self.proposals[at].text, stem_set(mention.paragraph) | stem_set(mention.heading)
        )

    def _with_sibling(self, line: LinkItem) -> list[Decimal]:
        """What a line and another one of the same heading and first word come to: one price for both."""
        return [
            line.size + self.lines[other].size
            for other in _telling(self.siblings.get(_family(line), ()))
            if self.lines[other] is not line
        ]


def _family(line: LinkItem) -> tuple[str, str]:
    """What lines of one heading and first word have in common."""
    return line.heading, line.name.partition(" ")[0]


def _telling(found: Collection[int]) -> Collection[int]:
    """The things that share something, or none if they are too many for that to tell anything."""
    return found if len(found) <= _TOO_MANY else ()
