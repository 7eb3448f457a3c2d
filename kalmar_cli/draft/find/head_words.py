"""A header line → its words, each with what it may be: a year, what goes with one, whose column it is."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kalmar_cli.draft.find import kind_words
from kalmar_cli.draft.find.units import UNIT_WORDS
from kalmar_cli.draft.find.words import (
    AMOUNT,
    BUDGET,
    COMMENTS,
    DATED,
    DEVIATIONS,
    DOWN_COLUMN,
    FORECAST,
    GROUP,
    MONTH,
    NET_COLUMN,
    NETS,
    NOTE,
    NUMBER_TITLE,
    OUTCOME,
    OWN_COLUMN,
    PART_YEAR,
    PARTY_COLUMN,
    PLAN,
    SHARES,
    SIDES,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
    UP_COLUMN,
    YEAR,
)

# B25, P-26, Budget’25: a word and the last digits of a year; -25 alone after a word.
_SHORT = re.compile(rf"({OUTCOME}|{FORECAST}|{BUDGET}|{PLAN})?[\s.]?[-'’]?(\d\d)", re.I | re.ASCII)
_APART = re.compile(
    rf"\b({OUTCOME}|{FORECAST}|b|bu|budg|budget|plan|vp|ep|fp|p|pl) (\d\d)(?!\w|[.,]\d)", re.I | re.ASCII
)
_DASHED = re.compile(r"[-–'’](\d\d)", re.ASCII)
_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", re.ASCII)
_RANGE = re.compile(r"[BPU]?(?:19|20)?\d\d\s?[-–/]\s?[BPU]?(?:19|20)?\d\d", re.ASCII)
_NOTES = re.compile(r"not|noter|nothänvisning|note|nr\s+not", re.I)
_TOTALS = re.compile(r"totalt?|summa|s:a|sammanlagt|summerat|tot", re.I)
_INVESTMENTS = re.compile(r"investering(?:ar)?", re.I)
_OURS = re.compile(r"kommun|kommunen|kommunens", re.I)
_FIRST = re.compile(
    r"rad|post|poster|belopp|i|år|kr|kronor|benämning|åtgärd\w*|förslag|område|nämnd\w*|satsning\w*|ändring\w*"
    r"|yrkande\w*|verksamhet|verksamheter|ansvar|styrelse|text|beskrivning|insats\w*|budgetpost|förändring\w*"
    r"|styrelse/nämnd|nämnd/styrelse|utskott|förvaltning\w*|prioritering\w*|besparing\w*|rubrik|titel|namn|kommunstyrelse",
    re.I,
)
_OWN = re.compile(r"vi|vårt|våra|vår|eget|egna|egen|partiet|partiets|oppositionen\w*", re.I)
_THEIRS = re.compile(
    r"majoritet\w*|styret\w*|kommunledningen\w*|ks|kommunstyrelsens|grundbudget|liggande", re.I
)
_PARTY = re.compile(
    rf"(?:SD|KD|MP|FI|Fi|[SMCVL])(?::?s)?|(?:{kind_words.PARTIES})s?|\w*(?i:{kind_words.PARTY_ENDS})s?"
)
_FEWEST_TITLES = 2
_AMOUNT_TITLE = re.compile(r"belopp|kostnad|summa|\w*effekt|\w*påverkan", re.I)
# Words of two columns beside each other, or of one, that no stem tells: whether more money is meant.
_TURNS = {"kostnad": True, "intäkt": False}


def more_is_meant_by(word: str) -> bool | None:
    """Whether a column's word says that its amounts are more money (True) or less (False)."""
    return _TURNS.get(word.casefold(), kind_words.more_is_meant(word))


class HeadWord(NamedTuple):
    """A word of a header: what it is (year, word, alone, first, ours, party, range, other), year, kind."""

    text: str
    what: str
    year: int = 0
    kind: str = AMOUNT


@lru_cache(maxsize=4096)  # a line is looked at as a header from several sides
def head_words(text: str) -> tuple[HeadWord, ...]:
    """A header line's words, each with what it may be; unit words are left out."""
    return tuple(_head_words(text))


def _head_words(text: str) -> list[HeadWord]:
    bare = re.sub(r"\(?\s*\bbelopp\s+i\b", " ", text, flags=re.I)
    bare = re.sub(r"\b(?:t?kr|kronor)?\s*(?:per|/)\s*inv(?:ånare)?\b", " /inv", bare, flags=re.I)
    for pattern, _unit in UNIT_WORDS:
        bare = pattern.sub(" ", bare)
    bare = re.sub(r"%\s+av\s+\w+(?:\s+och\s+\w+)?", "%", bare, flags=re.I)
    bare = re.sub(r"\b(?:berörd|ansvarig)\s+(?=nämnd)", "", bare, flags=re.I)
    bare = re.sub(r"\b(\w+)\s+i\s+(?:%|procent)", r"\1", bare, flags=re.I)
    bare = re.sub(rf"\b({MONTH})\w*\s*[-–]\s*({MONTH})\w*", r"\1–\2", bare, flags=re.I)
    if len(_APART.findall(bare)) == len(re.findall(r"\d+", bare)):
        bare = _APART.sub(r"\1-\2", bare)  # every number is the end of a year behind its word: B 24
    found: list[HeadWord] = []
    for word in bare.split():
        trimmed = word.strip("(),:;*") if word != "%" else word
        trimmed = re.sub(r"(?<=\w)\d?\)$", "", trimmed)
        if not trimmed.strip("-–—.…_"):
            continue
        words: Sequence[HeadWord] = _head_word(trimmed)
        if _DASHED.fullmatch(trimmed) and not (found and found[-1].what in ("word", "year")):
            words = [HeadWord(trimmed, "other")]  # -25 is a year only behind Budget, else a figure
        if found and trimmed.casefold() == "förslag" and all(word.what == "first" for word in found):
            words = [HeadWord(trimmed, "first")]  # what stands beside a committee, no column of amounts
        found += words
    if any(word.what == "other" for word in found) or re.search(r",|&|\boch\b", text):
        # A sentence or name that speaks of a party, no column of its figures.
        found = [
            word._replace(what="other", kind=AMOUNT) if word.kind == PARTY_COLUMN else word
            for word in found
        ]
    names = next((at for at, word in enumerate(found) if word.what == "year"), 0)
    titled = all(_FIRST.fullmatch(word.text) for word in found[:names])
    if titled and len(found) - names > 1 and all(word.what == "year" for word in found[names:]):
        # "Nämnd Förändring 2027 2028": what the names are
        found[:names] = [HeadWord(word.text, "first") for word in found[:names]]
    if len(found) > 1 and found[0].text.casefold() == "förslag" and found[1].what == "first":
        found[0] = HeadWord(found[0].text, "first")
    if _names_undated(bare, found):
        return [*found[:-1], HeadWord(found[-1].text, "side", kind=NET_COLUMN)]
    net = any(word.kind == NET_COLUMN for word in found)
    ups = {at: up for at, word in enumerate(found) if (up := more_is_meant_by(word.text)) is not None}
    dated = [at for at, word in enumerate(found) if word.what == "year"]
    if net:  # of Intäkt, Kostnad, Netto the last one is what is meant
        ups = {at: up for at, up in ups.items() if found[at].text.casefold() not in _TURNS}
    if len(set(ups.values())) > 1 and (not dated or dated == [at + 1 for at in ups]):
        for at, up in ups.items():
            found[at] = HeadWord(found[at].text, "side", kind=UP_COLUMN if up else DOWN_COLUMN)
        return found
    if net and sum(word.what == "side" for word in found) > 1:
        return found
    return [word._replace(what="other", kind=AMOUNT) if word.what == "side" else word for word in found]


def _names_undated(text: str, found: Sequence[HeadWord]) -> bool:
    """Whether a header of names ends in a column of amounts without a year: Nr, Yrkande, Belopp."""
    if len(found) < _FEWEST_TITLES or not _AMOUNT_TITLE.fullmatch(found[-1].text):
        return False
    if any(word.what in ("year", "word", "party", "range") for word in found):
        return False
    titles = all(word.what == "first" or NUMBER_TITLE.fullmatch(word.text) for word in found[:-1])
    return titles or bool(re.search(rf"(?:\t| {{2,}}){found[-1].text}\W*$", text))


@lru_cache(maxsize=8192)  # the words of a language come again and again
def _head_word(word: str) -> Sequence[HeadWord]:
    if YEAR.fullmatch(word):
        return [HeadWord(word, "year", int(word))]
    date = _DATE.fullmatch(word)
    if date:
        part = [] if date[2] == "12" else [HeadWord(f"{date[2]}-{date[3]}", "word")]
        return [*part, HeadWord(word, "year", int(date[1]))]
    if _NOTES.fullmatch(word.rstrip(".")):
        return [HeadWord(word, "alone", kind=NOTE)]
    if DEVIATIONS.fullmatch(word.rstrip(".")) or SHARES.fullmatch(word) or COMMENTS.fullmatch(word):
        return [HeadWord(word, "alone", kind=SKIP)]
    if _INVESTMENTS.fullmatch(word):
        return [HeadWord(word, "word", kind=SKIP)]
    if _TOTALS.fullmatch(word):
        return [HeadWord(word, "alone", kind=TOTAL_COLUMN)]
    if _RANGE.fullmatch(word):
        return [HeadWord(word, "range")]
    joined = re.fullmatch(rf"({OUTCOME}|{FORECAST}|{BUDGET}|{PLAN})[-.]?((?:19|20)\d\d)", word, re.I)
    if joined:
        return [HeadWord(joined[1], "word"), HeadWord(joined[2], "year", int(joined[2]))]
    short = _SHORT.fullmatch(word)
    if short and (short[1] or _DASHED.fullmatch(word)) and 10 <= int(short[2]) <= 60:
        year = HeadWord(word, "year", 2000 + int(short[2]))
        return [HeadWord(short[1], "word"), year] if short[1] else [year]
    for pattern, kind in ((_OWN, OWN_COLUMN), (_THEIRS, THEIRS_COLUMN), (_PARTY, PARTY_COLUMN)):
        if pattern.fullmatch(word):
            return [HeadWord(word, "party", kind=kind)]
    if SIDES.fullmatch(word):
        return [HeadWord(word, "side", kind=SKIP)]
    if NETS.fullmatch(word):
        return [HeadWord(word, "side", kind=NET_COLUMN)]
    if GROUP.fullmatch(word):
        return [HeadWord(word, "word", kind=SKIP)]
    if _OURS.fullmatch(word):
        return [HeadWord(word, "ours")]
    if DATED.fullmatch(word) or PART_YEAR.fullmatch(word):
        return [HeadWord(word, "word")]
    parts = re.split(r"[/]", word)
    if len(parts) > 1 and all(DATED.fullmatch(p) or YEAR.fullmatch(p) for p in parts if p):
        return [each for p in parts if p for each in _head_word(p)]
    if _FIRST.fullmatch(word):
        return [HeadWord(word, "first")]
    return [HeadWord(word, "other")]


def is_header_text(text: str) -> bool:
    """Whether a line holds nothing but column words, years and a unit, at least two of them."""
    words = head_words(text)
    known = [word for word in words if word.what in ("year", "word", "alone")]
    return len(known) > 1 and all(
        word.what not in ("other", "range") and word.kind != PARTY_COLUMN for word in words
    )
