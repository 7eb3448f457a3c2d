"""The items of a document's lists: lines that begin with a mark, and where each item ends."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from kalmar_cli.base.spellings import UNIT
from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.kind_words import SAYS_TOTAL
from kalmar_cli.draft.find.marks import ATT, BULLET, Mark, line_mark, mark_of
from kalmar_cli.draft.source.document import Pages

_ATT = re.compile(r"att\b", re.I)
_END = re.compile(r"[.!?:;,)]\s*[”\"]?\s*$")
_SENTENCE_END = re.compile(r"[.!?:]\s*[”\"]?\s*$")
# What stands at the end of an item before a heading: a stop, a bracket, an amount.
_ITEM_END = re.compile(rf"(?:[.!?:;)][”\"]?|\d|\d\s*(?:{UNIT})(?:/år| per år)?)\s*$", re.I)
_JOINS = re.compile(r"^\s*(?:samt|och|dels)\s*:?\s*$", re.I)
_PRICE_LINE = re.compile(
    rf"\s*(?:(?:ökad|minskad|årlig|total)\w*\s)?(?:kostnad|intäkt|inkomst|besparing|finansiering|effekt)\w*"
    rf"(?:\s(?:år\s)?(?:19|20)\d\d)?\s*:\s.*\d\s*(?:{UNIT})",
    re.I,
)
_PART = re.compile(r"varav\b", re.I)
_MORE_COMES = re.compile(r"\b(?:samt|och|dels)$", re.I)
_LEAD = re.compile(
    r"\b(?:yrka\w*|föresl\w+|föreslå|hemställ\w*|beslut\w*|att-satser|ändringsförslag|(?:vill|vi)\s+(?:också\s+|även\s+)?(?:vill)?$"
    r"|förslag(?:et)?(?:\s+till\s+beslut)?:?$|uppdrag:?$)",
    re.I,
)
_GOES_ON = re.compile(r"(?:-|\b(?:i|på|av|för|till|med|och|samt|vid|om|från|inom))$", re.I)
_NUMBERED_HEADING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\s+[A-ZÅÄÖ]")
_FAR = 12
_LONGEST_HEADING = 60


class Item(NamedTuple):
    """A line that begins an item: where, its mark, and the text that follows it on its line or the next.

    `heads` says that it is only the heading of the items below it.
    """

    at: int
    mark: Mark
    text: str
    heads: bool = False

    @property
    def says_att(self) -> bool:
        """Whether it begins as a proposal to a council does."""
        return bool(_ATT.match(self.text)) or self.mark.worded


def find_items(document: Pages, taken: set[int]) -> list[Item]:
    """Every line outside `taken` that begins with a mark; a mark alone has its text on the next line."""
    found = []
    for at, line in enumerate(document.lines):
        mark = line_mark(line) if at not in taken and not line.blank else None
        text = mark and (mark.text or _text_below(document, at, taken))
        if (
            mark
            and text
            and not (mark.kind in (BULLET, ATT) and (_is_total(line.text) or _PART.match(text)))
        ):
            found.append(Item(at, mark, text))
    return [
        item._replace(heads=_heads(document, item, following))
        for item, following in zip_longest(found, found[1:])
    ]


def _text_below(document: Pages, at: int, taken: set[int]) -> str:
    """The text of a mark that stands alone: the next line, if it is near and no other item."""
    below = next_written(document, at + 1)
    if below is None or below > at + 2 or below in taken:
        return ""
    mark = mark_of(document.lines[below].text)
    return document.lines[below].text.strip() if mark is None or mark.kind == ATT else ""


def _heads(document: Pages, item: Item, following: Item | None) -> bool:
    """Whether an item is a heading: a few words, and right below it items with amounts of another kind."""
    return (
        following is not None
        and next_written(document, item.at + 1) == following.at
        and item.mark.text != ""
        and not item.says_att
        and len(item.text) <= _LONGEST_HEADING
        and not re.search(r"(?:[.,;!?]|\batt:?)$", item.text)
        and not any(find_amounts(item.text))
        and any(find_amounts(following.text))
        and (following.mark.kind != item.mark.kind or following.mark.printed != item.mark.printed)
        and (following.mark.kind, following.mark.rank) != (item.mark.kind, item.mark.rank + 1)
        and (following.mark.indent > item.mark.indent or following.mark.rank == 1)
    )


def next_written(document: Pages, at: int) -> int | None:
    """The first line from `at` on that is not blank, if it is near."""
    for index in range(at, min(at + _FAR, len(document.lines))):
        if not document.lines[index].blank:
            return index
    return None


def begins_anew(document: Pages, at: int) -> bool:
    """Whether a line that begins with "att" begins something: the line before ended, or was cut short."""
    cells = document.lines[at].cells
    if at == 0 or document.lines[at - 1].blank or (cells and cells[0].text.casefold() == "att"):
        return True  # alone in its cell, it hangs before the rest
    before = document.lines[at - 1].text.rstrip()
    if (
        _END.search(before)
        or _ITEM_END.search(before)
        or _MORE_COMES.search(before)
        or says_lead(before[-40:])
    ):
        return True
    near = document.lines[max(0, at - 15) : at + 15]
    return len(before) < 0.75 * max(len(line.text.rstrip()) for line in near)


def joins(text: str) -> bool:
    """Whether a line holds only a word that joins two items."""
    return bool(_JOINS.match(text))


def says_lead(text: str) -> bool:
    """Whether words say that proposals follow."""
    return bool(_LEAD.search(text))


def goes_on(text: str) -> bool:
    """Whether a line ends in a word, or a part of one, that another must follow."""
    return bool(_GOES_ON.search(text.rstrip()))


def item_end(document: Pages, item: Item, taken: set[int], ends_at: Callable[[int], bool]) -> int:
    """Where an item ends: where `ends_at` says, at a table, an empty line, a heading, or in a dense
    text at a short line that ends a sentence. A page break may part a sentence that goes on."""
    lines = document.lines
    at = item.at + 1
    if not item.mark.text and item.mark.kind != ATT:
        at = (next_written(document, at) or item.at) + 1
    near = lines[max(0, item.at - 40) : item.at + 40]
    widest = max((len(line.text) for line in near), default=0)
    while at < len(lines) and at not in taken and not ends_at(at):
        before = lines[at - 1].text.strip()
        if lines[at].blank:
            priced = _price_below(document, item, at, taken, ends_at)
            if priced:
                at = priced + 1
                continue
            following = next_written(document, at)
            if following is None or following in taken or ends_at(following):
                return at
            text = lines[following].text.strip()
            if not text[:1].islower() or _SENTENCE_END.search(before) or joins(text):
                return at
            at = following
            continue
        if (
            is_heading(document, at)
            or (_is_total(lines[at].text) and not goes_on(before))
            or (
                _SENTENCE_END.search(before)
                and (
                    _NUMBERED_HEADING.match(lines[at].text)
                    or (
                        at > item.at + 1 and len(before) < 0.8 * widest and _goes_far(document, at, ends_at)
                    )
                )
            )
        ):
            return at
        at += 1
    return at


def _price_below(
    document: Pages, item: Item, at: int, taken: set[int], ends_at: Callable[[int], bool]
) -> int | None:
    """Where a numbered item's price stands on a line of its own, below an empty line and maybe its text."""
    if item.mark.kind in (BULLET, ATT):
        return None
    for index in range(at, min(at + _FAR, len(document.lines))):
        if index in taken or ends_at(index):
            return None
        if _PRICE_LINE.match(document.lines[index].text):
            return index
    return None


def _is_total(text: str) -> bool:
    """Whether a line says what the items above it come to, with their mark or without."""
    mark = mark_of(text)
    bare = mark.text if mark and mark.kind == BULLET else text
    return bool(SAYS_TOTAL.match(bare)) and (bare.rstrip()[-1:].isdigit() or any(find_amounts(bare)))


def _goes_far(document: Pages, at: int, ends_at: Callable[[int], bool]) -> bool:
    """Whether a dense text goes on for long before anything ends it."""
    return not any(ends_at(index) for index in range(at, min(at + _FAR, len(document.lines))))


def is_heading(document: Pages, at: int) -> bool:
    """Whether a line is a heading over the next list, without an empty line before it."""
    text, before = document.lines[at].text.strip(), document.lines[at - 1].text.strip()
    if (
        not text[:1].isupper()
        or len(text) > _LONGEST_HEADING
        or _SENTENCE_END.search(text.removesuffix(":"))
        or any(find_amounts(text))
    ):
        return False
    following = next_written(document, at + 1)
    mark = mark_of(document.lines[following].text) if following is not None else None
    return bool(_ITEM_END.search(before)) and mark is not None and mark.kind != ATT
