"""The remarks that a draft gathers: notes and doubts, each at its place, with the place in the document."""

from collections.abc import Sequence

from kalmar_cli.draft.find.found import FoundLine, where
from kalmar_cli.write.remarks import KeyPath, Remark

_LONGEST = 90
_MOST_NAMED = 8


class Notes:
    """Gathers the remarks on a draft of a document of this `kind`."""

    def __init__(self, kind: str) -> None:
        self.all: list[Remark] = []
        self._kind = kind

    def note(self, spot: KeyPath, text: str) -> None:
        """Something to know."""
        self.all.append(Remark(spot, text))

    def doubt(self, spot: KeyPath, text: str, line: FoundLine | None = None) -> None:
        """Something to check, and on which `line` of the document."""
        said = f"{text} ({self.place(line)})" if line else text
        self.all.append(Remark(spot, said, doubt=True))

    def place(self, line: FoundLine) -> str:
        """A line's place in the document, in words."""
        return where(line, self._kind)


def shortened(sentence: str) -> str:
    """A sentence cut at a word, to recognise it by."""
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + "…"


def some(names: Sequence[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
