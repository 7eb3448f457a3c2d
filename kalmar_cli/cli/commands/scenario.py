"""`kalmar scenario`."""

import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import ENDING
from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.commands import ORDER
from kalmar_cli.cli.common import Common, emit, takes_common, target_of
from kalmar_cli.cli.options import FiguresOption, TargetOption
from kalmar_cli.cli.output import to_file
from kalmar_cli.read.values import slug
from kalmar_cli.reports.scenario import described
from kalmar_cli.scenario import Scenario, applied
from kalmar_cli.scenario.changes import OPTIONS, Adopt, Change, parsed
from kalmar_cli.write.budget_yaml import budget_text
from kalmar_cli.write.remarks import Remark

HELP = N_(
    "Try changes to a budget.\n\n"
    "The result is compared with the budget or written as a new budget file. Changes are applied in "
    "the order given. Amounts are in the unit of the output; a cost is negative.\n\n"
    "Example: kalmar scenario majoriteten --adopt alliansen:37 --tax +0.10 -o kompromiss.yaml"
)


def _change(option: str, metavar: str, help: str, completion: Callable[..., Any] | None = None) -> Any:
    """The declaration of an option that changes the budget."""
    return typer.Option(option, metavar=metavar, help=help, autocompletion=completion)


@takes_common
def run(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar=N_("BASE"),
            help=N_("The budget to change: alliansen, alliansen@2024 or a path ending in .yaml."),
            autocompletion=complete.budgets,
        ),
    ],
    adopt: Annotated[
        list[str] | None,
        _change(
            "--adopt",
            N_("BUDGET[:PART]"),
            N_("Take over lines of a budget: all, or a line, an area, the lines of a proposal."),
            complete.adoptable,
        ),
    ] = None,
    drop: Annotated[
        list[str] | None, _change("--drop", N_("LINE"), N_("Leave a line out."), complete.lines)
    ] = None,
    set_: Annotated[
        list[str] | None,
        _change("--set", N_("LINE[@YEAR]=AMOUNT"), N_("Give a line another amount."), complete.lines),
    ] = None,
    scale: Annotated[
        list[str] | None,
        _change(
            "--scale", N_("LINE[@YEAR]=PERCENT"), N_("Let a line come true in part: 50%."), complete.lines
        ),
    ] = None,
    delay: Annotated[
        list[str] | None,
        _change("--delay", N_("LINE=YEARS"), N_("Let a line begin later."), complete.lines),
    ] = None,
    only_year: Annotated[
        list[str] | None,
        _change("--only-year", N_("LINE=YEAR"), N_("Keep one year of a line."), complete.lines),
    ] = None,
    change: Annotated[
        list[str] | None,
        _change(
            "--change",
            N_("ROW[@YEAR]=AMOUNT"),
            N_("Add to a row of the statement: skatteintakter=+10."),
            complete.rows,
        ),
    ] = None,
    tax: Annotated[
        list[str] | None,
        _change(
            "--tax", N_("KRONOR"), N_("Raise the tax rate, in kronor per hundred: +0.25; an estimate.")
        ),
    ] = None,
    title: Annotated[
        str, typer.Option("--name", metavar=N_("NAME"), help=N_("What the scenario is called."))
    ] = "",
    lines: Annotated[bool, typer.Option("--lines", help=N_("Also the posts that differ."))] = False,
    figures: FiguresOption = False,
    target: TargetOption = None,
    *,
    common: Common,
) -> None:
    file = common.output if common.output and common.output.suffix == ENDING else None
    if file is None:
        common.chosen_format()
    elif common.format is not None:
        raise Refused(_("{file} is a budget file; leave out --format").format(file=file))
    view = common.view
    percent = target_of(target)
    given = {
        "--adopt": adopt,
        "--drop": drop,
        "--set": set_,
        "--scale": scale,
        "--delay": delay,
        "--only-year": only_year,
        "--change": change,
        "--tax": tax,
    }
    typed = list(_in_order(ctx, given))
    # What is adopted must be found together with the base, before the base's unit is known.
    wanted = [parsed(option, text, "mkr") for option, text in typed if option == "--adopt"]
    sources = list(dict.fromkeys(of.budget for of in wanted if isinstance(of, Adopt)))
    base, *others = common.find([name, *sources])
    changes: list[Change] = [parsed(option, text, view.unit_for(base)) for option, text in typed]
    stem = file.name.removesuffix(ENDING) if file else ""
    with common.spoken() if file is None else nullcontext():
        scenario = applied(
            base,
            changes,
            dict(zip(sources, others, strict=True)),
            id=stem or slug(title) or "scenario",
            name=title or stem[:1].upper() + stem[1:] or _("Scenario"),
            file=str(file) if file else "",
        )
    if file is None:
        emit(
            lambda: described(
                scenario,
                view,
                with_lines=lines,
                with_figures=figures or percent is not None,
                target=percent,
            ),
            common,
        )
    else:
        _write(file, scenario, ["kalmar", "scenario", name, *_words(typed)], common)


def _in_order(ctx: typer.Context, given: Mapping[str, list[str] | None]) -> Iterator[tuple[str, str]]:
    """Option and text of each change, as they stand on the command line."""
    values = {option: iter(texts or ()) for option, texts in given.items()}
    parameters: Any = ctx.command.params
    options = {p.name: p.opts[0] for p in parameters if p.opts[0] in OPTIONS}
    for parameter in ctx.meta[ORDER]:
        if parameter in options:
            yield options[parameter], next(values[options[parameter]])


def _words(typed: list[tuple[str, str]]) -> list[str]:
    return [word for change in typed for word in change]


def _write(file: Path, scenario: Scenario, command: list[str], common: Common) -> None:
    """Writes the scenario's budget file and says so, with what is to be known of it."""
    budget = scenario.budget
    assert budget.base is not None
    head = [
        "",
        _("A scenario: {name}, changed. Made with").format(name=budget.base.name),
        "  " + shlex.join(command),
    ]
    for step in scenario.steps:
        head += [f"{step.asked}: {note}" for note in step.notes]
    schema = Path(
        os.path.relpath(Path(messages.__file__).parent.parent / "budget.schema.json", file.parent)
    )
    origins = [Remark(("lines", id), how) for id, hows in scenario.origins.items() for how in hows]
    to_file(file, budget_text(budget, schema=schema.as_posix(), head=head, remarks=origins))
    messages.say(
        _("{file}: {base} with {lines}").format(
            file=file,
            base=budget.base.name,
            lines=_n("{n} changed line", "{n} changed lines", len(budget.lines)),
        )
    )
    for step in scenario.steps:
        for note in step.notes:
            messages.say(f"{step.asked}: {note}")
    _check_base(file, budget.base, common)


def _check_base(file: Path, base: Budget, common: Common) -> None:
    """Warns if the file, read again, would not build on the budget that was changed."""
    try:
        found = common.shelf().load(file).base
    except Unreadable as error:
        messages.say(messages.unreadable(error))
        return
    if found is None or found.file != base.file:
        messages.say(
            _("{file} builds on {found}, found nearer than {base}; put it beside {base}").format(
                file=file, found=found.file if found else "–", base=base.file
            )
        )
