"""The parts of a comparison (statement, areas, lines), each row with an earlier figure in front."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.growth import Growth, grow
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, net_by_area, posts
from kalmar_cli.budget.rows import kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.statement_table import EMPHASIS, shown_figures, statement_order, statement_rows
from kalmar_cli.reports.table import LINES, STATEMENT, Emphasis

AREAS = "areas"


class PartRow(NamedTuple):
    """A row of a part in a year: the earlier figure, and each budget's, in `unit`."""

    id: str
    words: str
    year: str
    unit: str
    earlier: Decimal | None
    values: Sequence[Decimal | None]
    emphasis: Emphasis = "item"

    def size(self) -> Decimal:
        """How much it changes or differs."""
        known = [value for value in (self.earlier, *self.values) if value is not None]
        return max(known) - min(known)


class ReportPart(NamedTuple):
    """A part of a comparison: its name, title, the heading of its rows, and the rows."""

    name: str
    title: str
    heading: str
    rows: tuple[PartRow, ...]

    def growths(self, row: PartRow) -> list[Growth]:
        """How each budget's figure of a row has grown."""
        id = row.id if self.name == STATEMENT else ""
        return [grow(id, row.earlier, value) for value in row.values]


def statement_part(comparison: Comparison, earlier: Earlier) -> ReportPart:
    """The rows of the statements; what a budget's lines add is 0 in the others."""
    every = [earlier.figures, *comparison.figures]
    order = statement_order(every)
    added = frozenset[str]().union(*(of.added_rows for of in every))

    def by_row(of: Figures, column: str) -> Mapping[str, Decimal | None]:
        return shown_figures(of, order, added, column, comparison.basis, comparison.unit)

    before = by_row(every[0], earlier.column)
    shown = {column: [by_row(of, column) for of in every[1:]] for column in comparison.periods}
    rows = statement_rows(
        order,
        comparison.periods,
        comparison.budgets[::-1],
        added,
        comparison.unit,
        lambda row, column: [before.get(row), *(of.get(row) for of in shown[column])],
    )
    title = _("Income statement")
    found = tuple(PartRow(*of[:4], of.values[0], of.values[1:], EMPHASIS[kind(of.row)]) for of in rows)
    return ReportPart(STATEMENT, title, title, found)


def areas_part(
    comparison: Comparison, earlier: Earlier, years: Sequence[int], area: str = ""
) -> ReportPart:
    """What the budgets' posts add up to by area, or in one `area`."""
    every = [*comparison.budgets, earlier.budget]
    used = {area} if area else {id for of in every for id in net_by_area(of, [])}
    rows = _of_posts(comparison, earlier, area_names(every, used), net_by_area, years)
    return ReportPart(AREAS, _("Areas"), _("Area"), rows)


def lines_part(
    comparison: Comparison, earlier: Earlier, years: Sequence[int], area: str = ""
) -> ReportPart:
    """The posts, one by one; one that a budget does not have is 0 there."""

    def amounts(budget: Budget, years: Sequence[int]) -> dict[str, list[Decimal]]:
        return {id: [post.amount(year) for year in years] for id, post in posts(budget).items()}

    every = [earlier.budget, *comparison.budgets[::-1]]
    named = {id: post for of in every for id, post in posts(of).items()}
    names = {id: post.line.name for id, post in named.items() if not area or post.area == area}
    rows = _of_posts(comparison, earlier, names, amounts, years)
    return ReportPart(LINES, _("Lines"), _("Line"), rows)


def _of_posts(
    comparison: Comparison,
    earlier: Earlier,
    names: Mapping[str, str],
    amounts: Callable[[Budget, Sequence[int]], dict[str, list[Decimal]]],
    years: Sequence[int],
) -> tuple[PartRow, ...]:
    """A row for each of `names` and `years`; 0 where a budget has none of the `amounts` (mkr)."""
    unit, nothing = comparison.unit, [ZERO] * len(years)
    before = amounts(earlier.budget, [int(earlier.column)])
    known = [amounts(of, years) for of in comparison.budgets]
    return tuple(
        PartRow(
            id,
            words,
            str(year),
            unit,
            in_unit(before.get(id, [ZERO])[0], unit),
            [in_unit(of.get(id, nothing)[i], unit) for of in known],
        )
        for id, words in names.items()
        for i, year in enumerate(years)
    )
