"""Whose document figures come from, and whose posts are in the data, where that is not the same for all."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import OPERATING, Budget
from kalmar_cli.reports.table import Sentence


def provenance(budgets: Sequence[Budget]) -> list[Sentence]:
    """What a reader of a comparison must know before taking it for the whole: a sentence each, or none."""
    return [
        *documents_of_others(budgets),
        *_one_side(budgets),
        *_not_in_figures(budgets),
        *_names_of_areas(budgets),
    ]


def documents_of_others(budgets: Sequence[Budget]) -> list[Sentence]:
    """The budgets whose figures are as the document of another one gives them."""
    said = []
    for budget in budgets:
        if not budget.source:
            continue
        title = budget.source.title
        owners = [
            other.name
            for other in budgets
            if other.source and other.source.title == title and _is_named(other.name, title)
        ]
        if owners and budget.name not in owners:
            words = _("The figures of {budget} are as {owner} gives them in its own document.")
            said.append(Sentence(words, {"budget": budget.name, "owner": owners[0]}))
    return said


def _is_named(name: str, title: str) -> bool:
    return name.casefold() in title.casefold()


def _names_of_areas(budgets: Sequence[Budget]) -> list[Sentence]:
    """The areas that budgets have under one id and call by different names."""
    named: dict[str, dict[str, list[str]]] = {}
    for budget in budgets:
        for id, area in budget.areas.items():
            named.setdefault(id, {}).setdefault(area.name, []).append(budget.name)
    said = []
    for by_name in named.values():
        if len(by_name) > 1:
            figures: dict[str, Decimal | str] = {}
            parts = []
            for at, (name, whose) in enumerate(by_name.items()):
                figures |= {f"name{at}": name, f"budgets{at}": ", ".join(whose)}
                part = _("{name} in {budgets}")
                parts.append(
                    part.replace("{name}", f"{{name{at}}}").replace("{budgets}", f"{{budgets{at}}}")
                )
            words = _("One area has different names: {names}.").replace("{names}", "; ".join(parts))
            said.append(Sentence(words, figures))
    return said


def _one_side(budgets: Sequence[Budget]) -> list[Sentence]:
    """The budgets of which the data have neither posts nor proposals, beside others that have."""
    silent = [budget.name for budget in budgets if not budget.lines and not budget.proposals]
    # A scenario has no document: it is no side of its own.
    if not silent or not any(budget.source and budget.name not in silent for budget in budgets):
        return []
    words = _("The data have no lines and no proposals of {budgets}: what it proposes itself is not told.")
    return [Sentence(words, {"budgets": ", ".join(dict.fromkeys(silent))})]


def _not_in_figures(budgets: Sequence[Budget]) -> list[Sentence]:
    """The budgets whose proposals state amounts that no line carries, there being no lines."""
    without = [
        budget.name
        for budget in budgets
        if not budget.lines and any(p.amount and p.budget == OPERATING for p in budget.proposals)
    ]
    words = _("The data have no lines of {budgets}: what its proposals cost is not in the figures.")
    return [Sentence(words, {"budgets": ", ".join(dict.fromkeys(without))})] if without else []
