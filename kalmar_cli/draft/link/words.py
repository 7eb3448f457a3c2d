"""Likeness of words in Swedish: stems, compounds, and how telling a word is in this document."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")
_ENDINGS = re.compile(
    r"(?:arnas|ernas|ornas|ningarna|ningar|ningen|elserna|elser|elsen|arna|erna|orna"
    r"|andet|ande|aren|arens|aste|are|ast|ens|ets|ar|er|or|en|et|an|na|as|es|a|e|s|t|n)$"
)
_SHORTEST_STEM = 4
_LONGEST_ACRONYM = 4
# An organ by its committee, administration or unit is the same organ.
_ORGAN = re.compile(r"s?(?:förvaltning|nämnd|tjänst|enhet|kontor|verksamhet|avdelning|styrelse|budget)$")
COMMON = frozenset(
    """
    alla allt andra att av bara behov bland blir bli budget budgeten både de del delar dem den denna
    deras dess dessa det detta där därför eller en ett extra finns fler flera för förslag före från
    få får föreslår genom ger ha han har hela hos hur här i in inom inte ja jag kan kommer kommun
    kommunen kommunens kr kronor kunna med medel mer miljon miljoner mkr mot måste möjlighet
    möjligheten möjligheter mycket ner ny nya nytt när nämnden något några oavsett och också om
    område områden på resurser samt se sedan sig sin sina ska skall skapa skulle som stor stora
    större så till tillsammans ta tar totalt under upp uppdrag ut utan utreda utreder vad var vara
    vi vid vilka vill vår våra vårt än är år åren året över även öka ökad ökade utökad utökade
    utökning höjd höjda bättre ytterligare avsätter satsar satsning satsningar arbete arbetet arbeta
    verksamhet verksamheten verksamheter form gör göra gällande finnas
    """.split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """A word without its inflection, roughly: `fritidsgårdarna` → `fritidsgård`."""
    word = word.casefold()
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word


def stems(text: str) -> list[str]:
    """The telling words of a text as stems, in order."""
    found = []
    for part in _WORD.findall(text):
        for word in part.split("/"):
            if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
                found.append(word)
            elif len(word) > 2 and word.casefold() not in COMMON:
                found.append(stem(word))
    return found


def alike(a: str, b: str) -> float:
    """How alike two stems are, 0 to 1: the same, one of them a part of a compound with the other,
    or the initials of a compound's two parts."""
    if a == b:
        return 1.0
    if a.isupper() or b.isupper():
        short, long = (a, b) if a.isupper() else (b, a)
        return (
            0.7
            if len(short) == 2 and re.match(rf"{short[0]}\w{{3,}}s{short[1]}\w{{4}}", long, re.I)
            else 0.0
        )
    short, long = sorted((_ORGAN.sub("", a) or a, _ORGAN.sub("", b) or b), key=len)
    if short == long and len(short) >= _SHORTEST_STEM:
        return 0.85
    if len(short) >= _SHORTEST_STEM and long.startswith(short):
        return 0.5 + 0.5 * len(short) / len(long)
    if len(short) >= 5 and long.endswith(short):
        return 0.4 + 0.5 * len(short) / len(long)
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    return 0.25 + 0.5 * common / len(long) if common >= 6 else 0.0


@lru_cache(maxsize=50_000)
def stem_set(text: str) -> frozenset[str]:
    """The telling words of a text, each once."""
    return frozenset(stems(text))


def _buckets(word: str) -> set[str]:
    """Keys of which two stems share one if they are alike at all: first and last letters, initials."""
    bare = _ORGAN.sub("", word) or word
    keys = {part for form in (word, bare) for part in ("^" + form[:_SHORTEST_STEM], form[-5:] + "$")}
    if word.isupper():
        keys.add("@" + word[0].casefold())
    elif len(word) >= 9:
        keys.add("@" + word[0])
    return keys


class Vocabulary:
    """How telling each stem is among the texts of one document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen: Counter[str] = Counter()
        self._count = 2
        for text in texts:
            self._seen.update(stem_set(text))
            self._count += 1
        self._near: dict[str, dict[str, float]] = {}
        self._weights: dict[str, float] = {}
        self._words: dict[str, list[tuple[str, float, dict[str, float]]]] = {}
        self._bucket: dict[str, list[str]] = {}
        for word in self._seen:
            for key in _buckets(word):
                self._bucket.setdefault(key, []).append(word)

    def weight(self, word: str) -> float:
        """The weight of a stem: the rarer it and its compounds are, the greater; at most 1."""
        if word not in self._weights:
            number = sum(self._seen[other] * likeness for other, likeness in self.near(word).items())
            # What is said nowhere else can tell nothing.
            rare = math.log(self._count / max(number, 1)) / math.log(self._count)
            self._weights[word] = 0.5 if number <= 1 else max(0.15, rare)
        return self._weights[word]

    def near(self, word: str) -> dict[str, float]:
        """The stems of the document that are like this one, and how much."""
        if word not in self._near:
            others = {
                other
                for key in _buckets(word)
                if word.isupper() or not key.startswith("@")
                for other in self._bucket.get(key, ())
            } | {other for other in self._bucket.get("@" + word[0], ()) if other.isupper()}
            pairs = ((other, alike(word, other)) for other in others)
            self._near[word] = {other: likeness for other, likeness in pairs if likeness}
        return self._near[word]

    def covered(self, name: str, there: frozenset[str]) -> float:
        """How much of what a name says is said among stems, 0 to 1, each word by its weight."""
        words = self._words.get(name)
        if words is None:
            words = [(word, self.weight(word), self.near(word)) for word in stem_set(name)]
            self._words[name] = words
        total = got = 0.0
        for word, weight, near in words:
            total += weight
            if word in there:
                got += weight
                continue
            alike = near.keys() & there
            if alike:
                got += weight * max([near[other] for other in alike])
        return got / total if total else 0.0
