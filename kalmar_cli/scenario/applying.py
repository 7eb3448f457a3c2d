"""What each kind of change does to a scenario on the way."""

from collections.abc import Callable
from typing import Any

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, decimals_of, plain, rounded
from kalmar_cli.budget.rows import STANDARD, TAX, label
from kalmar_cli.scenario.adopting import offered
from kalmar_cli.scenario.changes import (
    Adopt,
    Change,
    ChangeRow,
    Delay,
    Drop,
    OnlyYear,
    Scale,
    Set,
    Tax,
)
from kalmar_cli.scenario.work import Work, bare, written

ESTIMATED = "estimated"
# Decimals of mkr.
WHOLE_KRONOR, WHOLE_TKR = 6, 3


def apply(work: Work, change: Change) -> list[str]:
    """Applies one change; gives the names of the lines that it touched. Raises Refused."""
    return _APPLY[type(change)](work, change)


def _adopt(work: Work, change: Adopt) -> list[str]:
    source = work.sources[change.budget]
    offer = offered(work.base, source, change, work.adopted)
    names = []
    for id, post in offer.posts.items():
        if post.line.row not in work.figures.order and post.line.row not in STANDARD:
            raise Refused(
                _("{change}: `{line}` moves the row `{row}`, which {budget} does not have").format(
                    change=change.asked, line=id, row=post.line.row, budget=work.base.id
                )
            )
        for year in sorted(set(post.years) - set(work.base.years)):
            work.outside(id, year, post.amount(year))
        wanted = [a + post.amount(year) for a, year in zip(work.amounts(id), work.base.years, strict=True)]
        names.append(work.put(id, wanted, offer.origin(post), bare(post.line, post.area or None)))
        work.adopted[id] = change.budget
    work.areas = {**work.areas, **{id: of for id, of in offer.areas.items() if id not in work.areas}}
    return names


def _drop(work: Work, change: Drop) -> list[str]:
    id = work.known(change.line, change.asked)
    name = work.put(id, [ZERO] * len(work.base.years), change.asked)
    if id not in work.inherited:
        del work.own[id]
        del work.origins[id]
    work.adopted.pop(id, None)
    return [name]


def _set(work: Work, change: Set) -> list[str]:
    id = work.known(change.line, change.asked)
    amounts = list(work.amounts(id))
    for i in work.year(change.year, change.asked):
        amounts[i] = change.amount
    return [work.put(id, amounts, change.asked)]


def _scale(work: Work, change: Scale) -> list[str]:
    id = work.known(change.line, change.asked)
    amounts = list(work.amounts(id))
    for i in work.year(change.year, change.asked):
        places = max(WHOLE_KRONOR, decimals_of(amounts[i]))
        exact = amounts[i] * change.factor
        amounts[i] = rounded(exact, places) if decimals_of(exact) > places else exact
        if amounts[i] != exact:
            work.notes.append(
                _("`{line}` in {year} is rounded to whole kronor").format(line=id, year=work.base.years[i])
            )
    return [work.put(id, amounts, change.asked)]


def _delay(work: Work, change: Delay) -> list[str]:
    id = work.known(change.line, change.asked)
    before = dict(zip(work.base.years, work.amounts(id), strict=True))
    for year, amount in before.items():
        if year + change.years not in before:
            work.outside(id, year + change.years, amount)
    delayed = [before.get(year - change.years, ZERO) for year in work.base.years]
    return [work.put(id, delayed, change.asked)]


def _only_year(work: Work, change: OnlyYear) -> list[str]:
    id = work.known(change.line, change.asked)
    [kept] = work.year(change.year, change.asked)
    amounts = [amount if i == kept else ZERO for i, amount in enumerate(work.amounts(id))]
    return [work.put(id, amounts, change.asked)]


def _change_row(work: Work, change: ChangeRow) -> list[str]:
    row = work.part(change.row, change.asked)
    by = [ZERO] * len(work.base.years)
    for i in work.year(change.year, change.asked):
        by[i] = change.amount
    return [work.move_row(row, by, label(row, [work.base]), change.asked)]


def _tax(work: Work, change: Tax) -> list[str]:
    row = work.part(TAX, change.asked)
    rates = work.tax_rates or next((link.tax_rates for link in work.base.chain if link.tax_rates), {})
    if not all(rates.get(year) for year in work.base.years):
        raise Refused(
            _("{change}: {budget} gives no tax rate; add `tax_rate` to its file").format(
                change=change.asked, budget=work.base.id
            )
        )
    rate = rates[work.base.year]
    if min(rates.values()) + change.rate <= 0:
        raise Refused(
            _("{change}: the tax rate, {rate}, would not stay above zero").format(
                change=change.asked, rate=written(rate)
            )
        )
    by = []
    for i, year in enumerate(work.base.years):
        income = work.in_row(row, i)
        if income is None:
            raise Refused(
                _("{change}: the statement gives no `{row}` for {year}").format(
                    change=change.asked, row=row, year=year
                )
            )
        by.append(rounded(income / rates[year] * change.rate, WHOLE_TKR))
    work.tax_rates = {year: rates[year] + change.rate for year in work.base.years}
    work.notes.append(
        _("estimate: {row} ÷ {rate} × {change}, to whole tkr; the tax base is taken as unchanged").format(
            row=label(row, [work.base]), rate=written(rate), change=written(change.rate)
        )
    )
    name = f"{label(row, [work.base])}, {plain(rate + change.rate)} kr/100"
    return [work.move_row(row, by, name, change.asked, ESTIMATED)]


_APPLY: dict[type, Callable[[Work, Any], list[str]]] = {
    Adopt: _adopt,
    Drop: _drop,
    Set: _set,
    Scale: _scale,
    Delay: _delay,
    OnlyYear: _only_year,
    ChangeRow: _change_row,
    Tax: _tax,
}
"""Kind of change → what applies it."""
