"""A budget file → Budget, upon its base: out of the cache if the very bytes were read before."""

import gc
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import ENDING, clean, is_name, real_path, same, shown_path, year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import nearest
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf import cache
from kalmar_cli.shelf.header import Entry
from kalmar_cli.shelf.store import digest

if TYPE_CHECKING:
    from kalmar_cli.read.file import UnbasedBudget

_LONGEST_CHAIN = 32
# A command over a whole shelf would spend a fifth of its time on keeping what it will hardly need again.
_MOST_KEPT = 16


def shown_text(data: bytes) -> str:
    """A file's bytes as text to show excerpts from, whatever they are."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


class Files(Protocol):
    """What loading needs of the shelf: files and their bytes, and how large a file may be."""

    limit: int

    def bytes_in(self, path: Path) -> bytes:
        """A file's bytes. Raises Refused."""

    def ids(self) -> Collection[str]:
        """The names of all files there are."""

    def named(self, id: str) -> list[Path]:
        """The files with this id."""

    def entry(self, path: Path) -> Entry:
        """What a file says of itself. Raises Unreadable or Refused."""


class NoBase(Exception):
    """The base that a budget names cannot be had; `cure` says what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


class Loaded(NamedTuple):
    """A budget, and the digests of its file and its bases'."""

    budget: Budget
    sources: tuple[bytes, ...]


class Loader:
    """Loads budget files, each once."""

    def __init__(self, shelf: Files) -> None:
        self._shelf = shelf
        self._loaded: dict[str, Loaded] = {}
        self._unbased: dict[str, UnbasedBudget] = {}

    def unbased(self, path: Path) -> "UnbasedBudget":
        """What a file says by itself, its mistakes with it; its base is not looked for. Raises Refused."""
        from kalmar_cli.read.file import read

        key = real_path(path)
        if key not in self._unbased:
            data = self._shelf.bytes_in(path)
            id, file = path.name.removesuffix(ENDING), shown_path(path)
            self._unbased[key] = read(data, id, file, self._shelf.limit)
        return self._unbased[key]

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
                place = self._base_path(kept.base, kept.budget.municipality, kept.budget.year, path, above)
                base, under = self._load(place, above)
            except (NoBase, Refused, Unreadable):
                return None  # reading the file anew tells what is wrong
        if under != kept.sources[1:]:
            return None
        return Loaded(kept.budget._replace(base=base, file=shown_path(path)), kept.sources)

    def _read(self, path: Path, data: bytes, source: bytes, above: tuple[str, ...]) -> Loaded:
        """The budget out of the file's text, kept for the next time."""
        from kalmar_cli.read.assemble import assemble

        draft = self.unbased(path)
        del self._unbased[above[-1]]  # from here on it is a budget, or nothing
        base: Budget | None = None
        failed: Unreadable | None = None
        sources: tuple[bytes, ...] = (source,)
        name: str | None = draft.values.get("base")
        municipality: str = draft.values.get("municipality") or ""
        year: int = draft.values.get("year") or 0
        # Where municipality or year is missing, that is told already.
        if name and (not is_name(name.partition("@")[0]) or (municipality and (year or "@" in name))):
            try:
                base, under = self._load(self._base_path(name, municipality, year, path, above), above)
                sources = (source, *under)
            except NoBase as error:
                draft.problem(draft.places["base"], str(error), error.cure)
            except Unreadable as error:
                failed = error
        budget = None if draft.fatal else assemble(draft, base)
        if draft.problems or budget is None:
            raise Unreadable(draft.file, draft.problems, shown_text(data), failed)
        if failed:
            raise failed
        if len(self._loaded) < _MOST_KEPT:
            cache.keep(path, cache.Kept(budget._replace(base=None), name, sources))
        return Loaded(budget, sources)

    def _base_path(
        self, name: str, municipality: str, own_year: int, path: Path, above: tuple[str, ...]
    ) -> Path:
        """The file of a base: of the budget's municipality, and of its year unless it says @.

        It lies beside the budget's file, else on the shelf. Raises NoBase.
        """
        id, at, written = name.partition("@")
        year = year_in(written) if at else own_year
        if not is_name(id) or not year:
            raise NoBase(
                _("`{name}` is not the name of a budget").format(name=clean(name)),
                _("write the name of its file without .yaml, perhaps with a year, as in majoriteten@2024"),
            )
        if len(above) > _LONGEST_CHAIN:
            raise NoBase(
                _("more than {count} budgets build on each other").format(count=_LONGEST_CHAIN),
                _("name the budget that the changes are proposed to"),
            )
        others: list[str] = []
        broken: list[Unreadable | Refused] = []
        candidates = [path.parent / f"{id}{ENDING}", *self._shelf.named(id)]
        for candidate in candidates:
            # One that lies beside may not be there at all, or be this very file.
            if not os.path.lexists(candidate) or real_path(candidate) == above[-1]:
                continue
            try:
                entry = self._shelf.entry(candidate)
            except (Unreadable, Refused) as error:
                broken.append(error)
                continue
            if entry.year != year or not same(entry.municipality, municipality):
                others.append(f"{entry.id}@{entry.year} ({entry.municipality})")
            elif real_path(candidate) in above:
                raise NoBase(
                    _("the bases go in a circle: {name} builds on this budget").format(name=clean(name)),
                    _("remove `base` from one of them"),
                )
            else:
                return Path(candidate)
        if broken and not others:
            raise broken[0]
        raise NoBase(
            _("no budget `{name}` of {municipality} {year} is on the shelf").format(
                name=clean(name), municipality=clean(municipality), year=year
            ),
            self._cure(id, path, others),
        )

    def _cure(self, id: str, path: Path, others: list[str]) -> str:
        """What to do where a base is not there."""
        if others:
            names = ", ".join(dict.fromkeys(others))
            return _("there is {names}; correct base, year or municipality").format(names=names)
        if id == path.name.removesuffix(ENDING):
            return _("a budget cannot build on itself; name another one")
        near = nearest(id, [known for known in self._shelf.ids() if known != id])
        if near:
            return _("did you mean `{name}`?").format(name=near)
        return _("put its file beside this one, or name its folder with --budgets")
