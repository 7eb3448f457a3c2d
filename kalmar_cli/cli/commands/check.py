"""`kalmar check`."""

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.language import N_, _
from kalmar_cli.check import blocks, github
from kalmar_cli.check.explain import explain_rules
from kalmar_cli.check.finding import LEVELS, NOTE
from kalmar_cli.check.registry import rules
from kalmar_cli.check.report import CheckedBudget, all_findings, findings_report
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.checking import Checked, Chosen, Unread, check_budget, check_files, check_one, sort_out
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.formats import TABLE, choose_format, require_known
from kalmar_cli.cli.neighbours import Neighbours
from kalmar_cli.cli.opening import tell_passed_over
from kalmar_cli.cli.options import argument, flag, option
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.cli.output import Content, to_output
from kalmar_cli.cli.progress import progress
from kalmar_cli.cli.rendering import on_terminal, render_report, screen, write_content
from kalmar_cli.render import FORMATS, Format
from kalmar_cli.shelf.folders import expand_folders
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf

if TYPE_CHECKING:
    from kalmar_cli.cli.reading import SourceDocument

# What people read with the lines of their files, and the annotations of a workflow, are no tables.
FORMATS_OF_CHECK = {**FORMATS, "github": Format("", ())}

HELP = N_(
    "Check that budgets agree with themselves.\n\n"
    "Sums against parts, a statement against its base, prose against table against proposals. Ends"
    " with 1 if there are errors or contradictions, with 2 if a file cannot be read.\n\n"
    "Example: kalmar check alliansen --level contradiction"
)


@partial(takes_common, without=("year", "unit", "decimals", *MEASURES))
def run(
    names: Annotated[
        list[str] | None,
        argument(
            N_("[BUDGET]..."),
            N_("Budgets: alliansen, alliansen@2024, a path ending in .yaml or a folder; without any, all."),
            complete.budgets,
        ),
    ] = None,
    rule: Annotated[
        list[str] | None,
        option("--rule", N_("RULE"), N_("Only this rule; repeatable."), complete.names(rules)),
    ] = None,
    level: Annotated[
        str,
        option(
            "--level",
            N_("LEVEL"),
            N_("Only findings as grave as this: {levels}."),
            complete.names(lambda: LEVELS),
        ),
    ] = NOTE,
    strict: Annotated[bool, flag("--strict", N_("End with 1 for notes too."))] = False,
    list_rules: Annotated[bool, flag("--list", N_("Explain every rule and exit."))] = False,
    source: Annotated[
        Path | None,
        option(
            "--source",
            N_("FILE"),
            N_("The one budget's document (.txt, .pdf, .csv, .xlsx), which the file is held against."),
        ),
    ] = None,
    format: Annotated[
        str | None,
        option(
            "--format -f",
            N_("FORMAT"),
            N_("{formats}; or github, annotations in a workflow."),
            complete.names(FORMATS_OF_CHECK.keys),
        ),
    ] = None,
    *,
    common: Common,
) -> Outcome:
    """Prints the findings; returns 0 (none that matter), 1 (some) or 2 (a file cannot be read)."""
    for name in rule or ():
        require_known(
            name, rules(), _("no rule `{name}`: {cure}"), _("`kalmar check --list` explains them")
        )
    require_known(level, LEVELS, _("no level `{name}`: {cure}"), _("write one of {names}"))
    output = common.output
    chosen = choose_format(format, output, FORMATS_OF_CHECK)
    if list_rules:
        width = screen()[0] if on_terminal() else 0
        to_output(explain_rules((r for r in rules().values() if not rule or r.name in rule), width))
        return Outcome.DONE
    shelf, jobs = expand_folders(common.shelf(), names or ())
    if source is not None and len(jobs) != 1:
        raise Refused(_("--source is one document; name the one budget that comes from it"))
    levels = LEVELS[: LEVELS.index(level) + 1]
    with FORMATS_OF_CHECK[chosen].spoken():
        with tell_passed_over(shelf):
            document = _open(source, shelf) if source else None
            checked, unread = _check_all(
                shelf, jobs or [*shelf.visible()], Chosen(tuple(rule or ()), levels), document
            )
        if jobs != list(names or ()) or not jobs:  # all of a folder was asked for, and that was not all
            unread += len(shelf.passed_over)
        lines = lru_cache(maxsize=32)(shelf.lines)
        paper = blocks.Paper(
            lambda file: document.lines if document and file == document.file else lines(file),
            folded=not rule,
        )
        if checked or not unread:
            write_content(_render(checked, chosen, output, paper), output)
    if unread:
        return Outcome.UNUSABLE
    found = all_findings(checked)
    return Outcome.FINDINGS if any(strict or f.level != NOTE for f in found) else Outcome.DONE


def _open(file: Path, shelf: Shelf) -> "SourceDocument":
    """The document of the one budget. Raises Refused."""
    from kalmar_cli.cli.reading import open_source

    with progress(_("Reading pages"), least=60) as at:
        return open_source(str(file), shelf, at)


def _check_all(
    shelf: Shelf, jobs: Sequence[str | Path], chosen: Chosen, source: "SourceDocument | None"
) -> tuple[list[CheckedBudget], int]:
    """What is told of each budget that can be read, and how many files cannot; these are said at once."""
    if all(isinstance(job, Path) for job in jobs) and not source:
        return check_files(shelf, [Path(job) for job in jobs], chosen)
    results: list[Checked] = []
    neighbours = Neighbours(shelf)
    for job in jobs:
        if isinstance(job, Path) and not source:
            results.append(check_one(shelf, job, chosen, neighbours))
            continue
        try:
            [budget] = [shelf.load(job)] if isinstance(job, Path) else find(shelf, [job])
            results.append(check_budget(budget, chosen, neighbours, source))
        except Unreadable as error:
            results.append(Unread(str(job), error.file, messages.problems_text(error)))
    return sort_out(results)


def _render(checked: list[CheckedBudget], format: str, output: Path | None, paper: blocks.Paper) -> Content:
    """The findings in a format; blocks for people fit the terminal that they are for."""
    if format == TABLE:
        if output is None and on_terminal():
            width, colour = screen()
            paper = paper._replace(width=width, colour=colour)
        return blocks.render(checked, paper)
    if format == "github":
        return github.render(all_findings(checked))
    return render_report(findings_report(checked), format, output)
