"""Report → text or bytes, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(report, style)`,
or here alone if a module draws it with other `options`.
"""

import importlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.reports.table import Report


class Format(NamedTuple):
    """A format: its module, the file endings that mean it, and what the module is told beside the report.

    What is `binary` is no text; what is `for_programs` is the same in every language.
    """

    module: str
    endings: tuple[str, ...]
    options: Mapping[str, str | bool] = MappingProxyType({})
    binary: bool = False
    for_programs: bool = False


FORMATS: dict[str, Format] = {
    "table": Format("text", (".txt",)),
    "csv": Format("delimited", (".csv",), for_programs=True),
    # For a Swedish spreadsheet: semicolon, decimal comma, byte-order mark.
    "csv-sv": Format(
        "delimited", (), {"separator": ";", "point": ",", "quote_texts": True, "mark": "\ufeff"}
    ),
    "tsv": Format("delimited", (".tsv",), {"separator": "\t"}, for_programs=True),
    "json": Format("json", (".json",), for_programs=True),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html", (".html", ".htm")),
    "latex": Format("latex", (".tex",)),
    "docx": Format("docx", (".docx",), binary=True),
    "xlsx": Format("xlsx", (".xlsx",), binary=True),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}


def render(report: Report, format: str, style: NumberStyle) -> str | bytes:
    """The report in one of FORMATS, bytes if that is binary; `style` writes numbers for people."""
    found = FORMATS[format]
    content: str | bytes = _module(found).render(report, style, **found.options)
    return content


def pieces(report: Report, format: str, style: NumberStyle) -> str | bytes | Iterator[str]:
    """As `render`; from a format that can, in pieces that are made as they are asked for."""
    found = FORMATS[format]
    in_pieces = getattr(_module(found), "pieces", None)
    if in_pieces is None:
        return render(report, format, style)
    made: Iterator[str] = in_pieces(report, **found.options)
    return made


def _module(format: Format) -> ModuleType:
    return importlib.import_module(f"kalmar_cli.render.{format.module}")
