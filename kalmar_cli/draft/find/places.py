"""Which municipality a document is of: those of Sweden by their names, others by their grammar."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kalmar_cli.base.language import _
from kalmar_cli.base.municipalities import all_municipalities
from kalmar_cli.draft.find.found import Known

PLACE = r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?"
"""A place's name, as a part of a pattern."""
NAMED = re.compile(
    rf"\b({PLACE})(?:[ \u00a0]+(?:[Kk]ommuns?|[Ss]tads?|KOMMUNS?|STADS?)| ?\n(?:kommuns?|stads?))\b"
)
_NO_NAMES = frozenset(
    "En|Vår|Varje|Vilken|Denna|Den|Ingen|Som|I|Er|Din|Hela|Vi|Om|För|Med|Till|Av|Att|Alla".split("|")  # noqa: SIM905
)
# Names that end so are no genitives: Västerås, Bollnäs, Hofors.
_OWN_S = re.compile(r"(?:ås|näs|fors|hus)$", re.I)
_OF_PLACES = frozenset("Östra|Västra|Norra|Södra|Övre|Nedre|Nya|Gamla|Stora|Lilla".split("|"))  # noqa: SIM905
_TITLE_LINES = 14
# "Liberalerna i Kvarnby", "Budget för Kvarnby 2025".
_OF_PLACE = re.compile(rf"\b(?:i|för) ({PLACE})(?=\s*(?:$|[:,–-]|20\d\d|yrkar|föreslår|vill))", re.M)
_TITLE_WEIGHS = 5


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """The names of Sweden's municipalities."""
    return frozenset(known.name for known in all_municipalities())


def find(lines: Iterable[str], title: str) -> Known:
    """The municipality that a document speaks of most; what its title says counts for more."""
    whole = "\n".join(lines)
    words = frozenset(re.findall(r"[\w-]+", whole))
    named = Counter(_basic(name, words) for name in _named(whole))
    for name in _named(title):
        named[_basic(name, words)] += _TITLE_WEIGHS
    if not named:
        return _without_word(whole)
    [(name, count), *rest] = named.most_common(2)
    if rest and rest[0][1] * 2 > count:
        return Known(
            name,
            _("named {count} times in the document, {other} {times} times").format(
                count=count, other=rest[0][0], times=rest[0][1]
            ),
        )
    if name in known_names():
        return Known(name)
    if _OWN_S.search(name):
        return Known(name, "" if f"{name}s" in words else _("its s may be that of a genitive"))
    if name in {*_named(whole), *_named(title)} or name in words:
        return Known(name)
    return Known(name, _("“{written}” is taken for the genitive of it").format(written=f"{name}s"))


def _named(text: str) -> list[str]:
    names = (" ".join(name.split()) for name in NAMED.findall(text))
    names = (name.title() if name.isupper() else name for name in names)
    return [bare for name in names if (bare := _without_first(name)) and bare not in _NO_NAMES]


def _without_first(name: str) -> str:
    """A name without a first word that is none of it: "I Lunds" kommun, but "Östra Göinge"."""
    first, _space, rest = name.partition(" ")
    known = known_names()
    if not rest or first in _OF_PLACES or name in known or name.removesuffix("s") in known:
        return name
    return rest


def _basic(name: str, words: frozenset[str]) -> str:
    """A name in its basic form: Hultsfreds → Hultsfred, and Mönsterås as it is."""
    known = known_names()
    if name in known or not name.endswith("s"):
        return f"{name}n" if name not in known and f"{name}n" in known else name  # Falu kommun
    bare = name.removesuffix("s")
    return bare if bare in known or bare in words or not _OWN_S.search(name) else name


def _without_word(whole: str) -> Known:
    """A municipality that is only named as a place."""
    known = known_names()
    places = Counter(word for word in re.findall(r"\b[A-ZÅÄÖ][\w-]+", whole) if word in known)
    places = places or Counter(_OF_PLACE.findall("\n".join(whole.split("\n")[:_TITLE_LINES])))
    if not places:
        return Known(_("unknown"), _("the document names no municipality"))
    name, count = places.most_common(1)[0]
    return Known(name, _("named {count} times as a place only").format(count=count))
