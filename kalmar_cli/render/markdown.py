"""Markdown with pipe tables, as GitHub, GitLab and Pandoc read them."""

import re

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.sheet import RIGHT, ColumnHeading, Sheet
from kalmar_cli.render.document import Exhibit, exhibits, paragraphs
from kalmar_cli.reports.table import Report

# What could become a mark, a link, an element, an entity, a cell border or mathematics,
# and the words that sites turn into pictures (:smile:) or messages to somebody (@name).
_MARKS = re.compile(r"[\\`*_\[\]<>|&~#$]|:(?=[\w+-]+:)|@(?=\w)|(?<=\w):$")
# What makes a list, a rule or a heading of a paragraph that begins with it.
_BEGINNING = re.compile(r"(?:[-+=]|\d+[.)])(?=\s|$|[-+=])")


def render(report: Report, style: NumberStyle) -> str:
    """The report as Markdown: every table below its caption, then sentences and notes."""
    blocks = [_draw(exhibit) for exhibit in exhibits(report, style)]
    if not blocks:
        blocks = [
            f"**{escape_markdown(one_line(report.title))}.** {escape_markdown(one_line(report.context))}"
        ]
    blocks += [as_paragraph(words) for words in paragraphs(report, style)]
    return "\n\n".join(blocks) + "\n"


def escape_markdown(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKS.sub(lambda mark: "\\" + mark.group(), text)


def as_paragraph(words: str) -> str:
    """A text as a paragraph of its own, which no sign at its beginning turns into something else."""
    text = escape_markdown(words)
    beginning = _BEGINNING.match(text)
    if beginning:
        end = beginning.end() - 1
        text = text[:end] + "\\" + text[end:]
    return text


def _draw(exhibit: Exhibit) -> str:
    sheet = exhibit.sheet
    caption = f"**{escape_markdown(exhibit.title)}.** {'. '.join(map(escape_markdown, exhibit.details))}."
    rows = [
        [_heading(heading) for heading in sheet.headings],
        ["---:" if heading.align == RIGHT else ":---" for heading in sheet.headings],
    ]
    for line in sheet.lines:
        cells = [escape_markdown(cell) for cell in line.cells]
        rows.append(cells if line.emphasis == "item" else [f"**{cell}**" if cell else "" for cell in cells])
    table = "\n".join(f"| {' | '.join(row)} |" for row in _pad(rows, sheet))
    return "\n\n".join([caption, table, *map(as_paragraph, sheet.notes)])


def _heading(heading: ColumnHeading) -> str:
    """A Markdown table has one line of headings: the group and the title go together."""
    words = (escape_markdown(words) for words in (heading.group, heading.title) if words)
    return (": " if heading.folds else " ").join(words)


def _pad(rows: list[list[str]], sheet: Sheet) -> list[list[str]]:
    """Cells padded so that the text is a table to the eye as well; the rule grows with them."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(sheet.headings))]
    padded = []
    for n, row in enumerate(rows):
        cells = []
        for cell, width, heading in zip(row, widths, sheet.headings, strict=True):
            right = heading.align == RIGHT
            filling = "-" if n == 1 else " "
            cells.append(cell.rjust(width, filling) if right else cell.ljust(width, filling))
        padded.append(cells)
    return padded
