"""Which short texts say nearly the same: a measure, and an index that does not compare all pairs.

A text is the set of its words' four-letter pieces, so that Swedish compounds
and endings meet (upphandlingsutbildning, utbildningar i upphandling). Pieces
weigh by how rare they are among all texts; two texts are as near as the cosine
of their weights, from 0 to 1.
"""

import math
import re
from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

# Measured on the 133 titles of Kalmaralliansen's budget (docs/decisions-archive.md).
THRESHOLD = 0.55

# What the pieces that are not indexed can add to a nearness.
_REST = 0.25
_HAIR = 1e-9
# A piece that more titles of one budget have than these says little about what they ask for.
_WINDOW = 100

_WORD = re.compile(r"[^\W_]+")
_PIECE = 4
# Words that proposals of all kinds begin with or are tied together by.
_COMMON = frozenset(
    word
    for words in (
        "att av de den det en ett fler från för genom i inför med",
        "mer mot nya när och om på samt som till utan utreda utredning vid",
    )
    for word in words.split()
)


class Pair(NamedTuple):
    """Two texts by their positions, and how near they are (0 to 1)."""

    first: int
    second: int
    nearness: float


def pieces(text: str) -> frozenset[str]:
    """The four-letter pieces of a text's words, without the commonest words."""
    return frozenset(chain.from_iterable(map(_pieces_of, _WORD.findall(text.casefold()))))


@lru_cache(maxsize=4096)  # proposals share their words
def _pieces_of(word: str) -> tuple[str, ...]:
    if word in _COMMON:
        return ()
    framed = f" {word} "
    return tuple(framed[i : i + _PIECE] for i in range(max(1, len(framed) - _PIECE + 1)))


def near_groups(texts: Sequence[str]) -> list[list[int]]:
    """The texts that are near another one, in groups by their positions; what is near both joins two.

    Texts of the same words stand in one group, whatever their order.
    """
    of = list(range(len(texts)))  # each text's group, by the first of its members that is known

    def first(at: int) -> int:
        while of[at] != at:
            of[at] = at = of[of[at]]
        return at

    alike: dict[frozenset[str], int] = {}
    for at, text in enumerate(texts):
        of[at] = alike.setdefault(pieces(text) or frozenset([str(at)]), at)
    different = list(alike.values())
    for pair in near_pairs(list(alike)):
        one, other = sorted((first(different[pair.first]), first(different[pair.second])))
        of[other] = one
    groups: dict[int, list[int]] = {}
    for at in range(len(texts)):
        groups.setdefault(first(at), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def near_pairs(sets: Sequence[frozenset[str]], threshold: float = THRESHOLD) -> list[Pair]:
    """Every pair of texts, each by its `pieces`, at least `threshold` near, in the order of the texts.

    A piece leads to the `_WINDOW` texts before that have it, so that time grows with the texts
    and not with their pairs; no pair is missed among texts of which no more share a piece.
    Each text's pieces are indexed from the rarest on, until what is left can
    add no more than `_REST` to any nearness. Only pairs that come within that
    of the threshold over the indexed pieces are measured in full: the common
    pieces, which would make all pairs meet, are never looked up.
    """
    often = Counter(chain.from_iterable(sets))
    alone = math.log(1 + len(sets)) ** 2  # the square of the weight of a piece that no other text has
    shared = sorted((count, piece) for piece, count in often.items() if count > 1)
    rank = {piece: at for at, (_count, piece) in enumerate(shared)}
    squares = [math.log(1 + len(sets) / count) ** 2 for count, _piece in shared]
    lengths: list[float] = []
    index: list[deque[int]] = [deque(maxlen=_WINDOW) for _piece in shared]
    pairs = []
    for at, found in enumerate(sets):
        ranks = sorted([rank[piece] for piece in found if piece in rank])
        left = sum([squares[piece] for piece in ranks])  # the squared length of what is not yet indexed
        whole = left + (len(found) - len(ranks)) * alone
        lengths.append(math.sqrt(whole) or 1.0)
        enough = whole * _REST * _REST
        reached: dict[int, float] = {}
        for piece in ranks:
            if left < enough:
                break
            square = squares[piece]
            left -= square
            others = index[piece]
            for other in others:
                reached[other] = reached.get(other, 0.0) + square
            others.append(at)
        for other, part in reached.items():
            product = lengths[at] * lengths[other]
            # A hair below, so that no rounding of floats loses a pair.
            if part >= (threshold - _REST - _HAIR) * product:
                common = found & sets[other]
                nearness = math.fsum([squares[rank[piece]] for piece in common]) / product
                if nearness >= threshold:
                    pairs.append(Pair(other, at, nearness))
    return sorted(pairs)
