"""What documents call things, declared: rows of the statement, columns, units, totals.

Beside `rows.STANDARD`, which says what a row is; here is what it may be called.
"""

import re
from decimal import Decimal

from kalmar_cli.base.spellings import SPELLINGS
from kalmar_cli.budget.rows import STANDARD

# The row's standard label counts without being repeated here.
ALIASES: dict[str, tuple[str, ...]] = {
    "verksamhetens_intakter": ("Intäkter i verksamheten",),
    "verksamhetens_kostnader": ("Kostnader i verksamheten",),
    "avskrivningar": ("Avskrivning", "Av- och nedskrivningar", "Avskrivningar och nedskrivningar"),
    "namndernas_nettokostnader": (
        "Nämndernas nettokostnad",
        "Nämndernas nettobudget",
        "Nämndernas budgetramar",
        "Nettokostnader nämnder",
    ),
    "finansforvaltning": ("Finansförvaltningen",),
    "jamforelsestorande_poster": ("Jämförelsestörande post",),
    "verksamhetens_nettokostnader": (
        "Verksamhetens nettokostnad",
        "Nettokostnader",
        "Summa nettokostnader",
        "Verksamheternas nettokostnader",
    ),
    "skatteintakter": ("Kommunalskatteintäkter", "Kommunalskatt", "Skatteintäkt"),
    "generella_statsbidrag_och_utjamning": (
        "Generella statsbidrag",
        "Kommunalekonomisk utjämning",
        "Statsbidrag och utjämning",
        "Utjämning och generella statsbidrag",
        "Generella statsbidrag och utjämningsbidrag",
        "Generella statsbidrag och kommunalekonomisk utjämning",
    ),
    "verksamhetens_resultat": ("Verksamhetsresultat",),
    "finansiella_intakter": ("Finansiella intäkt",),
    "finansiella_kostnader": ("Finansiella kostnad",),
    "resultat_efter_finansiella_poster": (
        "Resultat före extraordinära poster",
        "Resultat efter finansnetto",
        "Resultat före extraordinära intäkter och kostnader",
    ),
    "extraordinara_poster": ("Extraordinära poster netto", "Extraordinär post"),
    "arets_resultat": ("Årets resultat förändring av eget kapital", "Resultat", "Budgeterat resultat"),
    "balanskravsjusteringar": ("Justeringar balanskrav",),
    "arets_resultat_efter_balanskravsjusteringar": ("Resultat efter balanskravsjusteringar",),
    "medel_till_resultatutjamningsreserv": (
        "Medel till resultatutjämningsreserven",
        "Avsättning till resultatutjämningsreserv",
        "Medel till RUR",
    ),
    "medel_fran_resultatutjamningsreserv": (
        "Medel från resultatutjämningsreserven",
        "Medel från RUR",
    ),
    "medel_till_resultatreserv": ("Medel till resultatreserven", "Avsättning till resultatreserv"),
    "medel_fran_resultatreserv": ("Medel från resultatreserven",),
    "arets_balanskravsresultat": ("Balanskravsresultat",),
    "resultatandel": (
        "Resultandel",
        "Resultatandel före extraordinära poster",
        "Resultandel före extraordinära poster",
        "Resultat i andel av skatter och bidrag",
        "Resultat i procent av skatter och bidrag",
        "Resultatets andel av skatteintäkter och generella statsbidrag",
    ),
}


def squeezed(text: str) -> str:
    """A label's letters only, lower case: spaces, breaks inside words, notes and marks do not count."""
    return re.sub(r"[^a-zåäöé]", "", text.casefold())


ROW_OF: dict[str, str] = {
    squeezed(label): row
    for row, known in STANDARD.items()
    for label in (known.label, *ALIASES.get(row, ()))
}
"""Squeezed label → row id."""


def row_of(label: str) -> str | None:
    """The id of the row that a printed label names, or None."""
    return ROW_OF.get(squeezed(label))


def _heading_unit(kronor: Decimal) -> str:
    """The spellings of a unit that a heading may say without a figure."""
    return "|".join(s.pattern for s in SPELLINGS if s.heads and s.kronor == kronor)


UNIT_WORDS = (
    (re.compile(rf"\b(?:{_heading_unit(Decimal(1_000_000))})(?!\w)", re.I), "mkr"),
    (re.compile(rf"\b(?:{_heading_unit(Decimal(1_000))})(?!\w)", re.I), "tkr"),
    (
        re.compile(
            r"\b(?:belopp\s+i|i\s+hela|uttryckt\s+i|anges\s+i)\s+(?:kr|kronor|sek)\b|\(\s*kr\s*\)|^\s*kr\s*$",
            re.I,
        ),
        "kr",
    ),
)

OUTCOME = r"utfall|bokslut|bokslutet|redovisat|redovisning"
FORECAST = r"prognos|delårsprognos|helårsprognos"
BUDGET = r"budget|budgetförslag|budgetram|förslag|ram"
PLAN = r"plan|planering|planår|flerårsplan|verksamhetsplan"
_ADDED = r"beslutad|reviderad|justerad|ursprunglig|preliminär|prel|ny"
COLUMN_WORD = re.compile(rf"^(?:{OUTCOME}|{FORECAST}|{BUDGET}|{PLAN}|{_ADDED})\.?$", re.I)
QUALIFIER = re.compile(rf"^(?:{_ADDED})\.?$", re.I)
YEAR = re.compile(r"^(?:19|20)\d\d$", re.ASCII)


def column_name(word: str, year: int, budget_year: int) -> str:
    """A column's name in a budget file: the budget year and plan years bare, the others with their word."""
    word = word.casefold()
    own = not word or re.fullmatch(rf"(?:{PLAN}|{BUDGET})", word)
    if own and year >= budget_year:
        return str(year)
    return f"{word or 'utfall'} {year}"


TOTAL_NAME = re.compile(
    r"^\s*(?:summa|totalt?|delsumma|netto(?:effekt|förändring)?|sammanlagt|s:a)\b", re.I
)
CHANGE_WORDS = re.compile(
    r"ändring|yrkande|förändr|satsning|besparing|utökad|utökning|minskad|reservation|prioritering"
    r"|effektivisering|tillskott|förstärkning|justering|omfördelning|avvikelse",
    re.I,
)
INVESTMENT_WORDS = re.compile(r"investering", re.I)


def unit_in(text: str) -> str:
    """The unit that a heading names (mkr, tkr or kr), or nothing."""
    for pattern, unit in UNIT_WORDS:
        if pattern.search(text):
            return unit
    return ""
