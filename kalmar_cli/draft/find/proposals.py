"""The proposals of a document, in whatever form of list they stand: numbered, lettered, bulleted or bare.

A run of numbers through the whole document goes first; lists that begin again
under each committee, and lists without numbers, stand beside it or instead of
it. Where there is no one count the proposals are numbered on, and what is
printed before each is kept.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells
from kalmar_cli.draft.find.direction import heading_saves
from kalmar_cli.draft.find.item_texts import bare_figures, figures_inside, lacks_unit, text_of
from kalmar_cli.draft.find.items import Item, find_items, item_end
from kalmar_cli.draft.find.kind_words import shares_out
from kalmar_cli.draft.find.lists import ItemList, find_lists, lead_of, leads
from kalmar_cli.draft.find.marks import ATT, BULLET, ORDINALS
from kalmar_cli.draft.find.runs import WeighedItem, longest_run, restarting_runs, weigh, weight_of
from kalmar_cli.draft.find.tax import speaks_of_tax
from kalmar_cli.draft.source.document import Pages

_NEAR = 5  # lines between lists of one kind
_SENTENCE = 40  # letters that make an item a sentence


class ListedProposal(NamedTuple):
    """A proposal: its number, what is printed instead, its lines, text, what leads in to it, and doubts."""

    number: int
    printed: str
    start: int
    end: int
    text: str
    lead: str
    doubts: tuple[str, ...] = ()


class Proposals(NamedTuple):
    """The proposals of a document, whether their numbers are the program's own, and the items that
    are only headings above some, by line."""

    all: tuple[ListedProposal, ...]
    renumbered: bool
    headings: Mapping[int, str]


def find(document: Pages, taken: set[int]) -> Proposals:
    """The proposals in order, outside the lines already `taken`."""
    items = find_items(document, taken)
    headings = {item.at: item.text for item in items if item.heads}
    run, restarted = _best_count(document, items)
    through = weight_of(run) >= sum(map(weight_of, restarted))
    numbered = [
        block
        for part in ([run] if through else restarted)
        if part
        for block in _as_lists(document, [one.item for one in part], taken, headings)
    ]
    within = {
        at
        for part in numbered
        for item, end in zip(part.items, part.ends, strict=True)
        for at in range(item.at, end)
    }
    others = find_lists(document, [item for item in items if item.at not in within], taken | within)
    chosen = _chosen(numbered, others)
    found = _numbered(document, chosen, run if through and chosen == numbered else [])
    return found._replace(headings=headings)


def _best_count(
    document: Pages, items: Sequence[Item]
) -> tuple[list[WeighedItem], list[list[WeighedItem]]]:
    """The heaviest run of numbers of one kind through the document, and the runs that begin again."""
    best: list[WeighedItem] = []
    restarted: list[list[WeighedItem]] = []
    for kind in ORDINALS:
        weighed = weigh(document, [item for item in items if item.mark.kind == kind and not item.heads])
        run = longest_run(weighed)
        if len(run) > 1 and weight_of(run) > max(0.0, weight_of(best)):
            best = run
        again = restarting_runs(weighed)
        if len(again) > 1 and sum(map(weight_of, again)) > sum(map(weight_of, restarted)):
            restarted = again
    return best, restarted


def _as_lists(
    document: Pages, items: list[Item], taken: set[int], headings: Mapping[int, str]
) -> list[ItemList]:
    """A run as lists of items that follow on each other, each with what leads in to it."""
    stops = {*headings, *(item.at for item in items)}
    ends = [item_end(document, item, taken, stops.__contains__) for item in items]
    starts = [
        at
        for at, item in enumerate(items)
        if not at or any(not line.blank for line in document.lines[ends[at - 1] : item.at])
    ]
    return [
        ItemList(tuple(items[a:b]), tuple(ends[a:b]), lead_of(document, items[a].at, taken))
        for a, b in zip(starts, [*starts[1:], len(items)], strict=True)
    ]


def strong_lines(document: Pages) -> set[int]:
    """The lines of proposals that no table can be made of: a run of numbers before whole sentences."""
    run, restarted = _best_count(document, find_items(document, set()))
    found: set[int] = set()
    for part in (run, *restarted):
        strong = [one.item for one in part if _is_sentence(one.item)]
        if len(strong) > 1:
            found |= {item.at for item in strong}
    return found


def _is_sentence(item: Item) -> bool:
    return (item.says_att or len(item.text) >= _SENTENCE) and cells.split(item.text) is None


def _chosen(numbered: list[ItemList], others: list[ItemList]) -> list[ItemList]:
    """The lists that are proposals: by "att", else by what leads in to them, or by price and heading."""
    said = [one for one in others if one.says_att and (not _is_bare(one) or leads(one.heading))]
    if numbered or said:
        return [*numbered, *said]
    others = [one for one in others if not shares_out(one.heading, one.kronor)]
    led = [one for one in others if one.is_led and not _is_bare(one)]
    priced = [one for one in others if one not in led and one.is_priced]
    headed = [one for one in priced if heading_saves(one.heading) is not None]
    chosen = [*led, *headed] if led else priced
    # A list with the same mark near those is one of theirs, though it names no amount.
    marks = {(one.items[0].mark.printed, one.items[0].mark.indent) for one in chosen if not _counts(one)}
    return [
        *chosen,
        *(
            one
            for one in others
            if one not in chosen
            and (one.items[0].mark.printed, one.items[0].mark.indent) in marks
            and any(_is_near(one, other) for other in chosen)
        ),
    ]


def _counts(found: ItemList) -> bool:
    """Whether the marks of a list are numbers or letters."""
    return found.items[0].mark.rank > 0


def _is_near(one: ItemList, other: ItemList) -> bool:
    """Whether little more than a heading stands between two lists."""
    return (
        -_NEAR <= one.items[0].at - other.ends[-1] <= _NEAR
        or 0 <= other.items[0].at - one.ends[-1] <= _NEAR
    )


def _is_bare(found: ItemList) -> bool:
    """Whether nothing but "att" marks the items of a list."""
    return found.items[0].mark.kind == ATT


def _numbered(document: Pages, chosen: list[ItemList], run: list[WeighedItem]) -> Proposals:
    """The items of the chosen lists as proposals: with their own numbers, or numbered on."""
    missing = _missing(run)
    found: list[ListedProposal] = []
    whole = ((item, end, of.lead) for of in chosen for item, end in zip(of.items, of.ends, strict=True))
    for item, end, lead in sorted(whole, key=lambda one: one[0].at):
        if found and item.at < found[-1].end:
            continue
        number, printed = item.mark.rank, ""
        if not run:
            number = len(found) + 1
            counted = item.mark.kind not in (ATT, BULLET) and item.mark.printed != str(number)
            printed = item.mark.printed if counted else ""
        text = text_of(document, item, end, lead)
        doubts = missing.get(item.at, ())
        if lacks_unit(text) and not speaks_of_tax(text):
            doubts = (*doubts, _("“{figure}” has no unit").format(figure=bare_figures(text)))
        others = figures_inside(text_of(document, item, end, ""))
        if others:
            doubts = (*doubts, _("it also states {amounts}").format(amounts=", ".join(others)))
        found.append(ListedProposal(number, printed, item.at, end, text, lead, doubts))
    return Proposals(tuple(found), bool(found) and not run, {})


def _missing(run: list[WeighedItem]) -> dict[int, tuple[str, ...]]:
    """For the items of a run before which numbers are missing: which."""
    doubts: dict[int, tuple[str, ...]] = {}
    before = 0
    for one in run:
        if one.number > before + 1:
            numbers = ", ".join(map(str, range(before + 1, one.number)))
            doubts[one.item.at] = (
                _("no proposal {numbers} was found before this one").format(numbers=numbers),
            )
        before = one.number
    return doubts
