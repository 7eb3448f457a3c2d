"""A page of plain text whose columns stand side by side → its lines with one column after the other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from statistics import median

from kalmar_cli.base.spellings import without_unit
from kalmar_cli.draft.source.lines import SourceLine, text_line

_START = re.compile(r"(?:(?<=\s\s)|^)\S")
_FIRST = 25  # letters that the left column has at least
_INDENT = 4  # what stands in no further than so begins at the column's edge
_FEWEST = 4
_CANDIDATES = 5
_LONGEST = 400


def unfolded(lines: Sequence[str], before: int) -> list[SourceLine]:
    """The lines of a page with their numbers in the text (`before` it: so many), columns after each other.

    A table is none: its columns are short, hold figures, or the same words again and again.
    """
    block = _block(lines)
    start, end, edge = block or (0, 0, 0)
    numbered = [(before + at, line) for at, line in enumerate(lines, 1)]
    columns = [
        [(number, line[part].rstrip()) for number, line in numbered[start:end]]
        for part in (slice(edge), slice(edge, None))
    ]
    beside = chain.from_iterable(map(_without_steps, columns))
    return [
        text_line(line)._replace(number=number)
        for number, line in (*numbered[:start], *beside, *numbered[end:])
    ]


def _without_steps(column: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A column without single empty lines, where one of the other column stands half a step off."""
    texts = [text for _number, text in column]
    for one, before, after in zip(column, ["", *texts], [*texts[1:], ""], strict=False):
        if one[1] or not (before and after):
            yield one


def _block(lines: Sequence[str]) -> tuple[int, int, int] | None:
    """Where two columns stand side by side: the first line, the last but one, the right one's edge."""
    starts = [_starts(line) for line in lines]
    common = Counter(start for found in starts for start in found).most_common(_CANDIDATES)
    edges = {start - less for start, _count in common for less in range(_INDENT + 1)}
    blocks = [block for edge in sorted(edges) for block in _blocks(lines, edge)]
    return max(blocks, key=lambda block: (block[1] - block[0], block[2]), default=None)


def _starts(line: str) -> list[int]:
    """Where something may begin that stands apart from what is left of it."""
    if len(line) > _LONGEST or "\t" in line:
        return []
    return [match.start() for match in _START.finditer(line, _FIRST)]


def _blocks(lines: Sequence[str], edge: int) -> Iterator[tuple[int, int, int]]:
    """The runs of lines with nothing right before an edge, if two columns of words stand there."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" not in lines[end] and not lines[end][edge - 2 : edge].strip():
            end += 1
        beside = [i for i in range(at, end) if lines[i][edge : edge + _INDENT + 1].strip()]
        if len(beside) >= _FEWEST:
            last = beside[-1] + 1
            while last < end and lines[last].strip():
                last += 1
            if _are_columns(lines[beside[0] : last], edge):
                yield beside[0], last, edge
        at = end + 1


def _are_columns(lines: Sequence[str], edge: int) -> bool:
    """Whether what stands left and right of an edge are two columns of running text or lists."""
    left = [line[:edge].strip() for line in lines if line[:edge].strip()]
    right = [line[edge:].strip() for line in lines if line[edge:].strip()]
    figures = sum(map(_ends_in_figure, right))
    return (
        min(len(left), len(right)) >= _FEWEST
        and 2 * median(map(len, left)) >= edge
        and median(map(len, right)) >= _FIRST
        and 5 * figures <= len(right)
        and 2 * len(set(right)) >= len(right)
    )


def _ends_in_figure(text: str) -> bool:
    """Whether the last thing that stands apart in a text is a figure, and no words."""
    last = without_unit(text_line(text).cells[-1].text)
    return last == "" or not any(letter.isalpha() for letter in last)
