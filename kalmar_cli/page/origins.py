"""Where a figure comes from, in a few words: a section of a document, or a base and its changes."""

from collections.abc import Iterable, Sequence

from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.grids import HtmlLink, Note
from kalmar_cli.reports.places import section_words


def origin(figures: Figures, row: str, columns: Sequence[str]) -> str:
    """Where a budget's figures of a row come from, in all of `columns`; "" if there are none."""
    if all(figures.derived(row, column) is None for column in columns):
        return ""
    if row == SHARE_ID:
        return _("computed")
    if figures.base:
        changes = len(reaching(figures, row, columns))
        if not changes:
            return _("as {base}").format(base=figures.base.budget.name)
        return _("{base} + {posts}").format(
            base=figures.base.budget.name, posts=_n("{n} line", "{n} lines", changes)
        )
    if not figures.has_statement:
        return _n("{n} line", "{n} lines", len(reaching(figures, row, columns)))
    printed = [figures.printed(row, column) is not None for column in columns]
    words = [_printed(figures.budget)] if any(printed) else []
    if not all(printed) and any(
        figures.printed(row, column) is None and figures.derived(row, column) is not None
        for column in columns
    ):
        words.append(_("summed from the rows above"))
    return " / ".join(words)


def reaching(figures: Figures, row: str, columns: Iterable[str]) -> list[Line]:
    """The budget's own lines that move a row in one of `columns`, through the sums above it too."""
    budget = figures.budget
    years = [budget.years.index(year) for c in columns if (year := year_in(c)) in budget.years]
    within = figures.reach(row)
    return [
        line for line in budget.lines if line.row in within and any(line.amounts[year] for year in years)
    ]


def _printed(budget: Budget) -> str:
    section = budget.statement.section if budget.statement else None
    return section_words(budget, section) if section else _("as printed")


def section_note(budget: Budget, section: str) -> Note:
    """A section of a budget's document; a link to its page where the file gives address and page."""
    words = section_words(budget, section)
    source = budget.source
    page = dict(source.pages).get(section) if source else None
    if not source or page is None or not is_web_address(source.url):
        return Note(words)
    return Note(links=(HtmlLink(words, f"{source.url}#page={page}"),))


def is_web_address(url: str | None) -> bool:
    """Whether an address is one that a page may lead to."""
    return bool(url) and str(url).startswith(("https://", "http://"))


def documents(budgets: Iterable[Budget]) -> list[str]:
    """A sentence for each budget and base: the document that its figures come from."""
    return [_document(budget) for budget in chains(budgets)]


def chains(budgets: Iterable[Budget]) -> list[Budget]:
    """The budgets and their bases, each once."""
    return list({link.file: link for budget in budgets for link in budget.chain}.values())


def _document(budget: Budget) -> str:
    where = [budget.source.title] if budget.source else []
    if budget.statement and budget.statement.section and not budget.base:
        where.append(section_words(budget, budget.statement.section))
    words = {"budget": budget.name, "document": ", ".join(where) or _("no document is named")}
    if not budget.base:
        return _("{budget}: {document}.").format(**words)
    return _("{budget}: the figures of {base} and its own lines, {document}.").format(
        base=budget.base.name, **words
    )
