"""Budgets against a baseline: statement, areas, posts, proposals.

A difference is budget − baseline in the statement's sign. How a figure comes
from a file to a cell of the comparison:

    cli.commands.compare.run           the names on the command line
      shelf.names.find                 → which files they mean
        shelf.loader                   → read.file → read.assemble: bytes → a Budget, amounts in mkr
      compare_budgets                  → Report: tables of records, amounts in the report's unit
        budget.statement.Figures         printed, derived
        statement_table                  rows of statements → records
        differences → areas, lines       posts that differ → records
        sentence.sum_up                  a sentence a budget
      cli.common.emit
        render                         FORMATS → the module of a format
          reports.table.tables_for       the tables for its readers
          layout                         records → sheets of texts (people)
          render.text, delimited, …    → text or bytes
      cli.output                       → the terminal, the pipe, a file
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, comparable, count_proposals
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.absent import reasons
from kalmar_cli.reports.comparison import DERIVED, PRINTED, Comparison, set_side_by_side
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.provenance import provenance
from kalmar_cli.reports.sentence import sum_up
from kalmar_cli.reports.statement_table import compare_statements, statement_order
from kalmar_cli.reports.table import (
    COUNT,
    MACHINES,
    PEOPLE,
    RECKONERS,
    Column,
    Deferred,
    Making,
    Record,
    Report,
    Sentence,
    Table,
)
from kalmar_cli.reports.view import View, context, meta, plan_years, shown_columns, sources

__all__ = ["DERIVED", "PRINTED", "Comparison", "compare_budgets"]


def compare_budgets(
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
    comparison = set_side_by_side(budgets, view, basis)
    given, budgets, unit = budgets, comparison.budgets, comparison.unit
    columns = shown_columns(budgets, view)
    years = plan_years(columns, budgets)
    figures = [Figures(budget) for budget in budgets]
    tables: list[Table | Deferred] = []
    notes: list[str] = []
    found: Differences | None = None
    if not comparable(budgets):
        notes.append(_different_baselines(given))
    elif years and any(budget.lines for budget in _chains(budgets)):
        found = Differences(comparison, years)
        tables += found.area_tables()
        if with_lines:
            tables.append(found.lines())
        tables.append(found.workbook_tables())
    elif years:
        notes.append(_("None of the budgets has posts: there are no areas to compare."))
    if with_proposals:
        tables.append(_proposal_counts(comparison))
        tables += [_proposal_list(budget) for budget in budgets if budget.proposals]
    statement = compare_statements(
        comparison, figures, columns, lambda: found.listed if found else [{} for _budget in budgets]
    )
    absent = [words for of in figures for words in reasons(of, columns)]
    said = meta(given, unit, baseline=comparison.names[-1], basis=basis, notes=[*notes, *absent])
    below = list(notes)
    if with_figures:
        from kalmar_cli.reports.figures import compute_key_figures

        known = compute_key_figures([(of, figures[-1]) for of in figures], columns, unit, target)
        above = comparison.columns(_("Key figures"))
        tables += known.tables(
            above,
            lambda *figure: comparison.record("figures", *figure),
            above,
            _making_of_figures(comparison, figures, columns, found, target),
        )
        said["absent"] = known.meta()
        below += known.notes_below()

    def sentences() -> list[Sentence]:
        moved = found.moved if found else [None] * len(comparison.others)
        told = [
            sum_up(of, figures[-1], of_posts, columns, unit, printed=basis == PRINTED)
            for of, of_posts in zip(figures[:-1], moved, strict=True)
        ]
        return [*told, *provenance(budgets)]

    return Report(
        _("{budgets} compared with {baseline}").format(
            budgets=", ".join(b.name for b in comparison.others), baseline=comparison.baseline.name
        ),
        context(budgets, unit) + (" · " + _("as printed") if basis == PRINTED else ""),
        (statement, *tables),
        unit,
        sentences,
        tuple(below),
        said,
        view.decimals,
        sources(budgets, derived=basis == DERIVED, printed=basis == PRINTED, posts=with_lines),
    )


def _making_of_figures(
    comparison: Comparison,
    figures: list[Figures],
    columns: list[str],
    found: Differences | None,
    target: Decimal | None,
) -> Callable[[Record], Making]:
    """How key figures follow from the statement and the posts; not from printed statements."""
    from kalmar_cli.reports.live_figures import LiveColumn, key_figure

    if comparison.basis == PRINTED:
        return comparison.making
    rows, years = frozenset(statement_order(figures)), frozenset(columns)

    def live() -> list[LiveColumn]:
        listed = frozenset(id for of in found.listed for id in of) if found else frozenset[str]()
        gaps = [*comparison.gaps, ""] if found else [""] * len(figures)
        return [
            LiveColumn(name, of, rows, years, gap, listed)
            for name, of, gap in zip(comparison.names, figures, gaps, strict=True)
        ]

    def making(record: Record) -> Making:
        id, period = str(record.values["row"]), str(record.values["year"])
        budgets = live()
        made = {of.name: key_figure(id, period, of, budgets, target, comparison.unit) for of in budgets}
        return {**{name: how for name, how in made.items() if how}, **comparison.making(record)}

    return making


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
        tuple(
            Record({"number": p.number, "area": names.get(p.area or "", ""), "title": p.title})
            for p in budget.proposals
        ),
        PEOPLE | RECKONERS,
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
