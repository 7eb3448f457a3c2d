"""The rule about amounts of certain years."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, in_runs
from kalmar_cli.budget.model import Line
from kalmar_cli.check.case import Case
from kalmar_cli.check.claims import Claim
from kalmar_cli.check.finding import CONTRADICTION, Finding
from kalmar_cli.check.registry import rule
from kalmar_cli.check.telling import beside, carried_amounts, carrier, in_each_year


@rule(
    "one-off",
    CONTRADICTION,
    says=N_(
        "Where words speak of certain years, the lines that carry the amount are not expected to carry the"
        " same in other years of the plan; where they carry different amounts in these, they are planned"
        " year by year."
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
        narrow = [c for c in claims if c.years and _beyond(carried, c.years)]
        if not narrow:
            continue
        first = narrow[0]
        spoken = sum((carried.get(year, ZERO) for year in first.years), ZERO)
        more = _beyond(carried, first.years)
        total = spoken + sum((carried[year] for year in more), ZERO)
        wide = [c for c in claims if c not in narrow and (c.years or c.amount == first.amount)]
        words = _(
            "{stated}, according to {source}; {carrier} it in {more} too: {total} in all, {difference}"
            " beyond the years named"
        )
        yield case.finding(
            CONTRADICTION,
            case.at_claim(first),
            words + "{beside}",
            case.as_written(spoken),
            case.as_written(total),
            against=[
                *case.line_spots(lines, more),
                *(case.spot(claim.place) for claim in (*narrow[1:], *wide)),
            ],
            remedy=_remedy(case, lines, carried, first.years),
            source=_(" and ").join(claim.source for claim in narrow),
            stated=in_each_year(f"{case.amount(first.amount)} {case.budget.unit}", first.years),
            carrier=carrier(case, lines),
            more=in_runs(more),
            total=case.amount(total),
            difference=case.text(abs(case.as_written(total - spoken)), case.as_written(total)),
            beside=beside(case, wide, undated=_("{amount} without a year")),
        )


def _remedy(case: Case, lines: Sequence[Line], carried: dict[int, Decimal], years: Sequence[int]) -> str:
    """What to write where one line carries the amount; else the rule's own words."""
    spoken = [year for year in years if year in carried]
    if len(lines) > 1 or not spoken:
        return ""
    amounts = ", ".join(f"{year}: {case.as_written(carried[year]):f}" for year in spoken)
    return _(
        "say in the document for which years the amount holds; if for {years}, write `amounts: {amounts}`"
    ).format(years=in_runs(spoken), amounts=f"{{{amounts}}}")


def _beyond(carried: dict[int, Decimal], years: Sequence[int]) -> list[int]:
    """The years not spoken of in which lines carry the same as in one that is.

    None where they carry something else in one of them: then each year has an amount of its own.
    """
    spoken = {carried.get(year, ZERO) for year in years}
    others = {year: amount for year, amount in carried.items() if year not in years and amount}
    return list(others) if spoken.issuperset(others.values()) else []
