"""`kalmar proposals`."""

import re
from collections.abc import Iterable
from typing import Annotated

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import in_runs
from kalmar_cli.budget.model import INQUIRY, MEASURE, Budget
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.options import (
    AreaOption,
    NameArgument,
    SearchOption,
    SectionOption,
    SortOption,
    argument,
    flag,
    option,
)
from kalmar_cli.cli.typed import known_order
from kalmar_cli.reports.proposals import ProposalFilter, list_proposals
from kalmar_cli.reports.search import Selection, find_area

HELP = N_(
    "List a budget's numbered proposals and what each costs.\n\n"
    "With numbers, each is shown in full with its lines and source.\n\n"
    "Example: kalmar proposals alliansen 37 40-45"
)
_NUMBER = re.compile(r"(\d{1,6})(?:[-–](\d{1,6}))?", re.ASCII)


@takes_common
def run(
    name: NameArgument,
    numbers: Annotated[
        list[str] | None,
        argument(N_("[NUMBER]..."), N_("Numbers of proposals, as 37 or 40-45."), complete.proposals),
    ] = None,
    area: AreaOption = "",
    section: SectionOption = "",
    search: SearchOption = "",
    priced: Annotated[
        bool, flag("--priced", N_("Only those with money behind them: an amount or a line."))
    ] = False,
    unpriced: Annotated[bool, flag("--unpriced", N_("Only those without money behind them."))] = False,
    kind: Annotated[str, option("--kind", N_("KIND"), N_("Only measure, or only inquiry."))] = "",
    sort: SortOption = "",
    *,
    common: Common,
) -> None:
    if kind not in ("", MEASURE, INQUIRY):
        raise Refused(_("--kind is {measure} or {inquiry}").format(measure=MEASURE, inquiry=INQUIRY))
    if priced and unpriced:
        raise Refused(_("--priced and --unpriced exclude each other; without either all are shown"))
    common.chosen_format()
    view, order = common.view, known_order(sort)
    [budget] = common.find([name])
    wanted = ProposalFilter(
        frozenset(_numbers(budget, numbers or ())),
        Selection(find_area(area, [budget]), section, search),
        kind,
        True if priced else False if unpriced else None,
    )
    emit(lambda: list_proposals(budget, view, wanted, order=order, in_full=bool(numbers)), common, [budget])


def _numbers(budget: Budget, typed: Iterable[str]) -> set[int]:
    """The budget's numbers that are typed, one by one or as ranges. Raises Refused for what is none."""
    known = {proposal.number for proposal in budget.proposals}
    found: set[int] = set()
    for text in typed:
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise Refused(
                _("expected a number, or a range as 40-45, got `{text}`; words go with --search").format(
                    text=clip(text)
                )
            )
        first, last = int(match[1]), int(match[2] or match[1])
        inside = {number for number in known if first <= number <= last}
        if not inside:
            raise Refused(
                _("{budget} has no proposal {numbers}; it has {known}").format(
                    budget=budget.id, numbers=text, known=in_runs(known) or "–"
                )
            )
        found |= inside
    return found
