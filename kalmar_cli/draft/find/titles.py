"""A proposal's title out of its text, and whether it only asks to investigate."""

import re

from kalmar_cli.base.spellings import FIGURE, MINUSES, UNIT, WORDS
from kalmar_cli.budget.model import TITLE_LENGTH
from kalmar_cli.draft.find.amounts import find_amounts

_CLAUSE_END = re.compile(
    r"(?<!\bdvs)(?<!\bt\.ex)(?<!\bbl\.a)(?<!\binkl)(?<!\bexkl)(?<!\bca)(?<!\bresp)(?<!\bosv)(?<!\bmilj)[.:;](?:\s|$)"
)
_UNFINISHED = re.compile(r"[,;]?\s*(?:\b(?:och|samt)\b)?\s*$")
_ONLY_AMOUNT = re.compile(
    rf"[+{re.escape(MINUSES)}]?\s?(?:ca\.? |cirka )?(?:{FIGURE}|{WORDS})\s*(?:{UNIT})", re.I
)
_SUBCLAUSE = re.compile(r",\s+(?=(?:så att|där|vilket|för att|i syfte|främst|samt att|och att|dels|som)\b)")


def title(text: str) -> str:
    """A proposal's first clause, as it stands, cut at a word to 80 characters."""
    clause, *rest = _CLAUSE_END.split(text, maxsplit=1)
    if rest and _ONLY_AMOUNT.fullmatch(clause):
        clause = _CLAUSE_END.split(rest[0], maxsplit=1)[0]
    clause = _UNFINISHED.sub("", clause.strip())
    if len(clause) > TITLE_LENGTH:
        clause = _SUBCLAUSE.split(clause, maxsplit=1)[0]
    if len(clause) <= TITLE_LENGTH:
        return clause
    return clause[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",–- ") + "…"


_INQUIRY = re.compile(
    r"\b(?:utred(?!s (?:inom|snabb|skynd))|utvärder|kartlägg|genomlys|undersök|inventer)", re.I
)
# With an amount these are how it is spent or saved.
_LOOKS_INTO = re.compile(
    r"\böversyn|\bgransk(?:a|as|ar|ning\w*)\b|ta(?:s|r)? fram (?:\w+ )?underlag"
    r"|\bpröva[sr]? (?:om|möjlighet|förutsättning)",
    re.I,
)
_ACTS = re.compile(r"^\w*\s+och\s+(?:införa?|implementera|tar? fram|verkställ|ger|ge)\b", re.I)


def is_inquiry(text: str) -> bool:
    """Whether a proposal asks only to investigate or evaluate, by the words of its first clause."""
    clause = title(text)
    found = _INQUIRY.search(clause)
    looks = None if found else _LOOKS_INTO.search(clause)
    if looks and not any(find_amounts(text)):
        found = looks
    return bool(found and not _ACTS.search(clause[found.end() :]))
