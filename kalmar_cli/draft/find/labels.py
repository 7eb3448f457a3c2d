"""What documents call the rows of the statement, declared.

Beside `rows.STANDARD`, which says what a row is; here is what it may be called.
"""

import re
from functools import lru_cache

from kalmar_cli.budget.rows import SHARE_ID, STANDARD
from kalmar_cli.draft.find.aliases import ALIASES

# "Resultat i % av skatter och bidrag", "Årets resultat/skatteintäkter", "Resultatandel före …"
_SHARE = re.compile(
    r"(?:årets |budgeterat )?"
    r"(?:resultat(?:ets)?\b.*(?:%|/|\b(?:procent|andel|relation|förhållande)\b).*\bskatt"
    r"|resulta(?:t|n)(?:at)?andel\b)",
    re.I,
)


def is_detail(label: str) -> bool:
    """Whether a row only tells what the one above it holds (varav …)."""
    return bool(re.match(r"\s*[-–•]?\s*(?:varav|därav)\b", label, re.I))


_SPELLED = (
    (re.compile(r"&|\+|(?<=[a-zåäö])/(?=[a-zåäö])"), " och "),
    (re.compile(r"\bextraord\.?(?=\s|$)"), "extraordinära"),
    (re.compile(r"\bgen\.?(?=\s)"), "generella"),
    (re.compile(r"\bfin\.?(?=\s)"), "finansiella"),
    (re.compile(r"\s(?:o|o\.)\s"), " och "),
    (re.compile(r"\butj(?:ämn)?\b\.?"), "utjämning"),
    (re.compile(r"\bverks(?:amh)?\.?(?=\s)"), "verksamhetens"),
    (re.compile(r"\bnettokostn\.?(?=\s|$)"), "nettokostnader"),
    (re.compile(r"\bkostn\.?(?=\s|$)"), "kostnader"),
    (re.compile(r"\bint\.?(?=\s|$)"), "intäkter"),
    (re.compile(r"\bjfr-?\s?störande"), "jämförelsestörande"),
    (re.compile(r"\binkl\.?(?=\s)"), "inklusive"),
    (re.compile(r"\bexkl\.?(?=\s)"), "exklusive"),
    (re.compile(r"\(?\bnot\s*\d+[a-z]?\)?|\b\d\)"), " "),
    (re.compile(r"\s*\b(?:m\.?\s?m\.?|mm|mnkr|mkr|tkr)$"), ""),
    (re.compile(r"\(\s*netto\s*\)"), "netto"),
    (re.compile(r"\((?:\+|-|–|−|\+/-|m\.?m\.?|enl[^)]*|exkl[^)]*|inkl[^)]*)\)"), " "),
)
_LETTERS = re.compile(r"[^a-zåäöé]")


def squeezed(text: str) -> str:
    """A label's letters only, lower case: spaces, breaks inside words, notes and marks do not count."""
    return _LETTERS.sub("", text.casefold())


@lru_cache(maxsize=8192)
def spelled(label: str) -> str:
    """A label squeezed, its abbreviations written out: & and m.m., footnote marks and numbers away."""
    text = " ".join(label.casefold().split())
    for pattern, whole in _SPELLED:
        text = pattern.sub(whole, text)
    return _LETTERS.sub("", text)


# "Resultat 1" and "Resultat 2" differ in what letters do not tell.
_NUMBERED = {"resultat 1": "verksamhetens_resultat", "resultat 2": "resultat_efter_finansiella_poster",
             "resultat 3": "arets_resultat"}  # fmt: skip
STANDARD_LABELS = {row: known.label for row, known in STANDARD.items()}
ROW_OF: dict[str, str] = {
    spelled(label): row
    for row in dict.fromkeys((*STANDARD_LABELS, *ALIASES))
    for label in (STANDARD_LABELS.get(row, ""), *ALIASES.get(row, ()))
    if label and label.casefold() not in _NUMBERED
}
"""Spelled label → row id."""


def row_of(label: str) -> str | None:
    """The id of the row that a printed label names, or None."""
    plain = " ".join(label.casefold().split()).rstrip(" :.")
    if _SHARE.match(plain):
        return SHARE_ID
    return _NUMBERED.get(plain) or ROW_OF.get(spelled(label))
