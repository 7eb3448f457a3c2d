"""The tables on a terminal: as wide as it is, sums in bold, colour only as a second signal."""

import io
from textwrap import fill

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kalmar_cli.figures import NumberStyle
from kalmar_cli.layout import GAP, RIGHT, Heading, Sheet, one_line, sentence, sheets
from kalmar_cli.report import BAR, ITEM, TEXT, TOTAL, Report

# Rules below the heading and above the last sum; one blank between columns.
_RULES = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
_LEAST_WIDTH, _LEAST_TEXT = 40, 10
# Rich would squeeze a table into its console and lose digits; the sheets are already sized.
_ENDLESS = 10_000


def render(report: Report, style: NumberStyle, width: int, *, colour: bool = True) -> str:
    """The report for a terminal of `width` columns, with ANSI styles; without `colour`, bold stays."""
    output = io.StringIO()
    width = max(width, _LEAST_WIDTH)
    console = Console(
        file=output,
        width=_ENDLESS,
        force_terminal=True,
        no_color=not colour,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(_top(one_line(report.title), one_line(report.context), width))
    for sheet in sheets(report, style, width):
        if sheet.lines:
            widths = _widths(sheet, width)
            console.print()
            for words in (one_line(sheet.title), sheet.group_line(widths)):
                if words:
                    console.print(Text(words, style="bold"))
            console.print(_table(sheet, widths))
            for note in sheet.notes:
                console.print(Text(fill(one_line(note), width), style="dim"))
    sentences = [sentence(found, style, report.decimals) for found in report.sentences]
    for block in (sentences, [one_line(note) for note in report.notes]):
        if block:
            console.print()
        for paragraph in block:
            console.print(Text(fill(paragraph, width, break_long_words=False, break_on_hyphens=False)))
    return "\n".join(line.rstrip() for line in output.getvalue().split("\n"))


def _top(title: str, context: str, width: int) -> Text:
    """The heading, the context at the right or on a line of its own."""
    room = width - len(title)
    heading = Text(fill(title, width), style="bold")
    beside = len(context) + GAP <= room
    return heading.append(context.rjust(room) if beside else "\n" + context, style="not bold dim")


def _table(sheet: Sheet, widths: list[int]) -> Table:
    table = Table(box=_RULES, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for heading, width in zip(sheet.headings, widths, strict=True):
        table.add_column(
            Text(heading.title, style="not bold dim" if heading.group else "bold"),
            justify="right" if heading.align == RIGHT else "left",
            width=width,
            no_wrap=heading.kind != TEXT,
            overflow="fold",
        )
    for line, after in zip(sheet.lines, [*sheet.lines[1:], None], strict=True):
        cells = [
            _cell(c, heading, line.emphasis) for c, heading in zip(line.cells, sheet.headings, strict=True)
        ]
        table.add_row(*cells, end_section=after is sheet.lines[-1] and after.emphasis == TOTAL)
    return table


def _cell(cell: str, heading: Heading, emphasis: str) -> Text:
    text = Text(cell, style="bold" if emphasis != ITEM else "")
    figure = cell.strip()
    if heading.difference:
        text.stylize("red" if figure.startswith("−") else "green" if figure.startswith("+") else "")
    elif heading.kind == BAR:
        text.stylize("red" if figure.startswith("█") else "green" if figure.endswith("█") else "")
    return text


def _widths(sheet: Sheet, width: int) -> list[int]:
    """Column widths that fit: numbers keep theirs, the widest texts give way."""
    widths = sheet.widths
    for _excess in range(sum(widths) + GAP * (len(widths) - 1) - width):
        texts = [(w, i) for i, w in enumerate(widths) if sheet.headings[i].kind == TEXT and w > _LEAST_TEXT]
        roomy = [(w, i) for w, i in texts if w > sheet.headings[i].least]
        if texts:
            widths[max(roomy or texts)[1]] -= 1
    return widths
