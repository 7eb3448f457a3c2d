"""The rule that holds a file's statement against the one in its document."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.check.against_document import document_difference
from kalmar_cli.check.case import Case, in_years
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding
from kalmar_cli.check.reading import DocumentPlace, DocumentReading, normalize
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
        words = _("nothing was read in {file} to hold the file against").format(file=reading.file)
        there = DocumentPlace(reading.file)
        yield document_difference(case, case.key_place("source"), "source", words, there, only_here=True)


def _year(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """Another year's document."""
    found = reading.year
    if found and found.year != case.budget.year:
        words = _("the file is for {year}, the document for {other}").format(
            year=in_years([case.budget.year]), other=in_years([found.year])
        )
        yield document_difference(
            case, case.key_place("year"), "year", words, DocumentPlace(reading.file), doubt=found.doubt
        )


def _tax_rate(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """Another tax rate than the document's, where it is clear which one that is."""
    ours, theirs = case.budget.tax_rate, reading.budget.tax_rate
    if ours is None or theirs is None or ours == theirs or reading.is_doubtful("tax_rate"):
        return
    words = _("the tax rate is {stated} in the file, {computed} in the document").format(
        stated=case.text(ours), computed=case.text(theirs)
    )
    yield document_difference(
        case,
        case.key_place("tax_rate"),
        "tax_rate",
        words,
        DocumentPlace(reading.file),
        stated=ours,
        computed=theirs,
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
    whole = reading.place("statement")
    for column in ours.columns:
        if column not in columns:
            words = _(
                "the file has a column {column}, the document's statement ({place}) {columns}"
            ).format(column=column, place=whole.words, columns=", ".join(theirs.columns))
            doubt = reading.is_doubtful("statement")
            yield document_difference(case, ours.place, f"statement {column}", words, whole, doubt=doubt)
    for row in theirs.rows:
        if row not in ours.rows:
            there, doubt = reading.place("statement", row), reading.is_doubtful("statement", row)
            words = _("the document prints the row {row} ({place}), the file does not have it").format(
                row=theirs.labels.get(row) or case.label(row), place=there.words
            )
            yield document_difference(case, ours.place, f"statement {row}", words, there, doubt=doubt)
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
    there = reading.place("statement")
    words = (
        _("the column {column} has the figures that the document ({place}) has in {other}")
        if same
        else _("the column {column} differs from the document ({place}) in {rows}: {names}")
    ).format(
        column=column,
        place=there.words,
        other=same,
        rows=_n("{n} row", "{n} rows", len(rows)),
        names=", ".join(map(case.label, rows)),
    )
    doubt = all(reading.is_doubtful("statement", row) for row in rows)
    return document_difference(
        case, ours.cell_place(rows[0], column), f"statement {column}", words, there, doubt=doubt
    )


def _cell(case: Case, reading: DocumentReading, row: str, column: str, other: str) -> Finding:
    """One figure that is another in the document."""
    ours, theirs = case.budget.statement, reading.budget.statement
    assert ours
    assert theirs
    value, printed = ours.cell(row, column), theirs.cell(row, other)
    assert printed is not None
    there = reading.place("statement", row)
    stated = None if value is None else case.cell(row, value)
    computed = case.cell(row, printed)
    words = (
        _("{row} {column} is not in the file, in the document ({place}) it is {computed}")
        if stated is None
        else _("{row} {column} is {stated} in the file, {computed} in the document ({place})")
    ).format(
        row=case.label(row),
        column=column,
        stated="" if stated is None else case.text(stated),
        computed=case.text(computed),
        place=there.words,
    )
    return document_difference(
        case,
        ours.cell_place(row, column),
        f"statement {row} {column}",
        words,
        there,
        doubt=reading.is_doubtful("statement", row),
        stated=stated,
        computed=computed,
    )


def _pair_columns(ours: Sequence[str], theirs: Sequence[str]) -> dict[str, str]:
    """The file's column → the document's: of the same name, else of the same year and place."""
    by_name = {normalize(name): name for name in theirs}
    pairs = {name: by_name[normalize(name)] for name in ours if normalize(name) in by_name}
    for name, other in zip(ours, theirs, strict=False):
        if name not in pairs and other not in pairs.values() and name[-4:] == other[-4:]:
            pairs[name] = other
    return pairs
