"""What the columns of words of a table of changes hold: the name, the committee, the proposal's number."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.draft.find import kind_words, totals, words
from kalmar_cli.draft.find.direction import heading_saves
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.head_words import more_is_meant_by
from kalmar_cli.draft.find.table_rows import TableRow
from kalmar_cli.draft.find.words import NOTE

_LEADING_NUMBER = re.compile(r"^(\d{1,3})[.)]?\s+(?=\S)")


_MOST_TURNS = 6  # different words for cost and saving in one column
_CODED = re.compile(r"^\d{2,5}\s+(?=[A-ZÅÄÖ])")
_CODE = re.compile(r"[A-ZÅÄÖ]{1,6}\d{0,4}|\d{1,6}")
FIRST, LAST = "first", "last"


class TextColumns(NamedTuple):
    """What a table's columns of words hold: the name, the committee, the number; -1 where there is none.

    `turn` is a column that says of each row whether it is a cost or a saving; `joined` is where the
    committee stands in a text without columns: "first", "last" or nowhere.
    """

    named: int
    committee: int
    turn: int
    numbers: tuple[float, float] | None
    counted: bool
    coded: bool
    joined: str

    @classmethod
    def of(cls, grid: TableGrid) -> "TextColumns":
        """By the titles of the columns, else by how often the same words come again."""
        numbers = next(
            (
                (column.left, column.right)
                for column in grid.columns
                if words.NUMBER_TITLE.fullmatch(column.word)
                or (column.kind == NOTE and _is_before(column.left, grid))
            ),
            None,
        )
        counted = bool(grid.names) and bool(words.NUMBER_TITLE.fullmatch(grid.names[0])) and not numbers
        lines = [row for row in grid.figures if not totals.is_total(row.label)]
        titles = [title.strip() for title in grid.texts]
        texts = [[row.texts[at] for row in grid.figures if row.texts[at]] for at in range(len(titles))]
        turn = next((at for at, column in enumerate(texts) if at and _are_turns(column)), -1)
        words_in = [at for at in range(len(titles)) if at != turn and not _are_codes(texts[at])]
        committees = [at for at in words_in if words.COMMITTEE_TITLE.fullmatch(titles[at])]
        names = [at for at in words_in if at not in committees and not words.is_comment(titles[at])]
        if not committees and len(names) > 1 and len(set(texts[names[0]])) < len(grid.figures):
            committees, names = [names[0]], names[1:]
        if not names and committees:
            names, committees = committees, []
        return cls(
            names[0] if len(titles) > 1 and names else -1,
            committees[0] if committees and names else -1,
            turn,
            numbers,
            counted,
            not counted and all(_CODED.match(row.label) for row in lines) and len(lines) > 1,
            "" if len(titles) > 1 else _joined(grid.names),
        )

    @property
    def several(self) -> bool:
        """Whether committees and names stand in columns of their own."""
        return self.committee >= 0

    def name(self, row: TableRow) -> str:
        """The row's own name; of a total, whichever column it stands in."""
        if self.joined and not totals.is_total(row.label):
            return _parted(row.label, self.joined)[0]
        if self.named < 0 or len(row.texts) <= self.named:
            if self.numbers and not row.label:  # the number alone is no figure
                return " ".join(cell.text for cell in row.piece.texts)
            return _CODED.sub("", row.label) if self.coded else row.label
        own = row.texts[self.named]
        return own or next((text for text in row.texts if text), "") or row.label

    def area(self, row: TableRow) -> str:
        """The committee in its own column."""
        if self.joined and not totals.is_total(row.label):
            return _parted(row.label, self.joined)[1]
        if self.committee < 0 or len(row.texts) <= self.committee:
            return ""
        area = row.texts[self.committee]
        return "" if totals.is_total(area) else area

    def saves(self, row: TableRow) -> bool | None:
        """Whether a row is a saving or a cost, where a column says so."""
        return word_saves(row.texts[self.turn]) if 0 <= self.turn < len(row.texts) else None

    def number(self, row: TableRow, name: str) -> tuple[int, str]:
        """The number of the proposal that a row is of, in a column of its own or before its name."""
        if self.numbers:
            left, right = self.numbers
            cell = next((c for c in row.piece.figures if left <= c.left <= right), None)
            digits = re.sub(r"\D", "", cell.text) if cell else ""
            return (int(digits) if digits else 0), name
        match = _LEADING_NUMBER.match(name) if self.counted else None
        return (int(match[1]), name[match.end() :]) if match else (0, name)


def word_saves(text: str) -> bool | None:
    """Whether a word names a saving (True) or a cost (False), alone in its cell."""
    more = more_is_meant_by(text.strip())
    return heading_saves(text) if more is None else not more


def _are_turns(texts: Sequence[str]) -> bool:
    """Whether a column says cost or saving in each row, and nothing else."""
    return (
        bool(texts)
        and all(word_saves(text) is not None for text in texts)
        and len(set(texts)) <= _MOST_TURNS
    )


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether a column holds only short codes, in capitals or digits."""
    return bool(texts) and all(_CODE.fullmatch(text) for text in texts)


def _joined(names: Sequence[str]) -> str:
    """Where committees stand beside names in a text without columns, by the words of its header."""
    titles = [name for name in names if not words.NUMBER_TITLE.fullmatch(name)]
    if len(titles) != 2:
        return ""
    first, last = (bool(words.COMMITTEE_TITLE.fullmatch(title)) for title in titles)
    return FIRST if first else LAST if last else ""


def _parted(label: str, place: str) -> tuple[str, str]:
    """A name and the committee that stands before or behind it without a gap."""
    if place == LAST:
        capitals = [match.start() for match in re.finditer(r"(?<=\s)[A-ZÅÄÖ]", label)]
        start = next(
            (at for at in reversed(capitals) if kind_words.COMMITTEE.search(label[at:])), len(label)
        )
        return label[:start].strip(), label[start:].strip()
    found = kind_words.COMMITTEE.search(label)
    end = max(label.find(" ", found.end()), 0) if found else 0
    return label[end:].strip(" :,–-"), label[:end].strip()


def _is_before(left: float, grid: TableGrid) -> bool:
    """Whether a column of figures stands before the names."""
    texts = [cell.left for row in grid.figures for cell in row.piece.texts]
    return bool(texts) and left < min(texts)
