"""The statement that a budget file prints → a Statement: columns, rows, labels, and how exact it is."""

from decimal import Decimal

from kalmar_cli.base.characters import shown
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import decimals_written, from_unit
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.budget.model import Row, Statement
from kalmar_cli.budget.rows import SHARE_ID, STANDARD
from kalmar_cli.read.events import place_of
from kalmar_cli.read.file import UnbasedBudget
from kalmar_cli.read.mapping import Mapping
from kalmar_cli.read.references import check_columns


def assemble_statement(unbased: UnbasedBudget, unit: str, year: int) -> Statement | None:
    """The statement that a file in `unit` prints, its amounts in mkr; what does not fit is told."""
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
    rows = {}
    most_decimals = 0
    for id, (key, given) in (values.get("rows") or {}).items():
        figures = given.figures if given else ()
        if whole and given and len(figures) != len(columns):
            unbased.problem(
                given.place,
                _("the row `{row}` has {found} figures for {count} columns").format(
                    row=shown(id), found=len(figures), count=len(columns)
                ),
                _("write one figure for each column, null where none is printed"),
            )
        places = given.places if given else ()
        if len(figures) != len(columns):  # a mistake that is told: the row is made to fit, so that all are
            figures = (*figures, *(None,) * len(columns))[: len(columns)]
            places = (*places, *(place_of(key),) * len(columns))[: len(columns)]
        if id != SHARE_ID:
            most_decimals = max([most_decimals, *(decimals_written(f) for f in figures if f is not None)])
            figures = tuple([f if f is None else from_unit(f, unit) for f in figures])
        rows[id] = Row(id, figures, place_of(key), places)
    labels = {**(unbased.values.get("labels") or {}), **(values.get("labels") or {})}
    for id, row in rows.items():
        if id not in STANDARD and id not in labels and not {"labels"} & found.lost:
            unbased.problem(
                row.place,
                _("the row `{row}` is no standard row and has no label").format(row=shown(id)),
                did_you_mean(
                    id,
                    STANDARD,
                    _("add it to `labels`: {{{row}: Printed label}}").format(row=shown(id)),
                ),
            )
    memo = values.get("memo") or ()
    decimals = values.get("decimals")
    if decimals is None:
        decimals = most_decimals
    step = from_unit(Decimal(1).scaleb(-decimals), unit)
    return Statement(values.get("section"), decimals, step, columns, rows, labels, found.place(), memo)
