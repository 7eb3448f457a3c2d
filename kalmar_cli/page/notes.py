"""The small words under rows and tables: where each figure stands in the documents."""

from collections import Counter
from collections.abc import Sequence

from kalmar_cli.figures import NumberStyle
from kalmar_cli.language import _, _n
from kalmar_cli.model import Budget
from kalmar_cli.page.grids import Grid, Link, Note, annotated, equal_years_once, grid
from kalmar_cli.page.origins import chains, origin
from kalmar_cli.page.proposals import proposal_anchor
from kalmar_cli.report import Report, Table
from kalmar_cli.statement import Figures


def with_origins(drawn: Grid, figures: Sequence[Figures], year: str) -> Grid:
    """A year's statement with the usual origin of each budget's figures below it.

    Under a row stands what differs from that.
    """
    names = drawn.titles[: len(figures)]
    origins = {row.id: [origin(f, row.id, [year]) for f in figures] for row in drawn.rows}
    usual = [
        Counter(words for words in of_budget if words).most_common(1)
        for of_budget in zip(*origins.values(), strict=True)
    ]
    notes = {}
    for row, of_row in origins.items():
        unusual = [
            (name, words)
            for name, words, [(common, _count), *_rest] in (
                (n, w, u) for n, w, u in zip(names, of_row, usual, strict=True) if w
            )
            if words != common
        ]
        if len(unusual) == len(names) and len({words for _name, words in unusual}) == 1:
            notes[row] = [Note(unusual[0][1])]
        else:
            notes[row] = [Note(f"{name}: {words}") for name, words in unusual]
    sources = [
        f"{name}: {found[0][0]}" + _title(f.budget)
        for name, f, found in zip(names, figures, usual, strict=True)
        if found
    ]
    below = _("Source, unless a row says otherwise: {sources}.").format(sources="; ".join(sources))
    return annotated(drawn, notes)._replace(notes=(*drawn.notes, below))


def _title(budget: Budget) -> str:
    return f" ({budget.source.title})" if budget.source and not budget.base else ""


def posts_grid(report: Report, table: Table, style: NumberStyle, budgets: Sequence[Budget]) -> Grid:
    """The posts that differ, under each its area, section and proposals in the documents."""
    drawn = grid(report, equal_years_once(table), style)
    titles = dict.fromkeys(b.source.title for b in chains(budgets) if b.lines and b.source)
    below = [_("Source: {documents}.").format(documents="; ".join(titles))] if titles else []
    notes = {row.id: _post_notes(row.id, budgets) for row in drawn.rows}
    return annotated(drawn, notes)._replace(notes=(*drawn.notes, *below))


def _post_notes(id: str, budgets: Sequence[Budget]) -> list[Note]:
    """Where a post stands, in each of the budgets and bases that have a line for it."""
    on_page = {budget.file: n for n, budget in enumerate(budgets, start=1)}
    having = [(link, line) for link in chains(budgets) for line in link.lines if line.id == id]
    notes = []
    for budget, line in having:
        area = budget.area(line.area) if line.area else None
        if len(having) > 1:
            notes.append(Note(f"{budget.name}:"))
        if area:
            notes.append(Note(data=area.name))
        if line.section:
            notes.append(Note(_("section {section}").format(section=line.section)))
        elif line.heading:
            notes.append(Note(data=line.heading))
        if line.proposals:
            which = on_page.get(budget.file)
            links = (Link(str(n), proposal_anchor(which, n) if which else "") for n in line.proposals)
            notes.append(Note(_n("proposal", "proposals", len(line.proposals)), links=tuple(links)))
    return notes
