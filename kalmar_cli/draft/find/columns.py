"""A table's header → its columns, in order: by position where that is known, else by the words' order."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.cells import NOTHING
from kalmar_cli.draft.find.found import Cell
from kalmar_cli.draft.find.words import (
    AMOUNT,
    NET_COLUMN,
    NOTE,
    OWN_COLUMN,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
    HeadWord,
)

PARTIES = (OWN_COLUMN, THEIRS_COLUMN)
_SUMS = (SKIP, TOTAL_COLUMN)
_TITLE_GOES_ON = re.compile(r"per|för|av|mot|med|till|enligt|och|samt|på|inom", re.I)
_STACKED = 2  # lines of a header, at least, that stand word over word
_SHORT_WORD = 6  # letters: an unknown word before a year that is shorter is a column's


class TableColumn(NamedTuple):
    """A column: its word and year as printed, what it is (amount, note, skip, total), where it stands."""

    word: str
    year: int
    kind: str
    left: float = 0
    right: float = 0

    @property
    def title(self) -> str:
        """The column as printed."""
        return f"{self.word} {self.year or ''}".strip()


class Paired(NamedTuple):
    """Columns in order, the words before them, and whether words and years did not pair off."""

    columns: tuple[TableColumn, ...]
    before: str
    doubtful: bool


def paired(head: Sequence[HeadWord]) -> Paired:
    """Words and years in reading order as columns: a word goes with the year after or below it."""
    title = max((i + 1 for i, word in enumerate(head) if _TITLE_GOES_ON.fullmatch(word.text)), default=0)
    first = next((i for i in range(title, len(head)) if _begins(head, i)), len(head))
    while first and not title and head[first - 1].what == "first":
        first -= 1
    before = " ".join(word.text for word in head[:first])
    return _Pairing().pair(head[first:], before)


def stacked(lines: Sequence[Sequence[HeadWord]]) -> Paired | None:
    """The columns of header lines that each have one word a column, the years among them; else None.

    A column of notes stands before them, named on one of the lines.
    """
    bare = [[word for word in line if word.what != "first" and word.kind != NOTE] for line in lines]
    counts = {len(line) for line in bare}
    notes = [word for line in lines for word in line if word.kind == NOTE]
    if len(lines) < _STACKED or counts & {0, 1} or len(counts) > 1 or len(notes) > 1:
        return None
    found = [_column(words_over, (0, 0)) for words_over in zip(*bare, strict=True)]
    years = all(any(word.what == "year" for word in over) for over in zip(*bare, strict=True))
    if not years or any(column is None for column in found):
        return None
    columns = [TableColumn(word.text, 0, NOTE) for word in notes]
    return Paired((*columns, *(column for column in found if column)), "", False)


def _begins(head: Sequence[HeadWord], at: int) -> bool:
    """Whether the columns begin with this word: a year, a word of columns, or a name before a year."""
    word = head[at]
    if word.what in ("year", "word", "alone", "side", "ours"):
        return True
    following = head[at + 1].what if at + 1 < len(head) else ""
    if word.what == "party":
        return following in ("year", "word", "alone", "party")
    years = sum(other.what == "year" for other in head[at:])
    return word.what == "other" and following == "year" and years > 1 and len(word.text) < _SHORT_WORD


class _Pairing:
    def __init__(self) -> None:
        self.columns: list[TableColumn] = []
        self.names: list[TableColumn] = []
        self.years: list[int] = []
        self.last = ""
        self.doubtful = False

    def pair(self, head: Sequence[HeadWord], before: str) -> Paired:
        """The columns of the words."""
        for word in head:
            if word.what == "year":
                self.years.append(word.year)
                continue
            if self.years:
                self.close()
            self.name(word)
        self.close()
        dated = [column for column in self.names if column.kind == AMOUNT]
        self.columns += [column for column in self.names if column.kind != AMOUNT]
        parties = {column.kind for column in self.columns} & set(PARTIES)
        return Paired(tuple(self.columns), before, self.doubtful or bool(dated) or len(parties) == 1)

    def name(self, word: HeadWord) -> None:
        """One more word before the years: of its own, or going on the one before."""
        last = self.names[-1] if self.names else None
        if word.what in ("first", "range") and not (word.what == "range" and last and last.kind in _SUMS):
            return  # the title of a column of words; years from one to another in a title
        if last and (word.what == "range" or _goes_on(last, word)):
            self.names[-1] = last._replace(word=f"{last.word} {word.text}")
        elif word.what != "ours":
            self.names.append(TableColumn(word.text, 0, word.kind))
        elif not any(column.kind == AMOUNT for column in self.names):
            self.names.append(TableColumn("", 0, AMOUNT))

    def close(self) -> None:
        """The names so far get the years so far."""
        if not self.years:
            return
        dated = [column for column in self.names if _dated(column)]
        able = [column for column in self.names if column.kind != NOTE]
        if len(dated) != len(self.years) and len(able) == len(self.years):
            dated = able
        self._spread(dated or [TableColumn(self.last, 0, AMOUNT)])
        self.names, self.years = [], []

    def _spread(self, dated: list[TableColumn]) -> None:
        years, count = self.years, len(dated)
        each = len(years) // count if count and len(years) % count == 0 else 0
        repeated = each > 1 and all(years[:each] == years[i : i + each] for i in range(0, len(years), each))
        self.doubtful |= count > len(years)
        if not repeated:
            self.doubtful |= 1 < count < len(years) and not words.is_plan(dated[-1].word)
        place = 0
        for column in self.names or dated:
            if column not in dated:
                self.columns.append(column)
                continue
            last = column is dated[-1]
            take = each if repeated else (len(years) - place if last else 1)
            for at, year in enumerate(years[place : place + take]):
                # A forecast is of one year: those that run on behind it are a budget and its plan.
                bare = at and take >= _RUN and words.is_forecast(column.word)
                self.columns.append(column._replace(word="" if bare else column.word, year=year))
            place += take
        final = dated[min(len(years), count) - 1]
        self.last = final.word if final.kind == AMOUNT else ""


def _goes_on(last: TableColumn, word: HeadWord) -> bool:
    """Whether a header's word goes on the one before: a qualifier's noun, a party's budget, a part year."""
    if last.kind in PARTIES:
        return words.is_budget(word.text)
    qualified = words.QUALIFIER.fullmatch(last.word) or words.is_part_year(word.text)
    return last.kind == AMOUNT and word.what == "word" and bool(last.word and qualified)


def _dated(column: TableColumn) -> bool:
    return column.kind in (AMOUNT, *PARTIES) or bool(words.GROUP.fullmatch(column.word))


# -- by position -------------------------------------------------------------------


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
    for cells in header:
        line = _line_words(cells, places)
        if line is None:
            return None
        named, rest = line
        titles += rest
        for at, found in named.items():
            above[at] += found
    columns = [_column(found, place) for found, place in zip(above, places, strict=True)]
    if any(column is None for column in columns):
        return None
    whole = [column for column in columns if column is not None]
    if not any(column.year or column.kind in (NET_COLUMN, *PARTIES) for column in whole):
        return None
    return Paired(tuple(_filled(whole)), "\t".join(titles), False)


def _line_words(
    cells: Sequence[Cell], places: Sequence[tuple[float, float]]
) -> tuple[dict[int, list[HeadWord]], list[str]] | None:
    """The words of one header line by place, and those that stand before the first."""
    named: dict[int, list[HeadWord]] = {}
    titles: list[str] = []
    ordinal = _in_order(cells, len(places))
    for index, cell in enumerate(cells):
        head = words.head_words(cell.text)
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


def _is_title(head: Sequence[HeadWord], *, alone: bool) -> bool:
    """Whether a header's cell before the first column is a title: alone on its line, or without a year."""
    kinds = {word.what for word in head}
    if alone:
        return bool(kinds) and not kinds <= {"year", "word", "alone"}
    return "other" in kinds and "year" not in kinds


def _in_order(cells: Sequence[Cell], count: int) -> dict[int, int]:
    """Index of a header's cell → its column, where as many cells as there are columns hold one each."""
    if any(cell.left == cell.right for cell in cells):
        return {}  # a sheet says exactly what stands over what
    found = []
    for index, cell in enumerate(cells):
        if words.is_comment(cell.text):
            continue
        kinds = [word.what for word in words.head_words(cell.text)]
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


def _column(head: Sequence[HeadWord], place: tuple[float, float]) -> TableColumn | None:
    """One column out of the words above it; None where two years stand there."""
    years = list(dict.fromkeys(word.year for word in head if word.what == "year"))
    if len(years) > 1:
        return None
    text = " ".join(
        word.text for word in head if word.what in ("word", "other", "alone", "range", "first", "party")
    )
    text = re.sub(r"(?<=\w)-\s(?=[a-zåäö])", "", text)  # a word that a narrow column broke
    kinds = [word.kind for word in head if word.kind != AMOUNT]
    if any(word.what == "range" for word in head):
        kinds = kinds or [SKIP]
    kind = kinds[0] if kinds else AMOUNT if years else ""
    return TableColumn(text, years[0] if years else 0, kind, *place)


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
            and (words.is_plan(before.word) or before.kind == SKIP)
        ):
            column = column._replace(word=before.word, kind=before.kind)
        result.append(column)
    return result


# -- names -------------------------------------------------------------------------


_RUN = 3  # years: the law's budget year and two more; so many in a row are a budget and its plan


def budget_year(pairs: Iterable[tuple[str, int]]) -> int:
    """The year that a header speaks of: its last budget column, else the first plan year, else 0.

    Budgets of three years in a row and no plan behind them are a budget and its plan:
    the first of them, later than what an outcome, a forecast or a fourth year before them says.
    """
    known = list(pairs)
    budgets = [year for word, year in known if words.is_budget(word)]
    plans = [year for word, year in known if word and words.is_plan(word)]
    bare = [year for word, year in known if not word]
    run = _run([year for year in budgets + bare if year not in plans]) if budgets else []
    if len(run) >= _RUN and max(plans, default=0) <= run[-1]:
        past = _past(known)
        first = max(run[0] + (len(run) > _RUN and past < run[0]), past)
        return first if first in run else run[-1]
    return max(budgets, default=0) or min(plans, default=0)


def first_year(pairs: Iterable[tuple[str, int]]) -> int:
    """The first plan year of a header that names none: its bare years run on, at least three; else 0."""
    known = list(pairs)
    bare = [year for word, year in known if not word or words.is_own(word)]
    run = _run(bare) if sorted(set(bare)) == bare else []
    return next((year for year in run if year >= _past(known)), 0) if len(run) >= _RUN else 0


def _run(years: Iterable[int]) -> list[int]:
    """The years up to the last one that follow each other without a gap."""
    found: list[int] = []
    for year in sorted(set(years), reverse=True):
        if found and found[-1] - year != 1:
            break
        found.append(year)
    return found[::-1]


def _past(pairs: Iterable[tuple[str, int]]) -> int:
    """The first year that can be the budget's: one after a forecast, two after an outcome."""
    return max(
        (year + (1 if words.is_forecast(word) else 2) for word, year in pairs if words.is_past(word)),
        default=0,
    )


def names(pairs: Sequence[tuple[str, int]], year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a header's columns in a budget of `year`, each once, and the doubts about them."""
    result: list[str] = []
    doubts = []
    for word, column_year in pairs:
        name = words.column_name(word, column_year, year)
        if name != str(column_year) and column_year >= year and words.is_budget(word):
            # A decided or revised budget is the year's own where the header has no other one.
            alone = sum(y == column_year for _w, y in pairs) == 1
            name = str(column_year) if alone else name
        copy = 2
        unique = name
        while unique in result:
            unique, copy = f"{name} ({copy})", copy + 1
        if unique != name:
            doubts.append(_("the column {name} stands in the header more than once").format(name=name))
        elif not word and column_year < year:
            doubts.append(_("the column {name} has only its year in the header").format(name=name))
        result.append(unique)
    return tuple(result), tuple(doubts)
