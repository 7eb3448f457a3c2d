"""`kalmar show`."""

from typing import Annotated

import typer

from kalmar_cli.base.language import N_
from kalmar_cli.cli.common import Common, emit, takes_common, target_percent, which_figures
from kalmar_cli.cli.options import AllFiguresOption, FiguresOption, NameArgument, TargetOption
from kalmar_cli.reports.show import show_budget

HELP = N_(
    "Show a budget's income statement, printed and derived.\n\n"
    "A sentence below the table sums it up.\n\n"
    "Example: kalmar show majoriteten --year all"
)


@takes_common
def run(
    name: NameArgument,
    figures: FiguresOption = False,
    all_figures: AllFiguresOption = False,
    target: TargetOption = None,
    change: Annotated[
        bool, typer.Option("--change", help=N_("Also each column's change from the one before it."))
    ] = False,
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view = common.view
    percent = target_percent(target)
    chosen = which_figures(figures, all_figures, percent)
    [budget] = common.find([name], before=change)
    emit(
        lambda: show_budget(budget, view, with_figures=chosen, target=percent, with_change=change),
        common,
        [budget],
    )
