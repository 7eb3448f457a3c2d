"""Plain text at full width, for pipes, mail and files; nothing is cut or wrapped."""

from tabulate import tabulate

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout import RIGHT, Sheet, one_line, sentence, sheets
from kalmar_cli.reports.table import ITEM, Report


def render(report: Report, style: NumberStyle) -> str:
    """The report as text: heading, tables, sentences, notes."""
    blocks = [f"{one_line(report.title)}\n{one_line(report.context)}"]
    blocks += [draw_sheet(sheet) for sheet in sheets(report, style) if sheet.lines]
    if sentences := report.sentences():
        blocks.append("\n".join(sentence(s, style, report.decimals) for s in sentences))
    if report.notes:
        blocks.append("\n".join(map(one_line, report.notes)))
    return "\n\n".join(blocks) + "\n"


def draw_sheet(sheet: Sheet) -> str:
    """One sheet as lines of text, a blank line after each sum."""
    widths = sheet.widths
    rows = [[heading.title for heading in sheet.headings], ["-" * width for width in widths]]
    for line in sheet.lines:
        rows.append(list(line.cells))
        if line.emphasis != ITEM and line is not sheet.lines[-1]:
            rows.append([""] * len(line.cells))
    # The headings go in as a row: as headings tabulate would widen every column by two.
    table = tabulate(
        rows,
        tablefmt="plain",
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["right" if heading.align == RIGHT else "left" for heading in sheet.headings],
    )
    above = [words for words in (one_line(sheet.title), sheet.group_line(widths)) if words]
    return "\n".join(line.rstrip() for line in [*above, *table.split("\n"), *map(one_line, sheet.notes)])
