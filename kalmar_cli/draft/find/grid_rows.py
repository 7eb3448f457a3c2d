"""The header and rows of one table → its columns, and for each row every way to read its figures."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells, columns, words
from kalmar_cli.draft.find.cells import Style, Values
from kalmar_cli.draft.find.columns import Paired, TableColumn
from kalmar_cli.draft.find.found import Cell, FoundLine
from kalmar_cli.draft.find.rows import RowPiece
from kalmar_cli.draft.find.words import AMOUNT, NOTE, SKIP

_ENOUGH = 0.6  # of the rows must be cells for positions to be trusted
_UNEVEN = 1000


class TableRow(NamedTuple):
    """A row: its piece, its texts by text column, every reading of its figures (none: words alone)."""

    piece: RowPiece
    texts: tuple[str, ...]
    readings: tuple[Values, ...]
    doubts: tuple[str, ...] = ()
    sure: bool = False

    @property
    def label(self) -> str:
        """The row's name as printed."""
        return self.piece.label


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

    def merit(self) -> tuple[float, int, bool, int, int]:
        """How well it reads the table: the header is no longer than its columns need."""
        named = sum(bool(column.word) for column in self.paired.columns)
        return self.fit, -self.twice, not self.paired.doubtful, named, -len(self.header)


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
        unit = next((u for at in chosen if (u := words.unit_in(lines[at].text))), "")
        style = cells.style_of(tails, unit or near)
        candidate = None
        if len(placed) >= _ENOUGH * len(figures):
            candidate = _by_place(lines, chosen, pieces, style)
        candidate = candidate or _by_order(lines, chosen, pieces, style)
        if candidate:
            candidates.append(candidate)
    if not candidates:
        return None
    best = max(candidates, key=_Candidate.merit)
    if not best.fit:
        return None
    unit = next((u for at in best.header if (u := words.unit_in(lines[at].text))), "")
    first_line = best.header[0]
    return TableGrid(
        best.paired.before, "", best.paired.columns, best.texts, best.rows, unit, "",
        first_line, pieces[-1].end, cells.style_of(tails, unit or near), best.paired.doubtful,
        _column_titles(lines[best.header[-1]].text),
    )  # fmt: skip


def _column_titles(text: str) -> tuple[str, ...]:
    """The words that a header line begins with and that name columns of words."""
    found = []
    for word in words.head_words(text):
        if word.what != "first" and not words.NUMBER_TITLE.fullmatch(word.text):
            break
        found.append(word.text)
    return tuple(found)


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


# -- by position -----------------------------------------------------------------


def _by_place(
    lines: Sequence[FoundLine], header: tuple[int, ...], pieces: Sequence[RowPiece], style: Style
) -> _Candidate | None:
    placed = [piece for piece in pieces if piece.figures]
    places = columns.clusters(piece.figures for piece in placed)
    if _is_mixed(lines, header, placed) or any(_crowded(piece.figures, places) for piece in placed):
        return None
    header = (*_lines_over(lines, header[0], places), *header)
    named = [lines[at].cells for at in header]
    places = columns.joined_places(places, [piece.figures for piece in placed], named)
    found = columns.placed(named, places)
    if found is None:
        flat = columns.paired([w for at in header for w in words.head_words(lines[at].text)])
        if len(flat.columns) != len(places) or flat.doubtful:
            return None
        found = flat._replace(
            columns=tuple(
                column._replace(left=left, right=right)
                for column, (left, right) in zip(flat.columns, places, strict=True)
            )
        )
    found = found._replace(columns=tuple(_with_notes(found.columns, placed)))
    text_columns = _text_columns(placed, found.columns)
    titles = [_title(named, left, right) for left, right in text_columns]
    rows = [_placed_row(piece, found.columns, text_columns, style) for piece in pieces]
    rows = _with_broken_texts(rows, len(text_columns))
    before = " ".join(text for text in found.before.split("	") if text not in titles or len(titles) < 2)
    return _candidate(header, found._replace(before=before), rows, titles)


_MOST_ABOVE = 3


def _lines_over(lines: Sequence[FoundLine], first: int, places: Sequence[tuple[float, float]]) -> list[int]:
    """The lines right above a header whose cells, two or more, each stand over one column of figures."""
    found: list[int] = []
    for at in range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1):
        over = [
            {i for i, (left, right) in enumerate(places) if cell.left <= right and left <= cell.right}
            for cell in lines[at].cells
        ]
        if len(over) < 2 or any(len(columns) != 1 for columns in over):
            break
        found.insert(0, at)
    return found


def _with_broken_texts(rows: Sequence[TableRow], count: int) -> list[TableRow]:
    """The rows; lines with words in one of several columns go to the row beside them that lacks it."""
    result: list[TableRow] = []
    held: list[TableRow] = []
    for row in rows if count > 1 else ():
        if row.piece.words and sum(map(bool, row.texts)) == 1:
            held.append(row)
            continue
        if held and (result and _lacks(result[-1], held)):
            result[-1] = _filled(result[-1], held)
        elif held and not row.piece.words and _lacks(row, held):
            row = _filled(row, held)
        else:
            result += held
        held = []
        result.append(row)
    return [*result, *held] if count > 1 else list(rows)


def _lacks(row: TableRow, held: Sequence[TableRow]) -> bool:
    """Whether a row of figures has nothing in the one column of words where these lines have all theirs."""
    of = {at for line in held for at, text in enumerate(line.texts) if text}
    return not row.piece.words and len(of) == 1 and not row.texts[of.pop()] and any(row.texts)


def _filled(row: TableRow, held: Sequence[TableRow]) -> TableRow:
    lines = zip(*(line.texts for line in held), strict=True)
    texts = tuple(own or " ".join(filter(None, more)) for own, more in zip(row.texts, lines, strict=True))
    return row._replace(texts=texts)


def _is_mixed(lines: Sequence[FoundLine], header: tuple[int, ...], placed: Sequence[RowPiece]) -> bool:
    """Whether tabs part some lines and blanks others, so that their places cannot be compared."""
    rows = [piece.figures for piece in placed]
    rows += [lines[at].cells for at in header if len(lines[at].cells) > 1]
    return len({cell.left == cell.right for row in rows for cell in row}) > 1


def _crowded(figures: Sequence[Cell], places: Sequence[tuple[float, float]]) -> bool:
    """Whether two figures of a row stand in one place, so that the places are none."""
    shown = [cell for cell in figures if not cells.NOTHING.match(cell.text)]
    held = [next(i for i, (left, right) in enumerate(places) if left <= c.left <= right) for c in shown]
    return len(held) != len(set(held))


def _with_notes(found: Sequence[TableColumn], placed: Sequence[RowPiece]) -> list[TableColumn]:
    """The columns; one without a name holds notes if only small whole numbers that grow stand there."""
    result = []
    for at, column in enumerate(found):
        if column.kind:
            result.append(column)
            continue
        texts = [c.text for piece in placed for c in piece.figures if column.left <= c.left <= column.right]
        notes = at < len(found) - 1 and all(cells.is_note(text) for text in texts)
        result.append(column._replace(kind=NOTE if notes else SKIP))
    return result


def _text_columns(placed: Sequence[RowPiece], found: Sequence[TableColumn]) -> list[tuple[float, float]]:
    """Where columns of words stand, if there are several: those that at least a third of the rows have."""
    texts = [cell for piece in placed for cell in piece.texts]
    if not texts:
        return []
    places = columns.clusters([texts])
    counts = [sum(left <= cell.left <= right for cell in texts) for left, right in places]
    return [place for place, count in zip(places, counts, strict=True) if 3 * count >= len(placed)]


def _title(header: Sequence[Sequence[Cell]], left: float, right: float) -> str:
    """The words in the lowest line of a header over a column of words."""
    over = [c.text for line in header for c in line if c.left <= right and left <= c.right]
    return over[-1] if over else ""


def _placed_row(
    piece: RowPiece, found: Sequence[TableColumn], text_columns: Sequence[tuple[float, float]], style: Style
) -> TableRow:
    """A row of cells: each figure in the column that it stands in."""
    texts = tuple(
        " ".join(cell.text for cell in piece.texts if left <= cell.left <= right)
        for left, right in text_columns
    )
    if piece.words:
        return TableRow(piece, texts, ())
    piece = _aligned(piece, found)
    if not piece.figures:
        return _flat_row(piece, found, texts, style)
    values: list[Decimal | None] = []
    for column in found:
        cell = next((c for c in piece.figures if column.left <= c.left <= column.right), None)
        if cell is None or column.kind in (NOTE, "") or cells.NOTHING.match(cell.text):
            values.append(None)
            continue
        figure = cell.value if cell.value is not None else cells.value(cell.text, style)
        if figure is None and column.kind != SKIP:
            return TableRow(piece, texts, (), (_("“{text}” is no figure here").format(text=cell.text),))
        values.append(figure)
    readings, doubts = [tuple(values)], tuple(_no_figures(piece, found))
    bare = [at for at, column in enumerate(found) if column.kind == AMOUNT and values[at] is None]
    if bare and any(cells.readings(cell.text, 2) for cell in piece.figures if cell.left != cell.right):
        # A cell that can be parted, where a column has none: closer figures may have run together.
        notes = frozenset(i for i, column in enumerate(found) if column.kind == NOTE)
        tail = "  ".join(cell.text for cell in piece.figures)
        readings += cells.readings(tail, len(found), style, notes)
    return TableRow(piece, texts, tuple(dict.fromkeys(readings)), doubts, sure=len(readings) == 1)


def _aligned(piece: RowPiece, found: Sequence[TableColumn]) -> RowPiece:
    """A row whose name ends in a figure, its own figures told by standing one in each column."""
    if piece.figures or len(piece.texts) < len(found):
        return piece
    names, figures = piece.texts[: -len(found)], piece.texts[-len(found) :]
    each = all(
        figure.left <= column.right and column.left <= figure.right and cells.is_figure(figure.text)
        for figure, column in zip(figures, found, strict=True)
    )
    if not each or not names:
        return piece
    return piece._replace(label=names[0].text, texts=names, figures=figures, tail="")


def _no_figures(piece: RowPiece, found: Sequence[TableColumn]) -> Iterator[str]:
    """Doubts about words that stand where a column of amounts has no figure."""
    for column in found:
        if column.kind != AMOUNT or any(column.left <= c.left <= column.right for c in piece.figures):
            continue
        ending = cells.split(piece.label)
        if ending and ending.name and cells.value(ending.tail) is not None:
            yield _("{figures} is taken for a part of the name").format(figures=ending.tail)
        for cell in piece.texts:
            if cell.left <= column.right and column.left <= cell.right and cell.text != piece.label:
                yield _("“{text}” is no figure here").format(text=cell.text)


# -- by order --------------------------------------------------------------------


def _by_order(
    lines: Sequence[FoundLine], header: tuple[int, ...], pieces: Sequence[RowPiece], style: Style
) -> _Candidate | None:
    heads = [words.head_words(lines[at].text) for at in header]
    found = columns.stacked(heads) or columns.paired([word for head in heads for word in head])
    if not any(c.year or c.kind in (words.NET_COLUMN, *columns.PARTIES) for c in found.columns):
        return None
    rows = [
        TableRow(piece, (), ()) if piece.words else _flat_row(piece, found.columns, (), style)
        for piece in pieces
    ]
    return _candidate(header, found, rows, ())


def _flat_row(
    piece: RowPiece, found: Sequence[TableColumn], texts: tuple[str, ...], style: Style
) -> TableRow:
    """A row of text: every way to part its figures into the columns; the first ones may end the name."""
    notes = frozenset(i for i, column in enumerate(found) if column.kind == NOTE)
    tail = piece.tail or "  ".join(cell.text for cell in piece.figures)
    if piece.figures and not piece.tail:
        piece = piece._replace(label=" ".join(cell.text for cell in piece.texts) or piece.label)
    readings = cells.readings(tail, len(found), style, notes)
    doubts: tuple[str, ...] = ()
    tokens = list(re.finditer(r"\S+", tail))
    for token in tokens[1:4]:
        if readings or not piece.label or "\t" in tail:
            break
        readings = cells.readings(tail[token.start() :], len(found), style, notes)
        if readings:
            moved = " ".join(tail[: token.start()].split())
            piece = piece._replace(label=f"{piece.label} {moved}")
            doubts = (_("{figures} is taken for a part of the name").format(figures=moved),)
    kept = tuple(dict.fromkeys(readings))
    return TableRow(piece, texts, kept, doubts, len(kept) == 1 and not is_uneven(kept[0], tail))


def is_uneven(values: Values, tail: str) -> bool:
    """Whether a reading joins so much that one figure dwarfs another of its row."""
    sizes = [abs(value) for value in values if value]
    return bool(sizes) and max(sizes) >= _UNEVEN * min(sizes) and len(tail.split()) > len(values)
