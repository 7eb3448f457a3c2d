"""How the figures of a comparison follow from each other, for those who recalculate them.

A difference is budget − baseline. A sum is the sum above it plus the parts
between; what a document prints beside that stays as a rest. A row of a budget
that builds on another is that budget's row plus its own posts. Whatever is
changed in a workbook then moves the result as it would move here.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.order import Ingredients, add_up
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, SHARE_ID, SUMS, facts
from kalmar_cli.budget.statement import Figures, share
from kalmar_cli.reports.making import Added, Cells, Made, Portion
from kalmar_cli.reports.table import LINES

ByRow = Mapping[str, Decimal | None]
"""The figures of one budget and year as shown, by row."""


class Budgeted(NamedTuple):
    """A budget in a statement table: its column, its figures and its posts that have a row of their own."""

    name: str
    figures: Figures
    posts: Mapping[str, Post]

    def listed(self, rows: Sequence[str]) -> tuple[str, ...]:
        """The posts that move one of `rows`."""
        return tuple(id for id, post in self.posts.items() if post.line.row in rows and post.amounts)


def difference(name: str, baseline: str) -> Made:
    """One column of a record less another."""
    return Added((Cells(name), Cells(baseline, factor=-1)))


def statement_row(
    row: str,
    year: str,
    of: Budgeted,
    shown: ByRow,
    base: tuple[Budgeted, ByRow] | None,
    unit: str,
) -> Made | None:
    """How a budget's figure in a statement is made of others shown; None for one that stands alone.

    `base` is the budget it builds on, if that is shown too; the rest is in `unit`.
    """
    value = shown.get(row)
    if value is None:
        return None
    if row == SHARE_ID:
        return _share(of, year, value, shown)
    if row in SUMS or row in of.figures.composition.groups:
        made = _sum(row, year, of, value, shown, unit)
        if made:
            return made
    if facts(row).force:
        return None  # a reserve row's sign is its document's own
    return _upon_base(row, year, of, value, base, unit)


def _share(of: Budgeted, year: str, value: Decimal, shown: ByRow) -> Made | None:
    taxes = of.figures.tax_rows(year)
    if share(shown.get(BEFORE_EXTRAORDINARY), add_up(Ingredients(None, taxes), shown.get, ZERO)) != value:
        return None  # printed, or made of rows that are not shown
    return Portion(Cells(of.name, (BEFORE_EXTRAORDINARY,)), tuple(Cells(of.name, (row,)) for row in taxes))


def _sum(row: str, year: str, of: Budgeted, value: Decimal, shown: ByRow, unit: str) -> Made | None:
    """The sum above and the parts between; posts in rows that are not shown reach it directly."""
    whole = of.figures.ingredients(row, year)
    known = whole.among([part for part in whole.rows if shown.get(part) is not None])
    total = add_up(known, shown.get, ZERO)
    if known.above != whole.above or total is None:
        return None
    terms = [Cells(of.name, tuple(part for part in known.rows if not facts(part).force))]
    for part in known.parts:
        if facts(part).force:
            terms.append(Cells(of.name, (part,), factor=facts(part).force, size=True))
    reached = of.figures.between(whole.above, row) if row in SUMS else whole.parts
    direct = of.listed([r for r in reached if r not in known.parts])
    if direct and year_in(year):
        terms.append(Cells(of.name, direct, LINES))
        total += _amount(of, direct, year, unit)
    if known != whole and value != total:
        return None  # a part that nobody printed would pass for a rounding
    return Added(tuple(terms), value - total)


def _upon_base(
    row: str,
    year: str,
    of: Budgeted,
    value: Decimal,
    base: tuple[Budgeted, ByRow] | None,
    unit: str,
) -> Made | None:
    """The base's figure and the budget's posts in the row, less the base's own."""
    terms: list[Cells] = []
    total = ZERO
    reach = of.figures.reach(row)
    own = of.listed(reach) if year_in(year) else ()
    theirs: tuple[str, ...] = ()
    if base:
        budgeted, column = base
        theirs = budgeted.listed(reach) if year_in(year) else ()
        figure = column.get(row)
        if figure is not None:
            terms.append(Cells(budgeted.name, (row,)))
            total += figure
            if theirs:
                terms.append(Cells(budgeted.name, theirs, LINES, factor=-1))
                total -= _amount(budgeted, theirs, year, unit)
    if own:
        terms.append(Cells(of.name, own, LINES))
        total += _amount(of, own, year, unit)
    return Added(tuple(terms), value - total) if terms else None


def _amount(of: Budgeted, ids: Sequence[str], year: str, unit: str) -> Decimal:
    return sum((in_unit(of.posts[id].amount(int(year)), unit) for id in ids), ZERO)
