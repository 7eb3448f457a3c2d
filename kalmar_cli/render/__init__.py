"""Report → text or bytes, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(report, style)`,
or here alone if a module draws it with other `options`.
"""

import importlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.base import language

if TYPE_CHECKING:
    from kalmar_cli.base.numbers import NumberStyle
    from kalmar_cli.reports.table import Report

# What programs read is in English, which the codes of its columns are.
PROGRAMS = "en"


class Format(NamedTuple):
    """A format: its module, the file endings that mean it, and what the module is told beside the report.

    What is `binary` is no text; what has a `language` is in that one, whoever reads.
    """

    module: str
    endings: tuple[str, ...]
    options: Mapping[str, str | bool] = MappingProxyType({})
    binary: bool = False
    language: str = ""

    @property
    def for_programs(self) -> bool:
        """Whether no person reads it: it has codes, and is the same everywhere."""
        return self.language == PROGRAMS

    def spoken(self) -> AbstractContextManager[None]:
        """While something is made in this format: its language, or else the reader's."""
        return language.speaking(self.language or language.current())


FORMATS: dict[str, Format] = {
    "table": Format("text", (".txt",)),
    "csv": Format("delimited", (".csv",), language=PROGRAMS),
    # For a Swedish spreadsheet: semicolon, decimal comma, byte-order mark, Swedish words.
    "csv-sv": Format(
        "delimited",
        (),
        {"separator": ";", "point": ",", "quote_texts": True, "mark": "\ufeff", "in_words": True},
        language="sv",
    ),
    "tsv": Format("delimited", (".tsv",), {"separator": "\t"}, language=PROGRAMS),
    "json": Format("json", (".json",), language=PROGRAMS),
    "markdown": Format("markdown", (".md",)),
    "html": Format("html", (".html", ".htm")),
    "latex": Format("latex", (".tex",)),
    "docx": Format("docx", (".docx",), binary=True),
    "xlsx": Format("xlsx", (".xlsx",), binary=True),
}


def render(report: "Report", format: str, style: "NumberStyle") -> str | bytes:
    """The report in one of FORMATS, bytes if that is binary; `style` writes numbers for people."""
    found = FORMATS[format]
    content: str | bytes = _module(found).render(report, style, **found.options)
    return content


def pieces(report: "Report", format: str, style: "NumberStyle") -> str | bytes | Iterator[str]:
    """As `render`; from a format that can, in pieces that are made as they are asked for."""
    found = FORMATS[format]
    in_pieces = getattr(_module(found), "pieces", None)
    if in_pieces is None:
        return render(report, format, style)
    made: Iterator[str] = in_pieces(report, **found.options)
    return made


def _module(format: Format) -> ModuleType:
    return importlib.import_module(f"kalmar_cli.render.{format.module}")
