"""The words that the formats for people share."""

from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, counted
from kalmar_cli.check.render import CheckResult


def level_name(level: str) -> str:
    """A level in the reader's language."""
    return {ERROR: _("error"), CONTRADICTION: _("contradiction"), NOTE: _("note")}[level]


def heading(budget: Budget) -> str:
    """A budget in a line: name, municipality, year."""
    return f"{budget.name} · {budget.municipality} · " + _("budget {year}").format(year=budget.year)


def count(result: CheckResult) -> str:
    """How many budgets were checked and what was found, in a line."""
    found = counted(result.findings)
    return (
        _n("{n} budget checked", "{n} budgets checked", len(result.checked))
        + ": "
        + ", ".join(
            (
                _n("{n} error", "{n} errors", found[ERROR]),
                _n("{n} contradiction", "{n} contradictions", found[CONTRADICTION]),
                _n("{n} note", "{n} notes", found[NOTE]),
            )
        )
    )
