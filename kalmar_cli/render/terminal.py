"""The tables on a terminal: as wide as it is, sums in bold, colour only as a second signal."""

from collections.abc import Callable, Iterator
from textwrap import fill, wrap

from rich.cells import cell_len, chop_cells
from rich.color import ColorSystem
from rich.style import Style

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout import GAP, RIGHT, ColumnHeading, Sheet, one_line, sentence, sheets
from kalmar_cli.reports.table import BAR, ITEM, TEXT, TOTAL, Report

BOLD, DIM = "bold", "dim"
# For the sign of a difference: neither of them praises or warns, as green and red would.
LESS, MORE = "magenta", "cyan"
_LEAST_WIDTH, _LEAST_TEXT = 40, 10

Paint = Callable[[str, str], str]


def render(report: Report, style: NumberStyle, width: int, *, colour: bool = True) -> str:
    """The report for a terminal of `width` columns, with ANSI styles; without `colour`, bold stays."""

    def paint(text: str, name: str) -> str:
        found = Style.parse(name) if colour else Style.parse(name).without_color
        return found.render(text, color_system=ColorSystem.STANDARD)

    width = max(width, _LEAST_WIDTH)
    blocks = [_top(one_line(report.title), one_line(report.context), width, paint)]
    blocks += [_table(sheet, width, paint) for sheet in sheets(report, style, width) if sheet.lines]
    sentences = [sentence(found, style, report.decimals) for found in report.sentences()]
    for paragraphs in (sentences, [one_line(note) for note in report.notes]):
        if paragraphs:
            filled = (fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
            blocks.append("\n".join(filled))
    return "\n\n".join(blocks) + "\n"


def _top(title: str, context: str, width: int, paint: Paint) -> str:
    """The heading, the context at the right or on a line of its own."""
    room = width - len(title)
    if len(context) + GAP <= room:
        return paint(title, BOLD) + paint(context.rjust(room), DIM)
    return f"{paint(fill(title, width), BOLD)}\n{paint(fill(context, width), DIM)}"


def _table(sheet: Sheet, width: int, paint: Paint) -> str:
    """The sheet within `width`, a rule below the headings and above a last sum, its notes below."""
    widths = _widths(sheet, width)
    above = fill(one_line(sheet.title), width), sheet.group_line(widths)
    lines = [paint(words, BOLD) for words in above if words]
    rule = (" " * GAP).join("─" * width for width in widths)
    lines += _row([(of.title, DIM if of.group else BOLD) for of in sheet.headings], sheet, widths, paint)
    lines.append(rule)
    for line in sheet.lines:
        if line is sheet.lines[-1] and line.emphasis == TOTAL:
            lines.append(rule)
        cells = zip(line.cells, sheet.headings, strict=True)
        lines += _row([(cell, _style(cell, of, line.emphasis)) for cell, of in cells], sheet, widths, paint)
    return "\n".join([*lines, *(paint(fill(one_line(note), width), DIM) for note in sheet.notes)])


def _row(cells: list[tuple[str, str]], sheet: Sheet, widths: list[int], paint: Paint) -> Iterator[str]:
    """Cells with their styles, beside each other; words that are wider than their column go on below."""
    parts = [
        _wrapped(cell, width) if heading.kind == TEXT else [cell]
        for (cell, _name), heading, width in zip(cells, sheet.headings, widths, strict=True)
    ]
    for n in range(max(map(len, parts))):
        row = []
        for (_cell, name), of, heading, width in zip(cells, parts, sheet.headings, widths, strict=True):
            text = of[n] if n < len(of) else ""
            room = " " * (width - cell_len(text))
            row.append(room + paint(text, name) if heading.align == RIGHT else paint(text, name) + room)
        yield (" " * GAP).join(row).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """A text in pieces that fit `width` columns, of which a wide letter takes two."""
    return wrap(text, width) or [""] if cell_len(text) == len(text) else chop_cells(text, width)


def _style(cell: str, heading: ColumnHeading, emphasis: str) -> str:
    """Bold for sums; a colour for the sign of a difference."""
    figure = cell.strip()
    colour = ""
    if heading.difference:
        colour = LESS if figure.startswith("−") else MORE if figure.startswith("+") else ""
    elif heading.kind == BAR:
        colour = LESS if figure.startswith("█") else MORE if figure.endswith("█") else ""
    return f"{'' if emphasis == ITEM else BOLD} {colour}".strip()


def _widths(sheet: Sheet, width: int) -> list[int]:
    """Column widths that fit: numbers keep theirs, the widest texts give way."""
    widths = sheet.widths
    for _excess in range(sum(widths) + GAP * (len(widths) - 1) - width):
        texts = [(w, i) for i, w in enumerate(widths) if sheet.headings[i].kind == TEXT and w > _LEAST_TEXT]
        roomy = [(w, i) for w, i in texts if w > sheet.headings[i].least]
        if texts:
            widths[max(roomy or texts)[1]] -= 1
    return widths
