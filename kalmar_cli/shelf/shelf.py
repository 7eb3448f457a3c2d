"""Which budgets exist; the only room that reads budget files."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from kalmar_cli.base.errors import Refused, Unreadable, reason_of
from kalmar_cli.base.files import ENDING, MAX_BYTES, bytes_of, same, shown_path
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf.header import HEAD, Entry, Listing, header, place_and_year
from kalmar_cli.shelf.loader import Loader

_PACKAGE = Path(__file__).parent.parent


def shipped() -> Path:
    """The folder of the budgets that come with the program: in the wheel, else in the checkout."""
    inside = _PACKAGE / "budgets"
    return inside if inside.is_dir() else _PACKAGE.parent / "budgets"


class Shelf:
    """The folders that budgets are looked for in, first one first.

    `passed_over` tells of files and folders that may have been meant but cannot be read.
    """

    def __init__(self, folders: Iterable[Path], *, limit: int = MAX_BYTES, municipality: str = "") -> None:
        self.folders = tuple(folders)
        self.limit = limit
        self.municipality = municipality
        self.passed_over: list[str] = []
        self._files: dict[str, list[tuple[int, str]]] | None = None
        self._loader = Loader(self)

    # -- what is there ----------------------------------------------------------

    def ids(self) -> Collection[str]:
        """The names of the files, without their ending; none is opened."""
        return self._there().keys()

    def files(self) -> Iterator[Path]:
        """Every file that can be a budget, in the order of the folders."""
        return (Path(path) for there in self._there().values() for _folder, path in there)

    def named(self, id: str) -> list[Path]:
        """The files with this id, in the order of the folders."""
        return [Path(path) for _folder, path in self._there().get(id, ())]

    def _there(self) -> dict[str, list[tuple[int, str]]]:
        """Id → the files with that stem, each with the number of its folder; each file once."""
        if self._files is None:
            self._files = {}
            seen: set[str] = set()
            for number, path, name, real in self._walk():
                if real not in seen:
                    seen.add(real)
                    self._files.setdefault(name.removesuffix(ENDING), []).append((number, path))
        return self._files

    def _walk(self) -> Iterator[tuple[int, str, str, str]]:
        """Every file that can be a budget: the number of its folder, its path, its name, its real path."""
        for number, top in enumerate(self.folders):
            waiting = [os.path.realpath(top)]
            while waiting:
                folders = []
                for entry in self._listed(waiting.pop()):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.name.endswith(ENDING) and entry.name != ENDING:
                        # A folder is given by its real path, so only the file itself can still be a link.
                        real = entry.path
                        if entry.is_symlink():
                            real = os.path.realpath(entry.path)
                            if os.path.isdir(real):
                                continue
                        yield number, entry.path, entry.name, real
                waiting += reversed(folders)

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        """What a folder holds, by name; one that cannot be looked into is passed over."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._pass_over(
                _("{file} cannot be read: {reason}").format(
                    file=shown_path(Path(folder)), reason=reason_of(error)
                )
            )
            return []

    def _pass_over(self, message: object) -> None:
        words = _("passed over: {message}").format(message=message)
        if words not in self.passed_over:
            self.passed_over.append(words)

    def entries(self, id: str) -> list[Entry]:
        """The budgets with this id, one for each municipality and year: the first folder's.

        Raises Refused if a folder has two of them, Unreadable or Refused if none can be read.
        """
        found: list[tuple[int, Entry]] = []
        broken: list[Unreadable | Refused] = []
        for folder, path in self._there().get(id, ()):
            try:
                entry = self.entry(Path(path))
            except (Unreadable, Refused) as error:
                broken.append(error)
                continue
            if self.municipality and not same(entry.municipality, self.municipality):
                continue
            for first_folder, first in found:
                if first.year == entry.year and same(first.municipality, entry.municipality):
                    if first_folder == folder:
                        raise Refused(_twice(first, entry))
                    break
            else:
                found.append((folder, entry))
        if broken and not found:
            raise broken[0]
        for problem in broken:
            self._pass_over(problem)
        return [entry for _folder, entry in found]

    def entry(self, path: Path) -> Entry:
        """What a file says of itself. Raises Unreadable or Refused if it cannot be told."""
        id = path.name.removesuffix(ENDING)
        found = place_and_year(bytes_of(path, HEAD))
        if found is None:
            budget = self.load(path)
            return Entry(id, budget.municipality, budget.year, path)
        return Entry(id, *found, path)

    def inventory(self) -> tuple[list[Listing], list[str]]:
        """What there is on the shelf, and a message for each file or folder that cannot be read."""
        found: list[Listing] = []
        messages: list[str] = []
        for path in self.files():
            try:
                found.append(self._found(path))
            except (Unreadable, Refused) as error:
                messages.append(str(error))
        if self.municipality:
            found = [budget for budget in found if same(budget.municipality, self.municipality)]
        messages = [*self.passed_over, *dict.fromkeys(messages)]
        return sorted(found, key=lambda f: (f.municipality, -f.year, f.id)), messages

    def _found(self, path: Path) -> Listing:
        """A file's row in the list. Raises Unreadable or Refused."""
        id = path.name.removesuffix(ENDING)
        top = header(bytes_of(path, self.limit))
        if top:
            return Listing(id, *top, shown_path(path))
        budget = self.load(path)
        return Listing(
            id,
            budget.name,
            budget.municipality,
            budget.year,
            budget.base.id if budget.base else "",
            budget.unit,
            len(budget.lines),
            len(budget.proposals),
            budget.file,
        )

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its bases. Raises Refused, or Unreadable with all problems."""
        return self._loader.load(path)

    def lines(self, file: str) -> list[str]:
        """The lines of a file that was read before, to show excerpts from. Raises Refused."""
        return (
            bytes_of(Path(file), self.limit).decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        )


def _twice(first: Entry, second: Entry) -> str:
    return _("{id}@{year} of {municipality} is there twice: {first} and {second}; remove one").format(
        id=first.id,
        year=first.year,
        municipality=first.municipality,
        first=shown_path(first.path),
        second=shown_path(second.path),
    )
