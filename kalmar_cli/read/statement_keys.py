"""The shape of a printed statement: its columns, rows and labels."""

from typing import Any

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.rows import PART, kind
from kalmar_cli.read.amounts import cells
from kalmar_cli.read.events import place_of
from kalmar_cli.read.mapping import Mapping, Shape, Source
from kalmar_cli.read.values import integer, is_id, list_of, mention, required_text, text


def _rows(source: Source, event: Any) -> dict[str, tuple[Any, Any]]:
    found = source.table(event, _("rows by id"), cells)
    if found is None:
        source.lost.add("row")
        return {}
    return {row: (key, figures) for row, (key, figures) in found.items() if is_id(source, key, "_")}


def label_table(source: Source, event: Any) -> dict[str, str]:
    """Printed labels by row id; a row that the statement lacks is a dangling name."""
    found = source.table(event, _("labels by row id"), required_text) or {}
    for row, (key, _value) in found.items():
        source.mention("row", row, key)
    return {row: value or row for row, (_key, value) in found.items()}


def _column(source: Source, event: Any) -> tuple[str | None, Place]:
    return required_text(source, event), place_of(event)


_column_list = list_of(N_("a list of columns"), _column)


def _columns(source: Source, event: Any) -> Any:
    found = _column_list(source, event)
    if found == ():
        source.problem(
            event, _("a statement has no columns"), _("write them as printed: [2024, 2025, 2026]")
        )
    return found


_row = mention("row", text)


def _memo_row(source: Source, event: Any) -> Any:
    row = _row(source, event)
    if row is not None and kind(row) != PART:
        source.problem(
            event,
            _("the row `{row}` is a sum or a share, which is never added").format(row=clip(row)),
            _("leave it out of `memo`"),
        )
    return row


_memo = list_of(N_("a list of rows"), _memo_row, unique=True)

STATEMENT = Shape(
    N_("a statement"),
    {
        "section": text,
        "decimals": integer(0, 6, required=False),
        "columns": _columns,
        "memo": _memo,
        "rows": _rows,
        "labels": label_table,
    },
    ("columns", "rows"),
)


def statement(source: Source, event: Any) -> Mapping | None:
    """A statement as its file gives it; where it cannot be read, rows and years are not known."""
    found = source.mapping(event, STATEMENT)
    if found is None or "columns" in found.lost or "rows" in found.lost:
        source.lost |= {"row", "year"}
    return found
