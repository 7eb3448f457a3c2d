"""How a figure is made → a spreadsheet formula."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from kalmar_cli.base.numbers import plain, rounded
from kalmar_cli.reports.making import ITEMS, Added, Cells, Computed, Made, Portion

# A spreadsheet reckons in binary: a rest is written with the decimals that amounts can have.
_PLACES = 6


class CellGrid(NamedTuple):
    """Where a table's figures stand on its sheet, from 0.

    `rows` says how far below the first each stands, `columns` by column and year where that first one is.
    """

    sheet: str
    rows: dict[str, int]
    columns: dict[tuple[str, str], tuple[int, int]]
    items: tuple[str, ...]

    def at(self, row: str, column: str, year: str) -> tuple[int, int]:
        """The row and column of a figure."""
        first, across = self.columns[column, year]
        return first + self.rows[row], across


class Here(NamedTuple):
    """The place of a formula: its table, row and year, and the tables by name."""

    grid: CellGrid
    row: str
    year: str
    tables: Mapping[str, CellGrid]

    def places(self, cells: Cells) -> list[tuple[int, int]]:
        """Where the cells stand, from the top."""
        grid = self.tables[cells.table] if cells.table else self.grid
        rows = grid.items if cells.rows == ITEMS else cells.rows or (self.row,)
        return sorted(grid.at(row, cells.column, cells.year or self.year) for row in rows)

    def ranges(self, cells: Cells) -> list[str]:
        """The same as the fewest ranges: B4, or B4:B9."""
        sheet = f"{quote_sheetname(self.tables[cells.table].sheet)}!" if cells.table else ""
        runs: list[tuple[int, int, int]] = []
        for row, column in self.places(cells):
            if runs and runs[-1][1] == row - 1 and runs[-1][2] == column:
                runs[-1] = (runs[-1][0], row, column)
            else:
                runs.append((row, row, column))
        return [sheet + _range(first, last, column) for first, last, column in runs]


def _range(first: int, last: int, column: int) -> str:
    top = xl_rowcol_to_cell(first, column)
    return top if first == last else f"{top}:{xl_rowcol_to_cell(last, column)}"


def formula(made: Made, here: Here) -> str:
    """The formula, beginning with `=`. Raises KeyError for a figure that no table has."""
    if isinstance(made, Portion):
        whole = _signed(term for cells in made.whole for term in _terms(cells, here))
        return f"={_signed(_terms(made.part, here))}/({whole})*100"
    if isinstance(made, Computed):
        return "=" + _computed(made, here)
    return "=" + _added(made, here)


_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def _computed(of: Computed | Cells | Decimal, here: Here) -> str:
    """An operation on what is inside it."""
    if isinstance(of, Decimal):
        return plain(of)
    if isinstance(of, Cells):
        return _signed(_terms(of, here)) or "0"
    texts = [_computed(operand, here) for operand in of.operands]
    if of.operation not in _BINDS:
        return f"{of.operation}({','.join(texts)})"
    binds = _BINDS[of.operation]
    first, *others = [
        f"({text})" if _binding(operand, here) < binds + (n > 0 and of.operation in "-/") else text
        for n, (operand, text) in enumerate(zip(of.operands, texts, strict=True))
    ]
    if of.operation == "-" and first == "0":
        first = ""
    return of.operation.join([first, *others])


def _binding(of: Computed | Cells | Decimal, here: Here) -> int:
    """How strongly a part holds together: a sum least, a single cell, number or function most."""
    if isinstance(of, Computed):
        return _BINDS.get(of.operation, 3)
    if isinstance(of, Cells):
        terms = _terms(of, here)
        return 3 if len(terms) == 1 and terms[0][0] > 0 else 1
    return 3 if of >= 0 else 1


def _added(made: Added, here: Here) -> str:
    terms = [term for cells in made.terms for term in _terms(cells, here)]
    rest = rounded(made.rest, _PLACES)
    if rest:
        terms.append((-1 if rest < 0 else 1, plain(abs(rest))))
    return _signed(terms) or "0"


def _terms(cells: Cells, here: Here) -> list[tuple[int, str]]:
    """What is added (1) or taken away (-1), in a spreadsheet's words."""
    ranges = here.ranges(cells)
    if cells.only:
        function = "COUNTIF" if cells.how_many else "SUMIF"
        return [(cells.factor, f'{function}({found},"{cells.only}")') for found in ranges]
    if cells.size:
        return [(cells.factor, f"ABS({found})") for found in ranges]
    if all(":" not in found for found in ranges):
        return [(cells.factor, found) for found in ranges]
    return [(cells.factor, f"SUM({','.join(ranges)})")]


def _signed(terms: Iterable[tuple[int, str]]) -> str:
    """Terms with a sign before each; the first only if it is a minus."""
    text = "".join(("-" if sign < 0 else "+") + words for sign, words in terms)
    return text.removeprefix("+")
