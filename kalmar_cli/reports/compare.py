"""Budgets against a baseline: statement, areas, posts, proposals.

A difference is budget − baseline in the statement's sign.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.figures import ZERO, in_unit
from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.posts import (
    NOTHING,
    Post,
    Sum,
    area_names,
    comparable,
    counted,
    differences,
    posts,
    summed,
)
from kalmar_cli.report import (
    COUNT,
    DIFFERENCE,
    ITEM,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    SHARE_UNIT,
    SPREAD,
    SUBTOTAL,
    TOTAL,
    UNIT,
    VALUE,
    Column,
    Record,
    Report,
    Table,
    Value,
)
from kalmar_cli.reports.areas import summary
from kalmar_cli.reports.sentence import summed_up
from kalmar_cli.reports.view import (
    View,
    column_names,
    context,
    in_view,
    meta,
    plan_years,
    shown_columns,
)
from kalmar_cli.statement import SHARE_ID, SUMS, Figures, kind, label, merged, with_row

if TYPE_CHECKING:
    from kalmar_cli.reports.figures import KeyFigures

DERIVED, PRINTED = "derived", "printed"
EMPHASIS = {"part": ITEM, "share": ITEM, "subtotal": SUBTOTAL, "total": TOTAL}


class Comparison(NamedTuple):
    """The budgets compared, the last one the baseline, and how to show them."""

    budgets: tuple[Budget, ...]
    view: View
    basis: str = DERIVED

    @property
    def baseline(self) -> Budget:
        """The budget that the others are compared with."""
        return self.budgets[-1]

    @property
    def others(self) -> tuple[Budget, ...]:
        """The budgets compared with the baseline."""
        return self.budgets[:-1]

    @property
    def unit(self) -> str:
        """The unit of the amounts shown."""
        return self.view.unit_for(self.baseline)

    def columns(self, heading: str) -> tuple[Column, ...]:
        """The columns of every table of a comparison; `heading` stands above the rows' labels."""
        names = column_names(self.budgets)
        titles = [name[:1].upper() + name[1:] for name in names]
        one = len(names) == 2
        return (
            Column("table", kind="text"),
            Column("row"),
            Column("label", heading, role=KEY),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            *(Column(n, t, NUMBER, VALUE) for n, t in zip(names, titles, strict=True)),
            *(
                Column(
                    f"{name}_vs_{names[-1]}",
                    _("Difference")
                    if one
                    else _("{budget} ± {baseline}").format(budget=title, baseline=titles[-1]),
                    NUMBER,
                    DIFFERENCE,
                )
                for name, title in zip(names[:-1], titles[:-1], strict=True)
            ),
        )


def compared(
    budgets: Sequence[Budget],
    view: View,
    basis: str = DERIVED,
    *,
    with_lines: bool = False,
    with_proposals: bool = False,
    with_figures: bool = False,
    target: Decimal | None = None,
) -> Report:
    """The comparison of `budgets` with the last of them; `target` is in %. Raises Refused."""
    comparison = Comparison(tuple(budgets), view, basis)
    columns = shown_columns(budgets, view)
    years = plan_years(columns, budgets)
    figures = [Figures(budget) for budget in budgets]
    tables = [_statement(comparison, figures, columns)]
    notes: list[str] = []
    moved: list[dict[str, Post] | None] = [None] * len(comparison.others)
    if not comparable(budgets):
        notes.append(_different_baselines(comparison))
    elif years and any(budget.lines for budget in _chains(budgets)):
        found = [differences(budget, comparison.baseline) for budget in comparison.others]
        tables.append(_areas(comparison, years))
        tables += _summaries(comparison, found, years)
        if with_lines:
            tables.append(_lines(comparison, found, years))
        moved = list(found)
    elif years:
        notes.append(_("None of the budgets has posts: there are no areas to compare."))
    if with_proposals:
        tables.append(_proposal_counts(comparison))
        tables += [_proposal_list(budget) for budget in budgets if budget.proposals]
    baseline = comparison.baseline
    said = meta(budgets, comparison.unit, baseline=column_names(budgets)[-1], basis=basis, notes=notes)
    if with_figures:
        from kalmar_cli.reports.figures import computed

        known = computed([(of, figures[-1]) for of in figures], columns, comparison.unit, target)
        tables += _key_figures(comparison, known)
        said["absent"] = known.meta()
    return Report(
        _("{budgets} compared with {baseline}").format(
            budgets=", ".join(b.name for b in comparison.others), baseline=baseline.name
        ),
        context(budgets, comparison.unit),
        tuple(tables),
        comparison.unit,
        tuple(
            summed_up(of, figures[-1], of_posts, columns[0], comparison.unit)
            for of, of_posts in zip(figures[:-1], moved, strict=True)
        ),
        tuple(notes),
        said,
        view.decimals,
    )


def _key_figures(comparison: Comparison, known: "KeyFigures") -> list[Table]:
    """The key figures of each budget against the baseline: for machines, and by period for people."""
    rows = (*known.by_year, *known.of_plan)
    columns = comparison.columns(_("Key figures"))
    machines = [_record("figures", r.figure.id, r.figure.label, r.period, r.unit, r.values) for r in rows]
    tables = [Table("figures", "", columns, tuple(machines), MACHINES)]
    for of in (known.by_year, known.of_plan):
        people = [
            _record("figures", r.figure.id, _(r.figure.label), r.period, r.unit, r.values) for r in of
        ]
        notes = known.notes() if of is known.of_plan else ()
        tables.append(Table("figures", "", columns, tuple(people), PEOPLE, notes=notes))
    return tables


def _chains(budgets: Sequence[Budget]) -> list[Budget]:
    return [link for budget in budgets for link in budget.chain]


def _record(
    table: str,
    row: str,
    words: str,
    year: Value,
    unit: str,
    values: Sequence[Decimal | None],
    emphasis: str = ITEM,
) -> Record:
    """One record: each budget's figure and, for all but the baseline, its difference from it."""
    baseline = values[-1]
    return Record(
        (
            table,
            row,
            words,
            year,
            unit,
            *values,
            *(None if v is None or baseline is None else v - baseline for v in values[:-1]),
        ),
        emphasis,
    )


def _statement(comparison: Comparison, figures: list[Figures], columns: list[str]) -> Table:
    order = merged(f.order for f in reversed(figures))
    if any(f.has_statement for f in figures):
        order = with_row(order, SHARE_ID)
    unit = comparison.unit
    records = []
    for row in order:
        words = label(row, reversed(comparison.budgets))
        for column in columns:
            values = [
                in_view(
                    f.printed(row, column) if comparison.basis == PRINTED else f.derived(row, column),
                    row,
                    unit,
                )
                if row in f.order or row in SUMS or row == SHARE_ID
                else None
                for f in figures
            ]
            if any(value is not None for value in values):
                shown = SHARE_UNIT if row == SHARE_ID else unit
                records.append(_record("statement", row, words, column, shown, values, EMPHASIS[kind(row)]))
    notes = tuple(
        _("{budget} has no income statement, nor has its base; its figures are absent").format(
            budget=f.budget.name
        )
        for f in figures
        if not f.has_statement and not f.order
    )
    return Table("statement", "", comparison.columns(_("Income statement")), tuple(records), notes=notes)


def _areas(comparison: Comparison, years: list[int]) -> Table:
    """The sum of each budget's posts by area."""
    totals = [
        {year: summed(posts(budget).values(), year) for year in years} for budget in comparison.budgets
    ]
    used = {area for by_year in totals for sums in by_year.values() for area in sums}
    used |= {area for link in _chains(comparison.budgets) for area in link.areas}
    names = area_names(comparison.budgets, used)
    unit = comparison.unit
    records = [
        _record(
            "areas",
            area,
            words or _("no area"),
            str(year),
            unit,
            [in_unit(by_year[year].get(area, NOTHING).net, unit) for by_year in totals],
        )
        for area, words in names.items()
        for year in years
    ]
    return Table("areas", _("Areas"), comparison.columns(_("Area")), tuple(records), MACHINES)


def _summaries(comparison: Comparison, moved: list[dict[str, Post]], years: list[int]) -> list[Table]:
    """For people: what each budget adds and saves against the baseline by area; equal years once."""
    tables = []
    for budget, found in zip(comparison.others, moved, strict=True):
        counts = counted(budget)
        same: dict[tuple[tuple[str, Sum], ...], list[int]] = {}
        for year in years:
            same.setdefault(tuple(summed(found.values(), year).items()), []).append(year)
        title = _("{budget} against {baseline}").format(
            budget=budget.name, baseline=comparison.baseline.name
        )
        for sums, when in same.items():
            names = area_names(comparison.budgets, {*dict(sums), *counts})
            tables.append(summary(title, names, dict(sums), counts, when, comparison.unit))
    return tables


def _lines(comparison: Comparison, moved: list[dict[str, Post]], years: list[int]) -> Table:
    """The posts that differ in one of the years, with each budget's amount."""
    all_posts = [posts(budget) for budget in comparison.budgets]
    unit = comparison.unit
    differing = dict.fromkeys(
        id for found in moved for id, post in found.items() if any(post.amount(year) for year in years)
    )
    names = {id: found[id].line.name for found in reversed(all_posts) for id in differing if id in found}
    records = [
        _record(
            "lines",
            id,
            names[id],
            str(year),
            unit,
            [in_unit(found[id].amount(year), unit) if id in found else ZERO for found in all_posts],
        )
        for id in differing
        for year in years
    ]
    return Table("lines", _("Posts that differ"), comparison.columns(_("Post")), tuple(records))


def _proposal_counts(comparison: Comparison) -> Table:
    """For machines: how many proposals each budget makes, by area."""
    counts = [counted(budget) for budget in comparison.budgets]
    names = area_names(comparison.budgets, {area for count in counts for area in count})
    year = str(comparison.baseline.year)
    records = [
        _record(
            "proposals",
            area,
            words or _("no area"),
            year,
            "",
            [Decimal(count[area].all if area in count else 0) for count in counts],
        )
        for area, words in names.items()
    ]
    return Table("proposals", _("Proposals"), comparison.columns(_("Area")), tuple(records), MACHINES)


def _proposal_list(budget: Budget) -> Table:
    """For people: what a budget proposes."""
    names = area_names([budget], counted(budget))
    return Table(
        "proposal-list",
        _("{budget} proposes").format(budget=budget.name),
        (
            Column("number", _("No."), COUNT),
            Column("area", _("Area")),
            Column("title", _("Proposal")),
        ),
        tuple(Record((p.number, names.get(p.area or "", ""), p.title)) for p in budget.proposals),
        PEOPLE,
    )


def _different_baselines(comparison: Comparison) -> str:
    chains = "; ".join(
        _("{budget} builds on {base}").format(budget=b.name, base=f"{b.root.name} {b.root.year}")
        if b.base
        else _("{budget} {year} is complete").format(budget=b.name, year=b.year)
        for b in comparison.budgets
    )
    return _("Areas and posts are left out: the budgets have different baselines ({chains}).").format(
        chains=chains
    )
