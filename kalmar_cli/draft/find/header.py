"""The header of a table: its heading, unit and columns, also where they are broken over lines."""

import re
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import labels
from kalmar_cli.draft.source.document import Pages

_ABOVE = 22  # lines that a header and its heading may take
_LONGEST_HEADING = 110
_NUMBER = re.compile(r"^\s*(?:(?:Tabell|Bilaga)\s+\d+|(\d{1,2}(?:\.\d{1,2})*))\.?:?\s+(?=\D)")
_FIRST_COLUMN = re.compile(
    r"^(?:rad|post|poster|belopp|i|år|kr|kronor|benämning|åtgärd|förslag|område|nämnd)$", re.I
)


class TableHeader(NamedTuple):
    """A table's heading and section, its columns as (word, year), its unit, and where it begins."""

    heading: str
    section: str
    columns: tuple[tuple[str, int], ...]
    unit: str
    start: int
    doubts: tuple[str, ...] = ()


class Parts(NamedTuple):
    """A line's column words and years at its end, and the words before them (units aside)."""

    before: str
    columns: list[str]
    unit: str


def above(document: Pages, first_row: int) -> TableHeader:
    """The header above a table's first row; without columns if no years stand there."""
    lines = document.lines
    at = first_row
    found: list[str] = []
    unit, heading, doubts = "", "", []
    start = first_row
    while at > max(0, first_row - _ABOVE):
        at -= 1
        text = lines[at].text
        if not text.strip():
            continue
        here = parts(text)
        if not (here.before or here.columns or here.unit):
            start = at
            continue  # the words "Belopp i" alone
        years = any(map(labels.YEAR.match, found))
        if (not here.columns and not here.unit) or (here.before and years and len(here.columns) < 2):
            if _can_be_heading(text):
                heading, start = text.strip(), at
                unit = unit or here.unit
            break
        found = here.columns + found
        unit = unit or here.unit
        start = at
        if here.before:
            heading = here.before
            if not any(map(labels.YEAR.match, found)):
                break
    pairs, doubtful = paired(found)
    if doubtful:
        text = " ".join(" ".join(line.text for line in lines[start:first_row]).split())
        doubts.append(_("the words and years of the header do not pair off: {text}").format(text=text))
    number = _NUMBER.match(heading)
    section = (number[1] or "") if number else ""
    return TableHeader(
        _NUMBER.sub("", heading),
        section,
        tuple(pairs),
        unit or labels.unit_in(heading),
        start,
        tuple(doubts),
    )


def _can_be_heading(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_HEADING and not re.search(r"[.;,]\s*$", text)


def parts(text: str) -> Parts:
    """A line taken apart: the words before, the columns at its end, the unit it names."""
    unit = labels.unit_in(text)
    bare = re.sub(r"\(?\s*\bbelopp\s+i\b", " ", text, flags=re.I)
    for pattern, _unit in labels.UNIT_WORDS:
        bare = pattern.sub(" ", bare)
    words = [word.strip("(),:;") for word in re.split(r"[\s/]+", bare)]
    words = [word for word in words if word]
    columns: list[str] = []
    while words and (labels.YEAR.match(words[-1]) or labels.COLUMN_WORD.match(words[-1])):
        columns.insert(0, words.pop())
    while words and _FIRST_COLUMN.match(words[-1]):
        words.pop()
    return Parts(" ".join(words), columns, unit)


def paired(words: list[str]) -> tuple[list[tuple[str, int]], bool]:
    """Words and years as columns: a word goes with the year after or below it, the last with the rest."""
    pairs: list[tuple[str, int]] = []
    doubtful = False
    names: list[str] = []
    years: list[int] = []
    last = ""

    def close() -> None:
        nonlocal names, years, last, doubtful
        if not years:
            return
        names = names or [last]
        doubtful |= len(names) > len(years) or (1 < len(names) < len(years) and not is_plan(names[-1]))
        pairs.extend((names[min(i, len(names) - 1)], year) for i, year in enumerate(years))
        last = names[min(len(years), len(names)) - 1]
        names, years = [], []

    for word in words:
        if labels.YEAR.match(word):
            years.append(int(word))
            continue
        if years:
            close()
        if names and labels.QUALIFIER.match(names[-1]):
            names[-1] = f"{names[-1]} {word}"
        else:
            names.append(word)
    close()
    return pairs, doubtful or bool(names)


def is_plan(word: str) -> bool:
    """Whether a column's word says that it is a plan year."""
    return bool(re.match(labels.PLAN, word, re.I))


def budget_year(pairs: tuple[tuple[str, int], ...]) -> int:
    """The year that a header speaks of: its last budget column, else the first plan year, else 0."""
    budgets = [year for word, year in pairs if re.match(labels.BUDGET, word, re.I)]
    plans = [year for word, year in pairs if word and is_plan(word)]
    return max(budgets, default=0) or min(plans, default=0)


def names(pairs: tuple[tuple[str, int], ...], year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a header's columns in a budget of `year`, each once, and the doubts about them."""
    result: list[str] = []
    doubts = []
    for word, column_year in pairs:
        name = labels.column_name(word, column_year, year)
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
