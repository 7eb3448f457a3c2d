"""Tables of the page to take along: a grid as CSV in a link that needs no network and no script."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.page.grids import Grid
from kalmar_cli.render.delimited import Dialect, write_rows


def download_link(style: NumberStyle) -> Callable[[Grid], str]:
    """What makes of a grid the address that holds it as CSV, its figures written as `style` does."""
    dialect = Dialect(";", ",", mark="\ufeff") if style.point == "," else Dialect()

    def link(grid: Grid) -> str:
        headings = [cell.heading for cell in grid.rows[0].cells] if grid.rows else []
        rows = [[row.label, *(_value(cell.text, style) for cell in row.cells)] for row in grid.rows]
        text = write_rows([[grid.heading, *headings], *rows], dialect)
        return f"data:text/csv;charset=utf-8,{quote(text)}"

    return link


def _value(text: str, style: NumberStyle) -> Decimal | str:
    """A figure as the page writes it, as a number; words as they are."""
    try:
        return Decimal(text.replace(style.group, "").replace(style.point, "."))
    except InvalidOperation:
        return text
