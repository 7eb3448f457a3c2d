"""The small words under rows and tables: where each figure stands in the documents."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.fitting import fitting_grids
from kalmar_cli.page.grids import Grid, HtmlLink, Note, annotate
from kalmar_cli.page.origins import chains, origin, section_note
from kalmar_cli.page.proposals import proposal_anchor
from kalmar_cli.reports.table import Report, Table


def with_origins(
    grids: Mapping[str, Grid], figures: Sequence[Figures]
) -> tuple[dict[str, Grid], tuple[str, ...]]:
    """Each year's statement, and below them all the usual origin of each budget's figures, and notes.

    A row whose figures come from elsewhere has the number of a note that says whence;
    notes that are alike are one. The years have a line each unless they are alike.
    """
    drawn: dict[str, Grid] = {}
    below: list[str] = []
    numbers: dict[str, int] = {}
    names = [f.budget.name for f in figures]
    for year, of_year in grids.items():
        origins = {row.id: [origin(f, row.id, [year]) for f in figures] for row in of_year.rows}
        usual = [_most_common(of_budget) for of_budget in zip(*origins.values(), strict=True)]
        unusual = {id: _unusual(names, of, usual) for id, of in origins.items()}
        for words in filter(None, unusual.values()):
            numbers.setdefault(words, len(numbers) + 1)
        marks = {id: str(numbers[words]) if words else "" for id, words in unusual.items()}
        drawn[year] = of_year._replace(rows=tuple(r._replace(mark=marks[r.id]) for r in of_year.rows))
        below.append(_source(names, figures, usual))
    notes = tuple(f"{number} {words}." for words, number in numbers.items())
    if len(set(below)) == 1:
        return drawn, (below[0], *notes)
    sources = (f"{year}: {words}" for year, words in zip(grids, below, strict=True))
    return drawn, (*sources, *notes)


def _most_common(origins: Sequence[str]) -> str:
    """The words that occur most often; "" if there are none."""
    return next((words for words, _times in Counter(filter(None, origins)).most_common(1)), "")


def _unusual(names: Sequence[str], origins: Sequence[str], usual: Sequence[str]) -> str:
    """What is to be said of a row: the origins that are not the usual ones, once if all are the same."""
    unusual = {
        name: words for name, words, common in zip(names, origins, usual, strict=True) if words != common
    }
    if len(unusual) == len(names) and len(set(unusual.values())) == 1:
        return next(iter(unusual.values()))
    return "; ".join(f"{name}: {words}" for name, words in unusual.items() if words)


def _source(names: Sequence[str], figures: Sequence[Figures], usual: Sequence[str]) -> str:
    sources = [
        f"{name}: {words}{_title(f.budget)}"
        for name, f, words in zip(names, figures, usual, strict=True)
        if words
    ]
    return _("Source, unless a row says otherwise: {sources}.").format(sources="; ".join(sources))


def _title(budget: Budget) -> str:
    return f" ({budget.source.title})" if budget.source and not budget.base else ""


def posts_grids(
    report: Report, table: Table, style: NumberStyle, budgets: Sequence[Budget]
) -> tuple[Grid, ...]:
    """The posts that differ, under each its area, section and proposals in the documents, told once."""
    drawn = fitting_grids(report, table, style)
    titles = dict.fromkeys(b.source.title for b in chains(budgets) if b.lines and b.source)
    below = [_("Source: {documents}.").format(documents="; ".join(titles))] if titles else []
    having: dict[str, list[tuple[Budget, Line]]] = {}
    for link in chains(budgets):
        for line in link.lines:
            having.setdefault(line.id, []).append((link, line))
    on_page = {budget.file: n for n, budget in enumerate(budgets, start=1)}
    told: set[str] = set()
    found = []
    for part in drawn:
        ids = [row.id for row in part.rows if row.id not in told]
        found.append(annotate(part, {id: _post_notes(having.get(id, []), on_page) for id in ids}))
        told.update(ids)
    return (*found[:-1], *(last._replace(notes=(*last.notes, *below)) for last in found[-1:]))


def _post_notes(having: list[tuple[Budget, Line]], on_page: dict[str, int]) -> list[Note]:
    """Where a post stands: in each of the budgets and bases that have a line for it, an area of all once.

    `on_page` numbers those whose proposals are on the page, by file.
    """
    found = [budget.area(line.area) if line.area else None for budget, line in having]
    areas = [area.name if area else "" for area in found]
    shared = len(set(areas)) == 1
    notes = [Note(data=areas[0])] if shared and areas[0] else []
    for (budget, line), area in zip(having, areas, strict=True):
        own = [] if shared or not area else [Note(data=area)]
        if line.section:
            own.append(section_note(budget, line.section))
        elif line.heading:
            own.append(Note(data=line.heading))
        if line.proposals:
            which = on_page.get(budget.file)
            links = (HtmlLink(str(n), proposal_anchor(which, n) if which else "") for n in line.proposals)
            own.append(Note(_n("proposal", "proposals", len(line.proposals)), links=tuple(links)))
        if own and len(having) > 1:
            own[0] = own[0]._replace(words=f"{budget.name}: {own[0].words}".strip())
        notes += own
    return notes
