"""Why a budget has no figure where another has one: told, and never filled in from its base."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base import language
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import STYLES, decimals_of, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, RESULT, SHARE_ID, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.years import span


def reasons(figures: Figures, columns: Sequence[str]) -> list[str]:
    """A sentence for each kind of figure that a budget lacks in one of `columns`."""
    said = [_beyond_plan(figures, columns), *_details(figures, columns)]
    if figures.has_statement:
        said += [_share(figures, columns), _share_unmoved(figures, columns)]
    return [words for words in said if words]


# How many amounts outside the base's plan are named; the others are counted.
_NAMED = 5


def beyond_base(budgets: Sequence[Budget], unit: str) -> list[str]:
    """A sentence for each budget or base whose lines have amounts in years that its own base lacks."""
    chains = {link.file: link for budget in budgets for link in budget.chain}
    return [words for link in chains.values() if (words := _outside(link, unit))]


def _outside(budget: Budget, unit: str) -> str:
    outside = list(budget.beyond_base)
    if not outside or not budget.base:
        return ""
    named = [
        _("{name} {amount} {unit} in {year}").format(
            name=line.name, amount=_amount(in_unit(amount, unit)), unit=unit, year=year
        )
        for line, year, amount in outside[:_NAMED]
    ]
    more = len(outside) - len(named)
    if more:
        named.append(_n("{n} more", "{n} more", more))
    return _("Not counted, since {base} has no plan for the year: {amounts} ({budget}).").format(
        base=budget.base.name, amounts="; ".join(named), budget=budget.name
    )


def _amount(amount: Decimal) -> str:
    return STYLES[language.current()].text(amount, decimals_of(amount))


def _beyond_plan(figures: Figures, columns: Sequence[str]) -> str:
    beyond = [column for column in columns if figures.is_beyond_plan(column)]
    if not beyond:
        return ""
    budget = figures.budget
    return _("{budget} plans for {years}; its figures for {columns} are absent.").format(
        budget=budget.name, years=span(budget.years), columns=", ".join(beyond)
    )


def _share(figures: Figures, columns: Sequence[str]) -> str:
    """Why the share is known in none of the columns that the budget has figures in."""
    known = [column for column in columns if not figures.is_beyond_plan(column)]
    if not known or any(figures.derived(SHARE_ID, column) is not None for column in known):
        return ""
    share = label(SHARE_ID, [figures.budget])
    if all(figures.derived(BEFORE_EXTRAORDINARY, column) is None for column in known):
        return _("{share} is absent for {budget}: its statement does not give {row}.").format(
            share=share, budget=figures.budget.name, row=label(BEFORE_EXTRAORDINARY, [figures.budget])
        )
    return _(
        "{share} is absent for {budget}: its statement does not show what tax and grants come to."
    ).format(share=share, budget=figures.budget.name)


def _share_unmoved(figures: Figures, columns: Sequence[str]) -> str:
    """That lines on årets resultat itself, below what the share is of, do not move it."""
    budget = figures.budget
    moved = {
        year
        for link in budget.chain
        for line in link.lines
        if link.base and line.row == RESULT
        for year, amount in zip(map(str, link.years), line.amounts, strict=True)
        if amount and figures.derived(SHARE_ID, year) is not None
    }
    if BEFORE_EXTRAORDINARY not in figures.order or moved.isdisjoint(columns):
        return ""
    return _("{share} of {budget} does not move with lines on {row}, which comes after {before}.").format(
        share=label(SHARE_ID, [budget]),
        budget=budget.name,
        row=label(RESULT, [budget]),
        before=label(BEFORE_EXTRAORDINARY, [budget]),
    )


def _details(figures: Figures, columns: Sequence[str]) -> list[str]:
    """The rows that detail another one, which the budget's lines move."""
    return [
        _("{row} is absent for {budget}: it details a row that the budget's lines move.").format(
            row=label(row, [figures.budget]), budget=figures.budget.name
        )
        for row in figures.composition.details
        if any(
            figures.derived(row, column) is None and figures.base and figures.base.derived(row, column)
            for column in columns
            if not figures.is_beyond_plan(column)
        )
    ]
