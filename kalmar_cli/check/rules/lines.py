"""Rules about the table of lines and its printed sums."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.numbers import ZERO, decimals_of, in_runs, rounded
from kalmar_cli.budget.model import SPENDING_SIGN, Budget, Line, Total
from kalmar_cli.budget.rows import facts
from kalmar_cli.check.case import Case, sum_of_lines
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Subject
from kalmar_cli.check.registry import rule


@rule(
    "printed-total",
    ERROR,
    NOTE,
    says=N_(
        "A printed sum of the table of lines (all of them, those of a row, or of a heading or area, by key"
        " or by name) is held against the lines. A sum printed with fewer decimals than its lines may be"
        " rounded."
    ),
    remedy=N_("compare the sum and its lines with the document's table"),
)
def printed_total(case: Case) -> Iterator[Finding]:
    """Each printed sum of lines against the lines, with years that differ alike in one finding."""
    for total in case.budget.totals:
        lines = _lines_of(total, case.budget)
        differing: dict[tuple[Decimal, Decimal], list[int]] = {}
        for i, year in enumerate(case.budget.years):
            stated = case.as_written(total.amounts[i])
            computed = case.as_written(sum_of_lines(lines, i))
            if stated != computed:
                differing.setdefault((stated, computed), []).append(year)
        for (stated, computed), years in differing.items():
            inside = rounded(computed, decimals_of(stated)) == stated
            difference = (
                _("a difference of {difference} that rounding explains")
                if inside
                else _("a difference of {difference}")
            )
            spot = case.spot(total.places[case.budget.years.index(years[0])])
            yield case.finding(
                NOTE if inside else ERROR,
                Subject(spot, f"total {total.name}"),
                _("{name} {years} is printed as {stated}; {lines} {computed} {unit}") + f": {difference}",
                stated,
                computed,
                against=case.line_spots(lines, years),
                remedy=_("nothing to correct: both stand as printed") if inside else "",
                rounding=inside,
                name=total.name,
                years=in_runs(years),
                lines=_n("its {n} line comes to", "its {n} lines come to", len(lines)),
            )


# How many lines a note that is about many of them names.
_MOST_NAMED = 8


def _lines_of(total: Total, budget: Budget) -> list[Line]:
    """The lines that a printed sum is of: *Summa Skola* is that of the heading or the area Skola."""
    lines = [line for line in budget.lines if total.row in (None, line.row)]
    if total.heading is not None:
        return [line for line in lines if line.heading == total.heading]
    name = re.sub(_SUM_WORD, "", total.name.casefold()).strip(" ,:")
    areas = {id: area.name.casefold() for id, area in budget.areas.items()}
    headed = [line for line in lines if line.heading and line.heading.casefold() == name]
    return headed or [line for line in lines if areas.get(line.area or "") == name] or lines


@rule(
    "income-sign",
    NOTE,
    says=N_(
        "In a file with `sign: spending` the sign of every line is turned, also on a row of income: a"
        " positive amount there is less income."
    ),
    remedy=N_("if more income is meant, turn the line's sign, or write the whole file with `sign: result`"),
)
def income_sign(case: Case) -> Iterator[Finding]:
    """Each line with a positive amount on a row of income, in a file that writes spending as positive."""
    if case.budget.sign != SPENDING_SIGN:
        return
    for line in case.budget.lines:
        less = [i for i, amount in enumerate(line.amounts) if amount < 0]
        if not facts(line.row).income or not less:
            continue
        amount = line.amounts[less[0]]
        yield case.finding(
            NOTE,
            case.at_line(line, less[0]),
            _("the line {name} ({amount} {unit}) is read as less income: the row is {row}"),
            case.as_written(amount),
            amount=case.amount(amount),
            row=case.label(line.row),
        )


@rule(
    "unsupported",
    NOTE,
    says=N_(
        "A change to the base is expected to be argued for: by a proposal, by an amount in the prose, or by"
        " a section. One note names all lines without. In a budget without base, lines are asked for this"
        " only where it has proposals."
    ),
    remedy=N_(
        "add the proposals, the stated amount or the section that argue for each line, if there are any"
    ),
)
def unsupported(case: Case) -> Iterator[Finding]:
    """The lines that neither proposal, stated amount nor section argues for, in one finding."""
    if not (case.budget.base or case.budget.proposals):
        return
    covered = {id for line in case.budget.lines for stated in line.stated for id in stated.together}
    bare = [
        line
        for line in case.budget.lines
        if not (line.proposals or line.stated or line.section or line.id in covered)
    ]
    if not bare:
        return
    peaks = [max(line.amounts, key=abs, default=ZERO) for line in bare]
    named = [
        _("{name} ({amount} {unit})").format(
            name=line.name, amount=case.amount(peak), unit=case.budget.unit
        )
        for line, peak in zip(bare, peaks, strict=True)
    ]
    one = len(bare) == 1
    yield case.finding(
        NOTE,
        Subject(case.spot(bare[0].place), f"line {bare[0].id}" if one else "lines"),
        _n(
            "{n} line has no proposal, no stated amount and no section",
            "{n} lines have no proposal, no stated amount and no section",
            len(bare),
        )
        + ": {lines}",
        case.as_written(peaks[0]) if one else None,
        against=[case.spot(line.place) for line in bare[1:]],
        lines=_listed(named),
    )


@rule(
    "beyond-base",
    NOTE,
    says=N_(
        "Lines with amounts in years after those that the base has figures for: what they change there is"
        " not known, so comparisons leave these amounts out. One note for all of them."
    ),
    remedy=N_("compare the years with the document; they count once the base's file has the years"),
)
def beyond_base(case: Case) -> Iterator[Finding]:
    """The amounts in years that the base has no plan for, in one finding."""
    base = case.budget.base
    outside = list(case.budget.beyond_base)
    if not outside or not base:
        return
    spots = [case.spot(line.places[case.budget.years.index(year)]) for line, year, _amount in outside]
    yield case.finding(
        NOTE,
        Subject(spots[0], "lines"),
        _("{base} has no plan for {years}, so these amounts are not counted: {amounts}"),
        against=spots[1:],
        base=base.name,
        years=in_runs({year for _line, year, _amount in outside}),
        amounts=_listed(
            _("{name} {amount} {unit} in {years}").format(
                name=line.name, amount=case.amount(amount), unit=case.budget.unit, years=year
            )
            for line, year, amount in outside
        ),
    )


def _listed(parts: Iterable[str]) -> str:
    """The first of many in words, and how many more there are."""
    every = list(parts)
    more = len(every) - _MOST_NAMED
    named = every[:_MOST_NAMED] if more > 0 else every
    return "; ".join([*named, *([_n("{n} more", "{n} more", more)] if more > 0 else [])])


# What a printed sum is called; else it must be the sum of more lines than could add up by chance.
_SUM_WORD = r"(?:(?:del)?summa|totalt?|summering|s:a)\b"
_SUM_WORDS = re.compile(rf"netto\b|(?:.*\b)?{_SUM_WORD}", re.IGNORECASE)
_BY_CHANCE = 4
_MOST = 20  # are told


@rule(
    "sum-among-lines",
    NOTE,
    says=N_(
        "A line that is called a sum (Summa, Totalt), or as its heading, and that in every year equals the"
        " sum of the lines above it, as far as its heading or the sum before it, or of the others of its"
        " heading, row, area or file, is likely a printed sum; so is the first or last line of a heading"
        " that equals the four or more others. Among the lines a sum counts twice."
    ),
    remedy=N_("if it is a printed sum, move it to `totals`, where it is held against the lines"),
)
def sum_among_lines(case: Case) -> Iterator[Finding]:
    """Each line that equals the sum of others as a printed sum would."""
    found = islice(_sums(case.budget.lines), _MOST)
    for line, others in found:
        yield case.finding(
            NOTE,
            case.at_line(line),
            _("the line {name} ({amount} {unit}) equals the sum of {lines}: a printed sum?"),
            case.as_written(line.amounts[0]),
            case.as_written(sum_of_lines(others, 0)),
            against=case.line_spots(others),
            amount=case.amount(max(line.amounts, key=abs)),
            lines=_n("{n} other line", "{n} other lines", len(others)),
        )


def _sums(lines: Sequence[Line]) -> Iterator[tuple[Line, Sequence[Line]]]:
    """Each line that is a sum of others and looks like one, with the others."""
    called = {line.id: line for line in lines if _is_called_a_sum(line)}
    groups: dict[tuple[str, str | None], _Group] = defaultdict(_Group)
    for line in lines:
        for key in _keys(line) if line.id not in called else ():
            groups[key].add(line)
    # What stands above a line under its heading: since the sum before it, and in all.
    since: dict[str | None, _Group] = defaultdict(_Group)
    above: dict[str | None, _Group] = defaultdict(_Group)
    with_sums = {line.heading for line in called.values()}
    for line in lines:
        heading, whole = line.heading, groups[_keys(line)[0]]
        if line.id in called:
            # A sum by name can be that of one line.
            least = 1 if _SUM_WORDS.match(line.name) else 2
            candidates = [
                g for g in (since.pop(heading, _Group()), above[heading]) if len(g.lines) >= least
            ]
            candidates += [group for key in _keys(line) if len((group := groups[key]).lines) > 1]
            total = line.amounts
        else:
            since[heading].add(line)
            above[heading].add(line)
            at_end = line is whole.lines[0] or line is whole.lines[-1]
            many = len(whole.lines) > _BY_CHANCE and heading not in with_sums
            candidates = [whole] if at_end and many else []
            # It is among them, and so they come to twice as much.
            total = tuple(2 * amount for amount in line.amounts)
        found = next((g for g in candidates if any(total) and tuple(g.sums) == total), None)
        if found:
            yield line, [other for other in found.lines if other is not line]


def _keys(line: Line) -> list[tuple[str, str | None]]:
    """What a line belongs to: its heading, row, area and the file."""
    return [("heading", line.heading), ("row", line.row), ("area", line.area), ("file", None)]


class _Group:
    """Lines and what they add up to in each year (mkr)."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.sums: list[Decimal] = []

    def add(self, line: Line) -> None:
        self.lines.append(line)
        sums = self.sums or [ZERO] * len(line.amounts)
        self.sums = [total + amount for total, amount in zip(sums, line.amounts, strict=True)]


def _is_called_a_sum(line: Line) -> bool:
    """Whether a line has the name of a sum, or that of its heading."""
    return bool(_SUM_WORDS.match(line.name)) or line.name.casefold() == (line.heading or "").casefold()
