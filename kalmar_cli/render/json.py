"""JSON: the records by table, numbers as numbers with all their digits."""

import json
from decimal import Decimal
from typing import Any

from kalmar_cli.base.characters import escaped
from kalmar_cli.base.numbers import NumberStyle, plain
from kalmar_cli.render.records import machine_value, unit_index
from kalmar_cli.reports.table import Ratio, Report, for_machines


def render(report: Report, style: NumberStyle) -> str:
    """`{"meta": …, "tables": {name: [record, …]}}`; `style` is not used."""
    tables: dict[str, list[Any]] = {}
    for table in for_machines(report):
        unit = unit_index(table)
        rows = tables.setdefault(table.name, [])
        for record in table.records:
            of = record.values[unit] if unit is not None else None
            rows.append(
                {
                    column.id: machine_value(value, of, report.decimals)
                    for column, value in zip(table.columns, record.values, strict=True)
                }
            )
    return written({"meta": report.meta, "tables": tables}) + "\n"


def written(value: Any, indent: str = "") -> str:
    """A value as JSON text; a Decimal keeps its digits, which json.dumps could only give as a float."""
    inner = indent + "  "
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Ratio):
        return written(value._asdict(), indent)
    if isinstance(value, dict):
        if not value:
            return "{}"
        pairs = [f"{written(str(k))}: {written(v, inner)}" for k, v in value.items()]
        if indent and not any(isinstance(v, dict | list | tuple) for v in value.values()):
            return "{" + ", ".join(pairs) + "}"
        return "{\n" + ",\n".join(inner + pair for pair in pairs) + f"\n{indent}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        return "[\n" + ",\n".join(inner + written(v, inner) for v in value) + f"\n{indent}]"
    return escaped(json.dumps(value, ensure_ascii=False))
