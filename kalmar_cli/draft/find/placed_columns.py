"""A header's cells by their positions → the columns of figures below them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.cells import NOTHING
from kalmar_cli.draft.find.columns import Paired, TableColumn, column_of, paired
from kalmar_cli.draft.find.found import Cell
from kalmar_cli.draft.find.head_words import HeadWord, head_words
from kalmar_cli.draft.find.words import AMOUNT, PARTY_COLUMN, SKIP


def clusters(rows: Iterable[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Where the columns of figures stand: from where to where the cells that overlap reach."""
    found: list[tuple[float, float]] = []
    places = {(c.left, c.right) for row in rows for c in row if not NOTHING.match(c.text)}
    for left, right in sorted(places):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def joined_places(
    places: Sequence[tuple[float, float]],
    rows: Sequence[Sequence[Cell]],
    header: Sequence[Sequence[Cell]],
) -> list[tuple[float, float]]:
    """The places; two neighbours that no row fills both are one column where only one has a heading.

    So a column is whole though some of its figures stand to the left and others to the right.
    """
    result = list(places)
    at = 0
    while at + 1 < len(result):
        (left, middle), (other, right) = result[at], result[at + 1]
        if left == middle and other == right:
            return result  # the columns of a sheet are what they are
        both = any(
            any(left <= c.left <= middle for c in row) and any(other <= c.left <= right for c in row)
            for row in rows
        )
        over = [c for line in header for c in line if c.left <= right and left <= c.right]
        under_two = any(c.right < other for c in over) and any(c.left > middle for c in over)
        if both or under_two or other - middle > right - left:
            at += 1
        else:
            result[at : at + 2] = [(left, right)]
    return result


def placed(header: Sequence[Sequence[Cell]], places: Sequence[tuple[float, float]]) -> Paired | None:
    """The columns at these places by the cells of the header's lines; None where they do not say it."""
    above: list[list[HeadWord]] = [[] for _place in places]
    titles: list[str] = []
    for cells, below in zip(header, [*header[1:], ()], strict=True):
        line = _line_words(cells, places, below)
        if line is None:
            return None
        named, rest = line
        titles += rest
        for at, found in named.items():
            above[at] += found
    columns = [column_of(found, place) for found, place in zip(above, places, strict=True)]
    if any(column is None for column in columns):
        return None
    whole = [column for column in columns if column is not None]
    if not any(c.year or c.kind in words.UNDATED or words.DIFFERENCE.fullmatch(c.word) for c in whole):
        return None
    return Paired(tuple(_filled(whole)), "\t".join(titles), False)


def _line_words(
    cells: Sequence[Cell], places: Sequence[tuple[float, float]], below: Sequence[Cell]
) -> tuple[dict[int, list[HeadWord]], list[str]] | None:
    """The words of one header line by place, and those that stand before the first."""
    named: dict[int, list[HeadWord]] = {}
    titles: list[str] = []
    ordinal = _in_order(cells, len(places))
    groups = [cell for cell in cells if _is_group(cell)] or _parties_over(cells, places)
    if len(groups) > 1:
        whose = _groups_over(groups, places, below)
        named = {at: list(head_words(group.text)) for at, group in enumerate(whose)}
        cells = [cell for cell in cells if cell not in groups]
    years = [cell for cell in cells if words.YEAR.fullmatch(cell.text)]
    if len(years) > 1 and len(years) == len(cells) and len(below) >= len(places) > len(years):
        each, left = divmod(len(places), len(years))
        if not left:  # a year stands over each so many columns
            return {at: list(head_words(years[at // each].text)) for at in range(len(places))}, titles
    undated = {w.text: w for w in head_words("  ".join(c.text for c in cells)) if w.what == "side"}
    for index, cell in enumerate(cells):
        head = [undated.get(word.text, word) for word in head_words(cell.text)]
        if cell.left < places[0][0] and _is_title(head, alone=len(cells) == 1):
            titles.append(cell.text)
            continue
        if index in ordinal:
            named.setdefault(ordinal[index], []).extend(head)
            continue
        if ordinal:
            titles += [cell.text] if any(word.what == "other" for word in head) else []
            continue
        over = [i for i, (left, right) in enumerate(places) if cell.left <= right and left <= cell.right]
        if not over:
            near = _nearest(cell, places)
            over = [] if near is None else [near]
        if len(over) > 1:
            inner = paired(head)
            if len(inner.columns) == len(over) and not inner.doubtful:
                for at, column in zip(over, inner.columns, strict=True):
                    named.setdefault(at, []).extend(_as_words(column))
                titles += [inner.before] if inner.before else []
                continue
            if any(word.what == "year" for word in head):
                return None
        if not over:
            if any(word.what == "other" for word in head):
                titles.append(cell.text)
            continue
        for at in over:
            named.setdefault(at, []).extend(head)
    return named, titles


_ALIGNED = 2.0  # points: so near their left edges are the same


def _groups_over(
    groups: Sequence[Cell], places: Sequence[tuple[float, float]], below: Sequence[Cell]
) -> list[Cell]:
    """The group over each place: from its left edge on, where that is a column's, else the nearest."""
    starts = [at for g in groups for at, c in enumerate(below) if abs(c.left - g.left) < _ALIGNED]
    if len(starts) == len(groups) and len(places) - len(below) in (0, 1):
        first = len(places) - len(below)  # a column of notes has its title above
        reached = (sum(start <= at - first for start in starts) for at in range(len(places)))
        return [groups[max(count - 1, 0)] for count in reached]
    return [min(groups, key=lambda g: abs(g.left + g.right - left - right)) for left, right in places]


def _is_group(cell: Cell) -> bool:
    """Whether a header's cell says whose the columns below it are: the municipality's or the group's."""
    head = head_words(cell.text)
    whose = any(word.what == "ours" or words.GROUP.fullmatch(word.text) for word in head)
    return cell.left < cell.right and whose and all(word.what in ("ours", "word", "other") for word in head)


def _parties_over(cells: Sequence[Cell], places: Sequence[tuple[float, float]]) -> Sequence[Cell]:
    """The cells of a header's line over the columns if each is a party that stands over several of them."""
    over = [cell for cell in cells if cell.right > places[0][0]]
    parties = all(any(w.what == "party" for w in head_words(cell.text)) for cell in over)
    return over if over and parties and len(places) > len(over) and len(places) % len(over) == 0 else []


def _is_title(head: Sequence[HeadWord], *, alone: bool) -> bool:
    """Whether a header's cell before the first column is a title: alone on its line, or without a year."""
    kinds = {word.what for word in head}
    if alone:
        return bool(kinds) and not kinds <= {"year", "word", "alone", "party"}
    return "other" in kinds and "year" not in kinds


def _in_order(cells: Sequence[Cell], count: int) -> dict[int, int]:
    """Index of a header's cell → its column, where as many cells as there are columns hold one each."""
    if any(cell.left == cell.right for cell in cells):
        return {}  # a sheet says exactly what stands over what
    found = []
    for index, cell in enumerate(cells):
        if words.is_comment(cell.text):
            continue
        kinds = [word.what for word in head_words(cell.text)]
        if not index and words.NUMBER_TITLE.fullmatch(cell.text):
            kinds = ["alone"]
        if kinds and "other" not in kinds and kinds.count("year") < 2 and set(kinds) != {"first"}:
            found.append(index)
    return {index: place for place, index in enumerate(found)} if len(found) == count else {}


def _as_words(column: TableColumn) -> list[HeadWord]:
    alone = column.kind != AMOUNT
    word = [HeadWord(column.word, "alone" if alone else "word", kind=column.kind)] if column.word else []
    return [*word, *([HeadWord(str(column.year), "year", column.year)] if column.year else [])]


def _nearest(cell: Cell, places: Sequence[tuple[float, float]]) -> int | None:
    """The place that a header's cell beside them all belongs to: the next to its right, if it is near."""
    if cell.left == cell.right:
        return None  # a sheet says exactly what stands over what
    pitch = min((b[1] - a[1] for a, b in pairwise(places)), default=places[0][1] - places[0][0] + 40)
    at = next((i for i, (_left, right) in enumerate(places) if right >= cell.left), len(places) - 1)
    left, right = places[at]
    return at if max(left - cell.right, cell.left - right) <= pitch else None


def _filled(columns: list[TableColumn]) -> list[TableColumn]:
    """A word over the first of several columns goes for those to its right that have only a year."""
    result: list[TableColumn] = []
    for column in columns:
        before = result[-1] if result else None
        if (
            column.year
            and not column.word
            and before
            and before.word
            and before.year
            and before.year < column.year
            and (words.is_plan(before.word) or before.kind in (SKIP, PARTY_COLUMN))
        ):
            column = column._replace(word=before.word, kind=before.kind)
        result.append(column)
    return result
