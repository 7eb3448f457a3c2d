"""Plain text at full width, for pipes, mail and files; nothing is cut or wrapped."""

from tabulate import tabulate

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line, sentence
from kalmar_cli.layout.drawing import notes_below, said_above, sheets
from kalmar_cli.layout.sheet import RIGHT, Sheet
from kalmar_cli.reports.table import Report


def render(report: Report, style: NumberStyle) -> str:
    """The report as text: heading, source, tables, notes, sentences."""
    top = (one_line(report.title), one_line(report.context), said_above(report, style))
    blocks = ["\n".join(filter(None, top))]
    blocks += [draw_sheet(sheet) for sheet in sheets(report, style, folded=True) if sheet.lines]
    for paragraphs in (
        [*notes_below(report), *report.hints],
        [sentence(words, style, report.decimals) for words in report.sentences()],
    ):
        if paragraphs:
            blocks.append("\n".join(paragraphs))
    return "\n\n".join(blocks) + "\n"


def draw_sheet(sheet: Sheet) -> str:
    """One sheet as lines of text, a blank line between a sum and parts below it, a rule above a total."""
    widths, total = sheet.widths, sheet.total
    rule = ["-" * width for width in widths]
    rows = [[heading.title for heading in sheet.headings], rule]
    for line, below in zip(sheet.lines, (*sheet.lines[1:], None), strict=True):
        if line is total:
            rows.append(rule)
        rows.append(list(line.cells))
        if line.emphasis == "subtotal" and below and below.emphasis == "item":
            rows.append([""] * len(line.cells))
    # The headings go in as a row: as headings tabulate would widen every column by two.
    table = tabulate(
        rows,
        tablefmt="plain",
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["right" if heading.align == RIGHT else "left" for heading in sheet.headings],
    )
    above = [words for words in (one_line(sheet.title), *sheet.group_lines(widths)) if words]
    return "\n".join(line.rstrip() for line in [*above, *table.split("\n"), *map(one_line, sheet.notes)])
