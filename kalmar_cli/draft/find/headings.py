"""The headings of a document: numbered ones by their numbers, else short lines that stand alone."""

import bisect
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from kalmar_cli.base.spellings import UNIT
from kalmar_cli.draft.find import cells
from kalmar_cli.draft.find.found import DocumentHeading
from kalmar_cli.draft.find.items import says_lead
from kalmar_cli.draft.find.kind_words import COMMITTEE
from kalmar_cli.draft.find.marks import LETTER, ROMAN, mark_of
from kalmar_cli.draft.source.document import Pages

_NUMBERED = re.compile(r"^\s*(?:Kapitel\s+)?(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+([A-ZÅÄÖ”“\"].{0,100})$")
_SENTENCE_END = re.compile(r"[.,;:]\s*$")
# What leads in to proposals, says a municipality's name, or is two sentences.
_NO_CHAPTER = re.compile(
    r"\b(?:yrkar|yrkas|föreslår|föreslås|vill|hemställer|beslutar?|säger)\b|\byrkanden?\b|^(?:\w+\s)?förslag\b:?$"
    r"|^(?:bakgrund|inledning|motivering|sammanfattning|förord|slutord|vår syn\b.*)$"
    r"|^(?:budget)?(?:motion|reservation|bilaga|yttrande|interpellation)\b.{0,5}$"
    r"|^(?:våra |vårt )?förslag till beslut\b|^(?:besluts|att-?)satser\b|\s(?:kommun|stad)$|[.!?]\s",
    re.I,
)
# What says only that money is added or saved is no area of policy.
_NO_AREA = re.compile(
    r"^(?:(?:våra|vårt|vår|nya|övriga|föreslagna|egna|förslag till|förslag på|så|här)\s)*"
    r"(?:(?:satsning|besparing|prioritering|effektivisering|tillskott|förstärkning|neddragning|omprioritering"
    r"|ändring|förändring)(?:ar|en)?|(?:satsar|sparar|finansierar|prioriterar)\svi|investeringar)\b\W*"
    r"(?:(?:19|20)\d\d\W*)?(?:\([^)]*\))?$",
    re.I,
)
_UNIT_AFTER = re.compile(rf"\s*\((?:belopp i |i )?(?:{UNIT})\)$", re.I)
_LONGEST = 75
_FIRST_AT_MOST = 15  # the chapter that an excerpt may begin with
_MOST_WORDS = 9


class Headings:
    """The headings in order, and which one a line stands under."""

    def __init__(self, found: Sequence[DocumentHeading]) -> None:
        self.all = tuple(found)
        self._starts = [heading.at for heading in found]
        self._titles = Counter(heading.title for heading in found)

    def above(self, at: int) -> DocumentHeading | None:
        """The last heading at or before a line."""
        index = bisect.bisect_right(self._starts, at)
        return self.all[index - 1] if index else None

    def chapter(self, at: int) -> str:
        """The chapter that a line stands in: its number, else the title of its area, or nothing.

        "Satsningar" under each committee is of the committee above it.
        """
        index = bisect.bisect_right(self._starts, at) - 1
        while (
            index >= 0 and self._titles[self.all[index].title] > 1 and _NO_AREA.match(self.all[index].title)
        ):
            index -= 1
        heading = self.all[index] if index >= 0 else None
        return heading.chapter or heading.title if heading else ""


def find(document: Pages, taken: set[int], names: Collection[str], of_lists: Mapping[int, str]) -> Headings:
    """The headings outside the lines already `taken` by tables and proposals.

    `names` are what the document and its budget are called, which are no headings of a chapter;
    `of_lists` are items that are only headings above others, by line.
    """
    numbered = _numbered(document, taken)
    chapters = {heading.chapter for heading in numbered}
    if len(chapters) > 1 or len(numbered) > 2:
        return Headings(numbered)
    alone = _standing_alone(document, taken | of_lists.keys(), {name.casefold() for name in names})
    alone += [DocumentHeading("", text.rstrip(": "), at) for at, text in of_lists.items()]
    return Headings(sorted(alone, key=lambda heading: heading.at))


def _numbered(document: Pages, taken: set[int]) -> list[DocumentHeading]:
    found: list[DocumentHeading] = []
    last_chapter = 0
    seen: set[str] = set()
    lines = document.lines
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line.text) if at not in taken else None
        if not match or match[1] in seen or re.match(r"0|.*\.0", match[1]):
            continue
        number, title = match[1], match[2].strip()
        if _SENTENCE_END.search(title) or (cells.split(title) and re.search(r"\d\s+\S*\d", title)):
            continue
        chapter = int(number.partition(".")[0])
        if "." not in number:
            # A chapter follows the one before; otherwise this is an item or a count of something.
            if not last_chapter < chapter <= last_chapter + 2 or len(title) > _LONGEST:
                continue
        elif chapter > last_chapter + 2 and (found or chapter > _FIRST_AT_MOST):
            continue
        last_chapter = max(last_chapter, chapter)
        more = _continued(lines, at, taken)
        if more:
            title = f"{title} {lines[at + 1].text.strip()}"
        seen.add(number)
        found.append(DocumentHeading(number, title, at, 1 + more))
    return found


def _continued(lines: Sequence, at: int, taken: set[int]) -> int:  # type: ignore[type-arg]
    """1 if a heading goes on on the next line: short, in lower case, and followed by a new sentence."""
    if at + 2 >= len(lines) or at + 1 in taken:
        return 0
    text, after = lines[at + 1].text.strip(), lines[at + 2].text.strip()
    short = len(text) < 45 and text[:1].islower() and not _SENTENCE_END.search(text)
    return int(short and (not after or after[0].isupper()))


def _standing_alone(document: Pages, taken: set[int], names: set[str]) -> list[DocumentHeading]:
    found: list[DocumentHeading] = []
    lines = document.lines
    for at, line in enumerate(lines):
        text = line.text.strip()
        if at in taken or not _looks_like_heading(text) or " ".join(text.casefold().split()) in names:
            continue
        before = lines[at - 1].text.strip() if at else ""
        after = next((other.text.strip() for other in lines[at + 1 : at + 4] if not other.blank), "")
        if (
            (not before or before[-1] in ".!?:" or at - 1 in taken)
            and after
            and not (after[0].islower() and mark_of(after) is None)  # a sentence goes on
            and (
                len(after) > len(text)
                or after[0].isdigit()
                or mark_of(after)
                or COMMITTEE.search(text)
                or says_lead(after)
            )
        ):
            mark = mark_of(text)
            bare = mark.text if mark and mark.kind in (LETTER, ROMAN) else text
            found.append(DocumentHeading("", _UNIT_AFTER.sub("", bare.removesuffix(":")), at))
    return found


def _looks_like_heading(text: str) -> bool:
    return (
        2 < len(text) <= _LONGEST
        and text[0].isupper()
        and not re.search(r"[.,;!?]$|\d{3}|\s{2}|^(?:Att|Belopp|Tabell|Källa)\b", text)
        and not _NO_CHAPTER.search(text)
        and len(text.split()) <= _MOST_WORDS
        and "\t" not in text
    )
