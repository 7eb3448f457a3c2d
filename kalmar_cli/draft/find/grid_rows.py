"""The header and rows of one table → its columns, and for each row every way to read its figures."""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.numbers import UNITS
from kalmar_cli.base.spellings import kronor_of
from kalmar_cli.draft.find import cells, columns, rows, words
from kalmar_cli.draft.find.cells import Style
from kalmar_cli.draft.find.columns import Paired, TableColumn
from kalmar_cli.draft.find.found import FoundLine
from kalmar_cli.draft.find.head_words import head_words
from kalmar_cli.draft.find.placed_rows import by_place
from kalmar_cli.draft.find.rows import RowPiece
from kalmar_cli.draft.find.table_rows import TableRow, flat_row
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.find.words import AMOUNT

_ENOUGH = 0.6  # of the rows must be cells for positions to be trusted


class TableGrid(NamedTuple):
    """A table as it stands. `texts` are the titles of its columns of words, `unit` as printed or "".

    `names` are the words of its header that name columns of words, in a text without positions.
    """

    title: str
    section: str
    columns: tuple[TableColumn, ...]
    texts: tuple[str, ...]
    rows: tuple[TableRow, ...]
    unit: str
    legend: str
    start: int
    end: int
    style: Style
    doubtful: bool = False
    names: tuple[str, ...] = ()

    @property
    def figures(self) -> list[TableRow]:
        """The rows that have figures."""
        return [row for row in self.rows if not row.piece.words]


class _Candidate(NamedTuple):
    header: tuple[int, ...]
    paired: Paired
    rows: tuple[TableRow, ...]
    texts: tuple[str, ...]
    fit: float
    twice: int

    def merit(self) -> tuple[float, int, bool, int, bool, int, int]:
        """How well it reads the table: the header is no longer than its columns need."""
        named = sum(bool(c.word) + (c.kind in words.UNDATED) for c in self.paired.columns)
        dated = any(column.year for column in self.paired.columns)
        # A word such as Bokslut has its year, be it on the line above.
        bare = sum(
            not c.year and c.kind not in words.UNDATED and words.is_dated(c.word)
            for c in self.paired.columns
        )
        return self.fit, -self.twice, not self.paired.doubtful, -bare, dated, named, -len(self.header)


def grid_of(
    lines: Sequence[FoundLine], header: tuple[int, ...], pieces: Sequence[RowPiece], near: str = ""
) -> TableGrid | None:
    """The table of a header and its rows, `near` being the unit said above it.

    Lines at the header's top that fit worse belong to its title.
    """
    figures = [piece for piece in pieces if not piece.words]
    placed = [piece for piece in figures if piece.figures]
    tails = [_text(piece) for piece in figures]
    candidates = []
    for first in range(len(header)):
        chosen = header[first:]
        unit = next((u for at in chosen if (u := unit_in(lines[at].text))), "")
        style = cells.style_of(tails, unit or near)
        candidate = None
        if len(placed) >= _ENOUGH * len(figures):
            found = by_place(lines, chosen, pieces, style)
            candidate = _candidate(*found) if found else None
        candidate = candidate or _by_order(lines, chosen, pieces, style)
        if candidate:
            candidates.append(candidate)
    if not candidates:
        return None
    best = max(candidates, key=_Candidate.merit)
    in_cells = {unit for piece in placed for unit in _units(lines[piece.start])}
    if not best.fit:
        return None
    said = (*best.header, *reversed([at for at in header if at < best.header[0]]))
    unit = next((u for at in said if (u := unit_in(lines[at].text))), "")
    if in_cells:  # of several nothing is taken
        unit = in_cells.pop() if len(in_cells) == 1 else ""
    first_line = best.header[0]
    return TableGrid(
        best.paired.before, "", best.paired.columns, best.texts, best.rows, unit, "",
        first_line, pieces[-1].end, cells.style_of(tails, unit or near), best.paired.doubtful,
        _column_titles(lines[best.header[-1]].text),
    )  # fmt: skip


def _column_titles(text: str) -> tuple[str, ...]:
    """The words that a header line begins with and that name columns of words."""
    found = []
    for word in head_words(text):
        if word.what != "first" and not words.NUMBER_TITLE.fullmatch(word.text):
            break
        found.append(word.text)
    return tuple(found)


def _units(line: FoundLine) -> list[str]:
    """The units that stand behind figures in the cells of a line: mkr, tkr or kr."""
    found = []
    for cell in line.cells:
        bare = rows.without_unit(cell).text
        kronor = kronor_of(cell.text[len(bare) :].strip(" .")) if bare != cell.text else None
        found += [unit for unit in UNITS if kronor is not None and kronor_of(unit) == kronor]
    return found


def _text(piece: RowPiece) -> str:
    if not piece.figures:
        return piece.tail
    return "  ".join(cell.text for cell in piece.figures if cell.value is None)


def _candidate(
    header: tuple[int, ...], paired: Paired, rows: Sequence[TableRow], texts: Sequence[str]
) -> _Candidate:
    with_figures = [row for row in rows if not row.piece.words]
    # A row whose figures had to be taken for a part of its name fits half.
    fit = sum(bool(row.readings) - 0.5 * bool(row.readings and row.doubts) for row in with_figures)
    fit /= max(len(with_figures), 1)
    named = [(c.word.casefold(), c.year) for c in paired.columns if c.year]
    # A budget has one column for each of its years; a second one is a title's.
    own = [c.year for c in paired.columns if c.year and c.kind == AMOUNT and _is_budget_column(c.word)]
    twice = len(named) - len(set(named)) + len(own) - len(set(own))
    return _Candidate(header, paired, tuple(rows), tuple(texts), fit, twice)


def _is_budget_column(word: str) -> bool:
    return not word or words.is_budget(word) or words.is_plan(word)


def _by_order(
    lines: Sequence[FoundLine], header: tuple[int, ...], pieces: Sequence[RowPiece], style: Style
) -> _Candidate | None:
    heads = [head_words(lines[at].text) for at in header]
    found = columns.stacked(heads) or columns.paired([word for head in heads for word in head])
    if not any(c.year or c.kind in words.UNDATED for c in found.columns):
        return None
    candidates = []
    for one in dict.fromkeys((found, columns.joined_shares(found))):
        rows = [
            TableRow(piece, (), ()) if piece.words else flat_row(piece, one.columns, (), style)
            for piece in pieces
        ]
        candidates.append(_candidate(header, one, rows, ()))
    return max(candidates, key=_Candidate.merit)
