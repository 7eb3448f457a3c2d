"""Where the base of a budget lies: beside the budget's file, else on the shelf; looked up only here."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import ENDINGS, budget_id, is_name, real_path, same, year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import nearest
from kalmar_cli.shelf.header import Entry

_LONGEST_CHAIN = 32


class ShelfFiles(Protocol):
    """What looking for a base and loading need of the shelf."""

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
    """The base that a budget names cannot be used; `cure` says what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def base_path(
    shelf: ShelfFiles, name: str, municipality: str, own_year: int, path: Path, above: Sequence[str] = ()
) -> Path:
    """The file of the base that the budget in `path` names: of its municipality, and of its year without @.

    `above` are the real paths of that file and of those that build on it; none
    if it is not written yet. Raises NoBase, or Refused or Unreadable for a base that cannot be read.
    """
    if len(above) > _LONGEST_CHAIN:
        raise NoBase(
            _("more than {count} budgets build on each other").format(count=_LONGEST_CHAIN),
            _("name the budget that the changes are proposed to"),
        )
    id, year = _id_and_year(name, own_year)
    others: list[str] = []
    broken: list[Unreadable | Refused] = []
    own = above[-1] if above else real_path(path)
    beside = [path.parent / f"{id}{ending}" for ending in ENDINGS if budget_id(f"{id}{ending}")]
    for candidate in (*beside, *shelf.named(id)):
        # One that lies beside may not be there at all, or be this very file.
        if not os.path.lexists(candidate) or real_path(candidate) == own:
            continue
        try:
            entry = shelf.entry(candidate)
        except (Unreadable, Refused) as error:
            broken.append(error)
            continue
        if entry.year != year or not same(entry.municipality, municipality):
            others.append(f"{entry.id}@{entry.year} ({entry.municipality})")
        elif real_path(candidate) in above:
            raise NoBase(
                _("the bases go in a circle: {name} builds on this budget").format(name=clip(name)),
                _("remove `base` from one of them"),
            )
        else:
            return Path(candidate)
    if broken and not others:
        raise broken[0]
    raise NoBase(
        _("no budget `{name}` of {municipality} {year} is on the shelf").format(
            name=clip(name), municipality=clip(municipality), year=year
        ),
        _cure(shelf, id, others, itself=id == budget_id(path.name) and year == own_year),
    )


def _id_and_year(name: str, own_year: int) -> tuple[str, int]:
    """What the name of a base says: an id, and a year, which is the budget's own if none is written."""
    id, at, written = name.partition("@")
    year = year_in(written) if at else own_year
    if not is_name(id) or not year:
        raise NoBase(
            _("`{name}` is not the name of a budget").format(name=clip(name)),
            _("write the name of its file without .yaml, perhaps with a year, as in majoriteten@2024"),
        )
    return id, year


def _cure(shelf: ShelfFiles, id: str, others: list[str], *, itself: bool) -> str:
    """What to do where a base is not there."""
    if others:
        names = ", ".join(dict.fromkeys(others))
        return _(
            "there is {names}; correct base, year or municipality, or name its folder with --budgets"
        ).format(names=names)
    if itself:
        return _("a budget cannot build on itself; name another one")
    near = nearest(id, [known for known in shelf.ids() if known != id])
    if near:
        return _("did you mean `{name}`?").format(name=near)
    return _("put its file beside this one, or name its folder with --budgets")
