"""What differs between budgets, by post and by area."""

from functools import cached_property
from typing import TYPE_CHECKING

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import (
    NO_AREA,
    Post,
    area_names,
    differences,
    net_by_area,
    posts,
)
from kalmar_cli.reports.comparison import Comparison
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import LINES, MACHINES, RECKONERS, Deferred, Table, defer

if TYPE_CHECKING:
    from kalmar_cli.reports.areas import AreaSums


class Differences:
    """What the posts of compared budgets differ by from the baseline's in the years of the plan.

    `moved` is, for each budget but the baseline, its posts less the baseline's (mkr);
    of one `area` only, if that is asked for.
    """

    def __init__(self, comparison: Comparison, area: str = "") -> None:
        self.comparison, self.years, self.area = comparison, comparison.years, area
        self.moved = [
            {
                id: post
                for id, post in differences(budget, comparison.baseline).items()
                if self._within(post)
            }
            for budget in comparison.others
        ]

    def _within(self, post: Post) -> bool:
        return not self.area or post.area == self.area

    @cached_property
    def differing(self) -> dict[str, None]:
        """The posts that differ in one of the years, by id."""
        return dict.fromkeys(
            id
            for moved in self.moved
            for id, post in moved.items()
            if any(post.amount(year) for year in self.years)
        )

    @cached_property
    def listed(self) -> list[dict[str, Post]]:
        """The posts that differ in one of the years, as each budget has them."""
        every = map(posts, self.comparison.budgets)
        return [{id: found[id] for id in self.differing if id in found} for found in every]

    def workbook_tables(self) -> Deferred:
        """For those who recalculate: what each budget adds and saves by year, and the posts."""

        def make() -> list[Table]:
            from kalmar_cli.reports.areas import yearly_areas

            comparison, baseline = self.comparison, self.comparison.baseline.name
            sheet = _("Areas")
            return [
                *(
                    yearly_areas(
                        of,
                        _("Areas: {budget} against {baseline}").format(budget=b.name, baseline=baseline),
                        gap,
                        {id: post for found in self.listed for id, post in found.items()},
                    )._replace(sheet=sheet if len(comparison.others) == 1 else f"{sheet} {b.id}")
                    for of, b, gap in zip(self.sums(), comparison.others, comparison.gaps, strict=True)
                ),
                self._lines_by_area(),
            ]

        return defer(RECKONERS, make)

    def sums(self) -> "list[AreaSums]":
        """What each budget adds and saves against the baseline, by area and year."""
        from kalmar_cli.reports.areas import sum_up_areas

        comparison = self.comparison
        return [
            sum_up_areas(
                name,
                _("{budget} against {baseline}").format(
                    budget=budget.name, baseline=comparison.baseline.name
                ),
                budget,
                moved,
                self.years,
                comparison.unit,
                named_by=[budget, *comparison.budgets],
            )
            for budget, name, moved in zip(comparison.others, comparison.names, self.moved, strict=False)
        ]

    def areas(self) -> Table:
        """The sum of each budget's posts by area."""
        comparison, unit = self.comparison, self.comparison.unit
        totals = [net_by_area(budget, self.years) for budget in comparison.budgets]
        used = {area for sums in totals for area in sums}
        used |= {area for budget in comparison.budgets for link in budget.chain for area in link.areas}
        names = area_names(comparison.budgets, {self.area} if self.area else used)
        records = [
            comparison.record(
                "areas",
                area,
                words,
                str(year),
                unit,
                [in_unit(sums[area][i] if area in sums else ZERO, unit) for sums in totals],
            )
            for area, words in names.items()
            for i, year in enumerate(self.years)
        ]
        columns = comparison.columns(_("Area"), {NO_AREA: _("no area")})
        return Table("areas", _("Areas"), columns, tuple(records), MACHINES)

    def lines(self, order: str = "") -> Table:
        """The posts that differ, with each budget's amount, in an order (none: the document's)."""
        comparison, unit = self.comparison, self.comparison.unit
        named = {id: post.line.name for found in reversed(self.listed) for id, post in found.items()}
        names = {id: named[id] for found in self.listed for id in found}
        records = [
            comparison.record(
                LINES,
                id,
                names[id],
                str(year),
                unit,
                [in_unit(found[id].amount(year), unit) if id in found else ZERO for found in self.listed],
            )
            for id in sort_by(
                order,
                names,
                lambda id: [found[id].amount(y) for found in self.moved if id in found for y in self.years],
                lambda id: names[id],
            )
            for year in self.years
        ]
        return Table(
            LINES,
            _("Lines that differ"),
            comparison.columns(_("Line")),
            tuple(records),
            MACHINES,
            making=comparison.making,
        )

    def _lines_by_area(self) -> Table:
        """The posts that differ, for those who recalculate: by area, with their proposals and section."""
        from kalmar_cli.reports.lines import line_columns

        table = self.lines()
        area_of = {id: post.area for found in reversed(self.listed) for id, post in found.items()}
        names = area_names(self.comparison.budgets, area_of.values())
        order = {area: rank for rank, area in enumerate(names)}
        posts = {id: post for found in reversed(self.listed) for id, post in found.items()}
        sections = self._sections()
        records = [
            record._replace(
                values={
                    **record.values,
                    "area": area_of[id := str(record.values["row"])],
                    "proposals": " ".join(map(str, posts[id].proposals)),
                    "section": sections.get(id, ""),
                }
            )
            for record in table.records
        ]
        area, proposals, section = line_columns("area", "proposals", "section")
        at = [column.id for column in table.columns].index("label") + 1
        return table._replace(
            columns=(
                *table.columns[:at],
                area._replace(words=names),
                *table.columns[at:],
                proposals,
                section._replace(title=_("Section")),
            ),
            records=tuple(sorted(records, key=lambda record: order[str(record.values["area"])])),
            audience=RECKONERS,
        )

    def _sections(self) -> dict[str, str]:
        """Post → the section that it stands in: its own, else that of its table's totals."""
        return {
            line.id: line.section or ", ".join(sorted({of.section for of in link.totals if of.section}))
            for budget in reversed(self.comparison.budgets)
            for link in reversed(list(budget.chain))
            for line in link.lines
        }
