"""Problems in words: place, excerpt, caret, cure; always on standard error."""

import os
import re
import sys
from typing import TextIO
from unicodedata import combining

from kalmar_cli.base.characters import widest
from kalmar_cli.base.errors import Unreadable
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.problems import Place

_WIDE = 100
_LEAST = 20
INDENT = " " * 4


def excerpt(line: str, column: int, width: int = 0) -> tuple[str, str]:
    """A line of a file and a caret below its column (from 1), cut to `width`, or to 100, signs."""
    room = max(width, _LEAST) if width else _WIDE
    # Within a window there must be room for the signs that say that the line is cut.
    shows = room - 2 if width and len(line) > room else room
    start = max(0, min(column - 1 - shows // 2, len(line) - shows))
    part = line[start : start + shows]
    before, after = "…" if start else "", "…" if start + shows < len(line) else ""
    shown = "".join(c if c.isprintable() or combining(c) else "·" for c in part)
    indent = len(before) + widest(shown[: column - 1 - start])
    return f"{before}{shown}{after}".rstrip(), " " * indent + "^"


def excerpt_room(stream: TextIO) -> int:
    """How many characters an indented excerpt may have on a terminal; elsewhere 0, which is no limit."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return 0
    return terminal_width() - len(INDENT)


# Wider than any screen; COLUMNS can say anything.
_WIDEST = 10_000


def terminal_width() -> int:
    """How many columns the terminal has, or the user says that it has."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, _WIDEST)


def message_at(file: str, place: Place, message: str, lines: list[str], remedy: str) -> str:
    """A message about a place in a file: `FILE:LINE:COL: message`, the line, a caret, the remedy."""
    parts = [f"{file}:{place.line}:{place.column}: {message}"]
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if line.strip():
        parts += [INDENT + text for text in excerpt(line, place.column, excerpt_room(sys.stderr))]
    parts.append(f"  → {remedy}")
    return "\n".join(parts)


def problems_text(error: Unreadable) -> str:
    """Every problem of a file (before it, of its base), sorted by line, and how many there are."""
    lines = [line.rstrip("\r") for line in error.text.split("\n")]
    blocks = [message_at(error.file, p.place, p.message, lines, p.cure) for p in sorted(error.problems)]
    count = _n("{n} problem", "{n} problems", len(error.problems))
    before = [problems_text(error.base), ""] if error.base else []
    return "\n".join([*before, *blocks, f"{error.file}: {count}"])


def say(message: str) -> None:
    """A message to the person, on standard error; nothing in it can steer the terminal.

    Where standard error takes nothing (a full disk), it goes nowhere, as where it is
    closed: what the command does, and how it ends, does not depend on it.
    """
    from kalmar_cli.base.characters import FORBIDDEN

    try:
        print(re.sub(FORBIDDEN, "�", message), file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def refuse(message: str) -> None:
    """Says why something cannot be done."""
    say(_("Error: {message}").format(message=message))
