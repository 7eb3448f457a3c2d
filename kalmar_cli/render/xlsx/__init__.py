"""An Excel workbook: a sheet a table, its sums and differences live formulas, and a sheet about it.

A cell is either text, which never becomes a formula, a number, or a formula
made here, with the value that it had when the workbook was written.
"""

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter

from kalmar_cli import __version__
from kalmar_cli.base import clock
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout import one_line, sentence
from kalmar_cli.render.xlsx.cells import Styles, cell_text, set_height
from kalmar_cli.render.xlsx.worksheet import SheetWriter, first_title, grid_of
from kalmar_cli.reports.table import DIFFERENCE, NUMBER, RECKONERS, Report, Table, tables_for

_NAME = 31  # signs that Excel lets a sheet's name have
_WIDTH = 90  # signs, of the words about the workbook
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def render(report: Report, style: NumberStyle) -> bytes:
    """The report as a workbook; `style` writes the figures of sentences, cells follow the spreadsheet's."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = datetime.combine(clock.today(), time())
        book.set_properties({"title": one_line(report.title), "created": day})
        book.set_calc_mode("auto")
        _about(book, report, _fill(book, report), style)
    return output.getvalue()


def _fill(book: Any, report: Report) -> list[str]:
    """A sheet for each table; returns their names. All are laid out first, since formulas look ahead."""
    tables = [table for table in tables_for(report, RECKONERS) if table.records]
    names: list[str] = []
    for table in tables:
        names.append(sheet_name(table.title or first_title(table), [*names, _about_name()]))
    grids = [grid_of(table, name) for table, name in zip(tables, names, strict=True)]
    by_name = {table.name: grid for table, grid in reversed(list(zip(tables, grids, strict=True)))}
    styles = Styles(book)
    for table, grid in zip(tables, grids, strict=True):
        SheetWriter(book, styles, report, table, grid).write(by_name)
    return names


def _without_formulas(report: Report, names: list[str]) -> str:
    """Which sheets hold fixed numbers alone, in words; "" if there are none."""
    tables = [table for table in tables_for(report, RECKONERS) if table.records]
    fixed = [name for name, table in zip(names, tables, strict=True) if _is_fixed(table)]
    return (
        _("Fixed numbers, but for differences: {sheets}.").format(sheets="; ".join(fixed)) if fixed else ""
    )


def _is_fixed(table: Table) -> bool:
    """Whether a table has figures, and none of a budget follows from others; differences always do."""
    own = {column.id for column in table.columns if column.kind == NUMBER and column.role != DIFFERENCE}
    return bool(own) and not any(own & table.making(record).keys() for record in table.records)


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


def _about(book: Any, report: Report, names: list[str], style: NumberStyle) -> None:
    """The sheet that says what the workbook shows, from where, in what unit and sign, and when."""
    sheet = book.add_worksheet(_about_name())
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    rows = [(_("What"), one_line(report.title)), (_("Where and when"), one_line(report.context))]
    baseline = report.meta.get("baseline")
    fixed = _without_formulas(report, names)
    if baseline:
        rows.append((_("Baseline"), str(baseline)))
    rows += [
        (_("Source"), one_line(report.source)),
        (_("Unit"), report.unit),
    ]
    if any(column.kind == NUMBER for table in tables_for(report, RECKONERS) for column in table.columns):
        rows += [
            (
                _("Sign"),
                _("A cost is negative. A difference is budget − baseline: below zero the result is lower."),
            ),
            (
                _("Formulas"),
                _(
                    "Sums, differences and the result's share are formulas: change an amount and they "
                    "follow. A number at the end of a sum's formula is what the document prints beside "
                    "the sum of its parts, by rounding or otherwise."
                )
                + (" " + fixed if fixed else ""),
            ),
        ]
    rows += [
        (_("In words"), sentence(words, style, report.decimals))
        for words in (*report.sentences(), *report.scope)
    ]
    rows += [(_("Note"), one_line(note)) for note in report.notes if note != report.source]
    rows += [(_("Written"), f"{clock.today():%Y-%m-%d}"), (_("Program"), f"kalmar {__version__}")]
    sheet.write_string(0, 0, _about_name(), book.add_format({"bold": True, "font_size": 13}))
    for n, (what, words) in enumerate(row for row in rows if row[1]):
        sheet.write_string(n + 2, 0, what, bold)
        sheet.write_string(n + 2, 1, cell_text(words), wrap)
        set_height(sheet, n + 2, [(words, _WIDTH)])
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _WIDTH)
    sheet.fit_to_pages(1, 0)
