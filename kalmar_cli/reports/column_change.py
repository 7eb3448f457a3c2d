"""One budget's statement, each column with its change from the one before it."""

from collections.abc import Iterator, Mapping, Sequence

from kalmar_cli.base.language import _
from kalmar_cli.budget.growth import Growth, grow
from kalmar_cli.budget.rows import kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.growth_columns import GrowthColumns, say_reasons
from kalmar_cli.reports.statement_table import EMPHASIS, StatementRow, statement_order, statement_rows
from kalmar_cli.reports.table import MACHINES, PEOPLE, RECKONERS, Column, Record, Table, Value
from kalmar_cli.reports.view import in_view

MACHINE_COLUMNS = (
    Column("previous"),
    Column("change", kind="number"),
    Column("percent", kind="percent"),
    Column("no_percent"),
)


def add_changes(statement: Table, figures: Figures, unit: str) -> Table:
    """The statement's records for machines, each with the column before, the change, and its per cent."""
    before = _columns_before(figures)

    def changed(record: Record) -> Record:
        row, column = str(record.values["row"]), str(record.values["column"])
        previous = before.get(column)
        growth = _growth(figures, row, previous, column, unit) if previous else Growth(None, None)
        more = zip((of.id for of in MACHINE_COLUMNS), (previous, *growth), strict=True)
        return record._replace(values={**record.values, **dict(more)})

    return statement._replace(
        columns=(*statement.columns, *MACHINE_COLUMNS),
        records=tuple(map(changed, statement.records)),
        audience=MACHINES,
    )


def change_table(figures: Figures, columns: Sequence[str], unit: str) -> Table:
    """For people: each of `columns` that has one before it, with its change from that."""
    before = _columns_before(figures)
    pairs = [GrowthColumns(column, before[column]) for column in columns if column in before]
    shown = {id for pair in pairs for id in (pair.id, pair.earlier)}
    needed = [column for column in figures.budget.columns if column in shown]
    rows: dict[str, list[StatementRow]] = {}
    for of in statement_rows(
        statement_order([figures]),
        needed,
        [figures.budget],
        figures.added_rows,
        unit,
        lambda row, column: (in_view(figures.figure(row, column), row, unit),),
    ):
        rows.setdefault(of.row, []).append(of)
    growths = {row: [_growth(figures, row, of.earlier, of.id, unit) for of in pairs] for row in rows}
    records = []
    for row, known in rows.items():
        values: dict[str, Value] = {"row": row, "label": known[0].words, "unit": known[0].unit}
        values |= dict.fromkeys(needed) | {of.column: of.values[0] for of in known}
        for pair, growth in zip(pairs, growths[row], strict=True):
            values |= pair.values(growth)
        records.append(Record(values, EMPHASIS[kind(row)]))
    return Table(
        "change",
        _("Income statement: each column's change from the one before it"),
        tuple(_columns(needed, pairs)),
        tuple(records),
        PEOPLE | RECKONERS,
        notes=(
            _("% is of the earlier figure's size: a plus is a larger cost or a larger income."),
            *say_reasons((of.absent, rows[row][0].words) for row in rows for of in growths[row]),
        ),
        making=lambda record: {id: how for of in pairs for id, how in of.making(record.values).items()},
    )


def _columns_before(figures: Figures) -> Mapping[str, str]:
    columns = figures.budget.columns
    return dict(zip(columns[1:], columns, strict=False))


def _growth(figures: Figures, row: str, previous: str, column: str, unit: str) -> Growth:
    return grow(row, *(in_view(figures.figure(row, of), row, unit) for of in (previous, column)))


def _columns(needed: Sequence[str], pairs: Sequence[GrowthColumns]) -> Iterator[Column]:
    known = {of.id: of for of in pairs}
    yield Column("row", role="key")
    yield Column("label", _("Income statement"), role="key")
    yield Column("unit", _("Unit"), role="unit")
    for column in needed:
        if column in known:
            words = _("{column}, change from {earlier}")
            yield from known[column].for_readers(
                column, words.format(column=column, earlier=known[column].earlier)
            )
        else:
            yield Column(column, _("Earlier"), "number", group=column)
