"""Native charts of a sheet, in colours that are no party's, with words for those who do not see them."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from kalmar_cli.base.language import _
from kalmar_cli.render.xlsx.cells import Styles, cell_text, number_format
from kalmar_cli.render.xlsx.plan import SheetPlan
from kalmar_cli.reports.table import Chart, Report

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
    found = []
    for block in plan.blocks:
        row = block.first + plan.ids.index(chart.row)
        years = dict.fromkeys(w.spread for w in block.columns if w.column.id in chart.columns)
        for year in years:
            at = [
                i for i, w in enumerate(block.columns) if w.column.id in chart.columns and w.spread == year
            ]
            found.append(
                {
                    "name": [plan.name, block.first - 1, at[0]],
                    "categories": _cells(plan.name, block.top, at),
                    "values": _cells(plan.name, row, at),
                }
            )
    return found


def _cells(sheet: str, row: int, columns: Sequence[int]) -> str:
    """The cells of a row as a reference, also where other columns stand between them."""
    name = quote_sheetname(sheet)
    cells = (xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True) for at in columns)
    return f"=({','.join(f'{name}!{cell}' for cell in cells)})"


def _by_row(plan: SheetPlan, column: str) -> dict[str, Any]:
    """A series of a column's figures in the first year, row by row."""
    block, name = plan.blocks[0], plan.name
    at = next(i for i, wide in enumerate(block.columns) if wide.column.id == column)
    rows = [block.first + plan.ids.index(id) for id in plan.grid.items]
    first, last = min(rows), max(rows)
    return {
        "name": [name, block.first - 1, at],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, at, last, at],
    }


def _first_year(plan: SheetPlan, chart: Chart) -> str:
    """The year that a chart by row is of; "" in a table without years."""
    return next(str(w.spread or "") for w in plan.blocks[0].columns if w.column.id in chart.columns)
