"""The rule that holds a file's lines and printed sums against the table in its document."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.numbers import in_runs
from kalmar_cli.budget.model import Line, Total
from kalmar_cli.check.against_document import document_difference
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Subject
from kalmar_cli.check.reading import (
    DocumentReading,
    named_items,
    normalize,
    pair_by_name,
)
from kalmar_cli.check.registry import rule
from kalmar_cli.write.remarks import KeyPath


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
        words = _("the document has a table of {lines} ({place}), the file has none")
        key, lines = ("lines", theirs[0].id), _n("{n} line", "{n} lines", len(theirs))
        yield document_difference(
            case, reading, case.at_key("lines"), words, key, only_here=True, lines=lines
        )
        return
    pairs = pair_by_name(
        named_items((line.name, line.heading, line.amounts) for line in ours),
        named_items((line.name, line.heading, line.amounts) for line in theirs),
    )
    agree = sum(ours[i].amounts == theirs[j].amounts for i, j in pairs if i is not None and j is not None)
    reading = reading.confirmed(agree, len(theirs))
    for i, j in pairs:
        if j is None and i is not None:
            words = _("the document's table, as it is read, has no line {name}")
            yield document_difference(
                case, reading, case.at_line(ours[i]), words, ("lines",), only_here=True
            )
        elif j is not None:
            found = theirs[j]
            if i is None:
                words = _("the document has the line {name} ({place}), the file does not")
                about, key = case.at_key("lines"), ("lines", found.id)
                yield document_difference(case, reading, about, words, key, name=found.name)
            else:
                yield from _line(case, reading, ours[i], found)


def _line(case: Case, reading: DocumentReading, line: Line, found: Line) -> Iterator[Finding]:
    """Name, heading and amounts of one line."""
    about, key = case.at_line(line), ("lines", found.id)
    if normalize(line.name) != normalize(found.name):
        words = _("the line {name} is called {other} in the document ({place})")
        yield document_difference(case, reading, about, words, key, other=found.name)
    if line.heading and found.heading and normalize(line.heading) != normalize(found.heading):
        words = _("the line {name} stands under {heading}, in the document ({place}) under {other}")
        yield document_difference(
            case, reading, about, words, key, heading=line.heading, other=found.heading
        )
    name = _("the line {name}").format(name=line.name)
    yield from _amounts(case, reading, (line, found), about.where, name, key)


def _amounts(
    case: Case,
    reading: DocumentReading,
    pair: tuple[Line, Line] | tuple[Total, Total],
    where: str,
    name: str,
    key: KeyPath,
) -> Iterator[Finding]:
    """The amounts of a line or sum, years that differ alike in one finding."""
    ours, theirs = pair
    differing_years: dict[tuple[Decimal, Decimal], list[int]] = {}
    printed = dict(zip(reading.budget.years, theirs.amounts, strict=True))
    for year, amount in zip(case.budget.years, ours.amounts, strict=True):
        if year in printed and printed[year] != amount:
            differing_years.setdefault((amount, printed[year]), []).append(year)
    for (amount, other), years in differing_years.items():
        yield document_difference(
            case,
            reading,
            Subject(case.spot(ours.places[case.budget.years.index(years[0])]), where),
            _("{name} has {stated} {unit} in {years}, in the document ({place}) {computed}"),
            key,
            case.as_written(amount),
            case.as_written(other),
            doubt=any(reading.is_doubtful(*of) for of in (key, (*key, "amounts"), ("sign",))),
            name=name,
            years=in_runs(years),
            computed=case.amount(other),
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
        key = ("totals", j)
        if i is None:
            words = _("the document prints the sum {name} ({place}), the file does not have it")
            about = case.at_key("totals", "lines")
            yield document_difference(case, reading, about, words, key, name=theirs[j].name)
        else:
            name = ours[i].name
            yield from _amounts(case, reading, (ours[i], theirs[j]), f"total {name}", name, key)
