"""Amounts in running text: figures and words, with the sentence, section, years and direction."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import plain
from kalmar_cli.draft.find import direction
from kalmar_cli.draft.find.amounts import Amount, find_amounts, years_in
from kalmar_cli.draft.find.found import FoundLine, Mention
from kalmar_cli.draft.find.headings import Headings
from kalmar_cli.draft.source.document import Pages, joined

_BALANCE = re.compile(
    r"generationskonto|aktieägartillskott|eget kapital|\blånar?\b|fonde[nr]|uttag|resultatutjämningsreserv"
    r"|kapitaltillskott",
    re.I,
)
_INVESTMENT = re.compile(
    r"investerings(?:budget|medel|anslag|utgift|ram|plan)|\(investering|\bi investeringar\b"
    r"|\binvestering(?:en)?\s*[:(]?\s*(?:på|om)?\s*(?=\d)",
    re.I,
)
_INVESTMENTS_ABOVE = re.compile(r"^\W*(?:\w+\s)?investering(?:ar|sbudget)?\W*(?:\d{4})?\W*$", re.I)
_AROUND, _RIGHT_BEFORE = 80, 12
_EVERY_YEAR = re.compile(r"årligen|per år|varje år|om året|/\s?år", re.I)
_OF_WHICH = re.compile(r"\b(?:varav|därav)\b", re.I)
_OVER_YEARS = re.compile(
    r"\b(?:fördela\w*|utspri\w*|på|över|under)\s+(?:en\s+)?(?:de\s+)?(?:kommande\s+)?"
    r"(?:två|tre|fyra|fem|\d|[a-zåäö]+års|hela|plan|mandat)[\s-]?(?:år\b|åren\b|period|mandatperiod|planperiod)"
    r"|\bunder perioden\b|\bsammanlagt\b.*\bperioden\b",
    re.I,
)
_SINCE = r"(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|from)"
_ONWARD = re.compile(
    rf"\s*\(?(?:per år\s|årligen\s)?(?:{_SINCE}(?!\w)"
    r"|(?:år\s|under\s)?(?:19|20)\d\d\s(?:och\s)?(?:framåt|därefter(?!\s\w+\smilj|\s\d)|efter))",
    re.I,
)
_THEN = re.compile(r"\b(?:därefter|sedan)\s+$", re.I)  # a later amount follows
_SINCE_YEAR = re.compile(rf"\b{_SINCE}\s+(?:år\s+)?(?:19|20)\d\d\b(?!\s*(?:till|[-–/]))", re.I)
_FIRST_YEAR = re.compile(r"\bår (?:1|ett)\b(?![.,:]\d)|första året", re.I)
_IN_YEAR = re.compile(
    rf"(?:\b(?:under|år|för|budgetåret|åren|{_SINCE})|^att)\s+"
    r"((?:19|20)\d\d(?:\s*(?:[-–,/]|och|till)\s*(?:19|20)\d\d)*)\b"
    r"|\b((?:19|20)\d\d) års\b",
    re.I,
)
_BULLET = re.compile(r"^\s*[•▪●*–-]\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”“\"•])")


_WIDE = 4_000  # letters of a paragraph around a sentence that can be about it
_NEAR = 200  # lines in which an amount of a paragraph is looked for after the one before it


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


def split(text: str) -> list[str]:
    """A text's sentences."""
    return _SENTENCE.split(text)


def _goes_on(document: Pages, at: int, before: str) -> bool:
    """Whether a sentence goes on after empty lines: a page break parted it."""
    following = next((line.text.strip() for line in document.lines[at : at + 8] if not line.blank), "")
    return bool(before) and before[-1] not in ".!?:" and following[:1].islower()


def mentions(
    text: str,
    lead: str,
    section: str,
    heading: str,
    line: FoundLine,
    year: int,
    years: tuple[int, ...],
    *,
    above: str = "",
) -> Iterator[Mention]:
    """The amounts of a paragraph or proposal, each with its sentence, direction, years and doubts.

    `above` is the heading or lead of a list, which may say that all its amounts are savings or costs.
    """
    start = 0
    invested = bool(_INVESTMENTS_ABOVE.search(above))
    by_heading = direction.heading_saves(above)
    for sentence in split(text):
        place = text.find(sentence, start)
        start = place + len(sentence)
        spoken: tuple[int, ...] | None = None
        for amount in find_amounts(sentence):
            said = direction.saves(sentence, amount.start, amount.end)
            if spoken is None:  # once for a sentence, however many amounts it has
                spoken = _years(sentence, year, years)
                yearly, balance = bool(_EVERY_YEAR.search(sentence)), bool(_BALANCE.search(sentence))
                before: tuple[int, ...] = ()
                first, which = amount.start, _OF_WHICH.search(sentence)
                over_years, since = bool(_OVER_YEARS.search(sentence)), bool(_SINCE_YEAR.search(sentence))
                near = text if len(text) <= _WIDE else text[max(0, place - _WIDE // 2) : place + _WIDE // 2]
                whole = f"{lead} {near}".strip()
            if said is None and by_heading is None and direction.is_given(sentence, amount.end):
                said = False
            saves, doubts = _direction(said, by_heading, amount)
            investment = invested or bool(
                _INVESTMENT.search(sentence, max(0, amount.start - _AROUND), amount.end + _AROUND)
            )
            named = invested or "investeringsbudget" in sentence.casefold()
            if balance or (investment and not named):
                doubts = (*doubts, _("outside the operating budget, by its words:"))
            several = over_years or len(amount.years or spoken) > 1
            if several and not yearly and not amount.inexact:
                # What several years come to, or what each has.
                said_for = _("“{amount}” may be for several years together:").format(amount=amount.written)
                doubts = (*doubts, said_for)
            years_of, onward = amount.years, bool(_ONWARD.match(sentence, amount.end))
            if (
                before
                and not years_of
                and _THEN.search(sentence[max(0, amount.start - _RIGHT_BEFORE) : amount.start])
            ):
                years_of, onward = (max(before) + 1,), True
            before = years_of
            yield Mention(
                amount.size,
                amount.written,
                sentence,
                whole,
                section,
                heading,
                line,
                saves,
                years_of or spoken,
                balance,
                amount.inexact,
                doubts,
                yearly and not (years_of or spoken),
                onward if years_of else since,
                amount.signed,
                investment,
                bool(which and first < which.start() < amount.start),
            )


def _direction(
    said: bool | None, heading: bool | None, amount: Amount
) -> tuple[bool | None, tuple[str, ...]]:
    """Saving or cost by the heading, else by the words, and the doubts about the amount."""
    doubts = []
    if amount.bound:
        doubts.append(_("“{word} {amount}” is a bound:").format(word=amount.bound, amount=amount.written))
    if amount.other is not None:
        doubts.append(
            _("“{amount}” may also be {other} kr:").format(amount=amount.written, other=plain(amount.other))
        )
    if heading is not None and said is not None and said != heading:
        doubts.append(_("the words speak of a saving:") if said else _("the words speak of a cost:"))
    return (said if heading is None else heading), tuple(doubts)


def _years(sentence: str, year: int, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years that a sentence speaks of; none if it does not say."""
    named = years_in(" ".join(a or b for a, b in _IN_YEAR.findall(sentence)))
    if named:
        return named
    bare = years_in(sentence)
    if set(bare) & set(years):
        return tuple(y for y in bare if y >= min(years))
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
        at = paragraph.start
        for mention in mentions(
            paragraph.text,
            paragraph.lead,
            heading.number if heading else "",
            heading.title if heading else "",
            document.lines[paragraph.start],
            year,
            years,
        ):
            at = line_of(document, at, paragraph.end, mention.written)
            found.append(mention._replace(line=document.lines[at]))
    return found


def line_of(document: Pages, start: int, end: int, written: str) -> int:
    """The line from `start` on that written words begin on; `start` if none is found near."""
    first = written.split()[0]
    for at in range(start, min(end, start + _NEAR)):
        if written in document.lines[at].text:
            return at
        if first not in document.lines[at].text:
            continue
        pair = joined(line.text for line in document.lines[at : min(at + 2, end)])
        if written in pair:
            return at
    return start
