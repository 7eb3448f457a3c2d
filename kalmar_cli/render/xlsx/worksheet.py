"""One table on a sheet of a workbook: headings, cells, notes, charts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_range

from kalmar_cli.base import language
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import STYLES
from kalmar_cli.layout import (
    Wide,
    by_row,
    decimals_by_kind,
    in_words,
    kind_of,
    note,
    one_line,
    side_by_side,
)
from kalmar_cli.render.xlsx.cells import Styles, cell_text, number_format, set_height
from kalmar_cli.render.xlsx.formulas import CellGrid, Here, formula
from kalmar_cli.reports.table import (
    BAR,
    COUNT,
    DIFFERENCE,
    ITEM,
    PERCENT,
    SHARE_UNIT,
    SPREAD,
    TEXT,
    UNIT,
    Chart,
    Record,
    Report,
    Table,
    Value,
)

_TOP = 4  # title, the table's own, context and a blank above the headings
_NARROW, _WIDEST = 9, 60
_MOST_SERIES = 255  # that a chart may have in Excel
_CHART, _CHART_ROWS = {"width": 640, "height": 320}, 19


class SheetWriter:
    """One table on its sheet."""

    def __init__(self, book: Any, styles: Styles, report: Report, table: Table, grid: CellGrid) -> None:
        self.book, self.styles, self.report = book, styles, report
        self.table, self.grid = table, grid
        self.columns = shown_columns(table)
        self.ids = row_ids(table)
        self.first = first_row(table)
        self.sheet = book.add_worksheet(grid.sheet)
        self.decimals = decimals_by_kind(table, report.decimals)

    def write(self, tables: dict[str, CellGrid]) -> None:
        """Title, headings, rows, notes, charts; formulas may point at any of `tables`."""
        report = self.report
        details = ". ".join(filter(None, [report.context, report.source]))
        looks: list[dict[str, Any]] = [{"bold": True, "font_size": 13}, {"bold": True}, {"italic": True}]
        for n, (words, look) in enumerate(
            zip((report.title, self.table.title, details), looks, strict=True)
        ):
            self.sheet.write_string(n, 0, cell_text(words), self.styles(**look))
        self._headings()
        rows = by_row(self.table)
        for n, by_year in enumerate(rows):
            for at, wide in enumerate(self.columns):
                self._cell(n, at, wide, by_year, tables)
        after = self.first + len(rows) + 1
        style = STYLES[language.current()]
        for n, found in enumerate(self.table.notes):
            self.sheet.write_string(after + n, 0, cell_text(note(found, style, report.decimals)))
        after += len(self.table.notes) + bool(self.table.notes)
        for n, chart in enumerate(self.table.charts):
            self._chart(chart, after + n * _CHART_ROWS)
        widths = [self._width(wide, rows) for wide in self.columns]
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        for n, by_year in enumerate(rows):
            values = next(iter(by_year.values())).values
            wrapped = [
                (_text(w, values), width)
                for w, width in zip(self.columns, widths, strict=True)
                if w.column.kind == TEXT
            ]
            set_height(self.sheet, self.first + n, wrapped)
        # The years are words above the columns, which a spreadsheet would mark as a mistake.
        heads = xl_range(self.first - 1, 0, self.first - 1, len(self.columns) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": heads})
        self.sheet.freeze_panes(self.first, 1)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_TOP, self.first - 1)

    def _headings(self) -> None:
        """The years below what they are of, as on the screen."""
        for at, wide in enumerate(self.columns):
            align = "left" if wide.column.kind == TEXT else "right"
            style = self.styles(bold=True, bottom=1, align=align, valign="bottom", text_wrap=True)
            of_year = wide.spread is not None and wide.column.kind != TEXT
            words = str(wide.spread) if of_year else cell_text(wide.column.title)
            self.sheet.write_string(self.first - 1, at, words, style)
            above = wide.column.title if of_year else wide.column.group
            if above:
                group = self.styles(bold=True, align="right", **({} if of_year else {"text_wrap": True}))
                self.sheet.write_string(_TOP, at, cell_text(above), group)

    def _cell(
        self, n: int, at: int, wide: Wide, by_year: dict[Value, Record], tables: dict[str, CellGrid]
    ) -> None:
        row = self.first + n
        found = by_year.get(wide.spread)
        record = found or next(iter(by_year.values()))
        value = (
            in_words(wide.column, record.values[wide.column.id])
            if found or wide.column.kind == TEXT
            else None
        )
        style = self._style(wide, record)
        if value is None:
            self.sheet.write_blank(row, at, None, style)
        elif isinstance(value, Decimal | int):
            made = self.table.making(record).get(wide.column.id)
            if made is None:
                self.sheet.write_number(row, at, value, style)
            else:
                here = Here(self.grid, self.ids[n], str(wide.spread or ""), tables)
                self.sheet.write_formula(row, at, formula(made, here), style, value)
        else:
            text = value if isinstance(value, str) else f"{value.part} / {value.whole}"
            self.sheet.write_string(row, at, cell_text(text), style)

    def _style(self, wide: Wide, record: Record) -> Any:
        """How a cell looks: number format of its column and unit, sums in bold with a line above."""
        properties: dict[str, Any] = {}
        if record.emphasis != ITEM:
            properties |= {"bold": True, "top": 1}
        if wide.column.kind == TEXT:
            return self.styles(**properties, text_wrap=True, valign="top")
        properties |= {"align": "right", "valign": "top"}
        if wide.column.kind == COUNT:
            return self.styles(**properties)
        if wide.column.kind == PERCENT:
            return self.styles(**properties, num_format=number_format(1, False, True))
        unit = self.table.value(record, UNIT)
        signed = wide.column.role == DIFFERENCE
        decimals = self.decimals.get(kind_of(self.table, record), 0)
        return self.styles(**properties, num_format=number_format(decimals, unit == SHARE_UNIT, signed))

    def _width(self, wide: Wide, rows: list[dict[Value, Record]]) -> int:
        if wide.column.kind != TEXT:
            return max(_NARROW, min(len(wide.column.title) + 2, 2 * _NARROW))
        texts = [_text(wide, next(iter(by_year.values())).values) for by_year in rows]
        return min(_WIDEST, max(map(len, [one_line(wide.column.title), *texts])) + 2)

    def _first_year(self, chart: Chart) -> str:
        """The year that a chart by row is of; "" in a table without years."""
        return next(str(w.spread or "") for w in self.columns if w.column.id in chart.columns)

    def _chart(self, chart: Chart, below: int) -> None:
        """A native chart below the table: by year in one row, or by row in the first year."""
        if len(chart.columns) > _MOST_SERIES:
            words = _("No chart: a spreadsheet draws at most {count} series.").format(count=_MOST_SERIES)
            self.sheet.write_string(below, 0, words)
            return
        picture = self.book.add_chart({"type": "column" if chart.row else "bar"})
        name = self.grid.sheet
        for column in chart.columns:
            at = [i for i, wide in enumerate(self.columns) if wide.column.id == column]
            if chart.row:
                row, _column = self.grid.at[chart.row, column, str(self.columns[at[0]].spread or "")]
                area = (row, at[0], row, at[-1])
                heads = (self.first - 1, at[0], self.first - 1, at[-1])
            else:
                rows = [
                    self.grid.at[id, column, str(self.columns[at[0]].spread or "")][0]
                    for id in self.grid.items
                ]
                area = (min(rows), at[0], max(rows), at[0])
                heads = (min(rows), 0, max(rows), 0)
            picture.add_series(
                {
                    "name": [name, _TOP if chart.row else self.first - 1, at[0]],
                    "categories": [name, *heads],
                    "values": [name, *area],
                    "gap": 60,
                }
            )
        # As references: what a text that looks like one would be taken for.
        titled = self.first + self.ids.index(chart.row) if chart.row else below
        if not chart.row:
            words = ", ".join(
                filter(None, [self.table.title or self.report.title, self._first_year(chart)])
            )
            self.sheet.write_string(below, 0, cell_text(words), self.styles(bold=True))
            below += 1
        picture.set_title({"name": [name, titled, 0], "name_font": {"size": 12}})
        category = {"label_position": "low", "reverse": not chart.row}
        value = {
            "name": self.report.unit,
            "num_format": number_format(0, False, False),
            "major_gridlines": {"visible": True},
        }
        # In a bar chart the categories stand on the upright axis.
        across, upright = (category, value) if chart.row else (value, category)
        picture.set_x_axis(across)
        picture.set_y_axis(upright)
        picture.set_legend({"position": "bottom"} if len(chart.columns) > 1 else {"none": True})
        picture.set_size(_CHART)
        self.sheet.insert_chart(below, 0, picture)


def _text(wide: Wide, values: Mapping[str, Value]) -> str:
    """What stands in a column of words."""
    return str(in_words(wide.column, values[wide.column.id]) or "")


def shown_columns(table: Table) -> list[Wide]:
    """The columns of a table's sheet: what people see, without bars, which the charts draw."""
    return [wide for wide in side_by_side(table) if wide.column.kind != BAR]


def first_title(table: Table) -> str:
    """What a table without a title is called: what its first column holds."""
    return next((one_line(column.title) for column in table.columns if column.title), table.name)


def first_row(table: Table) -> int:
    """The row of the first record, from 0: below one line of headings, or two with years or groups."""
    return _TOP + (2 if table.at(SPREAD) or any(column.group for column in table.columns) else 1)


def row_ids(table: Table) -> list[str]:
    """What formulas call each row: its id, else its place; two may have the same name."""
    id = table.row_key
    records = [next(iter(by_year.values())) for by_year in by_row(table)]
    return [str(record.values[id] if id else n) for n, record in enumerate(records)]


def grid_of(table: Table, name: str) -> CellGrid:
    """Where the figures of a table will stand on the sheet of that name."""
    first, columns = first_row(table), shown_columns(table)
    at: dict[tuple[str, str, str], tuple[int, int]] = {}
    items = []
    for n, (id, by_year) in enumerate(zip(row_ids(table), by_row(table), strict=True)):
        if next(iter(by_year.values())).emphasis == ITEM:
            items.append(id)
        for column, wide in enumerate(columns):
            at[id, wide.column.id, str(wide.spread or "")] = (first + n, column)
    return CellGrid(name, at, tuple(items))
