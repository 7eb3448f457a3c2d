"""An Excel workbook: a sheet a table, its sums and differences live formulas, and a sheet about it.

A cell is either text, which never becomes a formula, a number, or a formula
made here, with the value that it had when the workbook was written.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from kalmar_cli import __version__
from kalmar_cli.base import clock
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line, sentence
from kalmar_cli.render.xlsx.cells import LiveText, Styles, set_height, set_page, write_said
from kalmar_cli.render.xlsx.data import add_data
from kalmar_cli.render.xlsx.plan import SheetPlan, first_title, plan_sheet
from kalmar_cli.render.xlsx.sentences import SentenceSheet
from kalmar_cli.render.xlsx.worksheet import SheetWriter
from kalmar_cli.reports.table import RECKONERS, Report, Sentence, Table, tables_for

_NAME = 31  # signs that Excel lets a sheet's name have
_WIDTH = 90  # signs, of the words about the workbook
_FIRST = "figures"
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


# With more cells, rows are written as they come: strings are not shared, and there is no sheet of data.
_MANY = 200_000


def render(report: Report, style: NumberStyle) -> bytes:
    """The report as a workbook; `style` writes the figures of sentences, cells follow the spreadsheet's."""
    plans = _plan(report)
    many = sum(len(plan.rows) * len(plan.widths) * len(plan.blocks) for plan in plans) > _MANY
    output = io.BytesIO()
    options = {"in_memory": not many, "constant_memory": many, "strings_to_formulas": False}
    with xlsxwriter.Workbook(output, options) as book:
        day = datetime.combine(clock.today(), time())
        book.set_properties({"title": one_line(report.title), "created": day})
        book.set_calc_mode("auto")
        grids = {plan.table.name: plan.grid for plan in reversed(plans)}
        styles = Styles(book)
        inputs = any(_is_live(plan.table) for plan in plans)
        words = SentenceSheet(_("Sentences"), grids, style, report.decimals)
        said = _introduction(report, style, words if inputs and not many else None, inputs=inputs)
        for plan in plans:
            intro = said if plan is plans[0] else ()
            SheetWriter(book, styles, report, plan, grids, intro, inputs=inputs).write()
        if not many:
            add_data(book, _("Data"), report, plans)
        words.write(book)
        _about(book, report, plans, said)
    return output.getvalue()


def _plan(report: Report) -> list[SheetPlan]:
    """A sheet for each table, key figures first, and the sentences above the first of them.

    All are planned before one is written, since formulas look ahead.
    """
    tables = [table for table in tables_for(report, RECKONERS) if table.records]
    tables.sort(key=lambda table: table.name != _FIRST)
    plans: list[SheetPlan] = []
    for table in tables:
        taken = [*(plan.name for plan in plans), _("About"), _("Data"), _("Sentences")]
        name = sheet_name(_short_title(table), taken)
        plans.append(plan_sheet(table, name, 0 if plans else len(_sentences(report))))
    return plans


def _sentences(report: Report) -> list[Sentence]:
    """What is said above the first table: the sentences, and what the figures cover."""
    return [*report.sentences(), *report.scope]


def _introduction(
    report: Report, style: NumberStyle, words: SentenceSheet | None, *, inputs: bool
) -> list[LiveText]:
    """What is said above the first table, written out, each with the formula that follows the figures.

    A sentence without a formula, where figures can be changed, says the date of its figures.
    """
    said = []
    for found in _sentences(report):
        text = sentence(found, style, report.decimals)
        formula = words.add(found) if words else None
        if inputs and not formula and any(isinstance(of, Decimal) for of in found.figures.values()):
            text += " " + _("(Figures as of {date}.)").format(date=f"{clock.today():%Y-%m-%d}")
        said.append(LiveText(text, formula or ""))
    return said


def _short_title(table: Table) -> str:
    """What a sheet is called: the table's title, with its one period where others have the same."""
    title = one_line(table.sheet or table.title) or first_title(table)
    periods = list(dict.fromkeys(str(table.value(record, "spread") or "") for record in table.records))
    return f"{title} {periods[0]}" if table.name == _FIRST and len(periods) == 1 else title


def _without_formulas(plans: list[SheetPlan]) -> str:
    """Which sheets hold fixed numbers alone, in words; "" if there are none."""
    fixed = [plan.name for plan in plans if _has_figures(plan.table) and not _is_live(plan.table)]
    return (
        _("Fixed numbers, but for differences: {sheets}.").format(sheets="; ".join(fixed)) if fixed else ""
    )


def _has_figures(table: Table) -> bool:
    """Whether a table has figures of a budget, beside differences."""
    return any(column.kind == "number" and column.role != "difference" for column in table.columns)


def _is_live(table: Table) -> bool:
    """Whether some figure of a budget follows from others; differences always do."""
    own = {column.id for column in table.columns if column.kind == "number" and column.role != "difference"}
    return any(own & table.making(record).keys() for record in table.records)


def sheet_name(words: str, taken: list[str]) -> str:
    """A name that a sheet may have, and that none of those taken has, in any case of letters."""
    clean = one_line(words.translate(_NOT_IN_NAMES)).strip("' ") or "1"
    name, n = clean if len(clean) <= _NAME else clean[: _NAME - 1].rstrip("' ") + "…", 1
    while name.casefold() in {other.casefold() for other in taken} or name.casefold() == "history":
        n += 1
        end = f" {n}"
        name = clean[: _NAME - len(end)].rstrip("' ") + end
    return name


def _about(book: Any, report: Report, plans: list[SheetPlan], said: Sequence[LiveText]) -> None:
    """The sheet that says what the workbook shows, from where, in what unit and sign, and when."""
    sheet = book.add_worksheet(_("About"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    rows = [(_("What"), one_line(report.title)), (_("Where and when"), one_line(report.context))]
    if baseline := report.meta.get("baseline"):
        rows.append((_("Baseline"), str(baseline)))
    rows += [(_("Source"), one_line(report.source)), (_("Unit"), report.unit)]
    if any(column.kind == "number" for table in tables_for(report, RECKONERS) for column in table.columns):
        sign = _("A cost is negative. A difference is budget − baseline: below zero the result is lower.")
        formulas = _(
            "Sums, differences and the result's share are formulas: change an amount and they "
            "follow. A number at the end of a sum's formula is what the document prints beside "
            "the sum of its parts, by rounding or otherwise."
        )
        rows += [(_("Sign"), sign), (_("Formulas"), f"{formulas} {_without_formulas(plans)}".rstrip())]
    rows += [(_("In words"), words.text) for words in said]
    live = {words.text: words.formula for words in said}
    rows += [(_("Note"), one_line(note)) for note in report.notes if note != report.source]
    rows += [(_("Written"), f"{clock.today():%Y-%m-%d}"), (_("Program"), f"kalmar {__version__}")]
    sheet.write_string(0, 0, _("About"), book.add_format({"bold": True, "font_size": 13}))
    for n, (what, words) in enumerate(row for row in rows if row[1]):
        sheet.write_string(n + 2, 0, what, bold)
        write_said(sheet, (n + 2, 1), LiveText(words, live.get(words, "")), wrap)
        set_height(sheet, n + 2, [(words, _WIDTH)])
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _WIDTH)
    set_page(sheet)
