"""A budget's document, read as `draft` reads it, for `check` to hold the file against."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.base.numbers import from_unit, shortest
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import Spot
from kalmar_cli.check.reading import DocumentPlace, DocumentReading, ReadAmount, ReadYear
from kalmar_cli.check.sections import Outline, outline
from kalmar_cli.draft import draft as way
from kalmar_cli.draft.budget import Draft, make_draft
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.find.found import FoundLine, where
from kalmar_cli.draft.link.linked import SURE
from kalmar_cli.draft.source import inputs
from kalmar_cli.draft.source.document import Pages
from kalmar_cli.shelf.shelf import Shelf
from kalmar_cli.write.remarks import KeyPath

TEXT = "text"  # the kind of document whose places are lines of its file


class SourceDocument(NamedTuple):
    """A budget's document: its file, its pages as `draft` reads them, its lines and numbered headings."""

    file: str
    document: Pages
    lines: list[str]
    outline: Outline


def open_source(file: str, shelf: Shelf, progress: Callable[[int, int], None]) -> SourceDocument:
    """The document in a file. Raises Refused."""
    document = inputs.read(file, progress)
    if document.kind == TEXT:
        lines = shelf.lines(file)
        return SourceDocument(file, document, lines, outline(file, "\n".join(lines)))
    lines = [line.text for line in document.lines]
    found = outline(file, "\n".join(lines))
    pages = {
        section: where(document.lines[place.line - 1], document.kind)
        for section, place in found.sections.items()
    }
    return SourceDocument(file, document, lines, found._replace(pages=pages))


def read_source(source: SourceDocument, budget: Budget) -> DocumentReading:
    """What `draft` reads in a document, for the budget that comes from it."""
    section = (budget.statement.section if budget.statement else None) or ""
    found = _find(source.document, budget, 0, section)
    said = ReadYear(found.year, bool(found.year_doubt)) if found.year else None
    if found.year != budget.year:
        found = _find(source.document, budget, budget.year, section)
    draft = make_draft(found, budget.base, budget.id, Path(source.file).name)
    return reading_of(source.file, found, draft)._replace(year=said)


def _find(document: Pages, budget: Budget, year: int, section: str) -> Found:
    """What is found for the budget whose statement stands in a section; without one, for its name.

    Where that statement is another's than the document's author, lines and proposals are not its own.
    """
    base = budget.base.id if budget.base else ""
    wishes = Wishes(municipality=budget.municipality, year=year, base=base)
    if section:
        found = way.find(document, wishes._replace(statement=section), budget.id)
        if found.statement:
            return with_statement(found, section)
    return way.find(document, wishes._replace(name=budget.name), budget.id)


def with_statement(found: Found, section: str | None) -> Found:
    """What was found, with the statement of a section as the budget's own, if there is one."""
    printed = [statement for statement in (found.statement, *found.others) if statement]
    own = next((statement for statement in printed if section and statement.section == section), None)
    if own is None:
        return found
    return found._replace(statement=own, others=tuple(other for other in printed if other is not own))


def reading_of(file: str, found: Found, draft: Draft) -> DocumentReading:
    """What was found and drafted, as `check` takes it."""
    kind = found.document.kind
    owners = found.links.owners

    def place(line: FoundLine) -> DocumentPlace:
        spot = Spot(file, Place(line.number, 1)) if kind == TEXT else None
        return DocumentPlace(where(line, kind), spot)

    return DocumentReading(
        Path(file).name,
        draft.budget,
        {key: place(line) for key, line in _lines(found, draft)},
        frozenset(remark.at for remark in draft.remarks if remark.doubt),
        tuple(
            ReadAmount(
                shortest(from_unit(mention.size, "kr")),
                mention.section,
                place(mention.line),
                mention.written,
                bool(owners.get(at)),
                bool((owner := owners.get(at)) and owner.strength < SURE),
            )
            for at, mention in enumerate(found.mentions)
        ),
        _texts(found),
    )


def _lines(found: Found, draft: Draft) -> Iterator[tuple[KeyPath, FoundLine]]:
    """The line of the document that each thing of the draft stands on."""
    if found.statement:
        yield ("statement",), found.statement.line
        for id, row in found.statement.rows.items():
            yield ("statement", id), row.line
    changes = [change for table in found.tables for change in table.changes]
    lines = [change for change in changes if not change.total]
    if len(lines) == len(draft.budget.lines):  # else it is not known which is which
        for line, change in zip(draft.budget.lines, lines, strict=True):
            yield ("lines", line.id), change.row.line
    totals = [change for change in changes if change.total]
    if len(totals) == len(draft.budget.totals):
        for at, change in enumerate(totals):
            yield ("totals", at), change.row.line
    for proposal in found.proposals:
        yield ("proposals", proposal.number), proposal.line


def _texts(found: Found) -> dict[str, str]:
    """The document's words by section, each up to the next heading."""
    lines = found.document.lines
    headings = found.headings.all
    ends = [*(heading.at for heading in headings), len(lines)][1:]
    return {
        heading.number: "\n".join(line.text for line in lines[heading.at : end])
        for heading, end in zip(headings, ends, strict=True)
        if heading.number
    }
