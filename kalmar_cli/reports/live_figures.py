"""How key figures follow from the figures of statements and posts, for those who recalculate them."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import UNITS, scale_of
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.statement import Figures
from kalmar_cli.key_figures.case import Missing
from kalmar_cli.key_figures.definitions import AMOUNT, FIGURES
from kalmar_cli.key_figures.trace import How, PostAmounts, RowFigure, Traced, TracedCase, how_of
from kalmar_cli.reports.choices import PRINTED
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.making import Cells, Computed, Made, Making
from kalmar_cli.reports.statement_table import statement_order
from kalmar_cli.reports.table import LINES, STATEMENT, Record

_FIGURES = {figure.id: figure for figure in FIGURES}


class Elsewhere(Exception):
    """A figure that no shown table has."""


class LiveColumn(NamedTuple):
    """A budget's column of key figures: its case's figures, and where those it is made of stand.

    `rows` are those of its statement in the `years` shown; `gap` is the column of what its
    posts differ by, with those that are listed; "" where no table lists them.
    """

    name: str
    figures: Figures
    rows: frozenset[str]
    years: frozenset[str]
    gap: str = ""
    posts: frozenset[str] = frozenset()


def make_figures(
    comparison: Comparison,
    listed: Sequence[Mapping[str, Post]],
    target: Decimal | None,
) -> Callable[[Record], Making]:
    """How a record of key figures follows from the statement and the posts that are `listed`.

    Of printed statements only the differences do: key figures are of the derived ones.
    """
    if comparison.basis == PRINTED:
        return comparison.making
    figures = comparison.figures
    rows, years = frozenset(statement_order(figures)), frozenset(comparison.periods)
    posts = frozenset(id for of in listed for id in of)
    gaps = [*comparison.gaps, ""] if listed else [""] * len(figures)
    budgets = [
        LiveColumn(name, of, rows, years, gap, posts)
        for name, of, gap in zip(comparison.names, figures, gaps, strict=True)
    ]

    def making(record: Record) -> Making:
        id, period = str(record.values["row"]), str(record.values["year"])
        made = {
            of.name: key_figure(id, period, of, budgets, target, scale_of(comparison.unit))
            for of in budgets
        }
        return {**{name: how for name, how in made.items() if how}, **comparison.making(record)}

    return making


def key_figure(
    id: str, period: str, of: LiveColumn, columns: Sequence[LiveColumn], target: Decimal | None, unit: str
) -> Made | None:
    """How a budget's key figure is made; None if it does not follow from figures that are shown.

    `columns` are those of all budgets, the last the one held against; the figure stands in `unit`.
    """
    figure = _FIGURES[id]
    against = columns[-1].figures
    try:
        if figure.year:
            value = figure.year(TracedCase(of.figures, against, period, target))
        else:
            assert figure.plan is not None
            years = [str(year) for year in of.figures.budget.years if _within(year, period)]
            value = figure.plan([TracedCase(of.figures, against, year, target) for year in years])
    except Missing:
        return None
    if not isinstance(value, Traced):
        return None
    if figure.unit == AMOUNT and unit != "mkr":
        value = value / UNITS[scale_of(unit)]
    try:
        made = _placed(how_of(value), {c.figures.budget.file: c for c in columns}, unit)
    except Elsewhere:
        return None
    return made if isinstance(made, Computed) else Computed("+", (made,))


def _within(year: int, period: str) -> bool:
    """Whether a year is one of a period's, as in `2024`, `2024-2026` or `sum 2024–2026`."""
    years = [int(found) for found in re.findall(r"\d{4}", period, re.ASCII)]
    return years[0] <= year <= years[-1]


def _placed(how: How, columns: Mapping[str, LiveColumn], unit: str) -> Computed | Cells | Decimal:
    """The same with the places of its figures in tables, which stand in `unit`. Raises Elsewhere."""
    if isinstance(how, Decimal):
        return how
    if isinstance(how, RowFigure):
        column = columns.get(how.budget.file)
        if column is None or how.row not in column.rows or how.column not in column.years:
            raise Elsewhere
        return _in_mkr(Cells(column.name, (how.row,), STATEMENT, year=how.column), unit)
    if isinstance(how, PostAmounts):
        column = columns.get(how.budget.file)
        if column is None or not column.gap or how.column not in column.years:
            raise Elsewhere
        listed = tuple(id for id in how.posts if id in column.posts)
        return (
            _in_mkr(Cells(column.gap, listed, LINES, only=how.only, year=how.column), unit)
            if listed
            else Decimal(0)
        )
    return Computed(how.name, tuple(_placed(operand, columns, unit) for operand in how.operands))


def _in_mkr(cells: Cells, unit: str) -> Computed | Cells:
    return cells if unit == "mkr" else Computed("*", (cells, UNITS[scale_of(unit)]))
