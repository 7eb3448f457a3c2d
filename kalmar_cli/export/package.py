"""datapackage.json: what the tables are, whence, under which licence."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kalmar_cli import __version__
from kalmar_cli.budget.model import Budget
from kalmar_cli.export.records import Resource
from kalmar_cli.export.schema import BUDGET_KEY, BUDGETS, Field
from kalmar_cli.read.values import slug

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
GENERATOR = "kalmar export"


class License(NamedTuple):
    """A licence by its id (CC0-1.0, MIT) or by a web address."""

    name: str

    @property
    def entry(self) -> dict[str, str]:
        """As the package has it."""
        return {"path" if "://" in self.name else "name": self.name}


UNSPECIFIED = License("notspecified")


def descriptor(
    budgets: Sequence[Budget],
    tables: Sequence[Resource],
    contents: Mapping[str, str],
    license: License,
    created: date | None,
) -> str:
    """The package's description as JSON text; `contents` are its files by name."""
    municipalities = sorted({budget.municipality for budget in budgets})
    years = sorted({budget.year for budget in budgets})
    package: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": slug(" ".join([*municipalities, *map(str, years)])) or "budgets",
        "title": f"Budgets of {', '.join(municipalities)}, {', '.join(map(str, years))}",
        "description": (
            "Municipal budgets as long tables. Amounts are in mkr (million Swedish kronor), "
            "in the income statement's sign: a cost is negative. Every record names its "
            "municipality, year and budget, so that the tables of many municipalities can be "
            "put after each other. A text that a spreadsheet would take for a formula begins with '."
        ),
        "keywords": ["budget", "kommun", "municipality", "Sweden"],
        "licenses": [license.entry],
        "sources": _sources(budgets),
        "generator": f"{GENERATOR} {__version__}",
    }
    if created:
        package["created"] = f"{created.isoformat()}T00:00:00Z"
    package["resources"] = [_resource(table, contents[table.path]) for table in tables]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _sources(budgets: Sequence[Budget]) -> list[dict[str, str]]:
    sources = {
        (budget.source.title, budget.source.url): None for budget in budgets if budget.source is not None
    }
    return [{"title": title, **({"path": url} if url else {})} for title, url in sources]


def _resource(table: Resource, content: str) -> dict[str, Any]:
    data = content.encode()
    shape = table.shape
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(field) for field in shape.fields],
        "missingValues": [""],
        "primaryKey": list(shape.key),
    }
    if shape is not BUDGETS:
        schema["foreignKeys"] = [
            {
                "fields": list(BUDGET_KEY),
                "reference": {"resource": BUDGETS.name, "fields": list(BUDGET_KEY)},
            }
        ]
    return {
        "$schema": RESOURCE_PROFILE,
        "name": shape.name,
        "type": "table",
        "description": shape.description,
        "path": table.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.values:
        constraints["enum"] = list(field.values)
    return {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        **({"unit": field.unit} if field.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
