"""Which short texts say nearly the same: a measure, and an index that does not compare all pairs.

A text is the set of its words' four-letter pieces, so that Swedish compounds
and endings meet (upphandlingsutbildning, utbildningar i upphandling). Pieces
weigh by how rare they are among all texts; two texts are as near as the cosine
of their weights, from 0 to 1.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

# Measured on the 133 titles of Kalmaralliansen's budget (DECISIONS.md, 2026-11-23).
THRESHOLD = 0.55

# What the pieces that are not indexed can add to a nearness.
_REST = 0.25
_HAIR = 1e-9

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
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if word not in _COMMON:
            framed = f" {word} "
            found.update(framed[i : i + _PIECE] for i in range(max(1, len(framed) - _PIECE + 1)))
    return frozenset(found)


def near_pairs(texts: Sequence[str], threshold: float = THRESHOLD) -> list[Pair]:
    """Every pair of texts at least `threshold` near, in the order of the texts.

    Each text's pieces are indexed from the rarest on, until what is left can
    add no more than `_REST` to any nearness. Only pairs that come within that
    of the threshold over the indexed pieces are measured in full: the common
    pieces, which would make all pairs meet, are never looked up.
    """
    sets = [pieces(text) for text in texts]
    often = Counter(piece for found in sets for piece in found)
    weights = {piece: math.log(1 + len(texts) / count) for piece, count in often.items()}
    rank = {piece: at for at, piece in enumerate(sorted(often, key=lambda p: (often[p], p)))}
    index: dict[str, list[tuple[int, float]]] = {}
    vectors: list[dict[str, float]] = []
    pairs = []
    for at, found in enumerate(sets):
        length = math.sqrt(sum(weights[piece] ** 2 for piece in found)) or 1.0
        vector = {piece: weights[piece] / length for piece in sorted(found, key=rank.__getitem__)}
        reached: dict[int, float] = {}
        left = 1.0  # the squared length of what is not yet indexed
        for piece, weight in vector.items():
            if left < _REST * _REST:
                break
            left -= weight * weight
            entries = index.setdefault(piece, [])
            for other, theirs in entries:
                reached[other] = reached.get(other, 0.0) + weight * theirs
            entries.append((at, weight))
        for other, part in reached.items():
            # A hair below, so that no rounding of floats loses a pair.
            if part >= threshold - _REST - _HAIR:
                other_vector = vectors[other]
                nearness = sum(vector[piece] * other_vector[piece] for piece in found & sets[other])
                if nearness >= threshold:
                    pairs.append(Pair(other, at, nearness))
        vectors.append(vector)
    return sorted(pairs)
