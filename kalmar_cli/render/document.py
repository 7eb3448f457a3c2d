"""What Markdown, HTML and LaTeX share: each table with a caption that stands alone when pasted."""

from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout import Sheet, notes_below, one_line, sentence, sheets
from kalmar_cli.reports.table import BAR, Report


class Exhibit(NamedTuple):
    """A table ready to paste: what is compared with what, its own title, where, when and whence."""

    title: str
    details: tuple[str, ...]
    sheet: Sheet


def exhibits(report: Report, style: NumberStyle) -> list[Exhibit]:
    """The report's tables at full width, without those that have no rows."""
    title = one_line(report.title)
    found = []
    for sheet in sheets(report, style):
        if sheet.lines:
            details = [one_line(sheet.title), one_line(report.context), one_line(report.source).rstrip(".")]
            found.append(Exhibit(title, tuple(filter(None, details)), _without_bars(sheet)))
    return found


def paragraphs(report: Report, style: NumberStyle) -> list[str]:
    """The notes and sentences; the source is left out, since it stands in every caption."""
    words = [sentence(found, style, report.decimals) for found in (*report.sentences(), *report.scope)]
    return [words for words in notes_below(report) if words != one_line(report.source)] + words


def _without_bars(sheet: Sheet) -> Sheet:
    """The sheet without bars, which are drawn for the fixed width of a terminal; cells unpadded."""
    keep = [i for i, heading in enumerate(sheet.headings) if heading.kind != BAR]
    return sheet._replace(
        headings=tuple(sheet.headings[i] for i in keep),
        lines=tuple(
            line._replace(cells=tuple(line.cells[i].strip() for i in keep)) for line in sheet.lines
        ),
        notes=tuple(one_line(note) for note in sheet.notes),
        at_least=(),
    )
