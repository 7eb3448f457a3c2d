"""Findings for people: a block each with excerpt and remedy, by budget, and a last line that counts."""

from collections.abc import Callable, Sequence
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.messages import INDENT, excerpt
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding, Spot
from kalmar_cli.check.report import CheckedBudget, in_words, level_name

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLOURS = {ERROR: "\x1b[1;31m", CONTRADICTION: "\x1b[1;33m", NOTE: "\x1b[1;36m"}
_LEAST_WIDTH = 40
# So many other places are shown with their lines; of more, only where they are.
_SHOWN = 2


class Paper(NamedTuple):
    """What blocks are written on: `lines` gives the lines of a file, for excerpts.

    `width` is the terminal's, 0 for full width; `styled` and `colour` say which ANSI styles it takes.
    """

    lines: Callable[[str], list[str]]
    width: int = 0
    styled: bool = False
    colour: bool = False


def render(checked: Sequence[CheckedBudget], paper: Paper) -> str:
    """The findings as text; for a terminal wrapped to its width, with the level in bold or colour."""
    blocks = []
    for of in checked:
        if of.findings:
            blocks.append(f"{_BOLD}{of.heading}{_PLAIN}" if paper.styled else of.heading)
            blocks += [_block(finding, paper) for finding in of.findings]
    return "\n\n".join([*blocks, in_words(checked)]) + "\n"


def _block(finding: Finding, paper: Paper) -> str:
    level = level_name(finding.level)
    if paper.styled:
        level = (_COLOURS[finding.level] if paper.colour else _BOLD) + level + _PLAIN
    head = f"{finding.spot.full}: {level} {finding.rule}:"
    lines = _fill(f"{head} {finding.message}", paper.width, "  ")
    lines += _excerpt(finding.spot, paper)
    against = _("against")
    if len(finding.against) <= _SHOWN:
        for spot in finding.against:
            lines += [f"  {against} {spot.full}", *_excerpt(spot, paper)]
    else:
        lines += _fill(f"  {against} {_places(finding.against)}", paper.width, "    ")
    return "\n".join([*lines, *_fill(f"  → {finding.remedy}", paper.width, "    ")])


def _excerpt(spot: Spot, paper: Paper) -> list[str]:
    """The line of a place and a caret below it."""
    lines = paper.lines(spot.file)
    line = lines[spot.place.line - 1] if spot.place.line <= len(lines) else ""
    indented = len(line) - len(line.lstrip())
    width = max(paper.width, _LEAST_WIDTH) - len(INDENT) if paper.width else 0
    shown = excerpt(line.lstrip(), spot.place.column - indented, width) if line else ()
    return [INDENT + text for text in shown]


def _places(spots: tuple[Spot, ...]) -> str:
    """Many places, each file named once: `FILE:36:14, 44:14`."""
    return "; ".join(
        f"{file}:" + ", ".join(f"{spot.place.line}:{spot.place.column}" for spot in found)
        for file, found in groupby(spots, key=lambda spot: spot.file)
    )


def _fill(text: str, width: int, indent: str) -> list[str]:
    """A paragraph as lines that fit; as one line without width."""
    if not width:
        return [text]
    return wrap(
        text,
        max(width, _LEAST_WIDTH),
        subsequent_indent=indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
