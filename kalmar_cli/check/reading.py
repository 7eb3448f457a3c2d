"""What was read in a budget's document, as far as `check` holds the file against it.

Whoever reads the document hands this over; nothing here knows how it was read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from kalmar_cli.base.numbers import in_unit, plain
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import Spot
from kalmar_cli.write.remarks import KeyPath

# Two names less alike than this are two things.
_ALIKE = 0.6


class DocumentPlace(NamedTuple):
    """A place in a document: in words (page 12), and, where it is a text, in its file."""

    words: str
    spot: Spot | None = None


class ReadAmount(NamedTuple):
    """An amount in the document's prose: its size (mkr, > 0), its section, where, as written.

    `owned` says that it was found to speak of a line or proposal, `doubt` that it may not.
    """

    size: Decimal
    section: str
    place: DocumentPlace
    written: str
    owned: bool
    doubt: bool


class ReadYear(NamedTuple):
    """The budget year that the document itself gives."""

    year: int
    doubt: bool


class DocumentReading(NamedTuple):
    """A document as it was read.

    `budget` is what it would be as a file; `places` and `doubts` are by key: ("statement", row),
    ("lines", id), ("totals", index), ("proposals", number), and keys below them. `texts` are the
    document's words by section.
    """

    file: str
    budget: Budget
    places: Mapping[KeyPath, DocumentPlace]
    doubts: frozenset[KeyPath]
    amounts: tuple[ReadAmount, ...]
    texts: Mapping[str, str]
    year: ReadYear | None = None

    def place(self, *key: str | int) -> DocumentPlace:
        """Where something stands; the document as a whole, if that is not known."""
        return self.places.get(key, DocumentPlace(self.file))

    def is_doubtful(self, *key: str | int) -> bool:
        """Whether the reading of something, or of what it is part of, is in doubt."""
        return any(key[: len(doubt)] == doubt for doubt in self.doubts)

    def confirmed(self, agree: int, of: int) -> "DocumentReading":
        """The reading without doubts about the whole (its unit, its sign), if most of it agrees."""
        if agree * 2 <= of:
            return self
        return self._replace(doubts=frozenset(doubt for doubt in self.doubts if len(doubt) > 1))


class NamedItem(NamedTuple):
    """Something with a name, and what else tells it from others of like names."""

    name: str
    heading: str
    amounts: tuple[Decimal, ...]


def normalize(name: str | None) -> str:
    """A name as it is compared: without case, spacing, hyphenation and what ends it."""
    words = re.sub(r"[\s\u00ad]+", " ", (name or "").casefold()).strip(" .:;,")
    return re.sub(r"\s*[-–—]\s*", "-", words)


def pair_by_name(
    ours: Sequence[NamedItem], theirs: Sequence[NamedItem]
) -> list[tuple[int | None, int | None]]:
    """Pairs of positions: those of one name, then those whose names and amounts are most alike.

    What has no counterpart is paired with None.
    """
    left = list(range(len(theirs)))
    pairs: list[tuple[int | None, int | None]] = []
    waiting = []
    for i, one in enumerate(ours):
        same = [j for j in left if normalize(theirs[j].name) == normalize(one.name)]
        best = max(same, key=lambda j: _nearness(one, theirs[j]), default=None)
        if best is None:
            waiting.append(i)
        else:
            left.remove(best)
            pairs.append((i, best))
    for i in waiting:
        best = max(left, key=lambda j: _nearness(ours[i], theirs[j]), default=None)
        if best is not None and _nearness(ours[i], theirs[best]) >= _ALIKE:
            left.remove(best)
            pairs.append((i, best))
        else:
            pairs.append((i, None))
    return sorted(pairs, key=lambda pair: pair[0] or 0) + [(None, j) for j in left]


def named_items(items: Iterable[tuple[str, str | None, tuple[Decimal, ...]]]) -> list[NamedItem]:
    """Items for `pair_by_name`, of their names, headings and amounts."""
    return [NamedItem(name, normalize(heading), amounts) for name, heading, amounts in items]


def _nearness(one: NamedItem, other: NamedItem) -> float:
    """How alike two items are: by their names from 0 to 1, and more for the same amounts and heading."""
    names = SequenceMatcher(None, normalize(one.name), normalize(other.name)).ratio()
    same_amounts = bool(one.amounts) and one.amounts == other.amounts
    return names + 0.4 * same_amounts + 0.1 * (one.heading == other.heading)


_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def mentions_size(text: str, size: Decimal) -> bool:
    """Whether a text has an amount (mkr) in some spelling: 1,5 miljoner, 1.5 mkr, 1 500 tkr, 1 500 000."""
    squeezed = _SPACES.sub("", text)
    spelled = (
        (size, "(?:miljon|milj|mkr|mnkr|mn)"),
        (in_unit(size, "tkr"), "(?:tkr|tusen)"),
        (in_unit(size, "kr"), "(?![\\d.,])"),
    )
    return any(
        re.search(rf"(?<![\d.,]){re.escape(figure)}{unit}", squeezed, re.IGNORECASE)
        for value, unit in spelled
        for figure in {plain(value), plain(value).replace(".", ",")}
    )
