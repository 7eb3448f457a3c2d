"""The rule about figures in the wrong unit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import Line
from kalmar_cli.budget.rows import COSTS, NET_COST, OPERATING_COST, PART, STANDARD, kind
from kalmar_cli.budget.statement import Figures
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Spot
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import FACTOR, far_apart, from_base, from_row, is_regular, typical_size

# With fewer lines beside it, a large one is as likely to be meant.
_OTHERS = 4


@rule(
    "unit",
    ERROR,
    NOTE,
    says=N_(
        "A figure 300 times the base's or a 300th of it, or so far off from the median of its row (of three"
        " figures or more), is likely in another unit (tkr for mkr). Sums, and rows that come and go by"
        " nature, are left out. A line's years are held against each other, a line against the others of"
        " its file (five lines or more), and a line against half the net cost that it changes, as a note."
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
                against = [case.spot(base.statement.cell_place(row, column), base)]
            else:
                near, source = usual, _("the other columns")
                against = [case.spot(p) for p, v in zip(found.places, found.values, strict=True) if v]
            if value and near and far_apart(value, near):
                where, name = f"statement {row} {column}", f"{case.label(row)} {column}"
                figures = case.cell(row, value), case.cell(row, abs(near))
                yield _found(case, ERROR, case.spot(place), where, name, figures, source, against)


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
                where, name = f"line {line.id} {year}", f"{line.name} {year}"
                figures = case.as_written(value), abs(case.as_written(usual))
                source = _("the other years")
                against = case.line_spots([line])
                yield _found(case, NOTE, case.spot(place), where, name, figures, source, against)
        near = _of_base(case, line, costs) or _of_others(line, size, by_size)
        if near:
            at, beside, source = near
            name = f"{line.name} {case.years[at]}"
            figures = case.as_written(line.amounts[at]), abs(case.as_written(beside))
            yield _found(
                case, NOTE, case.spot(line.places[at]), f"line {line.id}", name, figures, source, []
            )


def _net_costs(case: Case) -> list[Decimal | None]:
    """The base's net cost (mkr) in each year, where it is known; nothing without a base."""
    base = case.ranges.base
    return [_net_cost(base.figures, year) for year in case.years] if base else []


def _of_base(case: Case, line: Line, costs: list[Decimal | None]) -> tuple[int, Decimal, str] | None:
    """The first year (by position) in which a line is half the base's net cost or more: and that cost."""
    for at, (cost, amount) in enumerate(zip(costs, line.amounts, strict=False)):
        if cost and abs(amount) * 2 >= abs(cost):
            base = case.budget.base
            return at, cost, f"{case.label(OPERATING_COST)}, {base.name if base else ''}"
    return None


def _net_cost(figures: Figures, year: str) -> Decimal | None:
    """Verksamhetens nettokostnader (mkr), else the sum of the rows above it, if the main one is known."""
    known = figures.derived(OPERATING_COST, year)
    if known is not None:
        return known
    rows = [row for row in list(STANDARD)[: list(STANDARD).index(OPERATING_COST)] if kind(row) == PART]
    parts = {row: part for row in rows if (part := figures.derived(row, year)) is not None}
    return sum(parts.values(), ZERO) if parts.keys() & {NET_COST, COSTS} else None


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
    spot: Spot,
    where: str,
    name: str,
    figures: tuple[Decimal, Decimal],
    source: str,
    against: list[Spot],
) -> Finding:
    stated, computed = figures
    return case.finding(
        level,
        spot,
        where,
        _("{name} is {stated} {unit} beside {computed} ({source})").format(
            name=name,
            stated=case.text(stated),
            computed=case.text(computed),
            unit=case.budget.unit,
            source=source,
        ),
        against=against,
        stated=stated,
        computed=computed,
    )
