"""Edits: how two versions of one thing differ, and helpers that tell it."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

EditKind = Literal["changed", "new", "gone", "moved"]
Edited = Literal["key", "statement", "line", "total", "proposal", "result"]
"""What is edited; the result is what edits do."""
MKR, SHARE = "mkr", "%"

Of = TypeVar("Of")
Said = Decimal | int | str | None


class Edit(NamedTuple):
    """One thing that differs: amounts in mkr and result sign (shares in %), of one year; else words.

    Words that are not of a thing itself, but of a key below it, begin with the key.
    """

    kind: EditKind
    what: Edited
    id: str
    name: str
    year: str
    old: Said
    new: Said
    unit: str


def edit_of(what: Edited, id: str, name: str, old: Said, new: Said, year: str = "", unit: str = "") -> Edit:
    """What was `old` is `new`; None for what is not there."""
    kind: EditKind = "new" if old is None else "gone" if new is None else "changed"
    return Edit(kind, what, id, name, year, old, new, unit)


def changed_keys(
    old: Mapping[str, Of], new: Mapping[str, Of]
) -> Iterator[tuple[str, Of | None, Of | None]]:
    """The keys whose values differ in two mappings, with both values; None for what is not there."""
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def word_edits(
    what: Edited,
    id: str,
    name: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
    kind: EditKind = "changed",
) -> Iterator[Edit]:
    """The keys below a thing that say something else."""
    for key, was, now in changed_keys(old, new):
        before, after = (f"{key}: {words}" if words else None for words in (was, now))
        yield Edit(kind, what, id, name, "", before, after, "")


def pair_up(old: Sequence[Of], new: Sequence[Of], key: Callable[[Of], Hashable]) -> list[tuple[Of, Of]]:
    """Those of two lists that have the same key, each taken once, in their order."""
    waiting: dict[Hashable, list[Of]] = {}
    for one in reversed(new):
        waiting.setdefault(key(one), []).append(one)
    return [(was, left.pop()) for was in old if (left := waiting.get(key(was)))]


def find_strayed(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The ids that stand elsewhere among the others than before: as few as explain the new order.

    Both hold the same ids. All but the longest run that kept its order have strayed.
    """
    place = {id: i for i, id in enumerate(new)}
    ends: list[int] = []  # the least place that a run of each length ends with, and whose it is
    holders: list[str] = []
    before: dict[str, str | None] = {}
    for id in old:
        at = bisect_left(ends, place[id])
        before[id] = holders[at - 1] if at else None
        ends[at : at + 1], holders[at : at + 1] = [place[id]], [id]
    kept: set[str] = set()
    last = holders[-1] if holders else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(old) - kept
