"""The rule about lines that look like changes to another budget, in a file that names none."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, Interval, exact, printed, written_step
from kalmar_cli.budget.model import Budget, Line
from kalmar_cli.budget.rows import facts
from kalmar_cli.budget.statement import Figures
from kalmar_cli.check.case import Case, sum_of_lines
from kalmar_cli.check.finding import NOTE, Finding
from kalmar_cli.check.net_cost import net_cost
from kalmar_cli.check.registry import rule

# Lines below a tenth of their row are no list of what it consists of.
_TINY = Decimal(10)
# Complete budgets of one municipality and year lie nearer than this to each other.
_SAME_SIZE = Decimal(3)


@rule(
    "no-base",
    NOTE,
    says=N_(
        "In a file without `base`, the lines are all of the budget. Lines that add up to less than a tenth"
        " of the row that they move, or that do not add up to it while a budget of the same municipality"
        " and year lies beside the file, may be changes to another budget; so may, without a statement,"
        " lines far from the size of that budget's net cost and of its lines."
    ),
    remedy=N_("if the lines are changes to another budget, name it with `base`"),
)
def no_base(case: Case) -> Iterator[Finding]:
    """The lines of a budget without base that are not what its statement or its neighbour consists of."""
    budget = case.budget
    if budget.base or not budget.lines:
        return
    other = case.neighbour
    if budget.statement:
        yield from _beside_statement(case, other)
    elif other:
        yield from _beside_other(case, other)


def _beside_statement(case: Case, other: Budget | None) -> Iterator[Finding]:
    """For the first row whose lines are tiny beside it, or do not add up to it, one finding."""
    statement = case.budget.statement
    assert statement
    for row in dict.fromkeys(line.row for line in case.budget.lines):
        lines = [line for line in case.budget.lines if line.row == row]
        for at, year in enumerate(case.years):
            value = statement.cell(row, year)
            total = sum_of_lines(lines, at)
            if not value or not total or _may_be(lines, at).meets(printed(value, statement.step)):
                continue
            tiny = abs(total) * _TINY < abs(value)
            if not tiny and not other:
                continue
            words = _(
                "the lines on {row} add up to {total} {unit} in {year}, where the statement has {value};"
                " the file names no base"
            )
            shown = case.text(case.cell(row, value))
            yield _found(case, words, other, (total, value), row=case.label(row), year=year, value=shown)
            return


def _may_be(lines: list[Line], at: int) -> Interval:
    """What lines that are rounded as they are written can add up to in a year (mkr)."""
    amounts = (line.amounts[at] for line in lines)
    return sum((printed(amount, written_step(amount)) for amount in amounts), exact(ZERO))


def _beside_other(case: Case, other: Budget) -> Iterator[Finding]:
    """Lines without statement, against the net cost and the posts of the budget beside the file."""
    for at, year in enumerate(case.years):
        total = sum_of_lines((line for line in case.budget.lines if not facts(line.row).income), at)
        sizes = {name: size for name, size in _sizes(other, year).items() if size}
        if not total or not sizes:
            continue
        if any(_near(total, size) for size in sizes.values()):
            return
        name, size = next(iter(sizes.items()))
        words = _(
            "the lines add up to {total} {unit} in {year}; {other} has {size} ({what}); the file names no"
            " base"
        )
        yield _found(
            case,
            words,
            other,
            (total, size),
            year=year,
            other=other.name,
            size=case.amount(size),
            what=name,
        )
        return


def _sizes(other: Budget, year: str) -> dict[str, Decimal]:
    """What a budget costs in a year (mkr), by its net cost and by its posts, as far as they are known."""
    sizes = {_("net cost"): net_cost(Figures(other), year) or ZERO}
    if other.base is None and int(year) in other.years:
        costs = (line for line in other.lines if not facts(line.row).income)
        sizes[_("lines")] = sum_of_lines(costs, other.years.index(int(year)))
    return sizes


def _near(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return one * other > 0 and large <= _SAME_SIZE * small


def _found(
    case: Case, words: str, neighbour: Budget | None, figures: tuple[Decimal, Decimal], **values: Any
) -> Finding:
    """What lines add up to (mkr), beside the size (mkr) of what they may be changes to."""
    total, size = figures
    remedy = _("if they are changes to {name}, write `base: {id}`")
    return case.finding(
        NOTE,
        case.at_key("lines"),
        words,
        case.as_written(total),
        case.as_written(size),
        total=case.amount(total),
        remedy=remedy.format(name=neighbour.name, id=neighbour.id) if neighbour else "",
        **values,
    )
