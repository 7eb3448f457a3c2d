"""The budgets that were found, a row each."""

from collections.abc import Sequence
from typing import Any

from kalmar_cli.base.language import _, _n
from kalmar_cli.reports.table import Column, Record, Report, Table
from kalmar_cli.shelf.header import Listing


def list_budgets(budgets: Sequence[Listing]) -> Report:
    """A table of the budgets."""
    table = Table(
        "budgets",
        "",
        (
            Column("budget", _("Budget"), role="key"),
            Column("name", _("Name")),
            Column("municipality", _("Municipality")),
            Column("year", _("Year"), "count"),
            Column("base", _("Base"), gives_way=2),
            Column("unit", _("Unit"), gives_way=3),
            Column("lines", _("Lines"), "count", gives_way=4),
            Column("proposals", _("Proposals"), "count", gives_way=4),
            Column("file", _("File"), gives_way=1),
        ),
        tuple(Record({"budget": budget.id, **budget._asdict()}) for budget in budgets),
    )
    meta: dict[str, Any] = {"budgets": len(budgets)}
    count = _n("{n} budget", "{n} budgets", len(budgets))
    return Report(_("Budgets"), count, (table,), "", meta=meta)
