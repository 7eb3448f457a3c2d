"""A table's header → its columns, in order: by position where that is known, else by the words' order."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kalmar_cli.draft.find import words
from kalmar_cli.draft.find.head_words import HeadWord
from kalmar_cli.draft.find.words import (
    AMOUNT,
    NOTE,
    OWN_COLUMN,
    PARTY_COLUMN,
    SKIP,
    THEIRS_COLUMN,
    TOTAL_COLUMN,
)

PARTIES = (OWN_COLUMN, THEIRS_COLUMN, PARTY_COLUMN)
_SUMS = (SKIP, TOTAL_COLUMN)
_TITLE_GOES_ON = re.compile(r"per|för|av|mot|med|till|enligt|och|samt|på|inom", re.I)
_STACKED = 2  # lines of a header, at least, that stand word over word
RUN = 3  # years: the law's budget year and two more; so many in a row are a budget and its plan
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
    return _by_group(head[first:], before) or _Pairing().pair(head[first:], before)


def _by_group(head: Sequence[HeadWord], before: str) -> Paired | None:
    """The columns of a header that first names the municipality and its group, then the years of each."""
    whose = [word.what == "ours" or bool(words.GROUP.fullmatch(word.text)) for word in head]
    if whose.count(True) != _STACKED or (True, True) not in pairwise(whose):
        return None
    at = whose.index(True)
    ours = [word.what == "ours" for word in head[at : at + _STACKED]]
    found = _Pairing().pair([*head[:at], *head[at + _STACKED :]], before)
    dated = [i for i, column in enumerate(found.columns) if column.year]
    starts = [b for a, b in pairwise(dated) if found.columns[b].year < found.columns[a].year]
    if len(starts) != 1 or len(set(ours)) == 1:
        return None
    columns = tuple(
        column if ours[i >= starts[0]] or not column.year else column._replace(kind=SKIP)
        for i, column in enumerate(found.columns)
    )
    named = (
        c._replace(word=f"{head[at + ours.index(False)].text} {c.word}") if c.year and c.kind == SKIP else c
        for c in columns
    )
    return found._replace(columns=tuple(named))


def stacked(lines: Sequence[Sequence[HeadWord]]) -> Paired | None:
    """The columns of header lines that each have one word a column, the years among them; else None.

    A column of notes stands before them, named on one of the lines.
    """
    bare = [[word for word in line if word.what != "first" and word.kind != NOTE] for line in lines]
    counts = {len(line) for line in bare}
    notes = [word for line in lines for word in line if word.kind == NOTE]
    if len(lines) < _STACKED or counts & {0, 1} or len(counts) > 1 or len(notes) > 1:
        return None
    found = [column_of(words_over, (0, 0)) for words_over in zip(*bare, strict=True)]
    years = all(any(word.what == "year" for word in over) for over in zip(*bare, strict=True))
    if not years or any(column is None for column in found):
        return None
    columns = [TableColumn(word.text, 0, NOTE) for word in notes]
    return Paired((*columns, *(column for column in found if column)), "", False)


def joined_shares(found: Paired) -> Paired:
    """The columns, "Förändring" and "%" behind it being one; in a text without places nothing tells."""
    result: list[TableColumn] = []
    for column in found.columns:
        if column.word == "%" and result and result[-1].kind == SKIP and not result[-1].year:
            result[-1] = result[-1]._replace(word=f"{result[-1].word} %")
        else:
            result.append(column)
    return found._replace(columns=tuple(result))


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
        parties = {column.kind for column in self.columns} & {OWN_COLUMN, THEIRS_COLUMN}
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
        if not dated and len(able) > len(self.years):
            dated = able[-len(self.years) :]  # "Avvikelse Kr/inv 2026": the nearest are of these years
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
                bare = at and take >= RUN and words.is_forecast(column.word)
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


def column_of(head: Sequence[HeadWord], place: tuple[float, float]) -> TableColumn | None:
    """One column out of the words above it; None where two years stand there."""
    years = list(dict.fromkeys(word.year for word in head if word.what == "year"))
    if len(years) > 1:
        return None
    text = " ".join(
        word.text for word in head if word.what in ("word", "other", "alone", "range", "first", "party")
    )
    text = re.sub(r"(?<=\w)-\s(?=[a-zåäö])", "", text)  # a word that a narrow column broke
    remark = bool(years) and any(words.is_comment(word.text) for word in head)
    kinds = [
        word.kind for word in head if word.kind != AMOUNT and not (remark and words.is_comment(word.text))
    ]
    if any(word.what == "range" for word in head):
        kinds = kinds or [SKIP]
    kind = kinds[0] if kinds else AMOUNT if years else ""
    return TableColumn(text, years[0] if years else 0, kind, *place)
