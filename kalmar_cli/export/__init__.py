"""Budgets as open data: a Frictionless data package of long tables, pure until it is written."""

from collections.abc import Sequence
from datetime import date

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.export.package import License, descriptor
from kalmar_cli.export.records import resources

__all__ = ["DESCRIPTOR", "License", "files"]

DESCRIPTOR = "datapackage.json"


def files(budgets: Sequence[Budget], license: License, created: date | None) -> dict[str, str]:
    """The package's files, name → content, for `budgets` and the budgets that they build on.

    `created` None leaves the date out, so that the same budgets give the same bytes.
    Raises Refused if two of them could not be told apart.
    """
    chains = list({link.file: link for budget in budgets for link in budget.chain}.values())
    by_name: dict[str, Budget] = {}
    for budget in chains:
        other = by_name.setdefault(f"{budget.id}@{budget.year}", budget)
        if other is not budget:
            raise Refused(
                _("{first} and {second} are both {name}; export them apart").format(
                    first=other.file, second=budget.file, name=f"{budget.id}@{budget.year}"
                )
            )
    tables = resources(chains)
    contents = {resource.path: resource.csv() for resource in tables}
    return {DESCRIPTOR: descriptor(chains, tables, contents, license, created), **contents}
