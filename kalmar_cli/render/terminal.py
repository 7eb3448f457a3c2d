"""The tables on a terminal: as wide as it is, sums and differences bold, zeros dim, colour on bars."""

import os
from collections.abc import Callable, Iterator

from rich.color import ColorSystem
from rich.style import Style

from kalmar_cli.base.characters import widest, wrap_words
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line, sentence
from kalmar_cli.layout.drawing import notes_below, said_above, sheets
from kalmar_cli.layout.sheet import GAP, ColumnHeading, Sheet
from kalmar_cli.reports.table import Emphasis, Report

BOLD, DIM = "bold", "dim"
# For bars on either side of zero: none of them praises or warns, as green and red would.
# No colour has enough contrast on dark and on light, so there is a pair for each.
ON_DARK, ON_LIGHT = ("#d787ff", "#5fd7ff"), ("#870087", "#005f87")
_LEAST_WIDTH = 40

Paint = Callable[[str, str], str]


def render(report: Report, style: NumberStyle, width: int, *, colour: bool = True) -> str:
    """The report for a terminal of `width` columns, with ANSI styles; without `colour`, bold stays."""
    bars = bar_colours(os.environ.get("COLORFGBG", "")) if colour else ("", "")

    def paint(text: str, name: str) -> str:
        return Style.parse(name).render(text, color_system=ColorSystem.EIGHT_BIT)

    width = max(width, _LEAST_WIDTH)
    top = _top(one_line(report.title), one_line(report.context), width, paint)
    if above := said_above(report, style):
        top += "\n" + _filled(above, width, paint, DIM)
    blocks = [top]
    blocks += [
        _table(sheet, width, paint, bars)
        for sheet in sheets(report, style, width, folded=True)
        if sheet.lines
    ]
    sentences = [sentence(found, style, report.decimals) for found in report.sentences()]
    for paragraphs in ([*notes_below(report), *report.hints], sentences):
        if paragraphs:
            blocks.append("\n".join(_filled(words, width, paint, "") for words in paragraphs))
    return "\n\n".join(blocks) + "\n"


def bar_colours(background: str) -> tuple[str, str]:
    """The colours of bars below and above zero; none where COLORFGBG does not say what they stand on."""
    number = background.rpartition(";")[2]
    if not number.isdigit():
        return "", ""
    return ON_LIGHT if int(number) in (7, 15) else ON_DARK


def _filled(words: str, width: int, paint: Paint, name: str) -> str:
    """Words within `width`, in a style; the style ends at each line's end."""
    return "\n".join(paint(line, name) for line in wrap_words(words, width, whole=False))


def _top(title: str, context: str, width: int, paint: Paint) -> str:
    """The heading, the context at the right or on a line of its own."""
    room = width - widest(title)
    if widest(context) + GAP <= room:
        return paint(title, BOLD) + paint(context.rjust(room - widest(context) + len(context)), DIM)
    return f"{_filled(title, width, paint, BOLD)}\n{_filled(context, width, paint, DIM)}"


def _table(sheet: Sheet, width: int, paint: Paint, bars: tuple[str, str]) -> str:
    """The sheet within `width`, a rule below the headings, its notes below."""
    widths = sheet.fitted(width)
    lines = [_filled(one_line(sheet.title), width, paint, BOLD)] if sheet.title else []
    lines += [paint(words, BOLD) for words in sheet.group_lines(widths)]
    rule = (" " * GAP).join("─" * width for width in widths)
    lines += _row([(of.title, DIM if of.group else BOLD) for of in sheet.headings], sheet, widths, paint)
    lines.append(rule)
    for line in sheet.lines:
        cells = [
            (cell, _style(cell, of, line.emphasis, bars))
            for cell, of in zip(line.cells, sheet.headings, strict=True)
        ]
        lines += _row(cells, sheet, widths, paint)
    if sheet.notes:
        lines.append(_filled(" ".join(map(one_line, sheet.notes)), width, paint, DIM))
    return "\n".join(lines)


def _row(cells: list[tuple[str, str]], sheet: Sheet, widths: list[int], paint: Paint) -> Iterator[str]:
    """Cells with their styles, beside each other; words that are wider than their column go on below."""
    parts = [
        wrap_words(cell, width, whole=False) or [""] if heading.kind == "text" else [cell]
        for (cell, _name), heading, width in zip(cells, sheet.headings, widths, strict=True)
    ]
    for n in range(max(map(len, parts))):
        row = []
        for (_cell, name), of, heading, width in zip(cells, parts, sheet.headings, widths, strict=True):
            text = of[n] if n < len(of) else ""
            row.append(heading.place(text, width, paint(text, name)))
        yield (" " * GAP).join(row).rstrip()


def _style(cell: str, heading: ColumnHeading, emphasis: Emphasis, bars: tuple[str, str]) -> str:
    """Bold for sums and for what differs, dim for zeros, a colour for bars."""
    figure = cell.strip()
    if heading.kind == "bar":
        below, above = bars
        return below if figure.endswith("│") else above if figure.startswith("│") else ""
    if (
        heading.kind in ("number", "percent", "count")
        and figure
        and not any(sign in "123456789" for sign in figure)
    ):
        return DIM
    return "" if emphasis == "item" and not heading.difference else BOLD
