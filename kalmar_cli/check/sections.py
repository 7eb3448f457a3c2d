"""The numbered headings of a document, found in its text."""

import itertools
import re
from collections import Counter
from typing import NamedTuple

from kalmar_cli.base.problems import Place

# "4.1.2 Heading" at the start of a line; "12. Att …" is a proposal and "14 Title 2024" a page's foot.
_HEADING = re.compile(r"[^\S\n]*([1-9]\d?(?:\.[1-9]\d?)*)[^\S\n]+([A-ZÅÄÖ].*)")


class Outline(NamedTuple):
    """A document's file, its text, and where the heading of each section stands.

    Places are lines of the file; where it is no text, `pages` has them in words.
    """

    file: str
    text: str
    sections: dict[str, Place]
    pages: dict[str, str] | None = None


def outline(file: str, text: str) -> Outline:
    """The sections of a text: lines that begin with a section number and a capital letter."""
    found = []
    for at, line in enumerate(text.split("\n"), 1):
        match = _HEADING.match(line)
        if match:
            found.append((match[1], match[2].strip(), Place(at, match.start(1) + 1)))
    # What stands under several numbers is the foot of the pages, not a heading.
    feet = {
        words for words, count in Counter(words for _number, words, _place in found).items() if count > 1
    }
    sections: dict[str, Place] = {}
    for number, words, place in found:
        if words not in feet:
            sections.setdefault(number, place)
    return Outline(file, text, sections)


def gaps(sections: dict[str, Place]) -> list[tuple[str, str, str]]:
    """The numbers left out between two sections of a chapter: (before, missing, after)."""
    children: dict[str, set[int]] = {}
    for number in sections:
        above, _point, last = number.rpartition(".")
        children.setdefault(above, set()).add(int(last))
    found = []
    for above, lasts in children.items():
        prefix = above + "." if above else ""
        known = sorted(lasts)
        for before, after in itertools.pairwise(known):
            found += [
                (f"{prefix}{before}", f"{prefix}{n}", f"{prefix}{after}") for n in range(before + 1, after)
            ]
    return found
