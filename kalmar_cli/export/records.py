"""The records of the data package, and its tables as CSV: amounts in mkr with all their digits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kalmar_cli.base.municipalities import find_municipality
from kalmar_cli.base.numbers import rounded
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.order import with_row
from kalmar_cli.budget.rows import SHARE_ID, kind, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.export.schema import AREAS, BUDGETS, LINES, MKR, PROPOSALS, STATEMENTS, TableShape
from kalmar_cli.render.csv import DIALECT
from kalmar_cli.render.records import written
from kalmar_cli.reports.table import SHARE_DECIMALS_FOR_MACHINES, SHARE_UNIT, Value

_YEAR_AT_THE_END = re.compile(r"(?:^|.*\s)(\d{4})\Z", re.ASCII)


class Resource(NamedTuple):
    """A table of the package: its shape and its records."""

    shape: TableShape
    records: tuple[tuple[Value, ...], ...]

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.shape.name}.csv"

    def csv(self) -> str:
        """Its records as RFC 4180 has them, under a header; "" where nothing is known."""
        return written([[field.name for field in self.shape.fields], *self.records], DIALECT)


def resources(budgets: Sequence[Budget]) -> list[Resource]:
    """The tables of `budgets`; a base that is to be told of must be among them."""
    return [
        Resource(shape, tuple((*_whose(b), *record) for b in budgets for record in of(b)))
        for shape, of in (
            (BUDGETS, _budget),
            (AREAS, _areas),
            (STATEMENTS, _statement),
            (LINES, _lines),
            (PROPOSALS, _proposals),
        )
    ]


def _whose(budget: Budget) -> tuple[Value, ...]:
    return budget.municipality, budget.year, budget.id


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
    order = with_row(figures.order, SHARE_ID) if figures.has_statement else figures.order
    section = budget.statement.section if budget.statement else None
    for position, row in enumerate(order, start=1):
        for period in budget.columns:
            amount = figures.figure(row, period)
            if amount is None:
                continue
            printed = figures.printed(row, period)
            year = _YEAR_AT_THE_END.match(period)
            if row == SHARE_ID:
                amount = rounded(amount, SHARE_DECIMALS_FOR_MACHINES)
            yield (
                position,
                row,
                label(row, [budget]),
                kind(row),
                period,
                int(year[1]) if year else None,
                SHARE_UNIT if row == SHARE_ID else MKR,
                amount,
                printed,
                None if printed is None else section,
            )


def _lines(budget: Budget) -> Iterator[tuple[Value, ...]]:
    for line in budget.lines:
        for year, amount in zip(budget.years, line.amounts, strict=True):
            yield (
                line.id,
                line.name,
                line.heading,
                line.area,
                _area_name(budget, line.area),
                line.row,
                year,
                MKR,
                amount,
                _words(line.proposals),
                line.section,
                line.certainty,
            )


def _proposals(budget: Budget) -> Iterator[tuple[Value, ...]]:
    carriers = budget.carriers()
    for proposal in budget.proposals:
        yield (
            proposal.number,
            proposal.title,
            proposal.kind,
            proposal.area,
            _area_name(budget, proposal.area),
            proposal.section,
            MKR,
            proposal.amount,
            _words(proposal.years),
            proposal.budget,
            _words(line.id for line in carriers.get(proposal.number, ())),
        )


def _area_name(budget: Budget, id: str | None) -> str | None:
    area = budget.area(id) if id else None
    return area.name if area else None


def _words(values: Iterable[object]) -> str | None:
    return " ".join(map(str, values)) or None
