"""Amounts in a text: figures and words with a unit, what stands beside them, ranges and amounts by year."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import FIGURE, UNIT, WORDS, kronor_of, may_name_money, number_in_words

SMALLEST = Decimal(10_000)  # kronor; less is a fee or a price, not an item of a budget
_MILLION = Decimal(1_000_000)
_NUMBER = rf"(?:{FIGURE}|{WORDS})"
_DASH = r"[-–—]"
# A figure does not begin inside a word, a number, a date or a range that was taken for something else.
_BEGINS = r"(?<![\w.,:/–—-])"
_UNIT = rf"(?P<unit>{UNIT})(?:\d{{1,2}})?(?!\w)"
_SEVERAL = (
    rf"{_NUMBER}(?:\s?/\s?{_NUMBER}){{1,5}}"
    rf"|{_NUMBER}(?:,\s{_NUMBER}){{1,5}}\s+(?:och|resp(?:ektive|\.)?)\s+{_NUMBER}"
)
_RANGE = (
    rf"(?:mellan\s+(?P<low>{_NUMBER})(?:\s*(?:{UNIT}))??\s+och\s+(?P<high>{_NUMBER})"
    rf"|(?P<first>{_NUMBER})(?:\s*(?:{UNIT}))??(?:{_DASH}|\s+{_DASH}\s+|\s+(?:till|eller)\s+)(?P<last>{_NUMBER}))"
)
_AMOUNT = re.compile(
    rf"(?:{_BEGINS}|(?<![\w)])(?P<sign>[-−–+]))"
    rf"(?:(?P<several>{_SEVERAL})|{_RANGE}|(?P<number>{_NUMBER}))\s*{_UNIT}",
    re.I,
)
_NOT_MONEY = re.compile(
    r"^\s*(?:kronor|kr)?\s*(?:per\s+(?!år)|/\s?(?!år)|i\s+timmen|invånare|människor|personer|euro|dollar|ton\b"
    r"|kubik|besök|timmar|kvadrat|kilo|liter|procent|träd|barn|elever)",
    re.I,
)
# "500 tusen" is money where no other thing follows.
_NOT_THINGS = re.compile(
    r"^\s*(?:$|[.,;:)!?/]|(?:till|för|i|på|per|om|år|årligen|mer|extra|mindre|under)\b)", re.I
)
_BOUND = re.compile(
    r"\b(minst|högst|max(?:imalt)?|upp till|som mest|som minst|över|mer än|mindre än|drygt|knappt"
    r"|närmare|under)\s+$",
    re.I,
)
_YEAR = r"(?:19|20)\d\d"
_YEARS_AFTER = re.compile(
    rf"^\s*\(?(?:(?:per år|årligen|/\s?år),?\s+)?"
    rf"(?:(?:för|under|i|år|åren|från(?:\s+och\s+med)?|fr\.?o\.?m\.?)\s+){{0,3}}"
    rf"(?P<years>{_YEAR}(?:\s*(?:{_DASH}|,|och|till|/)\s*{_YEAR})*)(?!\d)",
    re.I,
)
_YEARS_BEFORE = re.compile(
    rf"(?P<years>{_YEAR}(?:\s*(?:{_DASH}|,|och|till|/)\s*{_YEAR})*)(?:\s*[:(]\s*|\s+(?:års?\s)?(?:med\s+)?)$",
    re.I,
)
_LEADING_YEAR = re.compile(r"(20[1-4]\d)[ \u00a0\u202f](?=[1-9])")
_LONGEST_YEARS = 20
_FAR_APART = 5  # times; what differs more is no range


class Amount(NamedTuple):
    """An amount in a text: kronor, how it is written, where, and what is said right beside it.

    `upto` is the other end of a range, `bound` the word that makes it a bound
    ("minst"), `years` the years right beside it, `signed` its written sign,
    `other` what it is if its point or comma means the other thing.
    """

    size: Decimal
    written: str
    start: int
    end: int
    years: tuple[int, ...] = ()
    bound: str = ""
    upto: Decimal | None = None
    signed: str = ""
    other: Decimal | None = None


def find_amounts(text: str, start: int = 0) -> Iterator[Amount]:
    """The amounts of money in a text from `start` on, in order; those by year one after another."""
    if not may_name_money(text):
        return
    for match in _AMOUNT.finditer(text, start):
        yield from _amounts(text, match)


def _amounts(text: str, match: re.Match[str]) -> Iterator[Amount]:
    unit = kronor_of(match["unit"])
    after = text[match.end() :]
    if unit is None or _NOT_MONEY.match(after):
        return
    if match["unit"].casefold() == "tusen" and not _NOT_THINGS.match(after[:20]):
        return
    if match["several"]:
        yield from _by_year(text, match, unit)
        return
    low, high = match["low"] or match["first"] or "", match["high"] or match["last"] or ""
    # A year before the figure is no end of a range: "2025–2027 500 tkr".
    if high and not _LEADING_YEAR.match(high):
        ends = _number(low), _number(high)
        if _is_change(text, match, *ends):
            yield from find_amounts(text[: match.start("last")], match.start())
            return
        if ends[0] is not None and ends[1] is not None and ends[1] * unit >= SMALLEST:
            written = match.group().strip()
            yield Amount(ends[0] * unit, written, match.start(), match.end(), upto=ends[1] * unit)
        return
    written, start = (
        high or match["number"],
        match.end("last") - len(high) if high else match.start("number"),
    )
    year = _LEADING_YEAR.match(written)
    if year:
        written, start = written[year.end() :], start + year.end()
    number, other = _two_readings(written, unit)
    if number is None or max(number, other or number) * unit < SMALLEST:
        return
    size = number * unit
    before = text[max(0, match.start() - 40) : match.start()]
    bound = _BOUND.search(before)
    yield Amount(
        size,
        f"{match['sign'] or ''}{text[start : match.end()]}",
        start,
        match.end(),
        _years_beside(text, start if year else match.start(), match.end()),
        bound[1] if bound else "",
        other=None if other is None else other * unit,
        signed=match["sign"] or ("−" if before.casefold().endswith("minus ") else ""),
    )


def _is_change(text: str, match: re.Match[str], low: Decimal | None, high: Decimal | None) -> bool:
    """Whether "med 1,8 mkr till 62,3 mkr" says a change and what comes of it: each has a unit."""
    by = text[max(0, match.start() - 5) : match.start()].casefold().endswith("med ")
    own_unit = bool(re.search(UNIT, text[match.end("first") : match.start("last")], re.I)) if by else False
    return own_unit and low is not None and high is not None and high > _FAR_APART * low


def _by_year(text: str, match: re.Match[str], unit: Decimal) -> Iterator[Amount]:
    """Amounts written together, "3/4/5 mnkr 2025–2027": each with its year where the years are as many."""
    parts = re.findall(_NUMBER, match["several"], re.I)
    years = _years_beside(text, match.start(), match.end())
    for at, part in enumerate(parts):
        number = _number(part)
        if number is not None:
            own = (years[at],) if len(years) == len(parts) else ()
            yield Amount(number * unit, f"{part} {match['unit']}", match.start(), match.end(), own)


def _years_beside(text: str, start: int, end: int) -> tuple[int, ...]:
    """The years right after an amount, else those right before it."""
    after = _YEARS_AFTER.match(text[end : end + 60])
    if after:
        return years_in(after["years"])
    before = _YEARS_BEFORE.search(text[max(0, start - 60) : start])
    return years_in(before["years"]) if before else ()


def years_in(written: str) -> tuple[int, ...]:
    """The years that a text names, those of "2025–2027" in full."""
    years: list[int] = []
    for first, _rest, last in re.findall(rf"({_YEAR})(\s*(?:{_DASH}|till)\s*({_YEAR}))?", written):
        end = int(last) if last and int(first) < int(last) <= int(first) + _LONGEST_YEARS else int(first)
        years += range(int(first), end + 1)
    return tuple(dict.fromkeys(years))


def _two_readings(written: str, unit: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """A figure, and what else it may be: "1.250 mkr", "2,380 tkr" have a mark before three digits."""
    one = re.fullmatch(r"(\d{1,3})([.,])(\d{3})", written)
    if not one or (one[2] == "," and unit >= _MILLION) or (one[2] == "." and unit < _MILLION):
        return _number(written), None
    parted, joined = (
        printed_number(f"{one[1]}.{one[3]}", point_thousands=False),
        printed_number(one[1] + one[3]),
    )
    return (parted, joined) if unit >= _MILLION else (joined, parted)


def _number(written: str) -> Decimal | None:
    if written[0].isdigit():
        return printed_number(written)
    return number_in_words(written)
