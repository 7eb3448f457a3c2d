"""`kalmar show`."""

from typing import Annotated

import typer

from kalmar_cli.commands import complete
from kalmar_cli.commands.common import Common, FiguresOption, TargetOption, emit, takes_common, target_of
from kalmar_cli.language import N_
from kalmar_cli.reports.show import shown

HELP = N_(
    "Show one budget: its statement, printed beside derived, and a sentence that sums it up.\n\n"
    "Example: kalmar show majoriteten --year all"
)


@takes_common
def run(
    name: Annotated[
        str,
        typer.Argument(
            metavar=N_("BUDGET"),
            help=N_("A budget: alliansen, alliansen@2024 or a path ending in .yaml."),
            autocompletion=complete.budgets,
        ),
    ],
    figures: FiguresOption = False,
    target: TargetOption = None,
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view = common.view
    percent = target_of(target)
    [budget] = common.find([name])
    emit(shown(budget, view, with_figures=figures, target=percent), common)
