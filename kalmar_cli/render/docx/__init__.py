"""A document to go on writing in: headings, tables, footnotes and styles as a word processor has them.

A report as it stands on paper: title, where and when, sentences and notes, then
its tables, each so wide that it fits A4 and with its notes as footnotes.
"""

from datetime import datetime, time
from typing import Any

from docx import Document

from kalmar_cli import __version__
from kalmar_cli.base import clock
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line, sentence
from kalmar_cli.layout.paper import PaperSheet, paper_sheets
from kalmar_cli.render.docx.footnotes import Footnotes
from kalmar_cli.render.docx.package import to_bytes
from kalmar_cli.render.docx.styles import WIDTH, set_up
from kalmar_cli.render.docx.tables import add_table
from kalmar_cli.reports.table import Report

# A longer document is turned no page of, and word processors open it in minutes.
_MOST_ROWS = 10_000


def render(report: Report, style: NumberStyle) -> bytes:
    """The report as a document of A4 pages. Raises Refused for one that would be too long."""
    sheets = paper_sheets(report, style, WIDTH)
    rows = sum(len(of.sheet.lines) for of in sheets)
    if rows > _MOST_ROWS:
        raise Refused(
            _("a document of {rows} rows is too long to be read; a workbook holds them: -f xlsx").format(
                rows=rows
            )
        )
    document = Document()
    title = one_line(report.title)
    set_up(document, title)
    _properties(document, title)
    footnotes = Footnotes(document)
    document.add_paragraph(title, "Title")
    place = document.add_paragraph(one_line(report.context), "Subtitle")
    if report.source:
        footnotes.add(place, one_line(report.source))
    for found in (*report.sentences(), *report.scope):
        document.add_paragraph(sentence(found, style, report.decimals), "Body Text")
    for note in report.notes:
        if note != report.source:
            document.add_paragraph(one_line(note), "Body Text")
    said: set[str] = set()
    for of in sheets:
        _add(document, footnotes, of, said)
    return to_bytes(document)


def _properties(document: Any, title: str) -> None:
    """Whose document it is and of which day, not who wrote the template."""
    properties = document.core_properties
    day = datetime.combine(clock.today(), time())
    properties.title, properties.author, properties.comments = title, f"kalmar {__version__}", ""
    properties.created = properties.modified = day
    properties.last_modified_by = ""
    properties.revision = 1


def _add(document: Any, footnotes: Footnotes, of: PaperSheet, said: set[str]) -> None:
    """A table below its heading, with those of its notes as a footnote that were not `said` before."""
    heading = document.add_heading(one_line(of.sheet.title), 1)
    notes = [one_line(note) for note in of.sheet.notes if note not in said]
    if notes:
        footnotes.add(heading, " ".join(notes))
    said.update(of.sheet.notes)
    add_table(document, of)
