"""`kalmar compare`."""

from typing import Annotated

import typer

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.common import Common, emit, known_order, takes_common, target_percent, which_figures
from kalmar_cli.cli.options import (
    AllFiguresOption,
    AreaOption,
    BaselineArgument,
    FiguresOption,
    FromOption,
    SortOption,
    TargetOption,
)
from kalmar_cli.reports.compare import DERIVED, PRINTED, compare_budgets

HELP = N_(
    "Compare budgets with a baseline, the last one named.\n\n"
    "Statement, areas, the biggest differences and one sentence for each; a difference is\n"
    "budget − baseline, so −17.5 in the result means that it is 17.5 lower.\n\n"
    "Example: kalmar compare alliansen majoriteten --lines"
)


@takes_common
def run(
    names: BaselineArgument,
    lines: Annotated[bool, typer.Option("--lines", help=N_("All lines that differ."))] = False,
    proposals: Annotated[
        bool, typer.Option("--proposals", help=N_("Also what each budget proposes and costs."))
    ] = False,
    statement: Annotated[
        bool, typer.Option("--statement", help=N_("All rows of the statement, also those that are alike."))
    ] = False,
    area: AreaOption = "",
    sort: SortOption = "",
    figures: FiguresOption = False,
    all_figures: AllFiguresOption = False,
    target: TargetOption = None,
    earlier: FromOption = "",
    basis: Annotated[
        str,
        typer.Option(
            "--basis",
            metavar=N_("BASIS"),
            help=N_("derived: a budget is its base and its own lines; printed: its own printed statement."),
        ),
    ] = DERIVED,
    *,
    common: Common,
) -> None:
    if basis not in (DERIVED, PRINTED):
        raise Refused(_("--basis is {derived} or {printed}").format(derived=DERIVED, printed=PRINTED))
    if len(names) < 2:
        raise Refused(
            _("a comparison needs two budgets, the baseline last: kalmar compare alliansen majoriteten")
        )
    common.chosen_format()
    view = common.view
    percent = target_percent(target)
    order = known_order(sort)
    chosen = which_figures(figures, all_figures, percent)
    budgets = common.find(names, earlier)
    before = common.find_earlier(earlier, budgets)
    of_area = common.area_id(area, budgets)
    common.hint_order(names, budgets)
    common.hint_base(budgets)
    emit(
        lambda: compare_budgets(
            budgets,
            view,
            basis,
            with_lines=lines,
            with_proposals=proposals,
            with_figures=chosen,
            whole_statement=statement,
            area=of_area,
            order=order,
            target=percent,
            earlier=before,
        ),
        common,
        budgets,
    )
