"""What the columns of words of a table of changes hold: the name, the committee, the proposal's number."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.draft.find import totals, words
from kalmar_cli.draft.find.grid_rows import TableGrid, TableRow
from kalmar_cli.draft.find.words import NOTE

_LEADING_NUMBER = re.compile(r"^(\d{1,3})[.)]?\s+(?=\S)")


class TextColumns(NamedTuple):
    """What a table's columns of words hold: the name, the committee, the number; -1 where there is none."""

    named: int
    committee: int
    numbers: tuple[float, float] | None
    counted: bool
    joined: bool

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
        titles = [title.strip() for title in grid.texts]
        committees = [at for at, title in enumerate(titles) if words.COMMITTEE_TITLE.fullmatch(title)]
        names = [
            at for at in range(len(titles)) if at not in committees and not words.is_comment(titles[at])
        ]
        if len(titles) > 1 and not committees and len(names) > 1:
            texts = [[row.texts[at] for row in grid.figures] for at in names]
            repeats = [len(set(filter(None, column))) for column in texts]
            if repeats[0] < len(texts[0]):
                committees, names = [names[0]], names[1:]
        if not names and committees:
            names, committees = committees, []
        return cls(
            names[0] if len(titles) > 1 and names else -1,
            committees[0] if committees and names else -1,
            numbers,
            counted,
            not titles and _is_joined(grid.names),
        )

    def name(self, row: TableRow) -> str:
        """The row's own name; of a total, whichever column it stands in."""
        if self.joined and not totals.is_total(row.label):
            return row.label[_committee_end(row.label) :].strip(" :,–-")
        if self.named < 0 or len(row.texts) <= self.named:
            return row.label
        own = row.texts[self.named]
        return own or next((text for text in row.texts if text), "") or row.label

    def area(self, row: TableRow) -> str:
        """The committee in its own column."""
        if self.joined and not totals.is_total(row.label):
            return row.label[: _committee_end(row.label)].strip()
        if (
            self.committee < 0
            or len(row.texts) <= self.committee
            or totals.is_total(row.texts[self.committee])
        ):
            return ""
        return row.texts[self.committee]

    def number(self, row: TableRow, name: str) -> tuple[int, str]:
        """The number of the proposal that a row is of, in a column of its own or before its name."""
        if self.numbers:
            left, right = self.numbers
            cell = next((c for c in row.piece.figures if left <= c.left <= right), None)
            digits = re.sub(r"\D", "", cell.text) if cell else ""
            return (int(digits) if digits else 0), name
        match = _LEADING_NUMBER.match(name) if self.counted else None
        return (int(match[1]), name[match.end() :]) if match else (0, name)


def _is_joined(names: Sequence[str]) -> bool:
    """Whether a header names committees and then proposals, in a text without columns."""
    return len(names) == 2 and bool(words.COMMITTEE_TITLE.fullmatch(names[0]))


def _committee_end(label: str) -> int:
    """Where the committee that begins a row's text ends; 0 where it begins with none."""
    found = words.COMMITTEE.search(label)
    end = label.find(" ", found.end()) if found else -1
    return max(end, 0)


def _is_before(left: float, grid: TableGrid) -> bool:
    """Whether a column of figures stands before the names."""
    texts = [cell.left for row in grid.figures for cell in row.piece.texts]
    return bool(texts) and left < min(texts)
