"""Which files lie in the folders that budgets are looked for in; none is opened here."""

import os
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from kalmar_cli.base.errors import reason_of
from kalmar_cli.base.files import budget_id, shown_path
from kalmar_cli.base.language import _

_PACKAGE = Path(__file__).parent.parent


def shipped() -> Path:
    """The folder of the budgets that come with the program: in the wheel, else in the checkout."""
    inside = _PACKAGE / "budgets"
    return inside if inside.is_dir() else _PACKAGE.parent / "budgets"


class Files:
    """The files in some folders that can be budgets, the first folder's first.

    `passed_over` tells of files and folders that may have been meant but cannot be read.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.passed_over: list[str] = []
        self._files: dict[str, list[tuple[int, str]]] | None = None
        self._real: dict[str, str] = {}

    def ids(self) -> Collection[str]:
        """The names of the files, without their ending."""
        return self._there().keys()

    def ids_from(self, start: str) -> list[str]:
        """The names that begin so, in their order; of the other files no more is looked at."""
        return sorted({id for _number, _path, id, _real in self._walk(start)})

    def files(self) -> Iterator[Path]:
        """Every file that can be a budget, in the order of the folders."""
        return map(Path, self._paths())

    def named(self, id: str) -> list[Path]:
        """The files with this id, in the order of the folders."""
        return [Path(path) for _folder, path in self._there().get(id, ())]

    def _paths(self) -> Iterator[str]:
        return (path for there in self._there().values() for _folder, path in there)

    def _there(self) -> dict[str, list[tuple[int, str]]]:
        """Id → the files with that stem, each with the number of its folder; each file once."""
        if self._files is None:
            self._files = {}
            seen: set[str] = set()
            for number, path, id, real in self._walk():
                if real not in seen:
                    seen.add(real)
                    self._real[path] = real
                    self._files.setdefault(id, []).append((number, path))
        return self._files

    def _walk(self, start: str = "") -> Iterator[tuple[int, str, str, str]]:
        """Every file that can be a budget and begins so: its folder's number, path, id and real path."""
        for number, top in enumerate(self.folders):
            waiting = [os.path.realpath(top)]
            while waiting:
                folders = []
                for entry in self._listed(waiting.pop()):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.name.startswith(start) and (id := budget_id(entry.name)):
                        # A folder is given by its real path, so only the file itself can still be a link.
                        real = entry.path
                        if entry.is_symlink():
                            real = os.path.realpath(entry.path)
                            if os.path.isdir(real):
                                continue
                        yield number, entry.path, id, real
                waiting += reversed(folders)

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        """What a folder holds, by name; one that cannot be looked into is passed over."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=attrgetter("name"))
        except OSError as error:
            words = _("{file} cannot be read: {reason}")
            self._pass_over(words.format(file=shown_path(folder), reason=reason_of(error)))
            return []

    def _pass_over(self, message: object) -> None:
        words = _("passed over: {message}").format(message=message)
        if words not in self.passed_over:
            self.passed_over.append(words)
