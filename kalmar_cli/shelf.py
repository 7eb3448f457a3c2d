"""Which budgets exist; the only room that reads budget files."""

import gc
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kalmar_cli.characters import MAX_BYTES
from kalmar_cli.errors import Refused, Unreadable
from kalmar_cli.headers import ENDING, Entry, bytes_of, clean, header, is_name, same, shown_path, year_in
from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.problems import nearest
from kalmar_cli.reading import Draft, read
from kalmar_cli.reports.inventory import Found

_PACKAGE = Path(__file__).parent
_LONGEST_CHAIN = 32


def shipped() -> Path:
    """The folder of the budgets that come with the program: in the wheel, else in the checkout."""
    inside = _PACKAGE / "budgets"
    return inside if inside.is_dir() else _PACKAGE.parent / "budgets"


class Shelf:
    """The folders that budgets are looked for in, first one first.

    `passed_over` tells of files that may have been meant but cannot be read.
    """

    def __init__(self, folders: Iterable[Path], *, limit: int = MAX_BYTES, municipality: str = "") -> None:
        self.folders = tuple(folders)
        self.limit = limit
        self.municipality = municipality
        self.passed_over: list[str] = []
        self._files: dict[str, list[tuple[int, Path]]] | None = None
        self._loaded: dict[Path, Budget] = {}

    # -- what is there ----------------------------------------------------------

    def files(self) -> dict[str, list[Path]]:
        """Id → the files with that stem, in the order of the folders."""
        return {id: [path for _folder, path in there] for id, there in self._there().items()}

    def _there(self) -> dict[str, list[tuple[int, Path]]]:
        """Id → the files with that stem, each with the number of its folder; each file once."""
        if self._files is None:
            self._files = {}
            seen: set[str] = set()
            for number, path in self._walk():
                real = os.path.realpath(path)
                if real not in seen:
                    seen.add(real)
                    self._files.setdefault(path.name.removesuffix(ENDING), []).append((number, path))
        return self._files

    def _walk(self) -> Iterator[tuple[int, Path]]:
        for number, folder in enumerate(self.folders):
            for root, folders, names in os.walk(folder):
                folders.sort()
                for name in sorted(names):
                    if name.endswith(ENDING) and name != ENDING:
                        yield number, Path(root, name)

    def entries(self, id: str) -> list[Entry]:
        """The budgets with this id, one for each municipality and year: the first folder's.

        Raises Refused if a folder has two of them, Unreadable or Refused if none can be read.
        """
        found: list[tuple[int, Entry]] = []
        broken: list[Unreadable | Refused] = []
        for folder, path in self._there().get(id, ()):
            try:
                entry = self.entry(path)
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
        self.passed_over += [_("passed over: {message}").format(message=error) for error in broken]
        return [entry for _folder, entry in found]

    def entry(self, path: Path) -> Entry:
        """What a file says of itself. Raises Unreadable or Refused if it cannot be told."""
        id = path.name.removesuffix(ENDING)
        found = header(bytes_of(path, self.limit))
        if found is None:
            budget = self.load(path)
            return Entry(id, budget.municipality, budget.year, path)
        return Entry(id, *found, path)

    def inventory(self) -> "tuple[list[Found], list[str]]":
        """What there is on the shelf, and a message for each file that cannot be read."""
        found: list[Found] = []
        messages: list[str] = []
        for path in (path for paths in self.files().values() for path in paths):
            try:
                budget = self.load(path)
            except (Unreadable, Refused) as error:
                messages.append(str(error))
                continue
            if self.municipality and not same(budget.municipality, self.municipality):
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
        return sorted(found, key=lambda f: (f.municipality, -f.year, f.id)), list(dict.fromkeys(messages))

    # -- reading ----------------------------------------------------------------

    def load(self, path: Path) -> Budget:
        """The budget in a file, with its bases. Raises Refused, or Unreadable with all problems."""
        return self._load(path, ())

    def _load(self, path: Path, above: tuple[Path, ...]) -> Budget:
        data = bytes_of(path, self.limit)
        key = path.resolve()
        if key in self._loaded:
            return self._loaded[key]
        collecting = gc.isenabled()
        gc.disable()  # nothing here is cyclic, and the collector would visit every figure
        try:
            draft = read(data, path.name.removesuffix(ENDING), shown_path(path), self.limit)
            base, failed = self._base(draft, path, (*above, key))
            budget = None if draft.fatal else draft.finish(base)
        finally:
            if collecting:
                gc.enable()
        if draft.problems or budget is None:
            text = data.decode("utf-8", "replace").removeprefix("\ufeff")
            raise Unreadable(draft.file, draft.problems, text, failed)
        if failed:
            raise failed
        self._loaded[key] = budget
        return budget

    def _base(
        self, draft: Draft, path: Path, above: tuple[Path, ...]
    ) -> tuple[Budget | None, Unreadable | None]:
        """The budget that a draft builds on, if it says so, or the error of reading that."""
        if not draft.values.get("base"):
            return None, None
        try:
            found = self._base_path(draft, path, above)
            return self._load(found, above) if found else None, None
        except Unreadable as error:
            return None, error

    def _base_path(self, draft: Draft, path: Path, above: tuple[Path, ...]) -> Path | None:
        """The file of a draft's base: of its municipality, and of its year unless it says @.

        It lies beside the draft's file, else on the shelf. Where there is none, the draft says so.
        """
        name: str = draft.values["base"]
        id, at, written = name.partition("@")
        municipality, own_year = draft.values.get("municipality"), draft.values.get("year")
        year = year_in(written) if at else own_year
        if not is_name(id) or (at and not year):
            draft.problem(
                draft.places["base"],
                _("`{name}` is not the name of a budget").format(name=clean(name)),
                _("write the name of its file without .yaml, perhaps with a year, as in majoriteten@2024"),
            )
            return None
        if not municipality or not year:
            return None  # that they are missing is told already
        if len(above) > _LONGEST_CHAIN:
            draft.problem(
                draft.places["base"],
                _("more than {count} budgets build on each other").format(count=_LONGEST_CHAIN),
                _("name the budget that the changes are proposed to"),
            )
            return None
        others = []
        broken: list[Unreadable | Refused] = []
        for candidate in [path.parent / f"{id}{ENDING}", *self.files().get(id, ())]:
            # One that lies beside may not be there at all, or be this very file.
            if not os.path.lexists(candidate) or os.path.realpath(candidate) == str(above[-1]):
                continue
            try:
                entry = self.entry(candidate)
            except (Unreadable, Refused) as error:
                broken.append(error)
                continue
            if entry.year != year or not same(entry.municipality, municipality):
                others.append(f"{entry.id}@{entry.year} ({entry.municipality})")
            elif candidate.resolve() in above:
                draft.problem(
                    draft.places["base"],
                    _("the bases go in a circle: {name} builds on this budget").format(name=clean(name)),
                    _("remove `base` from one of them"),
                )
                return None
            else:
                return Path(candidate)
        if broken and not others:
            raise broken[0]
        draft.problem(
            draft.places["base"],
            _("no budget `{name}` of {municipality} {year} is on the shelf").format(
                name=clean(name), municipality=clean(municipality), year=year
            ),
            self._cure(id, path, others),
        )
        return None

    def _cure(self, id: str, path: Path, others: list[str]) -> str:
        """What to do where a base is not there."""
        if others:
            names = ", ".join(dict.fromkeys(others))
            return _("there is {names}; correct base, year or municipality").format(names=names)
        if id == path.name.removesuffix(ENDING):
            return _("a budget cannot build on itself; name another one")
        near = nearest(id, [known for known in self.files() if known != id])
        if near:
            return _("did you mean `{name}`?").format(name=near)
        return _("put its file beside this one, or name its folder with --budgets")

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
