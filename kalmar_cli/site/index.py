"""The index of a site: a row a budget, by municipality and year."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.rows import RESULT, SHARE_ID
from kalmar_cli.budget.statement import Figures
from kalmar_cli.layout.cells import ABSENT


class SiteRow(NamedTuple):
    """A budget in the index, amounts written out in mkr; `stem` is that of its files, or ""."""

    municipality: str
    year: int
    name: str
    base: str
    result: str
    share: str
    difference: str
    proposals: int
    check: str
    stem: str = ""


class SiteGroup(NamedTuple):
    """The budgets of a municipality in a year."""

    heading: str
    anchor: str
    rows: tuple[SiteRow, ...]


def row_of(budget: Budget, style: NumberStyle, contradictions: int) -> SiteRow:
    """A budget's row; `contradictions` is how many places the check found that do not agree."""
    figures, year = Figures(budget), str(budget.year)
    result = figures.derived(RESULT, year)
    before = Figures(budget.base).derived(RESULT, year) if budget.base else None

    def money(amount: Decimal | None, *, signed: bool = False) -> str:
        return ABSENT if amount is None else style.text(amount, 1, signed=signed)

    share = figures.derived(SHARE_ID, year)
    return SiteRow(
        budget.municipality,
        budget.year,
        budget.name,
        budget.base.name if budget.base else "",
        money(result),
        ABSENT if share is None else style.text(share, 1),
        money(None if result is None or before is None else result - before, signed=True),
        len(budget.proposals),
        _n("{n} contradiction", "{n} contradictions", contradictions)
        if contradictions
        else _("no contradictions"),
    )


def group_rows(rows: Sequence[SiteRow]) -> list[SiteGroup]:
    """The rows by municipality, the latest year first, in the order of names."""
    groups: dict[tuple[str, int], list[SiteRow]] = {}
    for row in sorted(rows, key=lambda row: (row.municipality, -row.year, row.name)):
        groups.setdefault((row.municipality, row.year), []).append(row)
    return [
        SiteGroup(f"{municipality} {year}", f"group-{n}", tuple(of))
        for n, ((municipality, year), of) in enumerate(groups.items(), start=1)
    ]


def index_words(made: date, version: str) -> dict[str, str]:
    """The words of the index, in the language in use, by the names that the template has for them."""
    return {
        "budget": _("Budget"),
        "result": _("Result, mkr"),
        "share": _("Share of tax and grants, %"),
        "difference": _("Difference, mkr"),
        "proposals": _("Proposals"),
        "check": _("Check"),
        "files": _("Files"),
        "page": _("comparison"),
        "workbook": _("workbook"),
        "data": "CSV",
        "how": _(
            "A budget that builds on another is compared with that one. "
            "A difference is the budget's result minus its base's."
        ),
        "package": _("All figures as open data"),
        "made": _("Made on {date} with kalmar").format(date=made.isoformat()) + f" {version}.",
    }
