"""Lists of committees with one amount each, its unit beside it: frames of one year."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, ZERO
from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import FIGURE, HARD, MINUSES, UNIT, kronor_of
from kalmar_cli.budget.model import SPENDING_SIGN
from kalmar_cli.draft.find import change_sums, kind_words, rows, totals
from kalmar_cli.draft.find.found import FRAMES, FoundLine, FoundTable, SeenTable
from kalmar_cli.draft.find.totals import Reading

_FEWEST = 2
_LONGEST_NAME = 90
_FAR = 4  # lines between two items of a list, at most
_BULLET = re.compile(r"^\s*[•▪●*–-]\s+")
_AMOUNT = re.compile(
    rf"(?:\b(?:cirka|ca|c:a)\.?\s+)?(?P<sign>[+{re.escape(MINUSES)}])?\s?(?P<figure>{FIGURE})\s*(?P<unit>{UNIT})"
    r"(?!\w)\.?",
    re.I,
)
# Vård- och omsorgsnämnden: one capital, so no sentence about a committee.
_NAME = re.compile(r"[A-ZÅÄÖ][\w-]*(?:,?\s+[a-zåäö][\w-]*){0,5}")
_END = re.compile(r"^\s*(?:/år|per år|årligen)?\s*(?:\([^)]*\))?\s*[.,;]?\s*$", re.I)
_SEPARATOR = re.compile(rf"\s*(?:[:,]|\s[{re.escape(MINUSES)}]|=)\s*$|[.… ]{{3,}}$|[ \t{HARD}]{{2,}}$")


# "Skolnämndens ram uppgår till", "För socialnämnden avsätts", "Kulturnämnden tilldelas en ram på".
_SENTENCE = re.compile(
    rf"\s*(?:(?:För|Till|Åt)\s+)?(?P<name>\w[\w-]*?(?:,?\s+[\w-]+?){{0,5}}?)"
    r"(?:(?P<own>s)\s+(?:budget|drift|kommun)?(?:ram|budget|anslag|bidrag)(?:en|et)?(?:\s+för\s+20\d\d)?)?"
    r"\s+(?:tilldelas|får|erhåller|ges|anvisas|anslås|avsätts|blir|är|(?:uppgår|sätts|fastställs|bestäms)\s+till)"
    r"\s+(?:för\s+20\d\d\s+)?(?:(?:en|ett)\s+)?(?:(?:\w*ram|\w*budget|\w*anslag|kommunbidrag)\s+)?(?:(?:på|om|till)\s+)?"
    rf"(?P<amount>{_AMOUNT.pattern})(?P<rest>.*)",
    re.I,
)
_SENTENCE_END = re.compile(r"\w?\s*(?:(?:(?:för|under)\s+)?(?:år\s+)?20\d\d\s*)?(?:[.,;(].*)?$", re.S)


class ListItem(NamedTuple):
    """An item: its name, its amount in kronor, as written, and its lines; `sentence` if it is one."""

    name: str
    amount: Decimal
    written: str
    start: int
    end: int
    sentence: bool = False


def find(
    lines: Sequence[FoundLine], taken: set[int], year: int, first: int
) -> list[tuple[FoundTable | None, SeenTable]]:
    """The lists outside the lines `taken`, of the document's `year`; numbers go on from `first`."""
    found: list[tuple[FoundTable | None, SeenTable]] = []
    for items in _groups(_items(lines, taken)):
        if len([item for item in items if not totals.is_total(item.name)]) < _FEWEST:
            continue
        table = _table(items, lines, taken, year) if year else None
        if table is None and all(item.sentence for item in items):
            continue
        why = _why(table, year)
        shown = SeenTable(
            first + len(found), lines[items[0].start], (items[0].start, items[-1].end),
            _title(lines, items, taken),
            (str(year or "–"),), (items[0].name, items[0].written), len(items), "",
            table.kind if table else "skip", why,
        )  # fmt: skip
        found.append((table, shown))
    return found


def _why(table: FoundTable | None, year: int) -> str:
    """Why a list was taken for frames, or why not."""
    if table:
        return _("it is a list of committees with one amount each")
    if not year:
        return _("it is a list of amounts, but of no year that is said; give --year")
    return _(
        "it is a list of amounts, and its names are no committees or its words say that it is of changes"
    )


def _items(lines: Sequence[FoundLine], taken: set[int]) -> list[ListItem]:
    found: list[ListItem] = []
    for at in range(len(lines)):
        item = _item(lines, at) if at not in taken else None
        if item:
            found.append(item)
    return found


def _item(lines: Sequence[FoundLine], at: int) -> ListItem | None:
    """The item on this line: a name, a mark or gap, an amount, and no more words; or a sentence."""
    text = lines[at].text.rstrip()
    if len(text) > 200:
        return None
    said = _sentence(text, "".join(line.text for line in lines[at + 1 : at + 2]))
    if said:
        name = said["name"][:1].upper() + said["name"][1:]
        found = _priced(name, said, said["amount"], at)
        return found and found._replace(end=at + 1 + (said.end() > len(text)), sentence=True)
    match = next((m for m in _AMOUNT.finditer(text) if _is_parted(text[: m.start()])), None)
    if match is None or not _END.match(text[match.end() :]):
        return None
    name = _SEPARATOR.sub("", _BULLET.sub("", text[: match.start()])).strip(" .…:\t")
    return _priced(name, match, match.group(), at)


def _priced(name: str, match: re.Match[str], written: str, at: int) -> ListItem | None:
    """An item of this name whose amount was matched; None where either is none."""
    kronor = kronor_of(match["unit"])
    figure = printed_number(match["figure"], point_thousands=len(match["figure"].rpartition(".")[2]) == 3)
    if not name or len(name) > _LONGEST_NAME or kronor is None or figure is None or kronor < 1:
        return None
    if rows.is_prose(name) or re.match(r"\d+[.)]", name):
        return None
    amount = figure * kronor * (-1 if match["sign"] and match["sign"] in MINUSES else 1)
    return ListItem(name, amount, written.strip(), at, at + 1)


def _sentence(text: str, following: str) -> re.Match[str] | None:
    """A sentence that begins on a line and says what a committee has, the next line being read with it."""
    for whole in (text, f"{text} {following.strip()[:200]}"):
        said = _SENTENCE.match(whole) if any(c.isdigit() for c in whole) else None
        if (
            said
            and said.end("name") <= len(text)
            and kind_words.COMMITTEE.search(said["name"])
            and _SENTENCE_END.match(said["amount"][-1] + said["rest"])
        ):
            return said
    return None


def _is_parted(name: str) -> bool:
    """Whether what stands before an amount is a name: a mark or gap parts them, or a sum or committee."""
    bare = _BULLET.sub("", name).strip()
    committee = _NAME.fullmatch(bare) and kind_words.COMMITTEE.search(bare)
    return bool(_SEPARATOR.search(name)) or totals.is_total(name) or bool(committee)


def _groups(items: list[ListItem]) -> list[list[ListItem]]:
    """Items that stand near each other."""
    groups: list[list[ListItem]] = []
    for item in items:
        if groups and item.start - groups[-1][-1].end <= _FAR and not totals.is_total(groups[-1][-1].name):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _table(
    items: list[ListItem], lines: Sequence[FoundLine], taken: set[int], year: int
) -> FoundTable | None:
    """The list as frames of one year; None if its names are no committees or it speaks of changes."""
    title = _title(lines, items, taken)
    named = [item for item in items if not totals.is_total(item.name)]
    committees = sum(bool(kind_words.COMMITTEE.search(item.name)) for item in named)
    changed = kind_words.CHANGE_WORDS.search(title) or any(item.amount < 0 for item in named)
    shared_out = kind_words.shares_out(title, sum((item.amount for item in named), ZERO))
    sentences = [lines[item.start].text for item in items if item.sentence]
    if sentences and not any(kind_words.FRAME_WORDS.search(text) for text in (title, *sentences)):
        return None  # what a committee gets may be more than it has
    if not (committees * 2 > len(named) or shared_out) or changed:
        return None
    unit = max(UNITS, key=lambda u: sum(kronor_of(u) == _unit_of(item) for item in items))
    readings = []
    for item in items:
        value = item.amount * UNITS["kr"] / UNITS[unit]
        area = "" if totals.is_total(item.name) else item.name
        readings.append(Reading(item.name, "", lines[item.start], [(value,)], (), area))
    changes, _unread = change_sums.decided(readings)
    return FoundTable(
        title, "", (year,), tuple(changes), unit, lines[items[0].start], (items[0].start, items[-1].end),
        (), FRAMES, SPENDING_SIGN, _("frames are printed without a minus: more money is plus"),
    )  # fmt: skip


def _unit_of(item: ListItem) -> Decimal | None:
    match = _AMOUNT.search(item.written)
    return kronor_of(match["unit"]) if match else None


def _title(lines: Sequence[FoundLine], items: list[ListItem], taken: set[int]) -> str:
    """The nearest line of words above a list."""
    for at in range(items[0].start - 1, max(-1, items[0].start - 6), -1):
        text = " ".join(lines[at].text.split())
        if text and at not in taken:
            return text.rstrip(":") if len(text) < 110 and not rows.is_prose(text) else ""
    return ""
