"""YAML text → values with their places; refuses whatever could change a figure.

The parser's events are read once, straight into the caller's shapes: no
implicit typing, no anchors, tags or second document, and every mistake is
collected with its place and cure instead of stopping at the first.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from kalmar_cli.language import _

MAX_BYTES = 5_000_000
MAX_DEPTH = 32

# Control characters (also C1, the line separators and a byte-order mark inside
# the text) and the bidirectional controls, which make a text look like another.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]|\r(?!\n)"
)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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


# What a field's reader takes: the source and the first event of its value.
FieldReader = Callable[["Source", yaml.Event], Any]


class Shape(NamedTuple):
    """What a mapping may hold: `what` it is, a reader for each key, the keys it must have."""

    what: str
    fields: dict[str, FieldReader]
    required: tuple[str, ...] = ()


class Mapping(NamedTuple):
    """A mapping that was read: its values and their places by key, and its own place."""

    values: dict[str, Any]
    places: dict[str, Place]
    place: Place


def _pure_parser(text: str) -> Any:
    """PyYAML's own parser without its C library, with the same events."""
    return yaml.SafeLoader(text)


def _fastest_parser() -> Callable[[str], Any]:
    """The parser of the C library where PyYAML was built with it, else the pure one."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _pure_parser
    return CParser


_new_parser = _fastest_parser()


def decoded(data: bytes, limit: int = MAX_BYTES) -> str:
    """The text of a file's bytes, a leading byte-order mark dropped.

    Raises Unusable if it is larger than `limit` bytes, empty or not UTF-8.
    """
    if len(data) > limit:
        raise Unusable(
            START,
            _("the file is larger than {limit} bytes").format(limit=limit),
            _("split the budget, or raise the limit with --max-bytes"),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise Unusable(
            Place(line, column),
            _("the text is not UTF-8 (byte 0x{byte:02x})").format(byte=data[error.start]),
            _("save the file as UTF-8"),
        ) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unusable(START, _("the file is empty"), _("write a budget; `kalmar list` shows some"))
    return text


class Source:
    """One file's events, read in order, and the problems found on the way."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.depth = 0
        self._structural: dict[str, list[Place]] = {}
        self._mentions: dict[str, dict[str, list[Place]]] = {}
        self._declared: dict[str, Iterable[str]] = {}
        self._parser = _new_parser(self._cleaned(text))

    # -- problems -------------------------------------------------------------

    def problem(self, at: "yaml.Event | Place", message: str, cure: str) -> None:
        """Notes a mistake at an event or place, with its cure."""
        place = at if isinstance(at, Place) else place_of(at)
        self.problems.append(Problem(place, message, cure))

    def declare(self, kind: str, names: Iterable[str]) -> None:
        """From here on, a mention of these names needs no check."""
        self._declared[kind] = names

    def mention(self, kind: str, name: str, place: Place) -> None:
        """Notes a name that must be declared somewhere, in this file or in its base."""
        if name not in self._declared.get(kind, ()):
            self._mentions.setdefault(kind, {}).setdefault(name, []).append(place)

    def mentions(self, kind: str) -> dict[str, list[Place]]:
        """The names of a kind that were mentioned before anything declared them, with their places."""
        return self._mentions.get(kind, {})

    def _refuse(self, kind: str, event: yaml.Event) -> None:
        """Notes an anchor, alias, tag or merge key: one message for all of a kind."""
        self._structural.setdefault(kind, []).append(place_of(event))

    def structural(self) -> list[Problem]:
        """One problem for each refused feature of YAML, with the other lines it stands on."""
        words = {
            "anchor": (
                _("anchors (&name) are not read"),
                _("write the value out where it is used"),
            ),
            "alias": (_("aliases (*name) are not read"), _("write the value out instead")),
            "tag": (_("tags (!name) are not read"), _("remove the tag")),
            "merge": (_("merge keys (<<) are not read"), _("write the keys out")),
        }
        found = []
        for kind, places in self._structural.items():
            message, cure = words[kind]
            more = sorted({place.line for place in places[1:]} - {places[0].line})
            if more:
                lines = ", ".join(map(str, more[:8])) + (", …" if len(more) > 8 else "")
                message += " " + _("(also on line {lines})").format(lines=lines)
            found.append(Problem(places[0], message, cure))
        return found

    def _cleaned(self, text: str) -> str:
        """`text` with every forbidden character reported and blanked, places unchanged."""

        def blank(match: re.Match[str]) -> str:
            character = match.group()
            start = match.start()
            place = Place(text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1)
            if character == "\t":
                self.problem(place, _("a tab character is not read"), _("write spaces"))
            else:
                self.problem(
                    place,
                    _("the invisible character U+{code:04X} is not read").format(code=ord(character)),
                    _("remove it"),
                )
            return " "

        return FORBIDDEN.sub(blank, text)

    # -- events ---------------------------------------------------------------

    def take(self) -> Any:
        """The next event. Raises Unusable where the YAML itself is broken or too deep."""
        try:
            event: Any = self._parser.get_event()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(mark.line + 1, mark.column + 1) if mark else START
            raise Unusable(place, _yaml_words(error), _("check indentation, quotes and brackets")) from None
        except (yaml.YAMLError, ValueError) as error:
            raise Unusable(START, f"YAML: {error}", _("check the file's text")) from None
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._features(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise Unusable(
                    place_of(event),
                    _("nested more than {depth} levels deep").format(depth=MAX_DEPTH),
                    _("write the budget as in the README's example"),
                )
            if event.anchor or event.tag:
                self._features(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.depth -= 1
        elif kind is yaml.AliasEvent:
            self._refuse("alias", event)
        return event

    def _features(self, event: Any) -> None:
        if event.anchor:
            self._refuse("anchor", event)
        if event.tag:
            self._refuse("tag", event)

    def skip(self, event: yaml.Event) -> None:
        """Reads past the value that begins with `event`."""
        if not isinstance(event, yaml.CollectionStartEvent):
            return
        outside = self.depth - 1
        while self.depth > outside:
            self.take()

    def unexpected(self, event: yaml.Event, expected: str, cure: str) -> None:
        """Reports a value that is not what was `expected`, and reads past it."""
        self.problem(
            event,
            _("expected {expected}, got {found}").format(expected=expected, found=_words_for(event)),
            cure,
        )
        self.skip(event)

    # -- values ---------------------------------------------------------------

    def document(self, shape: Shape) -> Mapping | None:
        """The file's one mapping, read by `shape`; None if it is none. Raises Unusable."""
        while isinstance(event := self.take(), (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            pass
        if isinstance(event, yaml.StreamEndEvent):
            raise Unusable(START, _("the file is empty"), _("write a budget; `kalmar list` shows some"))
        if not isinstance(event, yaml.MappingStartEvent):
            raise Unusable(
                place_of(event),
                _("expected a budget's keys (name, municipality, year …), got {found}").format(
                    found=_words_for(event)
                ),
                _("write the budget as in the README's example"),
            )
        mapping = self.mapping(event, shape)
        self.take()  # the document's end
        if isinstance(event := self.take(), yaml.DocumentStartEvent):
            raise Unusable(
                place_of(event),
                _("a second document begins here"),
                _("keep one budget in each file"),
            )
        return mapping

    def top_level(self) -> Iterator[tuple[str, str]]:
        """The keys of the document's mapping whose values are single words, one by one."""
        while isinstance(event := self.take(), (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            pass
        if isinstance(event, yaml.MappingStartEvent):
            for _key, name, value in self._pairs():
                if isinstance(value, yaml.ScalarEvent):
                    yield name, value.value
                else:
                    self.skip(value)

    def mapping(self, event: yaml.Event, shape: Shape) -> Mapping | None:
        """The mapping that begins with `event`, its values read by `shape`, or None if it is none."""
        if type(event) is not yaml.MappingStartEvent:
            self.unexpected(event, _(shape.what), _("write `key: value` pairs"))
            return None
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        place = place_of(event)
        for key, name, value in self._pairs():
            reader = shape.fields.get(name)
            if reader is None:
                if name != "<<":
                    self.problem(
                        key,
                        _("unknown key `{name}` in {what}").format(name=shown(name), what=_(shape.what)),
                        did_you_mean(name, shape.fields, _("remove it; known keys: {names}")),
                    )
                self.skip(value)
            else:
                places[name] = place_of(value)
                values[name] = reader(self, value)
        for name in shape.required:
            if name not in values:
                self.problem(
                    place,
                    _("{what} lacks `{name}`").format(what=_(shape.what), name=name),
                    _("add `{name}: …`").format(name=name),
                )
        return Mapping(values, places, place)

    def table(self, event: yaml.Event, what: str, reader: FieldReader) -> dict[str, tuple[Place, Any]]:
        """A mapping with names of the file's own choice: name → (place of the key, value)."""
        if type(event) is not yaml.MappingStartEvent:
            self.unexpected(event, what, _("write `key: value` pairs"))
            return {}
        found: dict[str, tuple[Place, Any]] = {}
        for key, name, value in self._pairs():
            if name == "<<":
                self.skip(value)
            else:
                found[name] = (place_of(key), reader(self, value))
        return found

    def _pairs(self) -> Iterator[tuple[yaml.Event, str, yaml.Event]]:
        """The key event, key and first value event of a mapping; repeats and merges are reported."""
        seen: dict[str, Place] = {}
        while type(key := self.take()) is not yaml.MappingEndEvent:
            if type(key) is not yaml.ScalarEvent:
                self.unexpected(key, _("a key"), _("write a word as the key"))
                self.skip(self.take())
                continue
            name = key.value
            value = self.take()
            if name == "<<" and not key.style:
                self._refuse("merge", key)
            elif name in seen:
                self.problem(
                    key,
                    _("the key `{name}` stands here for the second time").format(name=shown(name)),
                    _("keep one; the first is on line {line}").format(line=seen[name].line),
                )
                self.skip(value)
                continue
            seen[name] = place_of(key)
            yield key, name, value

    def items(self, event: yaml.Event, what: str, reader: FieldReader) -> list[Any]:
        """The list that begins with `event`, each item read by `reader`; empty if it is no list."""
        if type(event) is not yaml.SequenceStartEvent:
            self.unexpected(event, what, _("write a list: [a, b], or lines that begin with `- `"))
            return []
        found = []
        while type(item := self.take()) is not yaml.SequenceEndEvent:
            found.append(reader(self, item))
        return found


def place_of(event: Any) -> Place:
    """Where an event begins."""
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def shown(text: str) -> str:
    """A file's own word, fit to stand in a one-line message."""
    clean = FORBIDDEN.sub("�", text.replace("\n", " "))
    return clean if len(clean) <= 60 else clean[:59] + "…"


def did_you_mean(name: str, known: "dict[str, Any] | list[str]", otherwise: str) -> str:
    """A cure for an unknown `name`: the nearest known one, or `otherwise` with their `{names}`."""
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        return _("did you mean `{name}`?").format(name=near[0])
    return otherwise.format(names=", ".join(known))


def _words_for(event: Any) -> str:
    """What a value is, in words."""
    if isinstance(event, yaml.MappingStartEvent):
        return _("a mapping")
    if isinstance(event, yaml.SequenceStartEvent):
        return _("a list")
    if isinstance(event, yaml.AliasEvent):
        return _("an alias")
    if not event.style and event.value in NULLS:
        return _("nothing")
    return f"`{shown(event.value)}`"


def _yaml_words(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return "YAML: " + shown(", ".join(parts))
