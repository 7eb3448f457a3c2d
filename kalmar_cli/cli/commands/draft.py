"""`kalmar draft`."""

import os
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kalmar_cli.base import messages
from kalmar_cli.base.characters import slug
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDINGS, is_budget_path
from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.drafted import check_summary, draft_summary, nothing_found, show_tables
from kalmar_cli.cli.options import BaseOption, argument, flag, option
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
from kalmar_cli.cli.typed import whole_number
from kalmar_cli.draft.find.found import Answers
from kalmar_cli.shelf.bases import NoBase, base_path
from kalmar_cli.shelf.names import all_called, find, find_base
from kalmar_cli.shelf.shelf import Shelf

if TYPE_CHECKING:
    from kalmar_cli.draft.budget import Draft
    from kalmar_cli.draft.draft import Found
    from kalmar_cli.draft.facts import Wishes
    from kalmar_cli.draft.source.document import Pages

HELP = N_(
    "Draft a budget file out of a budget document.\n\n"
    "The document is PDF, text, CSV or XLSX. A person is to check the draft.\n\n"
    "Example: kalmar draft partiets-budget.pdf -o budgets/kalmar/2025/partiet.yaml --base "
    "majoriteten"
)


@partial(takes_common, without=("decimals", *MEASURES))
def run(
    file: Annotated[str, argument(N_("FILE"), N_("A document: .pdf, .txt, .csv, .xlsx, or - for text."))],
    output: Annotated[
        Path | None,
        option(
            "--output -o", N_("FILE"), N_("Write the draft to this .yaml file, or - for standard output.")
        ),
    ] = None,
    base: BaseOption = "",
    name: Annotated[str, option("--name", N_("NAME"), N_("Whose budget it is."))] = "",
    year: Annotated[str | None, option("--year -y", N_("YEAR"), N_("The budget year."))] = None,
    municipality: Annotated[
        str, option("--municipality", N_("NAME"), N_("The municipality, if the document is not clear."))
    ] = "",
    statement: Annotated[
        str,
        option(
            "--statement",
            N_("TEXT"),
            N_("Where several statements are printed: words of the heading, or the section, of one."),
        ),
    ] = "",
    tables: Annotated[
        bool, flag("--tables", N_("Only show the tables seen, and what each was taken for."))
    ] = False,
    table: Annotated[
        list[str] | None,
        option(
            "--table",
            N_("N=KIND"),
            N_("Say what table N is: statement, changes, frames or skip; repeatable."),
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        option(
            "--column",
            N_("N:M=KIND"),
            N_(
                "Say what column M of table N is: amount, note, skip, total, own, theirs or difference;"
                " repeatable."
            ),
        ),
    ] = None,
    unit: Annotated[str, option("--unit", N_("UNIT"), N_("The unit of the document's tables."))] = "",
    sign: Annotated[
        list[str] | None,
        option(
            "--sign",
            N_("SIGN"),
            N_("result: a cost is minus; spending: more money is plus. Of one table: N=SIGN; repeatable."),
        ),
    ] = None,
    own_column: Annotated[
        str, option("--own-column", N_("TEXT"), N_("Words of the one column that is the budget's own."))
    ] = "",
    keep: Annotated[
        bool, flag("--keep", N_("Keep what is said beside the document, in FILE.draft.yaml."))
    ] = False,
    kept_as: Annotated[
        Path | None,
        option(
            "--as",
            N_("FILE"),
            N_("Keep what is said in this file, and read it first, as for last year's document."),
        ),
    ] = None,
    *,
    common: Common,
) -> Outcome:
    from kalmar_cli.cli.answering import ask, keep_answers, kept_answers, may_ask
    from kalmar_cli.draft.answers import check_answers, merge, told
    from kalmar_cli.draft.budget import make_draft
    from kalmar_cli.draft.facts import Wishes
    from kalmar_cli.draft.source import inputs

    piped = str(output) == STANDARD_OUTPUT or (output is None and not sys.stdout.isatty())
    target = None if piped else output
    if target and not tables:
        require_free(target)
    if not tables and common.format is not None:
        raise Refused(_("--format goes with --tables; a draft is YAML"))
    if is_budget_path(file) and os.path.isfile(file):
        raise Refused(
            _("{file} is a budget file already; `{command}` checks it").format(
                file=file, command=shlex.join(["kalmar", "check", file])
            )
        )
    answers = merge(
        kept_answers(file, kept_as), told(table or (), column or (), unit, sign or (), own_column)
    )
    shelf = common.shelf()
    with progress(_("Reading pages"), least=60) as at:
        document = inputs.read(file, at)
    fallback = target.stem if target else Path(file).stem if file != "-" else "draft"
    asked = whole_number("--year", year, 1900, 2200) if year else 0
    wishes = Wishes(name, municipality, asked, base, statement, answers=answers)
    found = _find(document, wishes, fallback, shelf, target)
    check_answers(answers, found.seen)
    if tables:
        show_tables(found, file, common.format, output)
        return Outcome.DONE
    if may_ask() and not piped and (more := ask(found, answers)) != Answers():
        answers = merge(answers, more)
        found = _find(document, wishes._replace(answers=answers), fallback, shelf, target)
    if keep or kept_as:
        keep_answers(answers, file, kept_as)
    if statement and found.statement is None:
        raise Refused(
            _("no statement has “{text}” in its heading; there are: {headings}").format(
                text=statement,
                headings="; ".join(f"{s.section} {s.heading}".strip() for s in found.others) or "–",
            )
        )
    if found.empty:
        messages.say(nothing_found(file, found))
        return Outcome.FINDINGS
    if not found.year:
        raise Refused(_("{file} does not say which year it is for; give --year").format(file=file))
    found = _placed_by_base(found, base, shelf, target)
    id = slug(fallback if target else found.name.value) or "draft"
    basis, path = _base_and_path(found, base, id, shelf, target)
    origin = Path(file).name if file != "-" else _("standard input")
    _write(make_draft(found, basis, id, origin), None if piped else path)
    if not piped:
        _say_what_next(path, basis, shelf, tuple(common.budgets or ()))
    return Outcome.DONE


def _find(document: "Pages", wishes: "Wishes", fallback: str, shelf: Shelf, output: Path | None) -> "Found":
    """What is found in a document, for the year of the one base that is meant where it names no year."""
    from kalmar_cli.draft import draft as way

    found = way.find(document, wishes, fallback)
    if wishes.base and (year := _year_of_base(found, wishes, shelf, output)):
        return way.find(document, wishes._replace(year=year), fallback)
    return found


def _base_and_path(
    found: "Found", base: str, id: str, shelf: Shelf, output: Path | None
) -> tuple[Budget | None, Path]:
    """The budget that the draft builds on, and the file that it is for."""
    place, year = found.municipality.value, found.year
    own = output or place_for(id, place, year, None, "")
    basis = find_base(shelf, base, place, year, own) if base else _printed_base(found, shelf, own)
    return basis, output or place_for(id, place, year, basis, base)


def _write(draft: "Draft", path: Path | None) -> None:
    """Writes the draft to a file, or to standard output, and says what is in it. Raises Refused."""
    from kalmar_cli.write.budget_yaml import budget_text

    if path:
        require_free(path)
    text = budget_text(draft.budget, schema=SCHEMA.name, remarks=draft.remarks, example=draft.left_out)
    if path:
        write_budget(path, text)
    else:
        to_output(text)
    messages.say(draft_summary(draft))
    messages.say(check_summary(draft.budget))


def _year_of_base(found: "Found", wishes: "Wishes", shelf: Shelf, output: Path | None) -> int:
    """The year of the one base that is meant, where the document names none or also that one; else 0."""
    if wishes.year or found.year_is_said:
        return 0
    beside = [(output or Path()).parent / f"{wishes.base}{ending}" for ending in ENDINGS]
    paths = [Path(wishes.base)] if is_budget_path(wishes.base) else beside
    entries = [shelf.entry(path) for path in paths if os.path.isfile(path)]
    if not entries and not is_budget_path(wishes.base):
        try:
            entries = all_called(shelf, wishes.base)
        except Refused:
            return 0  # said later, with the place and year that it is looked for in
    if found.municipality.value != _("unknown"):
        place = slug(found.municipality.value)
        entries = [entry for entry in entries if slug(entry.municipality) == place]
    years = {entry.year for entry in entries if entry.year in (found.column_years or {entry.year})}
    return years.pop() if len(years) == 1 else 0


def _placed_by_base(found: "Found", base: str, shelf: Shelf, output: Path | None) -> "Found":
    """What was found, of the base's municipality where the document names none."""
    from kalmar_cli.draft.find.found import Known

    if not base or found.municipality.value != _("unknown"):
        return found
    bare = not is_budget_path(base) and "@" not in base
    beside = [(output or Path()).parent / f"{base}{ending}" for ending in ENDINGS if bare]
    for path in beside:
        if os.path.isfile(path) and shelf.entry(path).year == found.year:
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
