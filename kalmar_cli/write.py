"""The one writer: standard output, or a file that is written whole or not at all."""

import os
import sys
from pathlib import Path

from kalmar_cli.errors import Refused
from kalmar_cli.language import _
from kalmar_cli.shelf import ENDING


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
        raise Refused(_("the output cannot be written: {reason}").format(reason=error.strerror)) from None


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _silence() -> None:
    """Keeps the interpreter from flushing into the broken output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_file(path: Path, content: str | bytes) -> None:
    """Writes a file whole: beside it under another name first, then renamed.

    Raises Refused if the folder is missing, the file is a budget, or it cannot be written.
    """
    if path.suffix == ENDING and path.exists():
        raise Refused(_("{file} is a budget file and is not replaced").format(file=path))
    if path.is_dir():
        raise Refused(_("{file} is a directory").format(file=path))
    if not path.parent.is_dir():
        raise Refused(_("there is no folder {folder}").format(folder=path.parent))
    beside = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        try:
            beside.write_bytes(_as_bytes(content))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=path, reason=error.strerror)
        ) from None
