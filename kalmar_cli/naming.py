"""What the names of budgets mean together.

A budget is named by its file's stem (`alliansen`), with a year
(`alliansen@2024`), or by a path that ends in `.yaml`. A name is looked up
among the stems on the shelf and never joined to a path.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path

from kalmar_cli.errors import Refused
from kalmar_cli.language import _
from kalmar_cli.model import Budget
from kalmar_cli.shelf import ENDING, Entry, Shelf, clean


def find(shelf: Shelf, names: Iterable[str]) -> list[Budget]:
    """The budgets that `names` mean together, in their order.

    Bare names mean the newest year in which all of them exist in one
    municipality. Raises Refused or Unreadable.
    """
    names = list(names)
    loaded = {name: shelf.load(Path(name)) for name in names if name.endswith(ENDING)}
    choices: dict[str, list[Entry]] = {}
    for name in names:
        if name not in loaded:
            choices[name] = _choices(shelf, name)
    places = [{e.municipality for e in entries} for entries in choices.values()]
    places += [{budget.municipality} for budget in loaded.values()]
    municipality = _one_municipality(names, places)
    bare = [name for name in choices if "@" not in name]
    year = _common_year(bare, choices, municipality, loaded.values())
    result = []
    for name in names:
        if name in loaded:
            result.append(loaded[name])
            continue
        entry = next(
            e for e in choices[name] if e.municipality == municipality and ("@" in name or e.year == year)
        )
        result.append(shelf.load(entry.path))
    return result


def _choices(shelf: Shelf, name: str) -> list[Entry]:
    """What one name could mean. Raises Refused if nothing."""
    id, at, year = name.rpartition("@") if "@" in name else (name, "", "")
    if at and not (year.isascii() and year.isdigit()):
        raise Refused(_("`{name}`: expected a year after @, as in alliansen@2024").format(name=clean(name)))
    if "/" in id or "\\" in id or id in ("", ".", ".."):
        raise Refused(
            _("`{name}` is not the name of a budget; a path must end in .yaml").format(name=clean(name))
        )
    entries = [e for e in shelf.entries(id) if not at or e.year == int(year)]
    if not entries:
        raise Refused(_unknown(shelf, name, id))
    return entries


def _unknown(shelf: Shelf, name: str, id: str) -> str:
    known = list(shelf.files())
    message = _("there is no budget `{name}`").format(name=clean(name))
    if shelf.municipality:
        message += " " + _("in {municipality}").format(municipality=clean(shelf.municipality))
    near = difflib.get_close_matches(id.lower(), known, 1)
    if id in known:
        there = Shelf(shelf.folders, limit=shelf.limit).entries(id)
        return message + "; " + _("there is {names}").format(names=named(there))
    if near:
        return message + "; " + _("did you mean `{name}`?").format(name=near[0])
    return message + "; " + _("`kalmar list` shows those there are")


def _one_municipality(names: list[str], places: list[set[str]]) -> str:
    common = set.intersection(*places) if places else set()
    if len(common) == 1:
        return common.pop()
    if common:
        raise Refused(
            _("{names} exist in several municipalities: {places}; choose one with --municipality").format(
                names=", ".join(map(clean, names)), places=", ".join(sorted(common))
            )
        )
    where = "; ".join(
        f"{clean(name)}: {', '.join(sorted(place))}" for name, place in zip(names, places, strict=False)
    )
    raise Refused(_("budgets of different municipalities are not compared ({where})").format(where=where))


def _common_year(
    bare: list[str],
    choices: dict[str, list[Entry]],
    municipality: str,
    loaded: Iterable[Budget],
) -> int | None:
    if not bare:
        return None
    years = set.intersection(
        *({e.year for e in choices[name] if e.municipality == municipality} for name in bare)
    )
    given = {budget.year for budget in loaded}
    if len(given) == 1 and given <= years:
        return given.pop()
    if given and not given & years and years:
        raise Refused(
            _("the file's year {given} differs from that of {names}; write the year, as in {example}").format(
                given=", ".join(map(str, sorted(given))),
                names=", ".join(bare),
                example=f"{bare[0]}@{max(years)}",
            )
        )
    if not years:
        where = "; ".join(f"{name}: {named(choices[name])}" for name in bare)
        raise Refused(
            _("no year has all of them ({where}); write the years, as in {example}").format(
                where=where, example=f"{bare[0]}@{choices[bare[0]][0].year}"
            )
        )
    return max(years)


def named(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted(f"{e.id}@{e.year} ({e.municipality})" for e in entries))
