"""The unit that a heading names."""

import re
from decimal import Decimal

from kalmar_cli.base.spellings import SPELLINGS


def _heading_unit(kronor: Decimal) -> str:
    """The spellings of a unit that a heading may say without a figure."""
    return "|".join(s.pattern for s in SPELLINGS if s.heads and s.kronor == kronor)


UNIT_WORDS = (
    (re.compile(rf"\b(?:{_heading_unit(Decimal(1_000_000))})(?!\w)", re.I), "mkr"),
    (
        re.compile(
            rf"\b(?:{_heading_unit(Decimal(1_000))}|tusentals?\s+(?:kronor|kr)|i\s+tusental)(?!\w)", re.I
        ),
        "tkr",
    ),
    (
        re.compile(
            r"\b(?:belopp\s+i|i\s+hela|uttryckt\s+i|anges\s+i)\s+(?:kr|kronor|sek)\b|\(\s*kr(?:onor)?\s*\)"
            r"|(?:^|[,;:–-]|\bi)\s*(?:hela\s+)?(?:kr|kronor|sek)\s*$",
            re.I,
        ),
        "kr",
    ),
)


def unit_in(text: str) -> str:
    """The unit that a heading names (mkr, tkr or kr), or nothing."""
    for pattern, unit in UNIT_WORDS:
        if pattern.search(text):
            return unit
    return ""
