"""The rule about figures in the wrong unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Spot
from kalmar_cli.check.registry import rule
from kalmar_cli.figures import ZERO
from kalmar_cli.language import N_, _
from kalmar_cli.statement import NET_COST, PART, kind

# Half a decade around a thousand: a unit slip is exactly 1 000 times the figure that was
# meant, and figures of one row keep within three times each other.
FACTOR = Decimal(300)
_LEAST_NEIGHBOURS = 2
# Rows that come and go by nature: their figures have no neighbours to be held against.
_IRREGULAR = ("extraordinara", "jamforelsestorande", "balanskravsjusteringar", "resultatutjamningsreserv")


@rule(
    "unit",
    ERROR,
    NOTE,
    says=N_(
        "A figure 300 times its neighbours in the row (their median), or a 300th of them, is likely in"
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
        for i, (column, value) in enumerate(zip(statement.columns, found.values, strict=True)):
            if not value:
                continue
            near = _typical([v for k, v in enumerate(found.values) if k != i and v])
            source, against = (
                _("the other columns"),
                [case.spot(p) for k, p in enumerate(found.places) if k != i],
            )
            if not _off(value, near) and base and base.statement and base.statement.cell(row, column):
                near, source = base.statement.cell(row, column), base.name
                against = [case.spot(base.statement.cell_place(row, column), base)]
            if near is not None and _off(value, near):
                where = f"statement {row} {column}"
                name = f"{case.label(row)} {column}"
                yield _found(
                    case, ERROR, case.spot(found.places[i]), where, name, value, near, source, against
                )


def _in_lines(case: Case) -> Iterator[Finding]:
    for line in case.budget.lines:
        for i, value in enumerate(line.amounts):
            near = _typical([a for k, a in enumerate(line.amounts) if k != i and a])
            if value and near is not None and _off(value, near):
                where, name = f"line {line.id} {case.years[i]}", f"{line.name} {case.years[i]}"
                others = [case.spot(p) for k, p in enumerate(line.places) if k != i]
                source = _("the other years")
                yield _found(
                    case, NOTE, case.spot(line.places[i]), where, name, value, near, source, others
                )
        if line.row != NET_COST or not case.budget.base:
            continue
        whole = case.ranges.base.figures.derived(NET_COST, case.years[0]) if case.ranges.base else None
        if whole and line.amounts and abs(line.amounts[0]) >= abs(whole):
            name, source = (
                f"{line.name} {case.years[0]}",
                f"{case.label(NET_COST)}, {case.budget.base.name}",
            )
            yield _found(
                case,
                NOTE,
                case.spot(line.places[0]),
                f"line {line.id}",
                name,
                line.amounts[0],
                whole,
                source,
                [],
            )


def _typical(values: Sequence[Decimal]) -> Decimal | None:
    """The median size of the neighbours; None where there are too few to tell."""
    return median(map(abs, values)) if len(values) >= _LEAST_NEIGHBOURS else None


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
    value: Decimal,
    near: Decimal,
    source: str,
    against: list[Spot],
) -> Finding:
    stated, computed = case.cell("", value), case.cell("", near)
    if where.startswith("line"):
        stated, computed = case.written(value), case.written(near)
    return case.finding(
        level,
        spot,
        where,
        _("{name} is {stated} {unit} beside {computed} ({source})").format(
            name=name,
            stated=case.text(stated),
            computed=case.text(abs(computed)),
            unit=case.budget.unit,
            source=source,
        ),
        against=against,
        stated=stated,
        computed=computed,
    )
