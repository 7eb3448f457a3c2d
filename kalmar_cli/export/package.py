"""datapackage.json: what the tables are, whence, under which licence."""

import json
import uuid
from typing import Any

from kalmar_cli import __version__
from kalmar_cli.base.characters import slug
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import TABLES
from kalmar_cli.export.schema import BUDGETS, Field, TableShape
from kalmar_cli.export.tally import TableTally, Tally

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
GENERATOR = "kalmar export"


def descriptor(tally: Tally, of: Publication) -> str:
    """The package's description as JSON text."""
    package: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": slug(tally.title("", "{count} municipalities")) or "budgets",
        "id": of.url or _id(tally),
        "title": tally.title("Budgets of", "{count} municipalities"),
        "description": (
            "Municipal budgets as long tables. Amounts are in mkr (million Swedish kronor), "
            "in the income statement's sign: a cost is negative. Every record names its "
            "municipality, year and budget, so that the tables of many municipalities can be "
            "put after each other. A text that a spreadsheet would take for a formula begins with '."
        ),
        "keywords": ["budget", "kommun", "municipality", "Sweden"],
        "licenses": [of.license.entry],
        "contributors": _contributors(of),
        "sources": _sources(tally),
        "generator": f"{GENERATOR} {__version__}",
    }
    if of.created:
        package["created"] = f"{of.created.isoformat()}T00:00:00Z"
        package["version"] = of.created.strftime("%Y.%m.%d")
    if of.url:
        package["homepage"] = of.url
    package["resources"] = [_resource(shape, tally.tables[shape.name]) for shape in TABLES]
    return json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=2) + "\n"


def _id(tally: Tally) -> str:
    """An id that the same data has everywhere: made of what the tables hold."""
    digest = " ".join(table.sha256 for table in tally.tables.values())
    return uuid.uuid5(uuid.NAMESPACE_URL, digest).urn


def _contributors(of: Publication) -> list[dict[str, Any]]:
    if not of.publisher:
        return []
    contact = {"email": of.contact} if of.contact else {}
    return [{"title": of.publisher, "roles": ["publisher"], **contact}]


def _sources(tally: Tally) -> list[dict[str, str]]:
    return [{"title": title, **({"path": url} if url else {})} for title, url in tally.sources]


def _resource(shape: TableShape, file: TableTally) -> dict[str, Any]:
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
        "path": f"{shape.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
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
