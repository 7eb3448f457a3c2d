"""Figures as a file gives them: one, a list, or by year; with the place of each."""

from decimal import Decimal
from typing import Any, NamedTuple

from yaml import MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place
from kalmar_cli.read.events import new_tuple, place_of
from kalmar_cli.read.mapping import FieldReader, Source
from kalmar_cli.read.values import by_year, decimal, required_decimal


class GivenList(NamedTuple):
    """A list of figures, with its place and that of each; None where none is printed or could be read."""

    figures: tuple[Decimal | None, ...]
    place: Place
    places: tuple[Place, ...]


class Given(NamedTuple):
    """One figure for all years, or figures by year, with the place of the whole and of each year."""

    figures: Decimal | dict[int, Decimal | None]
    place: Place
    places: tuple[Place, ...] = ()


def given(source: Source, event: Any) -> Given | GivenList | None:
    """The amounts of a line or total; None after a reported mistake that leaves none."""
    kind = type(event)
    if kind is SequenceStartEvent:
        return _listed(source, event, "", required_decimal)
    if kind is MappingStartEvent:
        return _by_year(source, event)
    figure = required_decimal(source, event)
    return None if figure is None else Given(figure, place_of(event))


def cells(source: Source, event: Any) -> GivenList | None:
    """The figures of a statement's row, None where the document prints none."""
    return _listed(source, event, _("a list with one figure for each column"), decimal)


def _listed(source: Source, event: Any, what: str, reader: FieldReader) -> GivenList | None:
    if type(event) is not SequenceStartEvent:
        source.items(event, what, reader, of_words=True)  # which says that it is none
        return None
    take = source.take
    figures: list[Decimal | None] = []
    places: list[Place] = []
    line = 0
    before: Any = None
    while type(item := take()) is not SequenceEndEvent:
        mark = item.start_mark
        if mark.line >= line:
            line = mark.line + 1  # one number for all that stand on the line, since each takes memory
        places.append(new_tuple(Place, (line, mark.column + 1)))
        figures.append(reader(source, item))
        scalar = type(item) is ScalarEvent
        # `[-7,0]` is two figures to YAML and one to a Swedish reader.
        if before and scalar and mark.index - before.end_mark.index == 1:
            _check_comma(source, before, item)
        before = item if scalar else None
    return new_tuple(GivenList, (tuple(figures), place_of(event), tuple(places)))


def _check_comma(source: Source, before: Any, event: Any) -> None:
    """Reports a comma between digits, which can be meant as a decimal comma."""
    if before.style or event.style or "." in before.value or not event.value[:1].isdigit():
        return
    source.problem(
        before,
        _("`{first},{second}` is two figures here").format(first=before.value, second=event.value),
        _("write {first}.{second} for one, or `{first}, {second}` for two").format(
            first=before.value, second=event.value
        ),
    )


def _by_year(source: Source, event: Any) -> Given:
    table = source.table(event, "", required_decimal) or {}
    if not table:
        source.problem(event, _("expected a number, got nothing"), _("write {2024: -2.0}, or one number"))
    found = by_year(source, table, "2024: -2.0")
    for key, _figure in found.values():
        source.mention("year", key.value, key)
    figures = {year: figure for year, (_key, figure) in found.items()}
    return Given(figures, place_of(event), tuple(place_of(key) for key, _figure in found.values()))
