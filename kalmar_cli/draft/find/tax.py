"""The tax rate that a document sets, and changes of it in öre."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import WORDS, number_in_words
from kalmar_cli.draft.find.found import FoundLine

_TAX = re.compile(
    r"skattesats|utdebitering|kommunalskatt|skattekrona|skattehundra|\bskatt(?:en)?\b|skattehöj|skattesänk",
    re.I,
)
_RATE = re.compile(
    r"(?<![\d:.,])(\d{2}(?:[:,.]|\s?(?:kr|kronor)(?:\s+och)?\s)\d{2})(?![\d%]|[.:,]\d|\s*(?:%|procent|m?n?kr\b(?<=mkr|nkr)|milj))",
    re.I,
)
_SETS = re.compile(r"(?:till|på|om|blir|är|vara|:)\s*$", re.I)
_NOW = re.compile(r"i dag|idag|nuvarande|i år|hittills|från\s+$|gällande", re.I)
_OERE = re.compile(rf"\b(\d{{1,3}}|{WORDS})\s+öre\b", re.I)
_DOWN, _UP = re.compile(r"sänk|minsk|lägre", re.I), re.compile(r"höj|öka|högre", re.I)
_LOWEST, _HIGHEST = Decimal(10), Decimal(40)  # kronor per hundred


def speaks_of_tax(text: str) -> bool:
    """Whether a text speaks of the tax rate."""
    return bool(_TAX.search(text))


class Said(NamedTuple):
    """A passage: its text, where it stands, and whether it is a proposal."""

    text: str
    line: FoundLine
    proposed: bool


class FoundTax(NamedTuple):
    """The tax rate (kronor per hundred) if one is clear, the change (kronor) if one is said, and doubts."""

    rate: Decimal | None = None
    change: Decimal | None = None
    doubts: tuple[tuple[str, FoundLine], ...] = ()


class _Rate(NamedTuple):
    value: Decimal
    weight: int
    written: str
    line: FoundLine


def find(passages: Iterable[Said]) -> FoundTax:
    """The tax rate of a document: the one that a proposal sets goes before one that is only spoken of."""
    rates: list[_Rate] = []
    changes: list[tuple[Decimal, str, FoundLine]] = []
    for said in passages:
        if not _TAX.search(said.text):
            continue
        rates += _rates(said)
        changes += _changes(said)
    doubts = [
        (_("a change of the tax rate: {text}").format(text=text), line) for _size, text, line in changes[:1]
    ]
    values = {rate.value for rate in rates}
    change = changes[0][0] if len({size for size, *_rest in changes}) == 1 else None
    if not rates:
        return FoundTax(None, change, tuple(doubts))
    best = max(rate.weight for rate in rates)
    chosen = {rate.value for rate in rates if rate.weight == best}
    if len(values) > 1:
        others = ", ".join(
            dict.fromkeys(rate.written for rate in rates if len(chosen) > 1 or rate.value not in chosen)
        )
        first = next(rate for rate in rates if len(chosen) > 1 or rate.value not in chosen)
        doubts.append((_("the document also says {rates}").format(rates=others), first.line))
    elif best == 0:
        doubts.append((_("spoken of, not proposed: {rate}").format(rate=rates[0].written), rates[0].line))
    return FoundTax(chosen.pop() if len(chosen) == 1 else None, change, tuple(doubts))


def _rates(said: Said) -> Iterator[_Rate]:
    for match in _RATE.finditer(said.text):
        value = printed_number(re.sub(r"\D+", ",", match[1]))
        if value is None or not _LOWEST <= value <= _HIGHEST:
            continue
        before = said.text[max(0, match.start() - 60) : match.start()]
        if not _TAX.search(said.text[max(0, match.start() - 150) : match.end() + 60]):
            continue
        now = bool(_NOW.search(before[-30:]))
        weight = 0 if now else 2 * said.proposed + bool(_SETS.search(before))
        yield _Rate(value, weight, match[1], said.line)


def _changes(said: Said) -> Iterator[tuple[Decimal, str, FoundLine]]:
    for match in _OERE.finditer(said.text):
        near = said.text[max(0, match.start() - 80) : match.end() + 40]
        down, up = bool(_DOWN.search(near)), bool(_UP.search(near))
        if not _TAX.search(near) or down == up:
            continue
        written = match[1]
        size = Decimal(written) if written.isdigit() else number_in_words(written)
        if size:
            text = " ".join(near.split())
            yield (-size if down else size) / 100, text, said.line
