"""`kalmar list`."""

from functools import partial
from pathlib import Path
from typing import Annotated

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import is_budget_path, year_in
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.opening import say_passed_over
from kalmar_cli.cli.options import argument
from kalmar_cli.reports.choices import ALL_YEARS
from kalmar_cli.reports.inventory import list_budgets
from kalmar_cli.shelf.folders import expand_folders
from kalmar_cli.shelf.names import all_called
from kalmar_cli.shelf.shelf import Shelf

HELP = N_("List the budgets that were found, and where.\n\nExample: kalmar list --municipality Kalmar")


@partial(takes_common, without=MEASURES, unused=("unit", "decimals"))
def run(
    names: Annotated[
        list[str] | None,
        argument(
            N_("[BUDGET]..."),
            N_("Only these: alliansen, alliansen@2024, a path ending in .yaml or a folder."),
            complete.budgets,
        ),
    ] = None,
    *,
    common: Common,
) -> None:
    common.chosen_format()
    shelf, asked = expand_folders(common.shelf(), names or ())
    found, unreadable = shelf.inventory(_paths(shelf, asked) if asked else None)
    say_passed_over(shelf.foreign, unreadable, shelf.folders)
    if shelf.municipality and not found:
        raise Refused(_unknown(shelf))
    years = [year for year in common.view.years if year != ALL_YEARS]
    for year in years:
        if not year_in(year):
            raise Refused(_("expected a year, got `{text}`").format(text=clip(year)))
    shown = [budget for budget in found if not years or str(budget.year) in years]
    emit(lambda: list_budgets(shown), common)


def _paths(shelf: Shelf, asked: list[str | Path]) -> list[Path]:
    """The files of budgets that were asked for by name or path, each once. Raises Refused."""
    paths: list[Path] = []
    for one in asked:
        if isinstance(one, Path) or is_budget_path(one):
            paths.append(Path(one))
        else:
            paths += [entry.path for entry in all_called(shelf, one)]
    return list(dict.fromkeys(paths))


def _unknown(shelf: Shelf) -> str:
    """That a municipality has no budget, and which there are."""
    everywhere, _messages = Shelf(shelf.folders, limit=shelf.limit).inventory()
    known = list(dict.fromkeys(budget.municipality for budget in everywhere))
    cure = did_you_mean(shelf.municipality, known, _("there are {names}"))
    return _("no budget of the municipality `{name}`: {cure}").format(
        name=clip(shelf.municipality), cure=cure
    )
