"""Budgets as open data: a Frictionless data package of long tables, pure until it is written."""

from collections.abc import Sequence

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.export import dcat, readme
from kalmar_cli.export.license import License
from kalmar_cli.export.package import descriptor
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import resources

__all__ = ["ABOUT", "DESCRIPTOR", "License", "Publication", "files"]

DESCRIPTOR = "datapackage.json"
# The files of a package beside its tables.
ABOUT = (DESCRIPTOR, readme.FILE, dcat.FILE)


def files(budgets: Sequence[Budget], of: Publication) -> dict[str, str]:
    """The package's files, name → content, for `budgets` and the budgets that they build on.

    They may be of several municipalities. Where the publication says who and where,
    a catalogue for data portals (dcat.jsonld) is among them. Raises Refused if two
    budgets could not be told apart.
    """
    chains = list({link.file: link for budget in budgets for link in budget.chain}.values())
    by_name: dict[tuple[str, str], Budget] = {}
    for budget in chains:
        other = by_name.setdefault((budget.municipality, f"{budget.id}@{budget.year}"), budget)
        if other is not budget:
            raise Refused(
                _("{first} and {second} are both {name}; export them apart").format(
                    first=other.file, second=budget.file, name=f"{budget.id}@{budget.year}"
                )
            )
    tables = resources(chains)
    contents = {resource.path: resource.csv() for resource in tables}
    about = {
        DESCRIPTOR: descriptor(chains, tables, contents, of),
        readme.FILE: readme.read_me(chains, tables, of),
    }
    if of.url:
        about[dcat.FILE] = dcat.catalogue(chains, contents, of)
    return {**about, **contents}
