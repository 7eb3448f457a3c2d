"""Lines of a document → the rows of a table as they stand: a label, and figures as cells or as text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.spellings import MINUSES, UNIT
from kalmar_cli.draft.find import cells, labels
from kalmar_cli.draft.find.aliases import ALIASES
from kalmar_cli.draft.find.found import Cell, FoundLine

_LABEL_LINES = 5  # lines that a narrow column may break a label over
_LONGEST_LABEL = 130
_SEVERAL = 2
_MOST_CELLS = 200  # no row of a table has more
_PROPOSAL = re.compile(r"^\s*(?:\d{1,4}(?:\.\d{1,3})*\s?[.):]|[a-zåäö]\)|[•*▪●–-])?\s*att\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)  # at a text's end it is a part of it
_PROSE_END = re.compile(r"[.!?:;]\s*$")


class RowPiece(NamedTuple):
    """A row as it stands: its label, its texts and figures by position, or its figures as one text.

    Where the figures are one text, `texts` are all cells of the line; words alone have no figures at all.
    `remark` are the words behind the figures.
    """

    label: str
    texts: tuple[Cell, ...]
    figures: tuple[Cell, ...]
    tail: str
    start: int
    end: int
    remark: str = ""

    @property
    def words(self) -> bool:
        """Whether there are no figures, so that this may be a heading."""
        return not self.figures and not self.tail

    @property
    def uncomputed(self) -> bool:
        """Whether it is words and a cell whose formula has no result: "?", as a sheet's reader gives it."""
        return self.words and any(cell.text == "?" for cell in self.texts)


def at(lines: Sequence[FoundLine], index: int, free: int) -> RowPiece:
    """The row or words on a line; a label may begin on lines above, down to `free`, or end below."""
    line = lines[index]
    found = _placed(line, index) or _flat(lines, index)
    if found is None:
        return RowPiece(_tidy(line.text), line.cells, (), "", index, index + 1)
    return _known(lines, found, free)


def _placed(line: FoundLine, index: int) -> RowPiece | None:
    """A line of cells, each of them words or one figure, the figures together."""
    if not 1 < len(line.cells) <= _MOST_CELLS:
        return None
    bare = tuple(without_unit(cell) for cell in line.cells)
    if sum(cell != other for cell, other in zip(bare, line.cells, strict=True)) < _SEVERAL:
        bare = line.cells  # one amount with its unit is an item of a list
    kinds = [cell.value is not None or cells.is_figure(cell.text) for cell in bare]
    figures = tuple(cell for cell, figure in zip(bare, kinds, strict=True) if figure)
    texts = tuple(cell for cell, figure in zip(bare, kinds, strict=True) if not figure)
    if not any(any(c.isdigit() for c in cell.text) for cell in figures):
        return None
    if any(cells.holds_several(cell.text) for cell in texts):
        return None  # some figures stand closer than others
    named = [cell for cell in texts if cell.left < figures[-1].left]
    for cell in named:  # a remark behind the figures may end in one
        split = cells.split(cell.text) if cell.left != cell.right else None
        ends = split and cells.value(split.tail) is not None and not _YEAR.fullmatch(split.tail)
        if cells.figures_after(cell.text) or ends:
            return None  # a name and its first figures stand in one cell
    return RowPiece(_tidy(named[0].text) if named else "", texts, figures, "", index, index + 1)


_WITH_UNIT = re.compile(
    rf"(?P<figure>[\d(+{re.escape(MINUSES)}][^a-zåäö]*?)\s*(?:mkr|mnkr|tkr|kr|kronor)\.?", re.I
)


def without_unit(cell: Cell) -> Cell:
    """A cell without the unit behind its figure."""
    match = _WITH_UNIT.fullmatch(cell.text)
    return cell._replace(text=match["figure"]) if match else cell


def _flat(lines: Sequence[FoundLine], index: int) -> RowPiece | None:
    """A line of text that ends in figures; not a sentence that does."""
    text = lines[index].text
    split = cells.split(text)
    sentence = text.rstrip().endswith((".", ":")) and not text.rstrip().endswith("..")
    if split is None or sentence or _PROPOSAL.match(text) or len(split.name) > _LONGEST_LABEL:
        return None
    tail, end = rest_of_cell(lines, index, split.tail)
    return RowPiece(_tidy(split.name), lines[index].cells, (), tail, index, end)


_REMARKED = re.compile(r"(?P<row>.*[\d%)])\s+(?P<remark>[^\d\s]\D*)", re.S)


def with_remark(line: FoundLine, index: int, columns: int, remarks: int) -> RowPiece | None:
    """A line of text whose figures, one for each of the columns, are followed by words; else None.

    `remarks` columns at the end of the table hold such words.
    """
    match = _REMARKED.fullmatch(line.text.strip()) if "\t" not in line.text else None
    split = cells.split(match["row"]) if match else None
    if match is None or split is None or len(split.name) > _LONGEST_LABEL or _PROPOSAL.match(line.text):
        return None
    if re.match(rf"(?:{UNIT}|%|procent)\b", match["remark"], re.I):
        return None
    sums = "," in split.tail or len(split.tail.split()) > 1
    if not split.name or not (remarks or sums) or not cells.readings(split.tail, columns - remarks):
        return None
    return RowPiece(_tidy(split.name), line.cells, (), split.tail, index, index + 1, match["remark"])


def rest_of_cell(lines: Sequence[FoundLine], index: int, tail: str) -> tuple[str, int]:
    """A row's figures and where it ends: a narrow column may break a figure after its minus."""
    following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    if tail.rstrip()[-1:] in MINUSES and re.fullmatch(r"\d[\d ,.%]*", following):
        return tail.rstrip() + following, index + 2
    return tail, index + 1


def _known(lines: Sequence[FoundLine], found: RowPiece, free: int) -> RowPiece:
    """The row with its whole label where lines above or below make a known one of it."""
    best = found
    # The longest label wins: "nettokostnader" may be the end of "Nämndernas nettokostnader".
    parts = [found.label] if found.label else []
    start = found.start
    known = labels.row_of(found.label)
    while free < start and found.start - _LABEL_LINES < start:
        text = lines[start - 1].text.strip()
        if not text or len(text) > _LONGEST_LABEL or cells.split(text):
            break
        start -= 1
        parts.insert(0, text)
        row = labels.row_of("".join(parts))
        if row:
            known = row
            best = found._replace(label=_unbroken(parts), start=start)
    if known or not found.label:
        return best
    label, last = found.label, found.end
    for index in range(found.end, min(found.end + _LABEL_LINES, len(lines))):
        text = lines[index].text.strip()
        if not text:
            last = index + 1
            continue
        if len(text) > _LONGEST_LABEL or cells.split(text) or labels.row_of(text):
            break
        label, last = label + text, index + 1
        if labels.row_of(label):
            return found._replace(label=_unbroken([label]), end=last)
    return best


def _unbroken(parts: list[str]) -> str:
    """A label that a narrow column broke, also inside words, in its known spelling."""
    whole = labels.spelled("".join(parts))
    row = labels.row_of("".join(parts)) or ""
    known = (labels.STANDARD_LABELS.get(row, ""), *ALIASES.get(row, ()))
    return next((label for label in known if labels.spelled(label) == whole), _tidy(" ".join(parts)))


def _tidy(label: str) -> str:
    return re.sub(r"\s+", " ", label).strip(" :\t")


def is_prose(text: str) -> bool:
    """Whether words are running text or a proposal, so that a table has ended."""
    text = text.strip()
    if len(text) > _LONGEST_LABEL or _PROPOSAL.match(text):
        return True
    return bool(_PROSE_END.search(text)) and text[-1] != ":" and len(text.split()) > 6
