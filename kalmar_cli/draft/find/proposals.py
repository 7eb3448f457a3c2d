"""Numbered proposals by their running number through the whole document, whatever their first word."""

import re
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.source.document import Pages

_ITEM = re.compile(
    r"^\s*(?:(?:att-?sats|yrkande|förslag|punkt|nr)\s+)?(\d{1,4})\s?(?:[.):]\s*(?=[^\W\d_“”\"(])|\s(?=att\b))(.*)$",
    re.I,
)
_ATT = re.compile(r"att\b", re.I)
_MARKED = re.compile(r"^\s*(?:att-?sats|yrkande|förslag|punkt)\s+\d", re.I)
_END = re.compile(r"[.!?:]\s*[”\"]?\s*$")
_HEADING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\s+[A-ZÅÄÖ]")
_MISSING_AT_MOST = 3
# Less than any weight: no run can begin here.
_IMPOSSIBLE = -1_000_000_000.0
_MISSING_COSTS = 2.0
_LONGEST = 60


class NumberedItem(NamedTuple):
    """A line that may begin a proposal: its number, where, and how much it looks like one."""

    number: int
    at: int
    weight: float


class Numbered(NamedTuple):
    """A proposal's number, the lines it stands on, and the doubts about it."""

    number: int
    start: int
    end: int
    doubts: tuple[str, ...]


def find(document: Pages, taken: set[int]) -> list[Numbered]:
    """The proposals in order: the longest run of numbers that grow through the document."""
    chain = _longest(_items(document, taken))
    if len(chain) < 2:
        return []
    starts = [item.at for item in chain] + [len(document.lines)]
    found = []
    for index, item in enumerate(chain):
        doubts = []
        before = chain[index - 1].number if index else 0
        if item.number > before + 1:
            missing = ", ".join(map(str, range(before + 1, item.number)))
            doubts.append(_("no proposal {numbers} was found before this one").format(numbers=missing))
        found.append(
            Numbered(item.number, item.at, _end(document, item.at, starts[index + 1], taken), tuple(doubts))
        )
    return found


def _items(document: Pages, taken: set[int]) -> list[NumberedItem]:
    found = []
    for at, line in enumerate(document.lines):
        match = _ITEM.match(line.text) if at not in taken else None
        if not match:
            continue
        text = match[2].strip()
        following = document.lines[at + 1].text.strip() if at + 1 < len(document.lines) else ""
        weight = 1.0
        if _ATT.match(text) or _MARKED.match(line.text):
            weight += 1.0
        if _END.search(text) or (following and len(text) > _LONGEST - 20):
            weight += 0.5
        elif len(text) < _LONGEST and not following:
            weight -= 1.5  # a heading with a number: short, alone on its line, no full stop
        elif text[:1].isupper() and len(text) < _LONGEST and following[:1].isupper():
            weight -= 1.5
        found.append(NumberedItem(int(match[1]), at, weight))
    return found


def _longest(items: list[NumberedItem]) -> list[NumberedItem]:
    """The run of growing numbers with the greatest weight; a missing number costs."""
    best: dict[int, list[tuple[float, int, int]]] = {}  # number → (weight, item, the item before)
    before: list[int] = []
    weights: list[float] = []
    for index, item in enumerate(items):
        weight, previous = (item.weight if item.number <= 2 else _IMPOSSIBLE), -1
        for step in range(1, _MISSING_AT_MOST + 2):
            for at in _runs(best, item.number - step):
                candidate = weights[at] + item.weight - _MISSING_COSTS * (step - 1)
                if candidate > weight:
                    weight, previous = candidate, at
        weights.append(weight)
        before.append(previous)
        if weight > _IMPOSSIBLE:
            known = best.setdefault(item.number, [])
            if not known or weight > known[-1][0]:
                known.append((weight, index, previous))
    if not items or max(weights) == _IMPOSSIBLE:
        return []
    at = max(range(len(items)), key=weights.__getitem__)
    chain = []
    while at >= 0:
        chain.append(items[at])
        at = before[at]
    return chain[::-1]


def _runs(best: dict[int, list[tuple[float, int, int]]], number: int) -> list[int]:
    """The heaviest run so far that ends in a number."""
    known = best.get(number)
    return [known[-1][1]] if known else []


def _end(document: Pages, start: int, limit: int, taken: set[int]) -> int:
    """Where a proposal ends: at an empty line, a table, a heading, or a short last line of a dense text."""
    lines = document.lines
    widest = max((len(line.text) for line in lines[max(0, start - 40) : start + 40]), default=0)
    at = start + 1
    while at < limit and at not in taken:
        text = lines[at].text.strip()
        if not text:
            following = next((i for i in range(at, min(at + 12, limit)) if not lines[i].blank), None)
            # A page break may part a sentence: then it goes on in lower case.
            if (
                following is None
                or _END.search(lines[at - 1].text)
                or not lines[following].text.strip()[0].islower()
            ):
                return at
            at = following
            continue
        before = lines[at - 1].text.rstrip()
        if _HEADING.match(text) and _END.search(before):
            return at
        if limit - at > 12 and _END.search(before) and len(before) < 0.8 * widest and at > start + 1:
            return at
        at += 1
    return at


def body(document: Pages, found: Numbered) -> str:
    """A proposal's text without its number."""
    return re.sub(_ITEM, r"\2", document.text(found.start, found.end), count=1).strip()


TITLE_LENGTH = 80
_CLAUSE_END = re.compile(
    r"(?<!\bdvs)(?<!\bt\.ex)(?<!\bbl\.a)(?<!\binkl)(?<!\bexkl)(?<!\bca)(?<!\bresp)(?<!\bosv)[.:;](?:\s|$)"
)
_SUBCLAUSE = re.compile(r",\s+(?=(?:så att|där|vilket|för att|i syfte|främst|samt att|och att|dels|som)\b)")


def title(text: str) -> str:
    """A proposal's first clause, as it stands, cut at a word to 80 characters."""
    clause = _CLAUSE_END.split(text, maxsplit=1)[0].strip()
    if len(clause) > TITLE_LENGTH:
        clause = _SUBCLAUSE.split(clause, maxsplit=1)[0]
    if len(clause) <= TITLE_LENGTH:
        return clause
    return clause[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",–- ") + "…"


_INQUIRY = re.compile(r"\b(?:utred|utvärder|kartlägg|genomlys|undersök)", re.I)
_ACTS = re.compile(r"^\w*\s+och\s+(?:införa?|implementera|tar? fram|verkställ|ger|ge)\b", re.I)


def is_inquiry(text: str) -> bool:
    """Whether a proposal asks only to investigate or evaluate, by the words of its first clause."""
    clause = title(text)
    found = _INQUIRY.search(clause)
    return bool(found and not _ACTS.search(clause[found.end() :]))
