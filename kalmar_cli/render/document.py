"""What Markdown, HTML and LaTeX share: each table with a caption that stands alone when pasted."""

from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line, sentence
from kalmar_cli.layout.drawing import notes_below, sheets
from kalmar_cli.layout.sheet import Sheet
from kalmar_cli.reports.table import PEOPLE, Report, tables_for


class Exhibit(NamedTuple):
    """A table ready to paste: what is compared with what, its own title, where, when and whence."""

    title: str
    details: tuple[str, ...]
    sheet: Sheet


def exhibits(report: Report, style: NumberStyle) -> list[Exhibit]:
    """The report's tables that have rows, at full width; those of several budgets fit on paper."""
    title = one_line(report.title)
    found = []
    width = _PAPER if _has_several(report) else None
    for sheet in sheets(report, style, width, complete=width is not None):
        if sheet.lines:
            found.append(Exhibit(title, details(report, sheet), _without_bars(sheet)))
    return found


def details(report: Report, sheet: Sheet) -> tuple[str, ...]:
    """What a caption says after the report's title: the sheet's own title, where, when and whence."""
    words = [one_line(sheet.title), one_line(report.context), one_line(report.source).rstrip(".")]
    return tuple(filter(None, words))


# So many signs beside each other can be read on A4.
_PAPER = 90


def _has_several(report: Report) -> bool:
    """Whether a table sets more than one budget against another, so that its years need room."""
    return any(
        sum(column.role == "difference" for column in table.columns) > 1 and table.at("spread")
        for table in tables_for(report, PEOPLE)
    )


def paragraphs(report: Report, style: NumberStyle) -> list[str]:
    """The notes and sentences; the source is left out, since it stands in every caption."""
    words = [sentence(found, style, report.decimals) for found in (*report.sentences(), *report.scope)]
    return [words for words in notes_below(report) if words != one_line(report.source)] + words


def _without_bars(sheet: Sheet) -> Sheet:
    """The sheet without bars, which are drawn for the fixed width of a terminal; cells unpadded."""
    keep = [i for i, heading in enumerate(sheet.headings) if heading.kind != "bar"]
    return sheet._replace(
        headings=tuple(sheet.headings[i] for i in keep),
        lines=tuple(
            line._replace(cells=tuple(line.cells[i].strip() for i in keep)) for line in sheet.lines
        ),
        notes=tuple(one_line(note) for note in sheet.notes),
        at_least=(),
    )
