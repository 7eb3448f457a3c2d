"""Mistakes in a file: where they stand, what is wrong, what to write instead."""

from collections.abc import Collection
from typing import NamedTuple

from kalmar_cli.base.language import _


class Place(NamedTuple):
    """Where something stands in its file: line and column, both from 1."""

    line: int
    column: int


START = Place(1, 1)


class Problem(NamedTuple):
    """One mistake in a file: where, what is wrong, what to write instead."""

    place: Place
    message: str
    cure: str


class Unusable(Exception):
    """The text cannot be read further; carries the one problem that says why."""

    def __init__(self, place: Place, message: str, cure: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message, cure)


def also_on(places: "list[Place]") -> str:
    """The other lines that a mistake stands on, for the end of its message; often nothing."""
    more = sorted({place.line for place in places} - {places[0].line})
    if not more:
        return ""
    lines = ", ".join(map(str, more[:8])) + (", …" if len(more) > 8 else "")
    return " " + _("(also on line {lines})").format(lines=lines)


# A search among more names, or for a longer one, would take seconds and find nothing better.
_MOST_NAMES, _LONGEST_NAME = 2_000, 100
_MOST_LISTED = 20


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that is most like `name`, or nothing."""
    if len(known) > _MOST_NAMES or len(name) > _LONGEST_NAME:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1) or get_close_matches(name.lower(), known, 1)
    return near[0] if near else ""


def did_you_mean(name: str, known: Collection[str], otherwise: str) -> str:
    """A cure for an unknown `name`: the nearest known one, or `otherwise` with their `{names}`."""
    near = nearest(name, known)
    if near and near != name:
        return _("did you mean `{name}`?").format(name=near)
    # Not format(): what is there besides may be the user's own words, braces and all.
    return otherwise.replace("{names}", listed(known))


def listed(names: Collection[str]) -> str:
    """Names for a message: of many, the first, and how many more."""
    first, more = ", ".join([*names][:_MOST_LISTED]), len(names) - _MOST_LISTED
    return _("{names} and {n} more").format(names=first, n=more) if more > 0 else first
