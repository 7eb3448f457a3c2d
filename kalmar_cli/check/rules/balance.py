"""The rule about deficits."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, RESULT
from kalmar_cli.check.case import Case, in_years
from kalmar_cli.check.finding import NOTE, Finding
from kalmar_cli.check.registry import rule

# What the law balances, where it is printed; else the result before extraordinary items.
_RESULTS = ("arets_balanskravsresultat", BEFORE_EXTRAORDINARY, RESULT)
_YEARS_TO_RESTORE = 3


@rule(
    "deficit",
    NOTE,
    says=N_(
        "A negative result in a plan year is noted when the cumulated result, counted from the first year"
        " that the statement shows, falls below zero and is not restored within three years (or by the end"
        " of the plan): the balance requirement then asks how it is met."
    ),
    remedy=N_(
        "a deficit is restored within three years or met from the reserve: say in the document which"
    ),
)
def deficit(case: Case) -> Iterator[Finding]:
    """Each plan year whose deficit leaves the cumulated result below zero at the end of its three years."""
    statement = case.budget.statement
    row = next((r for r in _RESULTS if statement and r in statement.rows), None)
    if not statement or row is None:
        return
    columns = _column_of_each_year(statement.columns)
    results = {year: statement.cell(row, column) or ZERO for year, column in columns.items()}
    cumulated = _cumulated(results)
    for year in case.budget.years:
        if results.get(year, ZERO) >= 0 or cumulated[year] >= 0:
            continue
        until = max(y for y in results if y <= year + _YEARS_TO_RESTORE)
        left = min(ZERO, max(cumulated[y] for y in results if year <= y <= until))
        if not left:
            continue
        stated, computed = case.cell(row, results[year]), case.cell(row, cumulated[until])
        yield case.finding(
            NOTE,
            statement.cell_place(row, columns[year]),
            f"statement {row} {year}",
            _(
                "{row} {year} is {stated}; cumulated from {first} to {last} the results come to {computed}"
                " {unit}, which the balance requirement asks to restore within three years or to meet from"
                " the reserve"
            ).format(
                row=case.label(row),
                year=in_years([year]),
                stated=case.text(stated),
                first=min(results),
                last=until,
                computed=case.text(computed),
                unit=case.budget.unit,
            ),
            against=[case.spot(statement.cell_place(row, columns[y])) for y in results if y <= until],
            stated=stated,
            computed=computed,
        )


def _column_of_each_year(columns: tuple[str, ...]) -> dict[int, str]:
    """Year → its column; of several (budget 2023, prognos 2023) the last printed, which knows most."""
    found: dict[int, str] = {}
    for column in columns:
        match = re.search(r"(?:^|\s)(\d{4})$", column, re.ASCII)
        if match:
            found[int(match[1])] = column
    return dict(sorted(found.items()))


def _cumulated(results: dict[int, Decimal]) -> dict[int, Decimal]:
    """Year → the sum of the results up to and with it (mkr)."""
    total, found = ZERO, {}
    for year, result in results.items():
        total += result
        found[year] = total
    return found
