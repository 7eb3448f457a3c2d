"""Amounts in a text: figures and words with a unit, what stands beside them, and what is no amount."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import plain
from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import FIGURE, UNIT, WORDS, kronor_of, may_name_money, number_in_words

SMALLEST = Decimal(10_000)  # kronor; less is a fee or a price, not an item of a budget
_MILLION = Decimal(1_000_000)
_HIGHEST_PRICE = Decimal(100_000)
_NUMBER = rf"(?:{FIGURE}|{WORDS})"
_DASH = r"[-–—]"
_SIGN = r"[-−–+]"
# A figure does not begin inside a word, a number, a date or a range that was taken for something else.
_BEGINS = r"(?<![\w.,:/–—-])"
_UNIT = rf"(?P<unit>{UNIT})(?:\d{{1,2}})?(?!\w)"
_SEVERAL = (
    rf"{_NUMBER}(?:\s?/\s?{_SIGN}?{_NUMBER}){{1,5}}"
    rf"|{_NUMBER}(?:,\s{_NUMBER}){{1,5}}\s+(?:och|resp(?:ektive|\.)?)\s+{_NUMBER}"
    rf"|{_NUMBER}\s*(?:{UNIT})\s+resp(?:ektive|\.)?\s+{_NUMBER}"
)
_RANGE = (
    rf"(?:mellan\s+(?P<low>{_NUMBER})(?:\s*(?:{UNIT}))??\s+och\s+(?P<high>{_NUMBER})"
    rf"|(?P<first>{_NUMBER})(?:\s*(?:{UNIT}))??"
    rf"(?:[-–—+]|\s+[-–—+]\s+|\s?[x×*]\s?|\s+(?:till|eller|à|a)\s+)(?P<last>{_NUMBER}))"
)
_AMOUNT = re.compile(
    rf"(?:{_BEGINS}|(?<![\w)])(?P<sign>{_SIGN}))"
    rf"(?:(?P<several>{_SEVERAL})|{_RANGE}|(?P<vague>ett\s+par|några|\w+-?tals)|(?P<number>{_NUMBER}))\s*{_UNIT}"
    rf"|\b(?P<currency>[KM]?SEK)\s?(?P<after>{FIGURE})(?![\d.,]*\d)(?!\s*(?:{UNIT})\b)",
    re.I,
)
# "Tre miljoner tvåhundra tusen kronor" is one amount.
_AND_THOUSANDS = re.compile(rf"\s+(?:och\s+)?({_NUMBER})\s*tusen(?:\s?(?:kronor|kr))?(?!\w)", re.I)
_NOT_MONEY = re.compile(
    r"^\s*(?:kronor|kr)?\s*(?:per\s+(?!år)|/\s?(?!år)|i\s+(?:timmen|månaden|veckan)|invånare|människor"
    r"|personer|euro|dollar|ton\b|kubik|besök|timmar|kvadrat|kilo|liter|procent|träd|barn|elever)",
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
# Before an amount: the whole of which a part is meant; what is paid for each of many.
_OF_A_WHOLE = re.compile(
    r"\b(?<!belopp )(?<!summa )(?<!kostnad )(?<!anslag )(?:av|utav)\s+"
    r"(?:(?:de|den|dess|sammanlagt|samlade|totalt|totala|\w{4,}s)\s+)+(?:\w+\s+(?:på|om)\s+)?$",
    re.I,
)
_TIMES = re.compile(r"\s*[x×*]\s?\d")
_FOR_EACH = re.compile(r"\w(?:\s+per\s|/)(?!år)\w+\s(?:[^\W\d]+\s){0,5}(?:till|från|på|är)\s+$", re.I)
_EACH_BEHIND = re.compile(r"\s*(?:vardera|styck\w*)\b", re.I)
# A fee or price at its new level.
_PRICE = re.compile(
    r"(?:avgift|tax[ao]|hyr[ao]|arvode|pris|biljett|peng)\w*\s(?:[^\W\d]+\s){0,6}(?:till|är|blir|på)\s+$",
    re.I,
)
_FROM = re.compile(r"\bfrån\s+$", re.I)
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
_FRACTIONS = ("1/2", "1/4", "3/4")  # or the amounts of two years
_FAR_APART = 5  # times; what differs more is no range


class Amount(NamedTuple):
    """An amount in a text: kronor, how it is written, where, and what is said right beside it.

    `inexact` says in words why it is no amount (a range, two levels, a price),
    `bound` the word that makes it a bound ("minst"), `years` the years right
    beside it, `signed` its written sign, `other` what it is if its point or
    comma means the other thing.
    """

    size: Decimal
    written: str
    start: int
    end: int
    years: tuple[int, ...] = ()
    bound: str = ""
    inexact: str = ""
    signed: str = ""
    other: Decimal | None = None


def find_amounts(text: str, start: int = 0) -> Iterator[Amount]:
    """The amounts of money in a text from `start` on, in order; those by year one after another."""
    if not may_name_money(text):
        return
    past = start
    for match in _AMOUNT.finditer(text, start):
        if match.start() < past:
            continue
        for amount in _amounts(text, match):
            past = amount.end
            yield amount


def _amounts(text: str, match: re.Match[str]) -> Iterator[Amount]:
    unit = kronor_of(match["unit"] or match["currency"])
    after = text[match.end() :]
    if unit is None or _NOT_MONEY.match(after):
        return
    if (match["unit"] or "").casefold() == "tusen" and not _NOT_THINGS.match(after[:20]):
        return
    if match["several"]:
        yield from _by_year(text, match, unit)
        return
    low, high = match["low"] or match["first"] or "", match["high"] or match["last"] or ""
    # A year before the figure is no end of a range: "2025–2027 500 tkr".
    if match["vague"] or (high and not _LEADING_YEAR.match(high)):
        yield from _between(text, match, unit, low, high)
        return
    written, start = (
        high or match["number"] or match["after"],
        match.end("last") - len(high) if high else max(match.start("number"), match.start("after")),
    )
    year = _LEADING_YEAR.match(written)
    if year:
        written, start = written[year.end() :], start + year.end()
    number, other = _two_readings(written, unit)
    if number is None or max(number, other or number) * unit < SMALLEST:
        return
    more = _AND_THOUSANDS.match(text, match.end()) if unit == _MILLION else None
    thousands = _number(more[1]) if more else None
    end = more.end() if more and thousands else match.end()
    size = number * unit + (thousands or 0) * 1_000
    before = text[max(0, match.start() - 60) : match.start()]
    bound = _BOUND.search(before)
    written = f"{match['sign'] or ''}{text[start:end]}"
    yield Amount(
        size,
        written,
        start,
        end,
        _years_beside(text, start if year else match.start(), end),
        bound[1] if bound else "",
        _no_single(written)
        if _TIMES.match(text, end)
        else _inexact(before, written, size, each=bool(_EACH_BEHIND.match(text, end))),
        match["sign"] or ("−" if before.casefold().endswith("minus ") else ""),
        None if other is None else other * unit,
    )


def _inexact(before: str, written: str, size: Decimal, *, each: bool) -> str:
    """Why a single figure is no amount: by the words before it, or as one for `each`; or nothing."""
    if _OF_A_WHOLE.search(before):
        return _("“{amount}” is the whole of which a part is meant:").format(amount=written)
    if (
        each
        or (size < _MILLION and _FOR_EACH.search(before))
        or (size < _HIGHEST_PRICE and _PRICE.search(before))
    ):
        return _("“{amount}” is paid for each of many:").format(amount=written)
    return ""


def _between(text: str, match: re.Match[str], unit: Decimal, low: str, high: str) -> Iterator[Amount]:
    """A range, two levels or "a few millions", none of which is an amount; of "med 2 till 14 mkr" the 2."""
    written = match.group().strip()
    before = text[max(0, match.start() - 60) : match.start()]
    ends = (_number(low), _number(high)) if high else (Decimal(1), Decimal(1))
    if ends[0] is None or ends[1] is None or ends[1] * unit < SMALLEST:
        return
    between = text[match.end("first") : match.start("last")] if match["first"] else ""
    own_unit = re.search(UNIT, between, re.I)
    if match["first"] and before.casefold().endswith("med ") and ends[1] > _FAR_APART * ends[0]:
        size = ends[0] * ((own_unit and kronor_of(own_unit[0])) or unit)
        end = own_unit.end() + match.end("first") if own_unit else match.end("first")
        yield Amount(
            size, f"{match['first']} {own_unit[0] if own_unit else match['unit']}", match.start(), end
        )
        return
    said = _no_single(written)
    if match["first"] and _FROM.search(before):
        change = f"{plain(abs(ends[1] - ends[0]))} {match['unit']}"
        said = _("“{amount}” are two levels; the change of {change} is not printed:").format(
            amount=written, change=change
        )
    if _FOR_EACH.search(before):
        said = _("“{amount}” is paid for each of many:").format(amount=written)
    yield Amount(ends[0] * unit, written, match.start(), match.end(), inexact=said)


def _no_single(written: str) -> str:
    return _("“{amount}” is no single amount:").format(amount=written)


def _by_year(text: str, match: re.Match[str], unit: Decimal) -> Iterator[Amount]:
    """Amounts written together, "3/4/5 mnkr 2025–2027": each with its year where the years are as many."""
    if match["several"] in _FRACTIONS:
        said = _no_single(match.group())
        yield Amount(unit, match.group(), match.start(), match.end(), inexact=said)
        return
    parts = re.findall(rf"({_SIGN}?)({_NUMBER})", f"{match['sign'] or ''}{match['several']}", re.I)
    years = _years_beside(text, match.start(), match.end())
    for at, (sign, part) in enumerate(parts):
        number = _number(part)
        if number is not None:
            own = (years[at],) if len(years) == len(parts) else ()
            written = f"{sign}{part} {match['unit']}"
            yield Amount(number * unit, written, match.start(), match.end(), own, signed=sign)


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
    figure = printed_number(written)
    return number_in_words(written) if figure is None else figure
