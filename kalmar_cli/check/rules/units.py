"""The rule about figures in the wrong unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median_low

from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Spot
from kalmar_cli.check.registry import rule
from kalmar_cli.figures import ZERO
from kalmar_cli.language import N_, _
from kalmar_cli.statement import NET_COST, PART, kind

# Half a decade around a thousand: a unit slip is exactly 1 000 times the figure that was
# meant, and figures of one row keep within three times each other.
FACTOR = Decimal(300)
# Of two figures none can be told to be the odd one.
_LEAST = 3
# Rows that come and go by nature: their figures have no neighbours to be held against.
_IRREGULAR = ("extraordinara", "jamforelsestorande", "balanskravsjusteringar", "resultatutjamningsreserv")


@rule(
    "unit",
    ERROR,
    NOTE,
    says=N_(
        "A figure 300 times the median of its row (of three figures or more), or a 300th of it, is likely in"
        " another unit (tkr for mkr); so is one as far from the base's figure. Sums, and rows that come and"
        " go by nature, are left out. A line's years are held against each other, and a line against the"
        " whole net cost that it changes, as a note."
    ),
    remedy=N_("check the figure against the document and the file's `unit`"),
)
def unit(case: Case) -> Iterator[Finding]:
    """Each figure of a regular part, and each line, that is 300 times off from what it stands beside."""
    yield from _in_statement(case)
    yield from _in_lines(case)


def _in_statement(case: Case) -> Iterator[Finding]:
    statement, base = case.budget.statement, case.budget.base
    if not statement:
        return
    for row, found in statement.rows.items():
        if kind(row) != PART or any(word in row for word in _IRREGULAR):
            continue
        typical = _typical([value for value in found.values if value])
        for column, value, place in zip(statement.columns, found.values, found.places, strict=True):
            if not value:
                continue
            near, source = typical, _("the other columns")
            against = [case.spot(p) for p, v in zip(found.places, found.values, strict=True) if v]
            if not _off(value, near) and base and base.statement:
                near, source = base.statement.cell(row, column), base.name
                against = [case.spot(base.statement.cell_place(row, column), base)] if near else []
            if near and _off(value, near):
                where, name = f"statement {row} {column}", f"{case.label(row)} {column}"
                figures = case.cell(row, value), case.cell(row, abs(near))
                yield _found(case, ERROR, case.spot(place), where, name, figures, source, against)


def _in_lines(case: Case) -> Iterator[Finding]:
    base = case.budget.base
    whole = case.ranges.base.figures.derived(NET_COST, case.years[0]) if case.ranges.base else None
    for line in case.budget.lines:
        typical = _typical([amount for amount in line.amounts if amount])
        for year, value, place in zip(case.years, line.amounts, line.places, strict=True):
            if typical and _off(value, typical):
                where, name = f"line {line.id} {year}", f"{line.name} {year}"
                figures = case.written(value), abs(case.written(typical))
                source = _("the other years")
                against = case.line_spots([line])
                yield _found(case, NOTE, case.spot(place), where, name, figures, source, against)
        if base and whole and line.row == NET_COST and abs(line.amounts[0]) >= abs(whole):
            name = f"{line.name} {case.years[0]}"
            source = f"{case.label(NET_COST)}, {base.name}"
            figures = case.written(line.amounts[0]), abs(case.written(whole))
            yield _found(
                case, NOTE, case.spot(line.places[0]), f"line {line.id}", name, figures, source, []
            )


def _typical(values: Sequence[Decimal]) -> Decimal | None:
    """The median size of a row's figures; None where there are too few to tell which is the odd one."""
    return median_low(map(abs, values)) if len(values) >= _LEAST else None


def _off(value: Decimal, near: Decimal | None) -> bool:
    """Whether two figures are 300 times apart or more."""
    if not near:
        return False
    small, large = sorted((abs(value), abs(near)))
    return large >= FACTOR * small > ZERO


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
