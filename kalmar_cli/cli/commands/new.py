"""`kalmar new`."""

from pathlib import Path
from typing import Annotated

from kalmar_cli.base import messages
from kalmar_cli.base.characters import clip, slug
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import MAX_BYTES, is_budget_path
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import nearest
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.common import Common
from kalmar_cli.cli.opening import MUNICIPALITY_VARIABLE, tell_passed_over
from kalmar_cli.cli.options import BaseOption, FoldersOption, LimitOption, argument, option
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.placing import (
    SCHEMA,
    STANDARD_OUTPUT,
    place_for,
    require_free,
    say_next,
    warn_of_other_base,
    write_budget,
)
from kalmar_cli.cli.typed import whole_number
from kalmar_cli.shelf.names import all_called, find, find_base
from kalmar_cli.shelf.shelf import Shelf

HELP = N_(
    "Write a new budget file to fill in.\n\n"
    "With --base it proposes changes to a budget and has its areas, columns and sign; without, it is a"
    " municipality's first budget, with a whole statement to fill in. It is written beside the user's"
    " own base, else to budgets/MUNICIPALITY/YEAR/.\n\n"
    "Example: kalmar new majoriteten --municipality Exempelby --year 2027"
)


def run(
    id: Annotated[str, argument(N_("ID"), N_("The new budget's id: a–z, 0–9, hyphens."))],
    base: BaseOption = "",
    year: Annotated[
        str | None, option("--year -y", N_("YEAR"), N_("The budget year; else the base's."))
    ] = None,
    name: Annotated[str, option("--name", N_("NAME"), N_("Whose budget it is; else made of the id."))] = "",
    output: Annotated[
        Path | None, option("--output -o", N_("FILE"), N_("Write to this file, or - for standard output."))
    ] = None,
    budgets: FoldersOption = None,
    municipality: Annotated[
        str,
        option(
            "--municipality",
            N_("NAME"),
            N_("Whose first budget it is; with --base, where names exist in several."),
            variable=MUNICIPALITY_VARIABLE,
        ),
    ] = "",
    max_bytes: LimitOption = str(MAX_BYTES),
) -> None:
    from kalmar_cli.write.budget_yaml import budget_text
    from kalmar_cli.write.template import first_budget, new_budget

    if not slug(id) or slug(id) != id:
        raise Refused(
            _("`{id}` is no id: a–z, 0–9 and hyphens; write {cure}").format(
                id=id, cure=slug(id) or "partiet"
            )
        )
    shelf = Common(budgets=budgets, municipality=municipality, max_bytes=max_bytes).shelf()
    asked = whole_number("--year", year, 1900, 2200) if year else None
    called = name or id.capitalize()
    if base:
        with tell_passed_over(shelf):
            basis = _find_base(shelf, base, asked, id, output)
        own_year = asked or basis.year
        place = basis.municipality
        path = output or place_for(id, place, own_year, basis, base)
        new = new_budget(str(path), id, called, basis, own_year)
    else:
        if not (municipality and asked):
            raise Refused(
                _(
                    "without --base a municipality's first budget is written: give --municipality and"
                    " --year; out of a document, `kalmar draft FILE` makes one"
                )
            )
        basis = None
        _hint_municipality(municipality)
        path = output or place_for(id, municipality, asked, None, "")
        new = first_budget(str(path), id, called, municipality, asked)
    text = budget_text(new.budget, schema=SCHEMA.name, remarks=new.remarks, example=new.example)
    if str(path) == STANDARD_OUTPUT:
        to_output(text)
        return
    require_free(path)
    write_budget(path, text)
    _say_what_next(path, basis, shelf, tuple(budgets or ()))


def _hint_municipality(name: str) -> None:
    """Says which of Sweden's municipalities may be meant by a name that none of them has."""
    from kalmar_cli.base.municipalities import all_municipalities, find_municipality

    near = "" if find_municipality(name) else nearest(name, [of.name for of in all_municipalities()])
    if near:
        messages.say(
            _("{name} is none of Sweden's municipalities; did you mean {near}?").format(
                name=clip(name), near=near
            )
        )


def _find_base(shelf: Shelf, wanted: str, year: int | None, id: str, output: Path | None) -> Budget:
    """The base: of the year that is asked for if there is one, else the newest; it must speak of the year.

    It is found as the file that is written will find it: one that lies beside goes first.
    """
    name = wanted
    if not is_budget_path(wanted) and "@" not in wanted:
        entries = all_called(shelf, wanted)
        name = f"{wanted}@{year}" if any(entry.year == year for entry in entries) else wanted
    [base] = find(shelf, [name])
    own_year = year or base.year
    if own_year not in base.years:
        raise Refused(
            _("{base} speaks of {years}, not of {year}; name a base of that year").format(
                base=f"{base.id}@{base.year}", years=", ".join(map(str, base.years)), year=own_year
            )
        )
    if is_budget_path(wanted):
        return base
    place = base.municipality
    path = output or place_for(id, place, own_year, base, wanted)
    return find_base(shelf, base.name_for(place, own_year), place, own_year, path)


def _say_what_next(path: Path, base: Budget | None, shelf: Shelf, folders: tuple[Path, ...]) -> None:
    """Says what is to be filled in, and the call that shows it."""
    if base is None:
        messages.say(_("Fill in the figures of its statement, and its lines."))
        say_next(["kalmar", "check"], [str(path)], folders)
        return
    warn_of_other_base(path, base, shelf)
    messages.say(_("Fill in its lines, its changes to {base}.").format(base=base.name))
    say_next(["kalmar", "compare"], [str(path), base.file], (*folders, Path(base.file).parent))
