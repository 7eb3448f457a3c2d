"""Rules that hold the document's words against the table of lines."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.check.case import Case, in_years, named, summed
from kalmar_cli.check.claims import Claim
from kalmar_cli.check.finding import CONTRADICTION, Finding
from kalmar_cli.check.groups import Group, groups
from kalmar_cli.check.registry import rule
from kalmar_cli.figures import ZERO
from kalmar_cli.language import N_, _
from kalmar_cli.model import Line


@rule(
    "stated-amount",
    CONTRADICTION,
    says=N_(
        "An amount in prose or in a proposal is held against the lines that carry it, in the years that it"
        " speaks of (else in every year that they carry money). A saving is held against the lines that"
        " save, an increase against those that increase. Proposals and lines that are linked meet when"
        " their sums do."
    ),
    remedy=N_("say in the document which of the figures holds; check that file and document agree"),
)
def stated_amount(case: Case) -> Iterator[Finding]:
    """Each amount that words give against what the linked lines carry."""
    linked = groups(case.budget, case.claims)
    for claim in case.claims:
        if not claim.lines:
            yield from _against_prose(case, claim)
        elif claim.operating:
            group = linked.get(claim.proposal.number) if claim.proposal and claim.own else None
            yield from _against_lines(case, claim, group)
        elif claim.proposal is None and any(any(line.amounts) for line in claim.lines):
            yield _outside(case, claim)


def _against_lines(case: Case, claim: Claim, group: Group | None) -> Iterator[Finding]:
    carried = carried_amounts(case, claim.lines)
    years = claim.years or tuple(carried) or case.budget.years
    amounts = {year: carried.get(year, ZERO) for year in years}
    differing = {year: amount for year, amount in amounts.items() if amount != claim.amount}
    if not differing or (group and group.judged(case.budget, claim)):
        return
    _year, computed = next(iter(differing.items()))
    opposite = all(amount == -claim.amount for amount in amounts.values())
    if opposite:
        words = (
            _(
                "{source} reads as an increase of {stated} {unit};"
                " {carrier} a saving of {computed} in {years}"
            )
            if claim.amount < 0
            else _(
                "{source} reads as a saving of {stated} {unit};"
                " {carrier} an increase of {computed} in {years}"
            )
        )
    else:
        words = _(
            "{source} gives {stated} {unit}; {carrier} {computed} in {years}: a difference of {difference}"
        )
    size = abs if opposite else lambda value: value
    stated = case.written(claim.amount)
    figures = {
        "source": claim.source,
        "stated": case.text(size(stated), computed),
        "unit": case.budget.unit,
        "carrier": carrier(case, claim.lines),
        "computed": case.text(size(case.written(computed)), stated),
        "years": in_years(y for y, amount in differing.items() if amount == computed),
        "difference": case.text(abs(claim.amount - computed), stated, computed),
    }
    others = _others(case, claim)
    message = words.format(**figures)
    if others:
        message += " " + _("({others})").format(others="; ".join(said(case, other) for other in others))
    yield case.finding(
        CONTRADICTION,
        claim.place,
        claim.where,
        message,
        against=[*case.line_spots(claim.lines, years), *(case.spot(other.place) for other in others)],
        stated=stated,
        computed=case.written(computed),
    )


def _others(case: Case, claim: Claim) -> list[Claim]:
    """What else is said about just these lines, in another place and with another figure."""
    return [
        other
        for other in case.claims
        if other.operating
        and other is not claim
        and other.amount != claim.amount
        and {line.id for line in other.lines} == {line.id for line in claim.lines}
    ]


def _against_prose(case: Case, claim: Claim) -> Iterator[Finding]:
    """A proposal without line: its own amount against the amounts that prose gives for it."""
    if not (claim.own and claim.proposal):
        return
    for other in case.claims:
        if other.proposal is not claim.proposal or other.own or other.amount == claim.amount:
            continue
        if other.budget == claim.budget:
            stated, computed = case.written(claim.amount), case.written(other.amount)
            yield case.finding(
                CONTRADICTION,
                claim.place,
                claim.where,
                _(
                    "{source} gives {stated} {unit}, {other} {computed}: a difference of {difference}"
                ).format(
                    source=claim.source,
                    stated=case.text(stated, computed),
                    unit=case.budget.unit,
                    other=other.source,
                    computed=case.text(computed, stated),
                    difference=case.text(abs(stated - computed), stated, computed),
                ),
                against=[case.spot(other.place)],
                stated=stated,
                computed=computed,
            )


def _outside(case: Case, claim: Claim) -> Finding:
    """Words place the money outside the operating budget; the line carries money inside it."""
    carried = carried_amounts(case, claim.lines)
    year = next(iter(claim.years), None) or next(iter(carried))
    amount = carried.get(year, ZERO)
    stated, computed = case.written(claim.amount), case.written(amount)
    places = {
        "balance-sheet": _(
            "{source} takes {stated} {unit}{when} from the balance sheet; {carrier} {computed} in"
            " {years} in the operating budget"
        ),
        "investment": _(
            "{source} takes {stated} {unit}{when} from the investment budget; {carrier} {computed} in"
            " {years} in the operating budget"
        ),
    }
    message = places[claim.budget].format(
        source=claim.source,
        stated=case.text(abs(stated), computed),
        unit=case.budget.unit,
        when=_(" in {years}").format(years=in_years(claim.years)) if claim.years else "",
        carrier=carrier(case, claim.lines),
        computed=case.text(computed, stated),
        years=in_years(y for y in carried if carried[y] == amount),
    )
    others = [o for o in case.claims if o.operating and o.lines == claim.lines and o.proposal is None]
    if others:
        message += " " + _("({others})").format(others="; ".join(said(case, other) for other in others))
    return case.finding(
        CONTRADICTION,
        claim.place,
        claim.where,
        message,
        against=[*case.line_spots(claim.lines), *(case.spot(other.place) for other in others)],
        stated=stated,
        computed=computed,
    )


@rule(
    "one-off",
    CONTRADICTION,
    says=N_(
        "Where words speak of certain years only, the lines that carry the amount should carry none in the"
        " other years of the plan."
    ),
    remedy=N_(
        "say in the document for which years the amount holds; give the line an amount for each year"
    ),
)
def one_off(case: Case) -> Iterator[Finding]:
    """Each group of lines that carries money in years that its words leave out, with all those words."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in case.claims:
        if claim.operating and claim.lines:
            found.setdefault(tuple(line.id for line in claim.lines), []).append(claim)
    for claims in found.values():
        lines = claims[0].lines
        carried = carried_amounts(case, lines)
        narrow = [c for c in claims if c.years and any(year not in c.years for year in carried)]
        if not narrow:
            continue
        first = narrow[0]
        spoken = sum((carried.get(year, ZERO) for year in first.years), ZERO)
        total = sum(carried.values(), ZERO)
        more = [year for year in carried if year not in first.years]
        wide = [c for c in claims if c.years and c not in narrow]
        message = _(
            "{stated} {unit} in {years} only, according to {source}; {carrier} it in {more} too: {total} in"
            " all, {difference} beyond the years named"
        ).format(
            source=_(" and ").join(claim.source for claim in narrow),
            stated=case.amount(first.amount),
            unit=case.budget.unit,
            years=in_years(first.years),
            carrier=carrier(case, lines),
            more=in_years(more),
            total=case.amount(total),
            difference=case.text(abs(total - spoken), total),
        )
        if wide:
            message += " " + _("({others})").format(others="; ".join(said(case, claim) for claim in wide))
        yield case.finding(
            CONTRADICTION,
            first.place,
            first.where,
            message,
            against=[
                *case.line_spots(lines, more),
                *(case.spot(claim.place) for claim in (*narrow[1:], *wide)),
            ],
            stated=case.written(spoken),
            computed=case.written(total),
        )


def carried_amounts(case: Case, lines: Sequence[Line]) -> dict[int, Decimal]:
    """Year → what lines carry (mkr, result sign), for the years in which they carry anything."""
    found = {year: summed(lines, i) for i, year in enumerate(case.budget.years)}
    return {year: amount for year, amount in found.items() if amount}


def carrier(case: Case, lines: Sequence[Line]) -> str:
    """The lines as the subject of a sentence: `the line Kameror (section 8.3) carries`."""
    table = _(" (section {section})").format(section=case.table) if case.table else ""
    if len(lines) == 1:
        return _("the line {name}{table} carries").format(name=lines[0].name, table=table)
    return _("the lines {names}{table} carry").format(names=named(lines), table=table)


def said(case: Case, claim: Claim) -> str:
    """What another place says of the same: `section 4.1.3 gives −2.0 for 2024–2026`."""
    words = _("{source} gives {amount}").format(source=claim.source, amount=case.amount(claim.amount))
    if claim.years:
        words += _(" for {years}").format(years=in_years(claim.years))
    return words
