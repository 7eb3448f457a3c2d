"""Values of a budget file as YAML on one line."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.characters import FORBIDDEN
from kalmar_cli.base.numbers import plain
from kalmar_cli.read.events import NULLS
from kalmar_cli.read.values import BOOLEANS

# Words that no reader of YAML takes for anything but a text, inside brackets too.
_PLAIN = re.compile(r"[^\W\d_][\w .()/@–−-]*\Z")
_OTHER_READERS = frozenset({"y", "n", "yes", "no", "on", "off"})


def text(value: str) -> str:
    """A text as YAML: plain where every reader takes it so, else in quotes; without what readers refuse."""
    value = re.sub(FORBIDDEN, " ", value)
    misread = value in NULLS or value in BOOLEANS or value.lower() in _OTHER_READERS
    if _PLAIN.match(value) and not misread and value == value.rstrip():
        return value
    return json.dumps(value, ensure_ascii=False)


def mapping(pairs: Mapping[str, str | None]) -> str:
    """Keys and values on one line; those without a value are left out."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items() if value is not None) + "}"


def figures_by_year(figures: Mapping[int, Decimal | int]) -> str:
    """Figures by year, with all their digits."""
    return mapping({str(year): plain(Decimal(figure)) for year, figure in figures.items()})


def sequence(values: Sequence[object]) -> str | None:
    """A list on one line; None for an empty one."""
    return "[" + ", ".join(map(str, values)) + "]" if values else None


def optional_text(value: str | None) -> str | None:
    """A text as YAML, None where there is none."""
    return None if value is None else text(value)
