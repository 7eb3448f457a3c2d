"""The rule about figures in the wrong unit."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Spot
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import from_base, from_row, off, regular, typical
from kalmar_cli.language import N_, _
from kalmar_cli.statement import NET_COST


@rule(
    "unit",
    ERROR,
    NOTE,
    says=N_(
        "A figure 300 times the base's or a 300th of it, or so far off from the median of its row (of three"
        " figures or more), is likely in another unit (tkr for mkr). Sums, and rows that come and go by"
        " nature, are left out. A line's years are held against each other, and a line against the whole"
        " net cost that it changes, as a note."
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
        if not statement or not regular(row):
            continue
        usual = from_row(case.budget, found)
        for column, value, place in zip(statement.columns, found.values, found.places, strict=True):
            near, source = from_base(case.budget, row, column), base.name if base else ""
            if near is not None and base and base.statement:
                against = [case.spot(base.statement.cell_place(row, column), base)]
            else:
                near, source = usual, _("the other columns")
                against = [case.spot(p) for p, v in zip(found.places, found.values, strict=True) if v]
            if value and near and off(value, near):
                where, name = f"statement {row} {column}", f"{case.label(row)} {column}"
                figures = case.cell(row, value), case.cell(row, abs(near))
                yield _found(case, ERROR, case.spot(place), where, name, figures, source, against)


def _in_lines(case: Case) -> Iterator[Finding]:
    base = case.budget.base
    whole = case.ranges.base.figures.derived(NET_COST, case.years[0]) if case.ranges.base else None
    for line in case.budget.lines:
        usual = typical(line.amounts) if len(set(line.amounts)) > 1 else None
        for year, value, place in zip(case.years, line.amounts, line.places, strict=True):
            if usual and off(value, usual):
                where, name = f"line {line.id} {year}", f"{line.name} {year}"
                figures = case.written(value), abs(case.written(usual))
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
