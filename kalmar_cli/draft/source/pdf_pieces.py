"""The pages of a PDF as lines of cells; run by `worker.py`, so that it imports nothing of the program.

A page is a list of lines, a line a list of cells [text, left, right, what parts it from the one
before] in points. Beside them are the feet of the lines and the page's rules: [left, foot, right, top].
"""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any


def pieces(path: str, most: int) -> Iterator[dict[str, Any]]:
    """How many pages there are, then the lines of each; or why it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        yield {"error": "encrypted" if "password" in str(error).casefold() else "broken"}
        return
    pages = len(document)
    if not 0 < pages <= most:
        yield {"error": "pages" if pages else "broken"}
        return
    yield {"pages": pages}
    for index in range(pages):
        page = document[index]
        sheet = page.get_textpage()
        rows = _rows(_strips(sheet, page.get_rotation()))
        rules = _rules(page.raw, page.get_rotation())
        sheet.close()
        page.close()
        lines = [_ended(row) if row else [] for row in rows]
        yield {"lines": lines, "feet": [round(row.foot, 1) if row else 0 for row in rows], "rules": rules}


GAP = 0.45  # of a letter's height between two letters: they stand in different cells
PARAGRAPH = 1.4  # times the step from line to line: a paragraph ended
RAISED = 0.9  # of a letter's height: a reference to a footnote is smaller
SAME_LINE = 0.3  # of a letter's height: so far two letters of one line stand from each other
FIGURE = frozenset("0123456789.,()%+-−–‐‑‒—… \u00a0\u202f\u2009")

CellList = list[list[Any]]


class Strip:
    """Letters that follow each other on one baseline: their cells, and where they stand."""

    def __init__(self, foot: float, height: float) -> None:
        self.foot, self.height = foot, height
        self.cells: CellList = []
        self.end = False  # whether a space stands at the end, so that a sentence goes on
        self.reach = 0.0  # where a space ends that is as wide as a gap: one parts no cells
        self.raised = 0.0  # where a reference to a footnote ends

    def holds(self, foot: float, height: float) -> bool:
        """Whether a letter with this foot stands on the same baseline."""
        return abs(foot - self.foot) < SAME_LINE * max(height, self.height)

    def is_reference(self, letter: str, left: float, foot: float, height: float) -> bool:
        """Whether a letter is a small raised figure behind a word: a footnote's, no square metre's."""
        end = max(self.cells[-1][2], self.raised)
        return (
            letter in "0123456789*)"
            and height < RAISED * self.height
            and 0 < foot - self.foot < self.height
            and -1 < left - end < GAP * self.height
            and self.cells[-1][0][-1] not in "mM"
        )

    def add(self, letter: str, left: float, right: float, spaced: str) -> None:
        """One more letter; after a gap it begins a cell.

        So do words or a dash that nothing but a gap parts from the figure before (`spaced` is "gap").
        """
        self.end = False
        reach, self.reach = self.reach, 0.0
        if not self.cells or left - max(self.cells[-1][2], reach, self.raised) > GAP * self.height:
            self.cells.append([letter, left, right, "  " if self.cells else ""])
            return
        cell = self.cells[-1]
        if spaced == "gap" and cell[0][-1].isdigit() and not (letter.isdigit() or letter in ".,%)"):
            self.cells.append([letter, left, right, " "])
            return
        cell[0] += (" " if spaced else "") + letter
        cell[2] = max(right, cell[2])

    def widen(self, left: float, right: float) -> None:
        """A space of the file behind the last letter; in a type of one width it is as wide as a gap."""
        if right - left > GAP * self.height:
            self.reach = right

    @property
    def figures(self) -> bool:
        """Whether only figures stand here, so that it belongs to what stands before it."""
        return all(set(cell[0]) <= FIGURE for cell in self.cells)


def _strips(sheet: Any, rotation: int) -> list[Strip | None]:
    """The letters in the order of the file as strips; None where the file has an empty line."""
    import pypdfium2.raw as raw

    found: list[Strip | None] = []
    strip: Strip | None = None
    spaced, broken = "", False
    page, box = sheet.raw, raw.FS_RECTF()
    place, get_box, is_made = ctypes.byref(box), raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    for at, letter in enumerate(_letters(sheet)):
        if letter in "\r\n":
            if letter == "\n" and broken and found and found[-1] is not None:
                found.append(None)
                strip = None
            broken = broken or letter == "\n"
            continue
        placed = get_box(page, at, place)
        if letter in " \t\u00a0" or not placed:
            made = is_made(page, at) == 1
            if placed and not made and not spaced and strip and not rotation:
                strip.widen(box.left, box.right)
            spaced = "gap" if spaced != "space" and made else "space"
            if strip is not None and not broken:
                strip.end = True
            continue
        left, right, foot, top = box.left, box.right, box.bottom, box.top
        if rotation:
            left, right, foot, top = _turned(left, right, foot, top, rotation)
        height = max(top - foot, 1.0)
        if strip is not None and not spaced and strip.is_reference(letter, left, foot, height):
            strip.raised = right
            continue
        if strip is None or strip.cells[-1][1] > right or not strip.holds(foot, height):
            strip = Strip(foot, height)
            found.append(strip)
            spaced = ""
        strip.add(letter, left, right, spaced)
        spaced, broken = "", False
    return found


THIN = 2.0  # points: what is no wider is a rule
SHORTEST = 6.0
MOST_OBJECTS = 5_000  # a page with more is a drawing


def _rules(page: Any, rotation: int) -> list[list[float]]:
    """The rules on a page, and the edges of boxes drawn with a line: left, foot, right, top."""
    import pypdfium2.raw as raw

    count = raw.FPDFPage_CountObjects(page)
    found: list[list[float]] = []
    for at in range(count if count <= MOST_OBJECTS else 0):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, fill, stroke)
        for left, foot, right, top in _boxes(thing):
            if rotation:
                left, right, foot, top = _turned(left, right, foot, top, rotation)
            wide, high = right - left, top - foot
            if min(wide, high) <= THIN < SHORTEST <= max(wide, high):
                found.append([left, foot, right, top])
            elif stroke.value and min(wide, high) >= SHORTEST:
                found += [[left, foot, right, foot], [left, top, right, top]]
                found += [[left, foot, left, top], [right, foot, right, top]]
    return [[round(number, 1) for number in rule] for rule in found]


def _boxes(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """What each part of a path covers: left, foot, right, top; as a whole where it has one part."""
    import pypdfium2.raw as raw

    segments = raw.FPDFPath_CountSegments(path)
    if segments <= PARTS:
        left, foot, right, top = (ctypes.c_float() for _edge in range(4))
        if raw.FPDFPageObj_GetBounds(path, left, foot, right, top):
            yield left.value, foot.value, right.value, top.value
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(segments, MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield from _covered(points)
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    yield from _covered(points)


PARTS = 5  # segments of one box


def _covered(points: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    if points:
        xs, ys = zip(*points, strict=True)
        yield min(xs), min(ys), max(xs), max(ys)


def _letters(sheet: Any) -> str:
    """The letters of a page, one for each that it has a place for."""
    import pypdfium2.raw as raw

    count = sheet.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(sheet.raw, 0, count, buffer) == count + 1:
        codes: Any = buffer[:count]
    else:  # some letters have no text, or more than one sign
        codes = (raw.FPDFText_GetUnicode(sheet.raw, at) for at in range(count))
    return "".join("\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code) for code in codes)


def _turned(
    left: float, right: float, foot: float, top: float, rotation: int
) -> tuple[float, float, float, float]:
    """A box as it is seen on a page that is shown turned: left, right, foot, top."""
    if rotation == 90:
        return foot, top, -right, -left
    if rotation == 180:
        return -right, -left, -top, -foot
    if rotation == 270:
        return -top, -foot, left, right
    return left, right, foot, top


def _rows(strips: list[Strip | None]) -> list[Strip | None]:
    """The strips as lines: neighbours on one baseline are one; figures join what stands to their left.

    Figures that the file has behind the line that they stand over come before it.
    """
    rows: list[Strip | None] = []
    at_foot: dict[int, list[Strip]] = {}
    for strip in strips:
        if strip is None:
            rows.append(None)
            continue
        row = _row_of(strip, rows, at_foot)
        if row is not None:
            row.cells = sorted([*row.cells, *strip.cells], key=lambda cell: cell[1])
            row.end = strip.end
            continue
        below = rows[-1] if rows and strip.figures else None
        over = (
            below
            and 0 < strip.foot - below.foot < 2 * strip.height
            and below.cells[0][1] < strip.cells[0][1]
        )
        rows.insert(len(rows) - bool(over), strip)
        at_foot.setdefault(round(strip.foot), []).append(strip)
    return list(_with_gaps(rows))


def _with_gaps(rows: list[Strip | None]) -> Iterator[Strip | None]:
    """The lines, with an empty one where a paragraph stands off from the one before.

    That is so where far more lies between two lines of one cell each than between other lines here.
    """
    steps = sorted(
        step
        for one, other in pairwise(rows)
        if one and other and (step := one.foot - other.foot) > 0.8 * one.height
    )
    usual = steps[len(steps) // 8] if steps else 0.0
    before: Strip | None = None
    for row in rows:
        alone = before and row and len(before.cells) == len(row.cells) == 1
        if before and row and alone and before.foot - row.foot > PARAGRAPH * usual:
            yield None
        yield row
        before = row


def _row_of(strip: Strip, rows: list[Strip | None], at_foot: dict[int, list[Strip]]) -> Strip | None:
    last = rows[-1] if rows else None
    left = strip.cells[0][1]
    if last and last.holds(strip.foot, strip.height) and last.cells[-1][2] < left:
        return last
    if not strip.figures:
        return None
    foot = round(strip.foot)
    near = [
        row
        for place in (foot - 1, foot, foot + 1)
        for row in at_foot.get(place, ())
        if row.holds(strip.foot, strip.height) and row.cells[0][1] < left
    ]
    # The nearest to the left that has nothing in this place.
    free = [row for row in near if not _overlap(row, strip)]
    return max(free, key=lambda row: row.cells[0][1], default=None)


def _overlap(row: Strip, strip: Strip) -> bool:
    """Whether a cell of one stands over a cell of the other."""
    return any(a[1] < b[2] and b[1] < a[2] for a in row.cells for b in strip.cells)


def _ended(row: Strip) -> CellList:
    """A line's cells; a space at the end says that it goes on."""
    if row.end:
        row.cells[-1][0] += " "
    return [[text, round(left, 1), round(right, 1), before] for text, left, right, before in row.cells]
