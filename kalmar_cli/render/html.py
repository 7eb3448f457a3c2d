"""An HTML fragment that pastes into a mail or a page: its few styles stand in the elements themselves."""

from html import escape

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.sheet import RIGHT, Sheet, SheetLine
from kalmar_cli.render.document import Exhibit, exhibits, paragraphs
from kalmar_cli.reports.table import Report

_TABLE = "border-collapse:collapse;margin:0 0 1.5em"
_CAPTION = "caption-side:top;text-align:left;padding:0 0 .5em"
# A table may be wider than a phone; its caption wraps where the reader sees it.
_WORDS = "margin:0;max-width:calc(100vw - 2em)"
_RULE = "1px solid currentColor"


def render(report: Report, style: NumberStyle) -> str:
    """The report as tables with captions, then sentences and notes as paragraphs."""
    blocks = [_draw(exhibit) for exhibit in exhibits(report, style)]
    if not blocks:
        title, context = escape(one_line(report.title)), escape(one_line(report.context))
        blocks = [f"<p><strong>{title}.</strong> {context}</p>"]
    blocks += [f"<p>{escape(words)}</p>" for words in paragraphs(report, style)]
    return "\n".join(blocks) + "\n"


def _draw(exhibit: Exhibit) -> str:
    sheet = exhibit.sheet
    caption = f"<strong>{escape(exhibit.title)}.</strong> {'. '.join(map(escape, exhibit.details))}."
    return "\n".join(
        [
            f'<table style="{_TABLE}">',
            f'<caption style="{_CAPTION}"><p style="{_WORDS}">{caption}</p></caption>',
            "<thead>",
            *_head(sheet),
            "</thead>",
            "<tbody>",
            *(_row(line, sheet) for line in sheet.lines),
            "</tbody>",
            "</table>",
            *(f"<p><small>{escape(note)}</small></p>" for note in sheet.notes),
        ]
    )


def _head(sheet: Sheet) -> list[str]:
    """The headings: one row, or two where some stand above several columns."""
    spans = sheet.spans
    grouped = any(words for words, _start, _end in spans)
    above, titles = [], []
    for words, start, end in spans:
        if not words:
            heading = sheet.headings[start]
            rows = ' rowspan="2"' if grouped else ""
            above.append(_th(heading.title, "col", heading.align, rows, bottom=True))
            continue
        columns = end - start
        above.append(_th(words, "colgroup", "center" if columns > 1 else RIGHT, f' colspan="{columns}"'))
        titles += [_th(h.title, "col", h.align, bottom=True) for h in sheet.headings[start:end]]
    return [f"<tr>{''.join(cells)}</tr>" for cells in (above, titles) if cells]


def _th(words: str, scope: str, align: str, more: str = "", *, bottom: bool = False) -> str:
    rule = f";border-bottom:{_RULE};vertical-align:bottom" if bottom else ""
    return (
        f'<th scope="{scope}"{more} style="padding:.2em .6em;text-align:{align}{rule}">{escape(words)}</th>'
    )


def _row(line: SheetLine, sheet: Sheet) -> str:
    """A row; the first cell names it, and one that is a sum says so and is set off."""
    summed = line.emphasis != "item"
    weight = "bold" if summed else "normal"
    cells = []
    for at, (cell, heading) in enumerate(zip(line.cells, sheet.headings, strict=True)):
        element = 'th scope="row"' if at == 0 else "td"
        style = f"padding:.2em .6em;text-align:{heading.align};font-weight:{weight}"
        if heading.align == RIGHT:
            style += ";white-space:nowrap"
        cells.append(f'<{element} style="{style}">{escape(cell)}</{element.split()[0]}>')
    mark = f' class="{line.emphasis}" style="border-bottom:{_RULE}"' if summed else ""
    return f"<tr{mark}>{''.join(cells)}</tr>"
