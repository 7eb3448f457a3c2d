"""The one door to Decimal: numbers as files and people write them; what could be misread is refused."""

import re
from decimal import Decimal

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, plain

# Twelve digits before the point and six after leave room, within Decimal's 28,
# to turn kronor into mkr and to add a hundred thousand of them without rounding.
_MAX_WHOLE, _MAX_FRACTION = 12, 6
_DECIMALS = rf"\d{{0,{_MAX_FRACTION}}}"
_READABLE = re.compile(
    rf"[-+]?(?:(?:0|[1-9]\d{{0,{_MAX_WHOLE - 1}}})(?:\.{_DECIMALS})?|\.(?=\d){_DECIMALS})\Z", re.ASCII
)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)\Z", re.ASCII)

# A longer text is no number in another spelling.
_LONGEST = 40


class NotANumber(ValueError):
    """A text that is no number here; `cure` says what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def number(text: str) -> Decimal:
    """The Decimal that `text` (digits, a decimal point, a sign) writes, every digit kept.

    Raises NotANumber, with the cure, for any other way to write a number.
    """
    if _READABLE.match(text):
        return Decimal(text)
    raise _refusal(text)


def _refusal(text: str) -> NotANumber:
    """Why a text is no number here."""
    if not _NUMBER.match(text):
        return NotANumber(
            _("expected a number, got {text}").format(text=f"`{clip(text, _LONGEST)}`"), _cure(text)
        )
    whole = text.lstrip("+-").partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return NotANumber(
            _("a number with a leading zero, {text}, is read differently by different programs").format(
                text=f"`{clip(text, _LONGEST)}`"
            ),
            _("write {number}").format(number=_clean(text)),
        )
    return NotANumber(
        _("{text} is too long: a number has at most {whole} digits and {fraction} decimals").format(
            text=f"`{clip(text, _LONGEST)}`", whole=_MAX_WHOLE, fraction=_MAX_FRACTION
        ),
        _("check the figure and the file's `unit`"),
    )


def typed_number(text: str) -> Decimal:
    """The Decimal that a person typed: as `number`, and with a decimal comma or any dash for a minus.

    Raises NotANumber.
    """
    from kalmar_cli.base.spellings import MINUSES

    dashes = str.maketrans(dict.fromkeys(MINUSES, "-"))
    return number(text.strip().translate(dashes).replace(",", ".", 1))


def printed_number(text: str, *, point_thousands: bool = True) -> Decimal | None:
    """The number that a document prints (spellings.figure), or None if it is none or too long."""
    from kalmar_cli.base.spellings import figure

    written = figure(text, point_thousands=point_thousands)
    return number(written) if _READABLE.match(written) else None


def _clean(text: str) -> str:
    """What `text` probably means, in the file's way of writing numbers, or nothing."""
    from kalmar_cli.base.spellings import figure, without_unit

    if len(text) > _LONGEST:
        return ""
    bare = without_unit(text).strip()
    if re.fullmatch(r"[-+]?\d{1,9}(?:\.\d+)?[eE][-+]?\d", bare, re.ASCII):
        bare = f"{Decimal(bare):f}"
    # 21:81, as tax rates are printed.
    meant = figure(re.sub(r"(?<=\d):(?=\d)", ",", bare), point_thousands=False)
    sign, digits = ("-", meant[1:]) if meant[:1] == "-" else ("", meant)
    return sign + re.sub(r"^0+(?=\d)", "", digits)


def _cure(text: str) -> str:
    if re.fullmatch(r"[-+]?\.?(?:nan|inf|infinity)", text.strip(), re.IGNORECASE):
        return _("write the figure; where a statement prints none, null")
    from kalmar_cli.base.spellings import kronor_of, without_unit

    meant, kronor = _clean(text), kronor_of(text[len(without_unit(text)) :].strip())
    if meant and kronor:
        size = kronor * UNITS["kr"]
        unit = next((name for name in UNITS if UNITS[name] == size), "mkr" if kronor > 1 else "kr")
        if UNITS[unit] != size:  # billions and öre, which no file is in
            meant = plain(Decimal(meant) * size / UNITS[unit])
        return _("write {number}, if figures here are in {unit}").format(number=meant, unit=unit)
    if meant:
        return _("write {number}").format(number=meant)
    return _("write digits with a decimal point, as in -7.5")
