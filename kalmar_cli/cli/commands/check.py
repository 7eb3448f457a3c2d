"""`kalmar check`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from kalmar_cli.base import language, messages
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import MAX_BYTES, same
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.explain import explained
from kalmar_cli.check.finding import LEVELS, NOTE, Finding
from kalmar_cli.check.registry import findings, rules
from kalmar_cli.check.render import BY_ENDING, FORMATS, CheckResult, render
from kalmar_cli.check.sections import Outline, outline
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.common import Common, on_terminal, screen
from kalmar_cli.cli.opening import tell_passed_over
from kalmar_cli.cli.options import FoldersOption, LimitOption, MunicipalityOption, OutputOption
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.cli.output import to_file, to_output
from kalmar_cli.cli.progress import progress, without_collector
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf

HELP = N_(
    "Check that budgets agree with themselves.\n\n"
    "Sums against parts, a statement against its base, prose against table against proposals. Ends"
    " with 1 if there are errors or contradictions, with 2 if a file cannot be read.\n\n"
    "Example: kalmar check alliansen --level contradiction"
)
# The same in every language.
FOR_PROGRAMS = ("csv", "json")


def _beginning(known: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in known if name.startswith(incomplete)]


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("[BUDGET]..."),
            help=N_(
                "Budgets: alliansen, alliansen@2024 or a path ending in .yaml; without any, all there are."
            ),
            autocompletion=complete.budgets,
        ),
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar=N_("RULE"),
            help=N_("Only this rule; repeatable."),
            autocompletion=lambda incomplete: _beginning(rules(), incomplete),
        ),
    ] = None,
    level: Annotated[
        str,
        typer.Option(
            "--level",
            metavar=N_("LEVEL"),
            help=N_("Only findings as grave as this: error, contradiction or note."),
            autocompletion=lambda incomplete: _beginning(LEVELS, incomplete),
        ),
    ] = NOTE,
    strict: Annotated[bool, typer.Option("--strict", help=N_("End with 1 for notes too."))] = False,
    list_rules: Annotated[bool, typer.Option("--list", help=N_("Explain every rule and exit."))] = False,
    source: Annotated[
        Path | None,
        typer.Option(
            "--source",
            metavar=N_("FILE"),
            help=N_("The text of the one budget's document, to look up the sections that it names."),
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar=N_("FORMAT"),
            help=N_("table, csv, json, markdown or github (annotations in a workflow)."),
            autocompletion=lambda incomplete: _beginning(FORMATS, incomplete),
        ),
    ] = None,
    output: OutputOption = None,
    budgets: FoldersOption = None,
    municipality: MunicipalityOption = "",
    max_bytes: LimitOption = str(MAX_BYTES),
) -> Outcome:
    """Prints the findings; returns 0 (none that matter), 1 (some) or 2 (a file cannot be read)."""
    for name in rule or ():
        _known(name, rules(), _("no rule `{name}`: {cure}"), _("`kalmar check --list` explains them"))
    _known(level, LEVELS, _("no level `{name}`: {cure}"), _("write one of {names}"))
    chosen = _format(format, output)
    if list_rules:
        to_output(explained(r for r in rules().values() if not rule or r.name in rule))
        return Outcome.DONE
    shelf = Common(budgets=budgets, municipality=municipality, max_bytes=max_bytes).shelf()
    text = _outline(source, names or (), shelf)
    with tell_passed_over(shelf):
        checked, unread = _checked(
            shelf, names or (), rule or (), LEVELS[: LEVELS.index(level) + 1], text, chosen
        )
    if not names:  # all was asked for, and that was not all
        unread += len(shelf.passed_over)
    if checked or not unread:
        _written(shelf, checked, chosen, output)
    found = [finding for _budget, some in checked for finding in some]
    if unread:
        return Outcome.UNUSABLE
    return Outcome.FINDINGS if any(strict or f.level != NOTE for f in found) else Outcome.DONE


def _known(name: str, known: Iterable[str], message: str, otherwise: str) -> None:
    """Raises Refused for a name that does not exist, with the nearest that does."""
    if name not in known:
        raise Refused(message.format(name=name, cure=did_you_mean(name, list(known), otherwise)))


def _format(format: str | None, output: Path | None) -> str:
    """The format: as asked for, else by the file's ending, else a table. Raises Refused."""
    if format is not None:
        _known(format, FORMATS, _("no format `{name}`: {cure}"), _("write one of {names}"))
        return format
    if output is None:
        return "table"
    if output.suffix.lower() not in BY_ENDING:
        raise Refused(_("the ending of {file} gives no format; name one with --format").format(file=output))
    return BY_ENDING[output.suffix.lower()]


def _outline(source: Path | None, names: Iterable[str], shelf: Shelf) -> Outline | None:
    if source is None:
        return None
    if len(list(names)) != 1:
        raise Refused(_("--source is the text of one document; name the one budget that comes from it"))
    return outline(str(source), "\n".join(shelf.lines(str(source))))


Checked = list[tuple[Budget, tuple[Finding, ...]]]


def _checked(
    shelf: Shelf,
    names: Iterable[str],
    chosen: Iterable[str],
    levels: tuple[str, ...],
    text: Outline | None,
    format: str,
) -> tuple[Checked, int]:
    """The findings of each budget that can be read, and how many files cannot; these are said at once."""
    checked: Checked = []
    told: set[str] = set()
    unread = 0
    jobs: list[str | Path] = [*names] or [*shelf.files()]
    with progress(len(jobs)) as step, without_collector():
        for job in jobs:
            step()
            try:
                budget = shelf.load(job) if isinstance(job, Path) else find(shelf, [job])[0]
            except Unreadable as error:
                unread += 1
                if error.file not in told:
                    messages.say(messages.unreadable(error))
                    told.add(error.file)
                else:
                    messages.say(
                        _("{name} is not checked, since {file} cannot be read").format(
                            name=job, file=error.file
                        )
                    )
                continue
            except Refused as error:
                if isinstance(job, str):
                    raise
                unread += 1
                messages.say(str(error))
                continue
            if shelf.municipality and not same(budget.municipality, shelf.municipality):
                continue
            with language.speaking("en" if format in FOR_PROGRAMS else language.current()):
                found = findings(Case(budget, text), chosen)
            checked.append((budget, tuple(finding for finding in found if finding.level in levels)))
    return sorted(checked, key=lambda pair: (pair[0].municipality, pair[0].year, pair[0].file)), unread


def _written(shelf: Shelf, checked: Checked, format: str, output: Path | None) -> None:
    """Writes the findings; a table fits the terminal that it is for."""
    result = CheckResult(format, tuple(checked), cache(shelf.lines))
    if output is not None:
        to_file(output, render(result))
        return
    if format == "table" and on_terminal():
        width, colour = screen()
        result = result._replace(width=width, styled=True, colour=colour)
    to_output(render(result))
