"""Which budgets exist; the only room that reads budget files."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kalmar_cli.base.characters import fold_case
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import (
    MAX_BYTES,
    budget_id,
    bytes_of,
    is_meant,
    real_path,
    same,
    shown_path,
    shown_real_path,
)
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf.files import Files
from kalmar_cli.shelf.header import BudgetHead, Entry, Listing, header, place_and_year
from kalmar_cli.shelf.loader import Loader, shown_text

# A budget says in its first bytes what it is.
_HEAD = 4096
# What was opened for its head is held, so that it need not be opened again to be read, while it is little.
_MOST_HELD = 16_000_000


class Shelf(Files):
    """The budgets in folders that are looked in, the first one first.

    `foreign` tells of folders that are not looked into since they are somebody else's.
    """

    def __init__(self, folders: Iterable[Path], *, limit: int = MAX_BYTES, municipality: str = "") -> None:
        super().__init__(folders)
        self.limit = limit
        self.municipality = municipality
        self.foreign: tuple[str, ...] = ()
        self._printed: list[tuple[str, str, str]] | None = None
        self._bytes: dict[str, bytes] = {}
        self._held = 0
        self._loader = Loader(self)

    # -- what is there ----------------------------------------------------------

    def visible(self) -> Iterator[Path]:
        """Every file but those that a budget of an earlier folder hides; one that cannot be told stays."""
        several = len(self.folders) > 1
        hidden = self._hidden(self._heads_of(self._paths(), [])) if several else set()
        return (Path(path) for path in self._paths() if path not in hidden)

    def _hidden(self, heads: Iterable[tuple[str, str, BudgetHead]]) -> set[str]:
        """The files whose id, municipality and year one in an earlier folder has."""
        folder = {path: number for there in self._there().values() for number, path in there}
        first: dict[tuple[str, str, int], int] = {}
        return {
            path
            for path, id, head in heads
            if first.setdefault((id, fold_case(head.municipality), head.year), folder[path]) != folder[path]
        }

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
            if self.municipality and not is_meant(entry.municipality, self.municipality):
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
        id = budget_id(path.name)
        data = self.bytes_in(path)
        found = place_and_year(data[:_HEAD], whole=len(data) <= _HEAD)
        if found is None:
            values = self._loader.unbased(path).values
            found = values.get("municipality") or "", values.get("year") or 0
            if not all(found):
                self.load(path)  # which tells why it cannot be
        return Entry(id, *found, path)

    def called(self, name: str) -> list[Entry]:
        """The budgets that a printed name means, in any case.

        It stands for an id, so all budgets with that id are meant; where several
        ids bear the name, those that bear it. Raises Refused, or Unreadable if none can be read.
        """
        bearing = {path: id for path, id, printed in self._printed_names() if same(printed, name)}
        found = {id: self.entries(id) for id in dict.fromkeys(bearing.values())}
        bearers = {id: entries for id, entries in found.items() if entries}
        if len(bearers) == 1:
            return next(iter(bearers.values()))
        return [entry for entries in bearers.values() for entry in entries if str(entry.path) in bearing]

    def printed_names(self) -> list[str]:
        """The names that the budgets print, as far as they can be told."""
        return list(dict.fromkeys(printed for _path, _id, printed in self._printed_names()))

    def _printed_names(self) -> list[tuple[str, str, str]]:
        """Path, id and printed name of each file of which that can be told."""
        if self._printed is None:
            broken: list[str] = []
            self._printed = [
                (path, id, head.name) for path, id, head in self._heads_of(self._paths(), broken)
            ]
            for message in broken:  # one that may bear the name
                self._pass_over(message)
        return self._printed

    def inventory(self, paths: Iterable[Path] | None = None) -> tuple[list[Listing], list[str]]:
        """What the files (none given: all) say of themselves; a message for each that cannot be read."""
        messages: list[str] = []
        heads = self._heads_of(self._paths() if paths is None else map(str, paths), messages)
        hidden = self._hidden(heads) if paths is None else set()
        found = [Listing(id, *head, self._shown(path)) for path, id, head in heads if path not in hidden]
        if self.municipality:
            found = [budget for budget in found if is_meant(budget.municipality, self.municipality)]
        messages = [*self.passed_over, *dict.fromkeys(messages)]
        return sorted(found, key=lambda f: (f.municipality, -f.year, f.id)), messages

    def _shown(self, path: str) -> str:
        """A path as a person would write it; of those that were found here it is known where they lead."""
        real = self._real.get(path)
        return shown_real_path(real, path) if real else shown_path(path)

    def _heads_of(self, paths: Iterable[str], messages: list[str]) -> list[tuple[str, str, BudgetHead]]:
        """Path, id and head of each file; a message is added for each that cannot be read."""
        from kalmar_cli.shelf.heads import Heads, stamp

        heads, found = Heads(self.folders), []
        for path in paths:
            try:
                now = stamp(path)
                head = heads.get(path, now)
                if head is None:
                    head = self._head(Path(path))
                    heads.note(path, now, head)
                found.append((path, budget_id(os.path.basename(path)), head))
            except (Unreadable, Refused) as error:
                messages.append(str(error))
        heads.keep()
        return found

    def _head(self, path: Path) -> BudgetHead:
        """What a file says of itself. Raises Unreadable or Refused."""
        few = self._held < _MOST_HELD
        data = self.bytes_in(path) if few else bytes_of(path, self.limit)
        self._held += len(data) if few else 0
        head = header(data)
        if head is None:
            self._bytes[self._key(path)] = data
            head = self._loader.head(path)
        return head

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its bases. Raises Refused, or Unreadable with all problems."""
        return self._loader.load(path)

    def forget(self) -> None:
        """Lets go of what was read, so that memory does not grow with the shelf."""
        self._bytes.clear()
        self._held = 0
        self._loader = Loader(self, most_kept=0)

    def _key(self, path: Path) -> str:
        """A file's real path; of one that was found here it is known."""
        return self._real.get(str(path)) or real_path(path)

    def bytes_in(self, path: Path) -> bytes:
        """A file's bytes, at most one more than the limit; it is opened once. Raises Refused."""
        key = self._key(path)
        if key not in self._bytes:
            self._bytes[key] = bytes_of(path, self.limit)
        return self._bytes[key]

    def lines(self, file: str) -> list[str]:
        """The lines of a file, to show excerpts from. Raises Refused."""
        data = self._bytes.get(real_path(file))
        return shown_text(bytes_of(Path(file), self.limit) if data is None else data).split("\n")


def _twice(first: Entry, second: Entry) -> str:
    return _("{id}@{year} of {municipality} is there twice: {first} and {second}; remove one").format(
        id=first.id,
        year=first.year,
        municipality=first.municipality,
        first=shown_path(first.path),
        second=shown_path(second.path),
    )
