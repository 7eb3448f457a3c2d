"""`kalmar lines`."""

from kalmar_cli.base.language import N_
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import AreaOption, ManyArgument, SearchOption, SectionOption, SortOption
from kalmar_cli.cli.typed import known_order
from kalmar_cli.reports.lines import list_lines
from kalmar_cli.reports.search import Selection, find_area

HELP = N_(
    "List the lines of budgets, those of their bases first.\n\n"
    "Example: kalmar lines alliansen --search fritids"
)


@takes_common
def run(
    names: ManyArgument,
    area: AreaOption = "",
    section: SectionOption = "",
    search: SearchOption = "",
    sort: SortOption = "",
    *,
    common: Common,
) -> None:
    common.chosen_format()
    view, order = common.view, known_order(sort)
    budgets = common.find_many(names)
    area = find_area(area, budgets)
    emit(lambda: list_lines(budgets, view, Selection(area, section, search), order), common, budgets)
