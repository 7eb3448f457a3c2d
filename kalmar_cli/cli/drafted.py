"""What `draft` says when it is done: what was found, what was seen, what `check` says."""

from pathlib import Path
from typing import TYPE_CHECKING

from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.formats import choose_format
from kalmar_cli.cli.rendering import render_report, write_content
from kalmar_cli.render import FORMATS

if TYPE_CHECKING:
    from kalmar_cli.draft.budget import Draft
    from kalmar_cli.draft.draft import Found


def check_summary(budget: Budget) -> str:
    """What `check` says of the draft, in a line."""
    from kalmar_cli.check.case import Case
    from kalmar_cli.check.registry import find_all
    from kalmar_cli.check.report import in_words, tell_of

    return in_words([tell_of(budget, tuple(find_all(Case(budget))))])


def show_tables(found: "Found", file: str, format: str | None, output: Path | None) -> None:
    """Writes what was seen in a document, in the format that was asked for."""
    from kalmar_cli.draft.seen import seen_report

    chosen = choose_format(format, output)
    with FORMATS[chosen].spoken():
        report = seen_report(found.seen, Path(file).name, found.document.kind)
        write_content(render_report(report, chosen, output), output)


_MOST_AMOUNTS = 3


def nothing_found(file: str, found: "Found") -> str:
    """What was looked for, where nothing was found, and the tables that were seen."""
    from kalmar_cli.draft.seen import seen_lines

    said = _(
        "{file}: nothing to draft was found. Looked for: an income statement (rows such as Skatteintäkter"
        " and Årets resultat under a header with years), a table of changes or frames (names with one"
        " amount a year), and proposals in a list."
    ).format(file=file)
    seen = seen_lines(found.seen, found.document.kind) or [_("no table with years or amounts")]
    if found.mentions:
        first = ", ".join(mention.written for mention in found.mentions[:_MOST_AMOUNTS])
        count = len(found.mentions)
        amounts = _n("{n} amount in running text", "{n} amounts in running text", count)
        seen.append(f"{amounts}: {first}" + (", …" if count > _MOST_AMOUNTS else ""))
    return "\n".join([said, _("Seen:"), *(f"  {line}" for line in seen)])


def draft_summary(draft: "Draft") -> str:
    """What was found, on a few lines for the person."""
    budget = draft.budget
    parts = []
    if budget.statement:
        rows = budget.statement.rows.values()
        parts.append(
            _("a statement of {rows} rows and {columns} columns ({cells} figures)").format(
                rows=len(rows),
                columns=len(budget.statement.columns),
                cells=sum(value is not None for row in rows for value in row.values),
            )
        )
    stated = [amount for line in budget.lines for amount in line.stated]
    stated += [amount for proposal in budget.proposals for amount in proposal.stated]
    amounts = len(stated) + sum(proposal.amount is not None for proposal in budget.proposals)
    links = sum(len(line.proposals) for line in budget.lines)
    parts += [
        _n("{n} line", "{n} lines", len(budget.lines)),
        _n("{n} printed total", "{n} printed totals", len(budget.totals)),
        _n("{n} proposal", "{n} proposals", len(budget.proposals)),
        _n("{n} amount in the text", "{n} amounts in the text", amounts),
        _n("{n} link", "{n} links", links),
    ]
    found = _("Found {things}.").format(things=", ".join(parts))
    doubts = (
        _n(
            "{n} place is marked “kontrollera:”, to be checked against the document.",
            "{n} places are marked “kontrollera:”, to be checked against the document.",
            draft.doubts,
        )
        if draft.doubts
        else _("Nothing is marked as doubtful.")
    )
    return f"{found}\n{doubts}"
