"""The shape of a budget file: which keys stand where, and what reads their values.

A key is added here, in FORMAT's terms, and in model.py and budget.schema.json.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from kalmar_cli.figures import UNITS, ZERO
from kalmar_cli.language import N_, _
from kalmar_cli.model import Area, Document, Line, Proposal, Stated, Total
from kalmar_cli.source import Mapping, Place, Shape, Source, place_of, shown
from kalmar_cli.values import decimal, integer, is_null, one_of, required_decimal, required_text, text

OPERATING, INVESTMENT, BALANCE_SHEET = "operating", "investment", "balance-sheet"
MEASURE, INQUIRY = "measure", "inquiry"
RESULT_SIGN, SPENDING_SIGN = "result", "spending"
TITLE_LENGTH = 80

_year = integer(1900, 2200)
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")


class Given(NamedTuple):
    """Amounts as the file gives them: one figure, a list by year, or by named years."""

    figures: Decimal | list[Decimal | None] | dict[int, Decimal | None] | None
    place: Place
    places: tuple[Place, ...] = ()


# -- readers of the parts, in the file's order --------------------------------


def _amounts(source: Source, event: Any) -> Given:
    place = place_of(event)
    if isinstance(event, yaml.SequenceStartEvent):
        places: list[Place] = []

        def item(source: Source, event: Any) -> Decimal | None:
            places.append(place_of(event))
            return required_decimal(source, event)

        return Given(source.items(event, "", item), place, tuple(places))
    if isinstance(event, yaml.MappingStartEvent):
        by_year: dict[int, Decimal | None] = {}
        year_places = []
        for name, (key, value) in source.table(event, "", required_decimal).items():
            if not re.fullmatch(r"\d{4}", name, re.ASCII):
                source.problem(
                    key,
                    _("expected a year, got `{text}`").format(text=shown(name)),
                    _("write 2024: -2.0"),
                )
                continue
            source.mention("year", name, key)
            by_year[int(name)] = value
            year_places.append(key)
        return Given(by_year, place, tuple(year_places))
    return Given(required_decimal(source, event), place)


def _id(source: Source, event: Any) -> str | None:
    value = required_text(source, event)
    if value is not None and not _ID.match(value):
        source.problem(
            event,
            _("expected an id of a–z, 0–9, hyphens, got `{text}`").format(text=shown(value)),
            _("write {id}").format(id=slug(value) or "post-1"),
        )
        return None
    return value


def _mention(kind: str, reader: Any) -> Any:
    """A reader for a name that must be declared elsewhere, as an area or a row."""

    def read(source: Source, event: Any) -> Any:
        value = reader(source, event)
        if value is not None:
            source.mention(kind, str(value), place_of(event))
        return value

    return read


def _list_of(what: str, reader: Any) -> Any:
    def read(source: Source, event: Any) -> tuple[Any, ...]:
        if is_null(event):
            return ()
        return tuple(value for value in source.items(event, _(what), reader) if value is not None)

    return read


_area_name = _mention("area", text)
_row_name = _mention("row", text)
_proposal_numbers = _list_of(N_("a list of proposal numbers"), _mention("proposal", integer(1, 100_000)))
_years = _list_of(N_("a list of years"), _mention("year", _year))
_budget_kind = one_of(OPERATING, INVESTMENT, BALANCE_SHEET)

STATED = Shape(
    N_("a stated amount"),
    {
        "amount": required_decimal,
        "section": text,
        "years": _years,
        "with": _list_of(N_("a list of line ids"), _mention("line", text)),
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
        found.places.get("amount", found.place),
    )


LINE = Shape(
    N_("a line"),
    {
        "name": required_text,
        "id": _id,
        "heading": text,
        "area": _area_name,
        "row": _row_name,
        "amounts": _amounts,
        "proposals": _proposal_numbers,
        "stated": _list_of(N_("a list of stated amounts"), _stated),
        "section": text,
        "certainty": one_of("decided", "estimated", "unspecified"),
    },
    ("name", "amounts"),
)


def _line(source: Source, event: Any) -> Line | None:
    found = source.mapping(event, LINE)
    if found is None:
        return None
    values, places = found.values, found.places
    name = values.get("name") or ""
    return Line(
        values.get("id") or slug(name),
        name,
        values.get("heading"),
        values.get("area"),
        values.get("row") or "",  # the base's post may say which
        values.get("amounts"),  # type: ignore[arg-type]  # a Given, until the years are known
        values.get("proposals") or (),
        values.get("stated") or (),
        values.get("section"),
        values.get("certainty"),
        places.get("id") or places.get("name") or found.place,
        (),
    )


TOTAL = Shape(
    N_("a total"),
    {
        "name": required_text,
        "row": _row_name,
        "heading": text,
        "section": text,
        "amounts": _amounts,
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
        values.get("amounts"),  # type: ignore[arg-type]  # a Given, until the years are known
        found.place,
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
        "number": integer(1, 100_000),
        "area": _area_name,
        "section": text,
        "title": _title,
        "kind": one_of(MEASURE, INQUIRY),
        "amount": decimal,
        "years": _years,
        "budget": _budget_kind,
        "stated": _list_of(N_("a list of stated amounts"), _stated),
    },
    ("number", "title"),
)


def _proposal(source: Source, event: Any) -> Proposal | None:
    found = source.mapping(event, PROPOSAL)
    if found is None:
        return None
    values, places = found.values, found.places
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
        places.get("number", found.place),
        places.get("amount", found.place),
    )


AREA = Shape(N_("an area"), {"name": required_text, "chapter": text}, ("name",))


def _area(source: Source, event: Any) -> Mapping | None:
    return source.mapping(event, AREA)


def _areas(source: Source, event: Any) -> dict[str, Area]:
    areas = {}
    for id, (key, found) in source.table(event, _("areas by id"), _area).items():
        if not _ID.match(id):
            source.problem(
                key,
                _("expected an id of a–z, 0–9, hyphens, got `{text}`").format(text=shown(id)),
                _("write {id}").format(id=slug(id) or "area-1"),
            )
        values = found.values if found else {}
        areas[id] = Area(id, values.get("name") or id, values.get("chapter"))
    source.declare("area", areas)
    return areas


def _cells(source: Source, event: Any) -> Given:
    places: list[Place] = []

    def cell(source: Source, event: Any) -> Decimal | None:
        places.append(place_of(event))
        return decimal(source, event)

    place = place_of(event)
    return Given(source.items(event, _("a list with one figure for each column"), cell), place, tuple(places))


def _rows(source: Source, event: Any) -> dict[str, tuple[Place, Given]]:
    return source.table(event, _("rows by id"), _cells)


def _label_table(source: Source, event: Any) -> dict[str, str]:
    found = source.table(event, _("labels by row id"), required_text)
    for row, (key, _value) in found.items():
        source.mention("row", row, key)
    return {row: value for row, (_key, value) in found.items() if value}


def _column(source: Source, event: Any) -> tuple[str, Place] | None:
    value = required_text(source, event)
    return None if value is None else (value, place_of(event))


STATEMENT = Shape(
    N_("a statement"),
    {
        "section": text,
        "decimals": integer(0, 6),
        "columns": _list_of(N_("a list of columns"), _column),
        "rows": _rows,
        "labels": _label_table,
    },
    ("columns", "rows"),
)


def _statement(source: Source, event: Any) -> Mapping | None:
    return source.mapping(event, STATEMENT)


def _document(source: Source, event: Any) -> Document | None:
    found = source.mapping(event, DOCUMENT)
    return Document(found.values.get("title") or "", found.values.get("url")) if found else None


DOCUMENT = Shape(N_("a source"), {"title": required_text, "url": text}, ("title",))

BUDGET = Shape(
    N_("a budget"),
    {
        "name": required_text,
        "municipality": required_text,
        "year": _year,
        "base": required_text,
        "unit": one_of(*UNITS),
        "sign": one_of(RESULT_SIGN, SPENDING_SIGN),
        "tax_rate": decimal,
        "population": integer(1, 100_000_000),
        "result_target": decimal,
        "source": _document,
        "areas": _areas,
        "labels": _label_table,
        "statement": _statement,
        "lines": _list_of(N_("a list of lines"), _line),
        "totals": _list_of(N_("a list of totals"), _total),
        "proposals": _list_of(N_("a list of proposals"), _proposal),
    },
    ("name", "municipality", "year", "unit", "sign"),
)


def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
