"""The README of a data package: what lies there, for whoever opens the folder."""

from collections.abc import Sequence

from kalmar_cli.budget.model import Budget
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import Resource
from kalmar_cli.render.markdown import escaped

FILE = "README.md"


def read_me(budgets: Sequence[Budget], tables: Sequence[Resource], of: Publication) -> str:
    """The README as Markdown text, in Swedish and English."""
    municipalities = ", ".join(sorted({budget.municipality for budget in budgets}))
    years = ", ".join(map(str, sorted({budget.year for budget in budgets})))
    licence = (
        f"[{escaped(of.license.title)}]({of.license.address})" if of.license.address else of.license.title
    )
    lines = [
        f"# {escaped(municipalities)}: budgetar {years}",
        "",
        "Kommunala budgetar som öppna data: tabeller i CSV (UTF-8, komma, decimalpunkt) med en beskrivning "
        "i `datapackage.json`. Belopp är i mkr med resultaträkningens tecken: en kostnad är negativ.",
        "",
        "Municipal budgets as open data: CSV tables (UTF-8, comma, decimal point), described in "
        "`datapackage.json`. Amounts are in mkr (million Swedish kronor) in the sign of the income "
        "statement: a cost is negative.",
        "",
        "| fil / file | innehåll | contents | rader / records |",
        "|---|---|---|---:|",
        *map(_row, tables),
        "",
        f"Licens / licence: {licence}",
    ]
    if of.publisher:
        lines += ["", f"Utgivare / publisher: {escaped(of.publisher)}"]
    sources = {b.source.title: b.source.url for b in budgets if b.source}
    if sources:
        lines += ["", "Källor / sources:", ""]
        lines += [f"- {escaped(title)}" + (f": <{url}>" if url else "") for title, url in sources.items()]
    return "\n".join(lines) + "\n"


def _row(table: Resource) -> str:
    """A table of the package as a row of the README's."""
    shape = table.shape
    contents = shape.description.split(".")[0].split(":")[0]
    return f"| `{table.path}` | {shape.title} | {contents} | {len(table.records)} |"
