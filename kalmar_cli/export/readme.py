"""The README of a data package: what lies there, for whoever opens the folder."""

from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import TABLES
from kalmar_cli.export.schema import TableShape
from kalmar_cli.export.tally import Tally
from kalmar_cli.render.markdown import escape_markdown

FILE = "README.md"


def read_me(tally: Tally, of: Publication) -> str:
    """The README as Markdown text, in Swedish and English."""
    licence = (
        f"[{escape_markdown(of.license.title)}]({of.license.address})"
        if of.license.address
        else of.license.title
    )
    lines = [
        f"# {escape_markdown(tally.title('Budgetar för', '{count} kommuner'))}",
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
        *(_row(shape, tally.tables[shape.name].records) for shape in TABLES),
        "",
        f"Licens / licence: {licence}",
    ]
    if of.publisher:
        lines += ["", f"Utgivare / publisher: {escape_markdown(of.publisher)}"]
    if tally.sources:
        lines += ["", "Källor / sources:", ""]
        lines += [
            f"- {escape_markdown(title)}" + (f": <{url}>" if url else "") for title, url in tally.sources
        ]
    return "\n".join(lines) + "\n"


def _row(shape: TableShape, records: int) -> str:
    """A table of the package as a row of the README's."""
    contents = shape.description.split(".")[0].split(":")[0]
    return f"| `{shape.name}.csv` | {shape.title} | {contents} | {records} |"
