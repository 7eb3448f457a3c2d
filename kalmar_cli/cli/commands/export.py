"""`kalmar export`."""

import json
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from kalmar_cli.base.clock import source_date
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.options import NamesArgument
from kalmar_cli.shelf.shelf import shipped

HELP = N_(
    "Write budgets as open data: CSV tables in a data package.\n\n"
    "Statements, lines and proposals as Frictionless tables, amounts in mkr; the\n"
    "budgets that they build on are exported too.\n\n"
    "Example: kalmar export alliansen majoriteten -o kalmar-2024"
)


@partial(takes_common, without=("year", "unit", "decimals", "format", "output"))
def run(
    names: NamesArgument,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=N_("DIR"),
            help=N_("The folder to write; an earlier export is replaced."),
        ),
    ] = None,
    license: Annotated[
        str,
        typer.Option(
            "--license",
            metavar=N_("ID"),
            help=N_("The licence of the data, as CC0-1.0 or a web address; the shipped budgets are MIT."),
        ),
    ] = "",
    *,
    common: Common,
) -> None:
    if folder is None:
        raise Refused(_("name the folder to write, as in -o kalmar-2024"))
    budgets = common.find(names)
    from kalmar_cli.cli.folder import to_folder
    from kalmar_cli.export import files

    to_folder(folder, files(budgets, _license(license, budgets), source_date()), _is_export)


def _license(given: str, budgets: list[Budget]) -> Any:
    """The licence as given; without, that of the shipped budgets if there are no others."""
    from kalmar_cli.export.package import UNSPECIFIED, License

    if given:
        return License(given)
    files = [Path(link.file).resolve() for budget in budgets for link in budget.chain]
    ours = shipped().resolve()
    return License("MIT") if all(file.is_relative_to(ours) for file in files) else UNSPECIFIED


def _is_export(folder: Path) -> bool:
    """Whether a folder holds an earlier export and nothing else."""
    from kalmar_cli.export import DESCRIPTOR
    from kalmar_cli.export.package import GENERATOR

    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes())
        known = {DESCRIPTOR, *(resource["path"] for resource in package["resources"])}
        generator = str(package["generator"])
    except (OSError, ValueError, TypeError, KeyError):
        return False  # whatever it is, it was not written here
    return generator.startswith(GENERATOR) and {path.name for path in folder.iterdir()} <= known
