"""The words of tables' columns, declared, and what they say of a column."""

import re

OUTCOME = r"utfall|bokslut|bokslutet|redovisat|redovisning|årsredovisning|utf|boksl|u"
FORECAST = r"prognos|delårsprognos|helårsprognos|årsprognos|progn"
BUDGET = (
    r"budget|budgetförslag|budgetram|förslag|ram|ramar|rambudget|budg|årsbudget|internbudget|driftbudget"
    r"|detaljbudget|kommunbidrag|anslag|b|bu"
)
PLAN = (
    r"plan|planering|planår|planer|flerårsplan|verksamhetsplan|vp|ep|ek\.?plan|ekonomiplan|fp|p|pl|utblick"
    r"|ekonomisk\s+plan|kalkyl|år|året|budgetår"
)
_ADDED = (
    r"beslutad|reviderad|justerad|ursprunglig|preliminär|preliminärt|prel|ny|antagen|fastställd|ekonomisk|ek"
    r"|helår|ack|ackumulerat"
)
MONTH = r"jan|feb|mar|mars|apr|april|maj|jun|juni|jul|juli|aug|augusti|sep|sept|okt|nov|dec"
_PART = (
    rf"(?:(?:{MONTH})[a-zåäö]*(?:\s*[-–]\s*(?:{MONTH})[a-zåäö]*)?"
    r"|tertial|t[123]|delår|halvår|kvartal|q[1-4])"
)
DATED = re.compile(rf"(?:{OUTCOME}|{FORECAST}|{BUDGET}|{PLAN}|{_ADDED})\.?", re.I)
PART_YEAR = re.compile(_PART, re.I)
QUALIFIER = re.compile(rf"(?:{_ADDED})\.?", re.I)
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
DEVIATIONS = re.compile(
    r"avvik\w*|differens\w*|diff|förändring\w*|förändr|skillnad\w*|ändring|budgetavvikelse|jämförelse", re.I
)
COMMENTS = re.compile(
    r"kommentar\w*|anmärkning\w*|motivering\w*|förklaring\w*|notering\w*|beskrivning|anm|finansiering", re.I
)
SHARES = re.compile(r"%|procent|andel|index|i\s*%|(?:t?kr|kronor)?/inv(?:ånare)?\.?", re.I)
GROUP = re.compile(r"koncern\w*|kommunkoncern\w*|sammanställd\w*|bolag\w*", re.I)
SIDES = re.compile(r"intäkt(?:er)?|kostnad(?:er)?|inkomst(?:er)?|utgift(?:er)?", re.I)
NETS = re.compile(r"netto\w*", re.I)
COMMITTEE_TITLE = re.compile(
    r"nämnd(?:er)?|styrelse|nämnd\s*/\s*styrelse|styrelse\s*/\s*nämnd|utskott|förvaltning|område|politikområde"
    r"|verksamhetsområde|sektor|ansvar(?:ig nämnd)?|berörd nämnd",
    re.I,
)
NUMBER_TITLE = re.compile(
    r"(?:nr|no|#|nummer|löpnr|löpnummer|punkt|p\.|att-?sats|yrkande\s?(?:nr|nummer)|förslag\s?(?:nr|nummer))\.?",
    re.I,
)
_SOMEBODYS = re.compile(
    r"(?!(?i:(?:\S+\s)?\w*års?\b))\S+s\s(?i:budget|budgetförslag|förslag|ram(?:ar)?|alternativ)"
)
DIFFERENCE = re.compile(r"skillnad\w*|differens\w*|diff|avvikelse\w*|förändring|ändring|\+/-|±", re.I)

# What a header's column is.
AMOUNT, NOTE, SKIP, TOTAL_COLUMN = "amount", "note", "skip", "total"
OWN_COLUMN, THEIRS_COLUMN, DIFFERENCE_COLUMN = "own", "theirs", "difference"
PARTY_COLUMN = "party"
NET_COLUMN, UP_COLUMN, DOWN_COLUMN = "net", "up", "down"
UNDATED = (OWN_COLUMN, THEIRS_COLUMN, PARTY_COLUMN, NET_COLUMN, UP_COLUMN)
"""Columns of amounts that need no year of their own."""


def column_name(word: str, year: int, budget_year: int) -> str:
    """A column's name in a budget file: the budget year and plan years bare, the others with their word."""
    word = _BESIDE.sub("", " ".join(word.casefold().split())).rstrip(".")
    own = not word or re.fullmatch(rf"(?:{PLAN}|{BUDGET}|ek\.? plan|ekonomisk plan)", word)
    if own and year >= budget_year:
        return str(year)
    return f"{_WHOLE.get(word, word) or 'utfall'} {year}"


# "redovisat utfall" is an outcome, "budget inkl. tilläggsanslag" a budget.
_BESIDE = re.compile(rf"^redovisa[dt]e?\s+(?=(?:{OUTCOME})$)|(?<=\w)\s+(?:inkl|exkl)\b.*$", re.I)
_WHOLE = {"b": "budget", "bu": "budget", "budg": "budget", "p": "plan", "pl": "plan", "u": "utfall",
          "utf": "utfall", "progn": "prognos", "boksl": "bokslut"}  # fmt: skip


def is_plan(word: str) -> bool:
    """Whether a column's word says that it is a plan year."""
    return bool(re.match(rf"(?:{PLAN}|ek)\b", word, re.I)) and not re.fullmatch(
        "år|året|budgetår", word, re.I
    )


def is_budget(word: str) -> bool:
    """Whether a column's word says that it is a budget."""
    return bool(re.fullmatch(rf"(?:(?:{_ADDED})\s+)?(?:{BUDGET})|år|året|budgetår", word, re.I))


def is_forecast(word: str) -> bool:
    """Whether a column's word says that it is a forecast."""
    return bool(re.match(rf"(?:{FORECAST})\b", word, re.I))


def is_past(word: str) -> bool:
    """Whether a column's word says that its year is over or going: an outcome or a forecast."""
    return is_forecast(word) or bool(re.match(rf"(?:{OUTCOME})\b", word, re.I))


def is_dated(word: str) -> bool:
    """Whether a column's word is one that a year goes with: an outcome, forecast, budget or plan."""
    return bool(DATED.fullmatch(word))


def is_part_year(word: str) -> bool:
    """Whether a column's word names a part of a year."""
    return bool(PART_YEAR.fullmatch(word))


def is_own(word: str) -> bool:
    """Whether a column of a table of changes is one of the budget's years: budget, plan or just a year."""
    return not word or is_plan(word) or is_budget(word) or not is_past(word)


def is_somebodys(word: str) -> bool:
    """Whether a column's words say whose budget it holds: Alliansens förslag, but not nästa års budget."""
    return bool(_SOMEBODYS.fullmatch(word))


def is_share(word: str) -> bool:
    """Whether a column's words say that it holds shares, which no sum counts."""
    return any(SHARES.fullmatch(part) for part in word.split())


def is_difference(word: str) -> bool:
    """Whether a column's word says that it holds what changes, or by how much two others differ."""
    return bool(DIFFERENCE.fullmatch(word) or DEVIATIONS.fullmatch(word.rstrip(".")))


def is_side(name: str) -> bool:
    """Whether a row's name says no more than that it is income or costs."""
    return bool(SIDES.fullmatch(name.removeprefix("Verksamhetens ").removeprefix("Summa ")))


def is_net(name: str) -> bool:
    """Whether a row's name says no more than that it is the net of income and costs."""
    return bool(NETS.fullmatch(name))


def is_comment(title: str) -> bool:
    """Whether a column's title says that it holds remarks."""
    return bool(COMMENTS.fullmatch(title.strip()))
