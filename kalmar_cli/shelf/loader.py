"""A budget file → Budget, upon its base: out of the cache if the very bytes were read before."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import budget_id, is_name, real_path, shown_path
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf import cache
from kalmar_cli.shelf.bases import NoBase, ShelfFiles, base_path
from kalmar_cli.shelf.header import BudgetHead
from kalmar_cli.shelf.store import digest

if TYPE_CHECKING:
    from kalmar_cli.read.file import UnbasedBudget

# A command over a whole shelf would spend a fifth of its time on keeping what it will hardly need again.
_MOST_KEPT = 16


def shown_text(data: bytes) -> str:
    """A file's bytes as text to show excerpts from, whatever they are."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


class Loaded(NamedTuple):
    """A budget, and the digests of its file and its bases'."""

    budget: Budget
    sources: tuple[bytes, ...]


class Loader:
    """Loads budget files, each once."""

    def __init__(self, shelf: ShelfFiles, most_kept: int = _MOST_KEPT) -> None:
        self._shelf = shelf
        self._most_kept = most_kept
        self._loaded: dict[str, Loaded] = {}
        self._unbased: dict[str, UnbasedBudget] = {}

    def unbased(self, path: Path) -> "UnbasedBudget":
        """What a file says by itself, its mistakes with it; its base is not looked for. Raises Refused."""
        from kalmar_cli.read.file import read

        key = real_path(path)
        if key not in self._unbased:
            data = self._shelf.bytes_in(path)
            id, file = budget_id(path.name), shown_path(path)
            self._unbased[key] = read(data, id, file, self._shelf.limit)
        return self._unbased[key]

    def head(self, path: Path) -> BudgetHead:
        """What a file says of itself, read as YAML. Raises Refused, or Unreadable with all its problems."""
        unbased = self.unbased(path)
        if unbased.problems:
            raise Unreadable(unbased.file, unbased.problems, shown_text(self._shelf.bytes_in(path)))
        values = unbased.values
        return BudgetHead(
            values["name"],
            values["municipality"],
            values["year"],
            values.get("base") or "",
            values["unit"],
            len(values.get("lines") or ()),
            len(values.get("proposals") or ()),
        )

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its bases. Raises Refused, or Unreadable with all problems."""
        return self._load(path, ()).budget

    def _load(self, path: Path, above: tuple[str, ...]) -> Loaded:
        """What is in a file; `above` are the files that build on it."""
        key = real_path(path)
        if key not in self._loaded:
            data = self._shelf.bytes_in(path)
            collecting = gc.isenabled()
            gc.disable()  # nothing here is cyclic, and the collector would visit every figure
            try:
                source, above = digest(data), (*above, key)
                self._loaded[key] = self._kept(path, source, above) or self._read(path, data, source, above)
            finally:
                if collecting:
                    gc.enable()
        return self._loaded[key]

    def _kept(self, path: Path, source: bytes, above: tuple[str, ...]) -> Loaded | None:
        """What the cache has, if the bases are still those too."""
        kept = cache.load(path, source)
        if kept is None:
            return None
        base = None
        under: tuple[bytes, ...] = ()
        if kept.base:
            try:
                place = base_path(
                    self._shelf, kept.base, kept.budget.municipality, kept.budget.year, path, above
                )
                base, under = self._load(place, above)
            except (NoBase, Refused, Unreadable):
                return None  # reading the file anew tells what is wrong
        if under != kept.sources[1:]:
            return None
        return Loaded(kept.budget._replace(base=base, file=shown_path(path)), kept.sources)

    def _read(self, path: Path, data: bytes, source: bytes, above: tuple[str, ...]) -> Loaded:
        """The budget out of the file's text, kept for the next time."""
        from kalmar_cli.read.assemble import assemble

        unbased = self.unbased(path)
        del self._unbased[above[-1]]  # from here on it is a budget, or nothing
        base: Budget | None = None
        failed: Unreadable | None = None
        sources: tuple[bytes, ...] = (source,)
        name: str | None = unbased.values.get("base")
        municipality: str = unbased.values.get("municipality") or ""
        year: int = unbased.values.get("year") or 0
        # Where municipality or year is missing, that is told already.
        if name and (not is_name(name.partition("@")[0]) or (municipality and (year or "@" in name))):
            try:
                base, under = self._load(
                    base_path(self._shelf, name, municipality, year, path, above), above
                )
                sources = (source, *under)
            except NoBase as error:
                unbased.problem(unbased.places["base"], str(error), error.cure)
            except Unreadable as error:
                failed = error
        budget = None if unbased.broken else assemble(unbased, base)
        if unbased.problems or budget is None:
            raise Unreadable(unbased.file, unbased.problems, shown_text(data), failed)
        if failed:
            raise failed
        if len(self._loaded) < self._most_kept:
            cache.keep(path, cache.Kept(budget._replace(base=None), name, sources))
        return Loaded(budget, sources)
