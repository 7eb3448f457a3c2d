"""YAML text → the parser's events, one by one; whatever could change a figure is refused.

No implicit typing happens here: a scalar is the characters that stand in the
file. Anchors, aliases, tags and merge keys are noted, depth is bounded.
"""

from collections.abc import Callable
from typing import Any

import yaml

from kalmar_cli.base.characters import shown
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place, Problem, Unusable, also_on
from kalmar_cli.read.parser_errors import in_words
from kalmar_cli.read.text import cleaned

MAX_DEPTH = 32
QUOTES = ("'", '"')
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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


class Events:
    """One file's events in order, and the problems found on the way."""

    def __init__(self, text: str) -> None:
        text, self.problems, self._blanked = cleaned(text)
        self._end = Place(text.count("\n") + 1, len(text) - text.rfind("\n"))
        self.depth = 0
        self._refused: dict[str, list[Place]] = {}
        self._latest: Any = None
        self._before_latest = 0
        self._text = text
        self._taken = 0
        self._next = _new_parser(text).get_event

    # -- problems -------------------------------------------------------------

    def problem(self, at: "yaml.Event | Place", message: str, cure: str) -> None:
        """Notes a mistake at an event or place, with its cure."""
        place = at if isinstance(at, Place) else place_of(at)
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

    def take(self) -> Any:
        """The next event. Raises Unusable where the YAML itself is broken or too deep."""
        try:
            event = self._next()
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            end = _too_many_brackets(error)
            if not end:
                raise self._broken(error) from None
            self._read_only_to(end)
            return self.take()
        self._taken += 1
        self._latest = event
        self._before_latest = len(self.problems)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._features(event)
            if event.style in QUOTES and event.start_mark.line != event.end_mark.line:
                # What it runs over may be keys and figures that it was never to hold.
                self.problem(
                    event,
                    _("the quoted text that begins here runs over the line's end"),
                    _("close the quotation mark on this line; a long text may run on without quotes"),
                )
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
            self.refuse("reference", event)
        elif kind is yaml.DocumentStartEvent and (event.version or event.tags):
            self.refuse("directive", event)
        return event

    def _read_only_to(self, end: int) -> None:
        """Goes on with the text before `end`, where the parser stopped as it looked ahead.

        It had not yet told of the brackets before that place; with nothing
        behind them it does, and the one too many among them is found as ever.
        """
        self._text = self._text[:end]
        self._next = _new_parser(self._text).get_event
        for _event in range(self._taken):
            self._next()

    def _features(self, event: Any) -> None:
        if event.anchor:
            self.refuse("reference", event)
        if event.tag:
            self.refuse("tag", event)

    def _broken(self, error: Exception) -> Unusable:
        broken = in_words(error)
        place = broken.problem.place
        if place > self._end:  # the C parser ends every text with a line of its own
            place = self._end
            broken.problem = broken.problem._replace(place=place)
        mark = getattr(error, "problem_mark", None)
        if mark and self._latest.end_mark.line >= mark.line:
            # The break is within what was read last: what was wrong with that comes of the break.
            del self.problems[self._before_latest :]
        if place.line in self._blanked or place.line - 1 in self._blanked:
            # The blank, and not the author, broke it: its own message, the first, is enough.
            return Unusable(*self.problems[0])
        return broken

    def skip(self, event: Any) -> None:
        """Reads past the value that begins with `event`."""
        if not isinstance(event, yaml.CollectionStartEvent):
            return
        outside = self.depth - 1
        while self.depth > outside:
            self.take()

    def unexpected(self, event: Any, expected: str, cure: str) -> None:
        """Reads past a value that is not what was `expected`, and reports it."""
        found = _words_for(event)
        self.skip(event)
        if type(event) is not yaml.AliasEvent:  # that one was noted when it was taken
            self.problem(
                event, _("expected {expected}, got {found}").format(expected=expected, found=found), cure
            )


def _too_many_brackets(error: Any) -> int:
    """Where the parser gave up counting open brackets, at 1,000 from libyaml 0.2.6 on; else 0."""
    counted = "nesting" in (getattr(error, "problem", None) or "").lower()
    return error.problem_mark.index if counted else 0


def place_of(event: Any) -> Place:
    """Where an event begins."""
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _words_for(event: Any) -> str:
    """What a value is, in words."""
    kind = type(event)
    if kind is yaml.MappingStartEvent:
        return _("a mapping")
    if kind is yaml.SequenceStartEvent:
        return _("a list")
    if kind is yaml.ScalarEvent:
        if event.style:
            return _('the text "{text}"').format(text=shown(event.value))
        if event.value not in NULLS:
            return f"`{shown(event.value)}`"
    return _("nothing")
