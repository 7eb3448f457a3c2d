"""The shelf that a command looks in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import MAX_BYTES
from kalmar_cli.base.language import _
from kalmar_cli.base.messages import say
from kalmar_cli.shelf.shelf import Shelf, shipped

BUDGETS_VARIABLE = "KALMAR_BUDGETS"


@contextmanager
def tell_passed_over(shelf: Shelf) -> Iterator[Shelf]:
    """Says at the end what the shelf passed over, which may be why a name is not found."""
    try:
        yield shelf
    finally:
        for message in shelf.passed_over:
            say(message)


def open_shelf(
    folders: "list[Path] | tuple[Path, ...]", municipality: str = "", limit: int = MAX_BYTES
) -> Shelf:
    """The shelf of these folders, those of KALMAR_BUDGETS and the shipped ones. Raises Refused."""
    for folder in folders:
        if not folder.is_dir():
            raise Refused(_("there is no folder {folder}").format(folder=folder))
    variable = os.environ.get(BUDGETS_VARIABLE, "")
    more = [Path(part) for part in variable.split(os.pathsep) if part]
    return Shelf([*folders, *more, shipped()], limit=limit, municipality=municipality)
