"""The shape of a budget file: which keys stand where, and what reads their values.

A key is added here, in FORMAT's terms, and in model.py and budget.schema.json.
"""

from typing import Any

from yaml import MappingStartEvent, ScalarEvent

from kalmar_cli.base.characters import shown
from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import UNIT_SPELLINGS, UNITS, ZERO
from kalmar_cli.budget.model import (
    BALANCE_SHEET,
    INQUIRY,
    INVESTMENT,
    MEASURE,
    OPERATING,
    RESULT_SIGN,
    SPENDING_SIGN,
    Area,
    Document,
    Line,
    PriceIndex,
    Proposal,
    Stated,
    Total,
)
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.read.amounts import given
from kalmar_cli.read.events import new_tuple
from kalmar_cli.read.mapping import FieldReader, Mapping, Shape, Source
from kalmar_cli.read.statement_keys import label_table, statement
from kalmar_cli.read.values import (
    decimal,
    identifier,
    integer,
    is_id,
    list_of,
    mention,
    one_of,
    required_decimal,
    required_text,
    shared_text,
    slug,
    text,
)

TITLE_LENGTH = 80

_year = integer(1900, 2200)
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
        return _years_table(source, event, reader, example)

    return read


def _years_table(source: Source, event: Any, reader: FieldReader, example: str) -> dict[int, Any]:
    """Figures by year; what is not a year, or has no figure, is reported."""
    table = source.table(event, _("figures by year"), reader) or {}
    found = {}
    for name, (key, figure) in table.items():
        year = year_in(name)
        if year is None:
            source.problem(
                key,
                _("expected a year, got `{text}`").format(text=shown(name)),
                _("write {example}").format(example=example),
            )
        elif figure is not None:
            found[year] = figure
    return found


_area_name = mention("area", shared_text)
_row_name = mention("row", shared_text)


def _moved_row(source: Source, event: Any) -> Any:
    if type(event) is ScalarEvent and event.value == SHARE_ID:
        source.problem(event, _("a line cannot move a share"), _("write the row of an amount"))
        return None
    row = _row_name(source, event)
    if row is not None:
        source.mention("moved row", row, event)
    return row


_proposal_number = integer(1, 100_000)
_proposal_numbers = list_of(
    N_("a list of proposal numbers"), mention("proposal", _proposal_number), unique=True
)
_years = list_of(N_("a list of years"), mention("year", _year), unique=True)
_budget_kind = one_of(OPERATING, INVESTMENT, BALANCE_SHEET)

STATED = Shape(
    N_("a stated amount"),
    {
        "amount": required_decimal,
        "section": shared_text,
        "years": _years,
        "with": list_of(N_("a list of line ids"), mention("line", text)),
        "budget": _budget_kind,
    },
    ("amount",),
)


def _stated(source: Source, event: Any) -> Stated | None:
    found = source.mapping(event, STATED)
    if found is None:
        return None
    values = found.values
    return Stated(
        values.get("amount") or ZERO,
        values.get("section"),
        values.get("years") or (),
        values.get("with") or (),
        values.get("budget") or OPERATING,
        found.place("amount"),
    )


LINE = Shape(
    N_("a line"),
    {
        "name": required_text,
        "id": identifier,
        "heading": shared_text,
        "area": _area_name,
        "row": _moved_row,
        "amounts": given,
        "proposals": _proposal_numbers,
        "stated": list_of(N_("a list of stated amounts"), _stated),
        "section": shared_text,
        "certainty": one_of("decided", "estimated", "unspecified"),
    },
    ("name", "amounts"),
)


def _line(source: Source, event: Any) -> Line | None:
    found = source.mapping(event, LINE)
    if found is None:
        source.lost.add("line")
        return None
    values = found.values
    name = values.get("name") or ""
    id = values["id"] if "id" in values else slug(name)
    if not id:
        source.lost.add("line")
        if name and "id" not in values:
            source.problem(
                found.events["name"],
                _("no id can be made of the name `{name}`").format(name=shown(name)),
                _("give the line an `id` of a–z, 0–9, hyphens"),
            )
    return new_tuple(
        Line,
        (
            id or "",
            name,
            values.get("heading"),
            values.get("area"),
            values.get("row") or "",  # the base's post may say which
            values.get("amounts"),  # Given, until the years are known
            values.get("proposals") or (),
            values.get("stated") or (),
            values.get("section"),
            values.get("certainty"),
            found.place("id", "name"),
            (),
        ),
    )


TOTAL = Shape(
    N_("a total"),
    {
        "name": required_text,
        "row": _row_name,
        "heading": shared_text,
        "section": shared_text,
        "amounts": given,
    },
    ("name", "amounts"),
)


def _total(source: Source, event: Any) -> Total | None:
    found = source.mapping(event, TOTAL)
    if found is None:
        return None
    values = found.values
    return Total(
        values.get("name") or "",
        values.get("row"),
        values.get("heading"),
        values.get("section"),
        values.get("amounts"),  # type: ignore[arg-type]  # Given, until the years are known
        found.place(),
        (),
    )


def _title(source: Source, event: Any) -> str | None:
    value = required_text(source, event)
    if value is not None and len(value) > TITLE_LENGTH:
        source.problem(
            event,
            _("a title has at most {limit} characters, this one {length}").format(
                limit=TITLE_LENGTH, length=len(value)
            ),
            _("shorten it"),
        )
    return value


PROPOSAL = Shape(
    N_("a proposal"),
    {
        "number": _proposal_number,
        "area": _area_name,
        "section": shared_text,
        "title": _title,
        "kind": one_of(MEASURE, INQUIRY),
        "amount": decimal,
        "years": _years,
        "budget": _budget_kind,
        "stated": list_of(N_("a list of stated amounts"), _stated),
        "printed": text,
    },
    ("number", "title"),
)


def _proposal(source: Source, event: Any) -> Proposal | None:
    found = source.mapping(event, PROPOSAL)
    if found is None or not found.values.get("number"):
        source.lost.add("proposal")
    if found is None:
        return None
    values = found.values
    return Proposal(
        values.get("number") or 0,
        values.get("area"),
        values.get("section"),
        values.get("title") or "",
        values.get("kind") or MEASURE,
        values.get("amount"),
        values.get("years") or (),
        values.get("budget") or OPERATING,
        values.get("stated") or (),
        found.place("number"),
        found.place("amount"),
        values.get("printed"),
    )


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
    return _years_table(source, event, required_decimal, "2024: 110.4")


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
        "year": _year,
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
        "lines": list_of(N_("a list of lines"), _line),
        "totals": list_of(N_("a list of totals"), _total),
        "proposals": list_of(N_("a list of proposals"), _proposal),
    },
    ("name", "municipality", "year", "unit", "sign"),
)
