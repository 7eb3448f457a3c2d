"""The codes of machine output in words, for a spreadsheet that people read: headings and cells.

Ids (of budgets, rows, lines, areas, rules) stay: they are what one types.
"""

from collections.abc import Mapping

from kalmar_cli.base.language import N_, _
from kalmar_cli.reports.table import Column, Table, Value

_HEADINGS: Mapping[str, str] = {
    "account": N_("Account"),
    "amount": N_("Amount"),
    "area": N_("Area"),
    "base": N_("Base"),
    "budget": N_("Budget"),
    "change": N_("Change"),
    "column": N_("Column"),
    "columns": N_("Columns"),
    "computed": N_("Computed"),
    "cost": N_("Cost"),
    "derived": N_("Derived"),
    "difference": N_("Difference"),
    "earlier": N_("Earlier"),
    "file": N_("File"),
    "first_row": N_("First row"),
    "from": N_("Compared with"),
    "gross": N_("Gross"),
    "heading": N_("Heading"),
    "id": N_("Id"),
    "increases": N_("Lowers the result"),
    "inquiries": N_("Inquiries"),
    "kind": N_("Kind"),
    "label": N_("Name"),
    "level": N_("Level"),
    "line": N_("Line"),
    "lines": N_("Lines"),
    "message": N_("Finding"),
    "municipality": N_("Municipality"),
    "name": N_("Name"),
    "net": N_("Net"),
    "new": N_("New"),
    "no_percent": N_("Why no %"),
    "number": N_("No."),
    "of": N_("Part"),
    "old": N_("Old"),
    "other": N_("Other budget"),
    "percent": N_("Change in %"),
    "place": N_("Place"),
    "previous": N_("Column before"),
    "priced": N_("Priced"),
    "printed": N_("Printed"),
    "proposals": N_("Proposals"),
    "row": N_("Row"),
    "rows": N_("Rows"),
    "rule": N_("Rule"),
    "savings": N_("Raises the result"),
    "section": N_("Section"),
    "stated": N_("States"),
    "table": N_("Table"),
    "taken_for": N_("Taken for"),
    "title": N_("Title"),
    "unit": N_("Unit"),
    "what": N_("What"),
    "where": N_("What it is about"),
    "why": N_("Why"),
    "year": N_("Year"),
}
# A line of a file is no line of a budget; a column of a statement is a year.
_HEADINGS_OF: Mapping[tuple[str, str], str] = {
    ("findings", "line"): N_("Line of the file"),
    ("statement", "column"): N_("Year"),
}
# Beside these, the columns of a comparison are named for its budgets.
_OF_COMPARISONS = frozenset(("table", "row", "label", "year", "unit", "of", "from", "earlier"))
# What follows a budget's id in the name of a column, and what stands there, is told by the same words.
_OF_CHANGES = ("change", "percent", "no_percent")
_NO_PERCENT: Mapping[str, str] = {
    "zero": N_("the earlier figure is zero"),
    "sign": N_("the sign changes"),
    "result": N_("the result was below zero"),
    "share": N_("a share, in percentage points"),
    "unknown": N_("a figure is not known"),
}
_CODED = frozenset(("table", "kind", "level", "account", "what", "unit", "of"))
_WORDS: Mapping[str, str] = {
    "areas": N_("areas"),
    "balance-sheet": N_("balance sheet"),
    "change": N_("change"),
    "changed": N_("changed"),
    "changes": N_("changes"),
    "contradiction": N_("contradiction"),
    "distance": N_("distance"),
    "error": N_("error"),
    "figure": N_("key figure"),
    "figures": N_("key figures"),
    "frames": N_("frames"),
    "gone": N_("gone"),
    "inquiry": N_("inquiry"),
    "investment": N_("investment"),
    "key": N_("key"),
    "line": N_("line"),
    "lines": N_("lines"),
    "measure": N_("measure"),
    "memo": N_("shown, not added"),
    "moved": N_("moved"),
    "new": N_("new"),
    "note": N_("note"),
    "operating": N_("operating"),
    "part": N_("part"),
    "proposal": N_("proposal"),
    "proposals": N_("proposals"),
    "result": N_("result"),
    "section": N_("section"),
    "share": N_("share"),
    "skip": N_("skip"),
    "statement": N_("income statement"),
    "subtotal": N_("subtotal"),
    "total": N_("total"),
    "area": N_("area"),
    "years": N_("years"),
}


def heading_in_words(table: Table, column: Column) -> str:
    """What a column is called; one of a budget keeps the budget's id."""
    ids = {of.id for of in table.columns}
    for kind in _OF_CHANGES:
        budget = column.id.removesuffix(f"_{kind}")
        if budget in ids - {column.id}:
            return f"{budget}: {_(_HEADINGS[kind])}"
    if {"table", "row"} <= ids and column.id not in _OF_COMPARISONS:
        return column.id.replace("_vs_", " " + _("against") + " ")
    words = _HEADINGS_OF.get((table.name, column.id)) or _HEADINGS.get(column.id)
    return _(words) if words else column.id


def code_in_words(column: str, value: Value) -> Value:
    """A code in words; what is no code stays as it is. In `where` only the first word is one."""
    if not isinstance(value, str) or not value:
        return value
    if column in _CODED:
        return _(_WORDS[value]) if value in _WORDS else value
    if column.endswith("no_percent"):
        return _(_NO_PERCENT[value]) if value in _NO_PERCENT else value
    if column == "where":
        first, space, rest = value.partition(" ")
        return (_(_WORDS[first]) if first in _WORDS else first) + space + rest
    return value
