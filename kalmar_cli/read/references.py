"""What must agree within a file and with its base: ids, numbers, columns and names that are mentioned."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kalmar_cli.base.characters import clip
from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.composition import may_be_aside
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.printed import memo_rows
from kalmar_cli.budget.rows import NET_COST, PART, STANDARD, kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.read.file import UnbasedBudget

Key = TypeVar("Key", str, int)


def check_columns(
    unbased: UnbasedBudget, columns: Iterable[tuple[str, Place]], year: int, statement: Place
) -> None:
    """Reports a column named twice, a bare year before the budget's `year`, and that one missing."""
    seen: set[str] = set()
    for name, place in columns:
        if name in seen:
            unbased.problem(
                place,
                _("the column `{name}` stands here for the second time").format(name=clip(name)),
                _("name each column once, as in `budget 2023`, `prognos 2023`"),
            )
        seen.add(name)
        if (year_in(name) or year) < year:
            unbased.problem(
                place,
                _("the column {name} is before the budget year {year}").format(name=name, year=year),
                _("say what it is, as in `utfall {name}` or `budget {name}`").format(name=name),
            )
    if year and str(year) not in seen:
        unbased.problem(
            statement,
            _("no column is the budget year {year}").format(year=year),
            _("add the column {year}, or correct `year`").format(year=year),
        )


def check_ids(unbased: UnbasedBudget, budget: Budget) -> None:
    """Reports a line with the id of another line."""
    for id, first, again in _repeated((line.id, line.place) for line in budget.lines):
        unbased.problem(
            again,
            _("a second line with the id `{id}`; the first is on line {line}").format(
                id=clip(id), line=first.line
            ),
            _("give one of them an `id` of its own"),
        )


def check_numbers(unbased: UnbasedBudget, budget: Budget) -> None:
    """Reports a proposal with the number of another one."""
    for number, first, again in _repeated((of.number, of.place) for of in budget.proposals):
        unbased.problem(
            again,
            _("a second proposal with number {number}; the first is on line {line}").format(
                number=number, line=first.line
            ),
            _("give each proposal its number in the document"),
        )


def _repeated(found: Iterable[tuple[Key, Place]]) -> Iterator[tuple[Key, Place, Place]]:
    """Each key that comes again, its first place and this one; one that could not be read is empty."""
    first: dict[Key, Place] = {}
    for key, place in found:
        if key in first and key:
            yield key, first[key], place
        first.setdefault(key, place)


def check_names(unbased: UnbasedBudget, budget: Budget) -> None:
    """Reports each mention of an area, proposal, line, row or year that is not there."""
    chain = list(budget.chain)
    unbased.unknown(
        "area",
        {id: area for link in chain for id, area in link.areas.items()},
        _("no area `{name}` is declared"),
        _("declare it under `areas`"),
    )
    unbased.unknown(
        "proposal",
        {str(proposal.number): proposal for proposal in budget.proposals},
        _("there is no proposal {name}"),
        _("check the number, or add the proposal"),
        guess=False,
    )
    unbased.unknown(
        "line",
        {line.id: line for line in budget.lines},
        _("there is no line `{name}`"),
        _("write the id of a line of this file"),
    )
    rows = [row for link in chain if link.statement for row in link.statement.rows]
    unbased.unknown(
        "row",
        dict.fromkeys([*rows, *STANDARD]),
        _("no row `{name}` stands in the statement"),
        _("write the id of a row, such as {row}").format(row=NET_COST),
    )
    years = list(map(str, budget.years))
    unbased.unknown(
        "year",
        years,
        _("the year {name} is none of this budget's years"),
        _("write one of {years}").format(years=", ".join(years)),
        guess=False,
    )


def check_moved_rows(unbased: UnbasedBudget, budget: Budget) -> None:
    """Reports each line with a row that is shown and never added."""
    moved = {line.row for line in budget.lines}
    printed = {row for link in budget.chain if link.statement for row in link.statement.rows}
    if not moved or not printed or not (memo_rows(budget) or any(map(may_be_aside, {*printed, *moved}))):
        return
    composition = Figures(budget).composition
    for row in sorted(moved & composition.memo):
        parts = composition.groups.get(row) or [composition.details[row] or ""]
        movable = [part for part in parts if kind(part) == PART and part not in composition.memo]
        of_lines = [line.place for line in budget.lines if line.row == row]
        for place in unbased.mentioned_at("moved row", row) or of_lines:
            unbased.problem(
                place,
                _("the row `{row}` is shown and never added: no line can move it").format(row=clip(row)),
                _("write one of {names}").format(names=", ".join(filter(None, movable)) or NET_COST),
            )
