"""The lists of a document: which items follow on each other, and what leads in to them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.item_texts import lacks_unit, with_unit
from kalmar_cli.draft.find.items import Item, begins_anew, item_end, joins, says_lead
from kalmar_cli.draft.find.marks import ATT, BULLET, Mark, as_letter, mark_of
from kalmar_cli.draft.source.document import Pages

_LEAD_LINES = 3
_LONGEST_LEAD = 110
_FAR = 12


class ItemList(NamedTuple):
    """Items that follow on each other, where each ends, and the lines that lead in to them."""

    items: tuple[Item, ...]
    ends: tuple[int, ...]
    lead: str

    @property
    def says_att(self) -> bool:
        """Whether at least half of the items begin as proposals do."""
        return 2 * sum(item.says_att for item in self.items) >= len(self.items)

    @property
    def is_priced(self) -> bool:
        """Whether at least half of the items say an amount, or end in a figure that looks like one."""
        texts = [with_unit(item.text, self.lead) for item in self.items]
        return 2 * sum(any(find_amounts(text)) or lacks_unit(text) for text in texts) >= len(texts)

    @property
    def kronor(self) -> Decimal:
        """What the first amounts of its items come to."""
        firsts = (next(find_amounts(with_unit(item.text, self.lead)), None) for item in self.items)
        return sum((one.size for one in firsts if one), ZERO)

    @property
    def is_led(self) -> bool:
        """Whether the lines above say that proposals follow; a whole sentence says something else."""
        return any(map(leads, self.lead.split("\n")))

    @property
    def heading(self) -> str:
        """The line right above it."""
        return self.lead.rpartition("\n")[2]


def leads(line: str) -> bool:
    """Whether a line above a list says that proposals follow."""
    return line[-1:] not in (".", "!", "?") and says_lead(line[-80:].rstrip(" :"))


def find_lists(document: Pages, items: Sequence[Item], taken: set[int]) -> list[ItemList]:
    """The items as lists: of one kind, in the order of their count, with nothing between them."""
    starts = {item.at: item for item in items}
    groups: list[list[tuple[Item, int]]] = []
    inside = -1  # the end of the last item: what begins before it is a part of that item
    for item in items:
        if item.at < inside or (item.mark.kind == ATT and not begins_anew(document, item.at)):
            continue
        if item.heads:
            inside = item.at + 1
            continue
        last, end = groups[-1][-1] if groups else (None, 0)
        follows = last and _follows(last.mark, item.mark)
        inside = item_end(document, item, taken, partial(_ends_at, document, starts, item))
        if follows and _nothing_between(document, end, item.at):
            groups[-1].append((item._replace(mark=follows), inside))
        else:
            groups.append([(item, inside)])
    return [
        ItemList(
            tuple(item for item, _end in group),
            tuple(end for _item, end in group),
            lead_of(document, group[0][0].at, taken),
        )
        for group in groups
    ]


def _ends_at(document: Pages, starts: Mapping[int, Item], item: Item, at: int) -> bool:
    """Whether another item begins at a line that does not stand below this one."""
    other = starts.get(at)
    if other is None or (other.mark.kind == ATT and not begins_anew(document, at)):
        return False
    return other.heads or not _is_sub(item, other)


def _is_sub(item: Item, other: Item) -> bool:
    """Whether an item stands below another: further in, with another mark."""
    mine, others = item.mark, other.mark
    return (
        others.indent > mine.indent
        and (others.kind, others.printed) != (mine.kind, mine.printed)
        and (others.kind == BULLET or others.kind != mine.kind)
    )


def _follows(before: Mark, mark: Mark) -> Mark | None:
    """The mark as the one that comes after another in the same list, or None."""
    for one, other in ((before, mark), (as_letter(before), as_letter(mark))):
        if one.kind != other.kind:
            continue
        same = one.printed == other.printed or one.indent == other.indent
        if one.kind == ATT or (one.kind == BULLET and same):
            return other
        if one.kind not in (ATT, BULLET) and other.rank == one.rank + 1:
            return other
    return None


def _nothing_between(document: Pages, end: int, at: int) -> bool:
    """Whether only blank lines, or "samt" alone, stand between two places."""
    between = [line.text for line in document.lines[end:at] if not line.blank]
    return at - end <= _FAR and all(map(joins, between))


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
