"""The rule that holds stated amounts against the table of lines."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, in_runs
from kalmar_cli.check.case import Case
from kalmar_cli.check.claims import Claim
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding
from kalmar_cli.check.groups import StatedGroup, groups
from kalmar_cli.check.registry import rule
from kalmar_cli.check.telling import beside, carried_amounts, carrier, in_each_year


@rule(
    "stated-amount",
    CONTRADICTION,
    NOTE,
    says=N_(
        "An amount in prose or in a proposal is held against the lines that carry it, in the years that it"
        " speaks of (else in every year that they carry money). A saving is held against the lines that"
        " save, an increase against those that increase. Proposals and lines that are linked meet when"
        " their sums do. An amount of no year that is that of the budget year, or of all years together,"
        " is a note. For a line that changes one of the base, an amount may be what that becomes."
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


def _against_lines(case: Case, claim: Claim, group: StatedGroup | None) -> Iterator[Finding]:
    carried = carried_amounts(case, claim.lines)
    years = claim.years or tuple(carried) or case.budget.years
    amounts = {year: carried.get(year, ZERO) for year in years}
    differing = {year: amount for year, amount in amounts.items() if amount != claim.amount}
    if not differing or (group and group.explains(case.budget, claim)):
        return
    if _is_the_whole(case, claim, amounts):
        return
    _year, computed = next(iter(differing.items()))
    opposite = all(amount == -claim.amount for amount in amounts.values())
    whole = sum(amounts.values(), ZERO) == claim.amount
    # An amount of no year may be that of the budget year, or of all years together.
    holds = not claim.years and (whole or amounts.get(case.budget.year) == claim.amount)
    if opposite:
        words = (
            _("{source} reads as an increase of {stated}; {carrier} a saving of {computed}")
            if claim.amount < 0
            else _("{source} reads as a saving of {stated}; {carrier} an increase of {computed}")
        )
    elif whole:
        words = _("{source} gives {stated}; {carrier} {computed}: as much in all")
    else:
        words = _("{source} gives {stated}; {carrier} {computed}: a difference of {difference}")
    stated, carried_one = case.as_written(claim.amount), case.as_written(computed)
    shown = (abs(stated), abs(carried_one)) if opposite else (stated, carried_one)
    others = _others(case, claim)
    yield case.finding(
        NOTE if holds else CONTRADICTION,
        case.at_claim(claim),
        words + "{beside}",
        stated,
        carried_one,
        against=[*case.line_spots(claim.lines, years), *(case.spot(other.place) for other in others)],
        remedy=_remedy(claim, [year for year, amount in amounts.items() if amount == claim.amount]),
        stated=in_each_year(f"{case.text(shown[0])} {case.budget.unit}", claim.years),
        carrier=carrier(case, claim.lines),
        computed=in_each_year(case.text(shown[1]), [y for y, of in differing.items() if of == computed]),
        beside=beside(case, others),
    )


def _is_the_whole(case: Case, claim: Claim, amounts: Mapping[int, Decimal]) -> bool:
    """Whether an amount is what the base's posts come to with the lines: a committee's new frame.

    One of no year may be that of the budget year.
    """
    before = [case.inherited[line.id] for line in claim.lines if line.id in case.inherited]
    asked = amounts if claim.years else [case.budget.year]
    return bool(before) and all(
        amounts.get(year, ZERO) + sum((post.amount(year) for post in before), ZERO) == claim.amount
        for year in asked
    )


def _remedy(claim: Claim, agreeing: list[int]) -> str:
    """What to write where the amount holds in some of the years; else the rule's own words."""
    if claim.years or not agreeing:
        return ""
    return _(
        "if the amount is that of {years}, write `years: {list}`; else say in the document which of the"
        " figures holds"
    ).format(years=in_runs(agreeing), list=agreeing)


def _others(case: Case, claim: Claim) -> list[Claim]:
    """What else is said about just these lines, in another place and with another figure."""
    return [
        other
        for other in case.by_lines[frozenset(line.id for line in claim.lines)]
        if other.operating and other is not claim and other.amount != claim.amount
    ]


def _against_prose(case: Case, claim: Claim) -> Iterator[Finding]:
    """A proposal without line: its own amount against the amounts that prose gives for it."""
    if not (claim.own and claim.proposal):
        return
    for other in case.by_proposal[claim.proposal.number]:
        if other.own or other.amount == claim.amount:
            continue
        if other.budget == claim.budget:
            stated, computed = case.as_written(claim.amount), case.as_written(other.amount)
            yield case.finding(
                CONTRADICTION,
                case.at_claim(claim),
                _("{source} gives {stated} {unit}, {other} {computed}: a difference of {difference}"),
                stated,
                computed,
                against=[case.spot(other.place)],
                stated=case.text(stated, computed),
                other=other.source,
            )


def _outside(case: Case, claim: Claim) -> Finding:
    """Words place the money outside the operating budget; the line carries money inside it."""
    carried = carried_amounts(case, claim.lines)
    year = next(iter(claim.years), None) or next(iter(carried))
    amount = carried.get(year, ZERO)
    stated, computed = case.as_written(claim.amount), case.as_written(amount)
    places = {
        "balance-sheet": _(
            "{source} places {stated} outside the operating budget (balance sheet); {carrier} {computed} in"
            " the operating budget"
        ),
        "investment": _(
            "{source} places {stated} outside the operating budget (investments); {carrier} {computed} in"
            " the operating budget"
        ),
    }
    same = case.by_lines[frozenset(line.id for line in claim.lines)]
    others = [other for other in same if other.operating and other.proposal is None]
    return case.finding(
        CONTRADICTION,
        case.at_claim(claim),
        places[claim.budget] + "{beside}",
        stated,
        against=[*case.line_spots(claim.lines), *(case.spot(other.place) for other in others)],
        stated=in_each_year(f"{case.text(abs(stated), computed)} {case.budget.unit}", claim.years),
        carrier=carrier(case, claim.lines),
        computed=in_each_year(case.text(computed, stated), [y for y in carried if carried[y] == amount]),
        beside=beside(case, others),
    )
