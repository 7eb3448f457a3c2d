"""A folder that is written whole or not at all."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kalmar_cli.base.errors import Refused, reason_of
from kalmar_cli.base.language import _


def to_folder(folder: Path, files: Mapping[str, str], replaceable: Callable[[Path], bool]) -> None:
    """Writes a folder of files: beside it under another name first, then renamed.

    An existing folder is replaced only if it is empty or `replaceable` says so.
    Raises Refused; the folder is then as it was.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(_("{file} is not a folder").format(file=folder))
    if folder.is_symlink():
        raise Refused(_("{file} is a link to a folder; name the folder itself").format(file=folder))
    if folder.is_dir() and any(folder.iterdir()) and not replaceable(folder):
        raise Refused(
            _("{folder} holds other files than an earlier export and is not replaced").format(folder=folder)
        )
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise Refused(_("there is no folder {folder}").format(folder=folder.parent))
    beside = parent / f".{folder.name}.{os.getpid()}.part"
    before = parent / f".{folder.name}.{os.getpid()}.old"
    try:
        try:
            beside.mkdir()
            for name, content in files.items():
                (beside / name).write_bytes(content.encode("utf-8"))
            _swap(folder, beside, before)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}").format(file=folder, reason=reason_of(error))
        ) from None


def _swap(folder: Path, beside: Path, before: Path) -> None:
    """Puts `beside` in the place of `folder`; if that fails, the old one is put back."""
    if not folder.exists():
        beside.rename(folder)
        return
    folder.rename(before)
    try:
        beside.rename(folder)
    except OSError:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
