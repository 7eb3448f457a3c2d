"""YAML events → mappings, tables and lists by declared shapes, each value with its place.

The events are read once, straight into the caller's shapes, and every mistake
is collected with its place and cure instead of stopping at the first.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from yaml import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place, Problem, Unusable, nearest
from kalmar_cli.read.events import Events, new_tuple, place_of
from kalmar_cli.read.text import empty_file

# What a field's reader takes: the source and the first event of its value.
FieldReader = Callable[["Source", Any], Any]


class Shape(NamedTuple):
    """What a mapping may hold: `what` it is, a reader for each key, the keys it must have."""

    what: str
    fields: dict[str, FieldReader]
    required: tuple[str, ...] = ()


class Mapping(NamedTuple):
    """A mapping that was read: its values, their first events, and its own.

    `lost` are the known keys whose values were not read, since they are misspelt
    or repeated; `unknown` is how many keys no budget has.
    """

    values: dict[str, Any]
    events: dict[str, Any]
    event: Any
    lost: set[str]
    unknown: int

    def place(self, *names: str) -> Place:
        """Where the value of the first of these keys that is there stands, else the mapping."""
        for name in names:
            if name in self.events:
                return place_of(self.events[name])
        return place_of(self.event)


# In a file with more unknown keys than this, they are hardly misspelt.
_MOST_GUESSES = 200


class Source(Events):
    """One file read by shapes: its values, its problems, and the names it mentions."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._mentions: dict[str, dict[str, list[Place]]] = {}
        self._declared: dict[str, Iterable[str]] = {}
        # Kinds whose declarations could not be read: their mentions say nothing.
        self.lost: set[str] = set()
        self._guesses: dict[tuple[str, str], str] = {}

    # -- names that must be declared somewhere ----------------------------------

    def declare(self, kind: str, names: Iterable[str]) -> None:
        """From here on, a mention of these names needs no check."""
        self._declared[kind] = names

    def mention(self, kind: str, name: str, event: Any) -> None:
        """Notes a name that must be declared somewhere, in this file or in its base."""
        if name not in self._declared.get(kind, ()):
            self._mentions.setdefault(kind, {}).setdefault(name, []).append(place_of(event))

    def mentions(self, kind: str) -> dict[str, list[Place]]:
        """The names of a kind that were mentioned before anything declared them, with their places."""
        return self._mentions.get(kind, {})

    # -- the document -------------------------------------------------------------

    def _first(self) -> Any:
        """The first event of the document's value. Raises Unusable if there is none."""
        while isinstance(event := self.take(), (StreamStartEvent, DocumentStartEvent)):
            pass
        if isinstance(event, StreamEndEvent):
            raise Unusable(*self.problems[0]) if self.problems else empty_file()
        return event

    def document(self, shape: Shape) -> Mapping | None:
        """The file's one mapping, read by `shape`; None if it is no such thing. Raises Unusable."""
        event = self._first()
        if not isinstance(event, MappingStartEvent):
            keys = ", ".join(shape.required)
            self.unexpected(
                event,
                _("a budget's keys ({keys})").format(keys=keys),
                _("write the budget as in the README's example"),
            )
            return None
        before = len(self.problems)
        mapping = self.mapping(event, shape)
        assert mapping is not None
        missing = [name for name in shape.required if name not in mapping.values]
        if not mapping.values or (
            2 * len(missing) > len(shape.required) and mapping.unknown > len(mapping.values)
        ):
            del self.problems[before:]
            if mapping.values or not self.refused():
                self.problems.append(_no_budget(place_of(event), missing, shape))
            return None
        self.take()  # the document's end
        if isinstance(event := self.take(), DocumentStartEvent):
            self.problem(event, _("a second document begins here"), _("keep one budget in each file"))
        return mapping

    # -- values -------------------------------------------------------------------

    def mapping(self, event: Any, shape: Shape) -> Mapping | None:
        """The mapping that begins with `event`, its values read by `shape`, or None if it is none."""
        if type(event) is not MappingStartEvent:
            keys = ", ".join(f"{name}: …" for name in shape.required)
            self.unexpected(event, _(shape.what), _("write {keys}").format(keys=f"{{{keys}}}"))
            return None
        values: dict[str, Any] = {}
        events: dict[str, Any] = {}
        seen: dict[str, Any] = {}
        lost: set[str] = set()
        unknown = 0
        take, fields = self.take, shape.fields
        while type(key := take()) is not MappingEndEvent:
            if type(key) is ScalarEvent and (name := key.value) in fields and name not in seen:
                seen[name] = key
                events[name] = value = take()
                values[name] = fields[name](self, value)
            elif (other := self._name(key, seen, lost)) is not None:
                seen[other] = key
                self.skip(take())
                lost.add(self._unknown(key, other, shape))
                unknown += 1
        for name in shape.required:
            if name not in values and name not in lost and "<<" not in lost:
                self.problem(
                    event,
                    _("{what} lacks `{name}`").format(what=_(shape.what), name=name),
                    _("add `{name}: …`").format(name=name),
                )
        return new_tuple(Mapping, (values, events, event, lost, unknown))

    def _unknown(self, key: Any, name: str, shape: Shape) -> str:
        """Reports an unknown key; the known one that it probably is, or nothing."""
        guess = self._guesses.get((shape.what, name))
        if guess is None:
            guess = nearest(name, shape.fields) if len(self._guesses) < _MOST_GUESSES else ""
            self._guesses[shape.what, name] = guess
        if guess:
            cure = _("did you mean `{name}`?").format(name=guess)
        elif name.isdecimal():  # {amounts: -7,0} is a key more to YAML
            cure = _("if it is a decimal, write a point before it; else remove it")
        else:
            cure = _("remove it; known keys: {names}").format(names=", ".join(shape.fields))
        what = _(shape.what)
        self.problem(key, _("unknown key `{name}` in {what}").format(name=clip(name), what=what), cure)
        return guess

    def table(self, event: Any, what: str, reader: FieldReader) -> dict[str, tuple[Any, Any]] | None:
        """A mapping with names of the file's own choice: name → (event of the key, value); None if none."""
        if type(event) is not MappingStartEvent:
            self.unexpected(event, what, _("write pairs, one a line: `id: …`"))
            return None
        found: dict[str, tuple[Any, Any]] = {}
        keys: dict[str, Any] = {}
        while type(key := self.take()) is not MappingEndEvent:
            name = self._name(key, keys, set())
            if name is not None:
                keys[name] = key
                found[name] = (key, reader(self, self.take()))
        return found

    def _name(self, key: Any, keys: dict[str, Any], lost: set[str]) -> str | None:
        """The name that a key writes, if it is read; else that is reported and read past.

        `keys` are those before it in its mapping; a name that is not read is added to `lost`.
        """
        if type(key) is not ScalarEvent:
            self.unexpected(key, _("a key"), _("write a word as the key"))
            self.skip(self.take())
            return None
        name: str = key.value
        if name not in keys and (name != "<<" or key.style):
            return name
        if name == "<<" and not key.style:
            self.refuse("reference", key)
        else:
            self.problem(
                key,
                _("the key `{name}` stands here for the second time").format(name=clip(name)),
                _("keep one; the first is on line {line}").format(line=place_of(keys[name]).line),
            )
        lost.add(name)
        self.skip(self.take())
        return None

    def items(
        self, event: Any, what: str, reader: FieldReader, *, of_words: bool = False
    ) -> list[Any] | None:
        """The list that begins with `event`, each item read by `reader`; None if it is no list."""
        if type(event) is not SequenceStartEvent:
            if of_words and type(event) is ScalarEvent and event.value and not event.style:
                cure = _("write a list: {example}").format(example=f"[{clip(event.value)}]")
            else:
                cure = _("write a list: [a, b], or lines that begin with `- `")
            self.unexpected(event, what, cure)
            return None
        found = []
        while type(item := self.take()) is not SequenceEndEvent:
            found.append(reader(self, item))
        return found


def _no_budget(place: Place, missing: list[str], shape: Shape) -> Problem:
    return Problem(
        place,
        _("this is no budget: it lacks {names}").format(names=", ".join(f"`{n}`" for n in missing)),
        _("known keys: {names}").format(names=", ".join(shape.fields)),
    )
