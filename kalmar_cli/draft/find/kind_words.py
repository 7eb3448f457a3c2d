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
# Parties by their names, and by what the names of local ones end in.
PARTIES = (
    "Socialdemokraterna|Moderaterna|Sverigedemokraterna|Centerpartiet|Centern|Vänsterpartiet|Vänstern"
    "|Kristdemokraterna|Liberalerna|Miljöpartiet|Alliansen|Oppositionen"
)
PARTY_ENDS = "partiet|listan|alliansen|demokraterna|samlingen|väljarna|unionen|koalitionen|gruppen"
DIRECTION = re.compile(r"ökad|ökning|minsk|höjd|sänk|lägre|högre|kostnad|intäkt|utgift|reform", re.I)
# Stems of more money and of less, in any compound or form; said of income or of thrift they tell nothing.
_MORE = re.compile(
    r"(?<!s)öka|(?<!s)ökning|(?:kostnads|anslags|bidrags)ökning|höj|(?:för)?stärk"
    r"|(?<!in)sats(?:a|ning)|tillskott|tillför|tillägg|tillkommande|utök|lägg\w* (?:vi )?till"
    r"|utbyggnad|\bplus\b",
    re.I,
)
_LESS = re.compile(
    r"minsk|sänk|bespar|inspar|\bspar|avdrag|neddrag|nedskär|dra\w* (?:vi )?(?:ned|ner|in)\b|indrag"
    r"|effektivis|avveckl|avgående|\bminus\b|skär\w* (?:vi )?(?:ned|ner|bort)|\bta\w? (?:vi )?bort"
    r"|stryk|slopa",
    re.I,
)
_INCOME = re.compile(
    r"intäkt|inkomst|avgift|tax(?:a|or)|skatt|hyr(?:a|or)\b|ekonomi|resultat|överskott"
    r"|effektivitet|effektivare",
    re.I,
)


def more_is_meant(text: str) -> bool | None:
    """Whether a title speaks of more money for something (True), of less (False), or of neither alone."""
    more, less = bool(_MORE.search(text)), bool(_LESS.search(text))
    return None if more == less or _INCOME.search(text) else more


FRAME_WORDS = re.compile(
    r"\bram(?:ar|arna|en)?\b|budgetram|driftbudget|driftram|nämndsram|ramanslag|anslag|kommunbidrag|nettobudget"
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
