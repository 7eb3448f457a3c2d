"""Whose budget a document is: the name in its title, or beside it, or the party that it speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.draft.find.found import FoundStatement, Known
from kalmar_cli.draft.find.marks import mark_of
from kalmar_cli.draft.find.places import NAMED, PLACE, known_names
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.source.document import Pages

_BUDGET = r"\w*budget\w*|(?:verksamhets|flerårs|ekonomi)?plan(?:en|er)?|resultaträkning|motförslag(?:et)?"
_BUDGET_WORD = re.compile(rf"(?:{_BUDGET})$", re.I)
_STOP = re.compile(
    rf"(?:{_BUDGET}|(?:ändrings|tilläggs|budget)?(?:yrkanden?|reservation|motion)(?:en|er)?|(?:ändrings|mot)?förslag(?:et)?|bilaga|ärende"
    r"|till|för|av|i|från|med|och|om|den|det|kommunfullmäktiges?|kommunstyrelsens?|fullmäktiges?|kommun(?:en)?s?"
    r"|yttrande|protokollsanteckning|särskilt|remissvar|interpellation|tjänsteskrivelse|dnr"
    r"|ekonomisk|verksamhet|drift(?:budget)?|ramar|mål|alternativ(?:t|a)?|vår|vårt|våra|prioritering(?:ar)?|satsning(?:ar)?|år(?:en)?|\d[\d–—/-]*|[–—:,()/.-]+)$",
    re.I,
)
_PARTS = re.compile(r"\s[–—-]\s|[,:;|•]\s*|\s{3,}")
_SHARED = frozenset(("gemensamma", "gemensam", "egna", "eget", "samlade"))
_SMALL_WORDS = frozenset(["i", "för", "och", "på", "av", "till", "från", "med"])
_PARTY = re.compile(
    r"\b([A-ZÅÄÖ][\w-]*(?:partiet|listan|alliansen|demokraterna|samlingen|väljarna|unionen|koalitionen)|Demokraterna|Liberalerna|Moderaterna)s?\b"
)
# "Vi i Nya Vreta anser", "yrkar Nya Vreta", "För Nya Vreta" above a person's name.
_SPEAKER = re.compile(
    r"(?:\b[Vv]i i|\b(?:yrkar|föreslår|anser|vill)|^\s*För)\s+((?:[A-ZÅÄÖ][\w-]+)(?:\s[A-ZÅÄÖ][\w-]+){0,2})"
)
_FROM = re.compile(
    r"(?:\w+\s)?\w*(?:budget|förslag|motion|reservation|yrkanden?|ändringar)\w*\s+från\s+(.+)", re.I
)
_SAYS = r"(?:\s+(?:yrkar|föreslår|vill)\b.*)?"
_IN_PLACE = re.compile(rf"(.+?)\s+i\s+{NAMED.pattern}{_SAYS}")
_PARTY_IN = re.compile(rf"{_PARTY.pattern}\s+i\s+{PLACE}{_SAYS}")
_HEADING = re.compile(
    r"nämnd|inledning|innehåll|sammanfattning|förord|bakgrund|yrkande|belopp|resultat|satsning|bespar"
    r"|^(?:ekonomi|start|hem|meny|sök|kontakt|press|aktuellt|nyheter|politik|om oss|dokument)\b",
    re.I,
)
_LONGEST, _MOST_WORDS, _SHORTEST = 50, 6, 5
_BLOCK = 14  # lines in which a title block stands


def find(
    document: Pages, title: str, printed: Sequence[FoundStatement], place: str, fallback: str
) -> Known:
    """Whose budget it is: by the title, the lines around it, a statement's heading, or the text.

    What is called as the municipality, `place`, is whose budget it is if nothing else is.
    """
    own = _in_full(_in_title(title), document)
    if own and own != place and own not in known_names():
        return Known(own)
    beside = _beside(document, title, place)
    if beside:
        return Known(beside)
    if own:
        return Known(own)
    author = _author(document, printed)
    if author:
        return Known(author, _("read out of the heading of a statement"))
    parties = Counter(name for line in document.lines for name in _PARTY.findall(line.text))
    parties = parties or Counter(
        name for line in document.lines for name in _SPEAKER.findall(line.text) if not _STOP.match(name)
    )
    if parties:
        name, _count = parties.most_common(1)[0]
        return Known(name, _("the party that the document speaks of most"))
    return Known(fallback, _("the document does not say whose budget it is"))


def _in_full(name: str, document: Pages) -> str:
    """A party's adjective as the party is called elsewhere: "Moderat budget" is of Moderaterna."""
    stem = re.sub("isk[at]?$", "", name)
    if len(stem) < _SHORTEST:
        return name
    whole = Counter(party for line in document.lines for party in _PARTY.findall(line.text))
    return next((party for party, _count in whole.most_common() if party.startswith(stem)), name)


def _in_title(title: str) -> str:
    """The name in a title: what is left of one of its parts without the words that every title has."""
    bare = re.sub(rf"(?:\s(?:för|i|till))?\s*{NAMED.pattern}", lambda m: _kept(m.group(0)), title)
    for part in _PARTS.split(bare):
        name = _name_of(part)
        if name:
            return name
    return ""


def _kept(place: str) -> str:
    """A passage "för Lunds kommun" without the municipality, with what else its pattern took."""
    words = place.split()
    before = " ".join(words[:-2]) if len(words) > 2 else ""
    first = words[-2].removesuffix("s") if len(words) > 1 else ""
    keep = before if before and before not in ("för", "i", "till") and first in known_names() else ""
    return f" {keep} "


def _name_of(part: str) -> str:
    """A part of a title as a name: without the words at its ends, in the basic form; or nothing."""
    words = part.split()
    while words and _STOP.match(words[0]):
        words.pop(0)
    # What stands right before "budget" is a genitive: "Partiets budget 2025 med plan".
    budget = next((at for at, word in enumerate(words) if _BUDGET_WORD.match(word)), 0)
    words = words[:budget] if budget else words
    while words and _STOP.match(words[-1]):
        words.pop()
        budget = 0
    name = " ".join(words)
    if not re.search(r"[^\W\d_]", name) or not name[0].isupper():
        return ""
    if budget and words[-1].casefold() in _SHARED:
        name = name.removesuffix(words[-1]).rstrip()
    if budget:
        name = " och ".join(map(_basic, name.split(" och ")))
    return _cased(name)


def _basic(name: str) -> str:
    """A genitive in its basic form: Centerpartiets → Centerpartiet; a municipality keeps its s."""
    if not name.endswith("s") or name.rpartition(" ")[2] in known_names():
        return name
    return name.removesuffix("s").removesuffix(":")


def _cased(name: str) -> str:
    """A name in capitals as it is written otherwise."""
    if not name.isupper() or len(name) < 5:
        return name
    return " ".join(
        word.casefold() if word.casefold() in _SMALL_WORDS else word.capitalize() for word in name.split()
    )


def _beside(document: Pages, title: str, place: str) -> str:
    """The line right above or below the title, if it is a name and not a heading or a header."""
    block = [line.text.strip() for line in document.lines[:_BLOCK]]
    for text in block:
        said = (
            _IN_PLACE.fullmatch(text),
            _PARTY_IN.fullmatch(text),
            *map(_FROM.fullmatch, _PARTS.split(text)),
        )
        name = next((match[1] for match in said if match and _is_name(match[1])), "")
        if name:
            return _cased(name)
    at = next((i for i, text in enumerate(block) if title and " ".join(text.split()) == title), None)
    if at is None:
        return ""
    above = next((text for text in reversed(block[:at]) if text and not NAMED.fullmatch(text)), "")
    below = next((i for i in range(at + 1, len(block)) if block[i]), at)
    # Over a list or figures stands a heading.
    after = next((line.text for line in document.lines[below + 1 : below + 4] if not line.blank), "")
    heads_something = below > at + 1 and (mark_of(after) is not None or bool(re.search(r"\d", after)))
    for line in (above, "" if below == at or heads_something else block[below]):
        others = [part for part in _PARTS.split(line) if part != place]
        text = others[0] if len(others) == 1 else line
        if text and _is_name(text):
            return _cased(text)
    return ""


def _is_name(text: str) -> bool:
    """Whether a line can be a party's name."""
    words = text.split()
    return (
        len(text) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and text[0].isupper()
        and text[-1] not in ".:;,!?-"
        and not re.search(r"\d|\t|\s{3}", text)
        and not NAMED.search(text)
        and not unit_in(text)
        and not _HEADING.match(text)
        and not all(_STOP.match(word) for word in words)
    )


def _author(document: Pages, printed: Sequence[FoundStatement]) -> str:
    """Whose budget it is by the statements' headings: the name in them that the document says most."""
    names = {
        word.strip(".,:;()").removesuffix("s")
        for statement in printed
        for word in statement.heading.split()[1:]
        if word[:1].isupper() and len(word) > 4
    }
    said = Counter(
        name for line in document.lines for name in names if re.search(rf"\b{re.escape(name)}", line.text)
    )
    name, count = said.most_common(1)[0] if said else ("", 0)
    return name if count >= 3 else ""
