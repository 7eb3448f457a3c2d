"""`kalmar scenario`."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from kalmar_cli.base import messages
from kalmar_cli.base.characters import slug
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import budget_id
from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.commands import ORDER
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import AllFiguresOption, FiguresOption, TargetOption, argument, flag, option
from kalmar_cli.cli.placing import SCHEMA, warn_of_other_base, write_budget
from kalmar_cli.cli.signature import keyword, spell_out
from kalmar_cli.cli.typed import wanted_figures
from kalmar_cli.reports.scenario import describe_scenario
from kalmar_cli.reports.view import needed_columns
from kalmar_cli.scenario import Scenario, apply_changes, convert_scenario
from kalmar_cli.scenario.change import BUDGET_PARTS, LINES, ROWS
from kalmar_cli.scenario.kinds import KINDS
from kalmar_cli.write.budget_yaml import budget_text
from kalmar_cli.write.remarks import Remark

HELP = N_(
    "Try changes to a budget.\n\n"
    "The result is compared with the budget or written as a new budget file. Changes are applied in "
    "the order given. Amounts are in the unit of the output; a cost is negative.\n\n"
    "Example: kalmar scenario majoriteten --adopt alliansen:37 --tax +0.10"
)
# What the shell offers while a change of a kind is typed.
_OFFERS = {BUDGET_PARTS: complete.adoptable, LINES: complete.lines, ROWS: complete.rows}


def _parameter(option: str) -> str:
    """The name of the parameter that an option is."""
    return option.removeprefix("--").replace("-", "_")


def _takes_changes(run: Callable[..., Any]) -> Callable[..., Any]:
    """`run(…, given)` as a function with an option for each kind of change."""
    options = []
    for kind in KINDS.values():
        declared = option(kind.option, kind.metavar, kind.help, _OFFERS.get(kind.offers))
        options.append(keyword(_parameter(kind.option), Annotated[list[str] | None, declared], None))
    return spell_out(run, "given", options, dict)


@takes_common
@_takes_changes
def run(
    ctx: typer.Context,
    name: Annotated[
        str,
        argument(
            N_("BASE"),
            N_("The budget to change: alliansen, alliansen@2024 or a path ending in .yaml."),
            complete.budgets,
        ),
    ],
    given: Mapping[str, list[str] | None],
    title: Annotated[str, option("--name", N_("NAME"), N_("What the scenario is called."))] = "",
    lines: Annotated[bool, flag("--lines", N_("Also the lines that differ."))] = False,
    figures: FiguresOption = False,
    all_figures: AllFiguresOption = False,
    target: TargetOption = None,
    *,
    common: Common,
) -> None:
    file = common.output if common.output and budget_id(common.output.name) else None
    if file is None:
        common.chosen_format()
    elif common.format is not None:
        raise Refused(_("{file} is a budget file; leave out --format").format(file=file))
    elif common.measure:
        raise Refused(
            _(
                "{file} is a budget file, in its own amounts; leave out --prices and --per-inhabitant"
            ).format(file=file)
        )
    view = common.view
    chosen, percent = wanted_figures(figures, all_figures, target)
    typed = list(_in_order(ctx, given))
    changes = [KINDS[option](text) for option, text in typed]
    sources = list(dict.fromkeys(source for change in changes for source in change.sources))
    base, *others = common.find_as_written([name, *sources])
    stem = budget_id(file.name) if file else ""
    with common.output_language() if file is None else nullcontext():
        scenario = apply_changes(
            base,
            changes,
            dict(zip(sources, others, strict=True)),
            unit=view.unit or base.unit,
            id=stem or slug(title) or "scenario",
            name=title or stem[:1].upper() + stem[1:] or _("Scenario"),
            file=str(file) if file else "",
        )
    if file is None:
        shown = convert_scenario(scenario, common.measure, needed_columns([scenario.budget, base], view))
        emit(
            lambda: describe_scenario(shown, view, with_lines=lines, with_figures=chosen, target=percent),
            common,
            [shown.budget],
        )
    else:
        _write(file, scenario, ["kalmar", "scenario", name, *chain.from_iterable(typed)], common)


def _in_order(ctx: typer.Context, given: Mapping[str, list[str] | None]) -> Iterator[tuple[str, str]]:
    """Option and text of each change, as they stand on the command line."""
    options = {_parameter(option): option for option in KINDS}
    texts = {name: iter(given[name] or ()) for name in options}
    for name in ctx.meta[ORDER]:
        if name in options:
            yield options[name], next(texts[name])


def _write(file: Path, scenario: Scenario, command: list[str], common: Common) -> None:
    """Writes the scenario's budget file and says so, with what is to be known of it."""
    budget = scenario.budget
    assert budget.base is not None
    head = [
        "",
        _("A scenario: {name}, changed. Made with").format(name=budget.base.name),
        "  " + shlex.join(command),
    ]
    notes = [f"{step.asked}: {note}" for step in scenario.steps for note in step.notes]
    origins = [Remark(("lines", id), how) for id, hows in scenario.origins.items() for how in hows]
    write_budget(file, budget_text(budget, schema=SCHEMA.name, head=[*head, *notes], remarks=origins))
    messages.say(
        _("{file}: {base} with {lines}").format(
            file=file,
            base=budget.base.name,
            lines=_n("{n} changed line", "{n} changed lines", len(budget.lines)),
        )
    )
    for note in notes:
        messages.say(note)
    warn_of_other_base(file, budget.base, common.shelf())
