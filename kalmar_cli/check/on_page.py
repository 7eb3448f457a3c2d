"""What `check` says of budgets, in the words of a page."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import NOTE
from kalmar_cli.check.registry import find_all
from kalmar_cli.check.report import level_name, tell_of
from kalmar_cli.page import FindingWords


def check_for_page(budgets: Sequence[Budget]) -> tuple[list[FindingWords], list[str]]:
    """The findings of all budgets, and for each a sentence on how much of it was checked."""
    findings, checked = [], []
    for budget in budgets:
        told = tell_of(budget, tuple(find_all(Case(budget))))
        findings += [
            FindingWords(found.level == NOTE, level_name(found.level), budget.name, found.message)
            for found in told.findings
        ]
        checked.append(_("{budget}: {extent} checked.").format(budget=budget.name, extent=told.extent))
    return findings, checked
