"""Rules about the printed income statement."""

from collections.abc import Iterator

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, printed, rounded
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, SHARE_ID, SUMS
from kalmar_cli.budget.statement import share
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import from_base


@rule(
    "subtotal",
    ERROR,
    NOTE,
    says=N_(
        "A printed sum is held against its printed parts, a group sum (Finansnetto, Skattenetto …) against"
        " the rows of its group. Each printed figure is an interval of half a step"
        " either way: outside what the parts allow is an error, inside but not equal is rounding, also"
        " that of a base whose figures are taken over. A"
        " budget with a base that prints only some of the parts between is left to `derived`. A row of the"
        " document's own that is the sum of those above it, and so counts twice, is named."
    ),
    remedy=N_("compare the sum and its parts with the document; one of them is not what was meant"),
)
def subtotal(case: Case) -> Iterator[Finding]:
    """Each printed sum against the interval of its printed parts."""
    statement = case.budget.statement
    if not statement:
        return
    told: set[tuple[str, ...]] = set()
    for row in statement.rows:
        for column in statement.columns:
            value, allowed = statement.cell(row, column), case.ranges.parts(row, column)
            made_of = case.ranges.ingredients(row, column).rows
            total = case.ranges.sum_of_printed(row, column) if allowed else None
            if value is None or allowed is None or total is None or value == total:
                continue
            if case.ranges.excerpt(row, column):
                continue
            inside = case.ranges.agrees(row, column)
            if not inside and (twice := case.ranges.sums_among(row, column)):
                if twice not in told:
                    yield _counts_twice(case, row, column, twice)
                told.add(twice)
                continue
            words = (
                _(
                    "{row} {column} is printed as {stated}, its printed parts add up to {computed} {unit}:"
                    " a difference of {difference} that rounding explains"
                )
                if inside
                else _(
                    "{row} {column} is printed as {stated}, its printed parts add up to {computed} {unit}:"
                    " a difference of {difference}, where rounding allows {span}"
                )
            )
            yield case.finding(
                NOTE if inside else ERROR,
                case.at_cell(row, column),
                words,
                case.cell(row, value),
                case.cell(row, total),
                against=[case.cell_spot(r, column) for r in made_of if r in statement.rows],
                remedy=_("nothing to correct: both stand as printed") if inside else "",
                rounding=inside,
                span=case.span(row, allowed),
            )


def _counts_twice(case: Case, row: str, column: str, twice: tuple[str, ...]) -> Finding:
    """Sums of the document's own among the parts of one that the program knows."""
    words = (
        _("{rows} is a sum of the rows above it, and counts in {whole} once more")
        if len(twice) == 1
        else _("{rows} are sums of the rows above them, and count in {whole} once more")
    )
    return case.finding(
        ERROR,
        case.at_cell(twice[0], column),
        words,
        against=[case.cell_spot(other, column) for other in (*twice[1:], row)],
        remedy=_(
            "name it in the statement's `memo`, whose rows are shown and never added: `memo: [{rows}]`"
        ).format(rows=", ".join(twice)),
        rows=", ".join(map(case.label, twice)),
        whole=case.label(row),
    )


@rule(
    "share",
    ERROR,
    says=N_(
        "The printed resultatandel is held against the interval that the printed result and all printed"
        " rows of tax and grants allow."
    ),
    remedy=N_("resultatandel is the result before extraordinary items ÷ (tax + grants and equalisation)"),
)
def share_of_result(case: Case) -> Iterator[Finding]:
    """Each printed resultatandel against what its printed ingredients allow."""
    statement = case.budget.statement
    if not statement or SHARE_ID not in statement.rows:
        return
    for column in statement.columns:
        value, own = statement.cell(SHARE_ID, column), case.ranges.printed(SHARE_ID, column)
        allowed = case.ranges.share(column)
        if value is None or own is None or allowed is None or own.meets(allowed):
            continue
        apart = (row for row in SUMS if row in statement.rows and not case.ranges.agrees(row, column))
        if any(case.ranges.sums_among(row, column) for row in apart):
            continue  # told there
        taxes = case.ranges.tax_rows(column)
        made_of = [row for row in (BEFORE_EXTRAORDINARY, *taxes) if row in statement.rows]
        whole = sum((statement.cell(row, column) or ZERO for row in taxes), ZERO)
        computed = share(statement.cell(BEFORE_EXTRAORDINARY, column), whole)
        computed = None if computed is None else rounded(computed, 2)
        yield case.finding(
            ERROR,
            case.at_cell(SHARE_ID, column),
            _("{row} {column} is printed as {stated} %; the printed result, tax and grants give {span} %"),
            value,
            computed,
            against=[case.cell_spot(row, column) for row in made_of],
            span=case.span(SHARE_ID, allowed),
        )


@rule(
    "derived",
    ERROR,
    says=N_(
        "The printed statement of a budget with a base is held, row by row and year by year, against the"
        " base's figure and the budget's own lines, as intervals. A sum whose parts already differ is left"
        " to them and to `subtotal`, a figure in another unit to `unit`."
    ),
    remedy=N_("compare the row with the document, and the lines that move it with the table of lines"),
)
def derived(case: Case) -> Iterator[Finding]:
    """Each printed row of a budget with a base against the base and the lines that move it."""
    statement, base = case.budget.statement, case.budget.base
    if not statement or not base:
        return
    for column in case.years:
        off: set[str] = set()
        for row in statement.rows:
            value, own = statement.cell(row, column), case.ranges.printed(row, column)
            allowed = None if row == SHARE_ID else case.ranges.derived(row, column)
            if value is None or own is None or allowed is None or own.meets(allowed):
                continue
            implied = off & {*case.ranges.ingredients(row, column).rows}
            off.add(row)
            if implied or from_base(case.budget, row, column) is not None:
                continue
            total = case.ranges.figures.derived(row, column)
            there = base.statement
            in_base = there and row in there.rows and column in there.columns
            yield case.finding(
                ERROR,
                case.at_cell(row, column),
                _(
                    "{row} {column} is printed as {stated}; {base} and the change of {change} by the lines"
                    " give {computed} {unit}, where rounding allows {span}"
                ),
                case.cell(row, value),
                case.cell(row, (allowed.low + allowed.high) / 2 if total is None else total),
                against=[case.cell_spot(row, column, base)] if in_base else [],
                base=base.name,
                change=case.text(case.cell(row, case.ranges.figures.effect(row, column))),
                span=case.span(row, allowed),
            )


@rule(
    "history",
    CONTRADICTION,
    says=N_(
        "Columns that a budget and its base both print and that neither budgets for (earlier years) should"
        " show the same figures."
    ),
    remedy=N_(
        "look up the figure in both documents; if they do differ, the reader should know which is right"
    ),
)
def history(case: Case) -> Iterator[Finding]:
    """Each figure of an earlier year against the base's figure for it."""
    statement, base = case.budget.statement, case.budget.base
    if not statement or not base or not base.statement:
        return
    for row in statement.rows:
        for column in statement.columns:
            ours, theirs = statement.cell(row, column), base.statement.cell(row, column)
            if column in case.years or ours is None or theirs is None or ours == theirs:
                continue
            if from_base(case.budget, row, column) is not None:
                continue
            steps = statement.step, base.statement.step
            finer = steps[0] != steps[1] and row != SHARE_ID
            # Printed in different precision, the same figure has two readings that meet.
            if finer and printed(ours, steps[0]).meets(printed(theirs, steps[1])):
                continue
            stated, computed = case.cell(row, ours), case.cell(row, theirs)
            yield case.finding(
                CONTRADICTION,
                case.at_cell(row, column),
                _("{row} {column} is {stated} here and {computed} in {base}: a difference of {difference}"),
                stated,
                computed,
                against=[case.cell_spot(row, column, base)],
                base=base.name,
            )
