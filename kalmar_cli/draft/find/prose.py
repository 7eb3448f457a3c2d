"""Amounts in running text: figures and words, with the sentence, section, years and direction."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.base.numerals import printed_number
from kalmar_cli.base.spellings import FIGURE, UNIT, WORDS, kronor_of, number_in_words
from kalmar_cli.draft.find.found import FoundLine, Mention
from kalmar_cli.draft.find.headings import Headings
from kalmar_cli.draft.source.document import Pages, joined

_AMOUNT = re.compile(
    rf"(?<![\w.,:–-])(?P<number>{FIGURE}|{WORDS})\s*(?P<unit>{UNIT})(?:\d{{1,2}})?(?![\w])", re.I
)
SMALLEST = Decimal(10_000)  # kronor; less is a fee or a price, not an item of a budget
_NOT_MONEY = re.compile(
    r"\s*(?:kronor|kr)?\s*(?:per\s+(?!år)|/|i\s+timmen|invånare|människor|personer|euro|dollar|ton\b|kubik|besök"
    r"|timmar|kvadrat|kilo|liter|procent)",
    re.I,
)
_SAVES = re.compile(
    r"bespar|\bspar(?:a|ar|as|ing)|effektiviser|minska|minskning|sänk|lägre kostnad|drar? ned|avveckl"
    r"|frigör|rationaliser|neddrag",
    re.I,
)
_COSTS = re.compile(
    r"avsätt|avsatt|satsa|satsning|tillskjut|tillskott|tillsätt|utök|öka|förstärk|höj|stöd\b|kostar"
    r"|(?<!lägre )(?<!minskad )(?<!minskade )(?<!sänkt )kostn|rikta|anslå"
    r"|investera|tillför|ytterligare|ramökning|budgeten med|resurs|finansier|till detta|öronmärk",
    re.I,
)
_BALANCE = re.compile(
    r"generationskonto|aktieägartillskott|eget kapital|\blånar?\b|fonde[nr]|uttag|resultatutjämningsreserv"
    r"|kapitaltillskott",
    re.I,
)
_FAR = 2_000  # no sentence is longer; what stands before is not about this amount
_EVERY_YEAR = re.compile(r"årligen|per år|varje år|om året|/år", re.I)
_FIRST_YEAR = re.compile(r"år (?:1|ett)\b|första året", re.I)
_IN_YEAR = re.compile(r"(?:under|år|för|för år|budgetåret)\s+((?:19|20)\d\d)\b", re.I)
_BULLET = re.compile(r"^\s*[•▪●*–-]\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”“\"•])")


class Paragraph(NamedTuple):
    """Lines of running text that belong together, words joined; a bullet carries what leads in to it."""

    text: str
    lead: str
    start: int
    end: int


def paragraphs(document: Pages, headings: Headings, taken: set[int]) -> Iterator[Paragraph]:
    """The running text between tables, proposals and headings, paragraph by paragraph."""
    heads = {heading.at + i for heading in headings.all for i in range(heading.lines)}
    lead = ""
    at = 0
    lines = document.lines
    while at < len(lines):
        if at in taken or at in heads or lines[at].blank:
            if at in heads:
                lead = ""
            at += 1
            continue
        end = at + 1
        while end < len(lines) and end not in taken and end not in heads:
            text, before = lines[end].text, lines[end - 1].text.strip()
            if not text.strip() and not _goes_on(document, end, before):
                break
            if _BULLET.match(text) or (len(before) < 60 and before[-1:] in ".!?:" and before):
                break
            end += 1
        text = document.text(at, end)
        bullet = bool(_BULLET.match(lines[at].text))
        yield Paragraph(text, lead if bullet else "", at, end)
        if not bullet:
            lead = text[-200:] if len(text) < 400 else ""
        at = end


def _goes_on(document: Pages, at: int, before: str) -> bool:
    """Whether a sentence goes on after empty lines: a page break parted it."""
    following = next((line.text.strip() for line in document.lines[at : at + 8] if not line.blank), "")
    return bool(before) and before[-1] not in ".!?:" and following[:1].islower()


def amounts(text: str) -> Iterator[tuple[Decimal, str, int, int]]:
    """The amounts in a text: kronor, as written, and where."""
    for match in _AMOUNT.finditer(text):
        number, unit = _number(match["number"]), kronor_of(match["unit"])
        kronor = (number or ZERO) * (unit or ZERO)
        if kronor >= SMALLEST and not _NOT_MONEY.match(text, match.end()):
            yield kronor, match.group(), match.start(), match.end()


def _number(written: str) -> Decimal | None:
    if not written[0].isdigit():
        return number_in_words(written)
    return printed_number(written)


def mentions(
    text: str, lead: str, section: str, heading: str, line: FoundLine, year: int, years: tuple[int, ...]
) -> Iterator[Mention]:
    """The amounts of a paragraph or proposal, each with its sentence, direction and years."""
    context = f"{lead} {text}".strip()
    for sentence in _SENTENCE.split(text):
        spoken_of, on_balance = _years(sentence, year, years), bool(_BALANCE.search(sentence))
        for size, written, at, end in amounts(sentence):
            saves = _saves(sentence, at, end)
            yield Mention(
                size, written, sentence, context, section, heading, line, saves, spoken_of, on_balance
            )


def _saves(sentence: str, at: int, end: int) -> bool | None:
    """Whether the word nearest to an amount speaks of a saving or of a cost; None if none does."""
    for text, nearest in ((sentence[max(0, at - _FAR) : at], max), (sentence[end : end + 60], min)):
        saves = [match.start() for match in _SAVES.finditer(text)]
        costs = [match.start() for match in _COSTS.finditer(text)]
        if saves and (not costs or nearest(saves) == nearest(saves + costs)):
            return True
        if costs:
            return False
    return None


def _years(sentence: str, year: int, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years that a sentence speaks of, among the budget's; none if it does not say."""
    if _EVERY_YEAR.search(sentence):
        return years
    named = tuple(dict.fromkeys(int(y) for y in _IN_YEAR.findall(sentence) if int(y) in years))
    if named:
        return named
    return (year,) if year and _FIRST_YEAR.search(sentence) else ()


def find(
    document: Pages, headings: Headings, taken: set[int], year: int, years: tuple[int, ...]
) -> list[Mention]:
    """The amounts in a document's running text."""
    found: list[Mention] = []
    for paragraph in paragraphs(document, headings, taken):
        if not any(c.isdigit() for c in paragraph.text) and "milj" not in paragraph.text.casefold():
            continue
        heading = headings.above(paragraph.start)
        for mention in mentions(
            paragraph.text,
            paragraph.lead,
            heading.number if heading else "",
            heading.title if heading else "",
            document.lines[paragraph.start],
            year,
            years,
        ):
            found.append(mention._replace(line=_line(document, paragraph, mention.written)))
    return found


def _line(document: Pages, paragraph: Paragraph, written: str) -> FoundLine:
    """The line that an amount begins on."""
    first = written.split()[0]
    for at in range(paragraph.start, paragraph.end):
        pair = joined(line.text for line in document.lines[at : min(at + 2, paragraph.end)])
        if written in pair and first in document.lines[at].text:
            return document.lines[at]
    return document.lines[paragraph.start]
