"""The rule that reconciles what the numbered proposals state with what the lines carry."""

from collections.abc import Iterator
from typing import Any

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import OPERATING
from kalmar_cli.check.case import Case, line_names, sum_of_lines
from kalmar_cli.check.finding import NOTE, Finding, Subject
from kalmar_cli.check.registry import rule

# Of more lines only so many are named.
_MOST = 20


@rule(
    "unproposed",
    NOTE,
    says=N_(
        "The council decides on the numbered proposals. In a budget that has proposals and changes a base,"
        " the lines that no proposal asks for are named in one note, with what the proposals state (in the"
        " operating budget), what their lines carry, and what the lines of proposals without amount and the"
        " lines without proposal carry, in the budget year."
    ),
    remedy=N_("see whether a proposal asks for the money; if so, name it in the line's `proposals`"),
)
def unproposed(case: Case) -> Iterator[Finding]:
    """The lines that no numbered proposal asks for, in one note that adds up to all lines."""
    budget = case.budget
    without = [line for line in budget.lines if not line.proposals and any(line.amounts)]
    if not (budget.base and budget.proposals and without) or budget.year not in budget.years:
        return
    at = budget.years.index(budget.year)
    priced = {p.number for p in budget.proposals if p.amount is not None and p.budget == OPERATING}
    stated = [p for p in budget.proposals if p.number in priced and _speaks_of(p.years, budget.year)]
    theirs = [line for line in budget.lines if priced & {*line.proposals}]
    silent = [line for line in budget.lines if line.proposals and not priced & {*line.proposals}]
    sums = {
        "stated": sum((p.amount for p in stated if p.amount is not None), ZERO),
        "theirs": sum_of_lines(theirs, at),
        "silent": sum_of_lines(silent, at),
        "without": sum_of_lines(without, at),
        "total": sum_of_lines(budget.lines, at),
    }
    words = _("no numbered proposal asks for {lines}: {names}.") + " "
    words += (
        _(
            "In {year} {stated} {unit} is stated by {proposals}, whose lines carry {theirs}; lines whose"
            " proposals state no amount carry {silent}, lines without proposal {without}: {total} in all"
        )
        if stated
        else _(
            "In {year} lines with a proposal, which states no amount, carry {silent} {unit}, lines without"
            " proposal {without}: {total} in all"
        )
    )
    shown: dict[str, Any] = {name: case.amount(amount, *sums.values()) for name, amount in sums.items()}
    first, *others = without[:_MOST]
    yield case.finding(
        NOTE,
        Subject(case.spot(first.place), "lines"),
        words,
        case.as_written(sums["stated"]),
        case.as_written(sums["total"]),
        against=[case.spot(line.place) for line in others],
        lines=_n("{n} line", "{n} lines", len(without)),
        names=line_names(without[:_MOST]) + (", …" if len(without) > _MOST else ""),
        year=budget.year,
        proposals=_n("{n} proposal", "{n} proposals", len(stated)),
        **shown,
    )


def _speaks_of(years: tuple[int, ...], year: int) -> bool:
    return not years or year in years
