"""How a figure has grown since an earlier one: in its unit and in per cent, or why there is no per cent."""

from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import HUNDRED
from kalmar_cli.budget.rows import OPERATING_COST, SHARE_ID, SUMS

# Why a change has no per cent.
UNKNOWN, ZERO_BEFORE, SIGN, RESULT_BEFORE, OF_SHARE = "unknown", "zero", "sign", "result", "share"


class Growth(NamedTuple):
    """A change: `amount` is the later figure less the earlier, `percent` of the earlier figure's size.

    More than zero per cent is a larger cost or a larger income, whatever the sign it is
    written with. Where there is no per cent, `absent` says why.
    """

    amount: Decimal | None
    percent: Decimal | None
    absent: str = ""


def grow(row: str, earlier: Decimal | None, later: Decimal | None) -> Growth:
    """The change of a figure of a statement's `row`, or of posts (`row` is ""), both in one unit."""
    if earlier is None or later is None:
        return Growth(None, None, UNKNOWN)
    amount = later - earlier
    absent = _why_absent(row, earlier, later)
    if absent:
        return Growth(amount, None, absent)
    return Growth(amount, amount / earlier * HUNDRED)


def is_result(row: str) -> bool:
    """Whether a row is a result, a surplus or a deficit, and no sum of costs or income."""
    return row in SUMS and row != OPERATING_COST


def _why_absent(row: str, earlier: Decimal, later: Decimal) -> str:
    if row == SHARE_ID:
        return OF_SHARE
    if not earlier:
        return ZERO_BEFORE
    if is_result(row) and earlier < 0:
        return RESULT_BEFORE
    return SIGN if later and (earlier < 0) != (later < 0) else ""
