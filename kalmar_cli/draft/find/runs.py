"""Numbers that run through a document, or begin again in each of its parts."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.items import Item
from kalmar_cli.draft.find.marks import NUMBER, line_mark, mark_of
from kalmar_cli.draft.source.document import Pages

_END = re.compile(r"[.!?:]\s*[”\"]?\s*$")
_MISSING_AT_MOST = 3
# Less than any weight: no run can begin here.
_IMPOSSIBLE = -1_000_000_000.0
_MISSING_COSTS = 2.0
_LONGEST = 60
_FAR = 12
_IN_CONTENTS = re.compile(r"(?:\.{2,}|\s)\d{1,3}$")  # a page number
_UNFINISHED = re.compile(r"(?:\batt|:)$")
_ALONE = 1.5  # what one item by itself must weigh


class WeighedItem(NamedTuple):
    """An item with a number, and how much it looks like a proposal."""

    item: Item
    weight: float

    @property
    def number(self) -> int:
        """Its number as printed."""
        return self.item.mark.rank


def weigh(document: Pages, items: Sequence[Item]) -> list[WeighedItem]:
    """How much each item of a kind looks like a proposal and not like a heading or another list's entry."""
    dense: set[int] = set()
    for one, other in pairwise(items):
        if other.mark.rank == one.mark.rank + 1 and _stand_together(document, one, other):
            dense |= {one.at, other.at}
    return [WeighedItem(item, _weight(document, item, item.at in dense)) for item in items]


def _stand_together(document: Pages, one: Item, other: Item) -> bool:
    """Whether nothing but what stands below the first item is between two."""
    between = [line_mark(line) for line in document.lines[one.at + 1 : min(other.at, one.at + _FAR)]]
    near = other.at - one.at <= _FAR
    return near and all(mark is not None and mark.indent > one.mark.indent for mark in between)


def _weight(document: Pages, item: Item, dense: bool) -> float:
    text = item.text
    following = document.lines[item.at + 1].text.strip() if item.at + 1 < len(document.lines) else ""
    weight = 1.0
    if item.says_att:
        weight += 1.0
    elif (not item.mark.text and item.mark.kind == NUMBER) or text[:1].islower():
        weight -= 1.5  # a number alone on its line; a list inside a sentence
    priced = any(find_amounts(text))
    if priced:
        weight += 0.5
    if _END.search(text) or (following and len(text) > _LONGEST - 20):
        weight += 0.5
    elif item.says_att or priced or not item.mark.text or (dense and not _IN_CONTENTS.search(text)):
        pass
    elif len(text) < _LONGEST and not following:
        weight -= 1.5  # a heading with a number: short, alone on its line, no full stop
    elif (
        text[:1].isupper()
        and len(text) < _LONGEST
        and (following[:1].isupper() or _begins_list(item, following))
        and not _UNFINISHED.search(text)
    ):
        weight -= 1.5
    return weight


def _begins_list(item: Item, following: str) -> bool:
    """Whether the line below an item begins a list of its own, so that the item is its heading."""
    mark = mark_of(following)
    return mark is not None and (mark.kind, mark.rank) != (item.mark.kind, item.mark.rank + 1)


def longest_run(items: Sequence[WeighedItem]) -> list[WeighedItem]:
    """The run of growing numbers with the greatest weight; a missing number costs."""
    best: dict[int, list[tuple[float, int]]] = {}  # number → the heaviest run so far that ends in it
    before: list[int] = []
    weights: list[float] = []
    for index, item in enumerate(items):
        weight, previous = _IMPOSSIBLE, -1
        if item.number <= 2:
            weight = item.weight - _MISSING_COSTS * (item.number - 1)
        for step in range(1, _MISSING_AT_MOST + 2):
            for _weight, at in best.get(item.number - step, ())[-1:]:
                candidate = weights[at] + item.weight - _MISSING_COSTS * (step - 1)
                if candidate > weight:
                    weight, previous = candidate, at
        weights.append(weight)
        before.append(previous)
        if weight > _IMPOSSIBLE:
            known = best.setdefault(item.number, [])
            if not known or weight > known[-1][0]:
                known.append((weight, index))
    if not items or max(weights) == _IMPOSSIBLE:
        return []
    at = max(range(len(items)), key=lambda index: (weights[index], index))
    chain = []
    while at >= 0:
        chain.append(items[at])
        at = before[at]
    return chain[::-1]


def restarting_runs(items: Sequence[WeighedItem]) -> list[list[WeighedItem]]:
    """The runs 1, 2, 3 … one after another, those that look like proposals on the whole."""
    runs: list[list[WeighedItem]] = []
    for item in items:
        if item.number == 1:
            runs.append([item])
        elif runs and item.number == runs[-1][-1].number + 1:
            runs[-1].append(item)
    return [run for run in runs if weight_of(run) >= (len(run) if len(run) > 1 else _ALONE)]


def weight_of(items: Iterable[WeighedItem]) -> float:
    """How much items together look like proposals."""
    return sum(item.weight for item in items)
