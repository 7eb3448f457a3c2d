"""`kalmar areas`."""

from typing import Annotated

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import NamesArgument, option
from kalmar_cli.reports.area_list import list_areas
from kalmar_cli.reports.areas import AREA, HEADING

HELP = N_(
    "Sum up by area what lowers and raises the result.\n\n"
    "A budget's own lines are counted: its changes to its base, or its lines.\n\n"
    "Example: kalmar areas alliansen --by heading"
)


@takes_common
def run(
    names: NamesArgument,
    by: Annotated[
        str, option("--by", N_("WHAT"), N_("area, or heading as in the document's table."))
    ] = AREA,
    *,
    common: Common,
) -> None:
    if by not in (AREA, HEADING):
        raise Refused(_("--by is {area} or {heading}").format(area=AREA, heading=HEADING))
    common.chosen_format()
    view = common.view
    budgets = common.find(names)
    emit(lambda: list_areas(budgets, view, by), common, budgets)
