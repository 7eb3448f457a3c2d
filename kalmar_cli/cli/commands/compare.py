"""`kalmar compare`."""

from typing import Annotated

import typer

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.common import Common, emit, takes_common, target_percent
from kalmar_cli.cli.options import BaselineArgument, FiguresOption, TargetOption
from kalmar_cli.reports.compare import DERIVED, PRINTED, compare_budgets

HELP = N_(
    "Compare budgets with a baseline, the last one named.\n\n"
    "Statement, areas and one sentence for each; a difference is budget − baseline,\n"
    "so −17.5 in the result means that it is 17.5 lower.\n\n"
    "Example: kalmar compare alliansen majoriteten --lines"
)


@takes_common
def run(
    names: BaselineArgument,
    lines: Annotated[bool, typer.Option("--lines", help=N_("Also the posts that differ."))] = False,
    proposals: Annotated[
        bool, typer.Option("--proposals", help=N_("Also what each budget proposes."))
    ] = False,
    figures: FiguresOption = False,
    target: TargetOption = None,
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
    budgets = common.find(names)
    emit(
        lambda: compare_budgets(
            budgets,
            view,
            basis,
            with_lines=lines,
            with_proposals=proposals,
            with_figures=figures or percent is not None,
            target=percent,
        ),
        common,
    )
