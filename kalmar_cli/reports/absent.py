"""Why a budget has no figure where another has one: told, and never filled in from its base."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, SHARE_ID, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.years import span


def reasons(figures: Figures, columns: Sequence[str]) -> list[str]:
    """A sentence for each kind of figure that a budget lacks in one of `columns`."""
    said = [_beyond_plan(figures, columns), *_details(figures, columns)]
    if figures.has_statement:
        said.append(_share(figures, columns))
    return [words for words in said if words]


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
