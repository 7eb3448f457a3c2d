"""The parts of a comparison: its statement, posts, taxes and proposals, and why one is not there."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, comparable, count_proposals
from kalmar_cli.reports.choices import PRINTED, SIZE
from kalmar_cli.reports.comparison import Comparison, set_side_by_side
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.statement_table import compare_statements
from kalmar_cli.reports.table import (
    LINES,
    MACHINES,
    PEOPLE,
    Deferred,
    Sentence,
    Table,
    Value,
    defer,
    made_of_nothing,
)
from kalmar_cli.reports.view import View

if TYPE_CHECKING:
    from kalmar_cli.reports.change import ChangesFrom
    from kalmar_cli.reports.earlier import Earlier
    from kalmar_cli.reports.figures import KeyFigures


def find_differences(comparison: Comparison, area: str = "") -> Differences | None:
    """What the posts differ by, if there are any and they can be compared."""
    budgets = comparison.budgets
    known = comparison.years and comparable(budgets) and _has_posts(budgets)
    return Differences(comparison, area) if known else None


def why_no_posts(budgets: Sequence[Budget], years: Sequence[int]) -> list[str]:
    """Why there are no areas and posts, where there are none."""
    if not comparable(budgets):
        return [_different_baselines(budgets)]
    if years and not _has_posts(budgets):
        return [_("None of the budgets has lines: there are no areas to compare.")]
    return []


def _has_posts(budgets: Sequence[Budget]) -> bool:
    return any(budget.lines for budget in _chains(budgets))


def statement_part(comparison: Comparison, found: Differences | None) -> Table:
    """The statements side by side, with what posts move in them."""
    return compare_statements(
        comparison, lambda: found.listed if found else [{} for _of in comparison.budgets]
    )


def sentences_part(comparison: Comparison, found: Differences | None) -> list[Sentence]:
    """A sentence on each budget but the baseline, with the places of its figures."""
    from kalmar_cli.reports.sentence import sum_up
    from kalmar_cli.reports.sentence_figures import Places

    posts = frozenset(found.differing if found else ())
    moved = found.moved if found else [None] * len(comparison.others)
    printed = comparison.basis == PRINTED
    *names, baseline = comparison.names
    *figures, against = comparison.figures
    return [
        sum_up(
            of,
            against,
            of_posts,
            comparison.periods,
            comparison.unit,
            printed=printed,
            places=Places(name, baseline, gap, posts),
        )
        for of, of_posts, name, gap in zip(figures, moved, names, comparison.gaps, strict=True)
    ]


def key_figures_part(
    comparison: Comparison, found: Differences | None, area: str, target: Decimal | None, shown: str
) -> tuple["KeyFigures", list[Table]]:
    """The key figures, those in `shown` (FEW, ALL) for people, and their tables."""
    from kalmar_cli.reports.figures import compute_key_figures
    from kalmar_cli.reports.live_figures import make_figures

    pairs = [(of, comparison.figures[-1]) for of in comparison.figures]
    known = compute_key_figures(pairs, comparison.periods, comparison.unit, target, shown)
    above = comparison.columns(_("Key figures"))
    making = make_figures(comparison, found.listed if found else [], target)
    tables = known.tables(
        above,
        lambda *figure: comparison.record("figures", *figure),
        above,
        making if not area else made_of_nothing,  # of one area, what they are made of is not all there
    )
    return known, tables


def changes_from(
    earlier: "Earlier",
    comparison: Comparison,
    area: str,
    statement: Table | None,
    found: Differences | None,
) -> "ChangesFrom":
    """What the statement and the posts that differ change by from earlier figures."""
    from kalmar_cli.reports.change import ChangesFrom

    years = found.years if found else ()
    return ChangesFrom(comparison, earlier, years, area, _shown(statement, found))


def _shown(statement: Table | None, found: Differences | None) -> dict[str, set[tuple[Value, Value]]]:
    """The rows and years that are in the statement and among the posts, by the table's name."""
    shown: dict[str, set[tuple[Value, Value]]] = {}
    if statement:
        shown[statement.name] = {(of.values["row"], of.values["year"]) for of in statement.records}
    if found:
        shown[LINES] = {(id, str(year)) for id in found.differing for year in found.years}
    return shown


def posts_part(
    found: Differences, order: str, *, all_posts: bool, told: bool
) -> Iterator[Table | Deferred]:
    """The posts by area and one by one; people see them here unless they are `told` beside earlier ones."""
    yield found.areas()
    if all_posts:
        yield defer(MACHINES, lambda: [found.lines(order)])
    if not told:
        yield defer(PEOPLE, lambda: [_matrix(found)])
        yield defer(PEOPLE, lambda: [_ranking(found, order or SIZE, all_posts=all_posts)])
    yield found.workbook_tables()


def tax_part(comparison: Comparison) -> Table | None:
    """The tax rates, where they differ."""
    rates = {frozenset(link.tax_rates.items()) for link in _chains(comparison.budgets) if link.tax_rates}
    if len(rates) < 2:
        return None
    from kalmar_cli.reports.tax import tax_table

    return tax_table(comparison)


def tax_meta(taxes: Table) -> list[dict[str, Value]]:
    """The tax rates for machines: each record's values by the names of its columns."""
    return [{c.id: of.values[c.id] for c in taxes.columns if c.id != "table"} for of in taxes.records]


def summarize_areas(budgets: Sequence[Budget], view: View) -> list[Table]:
    """For people: what each budget adds and saves against the last of them by area; equal years once."""
    from kalmar_cli.reports.areas import summaries

    found = find_differences(set_side_by_side(budgets, view))
    return [table for of in found.sums() for table in summaries(of, PEOPLE)] if found else []


def _matrix(found: Differences) -> Table:
    """What each budget differs by from the baseline, by area."""
    from kalmar_cli.reports.area_matrix import area_matrix

    comparison, sums = found.comparison, found.sums()
    used = {area for of in sums for area in of.names if not found.area or area == found.area}
    title = _("{what} against {baseline}").format(what=_("Areas"), baseline=comparison.baseline.name)
    names = area_names(comparison.budgets, used)
    return area_matrix(title, comparison.gap_columns(), sums, names, found.years)


def _ranking(found: Differences, order: str, *, all_posts: bool) -> Table:
    """The posts that differ, the biggest or all."""
    from kalmar_cli.reports.post_ranking import rank_posts

    return rank_posts(found, order, all_posts=all_posts)


def _chains(budgets: Sequence[Budget]) -> list[Budget]:
    return [link for budget in budgets for link in budget.chain]


def proposal_counts(comparison: Comparison) -> Table:
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


def proposal_list(budget: Budget, years: Sequence[int], unit: str) -> Table:
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
