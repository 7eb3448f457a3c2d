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
    words = (word for word in _WORD.findall(text.casefold()) if word not in _COMMON)
    return frozenset(
        framed[i : i + _PIECE]
        for word in words
        for framed in [f" {word} "]
        for i in range(max(1, len(framed) - _PIECE + 1))
    )


def near_pairs(texts: Sequence[str], threshold: float = THRESHOLD) -> list[Pair]:
    """Every pair of texts at least `threshold` near, in the order of the texts.

    Only pieces from the rare end of each text are indexed: as many as it takes
    until the rest could not reach the threshold alone. Two texts that share
    none of these cannot be near, so they are never compared.
    """
    sets = [pieces(text) for text in texts]
    often = Counter(piece for found in sets for piece in found)
    weights = {piece: math.log(1 + len(texts) / count) for piece, count in often.items()}
    index: dict[str, list[int]] = {}
    vectors: list[dict[str, float]] = []
    pairs = []
    for at, found in enumerate(sets):
        length = math.sqrt(sum(weights[piece] ** 2 for piece in found)) or 1.0
        vector = {piece: weights[piece] / length for piece in sorted(found, key=lambda p: (often[p], p))}
        candidates: set[int] = set()
        left = 1.0  # the squared length of what is not yet indexed
        for piece, weight in vector.items():
            # A hair below the threshold, so that no rounding of floats loses a pair.
            if left < (threshold - 1e-9) ** 2:
                break
            left -= weight * weight
            entries = index.setdefault(piece, [])
            candidates.update(entries)
            entries.append(at)
        for other in sorted(candidates):
            theirs = vectors[other]
            nearness = sum(weight * theirs[piece] for piece, weight in vector.items() if piece in theirs)
            if nearness >= threshold:
                pairs.append(Pair(other, at, nearness))
        vectors.append(vector)
    return sorted(pairs)
