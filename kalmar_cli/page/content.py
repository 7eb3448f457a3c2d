"""What stands on the page, in its order: a comparison's tables, and where their figures come from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.statement import Figures
from kalmar_cli.layout.cells import sentence
from kalmar_cli.page.fitting import (
    MANY,
    differs_by_itself,
    fitting_grids,
    has_many,
    only_differences,
    own_figures,
    split_grid,
)
from kalmar_cli.page.grids import (
    Grid,
    HtmlLink,
    by_year,
    change_grids,
    row_ids,
    summary_grids,
)
from kalmar_cli.page.notes import posts_grids, with_origins
from kalmar_cli.page.origins import chains, documents, is_web_address
from kalmar_cli.page.periods import Periods, periods_of
from kalmar_cli.page.proposals import Proposed, group_proposals, money_of
from kalmar_cli.page.results import Results, results
from kalmar_cli.page.story import AmountStyle, biggest, waterfall
from kalmar_cli.page.tiles import Tiles, tiles_of
from kalmar_cli.reports.compare import compare_budgets
from kalmar_cli.reports.comparison_parts import summarize_areas
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.table import MACHINES, Report, Table, tables_for
from kalmar_cli.reports.view import View, plan_years, say_measure, shown_columns


class FindingWords(NamedTuple):
    """A remark on a budget: whether it is only a note, level and message in words, whose budget it is."""

    is_note: bool
    level: str
    budget: str
    message: str


class Findings(NamedTuple):
    """Remarks of one kind, and what they mean."""

    how: str
    findings: tuple[FindingWords, ...]


class Content(NamedTuple):
    """Everything on the page, figures written out; `findings` is None where nothing was checked."""

    title: str
    context: str
    unit: str
    periods: Periods
    sentences: tuple[str, ...]
    sign: str
    notes: tuple[str, ...]
    results: Results | None
    changes: tuple[Grid, ...]
    statement: tuple[tuple[Grid, ...], ...]
    statement_sources: tuple[str, ...]
    statement_is_wide: bool
    figures: tuple[Tiles, ...]
    story: tuple[Grid, ...]
    summaries: tuple[Grid, ...]
    areas: tuple[Grid, ...]
    has_many: bool
    posts: tuple[Grid, ...]
    post_anchors: tuple[dict[str, str], ...]
    proposals: tuple[Proposed, ...]
    findings: tuple[Findings, ...] | None
    checked: tuple[str, ...]
    documents: tuple[str, ...]
    links: tuple[HtmlLink, ...]
    made: str


def content(
    budgets: Sequence[Budget],
    view: View,
    style: NumberStyle,
    findings: Sequence[FindingWords] | None,
    checked: Sequence[str],
    made: date,
    earlier: Earlier | None = None,
) -> Content:
    """The page's content: the comparison of `budgets` with the last of them, and with `earlier` figures.

    Raises Refused.
    """
    report = compare_budgets(budgets, view, with_lines=True, with_proposals=True, earlier=earlier)
    report = say_measure(report, budgets, view.measure)
    budgets = tell_apart(budgets)
    tables = {table.name: table for table in tables_for(report, MACHINES)}
    # What is copied out of a table is a number in a spreadsheet only with this minus.
    spoken, style = style, style._replace(minus="-")
    figures = [Figures(budget) for budget in budgets]
    columns = shown_columns(budgets, view)
    periods = periods_of(columns, plan_years(columns, budgets))
    whole = by_year(report, tables["statement"], style, _("Income statement"))
    statement, sources = _statement(report, tables["statement"], whole, figures, style)
    found = results(tables["statement"], whole, figures)
    summaries = summary_grids(report, summarize_areas(budgets, view), style)
    posts = posts_grids(report, tables["lines"], style, budgets) if "lines" in tables else ()
    differing = row_ids(tables["lines"]) if "lines" in tables else []
    post_anchors = {id: f"post-{n}" for n, id in enumerate(differing, start=1)}
    money = money_of(budgets, spoken, report.unit, report.decimals)
    return Content(
        title=report.title,
        context=report.context,
        unit=report.unit,
        periods=periods,
        sentences=tuple(
            sentence(found, spoken, report.decimals) for found in (*report.sentences(), *report.scope)
        ),
        sign=_sign(report.unit, budgets[-1].name),
        notes=report.notes,
        results=found,
        changes=change_grids(report, style) if earlier else (),
        statement=statement,
        statement_sources=sources,
        statement_is_wide=_is_wide(grid for of_year in statement for grid in of_year),
        figures=tiles_of(found, list(summaries.values()), periods, len(budgets)),
        story=_story(budgets, view, AmountStyle(report.unit, report.decimals, style))
        if "lines" in tables
        else (),
        summaries=tuple(drawn for of_budget in summaries.values() for drawn in of_budget),
        areas=_areas(report, tables["areas"], style) if "areas" in tables else (),
        has_many=has_many(tables["statement"]),
        posts=posts if differing else (),
        post_anchors=_anchors(posts, post_anchors),
        proposals=tuple(
            group_proposals(budget, n, money, post_anchors)
            for n, budget in enumerate(budgets, start=1)
            if budget.proposals
        ),
        findings=None if findings is None else _by_kind(findings),
        checked=tuple(checked),
        documents=tuple(documents(budgets)),
        links=_links(budgets),
        made=made.isoformat(),
    )


def _statement(
    report: Report, table: Table, whole: Mapping[str, Grid], figures: Sequence[Figures], style: NumberStyle
) -> tuple[tuple[tuple[Grid, ...], ...], tuple[str, ...]]:
    """The statement of each year in grids that fit on paper, and where its figures come from.

    Of many budgets the differences stand in grids of their own, first.
    """
    marked, sources = with_origins(whole, figures)
    if not has_many(table):
        return tuple(split_grid(of_year) for of_year in marked.values()), sources
    caption = _("Income statement")
    parts = [
        by_year(report, only_differences(table._replace(title=caption)), style, ""),
        by_year(report, own_figures(table), style, caption),
    ]
    with_marks = (
        tuple(
            of._replace(
                rows=tuple(
                    row._replace(mark=whole_row.mark)
                    for row, whole_row in zip(of.rows, marked[year].rows, strict=True)
                )
            )
            for part in parts
            for of in split_grid(part[year])
        )
        for year in marked
    )
    return tuple(with_marks), sources


def _story(budgets: Sequence[Budget], view: View, how: AmountStyle) -> tuple[Grid, ...]:
    """For one or two budgets, by year: how their results come about, and their biggest differences."""
    *others, baseline = budgets
    if len(others) >= MANY:
        return ()
    parts = (
        part(budget, baseline, year, how)
        for year in plan_years(shown_columns(budgets, view), budgets)
        for budget in others
        for part in (waterfall, biggest)
    )
    return tuple(part for part in parts if part)


def _areas(report: Report, table: Table, style: NumberStyle) -> tuple[Grid, ...]:
    """The posts of each area, added up; where that is what the summaries say, nothing."""
    if differs_by_itself(table) and not has_many(table):
        return ()
    return fitting_grids(report, table, style)


def _anchors(posts: Sequence[Grid], names: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """For each grid of posts, the names of its rows as targets; a post is one where it stands first."""
    left = dict(names)
    return tuple({row.id: left.pop(row.id) for row in part.rows if row.id in left} for part in posts)


def _by_kind(findings: Sequence[FindingWords]) -> tuple[Findings, ...]:
    """What does not agree, and apart from that what is only worth knowing; each if there is any."""
    parts = (
        Findings(
            _(
                "Places where figures in the documents do not agree with each other. "
                "Which of them is right cannot be told from the documents."
            ),
            tuple(finding for finding in findings if not finding.is_note),
        ),
        Findings(
            _("Worth knowing: what rounding explains, what has no price, what is said twice."),
            tuple(finding for finding in findings if finding.is_note),
        ),
    )
    return tuple(part for part in parts if part.findings)


# With more characters of figures in a row, three years do not fit beside each other.
_NARROW = 24


def _is_wide(grids: Iterable[Grid]) -> bool:
    """Whether the figures of some row take so much room that the years stand below each other."""
    return any(sum(len(cell.text) for cell in row.cells) > _NARROW for grid in grids for row in grid.rows)


def _sign(unit: str, baseline: str) -> str:
    """How the figures are to be read."""
    amounts = _("All amounts are in {unit}, with the income statement's signs: a cost is negative.")
    gaps = _("A difference is the budget minus {baseline}; a minus lowers the result.")
    return f"{amounts.format(unit=unit)} {gaps.format(baseline=baseline)}"


def _links(budgets: Sequence[Budget]) -> tuple[HtmlLink, ...]:
    """The documents that can be opened: title and web address."""
    sources = [link.source for link in chains(budgets) if link.source]
    links = (HtmlLink(of.title, of.url) for of in sources if of.url and is_web_address(of.url))
    return tuple(dict.fromkeys(links))
