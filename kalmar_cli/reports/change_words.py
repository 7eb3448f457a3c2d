"""The change from an earlier figure in a sentence, and apart from it the difference from the baseline."""

from collections.abc import Iterator
from decimal import Decimal

from kalmar_cli.base.language import _, current
from kalmar_cli.base.numbers import STYLES, rounded
from kalmar_cli.budget.growth import grow
from kalmar_cli.budget.rows import NET_COST, OPERATING_COST
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.change import ChangesFrom
from kalmar_cli.reports.change_parts import PartRow
from kalmar_cli.reports.table import STATEMENT, Sentence

_LEAST = Decimal("0.1")


def tell_change(changes: ChangesFrom) -> Iterator[Sentence]:
    """What the net cost changes by in the first later year: a sentence for each budget.

    A budget's names both what it is compared with: the earlier figure and the baseline. Of one
    area it is what that costs.
    """
    comparison, earlier = changes.comparison, changes.earlier
    row = _cost(changes)
    if row is None:
        return
    baseline = row.values[-1]
    for budget, value in zip(comparison.budgets, row.values, strict=True):
        if value is None:
            continue
        figures: dict[str, Decimal | str] = {
            "row": row.words or _("no area"),
            "year": row.year,
            "budget": budget.name,
            "earlier": earlier.words,
            "baseline": comparison.baseline.name,
            "unit": comparison.unit.partition(",")[0],
        }
        words = _growth_words(row, value, figures)
        if budget is not comparison.baseline and baseline is not None:
            words += "; " + _difference_words(value - baseline, figures)
        yield Sentence(words + ".", figures)


def _cost(changes: ChangesFrom) -> PartRow | None:
    """The net cost of the statement, or else of the one area that is told, in the first later year."""
    part = next(iter(changes.parts), None)
    if part is None or (part.name == STATEMENT and not changes.has_statement):
        return None
    rows = [row for row in part.rows if row.earlier is not None and changes.earlier.is_before(row.year)]
    if part.name == STATEMENT:
        every = [changes.earlier.figures, *map(Figures, changes.comparison.budgets)]
        added = frozenset[str]().union(*(of.added_rows for of in every))  # changes to costs, not costs
        whole = [id for id in (NET_COST, OPERATING_COST) if id not in added]
        return next((row for id in whole for row in rows if row.id == id), None)
    return next((row for row in rows if all((of or 0) <= 0 for of in (row.earlier, *row.values))), None)


def _growth_words(row: PartRow, value: Decimal, figures: dict[str, Decimal | str]) -> str:
    growth = grow(row.id, row.earlier, value)
    assert growth.amount is not None
    if not growth.amount:
        return _("{row} {year}, {budget}: the cost is that of {earlier}")
    figures["change"] = abs(growth.amount)
    words = (
        _("{row} {year}, {budget}: from {earlier} the cost rises by {change} {unit}")
        if growth.amount < 0
        else _("{row} {year}, {budget}: from {earlier} the cost falls by {change} {unit}")
    )
    if growth.percent is None:
        return words
    style, percent = STYLES[current()], rounded(abs(growth.percent), 1)
    figures["percent"] = style.text(percent or _LEAST, 1)
    if not percent:
        figures["percent"] = _("less than {amount}").format(amount=figures["percent"])
    return words + " (" + _("{percent} %") + ")"


def _difference_words(gap: Decimal, figures: dict[str, Decimal | str]) -> str:
    if not gap:
        return _("it is the same as that of {baseline}")
    figures["gap"] = abs(gap)
    return (
        _("against {baseline} it is {gap} {unit} higher")
        if gap < 0
        else _("against {baseline} it is {gap} {unit} lower")
    )
