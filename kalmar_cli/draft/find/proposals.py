"""The proposals of a document, in whatever form of list they stand: numbered, lettered, bulleted or bare.

A run of numbers through the whole document goes first; lists that begin again
under each committee, and lists without numbers, stand beside it or instead of
it. Where there is no one count the proposals are numbered on, and what is
printed before each is kept.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells, lists
from kalmar_cli.draft.find.direction import heading_saves
from kalmar_cli.draft.find.lists import Item, ItemList
from kalmar_cli.draft.find.marks import ATT, BULLET, ORDINALS
from kalmar_cli.draft.find.runs import WeighedItem, longest_run, restarting_runs, weigh, weight_of
from kalmar_cli.draft.source.document import Pages

_END = re.compile(r"[.!?:]\s*[”\"]?\s*$")
_HEADING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\s+[A-ZÅÄÖ]")


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
    """The proposals of a document, and whether their numbers are the program's own."""

    all: tuple[ListedProposal, ...]
    renumbered: bool


def find(document: Pages, taken: set[int]) -> Proposals:
    """The proposals in order, outside the lines already `taken`."""
    items = lists.find_items(document, taken)
    run, restarted = _best_count(document, items)
    through = weight_of(run) >= sum(map(weight_of, restarted))
    counted = [run] if through else restarted
    numbered = [
        block
        for part in counted
        if part
        for block in _as_lists(document, [one.item for one in part], taken)
    ]
    within = {
        at
        for part in numbered
        for item, end in zip(part.items, part.ends, strict=True)
        for at in range(item.at, end)
    }
    others = lists.find_lists(document, [item for item in items if item.at not in within], taken | within)
    chosen = _chosen(numbered, others)
    return _numbered(document, chosen, run if through and chosen == numbered else [])


def _best_count(
    document: Pages, items: Sequence[Item]
) -> tuple[list[WeighedItem], list[list[WeighedItem]]]:
    """The heaviest run of numbers of one kind through the document, and the runs that begin again."""
    best: list[WeighedItem] = []
    restarted: list[list[WeighedItem]] = []
    for kind in ORDINALS:
        weighed = [weigh(document, item) for item in items if item.mark.kind == kind]
        run = longest_run(weighed)
        if len(run) > 1 and weight_of(run) > max(0.0, weight_of(best)):
            best = run
        again = restarting_runs(weighed)
        if len(again) > 1 and sum(map(weight_of, again)) > sum(map(weight_of, restarted)):
            restarted = again
    return best, restarted


def _as_lists(document: Pages, items: list[Item], taken: set[int]) -> list[ItemList]:
    """A run as lists of items that follow on each other, each with what leads in to it.

    An item ends before the next one, at an empty line, a table or a heading.
    """
    limits = [item.at for item in items[1:]] + [len(document.lines)]
    ends = [_end(document, item, limit, taken) for item, limit in zip(items, limits, strict=True)]
    starts = [
        at
        for at, item in enumerate(items)
        if not at or any(not line.blank for line in document.lines[ends[at - 1] : item.at])
    ]
    return [
        ItemList(tuple(items[a:b]), tuple(ends[a:b]), lists.lead_of(document, items[a].at, taken))
        for a, b in zip(starts, [*starts[1:], len(items)], strict=True)
    ]


def strong_lines(document: Pages) -> set[int]:
    """The lines of proposals that no table can be made of: a run of numbers before whole sentences."""
    run, restarted = _best_count(document, lists.find_items(document, set()))
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
    said = [
        found
        for found in others
        if found.says_att
        and (found.items[0].mark.kind != ATT or lists.leads(found.lead.rpartition("\n")[2]))
    ]
    if numbered or said:
        return [*numbered, *said]
    led = [found for found in others if lists.leads(found.lead) and found.items[0].mark.kind != ATT]
    priced = [found for found in others if found not in led and lists.is_priced(found)]
    headed = [found for found in priced if heading_saves(found.lead.rpartition("\n")[2]) is not None]
    return [*led, *headed] if led else priced


def _numbered(document: Pages, chosen: list[ItemList], run: list[WeighedItem]) -> Proposals:
    """The items of the chosen lists as proposals: with their own numbers, or numbered on."""
    if run:
        missing = _missing(run)
        return Proposals(
            tuple(
                ListedProposal(
                    item.mark.rank,
                    "",
                    item.at,
                    end,
                    lists.text_of(document, item, end, lead),
                    lead,
                    missing.get(item.at, ()),
                )
                for item, end, lead in lists.in_order(chosen)
            ),
            renumbered=False,
        )
    found: list[ListedProposal] = []
    for item, end, lead in lists.in_order(chosen):
        if found and item.at < found[-1].end:
            continue
        number = len(found) + 1
        printed = (
            "" if item.mark.kind in (ATT, BULLET) or item.mark.printed == str(number) else item.mark.printed
        )
        text = lists.text_of(document, item, end, lead)
        found.append(ListedProposal(number, printed, item.at, end, text, lead))
    return Proposals(tuple(found), renumbered=bool(found))


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


def _end(document: Pages, item: Item, limit: int, taken: set[int]) -> int:
    """Where a numbered proposal ends: an empty line, a table, a heading, a short line of a dense text."""
    lines = document.lines
    start = item.at
    widest = max((len(line.text) for line in lines[max(0, start - 40) : start + 40]), default=0)
    at = start + 1
    if not item.mark.text:
        at = (lists.next_written(document, at) or start) + 1
    while at < limit and at not in taken:
        text = lines[at].text.strip()
        if not text:
            following = next((i for i in range(at, min(at + 12, limit)) if not lines[i].blank), None)
            # A page break may part a sentence: then it goes on in lower case.
            if (
                following is None
                or _END.search(lines[at - 1].text)
                or not lines[following].text.strip()[0].islower()
            ):
                return at
            at = following
            continue
        before = lines[at - 1].text.rstrip()
        if _HEADING.match(text) and _END.search(before):
            return at
        if limit - at > 12 and _END.search(before) and len(before) < 0.8 * widest and at > start + 1:
            return at
        if lists.is_heading(document, at):
            return at
        at += 1
    return at
