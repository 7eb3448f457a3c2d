"""The one door to Decimal: numbers in, rounding, printed intervals, units.

Amounts inside the program are mkr (million kronor) in the sign of the income
statement: a cost is negative.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from kalmar_cli.language import _

ZERO = Decimal(0)
HUNDRED = Decimal(100)

# Twelve digits before the point and six after leave room, within Decimal's 28,
# to turn kronor into mkr and to add a hundred thousand of them without rounding.
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)\Z", re.ASCII)
_MAX_WHOLE, _MAX_FRACTION = 12, 6

# A longer text is not a number written another way.
_LONGEST = 40
_UNIT = re.compile(r"\s*(?:%|procent|mkr|mnkr|milj(?:oner)?|tkr|kr|kronor)\.?$", re.IGNORECASE)

UNITS = {"mkr": Decimal(1), "tkr": Decimal("0.001"), "kr": Decimal("0.000001")}
SHARE = "%"


class NotANumber(ValueError):
    """A text that is no number here; `cure` says what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


@lru_cache(maxsize=4096)  # the figures of a budget repeat themselves
def number(text: str) -> Decimal:
    """The Decimal that `text` (digits, a decimal point, a sign) writes, every digit kept.

    Raises NotANumber, with the cure, for any other way to write a number.
    """
    if not _NUMBER.match(text):
        raise NotANumber(_("expected a number, got {text}").format(text=_short(text)), _cure(text))
    whole, _point, fraction = text.lstrip("+-").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        raise NotANumber(
            _("a number with a leading zero, {text}, is read differently by different programs").format(
                text=_short(text)
            ),
            _("write {number}").format(number=_clean(text)),
        )
    if len(whole) > _MAX_WHOLE or len(fraction) > _MAX_FRACTION:
        raise NotANumber(
            _("{text} is too long: a number has at most {whole} digits and {fraction} decimals").format(
                text=_short(text), whole=_MAX_WHOLE, fraction=_MAX_FRACTION
            ),
            _("check the figure and the file's `unit`"),
        )
    return Decimal(text)


def typed_number(text: str) -> Decimal:
    """The Decimal that a person typed: as `number`, and with a decimal comma or a typographic minus.

    Raises NotANumber.
    """
    return number(text.strip().replace("−", "-").replace(",", ".", 1))


def _short(text: str) -> str:
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[:_LONGEST]}…`"


def _clean(text: str) -> str:
    """What `text` probably means, in the file's way of writing numbers, or nothing."""
    if len(text) > _LONGEST:
        return ""
    bare = _UNIT.sub("", text).strip().replace("−", "-").replace("–", "-")
    bare = re.sub(r"[_\u00a0\u2009\u202f'’]", " ", bare)
    for point in ",.", ".,":
        # 1 019,5 and 1.019,5 and 1,019.5: groups of three, then perhaps decimals
        group, decimals = "[" + point[1] + " ]", "[" + point[0] + "]"
        pattern = rf"([-+]?)(\d{{1,3}}(?:{group}\d{{3}})+)(?:{decimals}(\d+))?"
        match = re.fullmatch(pattern, bare, re.ASCII)
        if match and (match[3] or " " in bare or len(re.findall(group, match[2])) > 1):
            bare = match[1] + re.sub(r"\D", "", match[2]) + (f".{match[3]}" if match[3] else "")
    bare = bare.replace(",", ".").replace(":", ".")
    if re.fullmatch(r"[-+]?\d{1,9}(?:\.\d+)?[eE][-+]?\d", bare, re.ASCII):
        bare = f"{Decimal(bare):f}"
    if not _NUMBER.match(bare):
        return ""
    sign, digits = ("-", bare[1:]) if bare[0] == "-" else ("", bare.lstrip("+"))
    return sign + re.sub(r"^0+(?=\d)", "", digits)


def _cure(text: str) -> str:
    if re.fullmatch(r"[-+]?\.?(?:nan|inf|infinity)", text.strip(), re.IGNORECASE):
        return _("write the figure; where a statement prints none, null")
    meant = _clean(text)
    if meant:
        return _("write {number}").format(number=meant)
    return _("write digits with a decimal point, as in -7.5")


def from_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount written in `unit` (mkr, tkr or kr), in mkr, exactly."""
    return amount if unit == "mkr" else amount * UNITS[unit]


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount in mkr, in `unit` (mkr, tkr or kr), exactly."""
    return amount if unit == "mkr" else amount / UNITS[unit]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero; a zero is never negative."""
    result = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def plain(value: Decimal) -> str:
    """`value` with all its digits and no more: no exponent, no trailing zeros, no `-0`."""
    text = f"{value:zf}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals_of(value: Decimal) -> int:
    """How many decimals `value` needs to be written in full."""
    return len(plain(value).partition(".")[2])


def decimals_written(value: Decimal) -> int:
    """How many decimals `value` was written with; trailing zeros count."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


class Interval(NamedTuple):
    """What a printed figure can mean: from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def exact(value: Decimal) -> Interval:
    """A figure that was not rounded."""
    return Interval(value, value)


def printed(value: Decimal, step: Decimal) -> Interval:
    """A figure printed in steps of `step` (1 for whole mkr): half a step either way."""
    return Interval(value - step / 2, value + step / 2)


class NumberStyle(NamedTuple):
    """How a language writes numbers; chosen once and handed to whoever formats."""

    point: str
    group: str
    minus: str = "−"
    space: str = "\u00a0"

    def text(self, value: Decimal, decimals: int, *, signed: bool = False) -> str:
        """`value` rounded half away from zero to `decimals`, grouped; `signed` writes a plus too."""
        figure = rounded(value, decimals)
        whole, point, fraction = f"{abs(figure):,f}".partition(".")
        sign = self.minus if figure < 0 else "+" if signed and figure > 0 else ""
        return sign + whole.replace(",", self.group) + (self.point if point else "") + fraction


SWEDISH = NumberStyle(point=",", group="\u00a0")
ENGLISH = NumberStyle(point=".", group=",")
STYLES = {"sv": SWEDISH, "en": ENGLISH}
