"""A table ready to draw: headings, lines of texts, and the width that they need."""

from itertools import count
from typing import NamedTuple

from kalmar_cli.base.characters import widest, wrap_words
from kalmar_cli.reports.table import Emphasis, Kind

LEFT, RIGHT = "left", "right"
GAP = 2
# Longer names of rows may wrap to make room for figures.
_LEAST_TEXT, _WHOLE = 10, 35
_LEAST_WORDS = 6


class ColumnHeading(NamedTuple):
    """A column of a sheet: the words above it, in one or two lines, and its alignment.

    `least` is the width below which a column of words is of no use; a `whole` one
    names the rows, and a screen with room for it does not wrap it; `id` is the name
    of the table's column. A group that `folds` may stand on several lines.
    """

    group: str
    title: str
    align: str
    kind: Kind
    difference: bool
    least: int = 0
    whole: bool = False
    id: str = ""
    folds: bool = False

    def place(self, text: str, width: int, painted: str = "") -> str:
        """The text, perhaps `painted`, in its place in a column that is so wide."""
        room, shown = " " * (width - widest(text)), painted or text
        return room + shown if self.align == RIGHT else shown + room


class SheetLine(NamedTuple):
    """A row of a sheet: one text a column, and how it is set off."""

    cells: tuple[str, ...]
    emphasis: Emphasis


class Sheet(NamedTuple):
    """One table, ready to draw; `at_least` are widths that its columns have anyway."""

    title: str
    headings: tuple[ColumnHeading, ...]
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...] = ()
    at_least: tuple[int, ...] = ()

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
            max(least, widest(heading.title, *(line.cells[i] for line in self.lines)))
            for i, (heading, least) in enumerate(
                zip(self.headings, self.at_least or [0] * len(self.headings), strict=True)
            )
        ]
        for words, start, end in self.spans:
            blanks = 2 if words and end - start > 1 else 0  # between the words and the rule beside them
            needed = _folded_width(words) if self.headings[start].folds else widest(words) + blanks
            lacking = needed - sum(widths[start:end]) - GAP * (end - start - 1)
            if lacking > 0:
                widths[start] += lacking
        return widths

    @property
    def width(self) -> int:
        """The width that the sheet needs if nothing in it wraps."""
        return sum(self.widths) + GAP * (len(self.headings) - 1)

    @property
    def total(self) -> SheetLine | None:
        """The sum of the lines above it, if there are such."""
        for n, line in enumerate(self.lines):
            if line.emphasis != "item":
                return line if n and line.emphasis == "total" else None
        return None

    def floors(self, width: int, *, whole: bool = False) -> list[int]:
        """The width below which each column would have to cut a number or break a word.

        With `whole`, the usual names of rows do not wrap either. No column of words asks for
        more than half of the `width` that there is.
        """
        floors = []
        for i, (heading, natural) in enumerate(zip(self.headings, self.widths, strict=True)):
            if heading.kind != "text":
                floors.append(natural)
                continue
            texts = [heading.title, *(line.cells[i] for line in self.lines)]
            longest = widest(*(word for text in texts for word in text.split(" ")))
            least = min(heading.least or _LEAST_TEXT, width // 2)
            words = min(natural, max(least, longest))
            floors.append(max(words, min(natural, _WHOLE)) if whole and heading.whole else words)
        return floors

    def least(self, width: int, *, whole: bool = False) -> int:
        """The width below which the sheet would have to cut a number, break a word or wrap `whole` ones."""
        return sum(self.floors(width, whole=whole)) + GAP * (len(self.headings) - 1)

    def fitted(self, width: int) -> list[int]:
        """Column widths that fit: numbers keep theirs, the widest texts give way, words whole if they can.

        Where that is not enough the sheet is wider than `width`: words a letter a line are unreadable.
        """
        widths, floors = self.widths, self.floors(width)
        for _excess in range(sum(widths) + GAP * (len(widths) - 1) - width):
            texts = [
                (w, i) for i, w in enumerate(widths) if self.headings[i].kind == "text" and w > _LEAST_WORDS
            ]
            roomy = [(w, i) for w, i in texts if w > floors[i]]
            if texts:
                widths[max(roomy or texts)[1]] -= 1
        return widths

    def group_texts(self, widths: list[int]) -> list[tuple[list[str], int, int]]:
        """The headings above several columns, each in as many lines as it needs: (lines, start, end)."""
        return [
            (wrap_words(words, sum(widths[start:end]) + GAP * (end - start - 1), whole=False), start, end)
            for words, start, end in self.spans
        ]

    def group_lines(self, widths: list[int]) -> list[str]:
        """The lines of headings that stand above several columns; none without such."""
        blocks = []
        height = max((len(lines) for lines, _start, _end in self.group_texts(widths)), default=0)
        for lines, start, end in self.group_texts(widths):
            span = sum(widths[start:end]) + GAP * (end - start - 1)
            signs = [span - widest(words) + len(words) for words in lines]
            if end - start == 1:
                placed = [words.rjust(size) for words, size in zip(lines, signs, strict=True)]
            elif len(lines) == 1:
                placed = [f" {lines[0]} ".center(signs[0], "─")]
            else:
                placed = [words.center(size) for words, size in zip(lines, signs, strict=True)]
            blocks.append([" " * span] * (height - len(placed)) + placed)
        return [(" " * GAP).join(row).rstrip() for row in zip(*blocks, strict=True)]


# A heading above columns stands on so many lines before it makes them wider.
_MOST_LINES = 5


def _folded_width(words: str) -> int:
    """The width in which words stand on a few lines, none of them broken."""
    longest = widest(*words.split())
    return next(width for width in count(longest) if len(wrap_words(words, width or 1)) <= _MOST_LINES)


def line_up(sheets: list[Sheet], width: int | None) -> list[Sheet]:
    """The sheets; of those with the same headings each column is equally wide, so that bars line up.

    Where that has no room in `width`, they stay as they are.
    """
    widths: dict[tuple[ColumnHeading, ...], list[int]] = {}
    for sheet in sheets:
        own = sheet.widths
        known = widths.get(sheet.headings, own)
        widths[sheet.headings] = [max(pair) for pair in zip(known, own, strict=True)]
    lined = [sheet._replace(at_least=tuple(widths[sheet.headings])) for sheet in sheets]
    return [
        new if width is None or new.least(width) <= width else old
        for new, old in zip(lined, sheets, strict=True)
    ]
