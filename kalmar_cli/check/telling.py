"""What the rules about words and lines share: what lines carry, and how it is said."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_runs
from kalmar_cli.budget.model import Line
from kalmar_cli.check.case import Case, line_names, sum_of_lines
from kalmar_cli.check.claims import Claim


def carried_amounts(case: Case, lines: Sequence[Line]) -> dict[int, Decimal]:
    """Year → what lines carry (mkr, result sign), for the years in which they carry anything."""
    found = {year: sum_of_lines(lines, i) for i, year in enumerate(case.budget.years)}
    return {year: amount for year, amount in found.items() if amount}


def carrier(case: Case, lines: Sequence[Line]) -> str:
    """The lines as the subject of a sentence: `the line Kameror (section 8.3) carries`."""
    table = _(" (section {section})").format(section=case.table) if case.table else ""
    if len(lines) == 1:
        return _("the line {name}{table} carries").format(name=lines[0].name, table=table)
    return _("the lines {names}{table} carry").format(names=line_names(lines), table=table)


def in_each_year(amount: str, years: Collection[int]) -> str:
    """An amount with the years that it holds for: `−2.0 in 2024`, `−2.0 per year in 2024–2026`."""
    if not years:
        return amount
    words = _("{amount} in {years}") if len(years) == 1 else _("{amount} per year in {years}")
    return words.format(amount=amount, years=in_runs(years))


def beside(case: Case, others: Sequence[Claim], *, undated: str = "{amount}") -> str:
    """What other places say of the same, in brackets behind a message; nothing if there are none.

    `undated` are the words for an amount of no year.
    """
    if not others:
        return ""
    words = (
        _("{source} gives {amount}").format(
            source=claim.source,
            amount=in_each_year(amount, claim.years) if claim.years else undated.format(amount=amount),
        )
        for claim in others
        for amount in (case.amount(claim.amount),)
    )
    return " " + _("({others})").format(others="; ".join(words))
