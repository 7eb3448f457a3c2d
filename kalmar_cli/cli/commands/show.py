"""`kalmar show`."""

from typing import Annotated

from kalmar_cli.base.language import N_
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import AllFiguresOption, FiguresOption, NameArgument, TargetOption, flag
from kalmar_cli.cli.typed import wanted_figures
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
        bool, flag("--change", N_("Also each column's change from the one before it."))
    ] = False,
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view = common.view
    chosen, percent = wanted_figures(figures, all_figures, target)
    [budget] = common.find([name], before=change)
    emit(
        lambda: show_budget(budget, view, with_figures=chosen, target=percent, with_change=change),
        common,
        [budget],
    )
