"""`kalmar lines`."""

from typing import Annotated

import typer

from kalmar_cli.commands import complete
from kalmar_cli.commands.common import Common, emit, takes_common
from kalmar_cli.language import N_
from kalmar_cli.reports.lines import listed, matching

HELP = N_(
    "List the posts of budgets, those of their bases first.\n\n"
    "Example: kalmar lines alliansen --search fritids"
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
    area: Annotated[
        str,
        typer.Option(
            "--area", metavar=N_("AREA"), help=N_("Only this area."), autocompletion=complete.areas
        ),
    ] = "",
    search: Annotated[
        str,
        typer.Option(
            "--search", metavar=N_("TEXT"), help=N_("Only posts with this text in name, id or heading.")
        ),
    ] = "",
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view = common.view
    budgets = common.find(names)
    common.known_area(area, budgets)
    emit(listed(budgets, view, matching(search, area)), common)
