"""`kalmar list`."""

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import clean, year_in
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.reports.inventory import list_budgets
from kalmar_cli.reports.view import ALL_YEARS
from kalmar_cli.shelf.shelf import Shelf

HELP = N_("List the budgets that were found, and where.\n\nExample: kalmar list --municipality Kalmar")


@takes_common
def run(*, common: Common) -> None:
    common.chosen_format()
    shelf = common.shelf()
    found, unreadable = shelf.inventory()
    for message in unreadable:
        messages.say(message)
    if shelf.municipality and not found:
        raise Refused(_unknown(shelf))
    years = [year for year in common.view.years if year != ALL_YEARS]
    for year in years:
        if not year_in(year):
            raise Refused(_("expected a year, got `{text}`").format(text=clean(year)))
    shown = [budget for budget in found if not years or str(budget.year) in years]
    emit(lambda: list_budgets(shown), common)


def _unknown(shelf: Shelf) -> str:
    """That a municipality has no budget, and which there are."""
    everywhere, _messages = Shelf(shelf.folders, limit=shelf.limit).inventory()
    known = list(dict.fromkeys(budget.municipality for budget in everywhere))
    return _("no budget of the municipality `{name}`: {cure}").format(
        name=clean(shelf.municipality), cure=did_you_mean(shelf.municipality, known, _("there are {names}"))
    )
