"""A row of a table and every way to read its figures, by their order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import cells, words
from kalmar_cli.draft.find.cells import Style, Values
from kalmar_cli.draft.find.columns import TableColumn
from kalmar_cli.draft.find.rows import RowPiece
from kalmar_cli.draft.find.words import NOTE

_UNEVEN = 1000
_FIGURE = re.compile(r"(?<![\w,.])[-−–+(]?\d(?:[\d ]*\d)?(?:,\d+)?(?![\w,.])")
_SEVERAL = 2


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


def is_unread(row: TableRow) -> bool:
    """Whether a line of words in a table holds figures that look like amounts, and is no heading."""
    if row.piece.uncomputed:
        return True
    found = [f.group() for f in _FIGURE.finditer(row.label) if not words.YEAR.fullmatch(f.group())]
    return row.piece.words and sum("," in f or len(f) > _SEVERAL for f in found) >= _SEVERAL


def flat_row(
    piece: RowPiece, found: Sequence[TableColumn], texts: tuple[str, ...], style: Style
) -> TableRow:
    """A row of text: every way to part its figures into the columns; the first ones may end the name."""
    notes = frozenset(i for i, column in enumerate(found) if column.kind == NOTE)
    remarks = int(words.is_comment(found[-1].word))  # a column of words at the end has no figures
    tail = piece.tail or "  ".join(cell.text for cell in piece.figures)
    if piece.figures and not piece.tail:
        piece = piece._replace(label=" ".join(cell.text for cell in piece.texts) or piece.label)
    readings = cells.readings(tail, len(found) - remarks, style, notes)
    doubts: tuple[str, ...] = ()
    tokens = list(re.finditer(r"\S+", tail))
    for token in tokens[1:4]:
        if readings or not piece.label or "\t" in tail:
            break
        readings = cells.readings(tail[token.start() :], len(found) - remarks, style, notes)
        if readings:
            moved = " ".join(tail[: token.start()].split())
            piece = piece._replace(label=f"{piece.label} {moved}")
            doubts = (_("{figures} is taken for a part of the name").format(figures=moved),)
    if piece.remark and not remarks:
        doubts += (_("the words behind the figures are left out: {text}").format(text=piece.remark),)
    kept = tuple(dict.fromkeys(values + (None,) * remarks for values in readings))
    return TableRow(piece, texts, kept, doubts, len(kept) == 1 and not is_uneven(kept[0], tail))


def is_uneven(values: Values, tail: str) -> bool:
    """Whether a reading joins so much that one figure dwarfs another of its row."""
    sizes = [abs(value) for value in values if value]
    return bool(sizes) and max(sizes) >= _UNEVEN * min(sizes) and len(tail.split()) > len(values)
