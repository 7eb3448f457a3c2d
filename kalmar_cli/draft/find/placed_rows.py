"""The rows of a table by the positions of their cells: each figure in the column that it stands in."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells, kind_words, placed_columns
from kalmar_cli.draft.find.cells import Style
from kalmar_cli.draft.find.columns import Paired, TableColumn, paired
from kalmar_cli.draft.find.found import Cell, FoundLine
from kalmar_cli.draft.find.head_words import head_words
from kalmar_cli.draft.find.rows import RowPiece
from kalmar_cli.draft.find.table_rows import TableRow, flat_row
from kalmar_cli.draft.find.words import AMOUNT, NOTE, SKIP


class PlacedTable(NamedTuple):
    """A table read by positions: its header's lines, columns, rows, and titles of columns of words."""

    header: tuple[int, ...]
    paired: Paired
    rows: list[TableRow]
    texts: list[str]


def by_place(
    lines: Sequence[FoundLine], header: tuple[int, ...], pieces: Sequence[RowPiece], style: Style
) -> PlacedTable | None:
    placed = [piece for piece in pieces if piece.figures]
    places = placed_columns.clusters(piece.figures for piece in placed)
    if _is_mixed(lines, header, placed) or any(_crowded(piece.figures, places) for piece in placed):
        return None
    figures = [piece.figures for piece in placed]
    above = _lines_over(lines, header[0], places)
    for begins in dict.fromkeys(((*above, *header), header)):
        named = [lines[at].cells for at in begins]
        places = placed_columns.joined_places(places, figures, named)
        found = placed_columns.placed(named, places)
        if found:
            header = begins
            break
    if found is None:
        flat = paired([w for at in header for w in head_words(lines[at].text)])
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
    if any(_REST.fullmatch(cell.text) for piece in placed for cell in (*piece.texts, *piece.figures)):
        doubt = _("figures of this table are broken over two lines")
        rows = [row if row.piece.words else row._replace(doubts=(*row.doubts, doubt)) for row in rows]
    before = " ".join(text for text in found.before.split("	") if text not in titles or len(titles) < 2)
    return PlacedTable(header, found._replace(before=before), rows, titles)


_REST = re.compile(r"0\d\d")  # the end of a figure that a narrow column broke
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
    """Whether a row of figures, no sum, has nothing in the one column of words that these lines have."""
    of = {at for line in held for at, text in enumerate(line.texts) if text}
    bare = not row.piece.words and len(of) == 1 and not row.texts[of.pop()] and any(row.texts)
    return bare and not kind_words.TOTAL_NAME.search(row.label)


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
    places = placed_columns.clusters([texts])
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
    if len(texts) == 1 and texts[0].startswith(f"{piece.label} "):
        piece = piece._replace(label=texts[0])  # words with a gap between, in the one column of words
    piece = _aligned(piece, found)
    if not piece.figures and len(piece.texts) == 1 and piece.texts[0].right < found[0].left:
        # A name goes on to here, with a number in it, and no column of figures is reached.
        return TableRow(piece._replace(label=piece.texts[0].text, tail=""), texts, ())
    if not piece.figures:
        return flat_row(piece, found, texts, style)
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
    if piece.figures or len(piece.texts) != len(found) + 1:
        return piece
    names, figures = piece.texts[: -len(found)], piece.texts[-len(found) :]
    each = all(
        figure.left <= column.right and column.left <= figure.right and cells.is_figure(figure.text)
        for figure, column in zip(figures, found, strict=True)
    )
    if not each:
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
