"""The rule that holds a file's statement against the one in its document."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.check.against_document import document_difference
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Subject
from kalmar_cli.check.reading import DocumentReading, normalize
from kalmar_cli.check.registry import rule

# A column that differs in more rows than these differs as a whole.
_MANY = 3


@rule(
    "source-statement",
    CONTRADICTION,
    NOTE,
    says=N_(
        "With the document (--source FILE), every figure of its statement, its rows, columns and year, and"
        " its tax rate, as `kalmar draft` reads them there, are held against the file. Where the reading is"
        " in doubt, it is a note."
    ),
    remedy=N_("look it up in the document, and correct the file or leave it"),
)
def source_statement(case: Case) -> Iterator[Finding]:
    """Each difference between the statement of the file and that of the document."""
    if case.reading:
        yield from _empty(case, case.reading)
        yield from _year(case, case.reading)
        yield from _tax_rate(case, case.reading)
        yield from _statement(case, case.reading)


def _empty(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """A document in which nothing was read says nothing about the file."""
    found = reading.budget
    sections = case.outline and case.outline.sections
    if not (found.statement or found.lines or found.proposals or sections):
        words = _("nothing was read in {file} to hold the file against")
        about = case.at_key("source")
        yield document_difference(case, reading, about, words, (), only_here=True, file=reading.file)


def _year(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """Another year's document."""
    found = reading.year
    if found and found.year != case.budget.year:
        words, years = _("the file is for {year}, the document for {other}"), (case.budget.year, found.year)
        yield document_difference(
            case, reading, case.at_key("year"), words, (), doubt=found.doubt, year=years[0], other=years[1]
        )


def _tax_rate(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """Another tax rate than the document's, where it is clear which one that is."""
    ours, theirs = case.budget.tax_rate, reading.budget.tax_rate
    if ours is None or theirs is None or ours == theirs or reading.is_doubtful("tax_rate"):
        return
    words = _("the tax rate is {stated} in the file, {computed} in the document")
    yield document_difference(
        case, reading, case.at_key("tax_rate"), words, (), ours, theirs, computed=case.text(theirs)
    )


def _statement(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    ours, theirs = case.budget.statement, reading.budget.statement
    if not ours or not theirs:
        return
    columns = _pair_columns(ours.columns, theirs.columns)
    cells = [
        (ours.cell(row, one), theirs.cell(row, other))
        for one, other in columns.items()
        for row in ours.rows
    ]
    printed = [(one, other) for one, other in cells if other is not None]
    reading = reading.confirmed(sum(one == other for one, other in printed), len(printed))
    for column in ours.columns:
        if column not in columns:
            words = _("the file has a column {column}, the document's statement ({place}) {columns}")
            about = Subject(case.spot(ours.place), f"statement {column}", {"column": column})
            there = ", ".join(theirs.columns)
            yield document_difference(case, reading, about, words, ("statement",), columns=there)
    for row in theirs.rows:
        if row not in ours.rows:
            words = _("the document prints the row {row} ({place}), the file does not have it")
            about = Subject(case.spot(ours.place), f"statement {row}")
            name = theirs.labels.get(row) or case.label(row)
            yield document_difference(case, reading, about, words, ("statement", row), row=name)
    for column, other in columns.items():
        rows = [row for row in ours.rows if _differs(ours.cell(row, column), theirs.cell(row, other))]
        if len(rows) > _MANY:
            yield _column(case, reading, column, rows)
        else:
            for row in rows:
                yield _cell(case, reading, row, column, other)


def _differs(ours: Decimal | None, theirs: Decimal | None) -> bool:
    """Whether two figures are not the same; what the document does not print says nothing."""
    return theirs is not None and ours != theirs


def _column(case: Case, reading: DocumentReading, column: str, rows: Sequence[str]) -> Finding:
    """A column that differs as a whole: it may be another one of the document."""
    ours, theirs = case.budget.statement, reading.budget.statement
    assert ours
    assert theirs
    same = next(
        (
            c
            for c in theirs.columns
            if not any(_differs(ours.cell(r, column), theirs.cell(r, c)) for r in rows)
        ),
        None,
    )
    return document_difference(
        case,
        reading,
        Subject(case.cell_spot(rows[0], column), f"statement {column}"),
        _("the column {column} has the figures that the document ({place}) has in {other}")
        if same
        else _("the column {column} differs from the document ({place}) in {rows}: {names}"),
        ("statement",),
        doubt=all(reading.is_doubtful("statement", row) for row in rows),
        column=column,
        other=same,
        rows=_n("{n} row", "{n} rows", len(rows)),
        names=", ".join(map(case.label, rows)),
    )


def _cell(case: Case, reading: DocumentReading, row: str, column: str, other: str) -> Finding:
    """One figure that is another in the document."""
    ours, theirs = case.budget.statement, reading.budget.statement
    assert ours
    assert theirs
    value, printed = ours.cell(row, column), theirs.cell(row, other)
    assert printed is not None
    computed = case.cell(row, printed)
    return document_difference(
        case,
        reading,
        case.at_cell(row, column),
        _("{row} {column} is not in the file, in the document ({place}) it is {computed}")
        if value is None
        else _("{row} {column} is {stated} in the file, {computed} in the document ({place})"),
        ("statement", row),
        None if value is None else case.cell(row, value),
        computed,
        computed=case.text(computed),
    )


def _pair_columns(ours: Sequence[str], theirs: Sequence[str]) -> dict[str, str]:
    """The file's column → the document's: of the same name, else of the same year and place."""
    by_name = {normalize(name): name for name in theirs}
    pairs = {name: by_name[normalize(name)] for name in ours if normalize(name) in by_name}
    for name, other in zip(ours, theirs, strict=False):
        if name not in pairs and other not in pairs.values() and name[-4:] == other[-4:]:
            pairs[name] = other
    return pairs
