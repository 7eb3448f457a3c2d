"""Rules that hold a printed statement against the one that it builds on, as printed."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.budget.balance import year_and_kind
from kalmar_cli.budget.model import Statement
from kalmar_cli.budget.rows import RESULT, SHARE_ID, SUMS
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import NOTE, Finding, Subject
from kalmar_cli.check.registry import rule

# Fewer rows may have the same figures in two years by chance.
_FEW = 3


@rule(
    "other-year",
    NOTE,
    says=N_(
        "A column of an earlier year that the base does not have by this name, and that has the figures of"
        " another column of the base: one of the two names is likely wrong."
    ),
    remedy=N_("compare the names of the columns with both documents"),
)
def other_year(case: Case) -> Iterator[Finding]:
    """Each earlier column whose figures the base has under another name."""
    statement, base = case.budget.statement, case.budget.base
    theirs = base.statement if base else None
    if not statement or not base or not theirs:
        return
    for column in statement.columns:
        if column in case.years or column in theirs.columns:
            continue
        same = next((c for c in theirs.columns if _has_figures_of(statement, column, theirs, c)), None)
        # What a base of last year calls 2024 is budget 2024 in the one upon it.
        if same is None or (year_and_kind(same) or same) == year_and_kind(column):
            continue
        row = next(row for row in statement.rows if statement.cell(row, column))
        yield case.finding(
            NOTE,
            Subject(case.cell_spot(row, column), f"statement {column}"),
            _("the column {column} has the figures that {base} has in {other}"),
            against=[case.cell_spot(row, same, base)],
            column=column,
            base=base.name,
            other=same,
        )


def _has_figures_of(ours: Statement, column: str, theirs: Statement, other: str) -> bool:
    """Whether all figures that two columns both have are the same, and are more than a few."""
    pairs = [(ours.cell(row, column), theirs.cell(row, other)) for row in ours.rows if row in theirs.rows]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    return all(one == two for one, two in both) and sum(bool(one) for one, _two in both) >= _FEW


@rule(
    "left-out",
    NOTE,
    says=N_(
        "Rows of the base's statement that count, are not zero in a column that both print, and that this"
        " budget's statement leaves out: one note. They are shown as the base's, with the budget's own"
        " lines. A statement of less than half the rows is an excerpt and not asked."
    ),
    remedy=N_("add the rows if the document prints them; an excerpt needs nothing"),
)
def left_out(case: Case) -> Iterator[Finding]:
    """The rows that the base prints and this budget's statement does not, in one finding."""
    statement, base = case.budget.statement, case.budget.base
    theirs = base.statement if base else None
    if not statement or not base or not theirs:
        return
    memo = case.ranges.base.figures.composition.memo if case.ranges.base else ()
    shared = [column for column in statement.columns if column in theirs.columns]
    missing = [
        row
        for row in theirs.rows
        if row not in statement.rows
        and row not in memo
        and any(theirs.cell(row, column) for column in shared)
    ]
    if not missing or len(statement.rows) * 2 < len(theirs.rows):
        return
    yield case.finding(
        NOTE,
        Subject(case.spot(statement.place), "statement"),
        _("the statement leaves out {rows} that {base} prints: {names}"),
        against=[case.spot(theirs.rows[row].place, base) for row in missing],
        rows=_n("{n} row", "{n} rows", len(missing)),
        base=base.name,
        names=", ".join(map(case.label, missing)),
    )


@rule(
    "printed-difference",
    NOTE,
    says=N_(
        "Subtracting two printed statements gives other figures than the lines between them where both are"
        " rounded: one note for all rows and years in which it does, within what rounding allows."
    ),
    remedy=N_("nothing to correct: the lines are exact, a difference of the printed statements is not"),
)
def printed_difference(case: Case) -> Iterator[Finding]:
    """Where the two printed statements differ by other figures than the lines, as rounding explains."""
    statement, base = case.budget.statement, case.budget.base
    theirs = base.statement if base else None
    if not statement or not base or not theirs:
        return
    found: dict[str, dict[str, tuple[Decimal, Decimal]]] = {}
    for row in statement.rows:
        for year in case.years:
            ours, before = statement.cell(row, year), theirs.cell(row, year)
            own, allowed = case.ranges.printed(row, year), case.ranges.derived(row, year)
            if row == SHARE_ID or ours is None or before is None or own is None or allowed is None:
                continue
            exact = case.ranges.figures.effect(row, year)
            if ours - before != exact and own.meets(allowed):
                found.setdefault(row, {})[year] = (ours - before, exact)
    if not found:
        return
    row = next((row for row in (RESULT, *reversed(SUMS)) if row in found), next(iter(found)))
    year, (stated, computed) = next(iter(found[row].items()))
    places = [(r, y) for r, years in found.items() for y in years]
    shown = {year: tuple(case.text(case.cell(row, of)) for of in two) for year, two in found[row].items()}
    yield case.finding(
        NOTE,
        case.at_cell(row, year),
        _(
            "the printed statements differ by {differences} {unit} in {row}, the lines by {exact}: rounding"
            " explains it, in {figures}"
        ),
        case.cell(row, stated),
        case.cell(row, computed),
        against=[case.cell_spot(*place) for place in places],
        rounding=True,
        differences=", ".join(f"{difference} ({year})" for year, (difference, _exact) in shown.items()),
        exact=", ".join(dict.fromkeys(exact for _difference, exact in shown.values())),
        figures=_n("{n} figure in all", "{n} figures in all", len(places)),
    )
