"""The rule about figures in the wrong unit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import Budget, Line, Total
from kalmar_cli.budget.rows import OPERATING_COST
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Spot, Subject
from kalmar_cli.check.net_cost import net_cost
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import FACTOR, far_apart, from_base, from_row, is_regular, typical_size

# With fewer lines beside it, a large one is as likely to be meant.
_OTHERS = 4
# A post of a whole budget may be more than its net cost, if others are income, but not twice as much.
_TWICE = 2
# A budget whose largest line is a 50,000th of the net cost is written in mkr for tkr, or in tkr for kr.
_TINY = 50_000


@rule(
    "unit",
    ERROR,
    NOTE,
    says=N_(
        "A figure 300 times the base's or a 300th of it, or so far off from the median of its row (of three"
        " figures or more), is likely in another unit (tkr for mkr). Sums, rows that come and go by nature,"
        " and what a printed sum of the usual size bears out, are left out. A line's years are held against"
        " each other, a line against the others of its file (five lines or more), and a line or a sum of"
        " lines against half the net cost that it changes, without base against twice the net cost, and the"
        " largest line against a 50,000th of the net cost, as a note."
    ),
    remedy=N_("check the figure against the document and the file's `unit`"),
)
def unit(case: Case) -> Iterator[Finding]:
    """Each figure of a regular part, and each line, that is 300 times off from what it stands beside."""
    yield from _in_statement(case)
    yield from _in_lines(case)


def _in_statement(case: Case) -> Iterator[Finding]:
    statement, base = case.budget.statement, case.budget.base
    for row, found in statement.rows.items() if statement else ():
        if not statement or not is_regular(row):
            continue
        usual = from_row(case.budget, found)
        for column, value, place in zip(statement.columns, found.values, found.places, strict=True):
            near, source = from_base(case.budget, row, column), base.name if base else ""
            if near is not None and base and base.statement:
                against = [case.cell_spot(row, column, base)]
            else:
                near, source = usual, _("the other columns")
                against = [case.spot(p) for p, v in zip(found.places, found.values, strict=True) if v]
            if value and near and far_apart(value, near):
                if near is usual and _is_borne_out(case, row, column):
                    continue
                about = Subject(case.spot(place), f"statement {row} {column}")
                figures = case.cell(row, value), case.cell(row, abs(near))
                yield _found(case, ERROR, about, f"{case.label(row)} {column}", figures, source, against)


def _is_borne_out(case: Case, row: str, column: str) -> bool:
    """Whether a figure counts in a sum that agrees with it, and that is of the usual size itself."""
    statement, total = case.budget.statement, case.ranges.borne_out_by(row, column)
    usual = statement and total and from_row(case.budget, statement.rows[total])
    return bool(statement and total and usual and not far_apart(statement.cell(total, column), usual))


def _in_lines(case: Case) -> Iterator[Finding]:
    sizes = [_size(line) for line in case.budget.lines]
    # Sorted once: the median of the others is then at hand for each line.
    by_size = sorted(filter(None, sizes))
    costs = _net_costs(case)
    for line, size in zip(case.budget.lines, sizes, strict=True):
        even = all(amount == line.amounts[0] for amount in line.amounts)
        usual = None if even else typical_size(line.amounts)
        for year, value, place in zip(case.years, line.amounts, line.places, strict=True):
            if usual and far_apart(value, usual):
                about = Subject(case.spot(place), f"line {line.id} {year}")
                figures, source = (
                    (case.as_written(value), abs(case.as_written(usual))),
                    _("the other years"),
                )
                spots = case.line_spots([line])
                yield _found(case, NOTE, about, f"{line.name} {year}", figures, source, spots)
        near = _of_net_cost(case, line, costs) or _of_others(line, size, by_size)
        if near:
            yield _too_large(case, line, f"line {line.id}", near)
    for total in case.budget.totals:
        near = _of_net_cost(case, total, costs)
        if near:
            yield _too_large(case, total, f"total {total.name}", near)
    base, largest = case.budget.base, by_size[-1] if by_size else ZERO
    if base and largest and largest * _TINY < min(costs.values(), default=ZERO):
        yield _too_small(case, case.budget.lines[sizes.index(largest)], min(costs.values()), base)


def _too_small(case: Case, line: Line, cost: Decimal, base: Budget) -> Finding:
    """A note that even the largest line is next to nothing beside the net cost that lines change."""
    at = list(map(abs, line.amounts)).index(_size(line))
    return case.finding(
        NOTE,
        case.at_line(line, at),
        _("no line is larger than {name} {year}: {stated} {unit} beside {computed} ({source})"),
        case.as_written(line.amounts[at]),
        case.as_written(cost),
        year=case.years[at],
        computed=case.text(case.as_written(cost)),
        source=f"{case.label(OPERATING_COST)}, {base.name}",
    )


def _too_large(case: Case, of: Line | Total, where: str, near: tuple[int, Decimal, str]) -> Finding:
    at, beside, source = near
    about = Subject(case.spot(of.places[at]), where)
    figures = case.as_written(of.amounts[at]), abs(case.as_written(beside))
    return _found(case, NOTE, about, f"{of.name} {case.years[at]}", figures, source, [])


def _net_costs(case: Case) -> dict[str, Decimal]:
    """Year → the net cost (mkr, a size) that lines change: the base's, else the budget's own."""
    figures = case.ranges.base.figures if case.ranges.base else case.ranges.figures
    if not figures.has_statement:
        return {}
    costs = {year: net_cost(figures, year) for year in case.years}
    return {year: abs(cost) for year, cost in costs.items() if cost}


def _of_net_cost(
    case: Case, of: Line | Total, costs: dict[str, Decimal]
) -> tuple[int, Decimal, str] | None:
    """The first year (by position) in which a line or a sum of lines is too large: and the net cost.

    With a base half of it is much to change. Without base, lines are what it consists of.
    """
    base = case.budget.base
    for at, (year, amount) in enumerate(zip(case.years, of.amounts, strict=True)):
        cost = costs.get(year)
        if cost and (abs(amount) * _TWICE >= cost if base else abs(amount) >= cost * _TWICE):
            name = case.label(OPERATING_COST)
            return at, cost, f"{name}, {base.name}" if base else name
    return None


def _size(line: Line) -> Decimal:
    """The largest amount of a line, without sign (mkr)."""
    return abs(max(line.amounts, key=abs, default=ZERO))


def _of_others(line: Line, size: Decimal, sizes: Sequence[Decimal]) -> tuple[int, Decimal, str] | None:
    """The year (by position) in which a line is 300 times the median of the others: and that median.

    `size` is the line's own, `sizes` are those of all lines that carry anything, sorted.
    """
    others = len(sizes) - 1
    if others < _OTHERS or not size:
        return None
    middle = (others - 1) // 2
    usual = sizes[middle + 1 if bisect_left(sizes, size) <= middle else middle]
    if size < FACTOR * usual:
        return None
    return [abs(amount) for amount in line.amounts].index(size), usual, _("the other lines")


def _found(
    case: Case,
    level: str,
    about: Subject,
    name: str,
    figures: tuple[Decimal, Decimal],
    source: str,
    against: list[Spot],
) -> Finding:
    stated, computed = figures
    return case.finding(
        level,
        about,
        _("{name} is {stated} {unit} beside {computed} ({source})"),
        stated,
        computed,
        against=against,
        name=name,
        computed=case.text(computed),
        source=source,
    )
