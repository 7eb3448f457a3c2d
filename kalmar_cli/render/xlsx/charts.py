"""Native charts of a sheet, in colours that are no party's, with words for those who do not see them."""

from typing import Any

from kalmar_cli.base.language import _
from kalmar_cli.render.xlsx.cells import Styles, cell_text, number_format
from kalmar_cli.render.xlsx.plan import SheetPlan
from kalmar_cli.reports.table import Chart, Report

ROWS = 20  # that a chart and its heading take
_MOST_SERIES = 255  # that a chart may have in Excel
_SIZE = {"width": 720, "height": 360}
_BASELINE = "#8A8478"
_COLOURS = ("#1F6F8B", "#B4570F", "#7A4A8C", "#4F7A3A", "#A3476B", "#8A6D1F", "#3D5A80", "#6B5B4B")


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
        series = _by_budget(plan, chart) if len(plan.blocks) == 1 else _by_year(plan, chart)
    else:
        series = [_by_row(plan, column) for column in chart.columns]
        titled = ", ".join(filter(None, [titled, _first_year(plan, chart), report.unit]))
    for n, of in enumerate(series):
        last = len(series) > 1 and n == len(series) - 1 and len(plan.blocks) == 1
        colour = _BASELINE if last else _COLOURS[n % len(_COLOURS)]
        picture.add_series({**of, "gap": 60, "fill": {"color": colour}, "border": {"none": True}})
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


def _by_budget(plan: SheetPlan, chart: Chart) -> list[dict[str, Any]]:
    """A series for each column, its years beside each other; its name stands at its first bar."""
    block, name = plan.blocks[0], plan.name
    row = plan.blocks[0].first + plan.ids.index(chart.row)
    found = []
    for column in chart.columns:
        at = [i for i, wide in enumerate(block.columns) if wide.column.id == column]
        heads = [name, block.first - 1, at[0], block.first - 1, at[-1]]
        found.append(
            {
                "name": [name, block.top, at[0]],
                "categories": heads,
                "values": [name, row, at[0], row, at[-1]],
                "data_labels": _name_at_first_mark(len(at)),
            }
        )
    return found


def _name_at_first_mark(marks: int) -> dict[str, Any]:
    """The name of a series beside its first mark, so that no one has to match colours."""
    others = [{"delete": True} for _n in range(marks - 1)]
    return {
        "series_name": True,
        "value": False,
        "position": "outside_end",
        "font": {"rotation": -90, "size": 8},
        "custom": [{}, *others],
    }


def _by_year(plan: SheetPlan, chart: Chart) -> list[dict[str, Any]]:
    """A series for each year, the budgets' names below its bars."""
    found = []
    for block in plan.blocks:
        at = [i for i, wide in enumerate(block.columns) if wide.column.id in chart.columns]
        row = block.first + plan.ids.index(chart.row)
        found.append(
            {
                "name": [plan.name, block.first - 1, at[0]],
                "categories": [plan.name, block.top, at[0], block.top, at[-1]],
                "values": [plan.name, row, at[0], row, at[-1]],
            }
        )
    return found


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
