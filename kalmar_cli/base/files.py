"""Files of the user's: their bytes, and their names as they are read and shown."""

import stat
import unicodedata
from pathlib import Path

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.language import _

ENDING = ".yaml"
MAX_BYTES = 5_000_000


def year_in(text: str) -> int | None:
    """The year that four digits write, or None."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def is_name(id: str) -> bool:
    """Whether this can be the name of a budget: no path, no drive, nothing that a file cannot be called."""
    return id not in ("", ".", "..") and id.isprintable() and not any(c in id for c in "/\\:")


def same(one: str, other: str) -> bool:
    """Whether two names of municipalities are the same, however their letters are cased and composed."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def bytes_of(path: Path, limit: int) -> bytes:
    """A file's bytes, at most one more than `limit`. Raises Refused if it cannot be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused(_("{file} is a directory, not a budget file").format(file=shown_path(path)))
        if not stat.S_ISREG(mode):  # a pipe would be waited for, a device would never end
            raise Refused(_("{file} is not an ordinary file").format(file=shown_path(path)))
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise Refused(_("there is no file {file}").format(file=shown_path(path))) from None
    except (OSError, ValueError) as error:
        raise Refused(
            _("{file} cannot be read: {reason}").format(file=shown_path(path), reason=reason_of(error))
        ) from None


def clean(text: str) -> str:
    """A word of the user's, fit to be shown."""
    return "".join(c if c.isprintable() else "�" for c in text)[:80]


def shown_path(path: Path) -> str:
    """A path as a person would write it: relative to the working directory where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (OSError, ValueError, RuntimeError):
        return str(path)
