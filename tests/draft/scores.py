"""What a draft of a table has right, wrong and marked, held against a budget file made by hand."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.budget.model import Budget
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import Draft, make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source import inputs
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read

Item = tuple[str, tuple[object, ...]]


class Tally(NamedTuple):
    """Of so many things: right, wrong without a mark at their own row, marked there, missing."""

    there: int = 0
    right: int = 0
    wrong: tuple[str, ...] = ()
    marked: int = 0
    missing: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":  # type: ignore[override]
        return Tally(
            self.there + other.there,
            self.right + other.right,
            self.wrong + other.wrong,
            self.marked + other.marked,
            self.missing + other.missing,
        )

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.there if self.there else 1.0


def expected(file: Path) -> Budget:
    """A budget file made by hand."""
    held = read(file.read_bytes(), file.stem, str(file))
    result = assemble(held, None)
    assert not held.problems, held.problems
    return result


def drafted(file: Path) -> Draft | None:
    """The draft of a document; None where nothing is drafted."""
    document = inputs.read(str(file), lambda _done, _total: None)
    found = draft.find(document, Wishes(), file.stem)
    return None if found.empty or not found.year else make_draft(found, None, "x", file.name)


def cells(budget: Budget) -> Iterator[Item]:
    """Each cell of the statement: its row's id, then column and value."""
    if budget.statement:
        for row in budget.statement.rows.values():
            for column, value in zip(budget.statement.columns, row.values, strict=True):
                yield row.id, (column, None if value is None else value.normalize())


def lines(budget: Budget) -> Iterator[Item]:
    """Each line: its name, then area and amounts by year where they are not 0."""
    for line in budget.lines:
        area = budget.areas[line.area].name if line.area else ""
        yield line.name, (area, by_year(budget, line.amounts))


def totals(budget: Budget) -> Iterator[Item]:
    """Each printed sum."""
    for total in budget.totals:
        yield total.name, (by_year(budget, total.amounts),)


def by_year(budget: Budget, amounts: Iterable[Decimal]) -> tuple[tuple[int, Decimal], ...]:
    """Amounts with their years; a year without any is left out."""
    return tuple((year, a.normalize()) for year, a in zip(budget.years, amounts, strict=True) if a)


def marked_rows(made: Draft) -> set[str]:
    """The ids and names of the rows, lines and totals at which something is marked."""
    names = {line.id: line.name for line in made.budget.lines}
    spots = [remark.at for remark in made.remarks if remark.doubt and len(remark.at) > 1]
    found = {str(spot[1]) for spot in spots} | {names.get(str(spot[1]), "") for spot in spots}
    every = [total.name for total in made.budget.totals]
    return found | {every[spot[1]] for spot in spots if spot[0] == "totals" and isinstance(spot[1], int)}


def tally(truth: Iterable[Item], got: Iterable[Item], marked: set[str]) -> Tally:
    """What is in both, what only the draft says (marked or not), and what it has not."""
    wanted, said = list(truth), list(got)
    count, right = len(wanted), 0
    wrong: list[str] = []
    for item in said:
        if item in wanted:
            wanted.remove(item)
            right += 1
        elif item[0] not in marked and not _is_empty(item):
            wrong.append(str(item))
    left = [item for item in wanted if item[0] not in marked]
    return Tally(count, right, tuple(wrong), len(wanted) - len(left), tuple(map(str, left)))


def _is_empty(item: Item) -> bool:
    return item[1][-1] is None or item[1][-1] == ()


def score(truth: Budget, made: Draft | None) -> dict[str, Tally]:
    """Cells, lines and totals of a draft against what is right."""
    if made is None:
        kinds = (cells, lines, totals)
        return {k.__name__: tally(k(truth), (), set()) for k in kinds}
    marked = marked_rows(made)
    return {k.__name__: tally(k(truth), k(made.budget), marked) for k in (cells, lines, totals)}
