"""What was typed for options, as values; what it cannot be is refused with what to write."""

from decimal import Decimal

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.cli.formats import require_known
from kalmar_cli.reports.choices import ALL, FEW, ORDERS


def whole_number(option: str, text: str, low: int, high: int) -> int:
    """The whole number that the user wrote for an option or argument. Raises Refused."""
    if text.isascii() and text.isdigit():
        digits = text.lstrip("0") or "0"
        if len(digits) <= len(str(high)) and low <= int(digits) <= high:
            return int(digits)
    raise Refused(
        _("{option}: expected a whole number from {low} to {high}, got `{text}`").format(
            option=option, low=low, high=high, text=clip(text)
        )
    )


def target_percent(text: str | None) -> Decimal | None:
    """The target that a person typed, in % of tax and grants. Raises Refused."""
    if text is None:
        return None
    from kalmar_cli.base.numerals import NotANumber, typed_number

    try:
        return typed_number(text.strip().removesuffix("%"))
    except NotANumber as error:
        raise Refused(f"--target: {error}; {error.cure}") from None


def wanted_figures(few: bool, all: bool, target: str | None) -> tuple[str, Decimal | None]:
    """The key figures that people are to see, and the target, which asks for some. Raises Refused."""
    percent = target_percent(target)
    return ALL if all else FEW if few or percent is not None else "", percent


def known_order(order: str) -> str:
    """The order that was asked for. Raises Refused."""
    if order:
        require_known(order, ORDERS, _("no order `{name}`: {cure}"), _("write one of {names}"))
    return order
