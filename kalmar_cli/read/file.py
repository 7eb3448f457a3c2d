"""A file's bytes → an UnbasedBudget; every mistake is kept.

Reading goes in two steps, since a budget's years, areas and rows may come
from its base: `read` takes the text alone, `assemble` (read/assemble.py) the base too.

    shelf.loader                 whose file, and its base first
      read.file.read
        text.decoded               bytes → text; invisible characters are mistakes
        events                     text → YAML events with places, by libyaml or the pure parser
        mapping                    events → keys and values; keys given twice or unknown are mistakes
          keys, post_keys, statement_keys  which keys there are, and who reads the value of each
          values, amounts            texts, years, figures as written
      → UnbasedBudget              figures in the file's unit and sign
      read.assemble.assemble
        amounts by year            lists and single figures over the years of file and base
        references                 areas, rows, proposals and posts that do not exist
      → budget.model.Budget        mkr, in the sign of the statement
"""

from collections.abc import Collection
from typing import Any

from kalmar_cli.base.characters import clip
from kalmar_cli.base.files import MAX_BYTES
from kalmar_cli.base.problems import Place, Problem, Unusable, did_you_mean
from kalmar_cli.read.events import place_of
from kalmar_cli.read.keys import BUDGET
from kalmar_cli.read.mapping import Mapping, Source
from kalmar_cli.read.text import decode_text

# Key → the kinds of names that cannot be checked where the key could not be read.
_RESTS_ON = {
    "areas": ("area",),
    "proposals": ("proposal",),
    "lines": ("line",),
    "statement": ("row", "year"),
    "base": ("area", "row", "year"),
    "year": ("year",),
}
# For more unknown names than this the nearest is not looked up: it would take minutes.
_MOST_GUESSES = 100


class UnbasedBudget:
    """A budget file that was read, before its names are looked up in its base.

    `broken` is the problem that ended the reading, if one did: then the file gives no budget.
    """

    def __init__(
        self, id: str, file: str, source: Source, found: Mapping | None, broken: Problem | None
    ) -> None:
        self.id = id
        self.file = file
        self.broken = broken
        self.values: dict[str, Any] = found.values if found else {}
        self.places: dict[str, Place] = (
            {name: place_of(event) for name, event in found.events.items()} if found else {}
        )
        self._source = source
        for key in found.lost if found else ():
            self.lose(*_RESTS_ON.get(key, ()))

    @property
    def problems(self) -> list[Problem]:
        """Every mistake found so far, each once, in the order of the file."""
        broken = [self.broken] if self.broken else []
        return sorted({*broken, *self._source.problems, *self._source.refused()})

    def problem(self, place: Place, message: str, cure: str) -> None:
        """Notes a mistake that shows only now."""
        self._source.problem(place, message, cure)

    def lose(self, *kinds: str) -> None:
        """From here on, no mention of names of these kinds is checked: their declarations are not known."""
        self._source.lost.update(kinds)

    def knows(self, kind: str) -> bool:
        """Whether the names of a kind can be checked."""
        return kind not in self._source.lost

    def mentioned_at(self, kind: str, name: str) -> list[Place]:
        """Where a name of this kind is mentioned."""
        return self._source.mentions(kind).get(name, [])

    def unknown(
        self, kind: str, known: Collection[str], message: str, otherwise: str, *, guess: bool = True
    ) -> None:
        """Reports each mention of a name of this kind that is not `known`, perhaps with the nearest."""
        if not self.knows(kind):
            return
        missing = [name for name in self._source.mentions(kind) if name not in known]
        for count, name in enumerate(missing):
            cure = did_you_mean(name, known if guess and count < _MOST_GUESSES else (), otherwise)
            for place in self._source.mentions(kind)[name]:
                self.problem(place, message.format(name=clip(name)), cure)


def read(data: bytes, id: str, file: str, limit: int = MAX_BYTES) -> UnbasedBudget:
    """The budget with this id out of a file's bytes, with all its problems; never raises."""
    source, found, broken = Source(""), None, None
    try:
        source = Source(decode_text(data, limit))
        found = source.document(BUDGET)
        del source.take  # and with it the text and its parser
    except Unusable as error:
        broken = error.problem
    return UnbasedBudget(id, file, source, found, broken)
