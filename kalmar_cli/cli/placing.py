"""A new budget file: where it goes, writing it with the schema beside it, and the call that takes it up."""

import os
import shlex
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kalmar_cli.base import messages
from kalmar_cli.base.characters import slug
from kalmar_cli.base.errors import Refused, Unreadable, reason_of
from kalmar_cli.base.files import ENDING, budget_id, is_budget_path, shown_path
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.opening import MUNICIPALITY_VARIABLE, OWN_FOLDER, open_shelf
from kalmar_cli.cli.output import to_file
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf

SCHEMA = Path(__file__).parent.parent / "budget.schema.json"
STANDARD_OUTPUT = "-"


def place_for(id: str, municipality: str, year: int, base: Budget | None, base_given: str) -> Path:
    """The file of a new budget: beside its base where that is the user's, else in a folder of its own.

    A base that was given as a path, or that did not come with the program, is the
    user's. The own folder is `budgets/<municipality>/<year>/` under the working directory.
    """
    if base:
        beside = Path(base.file).parent
        ours = Path(base.file).resolve().is_relative_to(shipped().resolve())
        if is_budget_path(base_given) or not ours:
            return beside / f"{id}{ENDING}"
    return Path(OWN_FOLDER, slug(municipality) or "kommun", str(year), f"{id}{ENDING}")


def require_free(output: Path) -> None:
    """Raises Refused for a file that is there already, or does not end as a budget's does."""
    if not budget_id(output.name):
        words = (
            _("{file} ends as answers to `draft` do; a budget's file ends in .yaml alone")
            if output.name.endswith(".draft.yaml")
            else _("{file} does not end in .yaml")
        )
        raise Refused(words.format(file=output))
    if os.path.lexists(output):
        raise Refused(_("{file} is there already and is not replaced").format(file=output))


def write_budget(path: Path, text: str) -> None:
    """Writes a budget file, its folders, and beside it the schema that it names. Raises Refused."""
    try:
        _require_possible(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=path.parent, reason=reason_of(error))
        ) from None
    to_file(path, text)
    schema = path.parent / SCHEMA.name
    if not os.path.lexists(schema):
        to_file(schema, SCHEMA.read_bytes(), told=False)


def _require_possible(path: Path) -> None:
    """Raises OSError for a name that no file can have, before folders are made for it."""
    there = next(folder for folder in path.absolute().parents if os.path.isdir(folder))
    with suppress(FileNotFoundError):
        (there / path.name).lstat()


def warn_of_other_base(file: Path, base: Budget, shelf: Shelf) -> None:
    """Warns if the file, read again, would not build on the budget that it was made for."""
    try:
        found = shelf.load(file).base
    except Unreadable:
        messages.say(
            _("{file} finds its base only beside it, or with --budgets {folder}").format(
                file=file, folder=Path(base.file).parent
            )
        )
        return
    if found is None or found.file != base.file:
        messages.say(
            _("{file} builds on {found}, found nearer than {base}; put it beside {base}").format(
                file=file, found=found.file if found else "–", base=base.file
            )
        )


def say_next(words: Sequence[str], files: Sequence[str], folders: Sequence[Path] = ()) -> None:
    """Says the next call to make: `words`, and the budgets in these files as they will be found.

    By their names if those mean just these files, else by their paths; the
    `folders` are named with --budgets if it does not work without.
    """
    call = [*words, *_arguments([Path(file) for file in files], folders)]
    messages.say(_("Next: {command}").format(command=shlex.join(call)))


def _arguments(files: Sequence[Path], folders: Sequence[Path]) -> list[str]:
    ids = [budget_id(file.name) for file in files]
    paths = [shown_path(file) for file in files]
    asked = [word for folder in folders for word in ("--budgets", str(folder))]
    municipality = os.environ.get(MUNICIPALITY_VARIABLE, "")
    for more, options in (((), []), (folders, asked)):
        shelf = open_shelf(tuple(more), municipality)
        for names in (ids, paths):
            try:
                found = find(shelf, names)
            except (Refused, Unreadable):
                continue  # so this is not the call to name
            if all(os.path.samefile(b.file, file) for b, file in zip(found, files, strict=True)):
                return [*names, *options]
    return [*paths, *asked]
