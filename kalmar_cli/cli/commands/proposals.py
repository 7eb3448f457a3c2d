"""`kalmar proposals`."""

from typing import Annotated

import typer

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import INQUIRY, MEASURE
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.common import Common, emit, takes_common, whole_number
from kalmar_cli.cli.options import AreaOption, NameArgument
from kalmar_cli.reports.proposals import list_proposals, match_proposals

HELP = N_(
    "List the numbered proposals of a budget.\n\n"
    "With numbers, each is shown in full with its lines and source.\n\n"
    "Example: kalmar proposals alliansen 37 40"
)


@takes_common
def run(
    name: NameArgument,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("[NUMBER]..."),
            help=N_("Numbers of proposals."),
            autocompletion=complete.proposals,
        ),
    ] = None,
    area: AreaOption = "",
    search: Annotated[
        str, typer.Option("--search", metavar=N_("TEXT"), help=N_("Only titles with this text."))
    ] = "",
    priced: Annotated[
        bool | None,
        typer.Option(
            "--priced/--unpriced",
            help=N_("Only those with money behind them (an amount or a line), or only the others."),
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar=N_("KIND"), help=N_("Only measure, or only inquiry."))
    ] = "",
    *,
    common: Common,
) -> None:
    if kind not in ("", MEASURE, INQUIRY):
        raise Refused(_("--kind is {measure} or {inquiry}").format(measure=MEASURE, inquiry=INQUIRY))
    common.chosen_format()
    view = common.view
    [budget] = common.find([name])
    area = common.area_id(area, [budget])
    known = {proposal.number for proposal in budget.proposals}
    wanted = [whole_number(_("NUMBER"), number, 1, 100_000) for number in numbers or ()]
    missing = [number for number in wanted if number not in known]
    if missing:
        from kalmar_cli.check.case import numbers as spoken

        raise Refused(
            _("{budget} has no proposal {numbers}; it has {known}").format(
                budget=budget.id, numbers=", ".join(map(str, missing)), known=spoken(known) or "–"
            )
        )
    keep = match_proposals(budget, numbers=wanted, area=area, search=search, kind=kind, priced=priced)
    emit(lambda: list_proposals(budget, view, keep, in_full=bool(numbers)), common)
