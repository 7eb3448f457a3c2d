"""Budgets against an earlier figure, and apart from it against the baseline, in one table for each part.

The commonest mistake is to tell a change against last year as one against
another budget: so both stand beside each other here, each under a heading that
says what it is against.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.growth import OF_SHARE, RESULT_BEFORE, SIGN, UNKNOWN, ZERO_BEFORE, grow
from kalmar_cli.budget.posts import area_names, net_by_area, posts
from kalmar_cli.budget.rows import kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.formulas import LINES, difference
from kalmar_cli.reports.statement_table import EMPHASIS, shown_figures, statement_order, statement_rows
from kalmar_cli.reports.table import (
    DIFFERENCE,
    ITEM,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    PERCENT,
    RECKONERS,
    UNIT,
    VALUE,
    Cells,
    Column,
    Making,
    Portion,
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


class ReportPart(NamedTuple):
    """A part of a comparison (statement, areas, lines): what its rows are called, and the rows."""

    name: str
    heading: str
    rows: tuple[PartRow, ...]


class ChangesFrom:
    """The parts of a comparison, each row with its change from an `earlier` figure."""

    def __init__(self, comparison: Comparison, earlier: Earlier) -> None:
        self.comparison, self.earlier = comparison, earlier

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
        found = tuple(PartRow(*of[:4], of.values[0], of.values[1:], EMPHASIS[kind(of.row)]) for of in rows)
        return ReportPart(STATEMENT, _("Income statement"), found)

    def areas(self, years: Sequence[int], area: str = "") -> ReportPart:
        """What the budgets' posts add up to by area, or in one `area`."""
        comparison, before = self.comparison, self.earlier.areas()
        sums = [net_by_area(budget, years) for budget in comparison.budgets]
        used = {area} if area else {*before}.union(*sums)
        names = area_names([*comparison.budgets, self.earlier.budget], used)
        found = tuple(
            PartRow(
                id,
                words or _("no area"),
                str(year),
                comparison.unit,
                in_unit(before.get(id, ZERO), comparison.unit),
                [in_unit(of[id][i] if id in of else ZERO, comparison.unit) for of in sums],
            )
            for id, words in names.items()
            for i, year in enumerate(years)
        )
        return ReportPart(AREAS, _("Area"), found)

    def lines(self, years: Sequence[int], area: str = "") -> ReportPart:
        """The posts, one by one; one that a budget does not have is 0 there."""
        comparison, before = self.comparison, self.earlier.posts()
        known = [posts(budget) for budget in comparison.budgets]
        named = {id: post for id, (post, _amount) in before.items()}
        named |= {id: post for of in reversed(known) for id, post in of.items()}
        found = tuple(
            PartRow(
                id,
                post.line.name,
                str(year),
                comparison.unit,
                in_unit(before[id][1] if id in before else ZERO, comparison.unit),
                [in_unit(of[id].amount(year) if id in of else ZERO, comparison.unit) for of in known],
            )
            for id, post in named.items()
            if not area or post.area == area
            for year in years
        )
        return ReportPart(LINES, _("Line"), found)

    def for_machines(self, parts: Iterable[ReportPart]) -> Table:
        """A record for each row of each part: the columns of the comparison, and those of the change."""
        names = self.comparison.names
        more = [Column("of"), Column("from"), Column("earlier", kind=NUMBER)]
        for name in names:
            change, percent, absent = _ids(name)
            more += [Column(change, kind=NUMBER), Column(percent, kind=PERCENT), Column(absent)]
        records = tuple(self._record(row, part.name) for part in parts for row in part.rows)
        return Table("change", "", (*self.comparison.columns(""), *more), records, MACHINES)

    def for_readers(self, part: ReportPart, *, all_posts: bool) -> Iterator[Table]:
        """A table for each year: earlier figure, each budget's change from it, and the difference between.

        Of posts, those that change or differ: `all_posts`, or the most.
        """
        for year in dict.fromkeys(row.year for row in part.rows):
            rows = [row for row in part.rows if row.year == year]
            title = _("{part} {year}: change from {earlier}").format(
                part=_title(part),
                year=year,
                earlier=self.earlier.words,
            )
            if part.name == LINES:
                rows = _by_size(rows)
                if not all_posts and len(rows) > _MOST:
                    title = _("{title} ({shown} of {all}; --lines: all)").format(
                        title=title, shown=_MOST, all=len(rows)
                    )
                    rows = rows[:_MOST]
            if rows:
                yield Table(
                    "change",
                    title,
                    self._columns(part, year),
                    tuple(self._record(row, part.name) for row in rows),
                    PEOPLE | RECKONERS,
                    notes=(*self._how_to_read(), *_reasons(rows, part)),
                    making=self._making,
                )

    def _columns(self, part: ReportPart, year: str) -> tuple[Column, ...]:
        comparison, before = self.comparison, self.earlier.words
        columns = [
            Column("row", role=KEY),
            Column("label", part.heading, role=KEY),
            Column("unit", _("Unit"), role=UNIT),
            Column("earlier", before, NUMBER, VALUE, group=_("Earlier")),
        ]
        for name, (title, id) in zip(comparison.names, comparison.headings, strict=True):
            group = _("{budget}, change from {earlier}").format(budget=title, earlier=before)
            short = _("{budget} from {earlier}").format(budget=id, earlier=before)
            change, percent, _absent = _ids(name)
            columns += [
                Column(name, year, NUMBER, VALUE, group=group, short_group=short),
                Column(change, _("Change"), NUMBER, DIFFERENCE, group=group, short_group=short),
                Column(percent, "%", PERCENT, DIFFERENCE, group=group, short_group=short),
            ]
        against = comparison.headings[-1]
        for gap, of in zip(comparison.gaps, comparison.headings, strict=False):
            group, short = (
                _("{budget} against {baseline}").format(budget=budget, baseline=baseline)
                for budget, baseline in zip(of, against, strict=True)
            )
            column = Column(gap, _("Difference"), NUMBER, DIFFERENCE, group=group, short_group=short)
            columns.append(column)
        return tuple(columns)

    def _record(self, row: PartRow, part: str) -> Record:
        record = self.comparison.record(
            "change", row.id, row.words, row.year, row.unit, row.values, row.emphasis
        )
        more: dict[str, Value] = {"of": part, "from": self.earlier.words, "earlier": row.earlier}
        for name, value in zip(self.comparison.names, row.values, strict=True):
            growth = grow(row.id if part == STATEMENT else "", row.earlier, value)
            more.update(zip(_ids(name), growth, strict=True))
        return record._replace(values={**record.values, **more})

    def _making(self, record: Record) -> Making:
        """For those who recalculate: changes and per cent follow from the figures."""
        made = dict(self.comparison.making(record))
        for name in self.comparison.names:
            change, percent, _absent = _ids(name)
            if record.values[change] is not None:
                made[change] = difference(name, "earlier")
            if record.values[percent] is not None:
                made[percent] = Portion(Cells(change), (Cells("earlier"),))
        return made

    def _how_to_read(self) -> tuple[str, ...]:
        words = _(
            "Change: minus {earlier}; difference: minus {baseline}; a minus is a higher cost or a lower "
            "income. % is of the earlier figure's size: a plus is a larger cost or a larger income."
        )
        return (words.format(earlier=self.earlier.words, baseline=self.comparison.baseline.name),)


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


def _title(part: ReportPart) -> str:
    return {STATEMENT: part.heading, AREAS: _("Areas"), LINES: _("Lines")}[part.name]


def _ids(name: str) -> tuple[str, str, str]:
    """The columns of a budget's change: amount, per cent, and why there is none."""
    return f"{name}_change", f"{name}_percent", f"{name}_no_percent"


def _by_size(rows: Iterable[PartRow]) -> list[PartRow]:
    """The rows that change or differ, those that do so most first."""

    def size(row: PartRow) -> Decimal:
        known = [value for value in (row.earlier, *row.values) if value is not None]
        return max(known) - min(known)

    return sorted(filter(size, rows), key=size, reverse=True)


def _reasons(rows: Sequence[PartRow], part: ReportPart) -> Iterator[str]:
    """Why some rows have no per cent."""
    return say_reasons(
        (grow(row.id if part.name == STATEMENT else "", row.earlier, value).absent, row.words)
        for row in rows
        for value in row.values
    )


def say_reasons(absent: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Why rows have no per cent, from (reason, what the row is called): each reason once, in words."""
    whose: dict[str, dict[str, None]] = {}
    for reason, words in absent:
        whose.setdefault(reason, {})[words] = None
    said: dict[str, Callable[[], str]] = {
        ZERO_BEFORE: lambda: _("No % where the earlier figure is zero: {rows}."),
        SIGN: lambda: _("No % where the sign changes: {rows}."),
        RESULT_BEFORE: lambda: _("No % of a result that was below zero: {rows}."),
        OF_SHARE: lambda: _("No % of a share, whose change is in percentage points: {rows}."),
        UNKNOWN: lambda: _("No change where a figure is not known: {rows}."),
    }
    for reason, say in said.items():
        if reason in whose:
            yield say().format(rows="; ".join(whose[reason]))
