"""`kalmar new`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import ENDING, MAX_BYTES
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.commands.schema import SCHEMA
from kalmar_cli.cli.common import whole_number
from kalmar_cli.cli.opening import open_shelf, tell_passed_over
from kalmar_cli.cli.options import FoldersOption, LimitOption, MunicipalityOption
from kalmar_cli.cli.output import to_file, to_output
from kalmar_cli.read.values import slug
from kalmar_cli.shelf.names import find, find_base

HELP = N_(
    "Write a new budget file to fill in.\n\n"
    "It has the base's areas, columns and sign, with comments.\n\n"
    "Example: kalmar new partiet --base majoriteten --year 2025"
)


def run(
    id: Annotated[
        str, typer.Argument(metavar=N_("ID"), help=N_("The new budget's id: a–z, 0–9, hyphens."))
    ],
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar=N_("BUDGET"),
            help=N_("The budget that it proposes changes to."),
            autocompletion=complete.budgets,
        ),
    ],
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            "-y",
            metavar=N_("YEAR"),
            help=N_("The budget year; else the base's."),
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar=N_("NAME"), help=N_("Whose budget it is; else made of the id."))
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar=N_("FILE"), help=N_("Write to this file, or - for standard output.")
        ),
    ] = None,
    budgets: FoldersOption = None,
    municipality: MunicipalityOption = "",
    max_bytes: LimitOption = str(MAX_BYTES),
) -> None:
    from kalmar_cli.write.budget_yaml import budget_text
    from kalmar_cli.write.template import new_budget

    if not slug(id) or slug(id) != id:
        raise Refused(
            _("`{id}` is no id: a–z, 0–9 and hyphens; write {cure}").format(
                id=id, cure=slug(id) or "partiet"
            )
        )
    shelf = open_shelf(
        tuple(budgets or ()), municipality, whole_number("--max-bytes", max_bytes, 1, 10**12)
    )
    wanted = base
    asked = whole_number("--year", year, 1900, 2200) if year else None
    # The base of that year if there is one, else the newest: the file then says which.
    bare = "@" not in base and not base.endswith(ENDING)
    if bare and any(entry.year == asked for entry in shelf.entries(base)):
        wanted = f"{base}@{asked}"
    with tell_passed_over(shelf):
        [found] = find(shelf, [wanted])
    own_year = asked or found.year
    if own_year not in found.years:
        raise Refused(
            _("{base} speaks of {years}, not of {year}; name a base of that year").format(
                base=f"{found.id}@{found.year}", years=", ".join(map(str, found.years)), year=own_year
            )
        )
    target = output or Path(f"{id}{ENDING}")
    if not base.endswith(ENDING):  # as the written file will find it: one that lies beside goes first
        called = found.name_for(found.municipality, own_year)
        found = find_base(shelf, called, found.municipality, own_year, target)
    folder = Path.cwd() if str(target) == "-" else target.parent
    file = f"{id}{ENDING}" if str(target) == "-" else str(target)
    new = new_budget(file, id, name or id.capitalize(), found, own_year)
    written = budget_text(
        new.budget, schema=os.path.relpath(SCHEMA, folder), remarks=new.remarks, example=new.example
    )
    if str(target) == "-":
        to_output(written)
        return
    to_file(target, written)
    messages.say(_("Written: {file}").format(file=target))
