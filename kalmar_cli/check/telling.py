"""What the rules about words and lines share: what lines carry, and how it is told."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Line
from kalmar_cli.check.case import Case, in_years, line_names, sum_of_lines
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


def beside(case: Case, others: Sequence[Claim]) -> str:
    """What other places say of the same, in brackets behind a message; nothing if there are none."""
    if not others:
        return ""
    return " " + _("({others})").format(others="; ".join(words_of(case, other) for other in others))


def words_of(case: Case, claim: Claim) -> str:
    """What another place says of the same: `section 4.1.3 gives −2.0 for 2024–2026`."""
    words = _("{source} gives {amount}").format(source=claim.source, amount=case.amount(claim.amount))
    if claim.years:
        words += _(" for {years}").format(years=in_years(claim.years))
    return words
