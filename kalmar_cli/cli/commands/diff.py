"""`kalmar diff`."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import is_budget_path
from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, emit, takes_common
from kalmar_cli.cli.hints import hint_compare
from kalmar_cli.cli.opening import tell_passed_over
from kalmar_cli.cli.options import argument
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.reports.diff import VersionPair, compare_versions, has_changes
from kalmar_cli.shelf.folders import expand_folders, is_folder
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf

HELP = N_(
    "Tell what changed between two versions of a budget.\n\n"
    "Keys, statement, lines, totals and proposals, as the files say, in mkr and the statement's sign, and"
    " what that does to the result. Two names, two files or two folders; in folders, budgets of the same"
    " id, municipality and year belong together. Ends with 0 if nothing has changed, else with 1.\n\n"
    "Example: kalmar diff alliansen.yaml alliansen-ny.yaml"
)


@partial(takes_common, without=MEASURES)
def run(
    old: Annotated[
        str,
        argument(
            N_("OLD"),
            N_("The earlier version: a budget's name, a path ending in .yaml, or a folder."),
            complete.budgets,
        ),
    ],
    new: Annotated[str, argument(N_("NEW"), N_("The later version, of the same kind."), complete.budgets)],
    *,
    common: Common,
) -> Outcome:
    common.chosen_format()
    view = common.view
    shelf = common.shelf()
    folders = [is_folder(shelf, name) for name in (old, new)]
    if folders[0] != folders[1]:
        raise Refused(_("a folder is compared with a folder, a budget with a budget"))
    if all(folders):
        pairs = _pair_folders(shelf, old, new)
    else:
        before, after = _two_budgets(shelf, old, new)
        pairs = [VersionPair(before, after)]
        if common.for_people:
            hint_compare(new, after, old, before)
            hint_compare(old, before, new, after)
    report = emit(lambda: compare_versions(pairs, view, in_folders=all(folders)), common)
    return Outcome.FINDINGS if has_changes(report) else Outcome.DONE


def _two_budgets(shelf: Shelf, old: str, new: str) -> list[Budget]:
    """Two budgets by name or path; a file finds its base beside it first."""
    with tell_passed_over(shelf):
        if is_budget_path(old) and is_budget_path(new):
            return [find(shelf, [name])[0] for name in (old, new)]
        return find(shelf, [old, new])


def _pair_folders(shelf: Shelf, old: str, new: str) -> list[VersionPair]:
    """The budgets of two folders, each on its own bases, in the order of the new folder."""
    before, after = _in_folder(shelf, old), _in_folder(shelf, new)
    return [VersionPair(before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before))]


def _in_folder(shelf: Shelf, folder: str) -> dict[tuple[str, str, int], Budget]:
    """A folder's budgets by id, municipality and year. Raises Refused or Unreadable."""
    wider, files = expand_folders(shelf, [os.path.join(folder, "")])
    with tell_passed_over(wider):
        budgets = [wider.load(Path(file)) for file in files]
    found: dict[tuple[str, str, int], Budget] = {}
    for budget in budgets:
        key = (budget.id, budget.municipality.casefold(), budget.year)
        if key in found:
            raise Refused(
                _("{id}@{year} of {municipality} is there twice: {first} and {second}; remove one").format(
                    id=budget.id,
                    year=budget.year,
                    municipality=budget.municipality,
                    first=found[key].file,
                    second=budget.file,
                )
            )
        found[key] = budget
    return found
