"""`kalmar export`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from kalmar_cli.base.clock import today
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.folder import holds_only, to_folder
from kalmar_cli.cli.options import ManyArgument, flag, option
from kalmar_cli.shelf.files import shipped

if TYPE_CHECKING:
    from kalmar_cli.export import License, Publication

HELP = N_(
    "Write budgets as open data: CSV tables in a data package.\n\n"
    "Statements, areas, lines and proposals as Frictionless tables, amounts in mkr; the\n"
    "budgets that they build on are exported too. Budgets of several municipalities can\n"
    "be in one package. With --publisher, --contact and --url it is also a catalogue for\n"
    "data portals (DCAT-AP-SE). For public data the licence CC0-1.0 is advised.\n\n"
    "Example: kalmar export alliansen majoriteten -o kalmar-2024"
)


@partial(takes_common, without=("year", "unit", "decimals", "format", "output", *MEASURES))
def run(
    names: ManyArgument,
    folder: Annotated[
        Path | None,
        option("--output -o", N_("DIR"), N_("The folder to write; an earlier export is replaced.")),
    ] = None,
    license: Annotated[
        str,
        option(
            "--license",
            N_("ID"),
            N_("The licence of the data, as CC0-1.0 or a web address; the shipped budgets are MIT."),
        ),
    ] = "",
    parquet: Annotated[
        bool, flag("--parquet", N_("Also as Parquet, for DuckDB, Spark and their like."))
    ] = False,
    publisher: Annotated[
        str, option("--publisher", N_("NAME"), N_("Who publishes the data, as in `Kalmar kommun`."))
    ] = "",
    contact: Annotated[
        str, option("--contact", N_("EMAIL"), N_("The address for questions about the data."))
    ] = "",
    url: Annotated[
        str, option("--url", N_("ADDRESS"), N_("The web address of the folder where it will lie."))
    ] = "",
    *,
    common: Common,
) -> None:
    if folder is None:
        raise Refused(_("name the folder to write, as in -o kalmar-2024"))
    _shelf, budgets = common.find_across(names)
    from kalmar_cli.export import pieces

    about = _publication(_license(license, budgets), publisher, contact, url)
    to_folder(folder, pieces(budgets, about), _is_export, _add_parquet if parquet else None)


def _add_parquet(folder: Path) -> None:
    """Writes the Parquet files into a package's folder. Raises Refused without the library for it."""
    from kalmar_cli.export.parquet import write_parquet
    from kalmar_cli.export.records import TABLES

    try:
        write_parquet(folder, TABLES)
    except ImportError:
        raise Refused(
            _("Parquet needs DuckDB: {command}").format(
                command=f"{sys.executable} -m pip install 'duckdb>=1.1'"
            )
        ) from None


def _publication(license: "License", publisher: str, contact: str, url: str) -> "Publication":
    """What is said of the package. Raises Refused where a catalogue is begun and not told whole."""
    from kalmar_cli.export import Publication

    if url and not url.startswith(("https://", "http://")):
        raise Refused(_("--url: expected a web address, got `{text}`").format(text=url))
    if contact and "@" not in contact:
        raise Refused(_("--contact: expected an e-mail address, got `{text}`").format(text=contact))
    if url and not (publisher and contact):
        raise Refused(_("a catalogue for data portals needs --publisher, --contact and --url"))
    return Publication(license, today(), publisher, contact, url)


def _license(given: str, budgets: list[Budget]) -> "License":
    """The licence as given; without, that of the shipped budgets if there are no others."""
    from kalmar_cli.export.license import UNSPECIFIED, License

    if given:
        return License(given)
    files = [Path(link.file).resolve() for budget in budgets for link in budget.chain]
    ours = shipped().resolve()
    return License("MIT") if all(file.is_relative_to(ours) for file in files) else UNSPECIFIED


def _is_export(folder: Path) -> bool:
    """Whether a folder holds an earlier export and nothing else."""
    from kalmar_cli.export import ABOUT, DESCRIPTOR
    from kalmar_cli.export.package import GENERATOR

    def files(package: Any) -> set[str]:
        tables = [Path(resource["path"]) for resource in package["resources"]]
        return {*ABOUT, *map(str, tables), *(str(table.with_suffix(".parquet")) for table in tables)}

    return holds_only(folder, DESCRIPTOR, GENERATOR, files)
