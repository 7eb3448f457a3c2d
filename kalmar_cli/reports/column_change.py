"""One budget's statement, each column with its change from the one before it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.growth import Growth, grow
from kalmar_cli.budget.rows import kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.change import say_reasons
from kalmar_cli.reports.formulas import difference
from kalmar_cli.reports.statement_table import EMPHASIS, StatementRow, statement_order, statement_rows
from kalmar_cli.reports.table import (
    DIFFERENCE,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    PERCENT,
    RECKONERS,
    UNIT,
    Cells,
    Column,
    Making,
    Portion,
    Record,
    Table,
    Value,
)
from kalmar_cli.reports.view import in_view

MACHINE_COLUMNS = (
    Column("previous"),
    Column("change", kind=NUMBER),
    Column("percent", kind=PERCENT),
    Column("no_percent"),
)


def add_changes(statement: Table, figures: Figures, unit: str) -> Table:
    """The statement's records for machines, each with the column before, the change, and its per cent."""
    before = _columns_before(figures)

    def changed(record: Record) -> Record:
        row, column = str(record.values["row"]), str(record.values["column"])
        previous = before.get(column)
        growth = _growth(figures, row, previous, column, unit)
        more: dict[str, Value] = {"previous": previous, "change": growth.amount}
        more |= {"percent": growth.percent, "no_percent": growth.absent}
        return record._replace(values={**record.values, **more})

    return statement._replace(
        columns=(*statement.columns, *MACHINE_COLUMNS),
        records=tuple(map(changed, statement.records)),
        audience=MACHINES,
    )


def change_table(figures: Figures, columns: Sequence[str], unit: str) -> Table:
    """For people: each of `columns` that has one before it, with its change from that."""
    before = _columns_before(figures)
    pairs = [(column, before[column]) for column in columns if column in before]
    needed = [column for column in figures.budget.columns if any(column in pair for pair in pairs)]
    rows: dict[str, list[StatementRow]] = {}
    for row in statement_rows(
        statement_order([figures]),
        needed,
        [figures.budget],
        figures.added_rows,
        unit,
        lambda row, column: (in_view(figures.figure(row, column), row, unit),),
    ):
        rows.setdefault(row.row, []).append(row)
    records = tuple(_record(figures, of, needed, pairs, unit) for of in rows.values())
    reasons = (
        (_growth(figures, of[0].row, previous, column, unit).absent, of[0].words)
        for of in rows.values()
        for column, previous in pairs
    )
    return Table(
        "change",
        _("Income statement: each column's change from the one before it"),
        tuple(_columns(needed, pairs)),
        records,
        PEOPLE | RECKONERS,
        notes=(
            _("% is of the earlier figure's size: a plus is a larger cost or a larger income."),
            *say_reasons(reasons),
        ),
        making=lambda record: _making(record, pairs),
    )


def _columns_before(figures: Figures) -> dict[str, str]:
    columns = figures.budget.columns
    return dict(zip(columns[1:], columns, strict=False))


def _growth(figures: Figures, row: str, previous: str | None, column: str, unit: str) -> Growth:
    if previous is None:
        return Growth(None, None, "")
    earlier, later = (in_view(figures.figure(row, c), row, unit) for c in (previous, column))
    return grow(row, earlier, later)


def _columns(needed: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Iterator[Column]:
    before = dict(pairs)
    yield Column("row", role=KEY)
    yield Column("label", _("Income statement"), role=KEY)
    yield Column("unit", _("Unit"), role=UNIT)
    for column in needed:
        if column not in before:
            yield Column(column, column, NUMBER, group=_("Earlier"))
            continue
        group = _("{column}, change from {earlier}").format(column=column, earlier=before[column])
        yield Column(column, column, NUMBER, group=group)
        yield Column(f"{column}_change", _("Change"), NUMBER, DIFFERENCE, group=group)
        yield Column(f"{column}_percent", "%", PERCENT, DIFFERENCE, group=group)


def _record(
    figures: Figures,
    rows: Sequence[StatementRow],
    needed: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    unit: str,
) -> Record:
    first = rows[0]
    known: dict[str, Decimal | None] = {of.column: of.values[0] for of in rows}
    values: dict[str, Value] = {"row": first.row, "label": first.words, "unit": first.unit}
    values |= {column: known.get(column) for column in needed}
    for column, previous in pairs:
        growth = _growth(figures, first.row, previous, column, unit)
        values |= {f"{column}_change": growth.amount, f"{column}_percent": growth.percent}
    return Record(values, EMPHASIS[kind(first.row)])


def _making(record: Record, pairs: Sequence[tuple[str, str]]) -> Making:
    made = {}
    for column, previous in pairs:
        if record.values[f"{column}_change"] is not None:
            made[f"{column}_change"] = difference(column, previous)
        if record.values[f"{column}_percent"] is not None:
            made[f"{column}_percent"] = Portion(Cells(f"{column}_change"), (Cells(previous),))
    return made
