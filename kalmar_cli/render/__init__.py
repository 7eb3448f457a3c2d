"""Report → text, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(report, style)`.
"""

import importlib
from typing import NamedTuple

from kalmar_cli.figures import NumberStyle
from kalmar_cli.report import Report


class Format(NamedTuple):
    """A format: its module, and the file endings that mean it."""

    module: str
    endings: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "table": Format("text", (".txt",)),
    "csv": Format("csv", (".csv",)),
    "csv-sv": Format("csv_sv", ()),
    "tsv": Format("tsv", (".tsv",)),
    "json": Format("json", (".json",)),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html", (".html", ".htm")),
    "latex": Format("latex", (".tex",)),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}


def render(report: Report, format: str, style: NumberStyle) -> str:
    """The report as text in one of FORMATS; `style` writes the numbers that people read."""
    module = importlib.import_module(f"kalmar_cli.render.{FORMATS[format].module}")
    text: str = module.render(report, style)
    return text
