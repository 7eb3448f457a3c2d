"""A table ready to draw: headings, lines of texts, and the width that they need."""

from typing import NamedTuple

LEFT, RIGHT = "left", "right"
GAP = 2


class ColumnHeading(NamedTuple):
    """A column of a sheet: the words above it, in one or two lines, and its alignment.

    `least` is the width below which a column of words is of no use, `id` the name of
    the table's column.
    """

    group: str
    title: str
    align: str
    kind: str
    difference: bool
    least: int = 0
    id: str = ""


class SheetLine(NamedTuple):
    """A row of a sheet: one text a column, and how it is set off."""

    cells: tuple[str, ...]
    emphasis: str


class Sheet(NamedTuple):
    """One table, ready to draw."""

    title: str
    headings: tuple[ColumnHeading, ...]
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """The headings above several columns: (words, first column, column after the last)."""
        found: list[tuple[str, int, int]] = []
        for i, heading in enumerate(self.headings):
            if found and heading.group and found[-1][0] == heading.group:
                found[-1] = (heading.group, found[-1][1], i + 1)
            else:
                found.append((heading.group, i, i + 1))
        return found

    @property
    def widths(self) -> list[int]:
        """The width that each column needs to stand on one line."""
        widths = [
            max([len(heading.title), *(len(line.cells[i]) for line in self.lines)])
            for i, heading in enumerate(self.headings)
        ]
        for words, start, end in self.spans:
            blanks = 2 if words and end - start > 1 else 0  # between the words and the rule beside them
            lacking = len(words) + blanks - sum(widths[start:end]) - GAP * (end - start - 1)
            if lacking > 0:
                widths[start] += lacking
        return widths

    @property
    def width(self) -> int:
        """The width that the sheet needs if nothing in it wraps."""
        return sum(self.widths) + GAP * (len(self.headings) - 1)

    def group_line(self, widths: list[int]) -> str:
        """The line of headings that stand above several columns, or nothing."""
        cells = []
        for words, start, end in self.spans:
            span = sum(widths[start:end]) + GAP * (end - start - 1)
            cells.append(words.rjust(span) if end - start == 1 else f" {words} ".center(span, "─"))
        return (" " * GAP).join(cells).rstrip()
