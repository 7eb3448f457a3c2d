"""Budgets against a baseline: statement, areas, posts, proposals.

A difference is budget − baseline in the statement's sign.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import Post, area_names, comparable, count_proposals, differences
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.comparison import DERIVED, PRINTED, Comparison
from kalmar_cli.reports.differences import areas, differing, lines, lines_by_area, moves, summaries
from kalmar_cli.reports.names import headings, told_apart
from kalmar_cli.reports.sentence import summed_up
from kalmar_cli.reports.statement_table import statement_table
from kalmar_cli.reports.table import (
    COUNT,
    MACHINES,
    PEOPLE,
    READERS,
    RECORDS,
    WORKBOOK,
    Column,
    Record,
    Report,
    Table,
)
from kalmar_cli.reports.view import (
    View,
    column_names,
    context,
    meta,
    plan_years,
    shown_columns,
    sources,
)

__all__ = ["DERIVED", "PRINTED", "Comparison", "compared"]

if TYPE_CHECKING:
    from kalmar_cli.reports.figures import KeyFigures


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
    given, budgets = budgets, told_apart(budgets)
    names, above = tuple(column_names(budgets)), tuple(headings(given))
    comparison = Comparison(budgets, names, above, view, basis)
    columns = shown_columns(budgets, view)
    years = plan_years(columns, budgets)
    figures = [Figures(budget) for budget in budgets]
    tables: list[Table] = []
    notes: list[str] = []
    moved: list[dict[str, Post] | None] = [None] * len(comparison.others)
    listed: list[dict[str, Post]] = [{} for _budget in budgets]
    if not comparable(budgets):
        notes.append(_different_baselines(given))
    elif years and any(budget.lines for budget in _chains(budgets)):
        found = [differences(budget, comparison.baseline) for budget in comparison.others]
        tables.append(areas(comparison, years))
        if view.place in READERS:
            tables += summaries(comparison, found, years)
        if with_lines or view.place == WORKBOOK:
            listed = differing(budgets, found, years)
        if with_lines:
            tables.append(lines(comparison, listed, years))
        if view.place == WORKBOOK:
            tables += moves(comparison, found, listed, years)
            tables.append(lines_by_area(comparison, listed, years))
        moved = list(found)
    elif years:
        notes.append(_("None of the budgets has posts: there are no areas to compare."))
    if with_proposals:
        tables.append(_proposal_counts(comparison))
        tables += [_proposal_list(budget) for budget in budgets if budget.proposals]
    tables.insert(0, statement_table(comparison, figures, columns, listed))
    baseline = comparison.baseline
    said = meta(given, comparison.unit, baseline=names[-1], basis=basis, notes=notes)
    below = list(notes)
    if with_figures:
        from kalmar_cli.reports.figures import computed

        known = computed([(of, figures[-1]) for of in figures], columns, comparison.unit, target)
        tables += _key_figures(comparison, known)
        said["absent"] = known.meta()
        below += known.notes() if not known.for_people() else ()
    sentences = tuple(
        summed_up(of, figures[-1], of_posts, columns, comparison.unit, printed=basis == PRINTED)
        for of, of_posts in zip(figures[:-1], moved, strict=True)
        if view.place != RECORDS
    )
    return Report(
        _("{budgets} compared with {baseline}").format(
            budgets=", ".join(b.name for b in comparison.others), baseline=baseline.name
        ),
        context(budgets, comparison.unit) + (" · " + _("as printed") if basis == PRINTED else ""),
        tuple(tables),
        comparison.unit,
        sentences,
        tuple(below),
        said,
        view.decimals,
        sources(budgets, derived=basis == DERIVED, printed=basis == PRINTED, posts=with_lines),
    )


def _key_figures(comparison: Comparison, known: "KeyFigures") -> list[Table]:
    """The key figures of each budget against the baseline: for machines, and by period for people."""
    rows = (*known.by_year, *known.of_plan)
    columns = comparison.columns(_("Key figures"))
    machines = [
        comparison.record("figures", r.figure.id, r.figure.label, r.period, r.unit, r.values) for r in rows
    ]
    tables = [Table("figures", "", columns, tuple(machines), MACHINES)]
    for of, notes in known.for_people():
        people = [
            comparison.record(
                "figures", r.figure.id, _(r.figure.label), r.period_in_words, r.unit, r.values
            )
            for r in of
        ]
        tables.append(Table("figures", "", columns, tuple(people), PEOPLE, notes=notes, mixed=True))
    return tables


def _chains(budgets: Sequence[Budget]) -> list[Budget]:
    return [link for budget in budgets for link in budget.chain]


def _proposal_counts(comparison: Comparison) -> Table:
    """For machines: how many proposals each budget makes, by area."""
    counts = [count_proposals(budget) for budget in comparison.budgets]
    names = area_names(comparison.budgets, {area for count in counts for area in count})
    year = str(comparison.baseline.year)
    records = [
        comparison.record(
            "proposals",
            area,
            words,
            year,
            "",
            [Decimal(count[area].all if area in count else 0) for count in counts],
        )
        for area, words in names.items()
    ]
    return Table("proposals", _("Proposals"), comparison.columns(_("Area")), tuple(records), MACHINES)


def _proposal_list(budget: Budget) -> Table:
    """For people: what a budget proposes."""
    names = area_names([budget], count_proposals(budget))
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


def _different_baselines(budgets: Sequence[Budget]) -> str:
    """Why areas and posts cannot be compared."""
    if all(budget.base is None for budget in budgets):
        without = [budget.name for budget in budgets if not budget.lines]
        return _("Areas and posts are left out: {budgets} has no posts.").format(budgets=", ".join(without))
    chains = "; ".join(
        _("{budget} builds on {base}").format(budget=b.name, base=f"{b.root.name} {b.root.year}")
        if b.base
        else _("{budget} {year} is complete").format(budget=b.name, year=b.year)
        for b in budgets
    )
    return _("Areas and posts are left out: the budgets have different baselines ({chains}).").format(
        chains=chains
    )
