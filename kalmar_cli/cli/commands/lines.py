"""`kalmar lines`."""

from typing import Annotated

import typer

from kalmar_cli.base.language import N_
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import AreaOption, ManyArgument
from kalmar_cli.reports.lines import list_lines, match_posts

HELP = N_(
    "List the posts of budgets, those of their bases first.\n\n"
    "Example: kalmar lines alliansen --search fritids"
)


@takes_common
def run(
    names: ManyArgument,
    area: AreaOption = "",
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
    budgets = common.find_many(names)
    area = common.area_id(area, budgets)
    emit(lambda: list_lines(budgets, view, match_posts(search, area)), common)
