"""`kalmar draft`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDINGS, MAX_BYTES, is_budget_path
from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.common import whole_number
from kalmar_cli.cli.opening import open_shelf
from kalmar_cli.cli.options import FoldersOption, LimitOption
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.placing import (
    SCHEMA,
    STANDARD_OUTPUT,
    place_for,
    require_free,
    say_next,
    warn_of_other_base,
    write_budget,
)
from kalmar_cli.cli.progress import progress
from kalmar_cli.read.values import slug
from kalmar_cli.shelf.bases import NoBase, base_path
from kalmar_cli.shelf.names import all_called, find, find_base
from kalmar_cli.shelf.shelf import Shelf

if TYPE_CHECKING:
    from kalmar_cli.draft.budget import Draft
    from kalmar_cli.draft.draft import Found

HELP = N_(
    "Draft a budget file out of a budget document.\n\n"
    "The document is PDF, text, CSV or XLSX. A person is to check the draft.\n\n"
    "Example: kalmar draft partiets-budget.pdf -o budgets/kalmar/2025/partiet.yaml --base "
    "majoriteten"
)


def run(
    file: Annotated[
        str,
        typer.Argument(metavar=N_("FILE"), help=N_("A document: .pdf, .txt, .csv, .xlsx, or - for text.")),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=N_("FILE"),
            help=N_("Write the draft to this .yaml file, or - for standard output."),
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar=N_("BUDGET"),
            help=N_("The budget that it proposes changes to: a name, or a path ending in .yaml."),
            autocompletion=complete.budgets,
        ),
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar=N_("NAME"), help=N_("Whose budget it is."))] = "",
    year: Annotated[
        str | None, typer.Option("--year", "-y", metavar=N_("YEAR"), help=N_("The budget year."))
    ] = None,
    municipality: Annotated[
        str,
        typer.Option(
            "--municipality", metavar=N_("NAME"), help=N_("The municipality, if the document is not clear.")
        ),
    ] = "",
    statement: Annotated[
        str,
        typer.Option(
            "--statement",
            metavar=N_("TEXT"),
            help=N_("Where several statements are printed: words of the heading, or the section, of one."),
        ),
    ] = "",
    budgets: FoldersOption = None,
    max_bytes: LimitOption = str(MAX_BYTES),
) -> Outcome:
    from kalmar_cli.draft import draft as way
    from kalmar_cli.draft.budget import make_draft
    from kalmar_cli.draft.facts import Wishes
    from kalmar_cli.draft.source import inputs
    from kalmar_cli.write.budget_yaml import budget_text

    piped = str(output) == STANDARD_OUTPUT or (output is None and not sys.stdout.isatty())
    if output is not None and not piped:
        require_free(output)
    shelf = open_shelf(tuple(budgets or ()), "", whole_number("--max-bytes", max_bytes, 1, 10**12))
    with progress(_("Reading pages"), least=60) as at:
        document = inputs.read(file, at)
    fallback = output.stem if output and not piped else Path(file).stem if file != "-" else "draft"
    asked = whole_number("--year", year, 1900, 2200) if year else 0
    wishes = Wishes(name, municipality, asked, base, statement)
    found = way.find(document, wishes, fallback)
    if statement and found.statement is None:
        raise Refused(
            _("no statement has “{text}” in its heading; there are: {headings}").format(
                text=statement,
                headings="; ".join(f"{s.section} {s.heading}".strip() for s in found.others) or "–",
            )
        )
    if found.empty:
        messages.say(nothing(file))
        return Outcome.FINDINGS
    if not found.year:
        raise Refused(_("{file} does not say which year it is for; give --year").format(file=file))
    found = _placed_by_base(found, base, shelf, output if output and not piped else None)
    place, of_year = found.municipality.value, found.year
    id = slug(fallback if output and not piped else found.name.value) or "draft"
    own = output if output and not piped else place_for(id, place, of_year, None, "")
    basis = find_base(shelf, base, place, of_year, own) if base else _printed_base(found, shelf, own)
    path = own if output else place_for(id, place, of_year, basis, base)
    if not piped:
        require_free(path)
    origin = Path(file).name if file != "-" else _("standard input")
    drafted = make_draft(found, basis, id, origin)
    text = budget_text(
        drafted.budget, schema=SCHEMA.name, remarks=drafted.remarks, example=drafted.left_out
    )
    if piped:
        to_output(text)
    else:
        write_budget(path, text)
    messages.say(summary(drafted))
    messages.say(_checked(drafted.budget))
    if not piped:
        _say_what_next(path, basis, shelf, tuple(budgets or ()))
    return Outcome.DONE


def _placed_by_base(found: "Found", base: str, shelf: Shelf, output: Path | None) -> "Found":
    """What was found, of the base's municipality where the document names none."""
    from kalmar_cli.draft.find.found import Known

    if not base or found.municipality.value != _("unknown"):
        return found
    bare = not is_budget_path(base) and "@" not in base
    beside = [(output or Path()).parent / f"{base}{ending}" for ending in ENDINGS if bare]
    for path in beside:
        if path.is_file() and shelf.entry(path).year == found.year:
            return found._replace(municipality=Known(shelf.entry(path).municipality))
    at_year = bare and any(entry.year == found.year for entry in all_called(shelf, base))
    [basis] = find(shelf, [f"{base}@{found.year}" if at_year else base])
    return found._replace(municipality=Known(basis.municipality))


def _say_what_next(path: Path, base: Budget | None, shelf: Shelf, folders: tuple[Path, ...]) -> None:
    """Says the calls that show the draft's doubts and, upon a base, what it changes."""
    if base is not None:
        warn_of_other_base(path, base, shelf)
        folders = (*folders, Path(base.file).parent)
        say_next(["kalmar", "compare"], [str(path), base.file], folders)
    say_next(["kalmar", "check"], [str(path)], folders)


def _printed_base(found: "Found", shelf: Shelf, path: Path) -> Budget | None:
    """The budget that another statement of the document is of, if it is on the shelf for that year."""
    if not found.tables:
        return None
    for other in found.others:
        for word in reversed(other.heading.split()):
            try:
                there = base_path(shelf, word.casefold(), found.municipality.value, found.year, path)
            except NoBase:
                continue  # most words of a heading name no budget
            return shelf.load(there)
    return None


def _checked(budget: Budget) -> str:
    """What `check` says of the draft, in a line."""
    from kalmar_cli.check.case import Case
    from kalmar_cli.check.registry import find_all
    from kalmar_cli.check.report import CheckedBudget, in_words

    return in_words([CheckedBudget(budget, tuple(find_all(Case(budget))))])


def nothing(file: str) -> str:
    """What was looked for, where nothing was found."""
    return _(
        "{file}: nothing to draft was found. Looked for: an income statement (rows such as Skatteintäkter"
        " and Årets resultat under a header with years), a table of changes (names with one amount a year),"
        " and proposals numbered 1, 2, 3 through the document."
    ).format(file=file)


def summary(drafted: "Draft") -> str:
    """What was found, on a few lines for the person."""
    budget = drafted.budget
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
            drafted.doubts,
        )
        if drafted.doubts
        else _("Nothing is marked as doubtful.")
    )
    return f"{found}\n{doubts}"
