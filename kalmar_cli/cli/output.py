"""The one writer: standard output, or a file that is written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.files import ENDING
from kalmar_cli.base.language import _
from kalmar_cli.shelf.header import place_and_year

# A budget says in its first lines what it is.
_BEGINNING = 65_536


def to_output(content: str | bytes) -> None:
    """Writes to standard output, text as UTF-8; a reader that has left ends it silently. Raises Refused."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(_as_bytes(content))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence()
        raise SystemExit(0) from None
    except OSError as error:
        _silence()
        raise Refused(_("the output cannot be written: {reason}").format(reason=reason_of(error))) from None


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _silence() -> None:
    """Keeps the interpreter from flushing into the broken output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_file(path: Path, content: str | bytes) -> None:
    """Writes a file whole: beside it under another name first, then renamed.

    A link is followed, an existing file keeps its permissions, and what is no
    file (a device, a named pipe) is written to and never replaced. Raises
    Refused if the folder is missing, the file is a budget, or it cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise Refused(_("{file} is a directory").format(file=path))
        if not target.parent.is_dir():
            raise Refused(_("there is no folder {folder}").format(folder=path.parent))
        if not target.exists():
            _replace(target, _as_bytes(content), None)
        elif not target.is_file():
            target.write_bytes(_as_bytes(content))
        elif is_budget_file(target):
            raise Refused(_("{file} is a budget file and is not replaced").format(file=path))
        else:
            _replace(target, _as_bytes(content), stat.S_IMODE(target.stat().st_mode))
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=path, reason=reason_of(error))
        ) from None


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    """Puts `content` in the place of `target` in one step; `mode` is what may be done with it."""
    beside = target.parent / f".kalmar-{os.getpid()}.part"
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def is_budget_file(path: Path) -> bool:
    """Whether a file is a budget, by its ending (it may be half written) or by what it says.

    Raises OSError.
    """
    if path.suffix.lower() in (ENDING, ".yml"):
        return True
    with path.open("rb") as file:
        return place_and_year(file.read(_BEGINNING)) is not None
