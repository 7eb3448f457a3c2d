"""The shape of a budget file: which keys stand where, and what reads their values.

A new key also goes where CONTRIBUTING.md says (One change of each kind).
"""

from typing import Any

from yaml import MappingStartEvent, ScalarEvent

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import UNIT_SPELLINGS, UNITS
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN, Area, Document, PriceIndex
from kalmar_cli.read.mapping import FieldReader, Mapping, Shape, Source
from kalmar_cli.read.post_keys import budget_year, line, proposal, total
from kalmar_cli.read.statement_keys import label_table, statement
from kalmar_cli.read.values import (
    by_year,
    decimal,
    integer,
    is_id,
    list_of,
    one_of,
    required_decimal,
    required_text,
    text,
)

_PLAIN_UNITS = one_of(*UNITS, required=True)


def _unit(source: Source, event: Any) -> str | None:
    """A unit, by one of its spellings."""
    if type(event) is ScalarEvent and event.value in UNIT_SPELLINGS:
        return UNIT_SPELLINGS[event.value]
    unit: str | None = _PLAIN_UNITS(source, event)
    return unit


def _by_year(reader: FieldReader, example: str) -> FieldReader:
    """A reader for one figure of all years, or for figures by year: a figure, or a dict by year."""

    def read(source: Source, event: Any) -> Any:
        if type(event) is not MappingStartEvent:
            return reader(source, event)
        return _figures_by_year(source, event, reader, example)

    return read


def _figures_by_year(source: Source, event: Any, reader: FieldReader, example: str) -> dict[int, Any]:
    """The figures of the years that have one."""
    found = by_year(source, source.table(event, _("figures by year"), reader) or {}, example)
    return {year: figure for year, (_key, figure) in found.items() if figure is not None}


AREA = Shape(N_("an area"), {"name": required_text, "chapter": text}, ("name",))


def _area(source: Source, event: Any) -> Mapping | None:
    return source.mapping(event, AREA)


def _areas(source: Source, event: Any) -> dict[str, Area]:
    table = source.table(event, _("areas by id"), _area)
    if table is None:
        source.lost.add("area")
        return {}
    areas = {}
    for id, (key, found) in table.items():
        is_id(source, key)
        values = found.values if found else {}
        areas[id] = Area(id, values.get("name") or id, values.get("chapter"))
    source.declare("area", areas)
    return areas


def _document(source: Source, event: Any) -> Document | None:
    found = source.mapping(event, DOCUMENT)
    if not found:
        return None
    values = found.values
    return Document(values.get("title") or "", values.get("url"), values.get("pages") or ())


def _pages(source: Source, event: Any) -> tuple[tuple[str, int], ...]:
    found = source.table(event, _("pages by section"), _page) or {}
    return tuple((section, page) for section, (_key, page) in found.items() if page is not None)


_page = integer(1, 100_000)
DOCUMENT = Shape(N_("a source"), {"title": required_text, "url": text, "pages": _pages}, ("title",))


def _index_values(source: Source, event: Any) -> dict[int, Any]:
    return _figures_by_year(source, event, required_decimal, "2024: 110.4")


PRICE_INDEX = Shape(
    N_("a price index"),
    {"name": required_text, "source": text, "values": _index_values},
    ("name", "values"),
)


def _price_index(source: Source, event: Any) -> PriceIndex | None:
    found = source.mapping(event, PRICE_INDEX)
    if found is None:
        return None
    values = found.values
    return PriceIndex(values.get("name") or "", values.get("source"), values.get("values") or {})


BUDGET = Shape(
    N_("a budget"),
    {
        "name": required_text,
        "municipality": required_text,
        "year": budget_year,
        "base": required_text,
        "unit": _unit,
        "sign": one_of(RESULT_SIGN, SPENDING_SIGN, required=True),
        "tax_rate": _by_year(decimal, "2024: 21.81"),
        "population": _by_year(integer(1, 100_000_000, required=False), "2024: 71000"),
        "price_index": _price_index,
        "result_target": decimal,
        "source": _document,
        "areas": _areas,
        "labels": label_table,
        "statement": statement,
        "lines": list_of(N_("a list of lines"), line),
        "totals": list_of(N_("a list of totals"), total),
        "proposals": list_of(N_("a list of proposals"), proposal),
    },
    ("name", "municipality", "year", "unit", "sign"),
)
