"""A budget in one plain sentence: what it adds, what it saves, what that does to the result."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import Post, sum_posts
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.table import Sentence


def sum_up(
    figures: Figures,
    against: Figures | None,
    moved: dict[str, Post] | None,
    columns: Sequence[str],
    unit: str,
    *,
    printed: bool = False,
) -> Sentence:
    """The sentence for one of the columns shown: the budget year, else the first year of the plan.

    `moved` are the posts that differ from `against`, if comparable. The result
    is the derived one, or that of the printed statements; years of the plan in
    which it differs otherwise are told as well.
    """
    column = _spoken_of(figures, columns)
    words: dict[str, Decimal | str] = {"budget": figures.budget.name, "year": column, "unit": unit}
    if against:
        words["baseline"] = against.budget.name
    if printed and against:  # the posts explain the derived result, not the printed one
        start = _("{year}, {budget} compared with {baseline}, as printed:")
    elif against and moved is not None and year_in(column):
        sums = sum_posts((p for p in moved.values() if not p.is_income), int(column)).values()
        income = sum((p.amount(int(column)) for p in moved.values() if p.is_income), ZERO)
        words["more"] = in_unit(-sum((s.increases for s in sums), ZERO), unit)
        words["less"] = in_unit(sum((s.savings for s in sums), ZERO), unit)
        start = _(
            "In {year}, {budget} adds {more} {unit} and saves {less} {unit} compared with {baseline};"
        )
        if income:
            words["income"] = in_unit(abs(income), unit)
            start = (
                _(
                    "In {year}, {budget} adds {more} {unit}, saves {less} {unit} "
                    "and has {income} {unit} more income compared with {baseline};"
                )
                if income > 0
                else _(
                    "In {year}, {budget} adds {more} {unit}, saves {less} {unit} "
                    "and has {income} {unit} less income compared with {baseline};"
                )
            )
    elif against:
        start = _("{year}, {budget} compared with {baseline}:")
    else:
        start = _("{year}, {budget}:")

    def results(of_column: str) -> list[Decimal | None]:
        return [
            (of.printed if printed else of.derived)(RESULT, of_column) for of in (figures, against) if of
        ]

    said = [start, _result(results(column), unit, words)]
    if against:
        by_year = {c: _gap(results(c)) for c in columns if year_in(c) in figures.budget.years}
        said += _other_years(column, by_year, unit, words)
    return Sentence(" ".join(said), words)


def _spoken_of(figures: Figures, columns: Sequence[str]) -> str:
    """The column that a sentence is about: never an earlier year's if there is one of the plan."""
    years = [column for column in columns if year_in(column)]
    own = str(figures.budget.year)
    return own if own in years else (years or list(columns))[0]


def _gap(results: list[Decimal | None]) -> Decimal | None:
    result, other = results[0], results[-1]
    return None if result is None or other is None else result - other


def _other_years(
    column: str, by_year: dict[str, Decimal | None], unit: str, words: dict[str, Decimal | str]
) -> list[str]:
    """For each other year in which the result differs by another amount (mkr): that amount."""
    said = []
    for year, gap in by_year.items():
        if year == column or gap is None or gap == by_year.get(column):
            continue
        name = f"by_{year}"
        words[name] = in_unit(abs(gap), unit)
        if gap < 0:
            part = _("{year}: {by} {unit} lower.")
        elif gap > 0:
            part = _("{year}: {by} {unit} higher.")
        else:
            part = _("{year}: the same result.")
        said.append(part.replace("{year}", year).replace("{by}", f"{{{name}}}"))
    return said


def _result(results: list[Decimal | None], unit: str, words: dict[str, Decimal | str]) -> str:
    """What the result is (mkr), and how it differs from the other one, if there is one."""
    result, other = results[0], results[-1]
    if result is None or other is None:
        return _("the result is not known.")
    words["result"] = in_unit(result, unit)
    if len(results) == 1:
        return _("the result is {result} {unit}.")
    if result == other:
        return _("the result is the same, {result} {unit}.")
    words["by"] = in_unit(abs(result - other), unit)
    if result < other:
        return _("the result is {result} {unit}, {by} {unit} lower.")
    return _("the result is {result} {unit}, {by} {unit} higher.")
