"""The keys of a budget's lines, totals and proposals, and of the amounts that words give for them."""

from typing import Any, NamedTuple

from yaml import ScalarEvent

from kalmar_cli.base.characters import clip, slug
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.model import (
    BALANCE_SHEET,
    INQUIRY,
    INVESTMENT,
    MEASURE,
    OPERATING,
    TITLE_LENGTH,
    Proposal,
    Stated,
)
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.read.amounts import Given, GivenList, given
from kalmar_cli.read.events import new_tuple
from kalmar_cli.read.mapping import Shape, Source
from kalmar_cli.read.values import (
    decimal,
    identifier,
    integer,
    list_of,
    mention,
    one_of,
    required_decimal,
    required_text,
    shared_text,
    text,
)

budget_year = integer(1900, 2200)
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
_years = list_of(N_("a list of years"), mention("year", budget_year), unique=True)
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


class WrittenLine(NamedTuple):
    """A line as its file gives it: its amounts not yet by year, its row and area perhaps the base's."""

    id: str
    name: str
    heading: str | None
    area: str | None
    row: str | None
    given: Given | GivenList | None
    proposals: tuple[int, ...]
    stated: tuple[Stated, ...]
    section: str | None
    certainty: str | None
    place: Place


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


def line(source: Source, event: Any) -> WrittenLine | None:
    """A line as its file gives it; None if it is no mapping."""
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
                _("no id can be made of the name `{name}`").format(name=clip(name)),
                _("give the line an `id` of a–z, 0–9, hyphens"),
            )
    return new_tuple(
        WrittenLine,
        (
            id or "",
            name,
            values.get("heading"),
            values.get("area"),
            values.get("row"),
            values.get("amounts"),
            values.get("proposals") or (),
            values.get("stated") or (),
            values.get("section"),
            values.get("certainty"),
            found.place("id", "name"),
        ),
    )


class WrittenTotal(NamedTuple):
    """A printed sum as its file gives it, its amounts not yet by year."""

    name: str
    row: str | None
    heading: str | None
    section: str | None
    given: Given | GivenList | None
    place: Place


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


def total(source: Source, event: Any) -> WrittenTotal | None:
    """A printed sum as its file gives it; None if it is no mapping."""
    found = source.mapping(event, TOTAL)
    if found is None:
        return None
    values = found.values
    return WrittenTotal(
        values.get("name") or "",
        values.get("row"),
        values.get("heading"),
        values.get("section"),
        values.get("amounts"),
        found.place(),
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


def proposal(source: Source, event: Any) -> Proposal | None:
    """A numbered proposal as its file gives it; None if it is no mapping."""
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
