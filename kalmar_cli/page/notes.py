"""The small words under rows and tables: where each figure stands in the documents."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.grids import Grid, HtmlLink, Note, annotate, grid
from kalmar_cli.page.origins import chains, origin
from kalmar_cli.page.proposals import proposal_anchor
from kalmar_cli.reports.places import section_words
from kalmar_cli.reports.table import Report, Table
from kalmar_cli.reports.years import merge_years


def with_origins(
    grids: Mapping[str, Grid], figures: Sequence[Figures]
) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """Each year's statement, and below them the usual origin of each budget's figures.

    Under a row stands what differs from that; the years have a line each unless they are alike.
    """
    drawn, below = [], []
    for year, of_year in grids.items():
        names = of_year.titles[: len(figures)]
        origins = {row.id: [origin(f, row.id, [year]) for f in figures] for row in of_year.rows}
        usual = [_most_common(of_budget) for of_budget in zip(*origins.values(), strict=True)]
        drawn.append(annotate(of_year, {id: _unusual(names, of, usual) for id, of in origins.items()}))
        below.append(_source(names, figures, usual))
    if len(set(below)) == 1:
        return tuple(drawn), (below[0],)
    return tuple(drawn), tuple(f"{year}: {words}" for year, words in zip(grids, below, strict=True))


def _most_common(origins: Sequence[str]) -> str:
    """The words that occur most often; "" if there are none."""
    return next((words for words, _times in Counter(filter(None, origins)).most_common(1)), "")


def _unusual(names: Sequence[str], origins: Sequence[str], usual: Sequence[str]) -> list[Note]:
    """What is to be said under a row: the origins that are not the usual ones, once if all are the same."""
    unusual = {
        name: words for name, words, common in zip(names, origins, usual, strict=True) if words != common
    }
    if len(unusual) == len(names) and len(set(unusual.values())) == 1:
        return [Note(words) for words in set(unusual.values()) if words]
    return [Note(f"{name}: {words}") for name, words in unusual.items() if words]


def _source(names: Sequence[str], figures: Sequence[Figures], usual: Sequence[str]) -> str:
    sources = [
        f"{name}: {words}{_title(f.budget)}"
        for name, f, words in zip(names, figures, usual, strict=True)
        if words
    ]
    return _("Source, unless a row says otherwise: {sources}.").format(sources="; ".join(sources))


def _title(budget: Budget) -> str:
    return f" ({budget.source.title})" if budget.source and not budget.base else ""


def posts_grid(report: Report, table: Table, style: NumberStyle, budgets: Sequence[Budget]) -> Grid:
    """The posts that differ, under each its area, section and proposals in the documents."""
    drawn = grid(report, merge_years(table), style)
    titles = dict.fromkeys(b.source.title for b in chains(budgets) if b.lines and b.source)
    below = [_("Source: {documents}.").format(documents="; ".join(titles))] if titles else []
    having: dict[str, list[tuple[Budget, Line]]] = {}
    for link in chains(budgets):
        for line in link.lines:
            having.setdefault(line.id, []).append((link, line))
    on_page = {budget.file: n for n, budget in enumerate(budgets, start=1)}
    notes = {row.id: _post_notes(having.get(row.id, []), on_page) for row in drawn.rows}
    return annotate(drawn, notes)._replace(notes=(*drawn.notes, *below))


def _post_notes(having: list[tuple[Budget, Line]], on_page: dict[str, int]) -> list[Note]:
    """Where a post stands: in each of the budgets and bases that have a line for it.

    `on_page` numbers those whose proposals are on the page, by file.
    """
    notes = []
    for budget, line in having:
        area = budget.area(line.area) if line.area else None
        whose = f"{budget.name}:" if len(having) > 1 else ""
        if area or whose:
            notes.append(Note(whose, data=area.name if area else ""))
        if line.section:
            notes.append(Note(section_words(budget, line.section)))
        elif line.heading:
            notes.append(Note(data=line.heading))
        if line.proposals:
            which = on_page.get(budget.file)
            links = (HtmlLink(str(n), proposal_anchor(which, n) if which else "") for n in line.proposals)
            notes.append(Note(_n("proposal", "proposals", len(line.proposals)), links=tuple(links)))
    return notes
