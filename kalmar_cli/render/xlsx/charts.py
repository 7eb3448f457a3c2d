"""Native charts of a sheet, in colours that are no party's, with words for those who do not see them."""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from kalmar_cli.base.language import _
from kalmar_cli.layout.parts import Wide
from kalmar_cli.render.xlsx.cells import Styles, cell_text, number_format
from kalmar_cli.render.xlsx.plan import SheetPlan, YearBlock
from kalmar_cli.reports.table import Chart, Report, Value

ROWS = 20  # that a chart and its heading take
_MOST_SERIES = 255  # that a chart may have in Excel
_SIZE = {"width": 720, "height": 360}
_COLOURS = ("#1F6F8B", "#8A8478", "#7A4A8C", "#B4570F", "#4F7A3A", "#A3476B", "#8A6D1F", "#6B5B4B")


def insert_chart(
    book: Any, sheet: Any, styles: Styles, report: Report, plan: SheetPlan, chart: Chart, below: int
) -> None:
    """A chart from row `below` on: by year in one row, or by row in the first year."""
    if len(chart.columns) > _MOST_SERIES:
        words = _("No chart: a spreadsheet draws at most {count} series.").format(count=_MOST_SERIES)
        sheet.write_string(below, 0, words)
        return
    picture = book.add_chart({"type": "column" if chart.row else "bar"})
    titled = plan.table.title or report.title
    if chart.row:
        titled = f"{_label(plan, chart.row)}, {report.unit}"
        series = _by_year(plan, chart)
    else:
        series = [_by_row(plan, column) for column in chart.columns]
        titled = ", ".join(filter(None, [titled, _first_year(plan, chart), report.unit]))
    for n, of in enumerate(series):
        fill = {"color": _COLOURS[n % len(_COLOURS)]}
        picture.add_series({**of, "gap": 60, "fill": fill, "border": {"none": True}})
    sheet.write_string(below, 0, cell_text(titled), styles(bold=True))
    category = {"label_position": "low", "reverse": not chart.row}
    value = {"num_format": number_format(0, False, False), "major_gridlines": {"visible": True}}
    # In a bar chart the categories stand on the upright axis.
    across, upright = (category, value) if chart.row else (value, category)
    picture.set_title({"none": True})
    picture.set_x_axis(across)
    picture.set_y_axis(upright)
    picture.set_legend({"position": "top"} if len(series) > 1 else {"none": True})
    picture.set_size(_SIZE)
    words = _("{title}: a bar chart of the figures in the table above.").format(title=cell_text(titled))
    sheet.insert_chart(below + 1, 0, picture, {"description": words, "object_position": 2})


def _label(plan: SheetPlan, id: str) -> str:
    """What a row is called."""
    record = next(iter(plan.rows[plan.ids.index(id)].values()))
    return str(record.values["label"])


def _by_year(plan: SheetPlan, chart: Chart) -> list[dict[str, Any]]:
    """A series for each year, the budgets' names below its bars."""
    row = plan.ids.index(chart.row)
    places: dict[Value, list[tuple[YearBlock, int]]] = {}
    for block, at, wide in _placed(plan, chart.columns):
        places.setdefault(wide.spread, []).append((block, at))
    return [
        {
            "name": [plan.name, of_year[0][0].first - 1, of_year[0][1]],
            "categories": _cells(plan.name, [(block.top, at) for block, at in of_year]),
            "values": _cells(plan.name, [(block.first + row, at) for block, at in of_year]),
        }
        for of_year in places.values()
    ]


def _placed(plan: SheetPlan, columns: Sequence[str]) -> Iterator[tuple[YearBlock, int, Wide]]:
    """Where figures of these columns stand: block and column on the sheet, from the top."""
    for block in plan.blocks:
        yield from ((block, at, w) for at, w in enumerate(block.columns) if w.column.id in columns)


def _cells(sheet: str, places: Sequence[tuple[int, int]]) -> str:
    """Cells as a reference, also where others stand between them."""
    name = quote_sheetname(sheet)
    cells = (xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True) for row, at in places)
    return f"=({','.join(f'{name}!{cell}' for cell in cells)})"


def _by_row(plan: SheetPlan, column: str) -> dict[str, Any]:
    """A series of a column's figures in the first year, row by row."""
    block, at, _wide = next(_placed(plan, (column,)))
    rows = [block.first + plan.ids.index(id) for id in plan.grid.items]
    first, last = min(rows), max(rows)
    return {
        "name": [plan.name, block.first - 1, at],
        "categories": [plan.name, first, 0, last, 0],
        "values": [plan.name, first, at, last, at],
    }


def _first_year(plan: SheetPlan, chart: Chart) -> str:
    """The year that a chart by row is of; "" in a table without years."""
    return next(str(wide.spread or "") for _block, _at, wide in _placed(plan, chart.columns))
