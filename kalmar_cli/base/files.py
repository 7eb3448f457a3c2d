"""Files of the user's: their bytes, and their names as they are read and shown."""

import os
import stat
from pathlib import Path

from kalmar_cli.base.characters import fold_case, slug
from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.language import _

ENDING = ".yaml"
ENDINGS = (ENDING, ".yml")
# A file of answers to `draft` ends so before .yaml, and is no budget.
_ANSWERS = ".draft"
MAX_BYTES = 5_000_000


def year_in(text: str) -> int | None:
    """The year that four digits write, or None."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def is_budget_path(name: str) -> bool:
    """Whether a name that a person wrote is the path of a budget file."""
    return name.endswith(ENDINGS)


def budget_id(file: str) -> str:
    """The id of the budget in a file of this name, its stem; "" if such a file is no budget."""
    id, point, ending = file.rpartition(".")
    return "" if point + ending not in ENDINGS or id.endswith(_ANSWERS) else id


def is_name(id: str) -> bool:
    """Whether this can be the name of a budget: no path, no drive, nothing that a file cannot be called."""
    return id not in ("", ".", "..") and id.isprintable() and not any(c in id for c in "/\\:")


def same(one: str, other: str) -> bool:
    """Whether two names of municipalities are the same, however their letters are cased and composed."""
    return fold_case(one) == fold_case(other)


def is_meant(municipality: str, typed: str) -> bool:
    """Whether a person who typed this, a name or as folders are called, means a municipality."""
    return same(municipality, typed) or slug(municipality) == typed


def bytes_of(path: Path, limit: int) -> bytes:
    """A file's bytes, at most one more than `limit`. Raises Refused if it cannot be read."""
    try:
        about = path.stat()
        mode = about.st_mode
        if stat.S_ISDIR(mode):
            raise Refused(_("{file} is a directory, not a budget file").format(file=shown_path(path)))
        if not stat.S_ISREG(mode):  # a pipe would be waited for, a device would never end
            raise Refused(_("{file} is not an ordinary file").format(file=shown_path(path)))
        with path.open("rb") as file:
            # Room for all of it, and for one byte more: if that comes, it has grown.
            data = file.read(min(about.st_size, limit) + 1)
            return data if len(data) <= about.st_size else data + file.read(limit + 1 - len(data))
    except FileNotFoundError:
        raise Refused(_("there is no file {file}").format(file=shown_path(path))) from None
    except (OSError, ValueError) as error:
        raise Refused(
            _("{file} cannot be read: {reason}").format(file=shown_path(path), reason=reason_of(error))
        ) from None


def real_path(path: Path | str) -> str:
    """A path with all links resolved, so that one file has one; one that no file can have, as it is."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)


def new_beside(path: Path) -> Path:
    """A free name in the same folder, for the file that will replace `path`."""
    return path.parent / f".kalmar-{os.urandom(8).hex()}.part"


def shown_path(path: Path | str) -> str:
    """A path as a person would write it: relative to the working directory where it lies below it."""
    return shown_real_path(real_path(path), path)


def published_path(path: Path | str) -> str:
    """A path as others may read it: as shown below the working directory, else its last three parts."""
    shown = Path(shown_path(path))
    if not shown.is_absolute() and ".." not in shown.parts:
        return shown.as_posix()
    return "/".join([part for part in shown.parts if part not in (shown.anchor, "..")][-3:])


def shown_real_path(real: str, path: Path | str) -> str:
    """As `shown_path`, for a path whose real path is known to be `real`."""
    try:
        here = os.path.join(os.getcwd(), "")
    except OSError:
        return str(path)  # the working directory is gone
    return real[len(here) :] if real.startswith(here) else str(path)
