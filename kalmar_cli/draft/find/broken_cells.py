"""Figures that a narrow cell broke over two lines → whole again, on the line where they end."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kalmar_cli.base.spellings import HARD, MINUSES
from kalmar_cli.draft.find.found import Cell, FoundLine

_ALIGNED = 2.0  # points: so near their right edges are the same
_BEGINS = re.compile(rf"[{re.escape(MINUSES)}]?\d{{1,3}}")
_GOES_ON = re.compile(rf"\d{{3}}(?:[ {HARD}]\d{{3}})*(?:,\d+)?")


def joined(lines: Sequence[FoundLine]) -> Sequence[FoundLine]:
    """The lines; the parts of figures that alone stand on one go before what goes on right below them.

    Such a part is a minus, or the thousands of a figure whose next three digits stand below it.
    """
    result = list(lines)
    for at, (upper, lower) in enumerate(pairwise(lines)):
        parts = [cell for cell in upper.cells if cell.text in MINUSES or _BEGINS.fullmatch(cell.text)]
        rest = [cell for cell in upper.cells if cell not in parts]
        begins = not rest or lower.text.lstrip()[:1].islower()
        if not parts or len(rest) > 1 or not begins or upper.page != lower.page:
            continue
        below = [next((i for i, c in enumerate(lower.cells) if _goes_on(part, c)), -1) for part in parts]
        if -1 in below:
            continue
        cells = tuple(
            _whole(parts[below.index(i)], cell) if i in below else cell
            for i, cell in enumerate(lower.cells)
        )
        result[at] = _of(upper, tuple(rest))
        result[at + 1] = _of(lower, cells)
    return result


def _goes_on(part: Cell, cell: Cell) -> bool:
    """Whether a cell goes on the figure that begins above it, and ends where that does."""
    follows = cell.text[:1].isdigit() if part.text in MINUSES else bool(_GOES_ON.fullmatch(cell.text))
    return follows and part.left < part.right and abs(cell.right - part.right) < _ALIGNED


def _whole(part: Cell, cell: Cell) -> Cell:
    gap = "" if part.text in MINUSES else " "
    return cell._replace(text=f"{part.text}{gap}{cell.text}", left=min(part.left, cell.left))


def _of(line: FoundLine, cells: tuple[Cell, ...]) -> FoundLine:
    return line._replace(text="  ".join(cell.text for cell in cells), cells=cells)
