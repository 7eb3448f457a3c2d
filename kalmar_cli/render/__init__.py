"""Report → text or bytes, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(report, style)`.
"""

import importlib
from typing import NamedTuple

from kalmar_cli.figures import NumberStyle
from kalmar_cli.report import Report


class Format(NamedTuple):
    """A format: its module, the file endings that mean it, whether it is no text, whether for programs.

    What is for programs is the same in every language.
    """

    module: str
    endings: tuple[str, ...]
    binary: bool = False
    for_programs: bool = False


WORKBOOK = "xlsx"

FORMATS: dict[str, Format] = {
    "table": Format("text", (".txt",)),
    "csv": Format("csv", (".csv",), for_programs=True),
    "csv-sv": Format("csv_sv", ()),
    "tsv": Format("tsv", (".tsv",), for_programs=True),
    "json": Format("json", (".json",), for_programs=True),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html", (".html", ".htm")),
    "latex": Format("latex", (".tex",)),
    WORKBOOK: Format("xlsx", (".xlsx",), binary=True),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}


def render(report: Report, format: str, style: NumberStyle) -> str | bytes:
    """The report in one of FORMATS, bytes if that is binary; `style` writes numbers for people."""
    module = importlib.import_module(f"kalmar_cli.render.{FORMATS[format].module}")
    content: str | bytes = module.render(report, style)
    return content
