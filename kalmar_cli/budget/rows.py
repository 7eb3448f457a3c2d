"""The rows of the resultaträkning, declared: their labels, kinds and order, and what a sum is made of."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.budget.model import Budget

PART, SUBTOTAL, TOTAL, SHARE_ROW = "part", "subtotal", "total", "share"


class StandardRow(NamedTuple):
    """A row that the program knows: its label (LKBR 2018:597) and kind.

    `force` is the sign that the row's size has in the sums, where the printed
    sign is not to be trusted (transfers to and from the reserve); else 0.
    """

    label: str
    kind: str = PART
    force: int = 0


SHARE_ID = "resultatandel"
RESULT = "arets_resultat"
COSTS = "verksamhetens_kostnader"
NET_COST = "namndernas_nettokostnader"
BEFORE_EXTRAORDINARY = "resultat_efter_finansiella_poster"
TAX = "skatteintakter"
GRANTS = "generella_statsbidrag_och_utjamning"
OPERATING_COST = "verksamhetens_nettokostnader"
AFTER_ADJUSTMENTS = "arets_resultat_efter_balanskravsjusteringar"
BALANCE_RESULT = "arets_balanskravsresultat"
INCOME = frozenset(
    {TAX, GRANTS, "verksamhetens_intakter", "finansiella_intakter", "extraordinara_intakter"}
)

STANDARD: dict[str, StandardRow] = {
    "verksamhetens_intakter": StandardRow("Verksamhetens intäkter"),
    COSTS: StandardRow("Verksamhetens kostnader"),
    "avskrivningar": StandardRow("Avskrivningar"),
    NET_COST: StandardRow("Nämndernas nettokostnader"),
    "finansforvaltning": StandardRow("Finansförvaltning"),
    "jamforelsestorande_poster": StandardRow("Jämförelsestörande poster"),
    OPERATING_COST: StandardRow("Verksamhetens nettokostnader", SUBTOTAL),
    TAX: StandardRow("Skatteintäkter"),
    GRANTS: StandardRow("Generella statsbidrag och utjämning"),
    "verksamhetens_resultat": StandardRow("Verksamhetens resultat", SUBTOTAL),
    "finansiella_intakter": StandardRow("Finansiella intäkter"),
    "finansiella_kostnader": StandardRow("Finansiella kostnader"),
    "finansiella_jamforelsestorande_poster": StandardRow("Finansiella jämförelsestörande poster"),
    BEFORE_EXTRAORDINARY: StandardRow("Resultat efter finansiella poster", SUBTOTAL),
    "extraordinara_poster": StandardRow("Extraordinära poster"),
    "extraordinara_intakter": StandardRow("Extraordinära intäkter"),
    "extraordinara_kostnader": StandardRow("Extraordinära kostnader"),
    RESULT: StandardRow("Årets resultat", TOTAL),
    "balanskravsjusteringar": StandardRow("Balanskravsjusteringar"),
    AFTER_ADJUSTMENTS: StandardRow("Årets resultat efter balanskravsjusteringar", SUBTOTAL),
    "medel_till_resultatutjamningsreserv": StandardRow("Medel till resultatutjämningsreserv", force=-1),
    "medel_fran_resultatutjamningsreserv": StandardRow("Medel från resultatutjämningsreserv", force=1),
    BALANCE_RESULT: StandardRow("Årets balanskravsresultat", TOTAL),
    SHARE_ID: StandardRow("Resultatandel", SHARE_ROW),
}
_RANK = {row: rank for rank, row in enumerate(STANDARD)}
# What follows årets resultat disposes of it (reserves, adjustments): neither spending nor saving.
BELOW_RESULT = frozenset(row for row, rank in _RANK.items() if rank > _RANK[RESULT])
SUMS = tuple(row for row, known in STANDARD.items() if known.kind in (SUBTOTAL, TOTAL))


def kind(row: str) -> str:
    """What a row is: part, subtotal, total or share."""
    return STANDARD[row].kind if row in STANDARD else PART


def label(row: str, budgets: Iterable[Budget]) -> str:
    """A row's name: as one of the budgets (or their bases) prints it, else the standard one."""
    for budget in budgets:
        for link in budget.chain:
            if link.statement and row in link.statement.labels:
                return link.statement.labels[row]
    return STANDARD[row].label if row in STANDARD else row.replace("_", " ")


def contribution(row: str, value: Decimal) -> Decimal:
    """What a part's printed figure adds to the next sum (mkr)."""
    force = STANDARD[row].force if row in STANDARD else 0
    return value if not force else force * abs(value)


def merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """One order of rows out of several: the first order, and what later ones add after their neighbours."""
    result: list[str] = []
    for order in orders:
        at = 0
        for row in order:
            if row in result:
                at = result.index(row) + 1
            else:
                result.insert(at, row)
                at += 1
    return result


def with_row(order: list[str], row: str) -> list[str]:
    """`order` with a standard row put where it belongs, if it is not there."""
    if row in order or row not in _RANK:
        return order
    at = 0
    for place, other in enumerate(order):
        if _RANK.get(other, -1) < _RANK[row] and (other in _RANK or place == at):
            at = place + 1
    return [*order[:at], row, *order[at:]]


def made_of(row: str, order: Sequence[str]) -> tuple[str | None, list[str]]:
    """What a sum is made of in an order of rows: the sum above it, if any, and the parts between."""
    parts: list[str] = []
    for other in reversed(order[: order.index(row)]):
        what = kind(other)
        if what in (SUBTOTAL, TOTAL):
            return other, parts[::-1]
        if what == PART:
            parts.append(other)
    return None, parts[::-1]
