"""What amounts are measured in: the prices of one year, kronor per inhabitant.

A budget is converted whole, before any report is made of it: every amount of a
year is multiplied by that year's factor. Sums and differences of a year follow,
and shares stay as they are. Columns and years whose factor is not known are
left out of the converted budget.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from itertools import combinations
from typing import TypeVar

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget, Line, Measure, Proposal, Stated, Statement, Total
from kalmar_cli.budget.rows import SHARE_ID

_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)
# Factors have so many digits that amounts times a factor, and their sums, have no rounding of their
# own: what is the same stays the same, and a difference of nothing stays nothing.
_FACTORS = Context(prec=18)
Factor = Callable[[int], Decimal | None]
LineOrTotal = TypeVar("LineOrTotal", Line, Total)


def convert_budgets(
    budgets: Sequence[Budget], measure: Measure, columns: Iterable[str], beside: Sequence[Budget] = ()
) -> list[Budget]:
    """The budgets in a measure; `columns` are those that will be shown, `beside` what they stand beside.

    Raises Refused where a budget has no price index or population for one of them, or
    where two have indexes that differ.
    """
    if not measure:
        return list(budgets)
    columns = list(columns)
    if measure.prices is not None:
        _require_one_index([*budgets, *beside])
    return [_convert_one(budget, measure, columns) for budget in budgets]


def _convert_one(budget: Budget, measure: Measure, columns: Sequence[str]) -> Budget:
    asked = {column: year_of(column) for column in columns if column in budget.columns}
    for column, year in asked.items():
        if year is None:
            raise Refused(_("the column `{name}` tells no year").format(name=column))
    years = [year for year in asked.values() if year]
    if measure.prices is not None:
        _require_prices(budget, measure.prices, years)
    if measure.per_inhabitant:
        _require_inhabitants(budget, years)
    return _convert_chain(budget, factor_of(budget, measure), per_inhabitant=measure.per_inhabitant)


def factor_of(budget: Budget, measure: Measure) -> Factor:
    """What the amounts of a year are multiplied by; None for a year without index or population."""

    def factor(year: int) -> Decimal | None:
        above, below = Decimal(1), Decimal(1)
        if measure.prices is not None:
            index = budget.prices
            if index is None or not {measure.prices, year} <= index.values.keys():
                return None
            above, below = index.values[measure.prices], index.values[year]
        if measure.per_inhabitant:
            inhabitants = budget.inhabitants(year)
            if inhabitants is None:
                return None
            below *= inhabitants
        return _FACTORS.divide(above, below)

    return factor


def _require_one_index(budgets: Sequence[Budget]) -> None:
    """Refuses indexes that tell the prices of some two years differently; one may have further years."""
    known = [(budget, index) for budget in budgets if (index := budget.prices)]
    for (_budget, one), (_other, two) in combinations(known, 2):
        shared = sorted(one.values.keys() & two.values.keys())
        if any(
            one.values[y] * two.values[shared[0]] != two.values[y] * one.values[shared[0]] for y in shared
        ):
            names = (f"{index.name} ({budget.name} {budget.year})" for budget, index in known)
            raise Refused(
                _("the budgets have different price indexes: {names}").format(names=", ".join(names))
            )


def _require_prices(budget: Budget, prices: int, years: Iterable[int]) -> None:
    index = budget.prices
    if index is None:
        raise Refused(
            _("{budget} has no price index; write {key} in {file}").format(
                budget=budget.name,
                key=f"`price_index: {{name: PKV, source: …, values: {{{prices}: …}}}}`",
                file=budget.root.file,
            )
        )
    missing = sorted({prices, *years} - index.values.keys())
    if missing:
        raise Refused(
            _("{index} of {budget} has no value for {years}; write it under {key} in {file}").format(
                index=index.name,
                budget=budget.name,
                years=", ".join(map(str, missing)),
                key=f"`price_index: {{values: {{{', '.join(f'{year}: …' for year in missing)}}}}}`",
                file=next(link.file for link in budget.chain if link.price_index),
            )
        )


def _require_inhabitants(budget: Budget, years: Iterable[int]) -> None:
    missing = sorted({year for year in years if budget.inhabitants(year) is None})
    if missing:
        raise Refused(
            _("{budget} gives no population of {years}; write {key} in {file}").format(
                budget=budget.name,
                years=", ".join(map(str, missing)),
                key=f"`population: {{{', '.join(f'{year}: …' for year in missing)}}}`",
                file=next((link.file for link in budget.chain if link.populations), budget.root.file),
            )
        )


def year_of(column: str) -> int | None:
    """The year that a column's name tells: the last one written in it."""
    found = _YEAR.findall(column)
    return int(found[-1]) if found else None


def _convert_chain(budget: Budget, factor: Factor, *, per_inhabitant: bool) -> Budget:
    """The budget and its bases, every amount times the factor of its year."""
    known = [i for i, year in enumerate(budget.years) if factor(year) is not None]
    years = tuple(budget.years[i] for i in known)
    factors = [factor(year) or Decimal(1) for year in years]

    def convert(post: LineOrTotal) -> LineOrTotal:
        amounts = tuple(post.amounts[i] * by for i, by in zip(known, factors, strict=True))
        places = tuple(post.places[i] for i in known) if len(post.places) > 1 else post.places
        return post._replace(amounts=amounts, places=places)

    return budget._replace(
        years=years,
        base=budget.base and _convert_chain(budget.base, factor, per_inhabitant=per_inhabitant),
        statement=budget.statement and _convert_statement(budget.statement, factor),
        lines=tuple(
            convert(line)._replace(stated=_convert_stated(line.stated, budget.year, factor))
            for line in budget.lines
        ),
        totals=tuple(map(convert, budget.totals)),
        proposals=tuple(_convert_proposal(of, budget.year, factor) for of in budget.proposals),
        # What is per inhabitant already is not divided once more.
        populations=dict.fromkeys(budget.populations, 1) if per_inhabitant else budget.populations,
    )


def _convert_statement(statement: Statement, factor: Factor) -> Statement:
    years = [year_of(column) for column in statement.columns]
    by_column = [None if year is None else factor(year) for year in years]
    known = [i for i, by in enumerate(by_column) if by is not None]
    rows = {
        id: row._replace(
            values=tuple(_times(row.values[i], by_column[i], id) for i in known),
            places=tuple(row.places[i] for i in known),
        )
        for id, row in statement.rows.items()
    }
    return statement._replace(columns=tuple(statement.columns[i] for i in known), rows=rows)


def _times(value: Decimal | None, by: Decimal | None, row: str) -> Decimal | None:
    """A printed figure converted; a share stays what it is."""
    return value if value is None or by is None or row == SHARE_ID else value * by


def _convert_proposal(proposal: Proposal, year: int, factor: Factor) -> Proposal:
    by = factor(proposal.years[0] if proposal.years else year)
    amount = None if proposal.amount is None or by is None else proposal.amount * by
    return proposal._replace(amount=amount, stated=_convert_stated(proposal.stated, year, factor))


def _convert_stated(stated: Sequence[Stated], year: int, factor: Factor) -> tuple[Stated, ...]:
    return tuple(
        of._replace(amount=of.amount * by)
        for of in stated
        if (by := factor(of.years[0] if of.years else year)) is not None
    )
