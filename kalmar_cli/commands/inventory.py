"""`kalmar list`."""

from kalmar_cli import messages
from kalmar_cli.commands.common import Common, emit, takes_common
from kalmar_cli.language import N_
from kalmar_cli.reports.inventory import listed

HELP = N_("List the budgets that were found, and where.\n\nExample: kalmar list --municipality Kalmar")


@takes_common
def run(*, common: Common) -> None:
    common.chosen_format()
    found, unreadable = common.shelf().inventory()
    for message in unreadable:
        messages.say(message)
    emit(lambda: listed(found), common)
