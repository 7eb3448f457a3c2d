"""Findings for people: a block each with excerpt and remedy, by budget, and a last line that counts."""

from itertools import groupby
from textwrap import wrap

from kalmar_cli.base.language import _
from kalmar_cli.base.messages import INDENT, excerpt
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding, Spot
from kalmar_cli.check.render import CheckResult
from kalmar_cli.check.render.words import count, heading, level_name

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLOURS = {ERROR: "\x1b[1;31m", CONTRADICTION: "\x1b[1;33m", NOTE: "\x1b[1;36m"}
_LEAST_WIDTH = 40
# So many other places are shown with their lines; of more, only where they are.
_SHOWN = 2


def render(result: CheckResult) -> str:
    """The findings as text; for a terminal wrapped to its width, with the level in bold or colour."""
    blocks = []
    for budget, findings in result.checked:
        if findings:
            title = heading(budget)
            blocks.append(f"{_BOLD}{title}{_PLAIN}" if result.styled else title)
            blocks += [_block(finding, result) for finding in findings]
    return "\n\n".join([*blocks, count(result)]) + "\n"


def _block(finding: Finding, result: CheckResult) -> str:
    place = finding.spot.place
    level = level_name(finding.level)
    if result.styled:
        level = (_COLOURS[finding.level] if result.colour else _BOLD) + level + _PLAIN
    head = f"{finding.spot.file}:{place.line}:{place.column}: {level} {finding.rule}:"
    lines = _filled(f"{head} {finding.message}", result.width, "  ")
    lines += _excerpt(finding.spot, result)
    against = _("against")
    if len(finding.against) <= _SHOWN:
        for spot in finding.against:
            where = f"{spot.file}:{spot.place.line}:{spot.place.column}"
            lines += [f"  {against} {where}", *_excerpt(spot, result)]
    else:
        lines += _filled(f"  {against} {_places(finding.against)}", result.width, "    ")
    return "\n".join([*lines, *_filled(f"  → {finding.remedy}", result.width, "    ")])


def _excerpt(spot: Spot, result: CheckResult) -> list[str]:
    """The line of a place and a caret below it."""
    lines = result.lines(spot.file)
    line = lines[spot.place.line - 1] if spot.place.line <= len(lines) else ""
    indented = len(line) - len(line.lstrip())
    width = max(result.width, _LEAST_WIDTH) - len(INDENT) if result.width else 0
    shown = excerpt(line.lstrip(), spot.place.column - indented, width) if line else ()
    return [INDENT + text for text in shown]


def _places(spots: tuple[Spot, ...]) -> str:
    """Many places, each file named once: `FILE:36:14, 44:14`."""
    return "; ".join(
        f"{file}:" + ", ".join(f"{spot.place.line}:{spot.place.column}" for spot in found)
        for file, found in groupby(spots, key=lambda spot: spot.file)
    )


def _filled(text: str, width: int, indent: str) -> list[str]:
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
