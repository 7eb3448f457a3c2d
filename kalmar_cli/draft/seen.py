"""Every table that was seen in a document, as a report: what it was taken for, and why or why not."""

from collections.abc import Sequence

from kalmar_cli.base.language import _, _n
from kalmar_cli.draft.find.found import SeenTable, where
from kalmar_cli.reports.table import Column, Record, Report, Table, Value


def kinds_in_words() -> dict[str, str]:
    """What a table can be taken for, with what people call it."""
    return {
        "statement": _("income statement"),
        "changes": _("changes"),
        "frames": _("frames"),
        "skip": _("nothing of ours"),
    }


def seen_report(seen: Sequence[SeenTable], title: str, kind: str) -> Report:
    """A row for each table of a document with this `title`; `kind` is pdf, text or table."""
    table = Table(
        "tables",
        "",
        (
            Column("table", _("Table"), "count", role="key"),
            Column("place", _("Place")),
            Column("title", _("Title"), gives_way=4),
            Column("columns", _("Columns")),
            Column("first_row", _("First row"), gives_way=1),
            Column("rows", _("Rows"), "count", gives_way=2),
            Column("unit", _("Unit"), gives_way=3),
            Column("taken_for", _("Taken for"), words=kinds_in_words()),
            Column("why", _("Why")),
        ),
        tuple(Record(_values(one, kind)) for one in seen),
        notes=(
            _("Say otherwise with --table 1=changes, --column 1:2=skip, --unit, --sign and --own-column."),
        )
        if seen
        else (),
    )
    count = _n("{n} table", "{n} tables", len(seen))
    return Report(title, count, (table,), "", meta={"tables": len(seen)})


def _values(one: SeenTable, kind: str) -> dict[str, Value]:
    return {
        "table": one.number,
        "place": where(one.line, kind),
        "title": one.title,
        "columns": numbered(one.columns),
        "first_row": " | ".join(one.first_row),
        "rows": one.rows,
        "unit": one.unit,
        "taken_for": one.taken_for,
        "why": one.why,
    }


def numbered(columns: Sequence[str]) -> str:
    """The columns as they are called, each with its number."""
    return ", ".join(f"{at} {name}" for at, name in enumerate(columns, 1))


def seen_lines(seen: Sequence[SeenTable], kind: str) -> list[str]:
    """The same in a line for each table, for a message."""
    return [
        _("table {number} ({place}), {title}, with the columns {columns}: {why}").format(
            number=one.number,
            place=where(one.line, kind),
            title=f"“{one.title}”" if one.title else _("without a title"),
            columns=numbered(one.columns),
            why=one.why,
        )
        for one in seen
    ]
