"""The records of the data package, and its tables as CSV: amounts in mkr with all their digits."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kalmar_cli.base.municipalities import find_municipality
from kalmar_cli.base.numbers import rounded
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import own_posts
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.budget.statement import Figures
from kalmar_cli.export.schema import (
    AREAS,
    BUDGETS,
    LINE_COLUMNS,
    LINES,
    MKR,
    PROPOSALS,
    STATEMENTS,
    TableShape,
)
from kalmar_cli.render.delimited import Dialect, write_rows
from kalmar_cli.reports.lines import post_values
from kalmar_cli.reports.statement_table import statement_order, statement_rows
from kalmar_cli.reports.table import SHARE_DECIMALS_FOR_MACHINES, Value

_YEAR_AT_THE_END = re.compile(r"(?:^|.*\s)(\d{4})\Z", re.ASCII)


def header(shape: TableShape) -> str:
    """The first line of a table's file."""
    return csv_text([[field.name for field in shape.fields]])


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Records as RFC 4180 has them; "" where nothing is known."""
    return write_rows(rows, Dialect())


def table_records(shape: TableShape, budget: Budget) -> Iterator[tuple[Value, ...]]:
    """What a table tells of one budget."""
    whose = (budget.municipality, budget.year, budget.id)
    return ((*whose, *record) for record in _TELLERS[shape.name](budget))


def _budget(budget: Budget) -> Iterator[tuple[Value, ...]]:
    base, source = budget.base, budget.source
    known = find_municipality(budget.municipality)
    yield (
        budget.name,
        base.id if base else None,
        base.year if base else None,
        budget.tax_rate,
        budget.population,
        budget.result_target,
        source.title if source else None,
        source.url if source else None,
        known.code if known else None,
    )


def _areas(budget: Budget) -> Iterator[tuple[Value, ...]]:
    areas = {id: area for link in (*budget.chain,)[::-1] for id, area in link.areas.items()}
    for area in areas.values():
        yield area.id, area.name, area.chapter


def _statement(budget: Budget) -> Iterator[tuple[Value, ...]]:
    figures = Figures(budget)
    order = statement_order([figures])
    positions = {row: position for position, row in enumerate(order, start=1)}
    section = budget.statement.section if budget.statement else None
    for of in statement_rows(
        order,
        budget.columns,
        [budget],
        frozenset(),
        MKR,
        lambda row, column: (figures.figure(row, column), figures.printed(row, column)),
    ):
        amount, printed = of.values
        if amount is None:
            continue
        year = _YEAR_AT_THE_END.match(of.column)
        yield (
            positions[of.row],
            of.row,
            of.words,
            figures.kind(of.row, of.column),
            of.column,
            int(year[1]) if year else None,
            of.unit,
            rounded(amount, SHARE_DECIMALS_FOR_MACHINES) if of.row == SHARE_ID else amount,
            printed,
            None if printed is None else section,
        )


def _lines(budget: Budget) -> Iterator[tuple[Value, ...]]:
    for post in own_posts(budget).values():
        for values in post_values(budget, post, budget.years, MKR, listed=False):
            yield tuple(values[of.id] for of in LINE_COLUMNS)


def _proposals(budget: Budget) -> Iterator[tuple[Value, ...]]:
    carriers = budget.carriers()
    for proposal in budget.proposals:
        yield (
            proposal.number,
            proposal.title,
            proposal.kind,
            proposal.area,
            budget.area_name(proposal.area),
            proposal.section,
            MKR,
            proposal.amount,
            _words(proposal.years),
            proposal.budget,
            _words(line.id for line in carriers.get(proposal.number, ())),
        )


def _words(values: Iterable[object]) -> str | None:
    return " ".join(map(str, values)) or None


# In the order of the package.
TABLES = (BUDGETS, AREAS, STATEMENTS, LINES, PROPOSALS)
# A table's name → what it tells of a budget, in the order of the table's columns.
_TELLERS: dict[str, Callable[[Budget], Iterator[tuple[Value, ...]]]] = {
    BUDGETS.name: _budget,
    AREAS.name: _areas,
    STATEMENTS.name: _statement,
    LINES.name: _lines,
    PROPOSALS.name: _proposals,
}
