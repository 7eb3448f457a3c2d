"""Report → text or bytes, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(report, style)`.
"""

import importlib
from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.reports.table import RECORDS, SCREEN, WORKBOOK, Report


class Format(NamedTuple):
    """A format: its module, the file endings that mean it, which tables of a report it shows.

    What is `binary` is no text; what is `for_programs` is the same in every language.
    """

    module: str
    endings: tuple[str, ...]
    place: str = SCREEN
    binary: bool = False
    for_programs: bool = False


FORMATS: dict[str, Format] = {
    "table": Format("text", (".txt",)),
    "csv": Format("csv", (".csv",), RECORDS, for_programs=True),
    "csv-sv": Format("csv_sv", (), RECORDS),
    "tsv": Format("tsv", (".tsv",), RECORDS, for_programs=True),
    "json": Format("json", (".json",), RECORDS, for_programs=True),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html", (".html", ".htm")),
    "latex": Format("latex", (".tex",)),
    "xlsx": Format("xlsx", (".xlsx",), WORKBOOK, binary=True),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}


def render(report: Report, format: str, style: NumberStyle) -> str | bytes:
    """The report in one of FORMATS, bytes if that is binary; `style` writes numbers for people."""
    module = importlib.import_module(f"kalmar_cli.render.{FORMATS[format].module}")
    content: str | bytes = module.render(report, style)
    return content
