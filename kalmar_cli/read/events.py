"""YAML text → the parser's events, one by one; whatever could change a figure is refused.

No implicit typing happens here: a scalar is the characters that stand in the
file. Anchors, aliases, tags and merge keys are noted, depth is bounded.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place, Problem, Unusable, also_on
from kalmar_cli.read.parser_errors import in_words
from kalmar_cli.read.text import blank_forbidden

MAX_DEPTH = 32
_CHUNK = 256  # events that are taken from the parser together
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def _pure_parser(text: str) -> Any:
    """PyYAML's own parser without its C library, with the same events.

    The C parser ends every text with a line end, at which it sees that a key has no colon.
    """
    return yaml.SafeLoader(f"{text}\n")


def _fastest_parser() -> Callable[[str], Any]:
    """The parser of the C library where PyYAML was built with it, else the pure one."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _pure_parser
    return CParser


_new_parser = _fastest_parser()


class Events:
    """One file's events in order, and the problems found on the way."""

    def __init__(self, text: str) -> None:
        text, self.problems, self._blanked = blank_forbidden(text)
        self._end = Place(text.count("\n") + 1, len(text) - text.rfind("\n"))
        self._depth = 0
        self._refused: dict[str, list[Place]] = {}
        # The next event. Raises Unusable where the YAML itself is broken or too deep.
        self.take: Callable[[], Any] = chain.from_iterable(self._chunks(text)).__next__

    # -- problems -------------------------------------------------------------

    def problem(self, at: Any, message: str, cure: str) -> None:
        """Notes a mistake at an event or place, with its cure."""
        # The C parser ends every text with a line of its own.
        place = min(at if isinstance(at, Place) else place_of(at), self._end)
        # What stands on a line with a blanked character is not what the author sees.
        if place.line not in self._blanked:
            self.problems.append(Problem(place, message, cure))

    def refuse(self, kind: str, event: Any) -> None:
        """Notes a `reference` (anchor, alias, merge key), `tag` or `directive`: one message for a kind."""
        self._refused.setdefault(kind, []).append(place_of(event))

    def refused(self) -> list[Problem]:
        """One problem for each refused feature of YAML, with the other lines it stands on."""
        words = {
            "reference": (
                _("anchors, aliases and merge keys (&name, *name, <<) are not read"),
                _("write the values out where they are used"),
            ),
            "tag": (_("tags (!name) are not read"), _("remove the tag")),
            "directive": (_("directives (%YAML, %TAG) are not read"), _("remove the line")),
        }
        return [
            Problem(places[0], words[kind][0] + also_on(places), words[kind][1])
            for kind, places in self._refused.items()
        ]

    # -- events ---------------------------------------------------------------

    def _chunks(self, text: str) -> Iterator[Iterable[Any]]:
        """The events, many at a time, each checked before it is handed on.

        Raises Unusable where the YAML itself is broken or too deep, when all before that is read.
        """
        stream, taken, broken = _events_of(text), 0, None
        held: deque[Any] = deque()
        while True:
            chunk, held = held, deque()
            before = len(chunk)
            try:
                chunk.extend(islice(stream, _CHUNK))
            except (YAMLError, ValueError, OverflowError) as error:
                broken = error
            taken += len(chunk) - before
            end = _too_many_brackets(broken) if broken else 0
            if end:
                # The parser stopped as it looked ahead, and has not yet told of the brackets before that
                # place; with nothing behind them it does, and the one too many is found as ever.
                text, broken = text[:end], None
                stream = islice(_events_of(text), taken, None)
            elif len(chunk) == before and not broken:
                yield from self._looked_at(chunk)
                return
            held.append(chunk.pop())
            yield from self._looked_at(chunk)
            if broken:
                known = len(self.problems)
                yield from self._looked_at(held)
                raise self._broken(broken, held[0], known) from None

    def _looked_at(self, chunk: deque[Any]) -> Iterator[Iterable[Any]]:
        """The chunk, its anchors, tags and depth checked. Raises Unusable after what is not too deep."""
        for at, event in enumerate(chunk):
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor or event.tag:
                    self._features(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._depth += 1
                if self._depth > MAX_DEPTH:
                    yield islice(chunk, at)
                    raise Unusable(
                        place_of(event),
                        _("nested more than {depth} levels deep").format(depth=MAX_DEPTH),
                        _("write the budget as in the README's example"),
                    )
                if event.anchor or event.tag:
                    self._features(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._depth -= 1
            elif kind is AliasEvent:
                self.refuse("reference", event)
            elif kind is DocumentStartEvent and (event.version or event.tags):
                self.refuse("directive", event)
        yield chunk

    def _features(self, event: Any) -> None:
        if event.anchor:
            self.refuse("reference", event)
        if event.tag:
            self.refuse("tag", event)

    def _broken(self, error: Exception, latest: Any, known: int) -> Unusable:
        """The error that ends the text after the `latest` event; `known` problems were found before it."""
        broken = in_words(error)
        place = broken.problem.place
        if place > self._end:  # the C parser ends every text with a line of its own
            place = self._end
            broken.problem = broken.problem._replace(place=place)
        mark = getattr(error, "problem_mark", None)
        if mark and latest.end_mark.line >= mark.line:
            # The break is within what was read last: what was wrong with that comes of the break.
            del self.problems[known:]
        if place.line in self._blanked or place.line - 1 in self._blanked:
            # The blank, and not the author, broke it: its own message, the first, is enough.
            return Unusable(*self.problems[0])
        return broken

    def skip(self, event: Any) -> None:
        """Reads past the value that begins with `event`."""
        within = int(isinstance(event, CollectionStartEvent))
        while within:
            event = self.take()
            within += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)

    def unexpected(self, event: Any, expected: str, cure: str) -> None:
        """Reads past a value that is not what was `expected`, and reports it."""
        found = _words_for(event)
        self.skip(event)
        if type(event) is not AliasEvent:  # that one was noted when it was taken
            self.problem(
                event, _("expected {expected}, got {found}").format(expected=expected, found=found), cure
            )


def _events_of(text: str) -> Iterator[Any]:
    """The parser's events of a text. Raises what the parser does."""
    return iter(_new_parser(text).get_event, None)


def _too_many_brackets(error: Any) -> int:
    """Where the parser gave up counting open brackets, at 1,000 from libyaml 0.2.6 on; else 0."""
    counted = "nesting" in (getattr(error, "problem", None) or "").lower()
    return error.problem_mark.index if counted else 0


new_tuple = tuple.__new__  # as Place(…) does, in half the time


def place_of(event: Any) -> Place:
    """Where an event begins."""
    mark = event.start_mark
    return new_tuple(Place, (mark.line + 1, mark.column + 1))


def _words_for(event: Any) -> str:
    """What a value is, in words."""
    kind = type(event)
    if kind is MappingStartEvent:
        return _("a mapping")
    if kind is SequenceStartEvent:
        return _("a list")
    if kind is ScalarEvent:
        if event.style:
            return _('the text "{text}"').format(text=clip(event.value))
        if event.value not in NULLS:
            return f"`{clip(event.value)}`"
    return _("nothing")
