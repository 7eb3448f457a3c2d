"""`kalmar distance`."""

from typing import Annotated

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import NamesArgument, flag
from kalmar_cli.reports.distance import measure_distances

HELP = N_(
    "Measure how far budgets lie apart, pair by pair.\n\n"
    "A distance is the sum of absolute differences by area and year. Net sets an area's lines off "
    "against each other, gross counts every line that differs.\n\n"
    "Example: kalmar distance alliansen majoriteten"
)


@takes_common
def run(
    names: NamesArgument,
    areas: Annotated[bool, flag("--areas", N_("Also each pair area by area."))] = False,
    *,
    common: Common,
) -> None:
    if len(names) < 2:
        raise Refused(_("a distance needs two budgets or more: kalmar distance alliansen majoriteten"))
    common.chosen_format()
    view = common.view
    budgets = common.find(names)
    emit(lambda: measure_distances(budgets, view, by_area=areas), common, budgets)
