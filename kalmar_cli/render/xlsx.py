"""An Excel workbook: a sheet a table, its sums and differences live formulas, and a sheet about it.

A cell is either text, which never becomes a formula, a number, or a formula
made here, with the value that it had when the workbook was written.
"""

import io
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from kalmar_cli import __version__, clock
from kalmar_cli.figures import NumberStyle
from kalmar_cli.language import _
from kalmar_cli.layout import Wide, by_row, longest, one_line, sentence, side_by_side
from kalmar_cli.render.formulas import Grid, Here, formula
from kalmar_cli.report import (
    BAR,
    COUNT,
    DIFFERENCE,
    ITEM,
    SHARE_UNIT,
    SPREAD,
    TEXT,
    UNIT,
    Chart,
    Record,
    Report,
    Table,
    Value,
    for_workbooks,
)

_TOP = 4  # title, the table's own, context and a blank above the headings
_LONGEST = 32_767  # signs that Excel lets a cell have
_NARROW, _WIDEST = 9, 60
_NAME = 31  # signs that Excel lets a sheet's name have
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_CHART = {"width": 640, "height": 320}


def render(report: Report, style: NumberStyle) -> bytes:
    """The report as a workbook; `style` writes the figures of sentences, cells follow the spreadsheet's."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = datetime.combine(clock.today(), time())
        book.set_properties({"title": one_line(report.title), "created": day})
        book.set_calc_mode("auto")
        _Workbook(book, report).fill()
        _about(book, report, style)
    return output.getvalue()


class _Workbook:
    """A report on its way into a workbook."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book = book
        self.report = report
        self.tables = [table for table in for_workbooks(report) if table.records]
        self.grids: list[Grid] = []
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def fill(self) -> None:
        """Lays every table out before any is written, since formulas look ahead."""
        names: list[str] = []
        for table in self.tables:
            names.append(sheet_name(table.title or first_title(table), [*names, _about_name()]))
        self.grids = [_grid(table, name) for table, name in zip(self.tables, names, strict=True)]
        by_name = {t.name: grid for t, grid in reversed(list(zip(self.tables, self.grids, strict=True)))}
        for table, grid in zip(self.tables, self.grids, strict=True):
            _Sheet(self, table, grid, by_name).write()

    def format(self, **properties: Any) -> Any:
        """A cell's format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]


class _Sheet:
    """One table on its sheet."""

    def __init__(self, of: _Workbook, table: Table, grid: Grid, tables: dict[str, Grid]) -> None:
        self.of, self.table, self.grid, self.tables = of, table, grid, tables
        self.columns = shown_columns(table)
        self.ids = row_ids(table)
        self.first = first_row(table)
        self.sheet = of.book.add_worksheet(grid.sheet)
        report = of.report
        self.decimals = longest(table) if report.decimals is None else report.decimals
        self.unit_at = next((i for i, c in enumerate(table.columns) if c.role == UNIT), None)

    def write(self) -> None:
        """Title, headings, rows, notes, charts."""
        report = self.of.report
        details = ". ".join(filter(None, [report.context, report.source]))
        looks: list[dict[str, Any]] = [{"bold": True, "font_size": 13}, {"bold": True}, {"italic": True}]
        for n, (words, look) in enumerate(
            zip((report.title, self.table.title, details), looks, strict=True)
        ):
            self.sheet.write_string(n, 0, cell_text(words), self.of.format(**look))
        self._headings()
        rows = by_row(self.table)
        for n, by_year in enumerate(rows):
            for at, wide in enumerate(self.columns):
                self._cell(self.first + n, at, wide, by_year)
        after = self.first + len(rows) + 1
        for n, note in enumerate(self.table.notes):
            self.sheet.write_string(after + n, 0, cell_text(note))
        after += len(self.table.notes) + bool(self.table.notes)
        for n, chart in enumerate(self.table.charts):
            self._chart(chart, after + n * 18)
        for at, wide in enumerate(self.columns):
            self.sheet.set_column(at, at, self._width(at, wide, rows))
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
            style = self.of.format(bold=True, bottom=1, align=align, valign="bottom", text_wrap=True)
            of_year = wide.spread is not None and wide.column.kind != TEXT
            words = str(wide.spread) if of_year else cell_text(wide.column.title)
            self.sheet.write_string(self.first - 1, at, words, style)
            if of_year:
                group = self.of.format(bold=True, align="right")
                self.sheet.write_string(_TOP, at, cell_text(wide.column.title), group)

    def _cell(self, row: int, at: int, wide: Wide, by_year: dict[Value, Record]) -> None:
        found = by_year.get(wide.spread)
        record = found or next(iter(by_year.values()))
        value = record.values[wide.at] if found or wide.column.kind == TEXT else None
        style = self._style(wide, record)
        if value is None:
            self.sheet.write_blank(row, at, None, style)
        elif isinstance(value, Decimal | int):
            made = record.made.get(wide.column.id)
            if made is None:
                self.sheet.write_number(row, at, value, style)
            else:
                id = self.ids[row - self.first]
                here = Here(self.grid, id, str(wide.spread or ""), self.tables)
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
            return self.of.format(**properties, text_wrap=True, valign="top")
        properties |= {"align": "right", "valign": "top"}
        if wide.column.kind == COUNT:
            return self.of.format(**properties)
        share = self.unit_at is not None and record.values[self.unit_at] == SHARE_UNIT
        signed = wide.column.role == DIFFERENCE
        return self.of.format(**properties, num_format=number_format(self.decimals, share, signed))

    def _width(self, at: int, wide: Wide, rows: list[dict[Value, Record]]) -> int:
        if wide.column.kind != TEXT:
            return max(_NARROW, min(len(wide.column.title) + 2, 2 * _NARROW))
        texts = [str(next(iter(by_year.values())).values[wide.at] or "") for by_year in rows]
        return min(_WIDEST, max(map(len, [one_line(wide.column.title), *texts])) + 2)

    def _chart(self, chart: Chart, below: int) -> None:
        """A native chart below the table: by year in one row, or by row in the first year."""
        picture = self.of.book.add_chart({"type": "column" if chart.row else "bar"})
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
        titled = 1 if self.table.title else 0
        if chart.row:
            titled = self.first + self.ids.index(chart.row)
        picture.set_title({"name": [name, titled, 0], "name_font": {"size": 12}})
        category = {"label_position": "low", "reverse": not chart.row}
        value = {
            "name": self.of.report.unit,
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


def cell_text(words: str) -> str:
    """A text as a cell can hold it: harmless, on one line, cut where Excel would refuse it."""
    text = one_line(words)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def shown_columns(table: Table) -> list[Wide]:
    """The columns of a table's sheet: what people see, without bars, which the charts draw."""
    return [wide for wide in side_by_side(table) if wide.column.kind != BAR]


def first_title(table: Table) -> str:
    """What a table without a title is called: what its first column holds."""
    return next((one_line(column.title) for column in table.columns if column.title), table.name)


def first_row(table: Table) -> int:
    """The row of the first record, from 0: below one line of headings, or two where there are years."""
    return _TOP + (2 if any(c.role == SPREAD for c in table.columns) else 1)


def row_ids(table: Table) -> list[str]:
    """What formulas call each row: its `row`, else its place; two may have the same name."""
    at = next((i for i, column in enumerate(table.columns) if column.id == "row"), None)
    records = [next(iter(by_year.values())) for by_year in by_row(table)]
    return [str(n if at is None else record.values[at]) for n, record in enumerate(records)]


def _grid(table: Table, name: str) -> Grid:
    """Where the figures of a table will stand on the sheet of that name."""
    first, columns = first_row(table), shown_columns(table)
    at: dict[tuple[str, str, str], tuple[int, int]] = {}
    items = []
    for n, (id, by_year) in enumerate(zip(row_ids(table), by_row(table), strict=True)):
        if next(iter(by_year.values())).emphasis == ITEM:
            items.append(id)
        for column, wide in enumerate(columns):
            at[id, wide.column.id, str(wide.spread or "")] = (first + n, column)
    return Grid(name, at, tuple(items))


def number_format(decimals: int, share: bool, signed: bool) -> str:
    """How a number looks: the spreadsheet puts its own language's signs for `,` and `.`; in Swedish
    a space and a comma."""
    places = 1 if share else decimals
    digits = "#,##0" + ("." + "0" * places if places else "")
    unit = (f'" {_("pp")}"' if signed else '" %"') if share else ""
    zero = digits + unit
    return f"+{digits}{unit};-{digits}{unit};{zero}" if signed else f"{digits}{unit};-{digits}{unit}"


def sheet_name(words: str, taken: list[str]) -> str:
    """A name that a sheet may have, and that none of those taken has, in any case of letters."""
    clean = one_line(words.translate(_NOT_IN_NAMES)).strip("' ") or "1"
    name, n = clean if len(clean) <= _NAME else clean[: _NAME - 1].rstrip("' ") + "…", 1
    while name.casefold() in {other.casefold() for other in taken} or name.casefold() == "history":
        n += 1
        end = f" {n}"
        name = clean[: _NAME - len(end)].rstrip("' ") + end
    return name


def _about_name() -> str:
    return _("About")


def _about(book: Any, report: Report, style: NumberStyle) -> None:
    """The sheet that says what the workbook shows, from where, in what unit and sign, and when."""
    sheet = book.add_worksheet(_about_name())
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    rows = [(_("What"), one_line(report.title)), (_("Where and when"), one_line(report.context))]
    baseline = report.meta.get("baseline")
    if baseline:
        rows.append((_("Baseline"), str(baseline)))
    rows += [
        (_("Source"), one_line(report.source)),
        (_("Unit"), report.unit),
        (
            _("Sign"),
            _("A cost is negative. A difference is budget − baseline: below zero the result is lower."),
        ),
        (
            _("Formulas"),
            _(
                "Sums, differences and shares are formulas: change an amount and they follow. "
                "A number at the end of a sum's formula is what the document prints beside the sum of "
                "its parts, by rounding or otherwise."
            ),
        ),
    ]
    rows += [(_("In words"), sentence(words, style, report.decimals)) for words in report.sentences]
    rows += [(_("Note"), one_line(note)) for note in report.notes if note != report.source]
    rows += [(_("Written"), f"{clock.today():%Y-%m-%d}"), (_("Program"), f"kalmar {__version__}")]
    sheet.write_string(0, 0, _about_name(), book.add_format({"bold": True, "font_size": 13}))
    for n, (what, words) in enumerate(row for row in rows if row[1]):
        sheet.write_string(n + 2, 0, what, bold)
        sheet.write_string(n + 2, 1, cell_text(words), wrap)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
