"""Budgets against a baseline: statement, areas, posts, proposals.

A difference is budget − baseline in the statement's sign. How a figure comes
from a file to a cell of the comparison:

    cli.commands.compare.run           the names on the command line
      shelf.names.find                 → which files they mean
        shelf.loader                   → read.file → read.assemble: bytes → a Budget, amounts in mkr
      compare_budgets                  → Report: tables of records, amounts in the report's unit
        comparison.set_side_by_side      names and columns, and each budget's figures: printed, derived
        statement_table                  rows of statements → records
        differences → areas, lines       posts that differ → records
        sentence.sum_up                  a sentence a budget
      cli.common.emit
        cli.rendering                    the terminal's width and colour, if it is for one
          render                       FORMATS → the module of a format
            reports.table.tables_for     the tables for its readers
            layout.drawing               records → sheets of texts (people)
            render.text, delimited, …  → text or bytes
        cli.output                     → the terminal, the pipe, a file
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.reports.absent import beyond_base, reasons
from kalmar_cli.reports.choices import DERIVED, FEW, PRINTED, SIZE
from kalmar_cli.reports.comparison import Comparison, set_side_by_side
from kalmar_cli.reports.comparison_parts import (
    changes_from,
    find_differences,
    key_figures_part,
    posts_part,
    proposal_counts,
    proposal_list,
    sentences_part,
    statement_part,
    tax_meta,
    tax_part,
    why_no_posts,
)
from kalmar_cli.reports.provenance import provenance
from kalmar_cli.reports.table import MACHINES, RECKONERS, Deferred, Report, Sentence, Table, defer
from kalmar_cli.reports.view import (
    View,
    context,
    meta,
    sources,
)

if TYPE_CHECKING:
    from kalmar_cli.reports.earlier import Earlier


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
    given, comparison = budgets, set_side_by_side(budgets, view, basis)
    budgets, years, unit = comparison.budgets, comparison.years, comparison.unit
    found = find_differences(comparison, area)
    statement = None if area else statement_part(comparison, found)
    changes = earlier and changes_from(earlier, comparison, area, statement, found)
    all_posts = with_lines or bool(area)
    told = bool(earlier and earlier.has_posts_beside(budgets))
    taxes = None if area else tax_part(comparison)

    tables: list[Table | Deferred] = []
    if changes:
        tables += changes.for_readers(order or SIZE, all_posts=all_posts)
    if statement and whole_statement:
        tables.append(statement._replace(folded=None))
    elif statement:  # where there are changes, people see it beside the earlier figures
        tables.append(statement._replace(audience=MACHINES | RECKONERS) if changes else statement)
    if found:
        tables += posts_part(found, order, all_posts=all_posts, told=told)
    if taxes:
        tables.append(taxes)
    if with_proposals:
        tables.append(proposal_counts(comparison))
        tables += [proposal_list(budget, years, unit) for budget in budgets if budget.proposals]
    if changes:
        tables.append(changes.for_machines())

    notes = [
        *why_no_posts(given, years),
        *(changes.notes() if changes else ()),
        *beyond_base(given, unit),
    ]
    absent = [words for of in comparison.figures for words in reasons(of, comparison.periods)]
    said: dict[str, Any] = {"baseline": comparison.names[-1], "basis": basis}
    if earlier:
        said["from"] = earlier.words
    if taxes:
        said["tax"] = tax_meta(taxes)
    said["notes"] = [*notes, *absent]
    figures_of = partial(key_figures_part, comparison, found, area, target)
    if with_figures:
        known, of_figures = figures_of(with_figures)
        tables += of_figures
        said["absent"] = known.meta()
        notes += known.notes_below()
    elif not area:  # a workbook begins with those that matter, asked for or not
        tables.append(defer(RECKONERS, lambda: [t for t in figures_of(FEW)[1] if t.audience >= RECKONERS]))

    def sentences() -> list[Sentence]:
        said = [] if area else sentences_part(comparison, found)
        if changes is None:
            return said
        from kalmar_cli.reports.change_words import tell_change

        return [*tell_change(changes), *said]

    return Report(
        _title(comparison, earlier),
        context(budgets, unit) + (" · " + _("as printed") if basis == PRINTED else ""),
        tuple(tables),
        unit,
        sentences,
        tuple(notes),
        meta(given, unit, **said),
        view.decimals_in(unit),
        sources(budgets, derived=basis == DERIVED, printed=basis == PRINTED, posts=with_lines),
        tuple(provenance(budgets)),
    )


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
