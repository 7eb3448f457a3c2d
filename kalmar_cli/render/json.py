"""JSON: the records by table, numbers as numbers with all their digits."""

import json
from decimal import Decimal

from kalmar_cli import __version__
from kalmar_cli.base.characters import escape_controls
from kalmar_cli.base.numbers import NumberStyle, plain
from kalmar_cli.render.delimited import machine_value
from kalmar_cli.reports.table import MACHINES, Ratio, Report, Value, tables_for

SCHEMA_ID = "urn:kalmar:output:1"
"""The name of `output.schema.json`, which describes what stands here; a change that breaks it is 2."""


def render(report: Report, style: NumberStyle) -> str:
    """`{"$schema": …, "meta": …, "tables": {name: [record, …]}}`; `style` is not used."""
    tables: dict[str, list[dict[str, Value]]] = {}
    for table in tables_for(report, MACHINES):
        unit = table.at("unit")
        kinds = {column.id: column.kind for column in table.columns}
        rows = tables.setdefault(table.name, [])
        for record in table.records:
            of = record.values[unit] if unit else None
            rows.append(
                {
                    id: machine_value(record.values[id], of, report.decimals, kind)
                    for id, kind in kinds.items()
                }
            )
    meta = {"generator": f"kalmar {__version__}", **report.meta}
    return as_json({"$schema": SCHEMA_ID, "meta": meta, "tables": tables}) + "\n"


def as_json(value: object, indent: str = "") -> str:
    """A value as JSON text; a Decimal keeps its digits, which json.dumps could only give as a float."""
    inner = indent + "  "
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Ratio):
        return as_json(value._asdict(), indent)
    if isinstance(value, dict):
        if not value:
            return "{}"
        pairs = [f"{as_json(str(k))}: {as_json(v, inner)}" for k, v in value.items()]
        if indent and not any(isinstance(v, dict | list | tuple) for v in value.values()):
            return "{" + ", ".join(pairs) + "}"
        return "{\n" + ",\n".join(inner + pair for pair in pairs) + f"\n{indent}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        return "[\n" + ",\n".join(inner + as_json(v, inner) for v in value) + f"\n{indent}]"
    return escape_controls(json.dumps(value, ensure_ascii=False))
