"""The rows of the resultaträkning, declared: each with everything that is true of it."""

from collections.abc import Iterable
from typing import NamedTuple

from kalmar_cli.budget.model import Budget

PART, SUBTOTAL, TOTAL, SHARE_ROW, MEMO = "part", "subtotal", "total", "share", "memo"
# What a group sum is the sum of: tax and grants, or the financial items.
TAXES, FINANCE = "taxes", "finance"


class StandardRow(NamedTuple):
    """A row that the program knows: its label (LKBR 2018:597), its kind, and what else is true of it.

    `force` is the sign that the row's size has in the sums, where the printed
    sign is not to be trusted (transfers to and from the reserve); else 0.
    `income` and `cost` say what it holds, `irregular` that it comes and goes by
    nature, so that its figures have no neighbours to be held against. `group`
    says what a row sums up that many documents print between its parts.
    """

    label: str
    kind: str = PART
    force: int = 0
    income: bool = False
    cost: bool = False
    irregular: bool = False
    group: str = ""


SHARE_ID = "resultatandel"
RESULT = "arets_resultat"
COSTS = "verksamhetens_kostnader"
NET_COST = "namndernas_nettokostnader"
BEFORE_EXTRAORDINARY = "resultat_efter_finansiella_poster"
TAX = "skatteintakter"
GRANTS = "generella_statsbidrag_och_utjamning"
OPERATING_COST = "verksamhetens_nettokostnader"
OPERATING_RESULT = "verksamhetens_resultat"
AFTER_ADJUSTMENTS = "arets_resultat_efter_balanskravsjusteringar"
BALANCE_RESULT = "arets_balanskravsresultat"

STANDARD: dict[str, StandardRow] = {
    "verksamhetens_intakter": StandardRow("Verksamhetens intäkter", income=True),
    COSTS: StandardRow("Verksamhetens kostnader", cost=True),
    "avskrivningar": StandardRow("Avskrivningar", cost=True),
    NET_COST: StandardRow("Nämndernas nettokostnader", cost=True),
    "finansforvaltning": StandardRow("Finansförvaltning", cost=True),
    "jamforelsestorande_poster": StandardRow("Jämförelsestörande poster", irregular=True),
    OPERATING_COST: StandardRow("Verksamhetens nettokostnader", SUBTOTAL, cost=True),
    TAX: StandardRow("Skatteintäkter", income=True),
    GRANTS: StandardRow("Generella statsbidrag och utjämning", income=True),
    "skattenetto": StandardRow("Skattenetto", income=True, group=TAXES),
    "skatter_och_bidrag": StandardRow("Summa skatter och bidrag", income=True, group=TAXES),
    OPERATING_RESULT: StandardRow("Verksamhetens resultat", SUBTOTAL),
    "finansiella_intakter": StandardRow("Finansiella intäkter", income=True),
    "finansiella_kostnader": StandardRow("Finansiella kostnader", cost=True),
    "finansnetto": StandardRow("Finansnetto", irregular=True, group=FINANCE),
    "finansiella_jamforelsestorande_poster": StandardRow(
        "Finansiella jämförelsestörande poster", irregular=True
    ),
    BEFORE_EXTRAORDINARY: StandardRow("Resultat efter finansiella poster", SUBTOTAL),
    "extraordinara_poster": StandardRow("Extraordinära poster", irregular=True),
    "extraordinara_intakter": StandardRow("Extraordinära intäkter", income=True, irregular=True),
    "extraordinara_kostnader": StandardRow("Extraordinära kostnader", cost=True, irregular=True),
    RESULT: StandardRow("Årets resultat", TOTAL),
    "balanskravsjusteringar": StandardRow("Balanskravsjusteringar", irregular=True),
    AFTER_ADJUSTMENTS: StandardRow("Årets resultat efter balanskravsjusteringar", SUBTOTAL),
    "medel_till_resultatutjamningsreserv": StandardRow(
        "Medel till resultatutjämningsreserv", force=-1, irregular=True
    ),
    "medel_fran_resultatutjamningsreserv": StandardRow(
        "Medel från resultatutjämningsreserv", force=1, irregular=True
    ),
    "medel_till_resultatreserv": StandardRow("Medel till resultatreserv", force=-1, irregular=True),
    "medel_fran_resultatreserv": StandardRow("Medel från resultatreserv", force=1, irregular=True),
    BALANCE_RESULT: StandardRow("Årets balanskravsresultat", TOTAL),
    SHARE_ID: StandardRow("Resultatandel", SHARE_ROW),
}
RANK = {row: rank for rank, row in enumerate(STANDARD)}
# What follows årets resultat disposes of it (reserves, adjustments): neither spending nor saving.
BELOW_RESULT = frozenset(row for row, rank in RANK.items() if rank > RANK[RESULT])
SUMS = tuple(row for row, known in STANDARD.items() if known.kind in (SUBTOTAL, TOTAL))
# What stands in the block of tax and grants, of the standard rows.
IN_TAX_BLOCK = frozenset(
    row for row, rank in RANK.items() if RANK[OPERATING_COST] < rank < RANK[OPERATING_RESULT]
)
# A row of the file's own is as irregular as the standard rows that it is named after.
_IRREGULAR_WORDS = (
    "extraordinara",
    "jamforelsestorande",
    "balanskravsjustering",
    "resultatutjamningsreserv",
    "resultatreserv",
)
_UNKNOWN = StandardRow("")


def facts(row: str) -> StandardRow:
    """What is true of a row; of one that is not standard, that it is a part."""
    return STANDARD.get(row, _UNKNOWN)


def kind(row: str) -> str:
    """What a row is: part, subtotal, total or share."""
    return facts(row).kind


def is_financial(row: str) -> bool:
    """Whether a row is a financial item: interest, dividends, or their net."""
    return row.startswith(("finansiell", "rante")) or facts(row).group == FINANCE


def is_irregular(row: str) -> bool:
    """Whether a row comes and goes by nature, as one-off items and transfers to a reserve do."""
    return facts(row).irregular or (row not in STANDARD and any(word in row for word in _IRREGULAR_WORDS))


def label(row: str, budgets: Iterable[Budget]) -> str:
    """A row's name: as one of the budgets (or their bases) prints it, else the standard one."""
    for budget in budgets:
        for link in budget.chain:
            if link.statement and row in link.statement.labels:
                return link.statement.labels[row]
    return STANDARD[row].label if row in STANDARD else row.replace("_", " ")
