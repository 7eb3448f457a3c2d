"""What documents call the rows of the statement, declared.

Beside `rows.STANDARD`, which says what a row is; here is what it may be called.
"""

import re
from functools import lru_cache

from kalmar_cli.budget.rows import SHARE_ID, STANDARD

# The row's standard label counts without being repeated here.
ALIASES: dict[str, tuple[str, ...]] = {
    "verksamhetens_intakter": (
        "Intäkter",
        "Intäkter i verksamheten",
        "Verksamhetsintäkter",
        "Verksamheternas intäkter",
        "Rörelsens intäkter",
        "Externa intäkter",
        "Summa intäkter",
        "Summa verksamhetens intäkter",
        "Verksamhetens externa intäkter",
        "Driftintäkter",
        "Verksamhetens bruttointäkter",
    ),
    "verksamhetens_kostnader": (
        "Kostnader",
        "Kostnader i verksamheten",
        "Verksamhetskostnader",
        "Verksamheternas kostnader",
        "Rörelsens kostnader",
        "Externa kostnader",
        "Summa kostnader",
        "Summa verksamhetens kostnader",
        "Verksamhetens externa kostnader",
        "Driftkostnader",
        "Verksamhetens bruttokostnader",
        "Verksamhetens kostnader exklusive avskrivningar",
        "Verksamhetens kostnader exkl avskrivningar",
    ),
    "avskrivningar": (
        "Avskrivning",
        "Av- och nedskrivningar",
        "Avskrivningar och nedskrivningar",
        "Planenliga avskrivningar",
        "Avskrivningar enligt plan",
        "Årets avskrivningar",
        "Avskrivningar anläggningstillgångar",
        "Avskrivningar materiella anläggningstillgångar",
        "Kapitalkostnader avskrivningar",
    ),
    "namndernas_nettokostnader": (
        "Nämndernas nettokostnad",
        "Nämndernas nettobudget",
        "Nämndernas budgetramar",
        "Nämndernas ramar",
        "Nämndernas budget",
        "Nettokostnader nämnder",
        "Nettokostnad nämnder",
        "Nämnder och styrelser",
        "Nämndernas verksamhet",
        "Nämndernas verksamheter",
        "Nämndsverksamhet",
        "Nämndernas nettoramar",
        "Summa nämnder",
        "Summa nämnderna",
        "Nettoram nämnder",
    ),
    "finansforvaltning": (
        "Finansförvaltningen",
        "Finansiering centralt",
        "Finansenheten",
        "Finansverksamheten",
        "Centrala finansposter",
    ),
    "jamforelsestorande_poster": (
        "Jämförelsestörande post",
        "Jämförelsestörande poster verksamheten",
        "Jämförelsestörande intäkter och kostnader",
    ),
    "verksamhetens_nettokostnader": (
        "Verksamhetens nettokostnad",
        "Nettokostnader",
        "Nettokostnad",
        "Summa nettokostnader",
        "Summa nettokostnad",
        "Summa verksamhetens nettokostnader",
        "Summa verksamhetens nettokostnad",
        "Verksamheternas nettokostnader",
        "Verksamheternas nettokostnad",
        "Verksamhetens nettokostnader inkl avskrivningar",
        "Nettokostnader totalt",
        "Totala nettokostnader",
        "Verksamhetsnetto",
        "Nettodriftkostnad",
        "Nettodriftskostnader",
    ),
    "skatteintakter": (
        "Kommunalskatteintäkter",
        "Kommunalskatt",
        "Skatteintäkt",
        "Skatteintäkter m.m.",
        "Skatter",
        "Skatteintäkter inkl slutavräkning",
        "Skatteintäkter inklusive slutavräkning",
        "Skatteintäkter exkl slutavräkning",
        "Kommunala skatteintäkter",
        "Allmän kommunalskatt",
        "Kommunalskattemedel",
        "Preliminära skatteintäkter",
        "Egna skatteintäkter",
        "Skattemedel",
    ),
    "generella_statsbidrag_och_utjamning": (
        "Generella statsbidrag",
        "Kommunalekonomisk utjämning",
        "Statsbidrag och utjämning",
        "Statsbidrag",
        "Utjämning och generella statsbidrag",
        "Utjämning och statsbidrag",
        "Utjämningsbidrag",
        "Generella bidrag",
        "Generella statsbidrag och utjämningsbidrag",
        "Generella statsbidrag och kommunalekonomisk utjämning",
        "Generella statsbidrag och utjämningar",
        "Generella statsbidrag och utjämningssystem",
        "Generella statsbidrag utjämning",
        "Bidrag och utjämning",
        "Generella bidrag och utjämning",
        "Kommunalekonomisk utjämning och generella statsbidrag",
        "Kommunalekonomisk utjämning och bidrag",
        "Inkomst- och kostnadsutjämning samt generella statsbidrag",
        "Statsbidrag och utjämningsbidrag",
        "Utjämningssystemet",
        "Generella statsbidrag och skatteutjämning",
        "Statsbidrag och kommunalekonomisk utjämning",
        "Utjämning m.m.",
    ),
    "verksamhetens_resultat": (
        "Verksamhetsresultat",
        "Resultat 1",
        "Verksamheternas resultat",
        "Resultat från verksamheten",
        "Verksamhetens resultat (resultat 1)",
        "Resultat före finansiella poster",
        "Resultat före finansnetto",
    ),
    "finansiella_intakter": (
        "Finansiella intäkt",
        "Ränteintäkter",
        "Ränteintäkter m.m.",
        "Finansintäkter",
        "Finansiella intäkter m.m.",
        "Finansiella intäkter och utdelning",
        "Räntor och utdelning",
    ),
    "finansiella_kostnader": (
        "Finansiella kostnad",
        "Räntekostnader",
        "Räntekostnader m.m.",
        "Finanskostnader",
        "Finansiella kostnader m.m.",
        "Finansiella kostnader inkl pensionsskuld",
    ),
    "resultat_efter_finansiella_poster": (
        "Resultat före extraordinära poster",
        "Resultat efter finansnetto",
        "Resultat före extraordinära intäkter och kostnader",
        "Resultat efter finansiella intäkter och kostnader",
        "Resultat 2",
        "Resultat före extraordinära kostnader",
        "Resultat efter finansiella poster (resultat 2)",
    ),
    "extraordinara_poster": (
        "Extraordinära poster netto",
        "Extraordinär post",
        "Extraordinärt netto",
        "Extraordinära intäkter och kostnader",
    ),
    "arets_resultat": (
        "Årets resultat förändring av eget kapital",
        "Förändring av eget kapital",
        "Förändring eget kapital",
        "Resultat",
        "Budgeterat resultat",
        "Resultat 3",
        "Årets budgeterade resultat",
        "Periodens resultat",
        "Periodens/årets resultat",
        "Årets resultat (resultat 3)",
        "Årets prognostiserade resultat",
        "Budgeterat resultat totalt",
        "Kommunens resultat",
        "Resultat totalt",
        "Totalt resultat",
    ),
    "balanskravsjusteringar": ("Justeringar balanskrav", "Balanskravsjustering"),
    "arets_resultat_efter_balanskravsjusteringar": (
        "Resultat efter balanskravsjusteringar",
        "Årets resultat efter balanskravsjustering",
        "Resultat efter balanskravsjustering",
    ),
    "medel_till_resultatutjamningsreserv": (
        "Medel till resultatutjämningsreserven",
        "Avsättning till resultatutjämningsreserv",
        "Medel till RUR",
        "Avsättning till RUR",
        "Reservering till RUR",
        "Reservering till resultatutjämningsreserv",
    ),
    "medel_fran_resultatutjamningsreserv": (
        "Medel från resultatutjämningsreserven",
        "Medel från RUR",
        "Uttag från RUR",
        "Användning av RUR",
        "Användning av resultatutjämningsreserv",
        "Disposition av RUR",
        "Uttag från resultatutjämningsreserv",
    ),
    "medel_till_resultatreserv": (
        "Medel till resultatreserv",
        "Medel till resultatreserven",
        "Avsättning till resultatreserv",
        "Reservering till resultatreserv",
    ),
    "medel_fran_resultatreserv": (
        "Medel från resultatreserv",
        "Medel från resultatreserven",
        "Uttag från resultatreserv",
        "Användning av resultatreserv",
    ),
    "arets_balanskravsresultat": ("Balanskravsresultat", "Årets balanskravsresultat enligt kommunallagen"),
    "resultatandel": ("Resultandel", "Andel av skatter och bidrag"),
    # Group sums (FORMAT): shown where they stand, never added to what they are the sum of.
    "finansnetto": (
        "Finansiellt netto",
        "Summa finansnetto",
        "Finansiella poster",
        "Finansiella poster netto",
        "Summa finansiella poster",
    ),
    "skatter_och_bidrag": (
        "Summa skatter och bidrag",
        "Skatter och bidrag",
        "Skatter och statsbidrag",
        "Summa skatter och statsbidrag",
        "Summa skatter och generella statsbidrag",
        "Skatteintäkter och generella statsbidrag",
        "Skatteintäkter och statsbidrag",
        "Summa skatteintäkter och generella statsbidrag",
        "Summa skatteintäkter och statsbidrag",
        "Skatteintäkter och utjämning",
        "Skatteintäkter generella statsbidrag och utjämning",
        "Skatteintäkter och generella statsbidrag och utjämning",
        "Skatter generella statsbidrag och utjämning",
        "Summa skatter bidrag och utjämning",
        "Summa skattefinansiering",
        "Skatteintäkter och kommunalekonomisk utjämning",
    ),
    "skattenetto": ("Summa skattenetto",),
}  # fmt: skip
# Rows of their own between the others, which tell that a table is a statement.
_KIN = re.compile(
    r"slutavräkning|fastighetsavgift|utjämning|regleringsavgift|regleringsbidrag|välfärdsmiljard|statsbidrag"
    r"|realisationsvinst|pensionskostnad|mellankommunal|begravning",
    re.I,
)


# "Resultat i % av skatter och bidrag", "Årets resultat/skatteintäkter", "Resultatandel före …"
_SHARE = re.compile(
    r"(?:årets |budgeterat )?"
    r"(?:resultat(?:ets)?\b.*(?:%|/|\b(?:procent|andel|relation|förhållande)\b).*\bskatt"
    r"|resulta(?:t|n)(?:at)?andel\b)",
    re.I,
)


def is_kin(label: str) -> bool:
    """Whether a label that names no known row is one that statements have."""
    return bool(_KIN.search(label))


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
