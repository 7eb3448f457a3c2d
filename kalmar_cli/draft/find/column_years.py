"""Of which year the columns of a header are, and what they are called in a budget file."""

from collections.abc import Iterable, Sequence

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.columns import RUN


def budget_year(pairs: Iterable[tuple[str, int]]) -> int:
    """The year that a header speaks of: its last budget column, else the first plan year, else 0.

    Budgets of three years in a row and no plan behind them are a budget and its plan:
    the first of them, later than what an outcome, a forecast or a fourth year before them says.
    """
    known = list(pairs)
    budgets = [year for word, year in known if words.is_budget(word)]
    plans = [year for word, year in known if word and words.is_plan(word)]
    bare = [year for word, year in known if not word]
    run = _run([year for year in budgets + bare if year not in plans]) if budgets else []
    if len(run) >= RUN and max(plans, default=0) <= run[-1]:
        past = _past(known)
        first = max(run[0] + (len(run) > RUN and past < run[0]), past)
        return first if first in run else run[-1]
    return max(budgets, default=0) or min(plans, default=0)


def first_year(pairs: Iterable[tuple[str, int]]) -> int:
    """The first plan year of a header that names none: its bare years run on, at least three; else 0."""
    known = list(pairs)
    bare = [year for word, year in known if not word or words.is_own(word)]
    run = _run(bare) if sorted(set(bare)) == bare else []
    return next((year for year in run if year >= _past(known)), 0) if len(run) >= RUN else 0


def _run(years: Iterable[int]) -> list[int]:
    """The years up to the last one that follow each other without a gap."""
    found: list[int] = []
    for year in sorted(set(years), reverse=True):
        if found and found[-1] - year != 1:
            break
        found.append(year)
    return found[::-1]


def _past(pairs: Iterable[tuple[str, int]]) -> int:
    """The first year that can be the budget's: one after a forecast, two after an outcome."""
    return max(
        (year + (1 if words.is_forecast(word) else 2) for word, year in pairs if words.is_past(word)),
        default=0,
    )


def names(pairs: Sequence[tuple[str, int]], year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a header's columns in a budget of `year`, each once, and the doubts about them."""
    result: list[str] = []
    doubts = []
    for word, column_year in pairs:
        name = words.column_name(word, column_year, year)
        if name != str(column_year) and column_year >= year and words.is_budget(word):
            # A decided or revised budget is the year's own where the header has no other one.
            alone = sum(y == column_year for _w, y in pairs) == 1
            name = str(column_year) if alone else name
        copy = 2
        unique = name
        while unique in result:
            unique, copy = f"{name} ({copy})", copy + 1
        if unique != name:
            doubts.append(_("the column {name} stands in the header more than once").format(name=name))
        elif not word and column_year < year:
            doubts.append(_("the column {name} has only its year in the header").format(name=name))
        result.append(unique)
    return tuple(result), tuple(doubts)
