"""The few figures that come first: a budget's result and share, what it adds and saves, what it prices."""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.page.fitting import MANY
from kalmar_cli.page.grids import Grid
from kalmar_cli.page.results import Results


class Tile(NamedTuple):
    """A figure as text and the words for it, the baseline's in brackets."""

    text: str
    words: str


class Tiles(NamedTuple):
    """One budget's figures of the first year."""

    budget: str
    figures: tuple[Tile, ...]


def tiles_of(found: Results | None, summaries: Sequence[Grid], budgets: int) -> tuple[Tiles, ...]:
    """The figures of each budget but the baseline, as the tables have them; of many budgets none."""
    if found is None or budgets > MANY:
        return ()
    year = found.years[0]
    own = [result for result in year.results if not result.is_difference]
    baseline = own[-1]
    tiles = []
    for n, result in enumerate(own[:-1]):
        figures = [(result.result, f"{found.heading} {year.name} ({baseline.name} {baseline.result})")]
        if result.share:
            figures.append((result.share, f"{found.share_heading} ({baseline.share})"))
        if n < len(summaries) and summaries[n].rows:
            increases, savings, _net, *proposals = summaries[n].rows[-1].cells
            figures += [(cell.text, cell.heading) for cell in (increases, savings)]
            figures += [(cell.text, _("Proposals: priced / all")) for cell in proposals if cell.text]
        tiles.append(Tiles(result.name, tuple(Tile(*map(_with_minus, figure)) for figure in figures)))
    return tuple(tiles)


def _with_minus(text: str) -> str:
    """Outside tables the minus is the one of running text."""
    return text.replace("-", "−")
