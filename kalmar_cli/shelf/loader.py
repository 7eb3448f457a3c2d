"""A budget file → Budget, upon its base: out of the cache if the very bytes were read before."""

import gc
from pathlib import Path

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import ENDING, bytes_of, is_name, shown_path
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf import cache
from kalmar_cli.shelf.bases import NoBase, ShelfFiles, base_path

# A command over a whole shelf would spend a fifth of its time on keeping what it will hardly need again.
_MOST_KEPT = 16


class Loader:
    """Loads budget files, each once."""

    def __init__(self, shelf: ShelfFiles) -> None:
        self._shelf = shelf
        self._loaded: dict[Path, tuple[Budget, tuple[bytes, ...]]] = {}

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its bases. Raises Refused, or Unreadable with all problems."""
        return self._load(path, ())[0]

    def _load(self, path: Path, above: tuple[Path, ...]) -> tuple[Budget, tuple[bytes, ...]]:
        """The budget, and the bytes of its file and its bases'; `above` are the files that build on it."""
        data = bytes_of(path, self._shelf.limit)
        key = path.resolve()
        if key not in self._loaded:
            collecting = gc.isenabled()
            gc.disable()  # nothing here is cyclic, and the collector would visit every figure
            try:
                self._loaded[key] = self._kept(path, data, (*above, key)) or self._read(
                    path, data, (*above, key)
                )
            finally:
                if collecting:
                    gc.enable()
        return self._loaded[key]

    def _kept(
        self, path: Path, data: bytes, above: tuple[Path, ...]
    ) -> tuple[Budget, tuple[bytes, ...]] | None:
        """What the cache has, if the bytes of the bases are still those too."""
        kept = cache.load(path, data)
        if kept is None:
            return None
        base = None
        if kept.base:
            try:
                place = base_path(
                    self._shelf, kept.base, kept.budget.municipality, kept.budget.year, path, above
                )
                base, sources = self._load(place, above)
            except (NoBase, Refused, Unreadable):
                return None  # reading the file anew tells what is wrong
            if sources != kept.sources[1:]:
                return None
        return kept.budget._replace(base=base, file=shown_path(path)), kept.sources

    def _read(self, path: Path, data: bytes, above: tuple[Path, ...]) -> tuple[Budget, tuple[bytes, ...]]:
        """The budget out of the file's text, kept for the next time."""
        from kalmar_cli.read.assemble import assemble
        from kalmar_cli.read.file import read

        draft = read(data, path.name.removesuffix(ENDING), shown_path(path), self._shelf.limit)
        base: Budget | None = None
        failed: Unreadable | None = None
        sources: tuple[bytes, ...] = (data,)
        name: str | None = draft.values.get("base")
        municipality: str = draft.values.get("municipality") or ""
        year: int = draft.values.get("year") or 0
        # Where municipality or year is missing, that is told already.
        if name and (not is_name(name.partition("@")[0]) or (municipality and (year or "@" in name))):
            try:
                base, under = self._load(
                    base_path(self._shelf, name, municipality, year, path, above), above
                )
                sources = (data, *under)
            except NoBase as error:
                draft.problem(draft.places["base"], str(error), error.cure)
            except Unreadable as error:
                failed = error
        budget = None if draft.fatal else assemble(draft, base)
        if draft.problems or budget is None:
            text = data.decode("utf-8", "replace").removeprefix("\ufeff")
            raise Unreadable(draft.file, draft.problems, text, failed)
        if failed:
            raise failed
        if len(self._loaded) < _MOST_KEPT:
            cache.keep(path, cache.Kept(budget._replace(base=None), name, sources))
        return budget, sources
