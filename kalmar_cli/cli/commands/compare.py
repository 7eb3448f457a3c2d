"""`kalmar compare`."""

from typing import Annotated

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import (
    AllFiguresOption,
    AreaOption,
    BaselineArgument,
    FiguresOption,
    FromOption,
    SortOption,
    TargetOption,
    flag,
    option,
)
from kalmar_cli.cli.typed import known_order, wanted_figures
from kalmar_cli.reports.choices import DERIVED, PRINTED

HELP = N_(
    "Compare budgets with a baseline, the last one named.\n\n"
    "Statement, areas, the biggest differences and one sentence for each; a difference is\n"
    "budget − baseline, so −17.5 in the result means that it is 17.5 lower.\n\n"
    "Example: kalmar compare alliansen majoriteten --lines"
)


@takes_common
def run(
    names: BaselineArgument,
    lines: Annotated[bool, flag("--lines", N_("All lines that differ."))] = False,
    proposals: Annotated[
        bool, flag("--proposals", N_("Also what each budget proposes and costs."))
    ] = False,
    statement: Annotated[
        bool, flag("--statement", N_("All rows of the statement, also those that are alike."))
    ] = False,
    area: AreaOption = "",
    sort: SortOption = "",
    figures: FiguresOption = False,
    all_figures: AllFiguresOption = False,
    target: TargetOption = None,
    earlier: FromOption = "",
    basis: Annotated[
        str,
        option(
            "--basis",
            N_("BASIS"),
            N_("derived: a budget is its base and its own lines; printed: its own printed statement."),
        ),
    ] = DERIVED,
    *,
    common: Common,
) -> None:
    from kalmar_cli.reports.compare import compare_budgets  # a shell that completes needs none of it
    from kalmar_cli.reports.search import find_area

    if basis not in (DERIVED, PRINTED):
        raise Refused(_("--basis is {derived} or {printed}").format(derived=DERIVED, printed=PRINTED))
    if len(names) < 2:
        raise Refused(
            _("a comparison needs two budgets, the baseline last: kalmar compare alliansen majoriteten")
        )
    common.chosen_format()
    view = common.view
    order = known_order(sort)
    chosen, percent = wanted_figures(figures, all_figures, target)
    budgets = common.find(names, earlier)
    before = common.find_earlier(earlier, budgets)
    of_area = find_area(area, budgets)
    if common.for_people:
        from kalmar_cli.cli.hints import hint_base, hint_compare

        hint_compare(names[-1], budgets[-1], names[0], budgets[0])
        hint_base(budgets)
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
