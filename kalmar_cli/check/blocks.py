"""Findings for people, by budget, gravest first: a block each.

In a pipe or file a block has the full place with an excerpt and a caret; on a
terminal the document's places in words, the file's place short and dim, and
what rounding explains folded into one line.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kalmar_cli.base.characters import widest, wrap_words
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.messages import INDENT, excerpt
from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding, Spot
from kalmar_cli.check.report import CheckedBudget, count_in_words, in_words, level_name

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
# Colours that dark and light screens show alike; a note has none. The words say the same.
_COLOURS = {ERROR: "\x1b[1;31m", CONTRADICTION: "\x1b[1;35m", NOTE: _BOLD}
_LEAST_WIDTH, _READABLE = 40, 100
# So many other places are shown with their lines; of more, only where they are.
_SHOWN = 2


class Paper(NamedTuple):
    """What blocks are written on: `lines` gives the lines of a file, for excerpts.

    `width` is the terminal's, 0 for a pipe or file; `colour` says whether it takes colours, `folded`
    whether what rounding explains is one line.
    """

    lines: Callable[[str], list[str]]
    width: int = 0
    colour: bool = False
    folded: bool = True


def render(checked: Sequence[CheckedBudget], paper: Paper) -> str:
    """The findings as text, with what was checked and how much was found at the top."""
    blocks = [in_words(checked)] if len(checked) != 1 or not paper.width else []
    for of in checked:
        if paper.width:
            blocks += _on_screen(of, paper)
        elif of.findings or of.document:
            head = [of.heading, f"{of.extent}: {count_in_words(of.findings)}", of.document]
            blocks.append("\n".join(filter(None, head)))
            blocks += [_in_full(finding, paper) for finding in of.gravest_first]
    return "\n\n".join(blocks) + "\n"


# -- on a terminal ---------------------------------------------------------------


def _on_screen(of: CheckedBudget, paper: Paper) -> Iterator[str]:
    """The blocks of one budget: whose it is, what was found, and last what rounding explains."""
    width = max(_LEAST_WIDTH, min(paper.width, _READABLE))
    yield "\n".join(_head(of, width))
    for finding in of.gravest_first:
        if not (paper.folded and finding.rounding):
            yield _short(of, finding, paper, width)
    roundings = [finding for finding in of.findings if finding.rounding]
    if roundings and paper.folded:
        rules = Counter(finding.rule for finding in roundings)
        words = _n(
            "{n} note on rounding, nothing to correct",
            "{n} notes on rounding, nothing to correct",
            len(roundings),
        )
        shows = _("{rules} shows them").format(rules=" ".join(f"--rule {rule}" for rule in rules))
        yield "\n".join(_painted(_DIM, f"{words} ({shows})", width, "  "))


def _head(of: CheckedBudget, width: int) -> Iterator[str]:
    found = count_in_words(of.findings)
    yield from _painted(_BOLD, of.heading, width)
    if widest(f"{found} · {of.extent}") <= width:
        yield f"{found}{_DIM} · {of.extent}{_PLAIN}"
    else:
        yield from (found, *_painted(_DIM, of.extent, width))
    yield from _painted(_DIM, of.document, width)


def _painted(style: str, words: str, width: int, indent: str = "") -> Iterator[str]:
    """Words within `width`, in a style that ends at each line's end."""
    return (style + line + _PLAIN for line in wrap_words(words, width, indent))


def _short(of: CheckedBudget, finding: Finding, paper: Paper, width: int) -> str:
    """Level, place in the document, rule and place in the file; what is found; what to do."""
    level = level_name(finding.level)
    where = of.places.get(finding, "")
    file = " · ".join([finding.rule, _short_places(finding)])
    left = f"{level}  {where}".rstrip()
    painted = (_COLOURS[finding.level] if paper.colour else _BOLD) + level + _PLAIN + left[len(level) :]
    gap = width - widest(left) - widest(file)
    lines = [painted + " " * gap + _DIM + file + _PLAIN] if gap >= 2 else [painted]
    lines += wrap_words("  " + finding.message, width, "  ")
    lines += wrap_words(f"  → {finding.remedy}", width, "    ")
    if gap < 2:
        lines += _painted(_DIM, "  " + file, width, "  ")
    return "\n".join(lines)


def _short_places(finding: Finding) -> str:
    """`alliansen.yaml:75`, and the lines of the same file that it is held against."""
    here = finding.spot.place.line
    others = dict.fromkeys(s.place.line for s in finding.against if s.file == finding.spot.file)
    lines = [str(line) for line in others if line != here]
    shown = lines if len(lines) <= _SHOWN else [*lines[:_SHOWN], "…"]
    return ", ".join([finding.spot.short, *shown])


# -- in full ----------------------------------------------------------------------


def _in_full(finding: Finding, paper: Paper) -> str:
    head = f"{finding.spot.full}: {level_name(finding.level)} {finding.rule}:"
    lines = [f"{head} {finding.message}", *_excerpt(finding.spot, paper)]
    against = _("against")
    if len(finding.against) <= _SHOWN:
        for spot in finding.against:
            lines += [f"  {against} {spot.full}", *_excerpt(spot, paper)]
    else:
        lines.append(f"  {against} {_places(finding.against)}")
    return "\n".join([*lines, f"  → {finding.remedy}"])


def _excerpt(spot: Spot, paper: Paper) -> list[str]:
    """The line of a place and a caret below it."""
    lines = paper.lines(spot.file)
    line = lines[spot.place.line - 1] if spot.place.line <= len(lines) else ""
    indented = len(line) - len(line.lstrip())
    shown = excerpt(line.lstrip(), spot.place.column - indented) if line else ()
    return [INDENT + text for text in shown]


def _places(spots: tuple[Spot, ...]) -> str:
    """Many places, each file named once: `FILE:36:14, 44:14`."""
    return "; ".join(
        f"{file}:" + ", ".join(f"{spot.place.line}:{spot.place.column}" for spot in found)
        for file, found in groupby(spots, key=lambda spot: spot.file)
    )
