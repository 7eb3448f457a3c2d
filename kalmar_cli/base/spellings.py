"""How figures and units are written, in one table: for budget files, the command line, tables and prose.

Each reader takes as much of it as it may: a budget file only digits with a
point (and says what else was meant), the command line also a comma, `draft`
whatever documents print. A new spelling is a line here.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

MINUSES = "-−–‐‑‒—"
# What parts thousands, beside a plain space: hard and thin spaces, apostrophes.
HARD = "\u00a0\u202f\u2009\u2007'’´"
_PARTED = re.compile(rf"(?<=\d)[ {HARD}_](?=\d{{3}}(?!\d))", re.ASCII)


class Spelling(NamedTuple):
    """A way to write a unit: what it is in kronor, the pattern, and whether a heading may say it alone."""

    kronor: Decimal
    pattern: str
    heads: bool = True


_MKR, _TKR, _KR = Decimal(1_000_000), Decimal(1_000), Decimal(1)
_MONEY = r"(?:\s+(?:kronor|kr))?"

SPELLINGS = (
    Spelling(Decimal(1_000_000_000), rf"miljard(?:er)?{_MONEY}"),
    Spelling(Decimal(1_000_000_000), r"mdkr|mdr(?:\s?kr)?|mdsek"),
    Spelling(_MKR, rf"miljon(?:er)?{_MONEY}"),
    Spelling(_MKR, rf"milj\.?{_MONEY}"),
    Spelling(_MKR, r"mkr|mnkr|m\s?kr|mn\.?\s?kr|mn"),
    Spelling(_MKR, r"msek|mnsek"),
    Spelling(_TKR, r"tusen\s?(?:tals\s)?(?:kronor|kr)|tusental"),
    Spelling(_TKR, r"tkr|kkr|t\.?\s?kr"),
    Spelling(_TKR, r"tsek|ksek"),
    Spelling(_TKR, r"tusen|['’´]\s?kr(?:onor)?|['’´](?=[\s.,;)]|$)", heads=False),
    Spelling(_KR, r"kronor|kr|krona|sek", heads=False),
    Spelling(_KR, r":-", heads=False),
    Spelling(Decimal("0.01"), r"öre", heads=False),
)

UNIT = "|".join(spelling.pattern for spelling in SPELLINGS)
"""Any unit, as a part of a pattern; the longer spellings of each first."""

# What every unit behind a number has in it: no number ends as "skriva", "nämnd" and "gymnasium" go on.
_OF_UNITS = re.compile(r"milj|tusen|sek|kr(?<!skr)|mn(?<![äy]mn)|mdr|:-|öre|\d['’´]")


def may_name_money(text: str) -> bool:
    """Whether a number in a text can have a unit of money behind it: quick, and never wrongly no."""
    return bool(_OF_UNITS.search(text.casefold()))


_SMALL = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
    "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "tjugi": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90,
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_HUNDRED = rf"(?:(?:{_either(_TENS)})(?:{_either(_SMALL)})?|(?:{_either(_SMALL)}))"
_WHOLE = rf"(?:(?:(?:{_either(_SMALL)})?\s?hundra)(?:\s?(?:och\s)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_PARTS = {
    "halvannan": Decimal("1.5"), "en halv": Decimal("0.5"), "en kvarts": Decimal("0.25"),
    "tre kvarts": Decimal("0.75"), "trekvarts": Decimal("0.75"), "½": Decimal("0.5"), "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
}  # fmt: skip
_PART = "|".join(part.replace(" ", r"\s+") for part in _PARTS)
WORDS = rf"(?:(?:\d{{1,3}}\s?)?(?:{_PART})|{_WHOLE}\s+och\s+en\s+halv|{_WHOLE}\s+komma\s+{_WHOLE}|{_WHOLE})"
"""A number in words or as a fraction, as a part of a pattern."""

FIGURE = (
    r"(?:\d{1,6}(?:[ \u00a0\u202f\u2009\u2007'’´]\d{3}){1,4}(?!\d)|\d{1,3}(?:\.\d{3}){1,4}(?!\d)|\d{1,12})"
    r"(?:[.,]\d{1,6}(?!\d))?"
)
"""A figure in running text, as a part of a pattern."""


@lru_cache(maxsize=1)
def _units() -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    return tuple((re.compile(rf"(?:{s.pattern})\.?\Z", re.I), s.kronor) for s in SPELLINGS)


def kronor_of(unit: str) -> Decimal | None:
    """What a written unit is in kronor (`mnkr` → 1000000), or None if it is none."""
    bare = " ".join(unit.split())
    return next((kronor for pattern, kronor in _units() if pattern.match(bare)), None)


def without_unit(text: str) -> str:
    """A figure's text without a unit or per cent sign at its end."""
    return re.sub(rf"\s*(?:%|procent|(?<![^\W\d_])(?:{UNIT}))\.?\s*\Z", "", text, flags=re.I)


def figure(text: str, *, point_thousands: bool = True) -> str:
    """The figure that a document prints, as digits with a point and a minus; nothing if it is none.

    Thousands may be parted, the minus may be any dash, before or after, or
    brackets. A point before three digits is a thousands sign, unless the
    table does not use it so; a comma before the last digits is a decimal one.
    """
    text = _PARTED.sub("", text.strip())
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    text = text.rstrip("%").strip()
    if text[-1:] in MINUSES and text[:-1]:
        text, negative = text[:-1].rstrip(), True
    if text[:1] and text[0] in MINUSES:
        text, negative = text[1:].lstrip(f" {HARD}"), not negative
    text = text.removeprefix("+")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", text, re.ASCII):
        text = text.replace(",", "")
    elif "," in text:
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3})*,\d+|\d+,\d+", text, re.ASCII):
            return ""
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(rf"\d{{1,3}}(?:\.\d{{3}}){{{1 if point_thousands else 2},}}", text, re.ASCII):
        text = text.replace(".", "")
    if not re.fullmatch(r"\d+\.?\d*|\.\d+", text, re.ASCII):
        return ""
    return f"-{text}" if negative else text


def number_in_words(text: str) -> Decimal | None:
    """The number that Swedish words say (`tjugofem`, `två och en halv`), or None."""
    words = " ".join(text.casefold().split())
    part = re.fullmatch(rf"(\d{{0,3}})\s?({_PART})", words, re.ASCII)
    if part:
        return _PARTS[part[2]] + Decimal(part[1] or 0)
    whole, komma, tenths = words.partition(" komma ")
    if komma:
        sizes = _whole(whole), _whole(tenths)
        return None if None in sizes else Decimal(f"{sizes[0]}.{sizes[1]}")
    whole, och, half = words.partition(" och en halv")
    if half:
        return None
    size = _whole(whole.replace(" ", ""))
    return None if size is None else Decimal(size) + (Decimal("0.5") if och else 0)


def _whole(word: str) -> int | None:
    """A whole number below a thousand, written as one word."""
    before, hundred, rest = word.partition("hundra")
    if hundred:
        times = _SMALL.get(before or "ett")
        more = 0 if not rest else None if "hundra" in rest else _whole(rest.removeprefix("och"))
        return None if times is None or more is None else 100 * times + more
    if word in _SMALL:
        return _SMALL[word]
    for tens, size in _TENS.items():
        if word.startswith(tens):
            ones = word[len(tens) :]
            return size + _SMALL.get(ones, 0) if not ones or _SMALL.get(ones, 99) < 10 else None
    return None
