"""Which budgets exist; the only room that reads budget files."""

import difflib
import gc
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.errors import Refused, Unreadable
from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.reading import Draft, read
from kalmar_cli.reports.inventory import Found
from kalmar_cli.source import MAX_BYTES, Source, Unusable, decoded

ENDING = ".yaml"
_PACKAGE = Path(__file__).parent


class Entry(NamedTuple):
    """A budget file on the shelf: what its first lines say of it."""

    id: str
    municipality: str
    year: int
    path: Path


def shipped() -> Path:
    """The folder of the budgets that come with the program: in the wheel, else in the checkout."""
    inside = _PACKAGE / "budgets"
    return inside if inside.is_dir() else _PACKAGE.parent / "budgets"


class Shelf:
    """The folders that budgets are looked for in, first one first."""

    def __init__(self, folders: Iterable[Path], *, limit: int = MAX_BYTES, municipality: str = "") -> None:
        self.folders = tuple(folders)
        self.limit = limit
        self.municipality = municipality
        self._files: dict[str, list[Path]] | None = None
        self._loaded: dict[Path, Budget] = {}

    # -- what is there ----------------------------------------------------------

    def files(self) -> dict[str, list[Path]]:
        """Id → the files with that stem, in the order of the folders."""
        if self._files is None:
            self._files = {}
            for path in self._walk():
                self._files.setdefault(path.name.removesuffix(ENDING), []).append(path)
        return self._files

    def _walk(self) -> Iterator[Path]:
        for folder in self.folders:
            for root, folders, names in os.walk(folder):
                folders.sort()
                for name in sorted(names):
                    if name.endswith(ENDING):
                        yield Path(root, name)

    def entries(self, id: str) -> list[Entry]:
        """The budgets with this id, one for each municipality and year: the first folder's."""
        found: dict[tuple[str, int], Entry] = {}
        for path in self.files().get(id, ()):
            entry = self.entry(path)
            if self.municipality and entry.municipality.casefold() != self.municipality.casefold():
                continue
            first = found.setdefault((entry.municipality, entry.year), entry)
            if first is not entry and self._folder(first.path) == self._folder(path):
                raise Refused(
                    _(
                        "{id}@{year} of {municipality} is there twice: {first} and {second}; remove one"
                    ).format(
                        id=id,
                        year=entry.year,
                        municipality=entry.municipality,
                        first=first.path,
                        second=path,
                    )
                )
        return list(found.values())

    def _folder(self, path: Path) -> Path:
        return next(folder for folder in self.folders if path.is_relative_to(folder))

    def entry(self, path: Path) -> Entry:
        """What a file says of itself. Raises Unreadable if it cannot be told."""
        id = path.name.removesuffix(ENDING)
        header = _header(self._bytes(path))
        if header is None:
            budget = self.load(path)
            return Entry(id, budget.municipality, budget.year, path)
        return Entry(id, *header, path)

    def inventory(self) -> "tuple[list[Found], list[str]]":
        """What there is on the shelf, and a message for each file that cannot be read."""
        found: list[Found] = []
        messages: list[str] = []
        for path in (path for paths in self.files().values() for path in paths):
            try:
                budget = self.load(path)
            except Unreadable as error:
                first = min(error.problems)
                messages.append(
                    f"{error.file}:{first.place.line}:{first.place.column}: {first.message} "
                    + _("({count} in all)").format(count=len(error.problems))
                )
                continue
            except Refused as error:
                messages.append(str(error))
                continue
            if self.municipality and budget.municipality.casefold() != self.municipality.casefold():
                continue
            base = budget.base.id if budget.base else ""
            found.append(
                Found(
                    budget.id,
                    budget.name,
                    budget.municipality,
                    budget.year,
                    base,
                    budget.unit,
                    len(budget.lines),
                    len(budget.proposals),
                    budget.file,
                )
            )
        return sorted(found, key=lambda f: (f.municipality, -f.year, f.id)), messages

    # -- reading ----------------------------------------------------------------

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its chain of bases. Raises Unreadable with every problem."""
        return self._load(path, ())

    def _load(self, path: Path, above: tuple[Path, ...]) -> Budget:
        key = path.resolve()
        if key in self._loaded:
            return self._loaded[key]
        data = self._bytes(path)
        collecting = gc.isenabled()
        gc.disable()  # nothing here is cyclic, and the collector would visit every figure
        try:
            draft = read(data, path.name.removesuffix(ENDING), _shown_path(path), self.limit)
            base = None
            if draft.values.get("base"):
                base = self._base(draft, path, (*above, key))
            budget = None if draft.fatal else draft.finish(base)
        finally:
            if collecting:
                gc.enable()
        if budget is None or draft.problems:
            raise Unreadable(
                draft.file, draft.problems, data.decode("utf-8", "replace").removeprefix("\ufeff")
            )
        self._loaded[key] = budget
        return budget

    def _base(self, draft: Draft, path: Path, above: tuple[Path, ...]) -> Budget | None:
        """The budget that a draft builds on: of its municipality, and of its year unless it says @."""
        name = draft.values["base"]
        id, _at, year = name.partition("@")
        municipality, own_year = draft.values.get("municipality"), draft.values.get("year")
        wanted = int(year) if year.isascii() and year.isdigit() else own_year
        beside = path.parent / f"{id}{ENDING}" if "/" not in id and "\\" not in id else None
        candidates = [beside] if beside and beside.is_file() and beside.resolve() != above[-1] else []
        candidates += [p for p in self.files().get(id, ()) if p.resolve() != above[-1]]
        for candidate in candidates:
            entry = self.entry(candidate)
            if (entry.municipality, entry.year) == (municipality, wanted):
                if candidate.resolve() in above:
                    draft.problem(
                        draft.places["base"],
                        _("the bases go in a circle: {name} builds on this budget").format(
                            name=clean(name)
                        ),
                        _("remove `base` from one of them"),
                    )
                    return None
                return self._load(candidate, above)
        near = difflib.get_close_matches(id, list(self.files()), 1)
        draft.problem(
            draft.places["base"],
            _("no budget `{name}` of {municipality} {year} is on the shelf").format(
                name=clean(name), municipality=clean(str(municipality)), year=wanted
            ),
            _("did you mean `{name}`?").format(name=near[0])
            if near and near[0] != id
            else _("put its file beside this one, or name its folder with --budgets"),
        )
        return None

    def _bytes(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(self.limit + 1)
        except IsADirectoryError:
            raise Refused(
                _("{file} is a directory, not a budget file").format(file=_shown_path(path))
            ) from None
        except FileNotFoundError:
            raise Refused(_("there is no file {file}").format(file=_shown_path(path))) from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise Refused(
                _("{file} cannot be read: {reason}").format(file=_shown_path(path), reason=reason)
            ) from None


def _header(data: bytes) -> tuple[str, int] | None:
    """Municipality and year from the top of a file, without reading the rest; None if not found there."""
    found: dict[str, str] = {}
    try:
        source = Source(_head(data))
        for key, value in source.top_level():
            if key in ("municipality", "year"):
                found[key] = value
            if len(found) == 2:
                year = found["year"]
                return (found["municipality"], int(year)) if year.isascii() and year.isdigit() else None
    except Unusable:
        pass
    return None


def says_it_is_a_budget(data: bytes) -> bool:
    """Whether the beginning of a file is that of a budget: its municipality and year are told."""
    return _header(data) is not None


_HEAD = 4096


def _head(data: bytes) -> str:
    """The whole lines among a file's first bytes."""
    if len(data) <= _HEAD:
        return decoded(data, len(data))
    return decoded(data[: data.rfind(b"\n", 0, _HEAD) + 1] or data, len(data))


def clean(text: str) -> str:
    """A word of the user's, fit to be shown."""
    return "".join(c if c.isprintable() else "�" for c in text)[:80]


def _shown_path(path: Path) -> str:
    """A path as a person would write it: relative to the working directory where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)
