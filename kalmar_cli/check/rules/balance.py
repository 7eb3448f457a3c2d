"""The rule about deficits, by the balance requirement."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import ZERO, in_runs
from kalmar_cli.budget.balance import Balance, Deficit, balance
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import NOTE, Finding, Spot, Subject
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import has_turned_signs


@rule(
    "deficit",
    NOTE,
    says=N_(
        "The balance requirement (11 kap. 12–14 §§ kommunallagen): a year's negative balanskravsresultat is"
        " restored in full within the three following years. Each deficit is followed forward, the oldest"
        " first; surpluses of earlier years do not count, a reserve only where the statement takes from it."
        " One figure a year: outcome, else forecast, else budget. What remains is noted."
    ),
    remedy=N_(
        "see whether the document says how the deficit is restored, what the reserve meets, or which"
        " reasons there are not to restore it"
    ),
)
def deficit(case: Case) -> Iterator[Finding]:
    """What remains of the deficits when the statement's later years have restored what they can."""
    found = balance(case.ranges.figures)
    left = [deficit for deficit in found.deficits if deficit.left]
    if not left or has_turned_signs(case.budget):
        return
    size = sum((deficit.size for deficit in left), ZERO)
    remains = sum((deficit.left for deficit in left), ZERO)
    years = sorted({year for of in left for year in (of.year, *of.restored)})
    spots = list(filter(None, (_spot(case, found, year) for year in years)))
    own = next((spot for spot in spots if spot.file == case.budget.file), None)
    yield case.finding(
        NOTE,
        Subject(
            own or case.spot(case.key_place("base")),
            f"statement {found.row} {found.years[left[0].year].column}",
        ),
        "{sentences}",
        -case.cell(found.row, size),
        -case.cell(found.row, remains),
        against=spots,
        sentences=" ".join(_sentences(case, found, left)),
    )


def _spot(case: Case, found: Balance, year: int) -> Spot | None:
    """Where a year's figure is printed: here, or in a budget that this one builds on."""
    column = found.years[year].column
    for budget in case.budget.chain:
        if budget.statement and budget.statement.cell(found.row, column) is not None:
            return case.cell_spot(found.row, column, budget)
    return None


def _sentences(case: Case, found: Balance, left: list[Deficit]) -> Iterator[str]:
    """The deficits, what is restored and what remains, and what the statement does not show."""

    def text(amount: Decimal) -> str:
        return case.text(case.cell(found.row, amount))

    size, remains = (sum((getattr(d, of) for d in left), ZERO) for of in ("size", "left"))
    figures = {
        "row": case.label(found.row),
        "unit": case.budget.unit,
        "deficits": ", ".join(f"{text(-d.size)} ({d.year})" for d in left),
        "restored": text(size - remains),
        "years": in_runs({year for d in left for year in d.restored}),
        "remains": text(remains),
        "until": left[0].until,
        "each": ", ".join(_("{amount} by {year}").format(amount=text(d.left), year=d.until) for d in left),
        "unknown": in_runs({year for d in left for year in d.unknown}),
    }
    yield _("{row}: {deficits} {unit}.").format(**figures)
    if remains != size:
        yield _("Of this the surpluses of {years} restore {restored}.").format(**figures)
    words = (
        _("{remains} {unit} remain to be restored by {until}.")
        if len(left) == 1
        else _("{remains} {unit} remain to be restored: {each}.")
    )
    yield words.format(**figures)
    if figures["unknown"]:
        yield _("The statement has no result for {unknown}.").format(**figures)
    if not found.adjusted:
        lacking = (
            _("No balanskravsjusteringar are printed")
            if found.reserve
            else _("Neither balanskravsjusteringar nor transfers from a reserve are printed")
        )
        yield lacking + ": " + _("{row} is an approximation of the balanskravsresultat.").format(**figures)
