"""The balance requirement (kommunallagen 11 kap. 5, 12–14 §§): deficits followed forward.

A year's negative balanskravsresultat is to be restored in full within the
three years that follow. Surpluses of earlier years do not count, but for what
the statement takes out of the reserve. Amounts are mkr.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.rows import (
    AFTER_ADJUSTMENTS,
    BALANCE_RESULT,
    BEFORE_EXTRAORDINARY,
    PART,
    RESULT,
    facts,
    kind,
)
from kalmar_cli.budget.statement import Figures

YEARS_TO_RESTORE = 3

# Where the results are printed, the row that says most first.
_RESULTS = (BALANCE_RESULT, AFTER_ADJUSTMENTS, RESULT, BEFORE_EXTRAORDINARY)

# What a column of a year is called, the surest first; other words (delår, jan–apr) are no whole year.
_KINDS = (
    r"utfall|bokslut|redovisning|årsredovisning",
    r"prognos|helårsprognos|årsprognos",
    r"|budget|plan|b|p|vp|ep|bp|verksamhetsplan|flerårsplan|ekonomisk plan|ekonomiplan",
)
_COLUMN = re.compile(r"(?P<before>\D*?)\s*(?P<year>\d{4})")


class Deficit(NamedTuple):
    """A year's deficit: its size (> 0), what each later year restores of it, the years not known."""

    year: int
    size: Decimal
    restored: dict[int, Decimal]
    unknown: tuple[int, ...]

    @property
    def until(self) -> int:
        """The last year in which it can be restored."""
        return self.year + YEARS_TO_RESTORE

    @property
    def left(self) -> Decimal:
        """What remains to be restored (≥ 0)."""
        return self.size - sum(self.restored.values(), ZERO)


class BalanceYear(NamedTuple):
    """A year's figure that the balance requirement looks at, and the column that it is taken from."""

    column: str
    result: Decimal


class Balance(NamedTuple):
    """The years of a statement under the balance requirement.

    `row` is the row of their results. Unless `adjusted`, no adjustments are printed and that row
    stands for the balanskravsresultat; unless `reserve`, nothing goes to or comes from a reserve.
    """

    row: str
    adjusted: bool
    reserve: bool
    years: dict[int, BalanceYear]

    @property
    def deficits(self) -> tuple[Deficit, ...]:
        """Every deficit, the oldest first, followed forward."""
        return follow_deficits({year: of.result for year, of in self.years.items()})


def follow_deficits(results: Mapping[int, Decimal]) -> tuple[Deficit, ...]:
    """The deficits of years' results, each with what later surpluses restore of it, the oldest first."""
    found: list[Deficit] = []
    for year in sorted(results):
        result = results[year]
        if result < 0:
            window = range(year + 1, year + YEARS_TO_RESTORE + 1)
            found.append(Deficit(year, -result, {}, tuple(y for y in window if y not in results)))
        for deficit in found:
            part = min(result, deficit.left)
            if part > 0 and year <= deficit.until:
                deficit.restored[year] = part
                result -= part
    return tuple(found)


def balance(figures: Figures) -> Balance:
    """What a budget's statement, printed or derived, shows under the balance requirement.

    The result is the balanskravsresultat, or årets resultat with the
    adjustments and transfers to and from the reserve that are printed below it.
    """
    order = figures.order
    row = next((row for row in _RESULTS if row in order), None)
    if row is None:
        return Balance(RESULT, False, False, {})
    after = order[order.index(RESULT) + 1 :] if RESULT in order else ()
    memo = figures.composition.memo
    below = [part for part in after if kind(part) == PART and part not in memo]
    adjusted = (
        BALANCE_RESULT in order or AFTER_ADJUSTMENTS in order or any(not _is_reserve(p) for p in below)
    )
    years: dict[int, BalanceYear] = {}
    for year, column in column_of_each_year(figures.budget.columns).items():
        result = figures.derived(BALANCE_RESULT, column)
        if result is None:
            result = figures.printed(row, column)
        if result is not None:
            years[year] = BalanceYear(column, result)
    return Balance(row, adjusted, any(map(_is_reserve, below)), years)


def _is_reserve(row: str) -> bool:
    return facts(row).force != 0


def column_of_each_year(columns: Iterable[str]) -> dict[int, str]:
    """Year → the column that knows most of it: its outcome, else a forecast, else a budget or plan."""
    found: dict[int, tuple[int, str]] = {}
    for column in columns:
        year, kind = year_and_kind(column) or (0, 0)
        if year and (year not in found or kind < found[year][0]):
            found[year] = kind, column
    return {year: column for year, (_kind, column) in sorted(found.items())}


def year_and_kind(column: str) -> tuple[int, int] | None:
    """The year of a column, and how sure its figures are by the words before it, 0 the surest.

    `budget 2024` and a bare `2024` are alike. None if it is no whole year.
    """
    match = _COLUMN.fullmatch(column.strip())
    name = " ".join(match["before"].casefold().split()) if match else ""
    kind = next((at for at, known in enumerate(_KINDS) if re.fullmatch(known, name)), None)
    return None if match is None or kind is None else (int(match["year"]), kind)
