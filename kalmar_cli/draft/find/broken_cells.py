"""Figures that a narrow cell broke over two lines → whole again, on the line where they end."""

from collections.abc import Sequence
from itertools import pairwise

from kalmar_cli.base.spellings import MINUSES
from kalmar_cli.draft.find.found import Cell, FoundLine

_ALIGNED = 2.0  # points: so near their right edges are the same


def joined(lines: Sequence[FoundLine]) -> Sequence[FoundLine]:
    """The lines; a minus alone in a cell stands before the figure that goes on right below it."""
    result = list(lines)
    for at, (upper, lower) in enumerate(pairwise(lines)):
        signs = [cell for cell in upper.cells if cell.text in MINUSES]
        rest = [cell for cell in upper.cells if cell not in signs]
        begins = not rest or lower.text.lstrip()[:1].islower()
        if not signs or len(rest) > 1 or not begins or upper.page != lower.page:
            continue
        below = [next((i for i, c in enumerate(lower.cells) if _under(sign, c)), -1) for sign in signs]
        if -1 in below:
            continue
        cells = tuple(
            cell._replace(text=signs[below.index(i)].text + cell.text) if i in below else cell
            for i, cell in enumerate(lower.cells)
        )
        result[at] = _of(upper, tuple(rest))
        result[at + 1] = _of(lower, cells)
    return result


def _under(sign: Cell, cell: Cell) -> bool:
    """Whether a cell holds a figure without a sign that ends where the sign above it does."""
    return cell.text[:1].isdigit() and sign.left < sign.right and abs(cell.right - sign.right) < _ALIGNED


def _of(line: FoundLine, cells: tuple[Cell, ...]) -> FoundLine:
    return line._replace(text="  ".join(cell.text for cell in cells), cells=cells)
