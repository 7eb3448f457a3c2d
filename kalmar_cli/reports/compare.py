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

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, comparable, count_proposals
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.absent import beyond_base, reasons
from kalmar_cli.reports.areas import summaries
from kalmar_cli.reports.comparison import DERIVED, PRINTED, Comparison, set_side_by_side
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.formulas import LINES
from kalmar_cli.reports.provenance import provenance
from kalmar_cli.reports.sentence import sum_up
from kalmar_cli.reports.sorting import SIZE
from kalmar_cli.reports.statement_table import compare_statements
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    Deferred,
    Report,
    Sentence,
    Table,
    Value,
    defer,
    made_of_nothing,
)
from kalmar_cli.reports.view import View, context, meta, plan_years, shown_columns, sources

if TYPE_CHECKING:
    from kalmar_cli.reports.earlier import Earlier

__all__ = ["DERIVED", "PRINTED", "Comparison", "compare_budgets"]


def compare_budgets(
    budgets: Sequence[Budget],
    view: View,
    basis: str = DERIVED,
    *,
    with_lines: bool = False,
    with_proposals: bool = False,
    with_figures: str = "",
    whole_statement: bool = False,
    area: str = "",
    order: str = "",
    target: Decimal | None = None,
    earlier: "Earlier | None" = None,
) -> Report:
    """The comparison of `budgets` with the last of them. Raises Refused.

    Posts stand in an `order` (none: for people by size, for machines the document's).
    With an `area` it is of that area only: no statement, all of its posts. People see
    a statement's equal rows folded, unless `whole_statement`. `with_figures` is which
    key figures people see (FEW, ALL), `target` the wanted result in %. With `earlier` figures,
    people see each part with its change from them beside the difference, machines both.
    """
    comparison = set_side_by_side(budgets, view, basis)
    given, budgets, unit = budgets, comparison.budgets, comparison.unit
    columns = shown_columns(budgets, view)
    years = plan_years(columns, budgets)
    figures = [Figures(budget) for budget in budgets]
    tables: list[Table | Deferred] = []
    notes: list[str] = []
    more: dict[str, Any] = {"from": earlier.words} if earlier else {}
    found: Differences | None = None
    shown: dict[str, set[tuple[Value, Value]]] = {}  # the rows and years that tables have, by name
    if not comparable(budgets):
        notes.append(_different_baselines(given))
    elif years and any(budget.lines for budget in _chains(budgets)):
        differ = found = Differences(comparison, years, area)
        everything = with_lines or bool(area)
        tables.append(found.areas())
        if everything:
            tables.append(defer(MACHINES, lambda: [differ.lines(order)]))
        if not (earlier and earlier.has_posts_beside(budgets)):
            tables += [
                defer(PEOPLE, lambda: [_matrix(differ)]),
                defer(PEOPLE, lambda: [_ranking(differ, order or SIZE, everything=everything)]),
            ]
        tables.append(found.workbook_tables())
    elif years:
        notes.append(_("None of the budgets has lines: there are no areas to compare."))
    if years and not area and _rates_differ(budgets):
        from kalmar_cli.reports.tax import tax_meta, tax_table

        taxes = tax_table(comparison, figures, years)
        if taxes:
            tables.append(taxes)
            more["tax"] = tax_meta(taxes)
    if with_proposals:
        tables.append(_proposal_counts(comparison))
        tables += [_proposal_list(budget, years, unit) for budget in budgets if budget.proposals]
    if not area:
        statement = compare_statements(
            comparison, figures, columns, lambda: found.listed if found else [{} for _budget in budgets]
        )
        statement = statement._replace(folded=None) if whole_statement else statement
        told = earlier and not whole_statement  # people see it beside the earlier figures
        tables.insert(0, statement._replace(audience=MACHINES | RECKONERS) if told else statement)
        shown[statement.name] = {
            (record.values["row"], record.values["year"]) for record in statement.records
        }
    if earlier:
        from kalmar_cli.reports.change import ChangesFrom

        if found:
            shown[LINES] = {(id, str(year)) for id in found.differing for year in years}
        changes = ChangesFrom(comparison, earlier, figures, columns, years if found else [], area, shown)
        tables = [
            *changes.for_readers(order or SIZE, all_posts=with_lines or bool(area)),
            *tables,
            changes.for_machines(),
        ]
        notes += changes.notes()
    notes += beyond_base(given, unit)
    absent = [words for of in figures for words in reasons(of, columns)]
    said = meta(given, unit, baseline=comparison.names[-1], basis=basis, **more, notes=[*notes, *absent])
    below = list(notes)
    if with_figures:
        from kalmar_cli.reports.figures import compute_key_figures
        from kalmar_cli.reports.live_figures import make_figures

        pairs = [(of, figures[-1]) for of in figures]
        known = compute_key_figures(pairs, columns, unit, target, with_figures)
        above = comparison.columns(_("Key figures"))
        making = make_figures(comparison, figures, columns, found.listed if found else [], target)
        tables += known.tables(
            above,
            lambda *figure: comparison.record("figures", *figure),
            above,
            making if not area else made_of_nothing,  # of one area, what they are made of is not all there
        )
        said["absent"] = known.meta()
        below += known.notes_below()

    def sentences() -> list[Sentence]:
        said: list[Sentence] = []
        if earlier:
            from kalmar_cli.reports.change_words import tell_change

            said += tell_change(changes)
        if not area:
            moved = found.moved if found else [None] * len(comparison.others)
            said += (
                sum_up(of, figures[-1], of_posts, columns, unit, printed=basis == PRINTED)
                for of, of_posts in zip(figures[:-1], moved, strict=True)
            )
        return said

    return Report(
        _title(comparison, earlier),
        context(budgets, unit) + (" · " + _("as printed") if basis == PRINTED else ""),
        tuple(tables),
        unit,
        sentences,
        tuple(below),
        said,
        view.decimals_in(unit),
        sources(budgets, derived=basis == DERIVED, printed=basis == PRINTED, posts=with_lines),
        tuple(provenance(budgets)),
    )


def _rates_differ(budgets: Sequence[Budget]) -> bool:
    rates = {frozenset(link.tax_rates.items()) for link in _chains(budgets) if link.tax_rates}
    return len(rates) > 1


def _title(comparison: Comparison, earlier: "Earlier | None") -> str:
    words = (
        _("{budgets} compared with {baseline}, and both with {earlier}")
        if earlier and len(comparison.budgets) == 2
        else _("{budgets} compared with {baseline}, and all with {earlier}")
        if earlier
        else _("{budgets} compared with {baseline}")
    )
    return words.format(
        budgets=", ".join(b.name for b in comparison.others),
        baseline=comparison.baseline.name,
        earlier=earlier.words if earlier else "",
    )


def summarize_areas(budgets: Sequence[Budget], view: View) -> list[Table]:
    """For people: what each budget adds and saves against the last of them by area; equal years once."""
    comparison = set_side_by_side(budgets, view)
    years = plan_years(shown_columns(budgets, view), budgets)
    if not comparable(budgets) or not years or not any(budget.lines for budget in _chains(budgets)):
        return []
    found = Differences(comparison, years)
    return [table for of in found.sums() for table in summaries(of, PEOPLE)]


def _matrix(found: Differences) -> Table:
    """What each budget differs by from the baseline, by area."""
    from kalmar_cli.reports.area_matrix import area_matrix

    comparison, sums = found.comparison, found.sums()
    used = {area for of in sums for area in of.names if not found.area or area == found.area}
    title = _("{what} against {baseline}").format(what=_("Areas"), baseline=comparison.baseline.name)
    names = area_names(comparison.budgets, used)
    return area_matrix(title, comparison.gap_columns(), sums, names, found.years)


def _ranking(found: Differences, order: str, *, everything: bool) -> Table:
    """The posts that differ, the biggest or all."""
    from kalmar_cli.reports.post_ranking import rank_posts

    return rank_posts(found, order, everything=everything)


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


def _proposal_list(budget: Budget, years: Sequence[int], unit: str) -> Table:
    """For people: what a budget proposes, and what that costs."""
    from kalmar_cli.reports.proposals import table_of_proposals

    title = _("{budget} proposes").format(budget=budget.name)
    return table_of_proposals(budget, budget.proposals, list(years) or [budget.year], unit, title)


def _different_baselines(budgets: Sequence[Budget]) -> str:
    """Why areas and posts cannot be compared."""
    if all(budget.base is None for budget in budgets):
        without = [budget.name for budget in budgets if not budget.lines]
        return _("Areas and lines are left out: {budgets} has no lines.").format(budgets=", ".join(without))
    chains = "; ".join(
        _("{budget} builds on {base}").format(budget=b.name, base=f"{b.root.name} {b.root.year}")
        if b.base
        else _("{budget} {year} is complete").format(budget=b.name, year=b.year)
        for b in budgets
    )
    return _("Areas and lines are left out: the budgets have different baselines ({chains}).").format(
        chains=chains
    )
