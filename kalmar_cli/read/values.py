"""Readers of single values: text, words, ids, exact numbers; each reports what it refuses."""

import re
from decimal import Decimal
from sys import intern
from typing import Any

from yaml import ScalarEvent

from kalmar_cli.base.characters import FORBIDDEN, clip, slug
from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numerals import NotANumber, number
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.read.events import NULLS, place_of
from kalmar_cli.read.mapping import FieldReader, Source
from kalmar_cli.read.text import forbidden_problem

QUOTES = frozenset("'\"")
BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NO_TEXT = NULLS | BOOLEANS
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")


def is_null(event: Any) -> bool:
    """Whether a value is YAML's null."""
    return type(event) is ScalarEvent and not event.style and event.value in NULLS


def _runs_over(event: Any) -> bool:
    """Whether a value ends on another line than it begins on."""
    return bool(event.start_mark.line != event.end_mark.line)


def text(source: Source, event: Any) -> str | None:
    """A text, as it stands; a number is taken as the characters written. None for null."""
    if type(event) is not ScalarEvent:
        source.unexpected(event, _("a text"), _("write a text"))
        return None
    value: str = event.value
    if not event.style:
        if value not in _NO_TEXT:
            return value
        if value in BOOLEANS:
            source.unexpected(event, _("a text"), _('write it in quotes: "{text}"').format(text=value))
        return None
    if event.style in QUOTES and _runs_over(event):
        # What it runs over may be keys and figures that it was never to hold.
        source.problem(
            event,
            _("the quoted text that begins here runs over the line's end"),
            _("close the quotation mark on this line; a long text may run on without quotes"),
        )
    if event.style == '"' and (odd := re.search(FORBIDDEN, value)):
        problem = forbidden_problem(odd.group(), [place_of(event)])
        source.problem(event, problem.message, _("remove the escape"))
        return None
    return value


def shared_text(source: Source, event: Any) -> str | None:
    """A text that many lines have in common: it takes memory once."""
    value = text(source, event)
    return None if value is None else intern(value)


def required_text(source: Source, event: Any) -> str | None:
    """A text that must not be empty; None if it is."""
    value = text(source, event)
    empty = is_null(event) if value is None else not value.strip()
    if empty:
        source.problem(event, _("expected a text, got nothing"), _("write a text"))
        return None
    return value


def one_of(*choices: str, required: bool = False) -> FieldReader:
    """A reader for one of a few words; where they are required, null is none of them."""

    def read(source: Source, event: Any) -> str | None:
        if type(event) is ScalarEvent:
            value: str = event.value
            if value in choices:
                return value
            if is_null(event) and not required:
                return None
            cure = did_you_mean(value, choices, _("write one of {names}"))
        else:
            cure = _("write one of {names}").format(names=", ".join(choices))
        source.unexpected(event, _("one of {names}").format(names=", ".join(choices)), cure)
        return None

    return read


def decimal(source: Source, event: Any) -> Decimal | None:
    """A number, exactly as written; None for null or after a reported mistake."""
    if type(event) is not ScalarEvent:
        source.unexpected(event, _("a number"), _("write one number"))
    elif event.style:
        source.unexpected(event, _("a number"), _unquoted(event.value))
    else:
        try:
            return number(event.value)
        except NotANumber as error:
            if event.value not in NULLS:
                source.problem(event, str(error), error.cure)
    return None


def _unquoted(text: str) -> str:
    """The cure for a number in quotes."""
    try:
        number(text)
    except NotANumber as error:
        return error.cure
    return _("write {number}, without quotes").format(number=text)


def required_decimal(source: Source, event: Any) -> Decimal | None:
    """A number that must be there; None after a reported mistake."""
    value = decimal(source, event)
    if value is None and is_null(event):
        source.problem(event, _("expected a number, got nothing"), _("write the number"))
    return value


def integer(low: int, high: int, *, required: bool = True) -> FieldReader:
    """A reader for a whole number between `low` and `high`."""

    def read(source: Source, event: Any) -> int | None:
        value = required_decimal(source, event) if required else decimal(source, event)
        if value is None:
            return None
        if "." in event.value or not low <= value <= high:
            source.problem(
                event,
                _("expected a whole number from {low} to {high}, got `{text}`").format(
                    low=low, high=high, text=clip(event.value)
                ),
                _("check the number"),
            )
            return None
        return int(value)

    return read


def identifier(source: Source, event: Any) -> str | None:
    """An id of a–z, 0–9, hyphens and underscores; None after a reported mistake."""
    value = required_text(source, event)
    return value if value is None or is_id(source, event) else None


def is_id(source: Source, event: Any, hyphen: str = "-") -> bool:
    """Whether a text or key is an id; reports it if it is not."""
    value: str = event.value
    if _ID.match(value):
        return True
    meant = slug(value).replace("-", hyphen)
    source.problem(
        event,
        _("expected an id of a–z, 0–9, hyphens, got `{text}`").format(text=clip(value)),
        _("write {id}").format(id=meant) if meant else _("write an id, such as line-1"),
    )
    return False


def mention(kind: str, reader: FieldReader) -> FieldReader:
    """A reader for a name that must be declared elsewhere, as an area or a row."""

    def read(source: Source, event: Any) -> Any:
        value = reader(source, event)
        if value is not None:
            source.mention(kind, str(value), event)
        return value

    return read


def by_year(source: Source, table: dict[str, tuple[Any, Any]], example: str) -> dict[int, tuple[Any, Any]]:
    """A table by the years that its keys write; a key that is no year is reported, with an `example`."""
    found = {}
    for name, (key, figure) in table.items():
        year = year_in(name)
        if year is None:
            source.problem(
                key,
                _("expected a year, got `{text}`").format(text=clip(name)),
                _("write {example}").format(example=example),
            )
        else:
            found[year] = (key, figure)
    return found


def list_of(what: str, reader: FieldReader, *, unique: bool = False) -> FieldReader:
    """A reader for a list, of values that stand there once if they are `unique`; None if it is no list."""

    def read(source: Source, event: Any) -> tuple[Any, ...] | None:
        if is_null(event):
            return ()
        if not unique:
            found = source.items(event, _(what), reader)
        else:
            seen: set[Any] = set()

            def once(source: Source, item: Any) -> Any:
                value = reader(source, item)
                if value in seen:
                    source.problem(
                        item,
                        _("`{name}` stands in the list for the second time").format(name=clip(str(value))),
                        _("keep one"),
                    )
                elif value is not None:
                    seen.add(value)
                return value

            found = source.items(event, _(what), once, of_words=True)
        return None if found is None else tuple([value for value in found if value is not None])

    return read
