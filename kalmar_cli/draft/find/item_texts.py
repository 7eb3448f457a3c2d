"""An item's text as its proposal says it: without mark, its sub-items in it, its figure with a unit."""

import re

from kalmar_cli.base.spellings import FIGURE, MINUSES
from kalmar_cli.draft.find.amounts import find_amounts, years_in
from kalmar_cli.draft.find.items import Item, next_written
from kalmar_cli.draft.find.marks import BULLET, line_mark
from kalmar_cli.draft.find.units import unit_in
from kalmar_cli.draft.source.document import Pages, joined

_SIGN = rf"[+{re.escape(MINUSES)}]?"
_FIGURES = rf"{_SIGN}{FIGURE}(?:\s?/\s?{_SIGN}{FIGURE})*"
# A figure at the end without a unit, and what stands between a name and its figure.
_BARE = re.compile(rf"[^\W\d_]\S*(?P<between>\s*[,:(–-]\s*|\s+)(?P<figures>{_FIGURES})\s*\)?\.?$")
_DECIMAL = re.compile(rf"(?<![\w,.]){_SIGN}\d[\d ]*,\d+(?=\s+[A-ZÅÄÖ])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTS = re.compile(
    r"\b(?:årskurs(?:erna)?|åk|agenda|klass|kap|kapitel|paragraf|nr|nummer|år|åren|vecka|linje|väg|länsväg|riksväg"
    r"|punkt|sid(?:an?)?|bilaga|etapp|plan|version|vision|mål|kl|klockan)\.?$",
    re.I,
)
_GAP = re.compile(r"(?<![\s._…])(?=\s*(?:\.{3}|…|\t|\s{3}))[\s._…]+(?=[-−–+]?\d)")


def text_of(document: Pages, item: Item, end: int, lead: str) -> str:
    """An item's text without its mark, its sub-items parted by semicolons, its figure with a unit."""
    parts = [_GAP.sub(", ", item.mark.text)]
    if _is_title(document, item):
        parts[0] += "."
    for line in document.lines[item.at + 1 : end]:
        mark = line_mark(line)
        if mark and mark.kind == BULLET and mark.indent > item.mark.indent:
            parts.append(f"; {mark.text}")
        else:
            parts.append(line.text)
    text = joined(parts).replace(" ; ", "; ").strip()
    return "; ".join(with_unit(part, lead) for part in text.split("; "))


def behind_gap(text: str, lead: str) -> str:
    """A text whose figure at the end stands behind dots or a gap, with the unit above; or nothing."""
    return with_unit(_GAP.sub(", ", text.strip()), lead) if _GAP.search(text) else ""


def _is_title(document: Pages, item: Item) -> bool:
    """Whether an item's first line is a title and the proposal itself, or its reasons, begin below it."""
    after = document.lines[item.at + 1].text if item.at + 1 < len(document.lines) else ""
    if not item.mark.text or item.mark.text[-1] in ".:;,!?":
        return False
    if after.strip():
        return not item.says_att and after.lstrip().startswith("Att ")
    below = next_written(document, item.at + 1)
    return below is not None and document.lines[below].text.lstrip()[:1].isupper()


def with_unit(text: str, lead: str) -> str:
    """A text with the unit, and of several figures the years, that stand above, if its figure has none."""
    figures, unit = bare_figures(text), unit_in(lead)
    if not figures or not unit:
        return text
    years = years_in(lead) if "/" in figures else ()
    by_year = f" {', '.join(map(str, years))}" if len(years) == figures.count("/") + 1 else ""
    return f"{text.rstrip(' .)')} {unit}{by_year}{')' if text.rstrip(' .').endswith(')') else ''}"


def bare_figures(text: str) -> str:
    """The figure without a unit, or those parted by strokes, that a text ends in, or nothing."""
    match = None if any(find_amounts(text)) else _BARE.search(text)
    if not match or _YEAR.fullmatch(match["figures"]) or _COUNTS.search(text[: match.start("between")]):
        return ""
    return match["figures"]


def figures_inside(text: str) -> list[str]:
    """The decimals without a unit inside a text that ends in a figure without one: of other rows, maybe."""
    figures = bare_figures(text)
    inside = text.rstrip(" .)").removesuffix(figures) if figures and "/" not in figures else ""
    return _DECIMAL.findall(inside)


def lacks_unit(text: str) -> bool:
    """Whether a text ends in a figure that looks like an amount, but no unit is said."""
    figures = bare_figures(text)
    return bool(re.search(rf"\d,\d|\d \d|/|^[+{re.escape(MINUSES)}]", figures))
