"""What budgets are called side by side: names and headings that tell them apart."""

from collections.abc import Callable, Sequence

from kalmar_cli.base.characters import slug
from kalmar_cli.budget.model import Budget


def tell_apart(budgets: Sequence[Budget]) -> tuple[Budget, ...]:
    """The budgets and their bases under names that tell them apart.

    A year follows where their years differ, in brackets, since an amount may stand
    after the name; an id or a file where names still meet, a number where a budget
    stands beside itself.
    """
    names = _distinct(
        budgets,
        [budget.name for budget in budgets],
        [lambda budget: f" ({budget.id})", lambda budget: f" ({budget.file})"],
    )
    first = {budget.file: name for budget, name in reversed(list(zip(budgets, names, strict=True)))}
    return tuple(_renamed(b, name, first) for b, name in zip(budgets, names, strict=True))


def _renamed(budget: Budget, name: str, names: dict[str, str]) -> Budget:
    base = budget.base and _renamed(budget.base, names.get(budget.base.file, budget.base.name), names)
    return budget._replace(name=name, base=base)


def headings(budgets: Sequence[Budget]) -> list[tuple[str, str]]:
    """For each budget's column: its name, and its id for where that is too long; each told apart."""
    ids = [_short(budget) for budget in budgets]
    names = [budget.name for budget in budgets]
    if len(set(zip(names, (b.year for b in budgets), strict=True))) < len(budgets):
        names = ids
    shorts = [min(name, id, key=len) for name, id in zip(names, ids, strict=True)]
    return list(zip(_distinct(budgets, names, []), _distinct(budgets, shorts, []), strict=True))


def _short(budget: Budget) -> str:
    """The id of a budget as a name: as printed, where the name begins with it."""
    words = budget.name.split()
    starts = (" ".join(words[:n]) for n in range(1, len(words) + 1))
    return next(
        (start for start in starts if slug(start) == budget.id), budget.id[:1].upper() + budget.id[1:]
    )


def _distinct(
    budgets: Sequence[Budget], names: Sequence[str], more: Sequence[Callable[[Budget], str]]
) -> list[str]:
    if len({budget.year for budget in budgets}) > 1:
        names = [
            name if str(budget.year) in name else f"{name} ({budget.year})"
            for name, budget in zip(names, budgets, strict=True)
        ]
    for words in more:
        files: dict[str, set[str]] = {}
        for name, budget in zip(names, budgets, strict=True):
            files.setdefault(name, set()).add(budget.file)
        names = [
            name + words(budget) if len(files[name]) > 1 else name
            for name, budget in zip(names, budgets, strict=True)
        ]
    return [
        f"{name} ({names[:i].count(name) + 1})" if name in names[:i] else name
        for i, name in enumerate(names)
    ]
