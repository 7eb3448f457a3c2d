"""What the names of budgets mean together.

A budget is named by its id, its file's stem (`alliansen`), by the name that it
prints (`Kalmaralliansen`), either with a year (`alliansen@2024`), or by a path
that ends in `.yaml` or `.yml`. A name is looked up on the shelf and never joined to a path.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDINGS, budget_id, is_budget_path, is_name, same, shown_path, year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import did_you_mean, nearest
from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf.bases import NoBase, base_path
from kalmar_cli.shelf.header import Entry
from kalmar_cli.shelf.shelf import Shelf

# Of which `draft` makes a budget file.
_DOCUMENTS = (".pdf", ".txt", ".csv", ".tsv", ".xlsx")


def find(shelf: Shelf, names: Iterable[str]) -> list[Budget]:
    """The budgets that `names` mean together, in their order.

    Bare names mean the newest year in which all of them exist in one
    municipality. Raises Refused or Unreadable.
    """
    names = list(names)
    loaded = {name: _load_path(shelf, name) for name in names if is_budget_path(name)}
    choices = {name: all_called(shelf, name) for name in names if name not in loaded}
    municipality = _one_municipality(names, choices, loaded)
    here = {
        name: [entry for entry in entries if same(entry.municipality, municipality)]
        for name, entries in choices.items()
    }
    year = _common_year(here, {budget.year for budget in loaded.values()})
    return [
        loaded[name]
        if name in loaded
        else shelf.load(_only_one(name, [e for e in here[name] if "@" in name or e.year == year]).path)
        for name in names
    ]


def _only_one(name: str, entries: list[Entry]) -> Entry:
    """The budget of one municipality and year that a name means. Raises Refused if several print it."""
    if len(entries) > 1:
        raise Refused(
            _("`{name}` is the name of several budgets: {names}; write the id of one").format(
                name=clip(name), names=_named(entries)
            )
        )
    return entries[0]


def find_across(shelf: Shelf, names: Iterable[str]) -> list[Budget]:
    """The budgets that `names` mean, in their order, of whatever municipalities.

    Those of one municipality mean together what `find` takes them for. Raises
    Refused or Unreadable.
    """
    names = list(names)
    groups: dict[str, list[str]] = {}
    for name in names:
        [alone] = find(shelf, [name])
        groups.setdefault(alone.municipality, []).append(name)
    found = {
        name: budget for of in groups.values() for name, budget in zip(of, find(shelf, of), strict=True)
    }
    return [found[name] for name in names]


def find_base(shelf: Shelf, wanted: str, municipality: str, year: int, path: Path) -> Budget:
    """The base that a person names for the budget that `path` is to be: a path, or as in a budget file.

    Raises Refused, or Unreadable if it has mistakes.
    """
    if is_budget_path(wanted):
        base = _load_path(shelf, wanted)
        if not same(base.municipality, municipality):
            raise Refused(
                _("--base: {file} is of {other}, not of {municipality}").format(
                    file=wanted, other=base.municipality, municipality=municipality
                )
            )
        return base
    try:
        return shelf.load(base_path(shelf, wanted, municipality, year, path))
    except NoBase as error:
        id, at, written = wanted.partition("@")
        of_year = year_in(written) if at else year
        called = [e for e in shelf.called(id) if e.year == of_year and same(e.municipality, municipality)]
        if called:
            return shelf.load(_only_one(wanted, called).path)
        raise Refused(f"--base: {error}; {error.cure}") from None


def find_earlier(shelf: Shelf, name: str, budgets: Sequence[Budget]) -> Budget:
    """The earlier budget that `budgets` of one municipality are held against, by its name.

    With a year (`majoriteten@2023`) or as a path it is that one; a bare name means its
    newest budget of an earlier year than theirs. Raises Refused or Unreadable.
    """
    place, year = budgets[-1].municipality, min(budget.year for budget in budgets)
    columns = list(dict.fromkeys(column for budget in budgets for column in budget.columns))
    there = did_you_mean(name, columns, _("the columns are {names}"))
    if is_budget_path(name):
        found = _load_path(shelf, name)
        if not same(found.municipality, place):
            raise Refused(
                _("--from: {file} is of {other}, not of {municipality}").format(
                    file=shown_path(Path(name)), other=found.municipality, municipality=place
                )
            )
        return found
    try:
        called = [entry for entry in all_called(shelf, name) if same(entry.municipality, place)]
    except Refused as error:
        of_year = [column for column in columns if name in column.split()]
        meant = _("did you mean `{name}`?").format(name="`, `".join(of_year))
        raise Refused(f"--from: `{name}`: {meant}" if of_year else f"--from: {error}; {there}") from None
    entries = [entry for entry in called if "@" in name or entry.year < year]
    if not entries:
        words = (
            _("--from: {municipality} has no budget `{name}`; {columns}")
            if "@" in name
            else _("--from: {municipality} has no earlier `{name}` than {year}; {columns}")
        )
        raise Refused(words.format(municipality=place, name=clip(name), year=year, columns=there))
    newest = max(entry.year for entry in entries)
    return shelf.load(_only_one(name, [entry for entry in entries if entry.year == newest]).path)


def all_called(shelf: Shelf, name: str) -> list[Entry]:
    """The budgets that one name can mean, of any municipality and year. Raises Refused if none."""
    id, at, written = name.rpartition("@") if "@" in name else (name, "", "")
    year = year_in(written)
    found = (shelf.entries(id) if id in shelf.ids() else shelf.called(id)) if id else []
    if not found and (what := _else_called(name)):
        raise Refused(what)
    if not found and not is_name(id):
        raise Refused(
            _("`{name}` is not the name of a budget; a path must end in .yaml or .yml").format(
                name=clip(name)
            )
        )
    if at and not year:
        raise Refused(_("`{name}`: expected a year after @, as in alliansen@2024").format(name=clip(name)))
    if is_budget_path(name.lower()):
        raise Refused(_("`{name}`: a budget file's name must end in .yaml").format(name=clip(name)))
    entries = [entry for entry in found if not at or entry.year == year]
    if not entries:
        raise Refused(_unknown(shelf, name, id))
    return entries


def _load_path(shelf: Shelf, name: str) -> Budget:
    """The budget in a file that a person named. Raises Refused or Unreadable."""
    path = Path(name)
    if not budget_id(path.name):
        raise Refused(
            _("{file} is an answer to `kalmar draft` and no budget").format(file=shown_path(path))
        )
    return shelf.load(path)


def _else_called(name: str) -> str:
    """What a folder or document of that name is good for; nothing where there is none."""
    word, told = quote(name), clip(name)
    if os.path.isdir(name):
        return _("{name} is a folder; name a budget in it: `{command}` shows them").format(
            name=told, command=f"kalmar list {word}"
        )
    if name.lower().endswith(_DOCUMENTS) and os.path.isfile(name):
        return _("{name} is no budget file; `{command}` drafts one out of a document").format(
            name=told, command=f"kalmar draft {word}"
        )
    return ""


def _unknown(shelf: Shelf, name: str, id: str) -> str:
    message = _("there is no budget `{name}`").format(name=clip(name))
    if shelf.municipality:
        message += " " + _("in {municipality}").format(municipality=clip(shelf.municipality))
    known = shelf.ids()
    everywhere = Shelf(shelf.folders, limit=shelf.limit)
    if there := everywhere.entries(id) if id in known else everywhere.called(id):
        return f"{message}; " + _("there is {names}").format(names=_named(there))
    for ending in ENDINGS:
        if os.path.isfile(f"{id}{ending}"):
            return message + "; " + _("did you mean the file {file}?").format(file=f"{id}{ending}")
    near = nearest(id, known) or nearest(id, shelf.printed_names())
    if near:
        return message + "; " + _("did you mean `{name}`?").format(name=clip(near))
    return f"{message}; " + _(
        "`kalmar list` shows those there are, and --budgets DIR looks in one more folder"
    )


def _one_municipality(names: list[str], choices: dict[str, list[Entry]], loaded: dict[str, Budget]) -> str:
    """The municipality in which all the names exist, if possible in one year. Raises Refused."""
    places = {
        name: [loaded[name].municipality]
        if name in loaded
        else [entry.municipality for entry in choices[name]]
        for name in names
    }
    first = dict.fromkeys(places[names[0]])
    common = [place for place in first if all(any(same(place, p) for p in places[n]) for n in places)]
    if not common:
        where = "; ".join(f"{clip(n)}: {', '.join(sorted(set(p)))}" for n, p in places.items())
        message = _("budgets of different municipalities are not compared ({where})").format(where=where)
        if loaded and choices:
            message += "; " + _("--budgets DIR looks for {names} in one more folder").format(
                names=", ".join(map(clip, choices))
            )
        raise Refused(message)
    together = [place for place in common if _bare_years(choices, place)]
    if len(common) > 1 and len(together) != 1:
        raise Refused(
            _("{names} exist in several municipalities: {places}; choose one with --municipality").format(
                names=", ".join(map(clip, places)), places=", ".join(sorted(common))
            )
        )
    return (together or common)[0]


def _bare_years(choices: dict[str, list[Entry]], municipality: str) -> set[int]:
    """The years in which all bare names exist in a municipality; if there are none, any that is named."""
    bare = [name for name in choices if "@" not in name] or list(choices)[:1]
    years = [{e.year for e in choices[name] if same(e.municipality, municipality)} for name in bare]
    return set.intersection(*years) if years else set()


def _common_year(here: dict[str, list[Entry]], given: set[int]) -> int | None:
    """The year of the bare names: that of the files and of names with @ if it fits, else the newest."""
    bare = {name: entries for name, entries in here.items() if "@" not in name}
    if not bare:
        return None
    years = set.intersection(*({entry.year for entry in entries} for entries in bare.values()))
    example = next(iter(bare))
    if not years:
        where = "; ".join(f"{name}: {_named(entries)}" for name, entries in bare.items())
        raise Refused(
            _("no year has all of them ({where}); write the years, as in {example}").format(
                where=where, example=f"{example}@{bare[example][0].year}"
            )
        )
    written = {entry.year for name, entries in here.items() if "@" in name for entry in entries}
    fitting = years & (given | written)
    if given and not given & years:
        raise Refused(
            _(
                "the file's year {given} differs from that of {names}; write the year, as in {example}"
            ).format(
                given=", ".join(map(str, sorted(given))),
                names=", ".join(bare),
                example=f"{example}@{max(years)}",
            )
        )
    return max(fitting or years)


def _named(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted(f"{e.id}@{e.year} ({e.municipality})" for e in entries))
