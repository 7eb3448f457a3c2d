"""A folder that is written whole or not at all."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.files import new_beside
from kalmar_cli.base.language import _
from kalmar_cli.cli.output import say_written


def to_folder(
    folder: Path,
    pieces: Iterable[tuple[str, str | bytes]],
    replaceable: Callable[[Path], bool],
    complete: Callable[[Path], None] | None = None,
) -> None:
    """Writes a folder of files: beside it under another name first, then renamed.

    A piece is a file's name and the text or bytes that come next in it; `complete` may add to the
    folder when all are there. An existing folder is replaced only if it is empty or
    `replaceable` says so.
    Raises Refused; the folder is then as it was.
    """
    try:
        _refuse_unless_free(folder, replaceable)
        beside = new_beside(folder.absolute())
        beside.mkdir()
        try:
            begun: set[str] = set()
            for name, content in pieces:
                (beside / name).parent.mkdir(parents=True, exist_ok=True)
                # Closed again at once: a site has more files than a process may keep open.
                with (beside / name).open("ab" if name in begun else "xb") as file:
                    file.write(content.encode("utf-8") if isinstance(content, str) else content)
                begun.add(name)
            if complete:
                complete(beside)
            _swap(folder, beside)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=folder, reason=reason_of(error))
        ) from None
    say_written(folder)


def holds_only(folder: Path, manifest: str, generator: str, files: Callable[[Any], set[str]]) -> bool:
    """Whether a folder holds the `files` that its `manifest` (JSON) tells of and nothing else.

    Only one that `generator` has written counts: whatever else is there was not written here.
    """
    try:
        said = json.loads((folder / manifest).read_bytes())
        known, by = files(said), str(said["generator"])
    except (OSError, ValueError, TypeError, KeyError):
        return False
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return by.startswith(generator) and there <= known


def _refuse_unless_free(folder: Path, replaceable: Callable[[Path], bool]) -> None:
    """Raises Refused if something stands in the folder's place that is to stay."""
    if folder.exists() and not folder.is_dir():
        raise Refused(_("{file} is not a folder").format(file=folder))
    if folder.is_symlink():
        raise Refused(_("{file} is a link to a folder; name the folder itself").format(file=folder))
    if folder.is_dir() and any(folder.iterdir()) and not replaceable(folder):
        words = _("{folder} holds other files than an earlier one of its kind and is not replaced")
        raise Refused(words.format(folder=folder))
    if not folder.absolute().parent.is_dir():
        raise Refused(_("there is no folder {folder}").format(folder=folder.parent))


def _swap(folder: Path, beside: Path) -> None:
    """Puts `beside` in the place of `folder`; if that fails, the old one is put back."""
    if not folder.exists():
        beside.rename(folder)
        return
    before = beside.with_suffix(".old")
    folder.rename(before)
    try:
        beside.rename(folder)
    except OSError:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
