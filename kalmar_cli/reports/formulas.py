"""How the figures of a comparison follow from each other, for those who recalculate them.

A difference is budget − baseline. A sum is the sum above it plus the parts
between; what a document prints beside that stays as a rest. A row of a budget
that builds on another is that budget's row plus its own posts. Whatever is
changed in a workbook then moves the result as it would move here.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.order import add_up
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, GRANTS, SHARE_ID, SUMS, TAX, facts
from kalmar_cli.budget.statement import Figures, share
from kalmar_cli.reports.table import Added, Cells, Made, Portion

LINES = "lines"
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
        return _share(of.name, value, shown)
    if row in SUMS:
        made = _sum(row, year, of, value, shown, unit)
        if made:
            return made
    if facts(row).force:
        return None  # a reserve row's sign is its document's own
    return _upon_base(row, year, of, value, base, unit)


def _share(name: str, value: Decimal, shown: ByRow) -> Made | None:
    rows = (BEFORE_EXTRAORDINARY, TAX, GRANTS)
    if share(*(shown.get(row) for row in rows)) != value:
        return None  # printed, or made of rows that are not shown
    result, tax, grants = (Cells(name, (row,)) for row in rows)
    return Portion(result, (tax, grants))


def _sum(row: str, year: str, of: Budgeted, value: Decimal, shown: ByRow, unit: str) -> Made | None:
    """The sum above and the parts between; posts in rows that are not shown reach it directly."""
    whole = of.figures.ingredients(row)
    known = whole.among([part for part in whole.rows if shown.get(part) is not None])
    total = add_up(known, shown.get, ZERO)
    if known.above != whole.above or total is None:
        return None
    terms = [Cells(of.name, tuple(part for part in known.rows if not facts(part).force))]
    for part in known.parts:
        if facts(part).force:
            terms.append(Cells(of.name, (part,), factor=facts(part).force, size=True))
    direct = of.listed([r for r in of.figures.between(whole.above, row) if r not in known.parts])
    if direct and year.isdecimal():
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
    reach = [row] if row not in SUMS else of.figures.between(None, row)
    own = of.listed(reach) if year.isdecimal() else ()
    theirs: tuple[str, ...] = ()
    if base:
        budgeted, column = base
        theirs = budgeted.listed(reach) if year.isdecimal() else ()
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
