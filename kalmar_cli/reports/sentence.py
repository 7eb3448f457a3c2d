"""A budget in one plain sentence: what it adds, what it saves, what that does to the result."""

from decimal import Decimal

from kalmar_cli.figures import ZERO, in_unit
from kalmar_cli.language import _
from kalmar_cli.posts import Post, summed
from kalmar_cli.report import Sentence
from kalmar_cli.statement import INCOME, RESULT, Figures


def summed_up(
    figures: Figures,
    against: Figures | None,
    moved: dict[str, Post] | None,
    column: str,
    unit: str,
    *,
    as_printed: bool = False,
) -> Sentence:
    """The sentence for one column; `moved` are the posts that differ from `against`, if comparable.

    The result is the derived one, or that of the printed statements.
    """
    words: dict[str, Decimal | str] = {"budget": figures.budget.name, "year": column, "unit": unit}
    if against:
        words["baseline"] = against.budget.name
    if against and moved is not None and column.isdecimal():
        sums = summed((p for p in moved.values() if p.line.row not in INCOME), int(column)).values()
        income = sum((p.amount(int(column)) for p in moved.values() if p.line.row in INCOME), ZERO)
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
        start = _("{budget} compared with {baseline}, {year}:")
    else:
        start = _("{budget}, {year}:")
    results = [
        (of.printed if as_printed else of.derived)(RESULT, column) for of in (figures, against) if of
    ]
    return Sentence(f"{start} {_result(results, unit, words)}", words)


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
