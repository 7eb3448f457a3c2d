"""One table on a sheet of a workbook: introduction, headings, cells, notes, charts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_range

from kalmar_cli.base import language
from kalmar_cli.base.numbers import STYLES
from kalmar_cli.layout.cells import decimals_by_kind, in_words, kinds_in, note
from kalmar_cli.layout.parts import Wide
from kalmar_cli.render.xlsx.cells import (
    LiveText,
    Styles,
    cell_text,
    number_format,
    set_height,
    set_page,
    write_said,
)
from kalmar_cli.render.xlsx.charts import ROWS, insert_chart
from kalmar_cli.render.xlsx.formulas import CellGrid, Here, formula
from kalmar_cli.render.xlsx.plan import SheetPlan, YearBlock, text_of
from kalmar_cli.reports.table import SHARE_UNIT, Record, Report, Value

# A list of so many rows can be filtered.
_FILTERED = 8
# Signs that titles have room for, also above a narrow table; of a column with nothing in it.
_LEAST, _USUAL = 90, 9
# A figure that others follow from, and that is there to be changed.
INPUT = {"font_color": "#1F4E9E", "bg_color": "#FFF8E1"}


class SheetWriter:
    """One table on its sheet, below the `intro`; formulas may point at any of `tables`.

    Where `inputs`, figures that no formula makes are marked as those to change.
    """

    def __init__(
        self,
        book: Any,
        styles: Styles,
        report: Report,
        plan: SheetPlan,
        tables: Mapping[str, CellGrid],
        intro: Sequence[LiveText] = (),
        *,
        inputs: bool,
    ) -> None:
        self.book, self.styles, self.report, self.plan, self.intro = book, styles, report, plan, intro
        self.tables, self.inputs = tables, inputs
        self.table, self.grid = plan.table, plan.grid
        self.sheet = book.add_worksheet(plan.name)
        self.decimals = decimals_by_kind(self.table, report.unit, report.decimals)
        self.kind_of = {of.id: kinds_in(self.table, of.id) for of in self.table.columns}

    def write(self) -> None:
        """Everything on the sheet, from the top."""
        for at, width in enumerate(self.plan.widths):
            self.sheet.set_column(at, at, width)
        self._titles()
        for block in self.plan.blocks:
            self._headings(block)
            for n, by_year in enumerate(self.plan.rows):
                self._row(block, n, by_year)
        self._below()
        self._look()

    def _titles(self) -> None:
        """What the sheet shows and what it says, across the columns of a page."""
        report = self.report
        details = ". ".join(filter(None, [report.context, report.source]))
        titles = (report.title, self.table.title, details)
        looks: list[dict[str, Any]] = [{"bold": True, "font_size": 13}, {"bold": True}, {"italic": True}]
        looks += [{}] * len(self.intro)
        widths = self.plan.widths[: self.plan.breaks[0] if self.plan.breaks else None]
        last = max(len(widths) - 1 + max(0, _LEAST - sum(widths)) // _USUAL, 1)
        room = max(sum(widths), _LEAST - _USUAL)
        for n, (words, look) in enumerate(zip((*map(LiveText, titles), *self.intro), looks, strict=True)):
            style = self.styles(**look, text_wrap=True, valign="top")
            self.sheet.merge_range(n, 0, n, last, "", style)
            write_said(self.sheet, (n, 0), words, style)
            set_height(self.sheet, n, [(words.text, room * 11 // look.get("font_size", 11))])

    def _headings(self, block: YearBlock) -> None:
        """The years below what they are of, as on the screen."""
        of_years = [wide.spread is not None and wide.column.kind != "text" for wide in block.columns]
        if block.first - block.top > 1:
            above = self.styles(bold=True, align="right", valign="bottom", text_wrap=True)
            for at, wide in enumerate(block.columns):
                if of_years[at]:
                    self.sheet.write_string(block.top, at, cell_text(wide.column.title), above)
            titles = [(of.column.title, w) for of, w in zip(block.columns, self.plan.widths, strict=False)]
            set_height(self.sheet, block.top, [t for t, of in zip(titles, of_years, strict=True) if of])
            self._groups(block)
        for at, wide in enumerate(block.columns):
            align = self._apart(wide) if wide.column.kind == "text" else {"align": "right"}
            style = self.styles(bold=True, bottom=1, **align, valign="bottom", text_wrap=True)
            words = str(wide.spread) if of_years[at] else cell_text(wide.column.title)
            self.sheet.write_string(block.first - 1, at, words, style)

    def _groups(self, block: YearBlock) -> None:
        """The words above neighbours that share them, in a table without years."""
        at, texts = 0, []
        for group, wides in groupby(block.columns, key=lambda wide: wide.column.group):
            start, at = at, at + len(list(wides))
            if not group:
                continue
            style = self.styles(bold=True, align="center", valign="bottom", text_wrap=True)
            if at - start > 1:
                self.sheet.merge_range(block.top, start, block.top, at - 1, cell_text(group), style)
            else:
                self.sheet.write_string(block.top, start, cell_text(group), style)
            texts.append((group, sum(self.plan.widths[start:at])))
        set_height(self.sheet, block.top, texts)

    def _row(self, block: YearBlock, n: int, by_year: dict[Value, Record]) -> None:
        record = next(iter(by_year.values()))
        wrapped = [
            (text_of(wide, record), width)
            for wide, width in zip(block.columns, self.plan.widths, strict=False)
            if wide.column.kind == "text"
        ]
        set_height(self.sheet, block.first + n, wrapped)
        for at, wide in enumerate(block.columns):
            self._cell((block.first + n, at), self.plan.ids[n], wide, by_year)

    def _cell(self, place: tuple[int, int], id: str, wide: Wide, by_year: dict[Value, Record]) -> None:
        found = by_year.get(wide.spread)
        record = found or next(iter(by_year.values()))
        value = (
            in_words(wide.column, record.values[wide.column.id])
            if found or wide.column.kind == "text"
            else None
        )
        if value is None:
            self.sheet.write_blank(*place, None, self._style(wide, record))
        elif isinstance(value, Decimal | int):
            made = self.table.making(record).get(wide.column.id)
            if made is None:
                own = self.inputs and record.emphasis == "item" and wide.column.kind != "count"
                own = own and not self.table.mixed  # key figures follow, or stand for themselves
                self.sheet.write_number(*place, value, self._style(wide, record, own=own))
            else:
                here = Here(self.grid, id, str(wide.spread or ""), self.tables)
                self.sheet.write_formula(*place, formula(made, here), self._style(wide, record), value)
        else:
            text = value if isinstance(value, str) else f"{value.part} / {value.whole}"
            self.sheet.write_string(*place, cell_text(text), self._style(wide, record))

    def _style(self, wide: Wide, record: Record, *, own: bool = False) -> Any:
        """How a cell looks: number format of its column and unit, sums in bold with a line above."""
        properties: dict[str, Any] = dict(INPUT) if own else {}
        if record.emphasis != "item":
            properties |= {"bold": True, "top": 1}
        if wide.column.kind == "text":
            return self.styles(**properties, **self._apart(wide), text_wrap=True, valign="top")
        properties |= {"align": "right", "valign": "top"}
        if wide.column.kind == "count":
            return self.styles(**properties)
        if wide.column.kind == "percent":
            return self.styles(**properties, num_format=number_format(1, False, True))
        unit = self.table.value(record, "unit")
        signed = wide.column.role == "difference"
        decimals = self.decimals.get(self.kind_of[wide.column.id](record), 0)
        return self.styles(**properties, num_format=number_format(decimals, unit == SHARE_UNIT, signed))

    def _apart(self, wide: Wide) -> dict[str, Any]:
        """How words are aligned: at a distance from what may stand to their left."""
        first = self.plan.blocks[0].columns[0].column
        return {"align": "left", "indent": int(wide.column.id != first.id)}

    def _below(self) -> None:
        """The notes, then the charts."""
        after = self.plan.after
        style = STYLES[language.current()]
        for n, found in enumerate(self.table.notes):
            self.sheet.write_string(after + n, 0, cell_text(note(found, style, self.report.decimals)))
        for n, chart in enumerate(self.table.charts):
            at = self._charts_at + n * ROWS
            insert_chart(self.book, self.sheet, self.styles, self.report, self.plan, chart, at)

    @property
    def _charts_at(self) -> int:
        """The row of the first chart: below the last record, the notes and a blank."""
        return self.plan.after + len(self.table.notes) + bool(self.table.notes)

    def _look(self) -> None:
        """What stays in sight, what can be filtered, and how it is printed."""
        blocks, last = self.plan.blocks, len(self.plan.widths) - 1
        for block in blocks:
            # The years are words above the columns, which a spreadsheet would mark as a mistake.
            heads = xl_range(block.first - 1, 0, block.first - 1, last)
            self.sheet.ignore_errors({"number_stored_as_text": heads})
        set_page(self.sheet, self.plan.breaks)
        charts = ((self._charts_at + n * ROWS, ROWS) for n in range(len(self.table.charts)))
        self.sheet.set_h_pagebreaks(self.plan.page_tops(charts))
        if len(blocks) > 1:
            self.sheet.freeze_panes(0, 1)
            return
        [block] = blocks
        self.sheet.freeze_panes(block.first, 1)
        self.sheet.repeat_rows(block.top, block.first - 1)
        records = [record for by_year in self.plan.rows for record in by_year.values()]
        if len(self.plan.rows) >= _FILTERED and all(record.emphasis == "item" for record in records):
            self.sheet.autofilter(block.first - 1, 0, block.first + len(self.plan.rows) - 1, last)
