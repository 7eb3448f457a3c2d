"""The words that tell one kind of table from another, declared: sums, changes, frames, tables of others."""

import re
from decimal import Decimal

TOTAL_NAME = re.compile(
    r"(?:\btotalt?|\bsammanlagt)\s*$"
    r"|^\s*(?:summa|totalt?|totalsumma|delsumma|netto(?:effekt|förändring|summa)?|sammanlagt|transport|s:a|resultateffekt"
    r"|total\w+)\b",
    re.I,
)
SAYS_TOTAL = re.compile(
    r"\s*(?:att\s)?(?:(?:slut|total|del)?summa(?:n|nlagt)?|summering|totalt|totala?\s(?:kostnad|effekt|belopp)\w*"
    r"|totalkostnad\w*|s:a|samman(?:lagt|taget|räknat)|allt som allt"
    r"|tillsammans\s(?:blir|kostar|ger|är))\b",
    re.I,
)
"""An item or sentence that begins so says what the others come to."""
CHANGE_WORDS = re.compile(
    r"ändring|yrkande|förändr|satsning|besparing|utökad|utökning|minskad|ökade? kostnad|reservation"
    r"|prioritering"
    r"|effektivisering|tillskott|förstärkning|justering|omfördelning|avvikelse|budgetalternativ|skillnad"
    r"|(?:mot|jämfört med|utöver)\s+(?:majoritet|kommunstyrelsens|kommunledning|budgetförslag)"
    r"|ambitionshöjning",
    re.I,
)
DIRECTION = re.compile(r"ökad|ökning|minsk|höjd|sänk|lägre|högre|kostnad|intäkt|utgift|reform", re.I)
FRAME_WORDS = re.compile(
    r"\bram(?:ar|arna)?\b|budgetram|driftbudget|driftram|nämndsram|ramanslag|anslag|kommunbidrag|nettobudget"
    r"|per\s+nämnd|nämndernas\s+(?:budget|netto|ram)|nettokostnad\w*\s+per|budget\s+per",
    re.I,
)
COMMITTEE = re.compile(
    r"nämnd(?:en|er|erna)?\b|kommunstyrelse|kommunfullmäktige|fullmäktige\b|\brevision|överförmynd|utskott"
    r"|kommunledning|räddningstjänst|valnämnd|kommundelsråd|stadsdel|\bförvaltning(?:en)?\b|krisledning|sektor\b"
    r"|finansförvaltning|finansiering",
    re.I,
)

# Tables that are none of ours: the words of title and rows, and what such a table is called.
OTHER_TABLES = (
    (
        "balance requirement",
        re.compile(r"balanskravs(?:utredning|avstämning|beräkning)|balanskravet\b", re.I),
    ),
    (
        "balance sheet",
        re.compile(
            r"balansräkning|balansbudget|anläggningstillgång|omsättningstillgång|summa tillgångar"
            r"|eget kapital|långfristiga skulder|kortfristiga skulder|soliditet",
            re.I,
        ),
    ),
    (
        "cash flow",
        re.compile(
            r"kassaflöde|finansieringsanalys|likvida medel|löpande verksamheten|investeringsverksamheten"
            r"|finansieringsverksamheten|finansieringsbudget",
            re.I,
        ),
    ),
    ("investments", re.compile(r"investering(?!sverksamheten)|exploatering", re.I)),
    (
        "people or key ratios",
        re.compile(
            r"nyckeltal|invånare|befolkning|antal\b|årsarbetare|personalstatistik|elever\b|skattesats|utdebitering"
            r"|kronor per invånare|kr/inv",
            re.I,
        ),
    ),
)  # fmt: skip

_SHARED_OUT = re.compile(
    r"\bfördela(?:s|r|de)?\b|fördelning|\bramar(?:na)?\b|nämndernas budget"
    r"|(?:används|går) (?:skatte)?pengarna",
    re.I,
)
_SMALLEST_BUDGET = 100_000_000  # kronor, of a whole municipality


def shares_out(heading: str, kronor: Decimal) -> bool:
    """Whether a heading and the sum below it share out a whole budget, with nothing proposed."""
    return bool(_SHARED_OUT.search(heading)) and kronor >= _SMALLEST_BUDGET
