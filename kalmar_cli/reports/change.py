"""Budgets against an earlier figure, and apart from it against the baseline, in one table for each part.

The commonest mistake is to tell a change against last year as one against
another budget: so both stand beside each other here, each under a heading that
says what it is against.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from kalmar_cli.reports.formulas import LINES
from kalmar_cli.reports.growth_columns import GrowthColumns, say_reasons
from kalmar_cli.reports.statement_table import EMPHASIS, shown_figures, statement_order, statement_rows
from kalmar_cli.reports.table import (
    DIFFERENCE,
    ITEM,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    RECKONERS,
    UNIT,
    Added,
    Cells,
    Column,
    Making,
    Record,
    Table,
    Value,
)

STATEMENT, AREAS = "statement", "areas"
# How many posts a first screen shows.
_MOST = 8


class PartRow(NamedTuple):
    """A row of a part in a year: the earlier figure, and each budget's, in `unit`."""

    id: str
    words: str
    year: str
    unit: str
    earlier: Decimal | None
    values: Sequence[Decimal | None]
    emphasis: str = ITEM

    def size(self) -> Decimal:
        """How much it changes or differs."""
        known = [value for value in (self.earlier, *self.values) if value is not None]
        return max(known) - min(known)


class ReportPart(NamedTuple):
    """A part of a comparison (statement, areas, lines): title, heading of its rows, and the rows."""

    name: str
    title: str
    heading: str
    rows: tuple[PartRow, ...]

    def growths(self, row: PartRow) -> list[Growth]:
        """How each budget's figure of a row has grown."""
        id = row.id if self.name == STATEMENT else ""
        return [grow(id, row.earlier, value) for value in row.values]


class ChangesFrom:
    """The parts of a comparison, each row with its change from an `earlier` figure.

    `shown` are the rows and years that the comparison's own tables have, by name.
    """

    def __init__(
        self, comparison: Comparison, earlier: Earlier, shown: Mapping[str, Collection[tuple[Value, Value]]]
    ) -> None:
        self.comparison, self.earlier, self.shown = comparison, earlier, shown
        self.columns = [GrowthColumns(name, "earlier") for name in comparison.names]
        self.titles = [title for title, _short in comparison.headings]

    def statement(self, figures: Sequence[Figures], columns: Sequence[str]) -> ReportPart:
        """The rows of the statements; what a budget's lines add is 0 in the others."""
        comparison = self.comparison
        every = [self.earlier.figures, *figures]
        order = statement_order(every)
        added = frozenset[str]().union(*(of.added_rows for of in every))

        def by_row(of: Figures, column: str) -> Mapping[str, Decimal | None]:
            return shown_figures(of, order, added, column, comparison.basis, comparison.unit)

        before = by_row(every[0], self.earlier.column)
        shown = {column: [by_row(of, column) for of in figures] for column in columns}
        rows = statement_rows(
            order,
            columns,
            comparison.budgets[::-1],
            added,
            comparison.unit,
            lambda row, column: [before.get(row), *(of.get(row) for of in shown[column])],
        )
        title = _("Income statement")
        found = tuple(PartRow(*of[:4], of.values[0], of.values[1:], EMPHASIS[kind(of.row)]) for of in rows)
        return ReportPart(STATEMENT, title, title, found)

    def areas(self, years: Sequence[int], area: str = "") -> ReportPart:
        """What the budgets' posts add up to by area, or in one `area`."""

        def sums(budget: Budget, year: int) -> Mapping[str, Decimal]:
            return {id: net for id, [net] in net_by_area(budget, [year]).items()}

        every = [*self.comparison.budgets, self.earlier.budget]
        used = {area} if area else {id for of in every for id in net_by_area(of, [])}
        names = {id: words or _("no area") for id, words in area_names(every, used).items()}
        return ReportPart(AREAS, _("Areas"), _("Area"), self._of_posts(names, sums, years))

    def lines(self, years: Sequence[int], area: str = "") -> ReportPart:
        """The posts, one by one; one that a budget does not have is 0 there."""

        def amounts(budget: Budget, year: int) -> Mapping[str, Decimal]:
            return {id: post.amount(year) for id, post in posts(budget).items()}

        every = [self.earlier.budget, *self.comparison.budgets[::-1]]
        named = {id: post for of in every for id, post in posts(of).items()}
        names = {id: post.line.name for id, post in named.items() if not area or post.area == area}
        return ReportPart(LINES, _("Lines"), _("Line"), self._of_posts(names, amounts, years))

    def _of_posts(
        self,
        names: Mapping[str, str],
        amounts: Callable[[Budget, int], Mapping[str, Decimal]],
        years: Sequence[int],
    ) -> tuple[PartRow, ...]:
        """A row for each of `names` and `years`; 0 where a budget has none of the `amounts` (mkr)."""
        unit = self.comparison.unit
        before = amounts(self.earlier.budget, int(self.earlier.column))
        by_year = {year: [amounts(of, year) for of in self.comparison.budgets] for year in years}
        return tuple(
            PartRow(
                id,
                words,
                str(year),
                unit,
                in_unit(before.get(id, ZERO), unit),
                [in_unit(of.get(id, ZERO), unit) for of in known],
            )
            for id, words in names.items()
            for year, known in by_year.items()
        )

    def for_machines(self, parts: Iterable[ReportPart]) -> Table:
        """A record for each row of each part: the columns of the comparison, and those of the change."""
        more = [Column("of"), Column("from"), Column("earlier", kind=NUMBER)]
        more += [column for of in self.columns for column in of.for_machines()]
        records = tuple(self._record(row, part) for part in parts for row in part.rows)
        return Table("change", "", (*self.comparison.columns(""), *more), records, MACHINES)

    def for_readers(self, part: ReportPart, *, all_posts: bool) -> Iterator[Table]:
        """A table for each later year: earlier figure, each budget's change, and the difference between.

        Of posts, those that change or differ: `all_posts`, or the most.
        """
        for year in filter(self.earlier.is_before, dict.fromkeys(row.year for row in part.rows)):
            rows = [row for row in part.rows if row.year == year]
            title = _("{part} {year}: change from {earlier}, difference from {baseline}").format(
                part=part.title,
                year=year,
                earlier=self.earlier.words,
                baseline=self.titles[-1],
            )
            if part.name == LINES:
                rows = sorted(filter(PartRow.size, rows), key=PartRow.size, reverse=True)
                if not all_posts and len(rows) > _MOST:
                    title = _("{title} ({shown} of {all}; --lines: all)").format(
                        title=title, shown=_MOST, all=len(rows)
                    )
                    rows = rows[:_MOST]
            if rows:
                reasons = ((of.absent, row.words) for row in rows for of in part.growths(row))
                yield Table(
                    "change",
                    title,
                    tuple(self._columns(part.heading, year)),
                    tuple(self._record(row, part) for row in rows),
                    PEOPLE | RECKONERS,
                    notes=(self._how_to_read(), *say_reasons(reasons)),
                    making=self._making,
                    sheet=_("{part} {year}, change").format(part=part.title, year=year),
                )

    def _columns(self, heading: str, year: str) -> Iterator[Column]:
        """Each budget's change from the earlier figure, and beside it its difference from the baseline."""
        before, baseline = self.earlier.words, self.titles[-1]
        yield Column("row", role=KEY)
        yield Column("label", heading, role=KEY)
        yield Column("unit", _("Unit"), role=UNIT)
        yield Column("earlier", _("Earlier"), NUMBER, group=before)
        for of, title, gap in zip(self.columns, self.titles, (*self.comparison.gaps, ""), strict=True):
            group = _("{budget}, change from {earlier}").format(budget=title, earlier=before)
            figure, *change = of.for_readers(year, group)
            yield figure._replace(gives_way=1)  # it follows from the earlier one and the change
            yield from change
            if gap:
                words = _("{budget} against {baseline}").format(budget=title, baseline=baseline)
                yield Column(gap, _("Difference"), NUMBER, DIFFERENCE, group=words)

    def _record(self, row: PartRow, part: ReportPart) -> Record:
        record = self.comparison.record(
            "change", row.id, row.words, row.year, row.unit, row.values, row.emphasis
        )
        more: dict[str, Value] = {"of": part.name, "from": self.earlier.words, "earlier": row.earlier}
        for of, growth in zip(self.columns, part.growths(row), strict=True):
            more |= of.values(growth)
        return record._replace(values={**record.values, **more})

    def _making(self, record: Record) -> Making:
        """For those who recalculate: a figure is the one in its own table, where that shows it."""
        values = record.values
        part, row, year = str(values["of"]), str(values["row"]), str(values["year"])
        made = dict(self.comparison.making(record))
        for of in self.columns:
            made |= of.making(values)
            if (row, year) in self.shown.get(part, ()) and values[of.id] is not None:
                made[of.id] = Added((Cells(of.id, (row,), part, year=year),))
        return made

    def _how_to_read(self) -> str:
        words = _(
            "Change: minus {earlier}; difference: minus {baseline}; a minus is a higher cost or a lower "
            "income. % is of the earlier figure's size: a plus is a larger cost or a larger income."
        )
        return words.format(earlier=self.earlier.words, baseline=self.titles[-1])


def list_parts(
    changes: ChangesFrom,
    figures: Sequence[Figures],
    columns: Sequence[str],
    years: Sequence[int],
    area: str,
) -> list[ReportPart]:
    """The parts that can be told: the statement, and areas and posts in `years`.

    These need earlier ones that are known. Of one `area`, no statement.
    """
    parts = [] if area else [changes.statement(figures, columns)]
    if years and changes.earlier.has_posts_beside(changes.comparison.budgets):
        parts += [changes.areas(years, area), changes.lines(years, area)]
    return parts
