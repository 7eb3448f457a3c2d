"""Bars as percentages of a track: where each begins and how long it is."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import HUNDRED, ZERO, plain, rounded


class Piece(NamedTuple):
    """A part of a bar, in percent of the track, as SVG writes it; `kind` is its colour's name."""

    kind: str
    start: str
    length: str


class Bar(NamedTuple):
    """One row's bar: its pieces and where nought is, in percent of the track."""

    zero: str
    pieces: tuple[Piece, ...]


class Track(NamedTuple):
    """What the bars of one table have in common: the least and the greatest value, nought between."""

    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> Decimal:
        """Where a value lies, in percent from the left."""
        width = self.high - self.low
        return (value - self.low) / width * HUNDRED if width else ZERO

    def bar(self, *values: tuple[str, Decimal]) -> Bar:
        """The bar of a row: a piece from nought to each (kind, value)."""
        return Bar(_percent(self.at(ZERO)), tuple(self._piece(kind, value) for kind, value in values))

    def between(self, kind: str, zero: Decimal, start: Decimal, end: Decimal) -> Bar:
        """The bar of a row from one value to another, the line standing at `zero`."""
        low, high = sorted((self.at(start), self.at(end)))
        return Bar(_percent(self.at(zero)), (Piece(kind, _percent(low), _percent(high - low)),))

    def _piece(self, kind: str, value: Decimal) -> Piece:
        start, end = sorted((self.at(ZERO), self.at(value)))
        return Piece(kind, _percent(start), _percent(end - start))


def track(values: Sequence[Decimal]) -> Track:
    """The track on which all of `values` find room."""
    return Track(min([ZERO, *values]), max([ZERO, *values]))


def _percent(value: Decimal) -> str:
    return plain(rounded(value, 2))
