"""How one budget comes from the baseline's result to its own: by area, and by its biggest differences."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, NumberStyle, decimals_for, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import area_names, differences, sum_posts
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.bars import Bar, Track, track
from kalmar_cli.page.grids import Grid, GridCell, GridRow
from kalmar_cli.reports.table import Emphasis

# How many of the biggest differences stand beside each other.
_MOST = 10


class AmountStyle(NamedTuple):
    """How a story's amounts are written: unit, decimals (None: as many as they need), number style."""

    unit: str
    decimals: int | None
    style: NumberStyle


class _Step(NamedTuple):
    """A row of a story: words, amount, whether it is a difference, bar, how it is set off."""

    words: str
    amount: Decimal
    is_difference: bool
    bar: Bar | None
    emphasis: Emphasis = "item"


def waterfall(budget: Budget, baseline: Budget, year: int, how: AmountStyle) -> Grid | None:
    """From the baseline's result to the budget's in a year, area by area; None if one is not known.

    What the areas do not explain is a step of its own.
    """
    before, after = (
        None if result is None else in_unit(result, how.unit)
        for result in (Figures(of).derived(RESULT, str(year)) for of in (baseline, budget))
    )
    if before is None or after is None or before == after:
        return None
    sums = sum_posts(differences(budget, baseline).values(), year)
    names = area_names([budget, baseline], sums)
    nets = [
        (words or _("no area"), in_unit(sums[area].net, how.unit))
        for area, words in names.items()
        if sums[area].net
    ]
    rest = after - before - sum((net for _area, net in nets), ZERO)
    if rest:
        nets.append((_("outside the lines"), rest))
    levels = list(accumulate((net for _area, net in nets), initial=before))
    scale = Track(min(levels), max(levels))
    areas = [
        _Step(words, net, is_difference=True, bar=scale.between(_colour(net), before, start, start + net))
        for (words, net), start in zip(nets, levels[:-1], strict=True)
    ]

    def result(of: Budget, colour: str, amount: Decimal) -> _Step:
        words = _("{budget}, the result").format(budget=of.name)
        return _Step(words, amount, False, scale.between(colour, before, before, amount), "total")

    steps = [result(baseline, "baseline", before), *areas, result(budget, "budget1", after)]
    caption = _("The result {year}: from {baseline} to {budget}").format(
        year=year, baseline=baseline.name, budget=budget.name
    )
    return _grid(caption, _("Area"), year, steps, how)


def biggest(budget: Budget, baseline: Budget, year: int, how: AmountStyle) -> Grid | None:
    """The biggest differences of a year, sorted, their bars on one scale; None if nothing differs."""
    posts = [post for post in differences(budget, baseline).values() if post.amount(year)]
    posts.sort(key=lambda post: abs(post.amount(year)), reverse=True)
    shown = posts[:_MOST]
    amounts = [in_unit(post.amount(year), how.unit) for post in shown]
    scale = track(amounts)
    steps = [
        _Step(post.line.name, amount, is_difference=True, bar=scale.bar((_colour(amount), amount)))
        for post, amount in zip(shown, amounts, strict=True)
    ]
    caption = _("The biggest differences {year}, {shown} of {all}: {budget} against {baseline}").format(
        year=year, shown=len(shown), all=len(posts), budget=budget.name, baseline=baseline.name
    )
    return _grid(caption, _("Line"), year, steps, how) if steps else None


def _colour(amount: Decimal) -> str:
    return "more" if amount < 0 else "less"


def _grid(caption: str, heading: str, year: int, steps: Sequence[_Step], how: AmountStyle) -> Grid:
    decimals = decimals_for((step.amount for step in steps), how.decimals)
    return Grid(
        f"{caption}, {how.unit}",
        heading,
        (),
        (how.unit,),
        (str(year),),
        tuple(
            GridRow(
                "",
                step.words,
                (GridCell(how.style.text(step.amount, decimals, signed=step.is_difference), how.unit),),
                step.emphasis,
                bar=step.bar,
            )
            for step in steps
        ),
        has_bars=True,
    )
