"""What a document says of the budget as a whole: whose it is, where, for which year, which statement."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.spellings import UNIT
from kalmar_cli.draft.find import labels
from kalmar_cli.draft.find.column_years import budget_year, first_year
from kalmar_cli.draft.find.columns import paired
from kalmar_cli.draft.find.found import Answers, FoundStatement, FoundTable
from kalmar_cli.draft.find.head_words import head_words, is_header_text
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.source.document import Pages
from kalmar_cli.draft.source.lines import text_line


class Wishes(NamedTuple):
    """What the user says of the budget; what is left out is looked for in the document."""

    name: str = ""
    municipality: str = ""
    year: int = 0
    base: str = ""
    statement: str = ""
    id: str = ""
    answers: Answers = Answers()


_TITLE = re.compile(r"\b(?:\w*budget\w*|ändringsyrkanden|reservation)\b", re.I)
_SEVERAL = 2
_YEAR = re.compile(r"\b(20\d\d)\b")
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s20\d\d\b|\b20\d\d-\d\d(?:-\d\d)?\b(?!\d)"
    r"|\b\d{1,2}[./]\d{1,2}[./\s]\s?20\d\d\b|\b(?:KS|KF|Dnr|diarienr)\W{0,3}20\d\d[/:-]\d+",
    re.I,
)
_FIRST_LINES = 15


def find_title(document: Pages) -> str:
    """What the document calls itself: its running head, else a first line naming budget and year."""
    first = [line.text.strip() for line in document.lines[:60] if 3 < len(line.text.strip()) < 90]
    for text in (*document.heads, *first):
        if not _TITLE.search(text) or not _YEAR.search(text) or text.endswith(".") or "\t" in text:
            continue
        if not _has_columns(text):
            return " ".join(text.split())
        title = _without_unit(paired(head_words(text)).before)
        if _TITLE.search(title):
            return title
    return ""


def _has_columns(text: str) -> bool:
    """Whether a line is a table's header: its years stand apart, or there are several columns."""
    apart = [cell for cell in text_line(text).cells[1:] if _YEAR.search(cell.text)]
    return bool(apart) or (len(_YEAR.findall(text)) > 1 and (is_header_text(text) or bool(unit_in(text))))


def _without_unit(text: str) -> str:
    return re.sub(rf"[\s,:(]+(?:(?:belopp )?i )?(?:{UNIT})\)?$", "", text, flags=re.I).strip(" ,:")


def _years_named(text: str) -> list[int]:
    """The years that a text names otherwise than in a date."""
    return [int(year) for year in _YEAR.findall(_DATE.sub("", text))]


def find_year(
    wishes: Wishes,
    title: str,
    printed: Sequence[FoundStatement],
    tables: Sequence[FoundTable],
    document: Pages,
) -> tuple[int, str]:
    """The budget year and the doubt about it: the one asked for, else the one that most is said of."""
    named = _years_named(title)
    headers = [year for statement in printed if (year := budget_year(statement.columns))]
    first = [table.years[0] for table in tables]
    votes = Counter([*named[:1], *headers, *first])
    if wishes.year:
        speaks = {*named, *headers, *(year for table in tables for year in table.years)}
        speaks |= {year for statement in printed for _word, year in statement.columns}
        said = ", ".join(map(str, sorted(speaks)))
        doubt = _("asked for; the document speaks of {years}").format(years=said)
        return wishes.year, doubt if speaks and wishes.year not in speaks else ""
    if votes:
        year, _count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
        return year, "" if len(votes) == 1 else _("the document also speaks of {years}").format(
            years=", ".join(str(other) for other in sorted(votes) if other != year)
        )
    first_of = first_year(printed[0].columns) if printed else 0
    if first_of:
        return first_of, _("the budget year is not said; it is the first of the years here")
    years = [year for statement in printed[:1] for _word, year in statement.columns]
    if not years:
        only = {year for line in document.lines[:_FIRST_LINES] for year in _years_named(line.text)}
        if len(only) == 1:
            return only.pop(), _("the budget year is not said; it is the only year in the first lines")
    return max(years, default=0), _("the budget year is not said; it is the last column here")


_OF_OTHERS = re.compile(
    r"majoritet|kommunstyrelsen|\bks\b|styrets|kommunledning|grundbudget|liggande|koncern|sammanställd",
    re.I,
)


def own_statement(printed: Sequence[FoundStatement], wishes: Wishes, name: str) -> FoundStatement | None:
    """The statement of the budget that is drafted: by its heading, else the first that is not another's.

    Where no heading names the budget and several could be its own, there is a doubt about it.
    """
    if wishes.statement:
        wanted = wishes.statement.casefold()
        chosen = [s for s in printed if wanted in f"{s.section} {s.heading}".casefold()]
        return chosen[0] if chosen else None
    named = [statement for statement in printed if _names(statement.heading, name)]
    if named or len(printed) < _SEVERAL:
        return next(iter(named or printed), None)
    base = labels.squeezed(wishes.base.partition("@")[0]) or "majoritet"
    theirs = [s for s in printed if _OF_OTHERS.search(s.heading) or base in labels.squeezed(s.heading)]
    own = [statement for statement in printed if statement not in theirs]
    if not theirs or len(own) != 1:
        chosen = own or list(printed)
        doubt = _("the document prints {count} statements, and none names whose it is; this is the first")
        return chosen[0]._replace(doubts=(*chosen[0].doubts, doubt.format(count=len(printed))))
    return own[0]


def is_of_author(statement: FoundStatement, printed: Sequence[FoundStatement], name: str) -> bool:
    named = [s for s in printed if _names(s.heading, name)]
    return not named or statement in named


def _names(heading: str, name: str) -> bool:
    return bool(name) and labels.squeezed(name)[:12] in labels.squeezed(heading)


def own_years(year: int, own: FoundStatement | None, tables: Sequence[FoundTable]) -> tuple[int, ...]:
    """The budget year and the plan years."""
    known = (
        {y for table in tables for y in table.years} | {y for _w, y in own.columns}
        if own
        else {y for table in tables for y in table.years}
    )
    return tuple(sorted({y for y in known if y >= year} | {year}))
