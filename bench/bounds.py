"""What the program promises of its speed, and whether a measurement holds it."""

from collections.abc import Callable
from typing import NamedTuple

from measure import Found, exponent, mebibytes, ratio, seconds

SMALL, LARGE = 10_000, 100_000


class Bound(NamedTuple):
    """A promise: in words, at most how much, of what, and how it is found."""

    words: str
    most: float
    unit: str
    value: Callable[[Found], float]


def _words(name: str, size: int) -> str:
    return f"{name}, {size:,} lines" if size else name


def _times(name: str, other: str, size: int, most: float, unit: str) -> Bound:
    return Bound(
        _words(name, size),
        most,
        f"× {unit}",
        lambda found: ratio(found[name][size], found[other][size]),
    )


def _start(name: str, most: float) -> Bound:
    return _times(name, "empty Typer command", 0, most, "empty Typer")


def _seconds(name: str, most: float, size: int = 0) -> Bound:
    return Bound(_words(name, size), most, "s", lambda found: seconds(found[name][size]))


def _memory(name: str, most: float, size: int = 0) -> Bound:
    return Bound(_words(name, size), most, "MiB", lambda found: mebibytes(found[name][size]))


def steepest(found: Found) -> tuple[float, str]:
    """The largest exponent of kalmar's commands, and whose it is. Raises ValueError if there is none."""
    return max(
        (exponent(by_size), name)
        for name, by_size in found.items()
        if name.startswith("kalmar") and {SMALL, LARGE} <= set(by_size)
    )


_FIRST, _AGAIN = "kalmar compare, first reading", "kalmar compare, again"
_TABLE, _BOOK = "kalmar compare --lines -f table", "kalmar compare --lines -f xlsx"
_CHECK, _AREAS = "kalmar check, a nation's", "kalmar distance --areas, one municipality's"
BOUNDS = (
    _start("kalmar compare -f csv, first reading", 1.6),
    _start("kalmar compare -f csv", 1.35),
    _start("kalmar compare, terminal, first reading", 2.0),
    _start("kalmar completion, 5,000 budgets", 1.35),
    _times(_FIRST, "ledger", SMALL, 2.0, "ledger"),
    _times(_FIRST, "ledger", LARGE, 1.5, "ledger"),
    _times(_FIRST, "hledger", LARGE, 0.2, "hledger"),
    _memory(_FIRST, 200, LARGE),
    _seconds("kalmar list, small budgets, first", 1.2),
    _seconds("kalmar list, small budgets, again", 0.5),
    _seconds("kalmar list, a nation's, first", 1.2),
    _seconds("kalmar list, a nation's, again", 0.5),
    _seconds(_CHECK, 20),
    _memory(_CHECK, 400),
    _seconds(_TABLE, 8, LARGE),
    _seconds(_BOOK, 30, LARGE),
    _memory(_BOOK, 400, LARGE),
    _seconds(_AREAS, 10),
    _memory(_AREAS, 500),
    Bound("exponent of every command and format", 1.05, "", lambda found: steepest(found)[0]),
)


def judge(found: Found) -> list[str]:
    """A table of the bounds, each with what was measured and whether it holds."""
    rows = ["| bound | at most | measured | |", "|---|---:|---:|---|"]
    for words, most, unit, value in BOUNDS:
        try:
            measured = value(found)
        except (KeyError, ValueError):
            rows.append(f"| {words} | {most:g} {unit} | – | not measured |")
            continue
        digits = 0 if unit == "MiB" else 2
        held = "held" if measured <= most else "**not held**"
        rows.append(f"| {words} | {most:g} {unit} | {measured:.{digits}f} | {held} |")
    return rows
