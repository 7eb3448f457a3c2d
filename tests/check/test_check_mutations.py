"""Any single figure of the shipped budgets that is changed is found, and nothing else is said.

Both files are changed in memory, one figure at a time: each printed cell of
both statements, each line, each stated amount, each proposal's number.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from kalmar_cli.base.problems import Place
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import Finding, Spot
from kalmar_cli.check.registry import find_all, rules
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import UnbasedBudget, read
from tests.checking import changed, loaded
from tests.running import ROOT

MAJORITY, ALLIANCE = "majoriteten", "alliansen"
# Room after each comma, so that a longer figure does not move those after it.
TEXT = {
    id: (ROOT / f"budgets/kalmar/2024/{id}.yaml").read_text("utf-8").replace(", ", ",    ")
    for id in (MAJORITY, ALLIANCE)
}
# Titles are not changed here, and comparing them takes longer than everything else.
RULES = [name for name in rules() if name != "similar-proposals"]


# One note each about all years, lines or rows, which any of them changes.
SUMMARIES = frozenset({"deficit", "printed-difference", "unproposed"})


@cache
def budgets() -> dict[str, Budget]:
    """Both budgets as they are."""
    majority, _problems = loaded(TEXT[MAJORITY], MAJORITY)
    alliance, _problems = loaded(TEXT[ALLIANCE], ALLIANCE, majority)
    return {MAJORITY: majority, ALLIANCE: alliance}


@cache
def draft() -> UnbasedBudget:
    """The alliance's file, to be finished upon any base."""
    return read(TEXT[ALLIANCE].encode(), ALLIANCE, f"{ALLIANCE}.yaml")


@cache
def unchanged() -> frozenset[Finding]:
    """What is found about both as they are."""
    return frozenset(f for budget in budgets().values() for f in find_all(Case(budget), RULES))


def after(id: str, place: Place, change: Decimal) -> frozenset[Finding]:
    """What is found about both when the figure at a place of one of them is changed."""
    text = changed(TEXT[id], place, change)
    if id == MAJORITY:
        majority, problems = loaded(text, id)
        alliance = assemble(draft(), majority)
    else:
        majority = budgets()[MAJORITY]
        alliance, problems = loaded(text, id, majority)
    assert not problems
    return frozenset(f for budget in (majority, alliance) for f in find_all(Case(budget), RULES))


def assert_found(id: str, place: Place, change: Decimal, implied: frozenset[str] = frozenset()) -> None:
    """The change gives a finding that names its place, and every difference names it or is `implied`."""
    spot = Spot(f"{id}.yaml", place)
    now = after(id, place, change)
    appeared, gone = now - unchanged(), unchanged() - now
    naming = [f for f in appeared if spot in (f.spot, *f.against)]
    assert naming, f"{id}:{place.line}:{place.column} changed by {change} is not found"
    implied |= SUMMARIES
    unexplained = [f for f in appeared | gone if spot not in (f.spot, *f.against) and f.rule not in implied]
    assert not unexplained, unexplained


def cells() -> Iterator[tuple[str, str, str, Place]]:
    """Each printed cell of both statements."""
    for id, budget in budgets().items():
        statement = budget.statement
        assert statement
        for row in statement.rows:
            for column in statement.columns:
                yield id, row, column, statement.cell_place(row, column)


@pytest.mark.parametrize("change", [Decimal(3), Decimal(-3)], ids=str)
def test_cells(change: Decimal) -> None:
    """A printed cell that is off by 3."""
    found = list(cells())
    assert len(found) == 2 * 12 * 6
    for id, _row, _column, place in found:
        assert_found(id, place, change)


@pytest.mark.parametrize("change", [Decimal("1.0"), Decimal("-1.0")], ids=str)
def test_lines(change: Decimal) -> None:
    """A line that is off by 1.0: the printed sums of the table do not meet, and rows may not either."""
    lines = budgets()[ALLIANCE].lines
    assert len(lines) == 24
    for line in lines:
        assert_found(ALLIANCE, line.places[0], change, frozenset({"derived"}))


@pytest.mark.parametrize("change", [Decimal("0.7"), Decimal("-0.7")], ids=str)
def test_stated_amounts(change: Decimal) -> None:
    """An amount of the prose or of a proposal that is off by an amount that no other place gives."""
    budget = budgets()[ALLIANCE]
    places = [stated.place for line in budget.lines for stated in line.stated]
    places += [stated.place for p in budget.proposals for stated in p.stated]
    places += [p.amount_place for p in budget.proposals if p.amount is not None]
    assert len(places) == 39
    for place in places:
        # a finding about others tells of the places that give the same amount
        assert_found(ALLIANCE, place, change, frozenset({"one-off"}))


@pytest.mark.parametrize("change", [Decimal(1000), Decimal(1)], ids=str)
def test_proposal_numbers(change: Decimal) -> None:
    """A number that is off: refused by the reader as a repeat or where it is referred to, else a gap."""
    for proposal in budgets()[ALLIANCE].proposals:
        text = changed(TEXT[ALLIANCE], proposal.place, change)
        budget, problems = loaded(text, ALLIANCE, budgets()[MAJORITY])
        if problems:
            named = " ".join(p.message + p.cure for p in problems)
            names_it = (f"line {proposal.place.line}", f"proposal {proposal.number}")
            assert any(words in named for words in names_it), (proposal.number, problems)
            continue
        found = set(find_all(Case(budget), ["numbering"]))
        spot = Spot(f"{ALLIANCE}.yaml", proposal.place)
        assert any(f.spot == spot for f in found), proposal.number
        assert all(spot in (f.spot, *f.against) for f in found), proposal.number
