"""The few figures that come first: a budget's result and share, what it adds and saves, what it prices."""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.page.fitting import MANY
from kalmar_cli.page.grids import Grid
from kalmar_cli.page.periods import Periods
from kalmar_cli.page.results import Results


class Tile(NamedTuple):
    """A figure as text and the words for it, the baseline's in brackets."""

    text: str
    words: str


class Tiles(NamedTuple):
    """One budget's figures of a year."""

    budget: str
    period: str
    figures: tuple[Tile, ...]


def tiles_of(
    found: Results | None, summaries: Sequence[Sequence[Grid]], periods: Periods, budgets: int
) -> tuple[Tiles, ...]:
    """The figures of each budget but the baseline by year, as the tables have them; of many none."""
    if found is None or budgets > MANY:
        return ()
    tiles = []
    for year in found.years:
        *own, baseline = [result for result in year.results if not result.is_difference]
        for n, result in enumerate(own):
            words = f"{found.heading} {year.name} ({baseline.name} {baseline.result})"
            figures = [(result.result, words if len(own) == 1 else f"{result.name}: {words}")]
            if result.share:
                figures.append((result.share, f"{found.share_heading} ({baseline.share})"))
            for summary in summaries[n] if summaries else ():
                if year.name in periods.within(summary.period):
                    increases, savings, _net, *counts = summary.rows[-1].cells
                    figures += [(cell.text, cell.heading) for cell in (increases, savings)]
                    figures += [(cell.text, _("Proposals: priced / all")) for cell in counts if cell.text]
            tiles.append(
                Tiles(result.name, year.name, tuple(Tile(*map(_with_minus, figure)) for figure in figures))
            )
    return tuple(tiles)


def _with_minus(text: str) -> str:
    """Outside tables the minus is the one of running text."""
    return text.replace("-", "−")
