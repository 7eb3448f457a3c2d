"""Folders where a command takes budgets: all budgets in them."""

import os
from collections.abc import Iterable
from pathlib import Path

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import is_budget_path, is_meant, is_name
from kalmar_cli.base.language import _
from kalmar_cli.shelf.shelf import Shelf


def expand_folders(shelf: Shelf, names: Iterable[str]) -> tuple[Shelf, list[str | Path]]:
    """`names`, with its files in the place of each folder, and a shelf that looks in these first.

    A budget's name goes before a folder of that name; `./name` is the folder.
    Raises Refused for a folder without budgets.
    """
    names = list(names)
    folders = {name: Path(name) for name in names if is_folder(shelf, name)}
    if not folders:
        return shelf, [*names]
    wider = Shelf([*folders.values(), *shelf.folders], limit=shelf.limit, municipality=shelf.municipality)
    wider.foreign = shelf.foreign
    found: list[str | Path] = []
    for name in names:
        found += _files_in(wider, folders[name]) if name in folders else [name]
    return wider, found


def is_folder(shelf: Shelf, name: str) -> bool:
    """Whether a word means a folder; a budget's name goes before a folder of that name."""
    if is_budget_path(name) or not os.path.isdir(name):
        return False
    return not is_name(name) or not (name in shelf.ids() or shelf.called(name))


def _files_in(shelf: Shelf, folder: Path) -> list[Path]:
    """The budget files in a folder, at any depth, of the shelf's municipality if it has one."""
    files = []
    there = Shelf([folder], limit=shelf.limit)
    for path in there.files():
        try:
            ours = not shelf.municipality or is_meant(shelf.entry(path).municipality, shelf.municipality)
        except (Unreadable, Refused):
            ours = True  # whoever reads it will say what is wrong
        if ours:
            files.append(path)
    shelf.passed_over += there.passed_over
    if not files:
        raise Refused(_("there is no budget in {folder}").format(folder=folder))
    return files
