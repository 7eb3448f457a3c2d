"""Budgets against an earlier figure, and apart from it against the baseline, in one table for each part.

The commonest mistake is to tell a change against last year as one against
another budget: so both stand beside each other here, each under a heading that
says what it is against.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kalmar_cli.base.language import _
from kalmar_cli.budget.posts import NO_AREA
from kalmar_cli.reports.change_parts import (
    PartRow,
    ReportPart,
    areas_part,
    lines_part,
    statement_part,
)
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.growth_columns import GrowthColumns, say_reasons
from kalmar_cli.reports.making import Added, Cells, Making
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import (
    LINES,
    MACHINES,
    PEOPLE,
    RECKONERS,
    STATEMENT,
    Column,
    Record,
    Table,
    Value,
)

# How many posts a first screen shows.
_MOST = 8


class ChangesFrom:
    """A comparison's parts, each row with its change from an `earlier` figure.

    The statement is told in its periods, areas and posts in `years`, where earlier ones are known;
    of one `area`, no statement. `shown` are the rows and years of the comparison's own tables, by name.
    """

    def __init__(
        self,
        comparison: Comparison,
        earlier: Earlier,
        years: Sequence[int],
        area: str,
        shown: Mapping[str, Collection[tuple[Value, Value]]],
    ) -> None:
        self.comparison, self.earlier, self.shown = comparison, earlier, shown
        self._growths = [GrowthColumns(name, "earlier") for name in comparison.names]
        self._not_later = [of for of in comparison.periods if not earlier.is_before(of)]
        # Beside statements, what posts alone add up to is a figure of another kind.
        self.has_statement = earlier.figures.has_statement or not any(
            of.has_statement for of in comparison.figures
        )
        self.lacks_posts = bool(years) and not earlier.has_posts_beside(comparison.budgets)
        self.parts = [] if area else [statement_part(comparison, earlier)]
        if years and not self.lacks_posts:
            self.parts.append(areas_part(comparison, earlier, years, area))
            self.parts.append(lines_part(comparison, earlier, years, area))

    def for_machines(self) -> Table:
        """A record for each row of each part: the columns of the comparison, and those of the change."""
        more = [Column("of"), Column("from"), Column("earlier", kind="number")]
        more += [column for of in self._growths for column in of.for_machines()]
        records = tuple(self._record(row, part) for part in self.parts for row in part.rows)
        return Table("change", "", (*self.comparison.columns(""), *more), records, MACHINES)

    def for_readers(self, order: str, *, all_posts: bool) -> Iterator[Table]:
        """A table for each part and later year: earlier figure, changes, and the difference between.

        Of posts, those that change or differ, in an `order`: `all_posts`, or the first of them.
        """
        for part in self.parts:
            if part.name == STATEMENT and not self.has_statement:
                continue
            for year in filter(self.earlier.is_before, dict.fromkeys(row.year for row in part.rows)):
                rows = [row for row in part.rows if row.year == year]
                if part.name == LINES:
                    moved = filter(PartRow.size, rows)
                    rows = sort_by(order, moved, lambda row: [row.size()], lambda row: row.words)
                most = _MOST if part.name == LINES and not all_posts else len(rows)
                if rows:
                    yield self._table(part, year, rows[:most], len(rows))

    def notes(self) -> Iterator[str]:
        """What is not told against the earlier figure, and why."""
        earlier = self.earlier.words
        if not self.has_statement:
            yield _("{earlier} has no income statement to tell a change from.").format(earlier=earlier)
        if self.lacks_posts:
            yield _(
                "Areas and lines are compared with each other alone: lines of {earlier} are not known, "
                "or are changes to another budget."
            ).format(earlier=earlier)
        if self._not_later:
            yield _("No change is told in {columns}: not later than {earlier}.").format(
                columns=", ".join(self._not_later), earlier=earlier
            )

    def _table(self, part: ReportPart, year: str, rows: Sequence[PartRow], all: int) -> Table:
        earlier, baseline = self.earlier.words, self.comparison.headings[-1][0]
        title = _("{part} {year}: change from {earlier}, difference from {baseline}")
        title = title.format(part=part.title, year=year, earlier=earlier, baseline=baseline)
        fewer = len(rows) < all
        if fewer:
            title = _("{title} ({shown} of {all})").format(title=title, shown=len(rows), all=all)
        how = _(
            "Change: minus {earlier}; difference: minus {baseline}; a minus is a higher cost or a lower "
            "income. % is of the earlier figure's size: a plus is a larger cost or a larger income."
        )
        reasons = ((of.absent, row.words or _("no area")) for row in rows for of in part.growths(row))
        return Table(
            "change",
            title,
            tuple(self._columns(part.heading, year)),
            tuple(self._record(row, part) for row in rows),
            PEOPLE | RECKONERS,
            notes=(how.format(earlier=earlier, baseline=baseline), *say_reasons(reasons)),
            making=self._making,
            sheet=_("{part} {year}, change").format(part=part.title, year=year),
            hint=_("--lines: all") if fewer else "",
        )

    def _columns(self, heading: str, year: str) -> Iterator[Column]:
        """Each budget's change from the earlier figure, and beside it its difference from the baseline."""
        earlier, titles = self.earlier.words, [title for title, _short in self.comparison.headings]
        yield Column("row", role="key")
        yield Column("label", heading, role="key", words={NO_AREA: _("no area")})
        yield Column("unit", _("Unit"), role="unit")
        yield Column("earlier", _("Earlier"), "number", group=earlier)
        for of, title, gap in zip(self._growths, titles, (*self.comparison.gaps, ""), strict=True):
            group = _("{budget}, change from {earlier}").format(budget=title, earlier=earlier)
            figure, *change = of.for_readers(_("Amount {year}").format(year=year), group)
            yield figure._replace(gives_way=1)  # it follows from the earlier one and the change
            yield from change
            if gap:
                words = _("{budget} against {baseline}").format(budget=title, baseline=titles[-1])
                yield Column(gap, _("Difference"), "number", "difference", group=words)

    def _record(self, row: PartRow, part: ReportPart) -> Record:
        record = self.comparison.record(
            "change", row.id, row.words, row.year, row.unit, row.values, row.emphasis
        )
        more: dict[str, Value] = {"of": part.name, "from": self.earlier.words, "earlier": row.earlier}
        for of, growth in zip(self._growths, part.growths(row), strict=True):
            more |= of.values(growth)
        return record._replace(values={**record.values, **more})

    def _making(self, record: Record) -> Making:
        """For those who recalculate: a figure is the one in its own table, where that shows it."""
        values = record.values
        part, row, year = str(values["of"]), str(values["row"]), str(values["year"])
        made = dict(self.comparison.making(record))
        for of in self._growths:
            made |= of.making(values)
            if (row, year) in self.shown.get(part, ()) and values[of.id] is not None:
                made[of.id] = Added((Cells(of.id, (row,), part, year=year),))
        return made
