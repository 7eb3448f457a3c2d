"""The budgets that lie beside one that names no base, and that it may have been meant to build on."""

from functools import cache
from pathlib import Path

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import ENDING, same
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf.header import Entry
from kalmar_cli.shelf.shelf import Shelf

DRAFT = f".draft{ENDING}"


class Neighbours:
    """Finds budgets in the folder of another; each folder is looked through once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._entries = cache(self._look_through)

    def to_build_on(self, budget: Budget) -> Budget | None:
        """A whole budget of the same municipality and year in the folder, one with a statement first.

        Only looked for where a budget has lines and no base.
        """
        if budget.base or not budget.lines:
            return None
        without_statement = None
        for entry in self._entries(Path(budget.file).parent):
            if entry.year != budget.year or not same(entry.municipality, budget.municipality):
                continue
            other = self._load(entry.path)
            if other is None or other.base or other.file == budget.file:
                continue
            if other.statement:
                return other
            without_statement = without_statement or other
        return without_statement

    def _look_through(self, folder: Path) -> list[Entry]:
        """What the budget files of a folder say of themselves; those that cannot be read are left out."""
        found = []
        for path in sorted(folder.glob(f"*{ENDING}")):
            try:
                if not path.name.endswith(DRAFT):
                    found.append(self._shelf.entry(path))
            except (Unreadable, Refused):
                continue
        return found

    def _load(self, path: Path) -> Budget | None:
        try:
            return self._shelf.load(path)
        except (Unreadable, Refused):
            return None  # `check` tells of it where it is asked about that file
