"""The lists of a document: items with marks, where each ends, what leads in to them, which follow on."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kalmar_cli.base.spellings import FIGURE
from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.marks import ATT, BULLET, Mark, as_letter, mark_of
from kalmar_cli.draft.find.words import unit_in
from kalmar_cli.draft.source.document import Pages, joined

_ATT = re.compile(r"att\b", re.I)
_END = re.compile(r"[.!?:;,)]\s*[”\"]?\s*$")
_SENTENCE_END = re.compile(r"[.!?:]\s*[”\"]?\s*$")
_HEADED = re.compile(r"[.!?:;)]\s*[”\"]?\s*$")
_JOINS = re.compile(r"^\s*(?:samt|och|dels)\s*:?\s*$", re.I)
_LEAD = re.compile(
    r"\b(?:yrka\w*|föresl\w+|föreslå|hemställ\w*|beslut\w*|att-satser|ändringsförslag|(?:vill|vi)\s+(?:också\s+|även\s+)?(?:vill)?$"
    r"|förslag(?:et)?(?:\s+till\s+beslut)?:?$|uppdrag:?$)",
    re.I,
)
_LEAD_LINES = 3
_LONGEST_LEAD = 110
_FAR = 12
# A figure at the end without a unit, and what stands between a name and its figure.
_BARE = re.compile(rf"[^\W\d_]\S*(?:\s*[,:(–-]\s*|\s+){FIGURE}\s*\)?\.?$")
_GAP = re.compile(r"\s*(?:\.{3,}|…+|\t+|\s{3,})[\s._…]*(?=[-−–+]?\d)")


class Item(NamedTuple):
    """A line that begins an item: where, its mark, and the text that follows it on its line or the next."""

    at: int
    mark: Mark
    text: str

    @property
    def says_att(self) -> bool:
        """Whether it begins as a proposal to a council does."""
        return bool(_ATT.match(self.text)) or self.mark.worded


class ItemList(NamedTuple):
    """Items that follow on each other, where each ends, and the lines that lead in to them."""

    items: tuple[Item, ...]
    ends: tuple[int, ...]
    lead: str

    @property
    def says_att(self) -> bool:
        """Whether at least half of the items begin as proposals do."""
        return 2 * sum(item.says_att for item in self.items) >= len(self.items)


def find_items(document: Pages, taken: set[int]) -> list[Item]:
    """Every line outside `taken` that begins with a mark; a mark alone has its text on the next line."""
    found = []
    lines = document.lines
    for at, line in enumerate(lines):
        mark = mark_of(line.text) if at not in taken and not line.blank else None
        if mark is None:
            continue
        text = mark.text
        if not text:
            after = next_written(document, at + 1)
            if (
                after is None
                or after > at + 2
                or after in taken
                or mark_of(lines[after].text) not in (None, *_att(lines[after].text))
            ):
                continue
            text = lines[after].text.strip()
        found.append(Item(at, mark, text))
    return found


def _att(line: str) -> tuple[Mark, ...]:
    mark = mark_of(line)
    return (mark,) if mark and mark.kind == ATT else ()


def next_written(document: Pages, at: int) -> int | None:
    """The first line from `at` on that is not blank, if it is near."""
    for index in range(at, min(at + _FAR, len(document.lines))):
        if not document.lines[index].blank:
            return index
    return None


def find_lists(document: Pages, items: Sequence[Item], taken: set[int]) -> list[ItemList]:
    """The items as lists: of one kind, in the order of their count, with nothing between them."""
    starts = {item.at: item for item in items}
    lists: list[ItemList] = []
    inside = -1  # the end of the last item: what begins before it is a part of that item
    open_items: list[Item] = []
    open_ends: list[int] = []

    def close() -> None:
        if open_items:
            lists.append(
                ItemList(tuple(open_items), tuple(open_ends), lead_of(document, open_items[0].at, taken))
            )
            open_items.clear()
            open_ends.clear()

    for item in items:
        if item.at < inside:
            continue
        if item.mark.kind == ATT and not _begins_anew(document, item.at):
            continue
        if open_items:
            follows = _follows(open_items[-1].mark, item.mark)
            if follows and _nothing_between(document, open_ends[-1], item.at):
                item = item._replace(mark=follows)
            else:
                close()
        inside = item_end(document, item, taken, starts)
        open_items.append(item)
        open_ends.append(inside)
    close()
    return lists


def _follows(before: Mark, mark: Mark) -> Mark | None:
    """The mark as the one that comes after another in the same list, or None."""
    for one, other in ((before, mark), (as_letter(before), as_letter(mark))):
        if one.kind != other.kind:
            continue
        if one.kind == ATT or (one.kind == BULLET and one.printed == other.printed):
            return other
        if one.kind not in (ATT, BULLET) and other.rank == one.rank + 1:
            return other
    return None


def _nothing_between(document: Pages, end: int, at: int) -> bool:
    """Whether only blank lines, or "samt" alone, stand between two places."""
    between = [line.text for line in document.lines[end:at] if not line.blank]
    return at - end <= _FAR and all(_JOINS.match(text) for text in between)


def _begins_anew(document: Pages, at: int) -> bool:
    """Whether a line that begins with "att" begins something: the line before ended, or was cut short."""
    if at == 0 or document.lines[at - 1].blank:
        return True
    before = document.lines[at - 1].text.rstrip()
    if _END.search(before) or _JOINS.match(before) or _LEAD.search(before[-40:]):
        return True
    near = document.lines[max(0, at - 15) : at + 15]
    return len(before) < 0.75 * max(len(line.text.rstrip()) for line in near)


def item_end(document: Pages, item: Item, taken: set[int], starts: dict[int, Item]) -> int:
    """Where an item ends: at the next item, a table, an empty line or a heading; sub-items are in it."""
    lines = document.lines
    at = item.at + 1
    if not item.mark.text and item.mark.kind != ATT:
        after = next_written(document, at)
        at = at if after is None else after + 1
    while at < len(lines) and at not in taken:
        line = lines[at]
        before = lines[at - 1].text.strip()
        if line.blank:
            following = next_written(document, at)
            if (
                following is None
                or following in taken
                or (following in starts and not _is_sub(item, starts[following]))
            ):
                return at
            text = lines[following].text
            goes_on = (
                text.lstrip()[:1].islower() and not _SENTENCE_END.search(before) and not _JOINS.match(text)
            )
            if not goes_on:
                return at
            at = following
            continue
        if (
            at in starts
            and (starts[at].mark.kind != ATT or _begins_anew(document, at))
            and not _is_sub(item, starts[at])
        ):
            return at
        if is_heading(document, at):
            return at
        at += 1
    return at


def _is_sub(item: Item, other: Item) -> bool:
    """Whether an item stands below another: further in, with another mark."""
    return (
        other.mark.indent > item.mark.indent
        and (other.mark.kind, other.mark.printed)
        != (
            item.mark.kind,
            item.mark.printed,
        )
        and (other.mark.kind == BULLET or other.mark.kind != item.mark.kind)
    )


def is_heading(document: Pages, at: int) -> bool:
    """Whether a line is a heading over the next list, without an empty line before it."""
    text, before = document.lines[at].text.strip(), document.lines[at - 1].text.strip()
    if not text[:1].isupper() or len(text) > 60 or _SENTENCE_END.search(text.removesuffix(":")):
        return False
    following = next_written(document, at + 1)
    mark = mark_of(document.lines[following].text) if following is not None else None
    return bool(_HEADED.search(before)) and mark is not None and mark.kind != ATT


def lead_of(document: Pages, at: int, taken: set[int]) -> str:
    """The lines right above a list: its heading, and what says whose proposals they are."""
    found: list[str] = []
    index = at - 1
    while index >= max(0, at - _FAR) and len(found) < _LEAD_LINES and index not in taken:
        text = document.lines[index].text.strip()
        if text and mark_of(document.lines[index].text) and found:
            break
        if text:
            found.insert(0, text)
            if len(text) > _LONGEST_LEAD:
                break
        index -= 1
    return "\n".join(found)


def leads(lead: str) -> bool:
    """Whether lines above a list say that proposals follow; a whole sentence says something else."""
    return any(
        _LEAD.search(line[-80:].rstrip(" :"))
        for line in lead.split("\n")
        if line[-1:] not in (".", "!", "?")
    )


def is_priced(found: ItemList) -> bool:
    """Whether at least half of a list's items say an amount."""
    return 2 * sum(any(find_amounts(with_unit(item.text, found.lead))) for item in found.items) >= len(
        found.items
    )


def with_unit(text: str, lead: str) -> str:
    """An item's text with the unit that stands above its list, if it ends in a figure without one."""
    unit = unit_in(lead)
    return f"{text.rstrip(' .')} {unit}" if unit and _BARE.search(text) else text


def text_of(document: Pages, item: Item, end: int, lead: str) -> str:
    """An item's text without its mark, its sub-items parted by semicolons, its figure with a unit."""
    parts = [_GAP.sub(", ", item.mark.text)]
    if _is_title(document, item):
        parts[0] += "."
    for line in document.lines[item.at + 1 : end]:
        mark = mark_of(line.text)
        if mark and mark.kind == BULLET and mark.indent > item.mark.indent:
            parts.append(f"; {mark.text}")
        else:
            parts.append(line.text)
    return with_unit(joined(parts).replace(" ; ", "; ").strip(), lead)


def _is_title(document: Pages, item: Item) -> bool:
    """Whether an item's first line is a title and the proposal itself begins on the next."""
    after = document.lines[item.at + 1].text if item.at + 1 < len(document.lines) else ""
    alone = bool(item.mark.text) and item.mark.text[-1:] not in ".:;,!?"
    return alone and not _ATT.match(item.mark.text) and after.lstrip().startswith("Att ")


def in_order(lists: Sequence[ItemList]) -> Iterator[tuple[Item, int, str]]:
    """The items of several lists in the document's order, each with its end and lead."""
    whole = [
        (item, end, found.lead)
        for found in lists
        for item, end in zip(found.items, found.ends, strict=True)
    ]
    return iter(sorted(whole, key=lambda one: one[0].at))
