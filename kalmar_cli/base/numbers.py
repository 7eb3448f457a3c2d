"""Figures as Decimals: units, rounding, printed intervals, how a language writes them.

Amounts inside the program are mkr (million kronor) in the sign of the income
statement: a cost is negative.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import NamedTuple

ZERO = Decimal(0)
HUNDRED = Decimal(100)

UNITS = {"mkr": Decimal(1), "tkr": Decimal("0.001"), "kr": Decimal("0.000001")}
# As documents write it too.
UNIT_SPELLINGS = {"mnkr": "mkr"}
SHARE = "%"


def unit_name(word: str) -> str:
    """A unit as it is called here: `mnkr` is `mkr`; a word that is no unit stays as it is."""
    return UNIT_SPELLINGS.get(word, word)


def from_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount written in `unit` (mkr, tkr or kr), in mkr, exactly."""
    return amount if unit == "mkr" else amount * UNITS[unit]


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount in mkr, in `unit` (mkr, tkr or kr, and what may follow: per inhabitant), exactly."""
    return amount if unit == "mkr" else amount / UNITS[scale_of(unit)]


def scale_of(unit: str) -> str:
    """The scale of a unit that also says what amounts are measured in: mkr of `mkr, 2024 prices`."""
    return unit if unit in UNITS else unit.partition(",")[0].split()[0]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero; a zero is never negative."""
    result = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def plain(value: Decimal) -> str:
    """`value` with all its digits and no more: no exponent, no trailing zeros, no `-0`."""
    text = f"{value:zf}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shortest(value: Decimal) -> Decimal:
    """The same number with no more digits than it needs."""
    return Decimal(plain(value))


def decimals_of(value: Decimal) -> int:
    """How many decimals `value` needs to be written in full."""
    return len(plain(value).partition(".")[2])


def decimals_for(values: Iterable[Decimal], chosen: int | None = None) -> int:
    """The decimals that figures beside each other are written with: `chosen`, else the most needed."""
    return max(map(decimals_of, values), default=0) if chosen is None else chosen


def decimals_written(value: Decimal) -> int:
    """How many decimals `value` was written with; trailing zeros count."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def written_step(value: Decimal) -> Decimal:
    """The step of the last digit that `value` was written with: 0.01 of 21.80."""
    return Decimal(1).scaleb(-decimals_written(value))


def in_runs(numbers: Iterable[int]) -> str:
    """Years or other numbers in words: 2024, 2026–2028."""
    parts = []
    for _offset, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _i, number in run]
        parts.append(str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}")
    return ", ".join(parts)


class Interval(NamedTuple):
    """What a printed figure can mean: from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __abs__(self) -> "Interval":
        low, high = sorted((abs(self.low), abs(self.high)))
        return Interval(ZERO if self.low < 0 < self.high else low, high)

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
