"""Per-area summaries: what posts add, save and leave by area and year, and how many proposals there are.

The sums are made once. A table of them, whoever it is for, chooses among the
same records and columns: programs get every year and column, people the years
that are alike once, those who recalculate each year with how it is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import (
    NO_AREA,
    NOTHING,
    Count,
    Post,
    Sum,
    area_names,
    count_all_proposals,
    count_proposals,
    of_income,
    sum_posts,
    total,
)
from kalmar_cli.reports.making import ITEMS, Added, Cells, Made, Making
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.table import (
    LINES,
    RECKONERS,
    TOTAL_ID,
    Audience,
    Chart,
    Column,
    Emphasis,
    Ratio,
    Record,
    Sentence,
    Table,
)
from kalmar_cli.reports.years import per_year, runs, span

AREA, HEADING = "area", "heading"
_NO_PROPOSALS = Count(0, 0, 0)
MACHINE_COLUMNS = (
    *("budget", "area", "label", "year", "unit", "lines", "increases", "savings", "net", "gross"),
    *("proposals", "priced", "inquiries"),
)
_PEOPLE = ("area", "label", "unit", "increases", "savings", "net", "priced_of_all", "bar")
_RECKONERS = ("area", "label", "year", "unit", "increases", "savings", "net")


class AreaSums(NamedTuple):
    """What `posts` add up to (mkr) by area or heading and year, and a budget's proposals there.

    `whose` is the name of the budget's column, `names` what the groups are called, in their order.
    """

    whose: str
    title: str
    names: Mapping[str, str]
    posts: Mapping[str, Post]
    by_year: Mapping[int, Mapping[str, Sum]]
    counts: Mapping[str, Count]
    in_all: Count
    unit: str
    by: str = AREA

    def records(self, year: int) -> Iterator[Record]:
        """A record for each group in a year."""
        for group, words in self.names.items():
            sums = self.by_year[year].get(group, NOTHING)
            yield self._record(group, words, year, sums, self.counts.get(group, _NO_PROPOSALS))

    def total(self, year: int) -> Record:
        """All groups of a year as one record."""
        return self._record(
            TOTAL_ID, _("Total"), year, total(self.by_year[year].values()), self.in_all, "total"
        )

    def _record(
        self, group: str, words: str, year: int, of: Sum, count: Count, emphasis: Emphasis = "item"
    ) -> Record:
        net = in_unit(of.net, self.unit)
        return Record(
            {
                "budget": self.whose,
                "area": group,
                "label": words,
                "year": str(year),
                "unit": self.unit,
                "lines": of.lines,
                "increases": in_unit(of.increases, self.unit),
                "savings": in_unit(of.savings, self.unit),
                "net": net,
                "gross": in_unit(of.gross, self.unit),
                "proposals": count.all,
                "priced": count.priced,
                "inquiries": count.inquiries,
                "priced_of_all": Ratio(count.priced, count.all) if count.all else None,
                "bar": net if emphasis == "item" else None,
            },
            emphasis,
        )

    def income(self, year: int) -> Sum:
        """What the sums of a year hold of more and less income (mkr)."""
        return of_income(self.posts.values(), year)


def sum_up_areas(
    whose: str,
    title: str,
    budget: Budget,
    posts: Mapping[str, Post],
    years: Sequence[int],
    unit: str,
    by: str = AREA,
    named_by: Sequence[Budget] = (),
) -> AreaSums:
    """The sums of `posts` beside the proposals of `budget`; it, or those in `named_by`, name the areas."""
    by_year = {year: sum_posts(posts.values(), year, by) for year in years}
    counts = count_proposals(budget, by)
    used = {group for sums in by_year.values() for group in sums} | counts.keys()
    names = area_names(named_by or [budget], used) if by == AREA else _headings(budget, used)
    return AreaSums(whose, title, names, posts, by_year, counts, count_all_proposals(budget, by), unit, by)


def _headings(budget: Budget, used: set[str]) -> dict[str, str]:
    """The headings of a budget's lines in the document's order, and those used beside them."""
    headings = dict.fromkeys(line.heading or NO_AREA for line in budget.lines)
    return {heading: heading for heading in [*headings, *sorted(used - headings.keys())]}


def compared_with(budget: Budget) -> str:
    """What a budget's lines are changes to, in words."""
    if budget.base:
        budget, base = tell_apart([budget, budget.base])
        return _("{budget} against {baseline}").format(budget=budget.name, baseline=base.name)
    return _("{budget}, own lines").format(budget=budget.name)


def area_columns(by: str, chosen: Sequence[str]) -> tuple[Column, ...]:
    """The chosen ones of the columns that tables of areas can have."""
    heading, none = (_("Area"), _("no area")) if by == AREA else (_("Heading"), _("no heading"))
    columns = (
        Column("budget"),
        Column("area", role="key"),
        Column("label", heading, role="key", words={NO_AREA: none}),
        Column("year", _("Year"), role="spread"),
        Column("unit", _("Unit"), role="unit"),
        Column("lines", kind="count"),
        Column("increases", _("Lowers the result"), "number", "difference", _("Lowers")),
        Column("savings", _("Raises the result"), "number", "difference", _("Raises")),
        Column("net", _("Net"), "number", "difference"),
        Column("gross", kind="number"),
        Column("proposals", kind="count"),
        Column("priced", kind="count"),
        Column("inquiries", kind="count"),
        Column("priced_of_all", _("Proposals"), "count", gives_way=2),
        Column("bar", _("Net, − │ +"), "bar", gives_way=1),
    )
    by_id = {column.id: column for column in columns}
    return tuple(by_id[id] for id in chosen)


def summaries(of: AreaSums, audience: Audience) -> list[Table]:
    """What the posts add, save and leave by area, with a total; years that are alike are one table.

    Its records are of the first of them, and their year is all of them.
    """
    shown = [id for id in _PEOPLE if of.in_all.all or id != "priced_of_all"]
    alike = runs({year: (sums, of.income(year)) for year, sums in of.by_year.items()})
    return [
        Table(
            "summary",
            f"{of.title}, {per_year(years)}",
            area_columns(of.by, shown),
            tuple(
                record._replace(values={**record.values, "year": span(years)})
                for record in (*of.records(years[0]), of.total(years[0]))
            ),
            audience,
            notes=(
                *_income_notes(income, of.unit),
                *((_("Proposals: priced / all."),) if of.in_all.all else ()),
            ),
            charts=(Chart(("net",)),) if of.names else (),
            making=_made_of_sums,
        )
        for years, (_sums, income) in alike
    ]


def yearly_areas(of: AreaSums, title: str, amounts: str, listed: Mapping[str, Post]) -> Table:
    """For those who recalculate: the sums by area and year, made of the amounts of the posts' table.

    `amounts` is the column of that table in which the posts that are `listed` there have their amounts.
    """
    ids_of: dict[str, list[str]] = {}
    for id, post in of.posts.items():
        if id in listed and not post.below_result:
            ids_of.setdefault(post.area, []).append(id)
    used = {area for sums in of.by_year.values() for area in sums}
    of = of._replace(names={area: words for area, words in of.names.items() if area in used})

    def made(record: Record) -> Making:
        ids = tuple(ids_of.get(str(record.values["area"]), ()))
        if record.emphasis == "total" or not ids:
            return _made_of_sums(record)
        return {
            **_made_of_sums(record),
            "increases": Added((Cells(amounts, ids, LINES, only="<0"),)),
            "savings": Added((Cells(amounts, ids, LINES, only=">0"),)),
        }

    return Table(
        "areas",
        title,
        area_columns(AREA, _RECKONERS),
        tuple(record for year in of.by_year for record in (*of.records(year), of.total(year))),
        RECKONERS,
        charts=(Chart(("net",)),) if of.names else (),
        making=made,
    )


def _made_of_sums(record: Record) -> Mapping[str, Made]:
    """The net of what is added and what is saved; a total of the rows above it."""
    if record.emphasis == "total":
        return {column: Added((Cells(column, ITEMS),)) for column in ("increases", "savings", "net")}
    return {"net": Added((Cells("increases"), Cells("savings")))}


def _income_notes(of: Sum, unit: str) -> list[Sentence]:
    """What is more or less income among savings and increases, in words."""
    notes = []
    if of.savings:
        words = _("What raises the result includes {amount} {unit} more income.")
        notes.append(Sentence(words, {"amount": in_unit(of.savings, unit), "unit": unit}))
    if of.increases:
        words = _("What lowers the result includes {amount} {unit} less income.")
        notes.append(Sentence(words, {"amount": in_unit(-of.increases, unit), "unit": unit}))
    return notes
