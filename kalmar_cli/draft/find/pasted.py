"""Pages pasted with one cell a line → lines of cells again, by the header and how many figures follow."""

import re
from collections.abc import Sequence

from kalmar_cli.draft.find import cells, words
from kalmar_cli.draft.find.found import Cell, FoundLine
from kalmar_cli.draft.find.head_words import head_words, is_header_text
from kalmar_cli.draft.find.units import unit_in

_FEWEST = 4  # rows in this form that make a table of it
_LONGEST = 90
_TAKEN = (Cell("", 0, 0),)  # what stood here stands on another line now


def rebuilt(lines: Sequence[FoundLine]) -> Sequence[FoundLine]:
    """The lines; where a table was pasted with one cell a line, each row stands on its label's line."""
    result = list(lines)
    at = 0
    while at < len(lines):
        end = _run(lines, at)
        if end > at:
            _rebuild(lines, at, end, result)
        at = max(end, at + 1)
    return result


def _is_cell(line: FoundLine) -> bool:
    text = line.text.strip()
    return len(line.cells) < 2 and "\t" not in text and 0 < len(text) <= _LONGEST and text[-1] not in ".;"


def _is_alone(line: FoundLine) -> bool:
    """Whether a line is one figure, or one that stands for none."""
    return _is_cell(line) and cells.is_figure(line.text) and not words.YEAR.fullmatch(line.text.strip())


def _run(lines: Sequence[FoundLine], at: int) -> int:
    """Where a run of single cells that begins here ends: at text, at a row of figures, or far below."""
    if not _is_cell(lines[at]):
        return at
    end, blanks = at, 0
    while end < len(lines) and blanks < 6:
        line = lines[end]
        if line.blank:
            blanks += 1
        elif not _is_cell(line) or (cells.split(line.text) and cells.split(line.text).name):  # type: ignore[union-attr]
            if not words.YEAR.search(line.text) and not is_header_text(line.text):
                break
            blanks = 0
        else:
            blanks = 0
        end += 1
    return end


def _rebuild(lines: Sequence[FoundLine], start: int, end: int, result: list[FoundLine]) -> None:
    """Puts the header on one line and each row on its label's, if enough rows have as many figures."""
    written = [at for at in range(start, end) if not lines[at].blank]
    groups: list[tuple[int, list[int]]] = []
    for at in written:
        if _is_alone(lines[at]):
            if groups:
                groups[-1][1].append(at)
        else:
            groups.append((at, []))
    rows = [(label, figures) for label, figures in groups if figures]
    if len(rows) < _FEWEST:
        return
    header = _header(lines, written, rows[0][0])
    if not header:
        return
    head = [at for at in header if head_words(lines[at].text)]
    titles = [at for at in header if at not in head]
    kinds = [_kinds(lines[at].text) for at in head]
    columns = [at for at, kind in zip(head, kinds, strict=True) if kind]
    merged = _merged(lines, columns)
    notes = [i for i, (_text, kind) in enumerate(merged) if kind == words.NOTE]
    count = len(merged)
    fitting = [f for _label, f in rows if count - len(notes) <= len(f) <= count]
    if len(fitting) < _FEWEST or len(fitting) < 0.6 * len(rows):
        return
    del titles
    _put_header(lines, head, columns, merged, result)
    for label, figures in rows:
        places = [i for i in range(count) if len(figures) == count or i not in notes]
        if len(figures) != len(places):
            places = list(range(len(figures)))
        row = [Cell(lines[label].text.strip(), 0, 0)]
        row += [
            Cell(lines[at].text.strip(), place + 1, place + 1)
            for at, place in zip(figures, places, strict=True)
        ]
        _put(result, label, row)
        for at in range(label + 1, figures[-1] + 1):
            result[at] = result[at]._replace(text="", cells=_TAKEN)


def _header(lines: Sequence[FoundLine], written: Sequence[int], first: int) -> list[int]:
    """The lines of the header above the first row: column words, years and notes, one a line."""
    found: list[int] = []
    for at in reversed([at for at in written if at < first]):
        text = lines[at].text
        head = head_words(text)
        known = [word for word in head if word.what != "other"]
        if not (known or unit_in(text)) or len(known) < len(head):
            break
        found.insert(0, at)
    return found


def _kinds(text: str) -> str:
    """What a header's cell is: a column's year or word, or nothing."""
    head = head_words(text)
    if any(word.what in ("year", "word") for word in head):
        return words.AMOUNT
    return next((word.kind for word in head if word.what == "alone"), "")


def _merged(lines: Sequence[FoundLine], columns: Sequence[int]) -> list[tuple[str, str]]:
    """The columns as text and kind: a word alone goes with the year on the next line."""
    merged: list[tuple[str, str]] = []
    for at in columns:
        text, kind = lines[at].text.strip(), _kinds(lines[at].text)
        head = head_words(text)
        year = any(word.what == "year" for word in head)
        open_word = merged and merged[-1][1] == words.AMOUNT and not re.search(r"\d\d", merged[-1][0])
        if year and open_word:
            merged[-1] = (f"{merged[-1][0]} {text}", kind)
        else:
            merged.append((text, kind))
    return merged


def _put_header(
    lines: Sequence[FoundLine],
    head: Sequence[int],
    columns: Sequence[int],
    merged: Sequence[tuple[str, str]],
    result: list[FoundLine],
) -> None:
    first = " ".join(lines[at].text.strip() for at in head if at not in columns)
    row = [Cell(first, 0, 0)] if first else []
    row += [Cell(text, place + 1, place + 1) for place, (text, _kind) in enumerate(merged)]
    for at in head:
        result[at] = result[at]._replace(text="", cells=())
    _put(result, head[-1], row)


def _put(result: list[FoundLine], at: int, row: list[Cell]) -> None:
    result[at] = result[at]._replace(text="\t".join(cell.text for cell in row), cells=tuple(row))
