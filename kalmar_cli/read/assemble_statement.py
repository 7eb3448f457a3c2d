"""The statement that a budget file prints → a Statement: columns, rows, labels, and how exact it is."""

from collections.abc import Container, Iterable
from decimal import Decimal
from typing import Any

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import decimals_written, from_unit
from kalmar_cli.base.problems import Place, did_you_mean
from kalmar_cli.budget.model import Row, Statement
from kalmar_cli.budget.rows import SHARE_ID, STANDARD
from kalmar_cli.read.amounts import GivenList
from kalmar_cli.read.events import place_of
from kalmar_cli.read.file import UnbasedBudget
from kalmar_cli.read.mapping import Mapping
from kalmar_cli.read.references import check_columns


def assemble_statement(unbased: UnbasedBudget, unit: str, year: int) -> Statement | None:
    """The statement that a file in `unit` prints, its amounts in mkr; what does not fit is reported."""
    found: Mapping | None = unbased.values.get("statement")
    if found is None:
        return None
    values = found.values
    columns = tuple(name for name, _place in values.get("columns") or () if name)
    whole = bool(columns) and len(columns) == len(values["columns"])
    if whole:
        check_columns(unbased, values["columns"], year, found.place("columns"))
    else:
        unbased.lose("year")
    written: dict[str, tuple[Any, GivenList | None]] = values.get("rows") or {}
    rows = {}
    for id, (key, given) in written.items():
        if whole and given:
            _check_length(unbased, id, given, len(columns))
        rows[id] = _row(id, place_of(key), given, len(columns), unit)
    labels = {**(unbased.values.get("labels") or {}), **(values.get("labels") or {})}
    if "labels" not in found.lost:
        _check_labels(unbased, rows.values(), labels)
    decimals = values.get("decimals")
    if decimals is None:
        amounts = (
            of for id, (_key, given) in written.items() if given and id != SHARE_ID for of in given.figures
        )
        decimals = max((decimals_written(amount) for amount in amounts if amount is not None), default=0)
    step = from_unit(Decimal(1).scaleb(-decimals), unit)
    memo = values.get("memo") or ()
    return Statement(values.get("section"), decimals, step, columns, rows, labels, found.place(), memo)


def _row(id: str, place: Place, given: GivenList | None, count: int, unit: str) -> Row:
    """A row of so many figures, amounts in mkr; one of fewer or more is a mistake, and is made to fit."""
    figures, places = (given.figures, given.places) if given else ((), ())
    if len(figures) != count:
        figures = (*figures, *(None,) * count)[:count]
        places = (*places, *(place,) * count)[:count]
    if id != SHARE_ID:
        figures = tuple([of if of is None else from_unit(of, unit) for of in figures])
    return Row(id, figures, place, places)


def _check_length(unbased: UnbasedBudget, row: str, given: GivenList, count: int) -> None:
    """Reports a row that has not one figure for each of so many columns."""
    if len(given.figures) != count:
        unbased.problem(
            given.place,
            _("the row `{row}` has {found} figures for {count} columns").format(
                row=clip(row), found=len(given.figures), count=count
            ),
            _("write one figure for each column, null where none is printed"),
        )


def _check_labels(unbased: UnbasedBudget, rows: Iterable[Row], labels: Container[str]) -> None:
    """Reports each row that has no label, in the file or as a standard row."""
    for row in rows:
        if row.id not in STANDARD and row.id not in labels:
            unbased.problem(
                row.place,
                _("the row `{row}` is no standard row and has no label").format(row=clip(row.id)),
                did_you_mean(
                    row.id,
                    STANDARD,
                    _("add it to `labels`: {{{row}: Printed label}}").format(row=clip(row.id)),
                ),
            )
