"""Budgets in memory for the tests of `check`: text → findings, and texts with one figure changed."""

import re
from decimal import Decimal

from kalmar_cli.base.problems import Place, Problem
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import Finding
from kalmar_cli.check.registry import find_all
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read

_FIGURE = re.compile(r"[-+]?\d+(?:\.\d+)?")


def loaded(text: str, id: str, base: Budget | None = None) -> tuple[Budget, list[Problem]]:
    """The budget in a text, and what is wrong with the text; its file is called `id.yaml`."""
    unbased = read(text.encode(), id, f"{id}.yaml")
    assert not unbased.broken, unbased.broken
    return assemble(unbased, base), unbased.problems


def found(text: str, id: str = "budget", base: Budget | None = None, *rules: str) -> list[Finding]:
    """The findings about the budget in a text that can be read."""
    budget, problems = loaded(text, id, base)
    assert not problems, problems
    return find_all(Case(budget), rules)


def changed(text: str, place: Place, change: Decimal) -> str:
    """The text with the figure at a place changed by so much; what follows keeps its columns."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    match = _FIGURE.match(line, place.column - 1)
    assert match, line
    figure, rest = str(Decimal(match[0]) + change), line[match.end() :]
    longer = len(figure) - len(match[0])
    if longer > 0:
        rest = rest.replace(" " * longer, "", 1)
    lines[place.line - 1] = line[: match.start()] + figure + " " * -longer + rest
    return "\n".join(lines)
