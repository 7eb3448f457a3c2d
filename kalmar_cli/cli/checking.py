"""Checking budgets, one by one or by the thousand: what is told of each that can be read."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import is_meant
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.registry import find_all
from kalmar_cli.check.report import CheckedBudget, tell_of
from kalmar_cli.cli.many import on_all_cores
from kalmar_cli.cli.neighbours import Neighbours
from kalmar_cli.cli.progress import progress, without_collector
from kalmar_cli.shelf.shelf import Shelf

if TYPE_CHECKING:
    from kalmar_cli.cli.reading import SourceDocument

# Files that are checked together; those of one folder build on each other.
_BATCH = 25
# Fewer are checked before other processes have begun.
_MANY = 60


class Unread(NamedTuple):
    """A file that cannot be read, and why; `name` is the budget that was to be checked."""

    name: str
    file: str
    why: str


Checked = CheckedBudget | Unread | None


class Chosen(NamedTuple):
    """What is looked for: rules (none: all), and levels."""

    rules: tuple[str, ...]
    levels: tuple[str, ...]


def check_files(shelf: Shelf, files: Sequence[Path], chosen: Chosen) -> tuple[list[CheckedBudget], int]:
    """What is told of the budgets in files, and how many cannot be read; these are said at once."""
    batches = _batches(sorted(files, key=str))
    if len(files) < _MANY:
        neighbours = Neighbours(shelf)
        parts: Iterator[list[Checked]] = (
            [check_one(shelf, file, chosen, neighbours)] for batch in batches for file in batch
        )
    else:
        # The shelf as it was opened: what it has read stays where it was read.
        fresh = Shelf(shelf.folders, limit=shelf.limit, municipality=shelf.municipality)
        parts = on_all_cores(_begin, (fresh, chosen), batches)
    results: list[Checked] = []
    with progress(_("Checking")) as at, without_collector():
        for part in parts:
            results += part
            at(len(results), len(files))
    return sort_out(results)


def _batches(files: Sequence[Path]) -> list[list[Path]]:
    """The files in their order, whole folders together as far as they go."""
    batches: list[list[Path]] = [[]]
    for _folder, together in groupby(files, key=lambda file: os.path.dirname(file)):
        for file in together:
            batches[-1].append(file)
        if len(batches[-1]) >= _BATCH:
            batches.append([])
    return [batch for batch in batches if batch]


def _begin(shelf: Shelf, chosen: Chosen) -> Callable[[list[Path]], list[Checked]]:
    """What checks a batch of files; what was read for it is forgotten when it is done."""

    def check_batch(files: list[Path]) -> list[Checked]:
        neighbours = Neighbours(shelf)
        with without_collector():
            results = [check_one(shelf, file, chosen, neighbours) for file in files]
        shelf.forget()
        return results

    return check_batch


def check_one(shelf: Shelf, file: Path, chosen: Chosen, neighbours: Neighbours) -> Checked:
    """What is told of the budget in a file; None if it is of another municipality than the shelf's."""
    try:
        budget = shelf.load(file)
    except Unreadable as error:
        return Unread(str(file), error.file, messages.problems_text(error))
    except Refused as error:
        return Unread(str(file), "", str(error))
    if shelf.municipality and not is_meant(budget.municipality, shelf.municipality):
        return None
    return check_budget(budget, chosen, neighbours)


def check_budget(
    budget: Budget, chosen: Chosen, neighbours: Neighbours, source: "SourceDocument | None" = None
) -> CheckedBudget:
    """What is told of a budget, perhaps held against its document."""
    case = Case(budget, neighbour=neighbours.to_build_on(budget))
    if source:
        from kalmar_cli.cli.reading import read_source

        case = Case(budget, source.outline, case.neighbour, read_source(source, budget))
    found = find_all(case, chosen.rules)
    return tell_of(budget, tuple(f for f in found if f.level in chosen.levels), case.reading)


def sort_out(results: Sequence[Checked]) -> tuple[list[CheckedBudget], int]:
    """The checked budgets by municipality, year and file, and how many were not; these are said."""
    told: set[str] = set()
    unread = [result for result in results if isinstance(result, Unread)]
    for name, file, why in unread:
        if file and file in told:
            why = _("{name} is not checked, since {file} cannot be read").format(name=name, file=file)
        told.add(file)
        messages.say(why)
    checked = [result for result in results if isinstance(result, CheckedBudget)]
    return sorted(checked, key=lambda of: (of.municipality, of.year, of.file)), len(unread)
