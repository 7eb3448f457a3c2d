"""Changes to a budget as values, parsed from what a person typed.

A kind of change is added here, with its option, and in scenario.py, which
applies it. Amounts are typed as the output shows them: in its unit, a cost
negative.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDING
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import HUNDRED, from_unit
from kalmar_cli.base.numerals import NotANumber, typed_number


class Adopt(NamedTuple):
    """Take over the lines of a budget: `part` of it, or with "" all."""

    asked: str
    budget: str
    part: str


class Drop(NamedTuple):
    """Leave a line out."""

    asked: str
    line: str


class Set(NamedTuple):
    """Give a line an amount (mkr), in one year or in all."""

    asked: str
    line: str
    year: int | None
    amount: Decimal


class Scale(NamedTuple):
    """Multiply a line by a factor (0.5 for 50 %), in one year or in all."""

    asked: str
    line: str
    year: int | None
    factor: Decimal


class Delay(NamedTuple):
    """Let a line begin a number of years later."""

    asked: str
    line: str
    years: int


class OnlyYear(NamedTuple):
    """Keep one year of a line."""

    asked: str
    line: str
    year: int


class ChangeRow(NamedTuple):
    """Add an amount (mkr) to a row of the statement, in one year or in all."""

    asked: str
    row: str
    year: int | None
    amount: Decimal


class Tax(NamedTuple):
    """Raise (or lower) the tax rate by kronor per hundred; its value is an estimate."""

    asked: str
    rate: Decimal


Change = Adopt | Drop | Set | Scale | Delay | OnlyYear | ChangeRow | Tax


def parsed(option: str, text: str, unit: str) -> Change:
    """The change that an option (`--set`) and its text (`kameror=-1,5`, in `unit`) ask for.

    Raises Refused.
    """
    return OPTIONS[option](f"{option} {text}", text, unit)


def _adopt(asked: str, text: str, unit: str) -> Change:
    path, ending, rest = text.partition(ENDING)
    if ending:
        budget, colon, part = path + ending, rest[:1], rest[1:]
    else:
        budget, colon, part = text.partition(":")
    if not budget or (ending and colon not in ("", ":")) or (colon and not part):
        raise _unclear(asked, "alliansen, alliansen:kameror, alliansen:37, alliansen:valfard")
    return Adopt(asked, budget, part)


def _drop(asked: str, text: str, unit: str) -> Change:
    return Drop(asked, text.strip())


def _set(asked: str, text: str, unit: str) -> Change:
    line, year, value = _assigned(asked, text, "kameror=-1.5, kameror@2025=-1.5")
    return Set(asked, line, year, from_unit(_number(asked, value), unit))


def _scale(asked: str, text: str, unit: str) -> Change:
    line, year, value = _assigned(asked, text, "kameror=50%")
    if not value.endswith("%"):
        raise _unclear(asked, f"{line}=50%")
    return Scale(asked, line, year, _number(asked, value[:-1]) / HUNDRED)


def _delay(asked: str, text: str, unit: str) -> Change:
    line, year, value = _assigned(asked, text, "kameror=1")
    if year is not None or not re.fullmatch(r"[1-9]\d?", value, re.ASCII):
        raise _unclear(asked, f"{line}=1")
    return Delay(asked, line, int(value))


def _only_year(asked: str, text: str, unit: str) -> Change:
    line, year, value = _assigned(asked, text, "kameror=2024")
    if year is not None:
        raise _unclear(asked, f"{line}=2024")
    return OnlyYear(asked, line, _year(asked, value))


def _change(asked: str, text: str, unit: str) -> Change:
    row, year, value = _assigned(asked, text, "skatteintakter=+10, skatteintakter@2025=-3")
    return ChangeRow(asked, row, year, from_unit(_number(asked, value), unit))


def _tax(asked: str, text: str, unit: str) -> Change:
    return Tax(asked, _number(asked, text))


OPTIONS: dict[str, Callable[[str, str, str], Change]] = {
    "--adopt": _adopt,
    "--drop": _drop,
    "--set": _set,
    "--scale": _scale,
    "--delay": _delay,
    "--only-year": _only_year,
    "--change": _change,
    "--tax": _tax,
}
"""Option → what reads its text."""


def _assigned(asked: str, text: str, examples: str) -> tuple[str, int | None, str]:
    """`NAME=VALUE` or `NAME@YEAR=VALUE` in its parts."""
    name, equals, value = text.partition("=")
    name, at, year = name.strip().partition("@")
    if not name or not equals or not value.strip():
        raise _unclear(asked, examples)
    return name, _year(asked, year) if at else None, value.strip()


def _year(asked: str, text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise Refused(_("{change}: `{text}` is no year").format(change=asked, text=text))
    return int(text)


def _number(asked: str, text: str) -> Decimal:
    try:
        return typed_number(text)
    except NotANumber as error:
        raise Refused(f"{asked}: {error}; {error.cure}") from None


def _unclear(asked: str, examples: str) -> Refused:
    option, _space, _text = asked.partition(" ")
    return Refused(
        _("{change} is not understood; write it as in {option} {examples}").format(
            change=f"`{asked}`", option=option, examples=examples
        )
    )
