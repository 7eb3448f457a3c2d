"""Readers of single values: text, words, exact numbers; each reports what it refuses."""

from decimal import Decimal
from typing import Any

import yaml

from kalmar_cli.figures import NotANumber, number
from kalmar_cli.language import _
from kalmar_cli.source import FORBIDDEN, NULLS, FieldReader, Source, did_you_mean, shown

BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})


def is_null(event: Any) -> bool:
    """Whether a value is YAML's null."""
    return type(event) is yaml.ScalarEvent and not event.style and event.value in NULLS


def text(source: Source, event: Any) -> str | None:
    """A text, as it stands; a number is taken as the characters written. None for null."""
    if type(event) is not yaml.ScalarEvent:
        source.unexpected(event, _("a text"), _("write a text"))
        return None
    value: str = event.value
    if not event.style:
        if value in NULLS:
            return None
        if value in BOOLEANS:
            source.unexpected(event, _("a text"), _('write it in quotes: "{text}"').format(text=value))
            return None
    elif event.style == '"' and (odd := FORBIDDEN.search(value)):
        source.problem(
            event,
            _("the invisible character U+{code:04X} is not read").format(code=ord(odd.group())),
            _("remove the escape"),
        )
        return None
    return value


def required_text(source: Source, event: Any) -> str | None:
    """A text that must not be empty; None if it is."""
    value = text(source, event)
    if is_null(event) or (value is not None and not value.strip()):
        source.problem(event, _("expected a text, got nothing"), _("write a text"))
        return None
    return value


def one_of(*choices: str) -> FieldReader:
    """A reader for one of a few words."""

    def read(source: Source, event: Any) -> str | None:
        value = text(source, event)
        if value is None or value in choices:
            return value
        source.problem(
            event,
            _("expected one of {choices}, got `{text}`").format(
                choices=", ".join(choices), text=shown(value)
            ),
            did_you_mean(value.lower(), list(choices), _("write one of {names}")),
        )
        return None

    return read


def decimal(source: Source, event: Any) -> Decimal | None:
    """A number, exactly as written; None for null or after a reported mistake."""
    if type(event) is not yaml.ScalarEvent:
        source.unexpected(event, _("a number"), _("write one number"))
        return None
    if event.style:
        source.unexpected(event, _("a number"), _("write it without quotes"))
        return None
    if event.value in NULLS:
        return None
    try:
        return number(event.value)
    except NotANumber as error:
        source.problem(event, str(error), error.cure)
        return None


def required_decimal(source: Source, event: Any) -> Decimal | None:
    """A number that must be there; None after a reported mistake."""
    if is_null(event):
        source.problem(event, _("expected a number, got nothing"), _("write the number, or remove the key"))
        return None
    return decimal(source, event)


def integer(low: int, high: int) -> FieldReader:
    """A reader for a whole number between `low` and `high`."""

    def read(source: Source, event: Any) -> int | None:
        value = required_decimal(source, event)
        if value is None:
            return None
        if value != value.to_integral_value() or not low <= value <= high:
            source.problem(
                event,
                _("expected a whole number from {low} to {high}, got `{text}`").format(
                    low=low, high=high, text=shown(event.value)
                ),
                _("check the number"),
            )
            return None
        return int(value)

    return read
