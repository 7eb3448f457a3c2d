"""The sentences of running text that propose something, where a document has nothing else."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.found import FoundProposal, Mention
from kalmar_cli.draft.find.headings import Headings
from kalmar_cli.draft.find.kind_words import CHANGE_WORDS, COMMITTEE, FRAME_WORDS, SAYS_TOTAL
from kalmar_cli.draft.find.prose import line_of, paragraphs, split
from kalmar_cli.draft.find.titles import is_inquiry
from kalmar_cli.draft.source.document import Pages

_FEWEST = 2
_BEGINNING = 20  # letters of a sentence by which its line is found
_WHOLE_SENTENCE = re.compile(r"[A-ZÅÄÖ].{10,240}[.!]")
_DESCRIBES = re.compile(
    r"^majoritet|^i ?dag\b|\bkostar (?:kommunen|en|ett|varje)\b"
    r"|\b(?:uppg(?:år|ick)|väntas|beräknas|behöver|blev|motsvarar|budgeterat|redan"
    r"|än i år|än (?:19|20)\d\d)\b",
    re.I,
)
# "Kostnaden för en plats är 780 000 kronor om året."
_IS_PRICE = re.compile(
    r"^(?:kostnad|pris|avgift|underskott|överskott)\w*\b.*\b(?:är|var|blir|blev|ligger på)\b", re.I
)
_TOTAL = re.compile(
    r"\b(?:total\w*|samman(?:lagt|taget|räknat)|tillsammans|allt som allt|samtliga|summa\w*|i summa)\b",
    re.I,
)
_MORE_OR_LESS = re.compile(
    r"\b(?:mer|mindre|extra|ytterligare|(?:öka|minska|tillför|höj|sänk|spar|utöka)\w*|tillskott)\b", re.I
)
_DO = (
    r"(?:vill|föreslår|satsar|anslår|avsätter|tillför|lägger|sparar|skjuter|minskar|höjer|ger"
    r"|inför|startar|bygger|öppnar|anställer|sänker|avskaffar|slopar|rustar|köper|säljer|avvecklar)"
)
# "Vi yrkar att …" says of itself that it proposes; an inquiry has no amount by which it is found.
_DEMANDS = re.compile(r"\b(?:yrka|hemställ)(?:r|er)?\b.*\batt\b", re.I)
_ASKS = re.compile(r"\bvi\s(?:vill|föreslår)\b|\b(?:vill|föreslår)\svi\b", re.I)
_WE_DO = re.compile(rf"\b(?:vi|vår)\b.*?\b{_DO}\b|\b{_DO}\s+(?:\w+\s)?vi\b", re.I)


def find(
    document: Pages, mentions: Sequence[Mention], heads: Headings, taken: set[int]
) -> tuple[tuple[FoundProposal, ...], tuple[Mention, ...]]:
    """The sentences of a text that say what is spent or saved, if several do; and the amounts in none.

    Those that demand or ask to investigate stand among them without an amount, too. Each has the
    doubt whether it is a proposal, unless "we" do or demand it.
    """
    groups = [list(group) for _key, group in groupby(mentions, lambda one: (one.line.number, one.sentence))]
    proposing = [group for group in groups if _proposes(group)]
    chosen = [group for at, group in enumerate(proposing) if not _is_total(group[0], proposing[:at])]
    sentences = dict(_sentences(document, heads, taken))
    said = {group[0].sentence: tuple(group) for group in chosen}
    said |= {text: () for text in sentences if _demands(text)}
    if len(said) < _FEWEST:
        return (), tuple(mentions)
    doubt = _("a sentence of the text and none of a list: is it a proposal?")
    found = []
    for number, text in enumerate((text for text in sentences if text in said), 1):
        at, own = sentences[text], said[text]
        sure = _DEMANDS.search(text) or (own and _WE_DO.search(text) and not _TOTAL.search(text))
        section = heads.above(at)
        place = (section.number if section else "", document.lines[at], (at, at + 1))
        found.append(FoundProposal(number, text, heads.chapter(at), *place, own, () if sure else (doubt,)))
    return tuple(found), tuple(one for group in groups if group not in chosen for one in group)


def _sentences(document: Pages, heads: Headings, taken: set[int]) -> Iterator[tuple[str, int]]:
    """The sentences of the running text, each with the line that it begins on."""
    for paragraph in paragraphs(document, heads, taken):
        at = paragraph.start
        for sentence in split(paragraph.text):
            at = line_of(document, at, paragraph.end, sentence[:_BEGINNING])
            yield sentence, at


def _demands(sentence: str) -> bool:
    """Whether a whole sentence without an amount demands something, or asks to investigate."""
    if not _WHOLE_SENTENCE.fullmatch(sentence) or any(find_amounts(sentence)):
        return False
    return bool(_DEMANDS.search(sentence)) or (bool(_ASKS.search(sentence)) and is_inquiry(sentence))


def _proposes(group: Sequence[Mention]) -> bool:
    """Whether a whole sentence with one amount says what is spent or saved, and not what something has."""
    first, *others = group
    demanded = bool(_DEMANDS.search(first.sentence))
    said = f"{first.heading} {first.sentence}"
    return (
        not others
        and first.saves is not None
        and bool(_WHOLE_SENTENCE.fullmatch(first.sentence))
        and not _DESCRIBES.search(first.sentence)
        and not _IS_PRICE.search(first.sentence)
        and (
            demanded
            or not (
                (FRAME_WORDS.search(said) and not CHANGE_WORDS.search(said))
                or (COMMITTEE.search(first.sentence) and not _MORE_OR_LESS.search(first.sentence))
            )
        )
    )


def _is_total(said: Mention, before: Sequence[Sequence[Mention]]) -> bool:
    """Whether an amount is what those before it come to: by the sum of several, or by its first words."""
    running, sums = ZERO, set[Decimal]()
    for other, *_rest in reversed(before):
        running += other.size if other.saves == said.saves else -other.size
        sums.add(running)
    alike = sum((other.size for other, *_rest in before if other.saves == said.saves), ZERO)
    several = {*sums, alike} - {before[-1][0].size} if before else set()
    return said.size in several or bool(before and SAYS_TOTAL.match(said.sentence))
