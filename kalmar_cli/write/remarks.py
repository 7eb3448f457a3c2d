"""Comments at places of a budget's file: what a person is to know or to check there."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kalmar_cli.base.characters import FORBIDDEN, wrap_words

CHECK = "kontrollera:"
"""What marks a doubt in a file; the same in every language, so that it can be searched for."""

KeyPath = tuple[str | int, ...]
"""A place in a budget: the keys on the way to it, with a line's id, a proposal's number, a total's index.

() is the top, ("year",) a key there, ("statement", "skatteintakter") a row, ("lines", "kameror") a
line, ("proposals", 3, "amount") a proposal's amount, ("lines", "kameror", "stated", 0) an amount in
prose, ("end",) what stands below everything.
"""

_WIDTH = 100


class Remark(NamedTuple):
    """A comment at a place; a `doubt` is marked as something to check."""

    at: KeyPath
    text: str
    doubt: bool = False


class Remarks:
    """The remarks of one budget on their way into its file, each written once."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        self._waiting: dict[KeyPath, list[Remark]] = {}
        for remark in remarks:
            self._waiting.setdefault(remark.at, []).append(remark)

    def at(self, spot: KeyPath, indent: int = 0) -> list[str]:
        """The comment lines of a place, which then are written."""
        return [line for remark in self._waiting.pop(spot, ()) for line in _comment(remark, indent)]

    def rest(self) -> list[str]:
        """Remarks on places that the file does not have, so that none is lost."""
        return [line for spot in list(self._waiting) for line in self.at(spot)]


def one_line(text: str) -> str:
    """A text fit for a comment: one line, nothing that a reader refuses."""
    return re.sub(FORBIDDEN, " ", " ".join(text.split()))


def _comment(remark: Remark, indent: int) -> list[str]:
    said = f"{CHECK} {remark.text}" if remark.doubt else remark.text
    wrapped = wrap_words(one_line(said), _WIDTH - indent)
    return [f"{' ' * indent}# {line}" for line in wrapped or [""]]
