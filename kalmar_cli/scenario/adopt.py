"""The change `--adopt`: lines of another budget are taken over, by id, by area, by proposal, or all."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDINGS, same
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.budget.model import Area, Budget
from kalmar_cli.budget.posts import Post, add_lines, on_one_footing
from kalmar_cli.budget.rows import STANDARD
from kalmar_cli.scenario.change import BUDGET_PARTS, BudgetChange
from kalmar_cli.scenario.work import Work, bare_line

LINE, AREA, PROPOSAL = "line", "area", "proposal"
# A path may hold a colon; its ending tells where it ends.
_FILE = re.compile(rf".*?(?:{'|'.join(map(re.escape, ENDINGS))})")


class Adopt(BudgetChange):
    """Takes over the lines of a budget: `part` of it, or with "" all."""

    option, metavar, offers = "--adopt", N_("BUDGET[:PART]"), BUDGET_PARTS
    help = N_("Take over lines of a budget: all, or a line, an area, the lines of a proposal.")

    def read(self, text: str) -> None:
        file = _FILE.match(text)
        if file:
            self.budget, colon, self.part = file[0], text[file.end() :][:1], text[file.end() + 1 :]
        else:
            self.budget, colon, self.part = text.partition(":")
        if not self.budget or (file and colon not in ("", ":")) or (colon and not self.part):
            raise self.unclear("alliansen, alliansen:kameror, alliansen:37, alliansen:valfard")
        self.sources = (self.budget,)

    def apply(self, work: Work) -> list[str]:
        offer = find_offer(work.base, work.sources[self.budget], self, work.adopted)
        names = []
        for id, post in offer.posts.items():
            if post.line.row not in work.figures.order and post.line.row not in STANDARD:
                raise Refused(
                    _("{change}: `{line}` moves the row `{row}`, which {budget} does not have").format(
                        change=self.asked, line=id, row=post.line.row, budget=work.base.id
                    )
                )
            for year in sorted(set(post.years) - set(work.base.years)):
                work.outside(id, year, post.amount(year))
            now = zip(work.amounts(id), work.base.years, strict=True)
            wanted = [amount + post.amount(year) for amount, year in now]
            names.append(work.put(id, wanted, offer.origin(post), bare_line(post.line, post.area or None)))
            work.adopted[id] = self.budget
        new = {id: area for id, area in offer.areas.items() if id not in work.areas}
        work.areas = {**work.areas, **new}
        return names


class Offer(NamedTuple):
    """The posts that are taken over, the areas they stand in, and from whom."""

    source: Budget
    posts: dict[str, Post]
    areas: dict[str, Area]

    def origin(self, post: Post) -> str:
        """Where a post was adopted from, in words."""
        words = _("adopted from {id} ({name})").format(id=self.source.id, name=self.source.name)
        if not post.proposals:
            return words
        numbers = ", ".join(map(str, post.proposals))
        return words + ", " + _("proposal {numbers}").format(numbers=numbers)


def find_offer(base: Budget, source: Budget, change: Adopt, adopted: Mapping[str, str]) -> Offer:
    """What `change` takes from `source` into `base`: its changes to what both build on (mkr).

    Raises Refused if there is no such line, area or proposal, if it carries no
    money, or if `base` has it or has `adopted` it already.
    """
    if not on_one_footing([base, source]):
        raise Refused(
            _(
                "{change}: {source} builds on {its} and {base} on {other}; "
                "their lines are changes to different things"
            ).format(
                change=change.asked,
                source=source.id,
                its=source.root.name,
                base=base.id,
                other=base.root.name,
            )
        )
    ours, theirs = {link.file for link in base.chain}, {link.file for link in source.chain}
    links = [link for link in reversed(list(source.chain)) if link.file not in ours]
    posts = add_lines(links)
    declared = {id: area for link in links for id, area in link.areas.items()}
    if not posts:
        raise Refused(
            _("{change}: {source} has no line that {base} lacks").format(
                change=change.asked, source=source.id, base=base.id
            )
        )
    chosen = _choose(source, posts, change) if change.part else list(posts)
    already = {line.id for link in base.chain if link.file not in theirs for line in link.lines}
    _refuse_twice(chosen, already, base, change, adopted)
    taken = {id: posts[id] for id in chosen}
    used = {post.area for post in taken.values()}
    areas = {id: area for id, area in declared.items() if id in used or not change.part}
    return Offer(source, taken, areas)


def _refuse_twice(
    chosen: Iterable[str], already: Container[str], base: Budget, change: Adopt, adopted: Mapping[str, str]
) -> None:
    """Raises Refused for a line that was adopted before, or that `base` has `already`."""
    for id in chosen:
        if id in adopted:
            raise Refused(
                _("{change}: `{line}` is already adopted from {other}").format(
                    change=change.asked, line=id, other=adopted[id]
                )
            )
        if id in already:
            raise Refused(
                _("{change}: {base} has a line `{line}` already; change it with --set or --scale").format(
                    change=change.asked, line=id, base=base.id
                )
            )


def _choose(source: Budget, posts: Mapping[str, Post], change: Adopt) -> list[str]:
    """The ids of the lines that a part means: a line, an area, a proposal. Raises Refused."""
    what, colon, name = change.part.partition(":")
    kinds = (what,) if colon and what in (LINE, AREA, PROPOSAL) else (LINE, AREA, PROPOSAL)
    name = name if len(kinds) == 1 else change.part
    areas = [id for link in source.chain for id in link.areas]
    proposals: dict[str, list[str]] = {str(proposal.number): [] for proposal in source.proposals}
    for number, lines in source.carriers().items():
        proposals[str(number)] = [line.id for line in lines if line.id in posts]
    known: dict[str, dict[str, list[str]]] = {
        LINE: {id: [id] for id in posts},
        AREA: {area: [id for id, post in posts.items() if post.area == area] for area in areas},
        PROPOSAL: proposals,
    }
    found = [kind for kind in kinds if name in known[kind]]
    if not found and AREA in kinds:  # an area by its printed name
        named = {id for link in source.chain for id, area in link.areas.items() if same(area.name, name)}
        if len(named) == 1:
            found, name = [AREA], named.pop()
    if not found:
        raise Refused(_unknown(source, name, [n for kind in kinds for n in known[kind]], change))
    if len(found) > 1:
        raise Refused(
            _("{change}: `{name}` is several things; write {choices}").format(
                change=change.asked,
                name=name,
                choices=", ".join(f"{change.budget}:{kind}:{name}" for kind in found),
            )
        )
    chosen = known[found[0]][name]
    if not chosen:
        words = (
            _("{change}: proposal {name} of {source} carries no money in its budget: no line pays for it")
            if found[0] == PROPOSAL
            else _("{change}: the area {name} of {source} carries no money in its budget: it has no line")
        )
        raise Refused(words.format(change=change.asked, name=name, source=source.id))
    return chosen


def _unknown(source: Budget, name: str, known: list[str], change: Adopt) -> str:
    if name.isdecimal():
        numbers = [proposal.number for proposal in source.proposals]
        cure = (
            _("its proposals go from {first} to {last}").format(first=min(numbers), last=max(numbers))
            if numbers
            else _("it has no proposals")
        )
    else:
        cure = did_you_mean(name, known, _("`kalmar lines {budget}` shows them")).replace(
            "{budget}", change.budget
        )
    return _("{change}: {source} has no line, area or proposal `{name}`: {cure}").format(
        change=change.asked, source=source.id, name=name, cure=cure
    )
