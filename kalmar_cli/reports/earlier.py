"""The earlier figures that a comparison is also held against: a column, or another budget's own year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.budget.measure import year_of
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.statement import Figures


class Earlier(NamedTuple):
    """Figures of an earlier time: those of `budget` in `column`; `words` is what they are called."""

    budget: Budget
    column: str
    words: str

    @property
    def figures(self) -> Figures:
        """The statement that has the column."""
        return Figures(self.budget)

    def has_posts_beside(self, budgets: Sequence[Budget]) -> bool:
        """Whether its posts are known and mean the same as those of `budgets`: none are mere changes."""
        year = year_in(self.column)
        known = year is not None and year in self.budget.years
        return known and all(link.root.lines for link in (self.budget, *budgets))

    def is_before(self, column: str) -> bool:
        """Whether a column tells of a later year, or otherwise of the same one."""
        then, now = year_of(self.column), year_of(column)
        return then is None or now is None or then < now or (then == now and column != self.column)


def earlier_column(budgets: Sequence[Budget], column: str) -> Earlier | None:
    """The figures in a column of the baseline (the last budget), else of another; None if none has it.

    Where budgets give different figures in it, its words say whose they are.
    """
    having = [budget for budget in reversed(budgets) if column in budget.columns]
    if not having:
        return None
    alike = len({_printed(budget, column) for budget in having}) == 1
    return Earlier(having[0], column, column if alike else f"{column} ({having[0].name})")


def _printed(budget: Budget, column: str) -> frozenset[tuple[str, Decimal]]:
    figures = Figures(budget)
    found = ((row, figures.derived(row, column)) for row in figures.order)
    return frozenset((row, figure) for row, figure in found if figure is not None)


def earlier_budget(budget: Budget, budgets: Iterable[Budget]) -> Earlier:
    """The figures of another budget in its own year, its areas and posts by the ids of `budgets`.

    One whose id they do not have is the one that has the same name there.
    """
    words = budget.name if str(budget.year) in budget.name else f"{budget.name} {budget.year}"
    links = [link for of in budgets for link in of.chain]
    areas = _new_ids(
        {id: area.name for link in budget.chain for id, area in link.areas.items()},
        {id: area.name for link in links for id, area in link.areas.items()},
    )
    lines = _new_ids(
        {line.id: line.name for link in budget.chain for line in link.lines},
        {line.id: line.name for link in links for line in link.lines},
    )
    return Earlier(_with_ids(budget, areas, lines) if areas or lines else budget, str(budget.year), words)


def _new_ids(theirs: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """Id → the id that the same name has now, where each has only one and the other does not know it."""
    then, now = _by_name(theirs), _by_name(ours)
    return {
        then[name]: now[name]
        for name in then.keys() & now.keys()
        if then[name] not in ours and now[name] not in theirs
    }


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Name → id, of names that only one id bears."""
    bearers = Counter(map(str.casefold, names.values()))
    return {name.casefold(): id for id, name in names.items() if bearers[name.casefold()] == 1}


def _with_ids(budget: Budget, areas: Mapping[str, str], lines: Mapping[str, str]) -> Budget:
    return budget._replace(
        base=budget.base and _with_ids(budget.base, areas, lines),
        areas={areas.get(id, id): area for id, area in budget.areas.items()},
        lines=tuple(
            line._replace(
                id=lines.get(line.id, line.id), area=line.area and areas.get(line.area, line.area)
            )
            for line in budget.lines
        ),
    )
