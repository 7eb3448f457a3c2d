"""The orders in which posts and proposals can be listed."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar
from unicodedata import normalize

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.reports.choices import NAME, SIZE

Of = TypeVar("Of")

# å, ä and ö are letters of their own, after z; other marks make no difference to the order.
_LAST = str.maketrans("åäöøæ", "{|}}|")


def sort_by(
    order: str,
    found: Iterable[Of],
    amounts: Callable[[Of], Iterable[Decimal | None]],
    name: Callable[[Of], str],
) -> list[Of]:
    """`found` in an order: as they are, the largest of their `amounts` first, or by name as in Swedish."""
    if order == SIZE:
        return sorted(
            found, key=lambda of: -max((abs(a) for a in amounts(of) if a is not None), default=ZERO)
        )
    if order == NAME:
        return sorted(found, key=lambda of: _swedish(name(of)))
    return list(found)


def _swedish(name: str) -> tuple[str, str]:
    letters = normalize("NFC", name).casefold().translate(_LAST)
    return "".join(sign for sign in normalize("NFD", letters) if sign.isalnum() or sign in "{|} "), name
