"""datapackage.json: what the tables are, whence, under which licence."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from kalmar_cli import __version__
from kalmar_cli.budget.model import Budget
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import Resource
from kalmar_cli.export.schema import BUDGETS, Field, TableShape
from kalmar_cli.read.values import slug

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
GENERATOR = "kalmar export"
_MOST_NAMED = 5


def descriptor(
    budgets: Sequence[Budget],
    tables: Sequence[Resource],
    contents: Mapping[str, str],
    of: Publication,
) -> str:
    """The package's description as JSON text; `contents` are its tables' files by name."""
    municipalities = sorted({budget.municipality for budget in budgets})
    years = sorted({budget.year for budget in budgets})
    package: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": _name(municipalities, years),
        "id": of.url or _id(contents),
        "title": f"Budgets of {', '.join(municipalities)}, {', '.join(map(str, years))}",
        "description": (
            "Municipal budgets as long tables. Amounts are in mkr (million Swedish kronor), "
            "in the income statement's sign: a cost is negative. Every record names its "
            "municipality, year and budget, so that the tables of many municipalities can be "
            "put after each other. A text that a spreadsheet would take for a formula begins with '."
        ),
        "keywords": ["budget", "kommun", "municipality", "Sweden"],
        "licenses": [of.license.entry],
        "contributors": _contributors(of),
        "sources": _sources(budgets),
        "generator": f"{GENERATOR} {__version__}",
    }
    if of.created:
        package["created"] = f"{of.created.isoformat()}T00:00:00Z"
        package["version"] = of.created.strftime("%Y.%m.%d")
    if of.url:
        package["homepage"] = of.url
    package["resources"] = [_resource(table, contents[table.path]) for table in tables]
    return json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=2) + "\n"


def _name(municipalities: Sequence[str], years: Sequence[int]) -> str:
    """The package's short name: of its municipality and years, or of how many there are."""
    places = (
        municipalities if len(municipalities) <= _MOST_NAMED else [f"{len(municipalities)} municipalities"]
    )
    return slug(" ".join([*places, *map(str, years)])) or "budgets"


def _id(contents: Mapping[str, str]) -> str:
    """An id that the same data has everywhere: made of what the tables hold."""
    digest = hashlib.sha256("".join(contents.values()).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, digest).urn


def _contributors(of: Publication) -> list[dict[str, Any]]:
    if not of.publisher:
        return []
    contact = {"email": of.contact} if of.contact else {}
    return [{"title": of.publisher, "roles": ["publisher"], **contact}]


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
        # None to the areas: to some readers a key with an empty part (a post in no area) is broken.
        schema["foreignKeys"] = [_key_to(BUDGETS)]
    return {
        "$schema": RESOURCE_PROFILE,
        "name": shape.name,
        "title": shape.title,
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


def _key_to(other: TableShape) -> dict[str, Any]:
    """The key of another table in this one's columns."""
    return {"fields": list(other.key), "reference": {"resource": other.name, "fields": list(other.key)}}


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
        "title": field.title,
        "description": field.description,
        **({"unit": field.unit} if field.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
