"""A sheet as a table of a document: heads that repeat, figures to the right and never broken."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement

from kalmar_cli.layout.paper import PaperSheet
from kalmar_cli.layout.sheet import GAP, Sheet, SheetLine
from kalmar_cli.render.docx.styles import FIGURES, SIGN, TABLE, TEXT_WIDTH, WORDS

# A table of so many rows stays on one page.
_TOGETHER = 24
# Signs of words that a column has room for, however many figures stand beside.
_LEAST = 12


def add_table(document: Any, of: PaperSheet) -> None:
    """The sheet as a table at the end of the document, its groups each below a row with their words."""
    sheet = of.sheet
    heads = _heads(sheet)
    count = len(sheet.headings)
    rows = len(heads) + sum(len(group.lines) + bool(group.words) for group in of.groups)
    table = document.add_table(rows, count, TABLE)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    widths = _widths(sheet)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    marked = list(table.rows)  # asked for one of them, the library goes through all before it
    grid = [list(row.cells) for row in marked]
    for cells in grid:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
    at = 0
    for head in heads:
        for words, start, end in head:
            cell = grid[at][start] if end - start == 1 else grid[at][start].merge(grid[at][end - 1])
            _write(cell, words, _style(sheet, start), bold=True)
        _mark_row(marked[at], head=True)
        at += 1
    for group in of.groups:
        if group.words:
            cell = grid[at][0].merge(grid[at][-1]) if count > 1 else grid[at][0]
            _write(cell, group.words, WORDS, bold=True)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            _mark_row(marked[at])
            at += 1
        for line in group.lines:
            _write_line(grid[at], line, sheet)
            _mark_row(marked[at])
            at += 1
    together = grid if rows <= _TOGETHER else grid[: len(heads) + 1]
    for cells in together[:-1]:
        for cell in cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _heads(sheet: Sheet) -> list[list[tuple[str, int, int]]]:
    """The rows of headings: words above columns from start to end.

    Where all figures are of one year, the heading above the table says which.
    """
    titles = [(heading.title, i, i + 1) for i, heading in enumerate(sheet.headings)]
    groups = sheet.spans
    if not any(words for words, _start, _end in groups):
        return [titles]
    years = {heading.title for heading in sheet.headings if heading.group and not heading.difference}
    if len(years) == 1 and sheet.title.endswith(tuple(years)):
        return [[(words or sheet.headings[start].title, start, end) for words, start, end in groups]]
    return [groups, titles]


def _widths(sheet: Sheet) -> list[int]:
    """The columns' widths: figures as wide as they are, words share what is left."""
    natural = [(width + GAP) * SIGN for width in sheet.widths]
    words = [i for i, heading in enumerate(sheet.headings) if heading.kind == "text"]
    left = TEXT_WIDTH - sum(natural)
    if left >= 0 or not words:
        if words:
            natural[max(words, key=lambda i: natural[i])] += left
        return natural
    room = sum(natural[i] for i in words)
    share = max(room + left, len(words) * _LEAST * SIGN)
    widths = [width * share // room if i in words else width for i, width in enumerate(natural)]
    return [width * TEXT_WIDTH // max(sum(widths), TEXT_WIDTH) for width in widths]


def _write_line(cells: list[Any], line: SheetLine, sheet: Sheet) -> None:
    for i, (cell, text) in enumerate(zip(cells, line.cells, strict=True)):
        _write(cell, text, _style(sheet, i), bold=line.emphasis != "item")


def _style(sheet: Sheet, column: int) -> str:
    """The style of a column's paragraphs."""
    return WORDS if sheet.headings[column].kind == "text" else FIGURES


def _write(cell: Any, text: str, style: str, *, bold: bool) -> None:
    """A text in a cell; figures stay on one line."""
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style.replace(" ", "")  # by its id: by its name, the library looks at all styles
    run = paragraph.add_run(text)
    run.bold = bold or None
    if style == FIGURES and any(sign.isdigit() for sign in text):
        cell._tc.get_or_add_tcPr().append(OxmlElement("w:noWrap"))


def _mark_row(row: Any, *, head: bool = False) -> None:
    """A row that is not broken over pages; a `head` stands on each of them."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if head else ())):
        properties.append(OxmlElement(name))
