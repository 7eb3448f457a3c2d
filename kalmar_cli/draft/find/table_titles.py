"""The title, section, unit and legend of a table, from the lines around it."""

import re
from collections.abc import Sequence

from kalmar_cli.draft.find import kind_words, rows
from kalmar_cli.draft.find.direction import heading_saves
from kalmar_cli.draft.find.found import FoundLine
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.head_words import head_words
from kalmar_cli.draft.find.units import unit_in

TITLE_LINES = 6
_LONGEST_TITLE = 110
SECTION = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=\D)")
_TITLE_NUMBER = re.compile(
    r"^\s*(?:(?:Tabell|Bilaga|Tab\.?)\s+\d+|(\d{1,2}(?:\.\d{1,2})*))\.?:?\s+(?=\D)", re.I
)
_LEGEND = re.compile(
    r"\b(?:plus|minus|tecken|belopp|negativ\w*|positiv\w*)\b|[+−–-]\s*(?:=|betyder|förbättr|försämr)", re.I
)
TELLS = re.compile(
    rf"resultat(?:räkning|budget|plan)|{kind_words.CHANGE_WORDS.pattern}|{kind_words.FRAME_WORDS.pattern}"
    r"|räkning\b|utredning\b|investering",
    re.I,
)


def titled(lines: Sequence[FoundLine], grid: TableGrid, free: int) -> TableGrid:
    """A grid with the title above it (or, numbered, right below), and the unit that is said nearest."""
    title, legend, start, said = _above(lines, grid.start, free)
    below = next((line.text.strip() for line in lines[grid.end : grid.end + 4] if not line.blank), "")
    below = below if SECTION.match(below) and not below.endswith(".") and len(below) < 90 else ""
    unit = grid.unit or unit_in(legend) or said
    above = title if _tells(title) and not _tells(grid.title) else ""
    heading = above or (grid.title if _says_more(grid.title) else title or grid.title or below)
    number = (
        SECTION.match(below) if not _TITLE_NUMBER.match(heading) or not SECTION.match(heading) else None
    )
    own = _TITLE_NUMBER.match(heading)
    section = (own[1] or "") if own else ""
    if number and "." not in section:
        section = number[1]
    return grid._replace(
        title=_TITLE_NUMBER.sub("", heading).strip(" ,:(").strip(),
        section=section,
        unit=unit,
        legend=" ".join([legend, grid.title, title, below]),
        start=min(grid.start, start),
    )


def _tells(title: str) -> bool:
    """Whether a title says what kind of table stands below it."""
    return bool(TELLS.search(title)) or heading_saves(title) is not None


def _says_more(title: str) -> bool:
    """Whether the words in a header are a title and not the names of its columns."""
    return any(word.what == "other" for word in head_words(title)) and not _LEGEND.search(title)


def _above(lines: Sequence[FoundLine], start: int, free: int) -> tuple[str, str, int, str]:
    """The title above a header, what its legend says, where they begin, and the nearest unit in them."""
    titles: list[tuple[str, int]] = []
    legend, first = "", start
    for index in range(start - 1, max(free, start - 3 * TITLE_LINES) - 1, -1):
        text = " ".join(lines[index].text.split())
        if not text:
            continue
        if (
            len(text) > _LONGEST_TITLE
            or "\t" in lines[index].text.strip()
            or len(titles) == TITLE_LINES // 2
        ):
            break
        if not titles and _LEGEND.search(text):
            legend, first = f"{text} {legend}", index
            continue
        if rows.is_prose(text) or re.search(r"[.;,]$", text):
            break
        if titles and titles[-1][0][:1].islower():
            titles[-1] = (f"{text} {titles[-1][0]}", index)
        else:
            titles.append((text, index))
    # The line that says what kind of table it is, among the nearest; else the nearest.
    told = [title for title in titles if _tells(title[0])]
    title, index = (told or titles or [("", first)])[0]
    unit = next((unit for text, _at in titles if (unit := unit_in(text))), "")
    return title, legend, min(first, index), unit
