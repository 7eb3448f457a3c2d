"""The shelf that a command looks in."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import MAX_BYTES, shown_path
from kalmar_cli.base.language import _
from kalmar_cli.base.messages import say
from kalmar_cli.shelf.files import shipped

if TYPE_CHECKING:
    from kalmar_cli.shelf.shelf import Shelf

BUDGETS_VARIABLE, MUNICIPALITY_VARIABLE = "KALMAR_BUDGETS", "KALMAR_MUNICIPALITY"
OWN_FOLDER = "budgets"


@contextmanager
def tell_passed_over(shelf: "Shelf") -> "Iterator[Shelf]":
    """Says at the end what the shelf passed over, which may be why a name is not found."""
    try:
        yield shelf
    finally:
        say_passed_over(shelf.foreign, shelf.passed_over, shelf.folders)


# More broken files than these are counted: what is asked for is not to be lost among them.
_MOST = 10


def say_passed_over(foreign: Sequence[str], passed_over: Sequence[str], folders: Sequence[Path]) -> None:
    """Says what was passed over; of many, the first, how many more, and what tells all of them."""
    for message in (*foreign, *passed_over[:_MOST]):
        say(message)
    more = len(passed_over) - _MOST
    if more > 0:
        import shlex

        command = shlex.join(["kalmar", "check", shown_path(folders[0])])
        say(_("and {n} more; {command}").format(n=more, command=command))


def open_shelf(folders: Sequence[Path], municipality: str = "", limit: int = MAX_BYTES) -> "Shelf":
    """The shelf of the folders to look in. Raises Refused for a folder that is not there."""
    from kalmar_cli.shelf.shelf import Shelf

    there, foreign = folders_to_look_in(folders)
    shelf = Shelf(there, limit=limit, municipality=municipality)
    shelf.foreign = foreign
    return shelf


def folders_to_look_in(folders: Sequence[Path]) -> tuple[list[Path], tuple[str, ...]]:
    """These folders, those of KALMAR_BUDGETS, the working directory's and the shipped ones.

    The second are messages on folders that belong to somebody else. Raises Refused for a missing one.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            raise Refused(_("there is no folder {folder}").format(folder=folder))
    variable = os.environ.get(BUDGETS_VARIABLE, "")
    asked = [*folders, *(Path(part) for part in variable.split(os.pathsep) if part)]
    own, foreign = own_folder()
    known = {os.path.realpath(folder) for folder in (*asked, shipped())}
    return [*asked, *([own] if own else ()), shipped()], tuple(
        _("passed over: {folder} belongs to somebody else; --budgets {folder} looks in it").format(
            folder=shown_path(folder)
        )
        for folder in foreign
        if os.path.realpath(folder) not in known
    )


def own_folder() -> tuple[Path | None, list[Path]]:
    """`budgets/` of the working directory, or of the nearest directory above it that has one.

    The way up ends with the home folder, or where the file system does. The
    second are folders on the way that belong to somebody else: what lies in them is not asked for.
    """
    foreign: list[Path] = []
    try:
        here = Path.cwd()
    except OSError:
        return None, foreign  # the working directory is gone
    home = Path(os.path.expanduser("~"))
    for directory in (here, *here.parents):
        folder = directory / OWN_FOLDER
        if os.path.isdir(folder):
            if _is_ours(folder):
                return folder, foreign
            foreign.append(folder)
        if directory == home:
            break
    return None, foreign


def _is_ours(folder: Path) -> bool:
    """Whether a folder, and a link that leads to it, belong to the person who runs the program."""
    if not hasattr(os, "getuid"):
        return True  # where folders have no such owner
    ours = os.getuid()
    return folder.stat().st_uid == ours and folder.lstat().st_uid == ours
