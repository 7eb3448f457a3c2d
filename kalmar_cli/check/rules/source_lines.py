"""The rule that holds a file's lines and printed sums against the table in its document."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.budget.model import Line, Total
from kalmar_cli.check.against_document import document_difference
from kalmar_cli.check.case import Case, in_years
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding
from kalmar_cli.check.reading import DocumentPlace, DocumentReading, named_items, normalize, pair_by_name
from kalmar_cli.check.registry import rule


@rule(
    "source-lines",
    CONTRADICTION,
    NOTE,
    says=N_(
        "With the document (--source FILE), the names, headings and amounts in its table of changes and the"
        " printed sums, as `kalmar draft` reads them there, are held against the file. Where the reading is"
        " in doubt, and where only the file has a line, it is a note."
    ),
    remedy=N_("look it up in the document, and correct the file or leave it"),
)
def source_lines(case: Case) -> Iterator[Finding]:
    """Each difference between the lines and sums of the file and those of the document."""
    if case.reading:
        yield from _lines(case, case.reading)
        yield from _totals(case, case.reading)


def _lines(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    ours, theirs = case.budget.lines, reading.budget.lines
    if not theirs:
        return
    if not ours:
        there = reading.place("lines", theirs[0].id)
        words = _("the document has a table of {lines} ({place}), the file has none").format(
            lines=_n("{n} line", "{n} lines", len(theirs)), place=there.words
        )
        yield document_difference(case, case.key_place("lines"), "lines", words, there, only_here=True)
        return
    pairs = pair_by_name(
        named_items((line.name, line.heading, line.amounts) for line in ours),
        named_items((line.name, line.heading, line.amounts) for line in theirs),
    )
    agree = sum(ours[i].amounts == theirs[j].amounts for i, j in pairs if i is not None and j is not None)
    reading = reading.confirmed(agree, len(theirs))
    for i, j in pairs:
        if j is None and i is not None:
            line = ours[i]
            words = _("the document's table, as it is read, has no line {name}").format(name=line.name)
            yield document_difference(
                case, line.place, f"line {line.id}", words, reading.place("lines"), only_here=True
            )
        elif j is not None:
            found = theirs[j]
            there, doubt = reading.place("lines", found.id), reading.is_doubtful("lines", found.id)
            if i is None:
                words = _("the document has the line {name} ({place}), the file does not").format(
                    name=found.name, place=there.words
                )
                yield document_difference(case, case.key_place("lines"), "lines", words, there, doubt=doubt)
            else:
                yield from _line(case, reading, ours[i], found)


def _line(case: Case, reading: DocumentReading, line: Line, found: Line) -> Iterator[Finding]:
    """Name, heading and amounts of one line."""
    there, doubt = reading.place("lines", found.id), reading.is_doubtful("lines", found.id)
    where = f"line {line.id}"
    if normalize(line.name) != normalize(found.name):
        words = _("the line {name} is called {other} in the document ({place})").format(
            name=line.name, other=found.name, place=there.words
        )
        yield document_difference(case, line.place, where, words, there, doubt=doubt)
    if line.heading and found.heading and normalize(line.heading) != normalize(found.heading):
        words = _("the line {name} stands under {heading}, in the document ({place}) under {other}").format(
            name=line.name, heading=line.heading, other=found.heading, place=there.words
        )
        yield document_difference(case, line.place, where, words, there, doubt=doubt)
    doubt = reading.is_doubtful("lines", found.id, "amounts") or reading.is_doubtful("sign")
    name = _("the line {name}").format(name=line.name)
    yield from _amounts(case, reading, line, found, where, name, there, doubt=doubt)


def _amounts(
    case: Case,
    reading: DocumentReading,
    ours: Line | Total,
    theirs: Line | Total,
    where: str,
    name: str,
    there: DocumentPlace,
    *,
    doubt: bool,
) -> Iterator[Finding]:
    """The amounts of a line or sum, years that differ alike in one finding."""
    differing_years: dict[tuple[Decimal, Decimal], list[int]] = {}
    printed = dict(zip(reading.budget.years, theirs.amounts, strict=True))
    for year, amount in zip(case.budget.years, ours.amounts, strict=True):
        if year in printed and printed[year] != amount:
            differing_years.setdefault((amount, printed[year]), []).append(year)
    for (amount, other), years in differing_years.items():
        words = _("{name} has {stated} {unit} in {years}, in the document ({place}) {computed}").format(
            name=name,
            stated=case.amount(amount),
            unit=case.budget.unit,
            years=in_years(years),
            place=there.words,
            computed=case.amount(other),
        )
        yield document_difference(
            case,
            ours.places[case.budget.years.index(years[0])],
            where,
            words,
            there,
            doubt=doubt,
            stated=case.as_written(amount),
            computed=case.as_written(other),
        )


def _totals(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    if not case.budget.lines:
        return
    ours, theirs = case.budget.totals, reading.budget.totals
    pairs = pair_by_name(
        named_items((total.name, total.heading, total.amounts) for total in ours),
        named_items((total.name, total.heading, total.amounts) for total in theirs),
    )
    for i, j in pairs:
        if j is None:
            continue
        there, doubt = reading.place("totals", j), reading.is_doubtful("totals", j)
        if i is None:
            words = _("the document prints the sum {name} ({place}), the file does not have it").format(
                name=theirs[j].name, place=there.words
            )
            yield document_difference(
                case, case.key_place("totals", "lines"), "totals", words, there, doubt=doubt
            )
            continue
        doubt = doubt or reading.is_doubtful("totals", j, "amounts") or reading.is_doubtful("sign")
        where = f"total {ours[i].name}"
        yield from _amounts(case, reading, ours[i], theirs[j], where, ours[i].name, there, doubt=doubt)
