"""`kalmar show`."""

from kalmar_cli.base.language import N_
from kalmar_cli.cli.common import Common, emit, takes_common, target_percent
from kalmar_cli.cli.options import FiguresOption, NameArgument, TargetOption
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
    target: TargetOption = None,
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view = common.view
    percent = target_percent(target)
    [budget] = common.find([name])
    emit(
        lambda: show_budget(budget, view, with_figures=figures or percent is not None, target=percent),
        common,
    )
