"""Budgets against a baseline: statement, areas, posts, proposals.

A difference is budget − baseline in the statement's sign.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.posts import (
    Post,
    area_names,
    comparable,
    counted,
    differences,
)
from kalmar_cli.report import (
    COUNT,
    ITEM,
    MACHINES,
    PEOPLE,
    SHARE_UNIT,
    SUBTOTAL,
    TOTAL,
    Chart,
    Column,
    Made,
    Record,
    Report,
    Table,
)
from kalmar_cli.reports.called import headings, told_apart
from kalmar_cli.reports.comparison import DERIVED, PRINTED, Comparison
from kalmar_cli.reports.making import Budgeted, ByRow, statement_row
from kalmar_cli.reports.moved import areas, differing, lines, lines_by_area, moves, summaries
from kalmar_cli.reports.sentence import summed_up
from kalmar_cli.reports.view import (
    View,
    column_names,
    context,
    in_view,
    meta,
    plan_years,
    shown_columns,
    sources,
)
from kalmar_cli.statement import RESULT, SHARE_ID, SUMS, Figures, kind, label, merged, with_row

__all__ = ["DERIVED", "EMPHASIS", "PRINTED", "Comparison", "compared"]

if TYPE_CHECKING:
    from kalmar_cli.reports.figures import KeyFigures

EMPHASIS = {"part": ITEM, "share": ITEM, "subtotal": SUBTOTAL, "total": TOTAL}


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
        tables += summaries(comparison, found, years)
        if with_lines or view.workbook:
            listed = differing(budgets, found, years)
        if with_lines:
            tables.append(lines(comparison, listed, years))
        if view.workbook:
            tables += moves(comparison, found, listed, years)
            tables.append(lines_by_area(comparison, listed, years))
        moved = list(found)
    elif years:
        notes.append(_("None of the budgets has posts: there are no areas to compare."))
    if with_proposals:
        tables.append(_proposal_counts(comparison))
        tables += [_proposal_list(budget) for budget in budgets if budget.proposals]
    tables.insert(0, _statement(comparison, figures, columns, listed))
    baseline = comparison.baseline
    said = meta(given, comparison.unit, baseline=names[-1], basis=basis, notes=notes)
    below = list(notes)
    if with_figures:
        from kalmar_cli.reports.figures import computed

        known = computed([(of, figures[-1]) for of in figures], columns, comparison.unit, target)
        tables += _key_figures(comparison, known)
        said["absent"] = known.meta()
        below += known.notes() if not known.for_people() else ()
    return Report(
        _("{budgets} compared with {baseline}").format(
            budgets=", ".join(b.name for b in comparison.others), baseline=baseline.name
        ),
        context(budgets, comparison.unit),
        tuple(tables),
        comparison.unit,
        tuple(
            summed_up(of, figures[-1], of_posts, columns, comparison.unit, as_printed=basis == PRINTED)
            for of, of_posts in zip(figures[:-1], moved, strict=True)
        ),
        tuple(below),
        said,
        view.decimals,
        sources(budgets),
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
            comparison.record("figures", r.figure.id, _(r.figure.label), r.period, r.unit, r.values)
            for r in of
        ]
        tables.append(Table("figures", "", columns, tuple(people), PEOPLE, notes=notes, mixed=True))
    return tables


def _chains(budgets: Sequence[Budget]) -> list[Budget]:
    return [link for budget in budgets for link in budget.chain]


def _statement(
    comparison: Comparison, figures: list[Figures], columns: list[str], listed: list[dict[str, Post]]
) -> Table:
    order = _order(figures)
    added = frozenset[str]().union(*(f.added for f in figures))
    unit = comparison.unit
    shown = {
        column: [_shown(f, order, added, column, comparison.basis, unit) for f in figures]
        for column in columns
    }
    making = _making(comparison, figures, listed)
    records = []
    for row in order:
        words = label(row, reversed(comparison.budgets))
        for column in columns:
            values = [by_row.get(row) for by_row in shown[column]]
            if any(value is not None for value in values):
                records.append(
                    comparison.record(
                        "statement",
                        row,
                        words,
                        column,
                        SHARE_UNIT if row == SHARE_ID else unit,
                        values,
                        EMPHASIS[kind(row)],
                        making(row, column, shown[column]),
                    )
                )
    notes = tuple(
        _("{budget} has no income statement, nor has its base; its figures are absent").format(
            budget=f.budget.name
        )
        for f in figures
        if not f.has_statement and not f.order
    )
    chart = Chart(tuple(comparison.names), RESULT)
    return Table(
        "statement",
        "",
        comparison.columns(_("Income statement")),
        tuple(records),
        notes=notes,
        charts=(chart,) if any(record.values[1] == RESULT for record in records) else (),
    )


def _order(figures: Sequence[Figures]) -> list[str]:
    """The rows of all statements, the baseline's first; rows that only posts have where they belong."""
    order = merged(f.order for f in reversed(figures) if f.has_statement)
    for of in figures:
        for row in () if of.has_statement else of.order:
            order = with_row(order, row)
    return with_row(order, SHARE_ID) if any(f.has_statement for f in figures) else order


def _shown(
    figures: Figures, order: list[str], added: frozenset[str], column: str, basis: str, unit: str
) -> ByRow:
    """One budget's figures in one column, by row, on the basis asked for.

    A row in `added`, which some budget's lines move, is zero in a statement that does not have it.
    """

    def figure(row: str) -> Decimal | None:
        return figures.printed(row, column) if basis == PRINTED else figures.shown(row, column, added)

    return {
        row: in_view(figure(row), row, unit)
        for row in order
        if row in figures.order or row in added or row in SUMS or row == SHARE_ID
    }


def _making(
    comparison: Comparison, figures: list[Figures], listed: list[dict[str, Post]]
) -> Callable[[str, str, list[ByRow]], dict[str, Made]]:
    """How the figures of a row and column follow from others; printed ones only from their own rows."""
    derived = comparison.basis == DERIVED
    columns = [
        Budgeted(name, of, posts_of if derived else {})
        for name, of, posts_of in zip(comparison.names, figures, listed, strict=True)
    ]
    files = [budget.file for budget in comparison.budgets]

    def making(row: str, column: str, shown: list[ByRow]) -> dict[str, Made]:
        found = {}
        for of, by_row in zip(columns, shown, strict=True):
            base = of.figures.budget.base
            at = files.index(base.file) if derived and base and base.file in files else None
            made = statement_row(
                row,
                column,
                of,
                by_row,
                None if at is None else (columns[at], shown[at]),
                comparison.unit,
            )
            if made:
                found[of.name] = made
        return found

    return making


def _proposal_counts(comparison: Comparison) -> Table:
    """For machines: how many proposals each budget makes, by area."""
    counts = [counted(budget) for budget in comparison.budgets]
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
