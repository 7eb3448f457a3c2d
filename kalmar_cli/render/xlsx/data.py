"""A sheet with every figure of the workbook in a row of its own, as a table to pivot and filter."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from kalmar_cli.base.language import _
from kalmar_cli.layout.cells import in_words, one_line, row_name
from kalmar_cli.render.xlsx.cells import cell_text, set_page
from kalmar_cli.render.xlsx.plan import SheetPlan, YearBlock
from kalmar_cli.reports.table import SHARE_UNIT, Report

_WIDTHS = (12, 8, 22, 24, 36, 40, 18, 9, 11, 12, 6)
# The sheet is for pivots and filters: on paper its head shows what there is.
_PRINTED = 50
_MORE = ("area", "section", "proposals")


class Datum(NamedTuple):
    """A figure: the texts before its amount, the amount with the cell that it stands in, its unit."""

    texts: tuple[str, ...]
    cell: str
    amount: Decimal
    unit: str


def add_data(book: Any, name: str, report: Report, plans: Sequence[SheetPlan]) -> None:
    """The sheet; nothing where no table has figures by year. Amounts follow those on the other sheets."""
    data = [datum for plan in plans for datum in _data(report, plan)]
    if not data:
        return
    sheet = book.add_worksheet(name)
    titles = (
        *(_("Municipality"), _("Year"), _("Budget"), _("Table"), _("Id"), _("Name")),
        *(_("Area"), _("Section"), _("Proposals"), _("Amount"), _("Unit")),
    )
    last = len(titles) - 1
    columns = [{"header": title} for title in titles]
    looks = {"name": "Data", "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(0, 0, len(data), last, looks)
    share = book.add_format({"num_format": "0.00"})
    apart = book.add_format({"indent": 1})
    for n, datum in enumerate(data, 1):
        for at, text in enumerate(datum.texts):
            sheet.write_string(n, at, cell_text(text))
        style = share if datum.unit == SHARE_UNIT else None
        sheet.write_formula(n, last - 1, f"={datum.cell}", style, datum.amount)
        sheet.write_string(n, last, datum.unit, apart)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    # Years, sections and numbers are words here, which a spreadsheet would mark as a mistake.
    sheet.ignore_errors({"number_stored_as_text": f"A1:I{len(data) + 1}"})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if len(data) > _PRINTED:
        sheet.print_area(0, 0, _PRINTED, last)
        said = _("the first {shown} of {all} rows; without a print area all are printed")
        set_page(sheet, words=f": {said.format(shown=_PRINTED, all=len(data))}")
    else:
        set_page(sheet)


def _data(report: Report, plan: SheetPlan) -> Iterator[Datum]:
    """The figures of a table with years, row by row."""
    table = plan.table
    if table.at("spread") is None:
        return
    where = str(report.meta.get("municipality", ""))
    titled = one_line(table.title) or plan.name
    words = {column.id: column for column in table.columns if column.kind == "text"}
    for block in plan.blocks:
        for n, by_year in enumerate(plan.rows):
            for at, wide in enumerate(block.columns):
                record = by_year.get(wide.spread)
                value = record.values[wide.column.id] if record else None
                if record is None or wide.column.kind != "number" or not isinstance(value, Decimal):
                    continue
                more = (in_words(words[id], record.values[id]) if id in words else "" for id in _MORE)
                texts = (
                    *(where, str(wide.spread or ""), one_line(wide.column.title), titled),
                    *(plan.ids[n], row_name(table, record), *(one_line(str(of or "")) for of in more)),
                )
                yield Datum(texts, _cell(plan, block, n, at), value, str(table.value(record, "unit") or ""))


def _cell(plan: SheetPlan, block: YearBlock, n: int, at: int) -> str:
    return f"{quote_sheetname(plan.name)}!{xl_rowcol_to_cell(block.first + n, at)}"
