"""The one writer: standard output, or a file that is written whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kalmar_cli.base import language
from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.files import ENDINGS, MAX_BYTES, budget_id, new_beside
from kalmar_cli.base.language import _
from kalmar_cli.base.messages import say
from kalmar_cli.cli.streams import silence_output

# Text or bytes, or text that comes in pieces since it may be more than can be held.
Content = str | bytes | Iterator[str]


def to_output(content: Content) -> None:
    """Writes to standard output, text as UTF-8; a reader that has left ends it silently. Raises Refused."""
    try:
        sys.stdout.flush()
        for piece in filter(None, _as_bytes(content)):  # a full disk refuses even to write nothing
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence_output()
        raise SystemExit(0) from None
    except OSError as error:
        silence_output()
        raise Refused(_("the output cannot be written: {reason}").format(reason=reason_of(error))) from None


def _as_bytes(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
    else:
        for piece in (content,) if isinstance(content, str) else content:
            yield piece.encode("utf-8")


def to_file(path: Path, content: Content, *, told: bool = True) -> None:
    """Writes a file whole: beside it under another name first, then renamed.

    A link is followed, an existing file keeps its permissions, and what is no
    file (a device, a named pipe) is written to and never replaced. Raises
    Refused if the folder is missing, the file is a budget, or it cannot be written.
    That it is written is said, unless it is not to be `told`.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise Refused(_("{file} is a folder; name a file in it").format(file=path))
        if not target.parent.is_dir():
            raise Refused(_("there is no folder {folder}").format(folder=path.parent))
        if not target.exists():
            _replace(target, content, None)
        elif not target.is_file():
            with target.open("wb") as file:
                file.writelines(_as_bytes(content))
        elif is_budget_file(target):
            raise Refused(_("{file} is a budget file and is not replaced").format(file=path))
        else:
            _replace(target, content, stat.S_IMODE(target.stat().st_mode))
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=path, reason=reason_of(error))
        ) from None
    if told and target.is_file():
        say_written(path)


def say_written(path: Path) -> None:
    """Says that a file or folder was written, in the reader's language, whatever the file's is."""
    with language.speaking(language.choose()):
        say(_("Wrote {file}").format(file=path))


def _replace(target: Path, content: Content, mode: int | None) -> None:
    """Puts `content` in the place of `target` in one step; `mode` is what may be done with it."""
    beside = new_beside(target)
    with beside.open("xb") as file:
        try:
            file.writelines(_as_bytes(content))
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                beside.chmod(mode)
            beside.replace(target)
        except BaseException:
            beside.unlink()
            raise


def is_budget_file(path: Path) -> bool:
    """Whether a file is a budget, by its ending (it may be half written) or by what it says.

    Raises OSError.
    """
    if path.suffix.lower() in ENDINGS:
        return bool(budget_id(path.name.lower()))  # answers to `draft` end so, too, and are written anew
    from kalmar_cli.shelf.header import seems_budget

    with path.open("rb") as file:
        return seems_budget(file.read(MAX_BYTES))
