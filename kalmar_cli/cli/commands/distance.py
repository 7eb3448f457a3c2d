"""`kalmar distance`."""

from typing import Annotated

import typer

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.reports.distance import measure_distances

HELP = N_(
    "Measure how far budgets lie apart, pair by pair.\n\n"
    "A distance is the sum of absolute differences by area and year. Net sets an area's lines off "
    "against each other, gross counts every line that differs.\n\n"
    "Example: kalmar distance alliansen majoriteten"
)


@takes_common
def run(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("BUDGET..."),
            help=N_("Budgets: alliansen, alliansen@2024 or a path ending in .yaml."),
            autocompletion=complete.budgets,
        ),
    ],
    areas: Annotated[bool, typer.Option("--areas", help=N_("Also each pair area by area."))] = False,
    *,
    common: Common,
) -> None:
    if len(names) < 2:
        raise Refused(_("a distance needs two budgets or more: kalmar distance alliansen majoriteten"))
    common.chosen_format()
    view = common.view
    budgets = common.find(names)
    emit(lambda: measure_distances(budgets, view, by_area=areas), common, budgets)
