"""Values as YAML text: quoted where they must be, figures with the digits printed, comments in lines."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kalmar_cli.base.characters import FORBIDDEN
from kalmar_cli.read.events import NULLS
from kalmar_cli.read.values import BOOLEANS

CHECK = "kontrollera:"
"""What marks a doubt in a draft; the same in every language, so that it can be searched for."""

_PLAIN = re.compile(r"[^\W\d_](?:[^:#\[\]{},]|:(?=\S))*(?<!\s)\Z")
_WIDTH = 100


def text(value: str) -> str:
    """A text as a YAML scalar, safe also inside brackets."""
    value = FORBIDDEN.sub(" ", value)
    if _PLAIN.match(value) and value not in NULLS and value not in BOOLEANS and not value.endswith(":"):
        return value
    return "'" + value.replace("'", "''") + "'"


def code(value: str) -> str:
    """A number of a chapter or section: quoted where YAML would take it for a number."""
    if re.fullmatch(r"\d+(?:\.\d+){2,}", value):
        return value
    return f'"{value}"' if re.fullmatch(r"\d+(?:\.\d+)?", value) else text(value)


def figure(value: Decimal | None) -> str:
    """A figure with the digits it was printed with; null where nothing was printed."""
    return "null" if value is None else f"{value:zf}"


def flow(pairs: Mapping[str, str]) -> str:
    """A mapping on one line, values already written."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


def sequence(values: Iterable[str]) -> str:
    """A list on one line, values already written."""
    return "[" + ", ".join(values) + "]"


def comment(message: str, indent: int = 0) -> list[str]:
    """A message as comment lines."""
    pad = " " * indent + "# "
    clean = FORBIDDEN.sub(" ", message.replace("\n", " "))
    return [pad + line for line in textwrap.wrap(clean, _WIDTH - indent) or [""]]


def check(message: str, indent: int = 0) -> list[str]:
    """A doubt as comment lines: what to check, and where in the document."""
    return comment(f"{CHECK} {message}", indent)
