"""Pages of text → lines with their places: running heads, footnotes and page numbers left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kalmar_cli.draft.find.found import FoundLine
from kalmar_cli.draft.find.head_words import is_header_text
from kalmar_cli.draft.find.marks import WORDED
from kalmar_cli.draft.source.lines import SourceLine, text_line

_EDGE = 3
_NOTE = re.compile(r"^\s*(\d{1,2})\s+(?:https?://|www\.|källa\b|se även\b|jfr\b|ibid)", re.I)
_YEAR_RANGE = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?(?:(?:19|20)?\d\d)\b")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


class Pages(NamedTuple):
    """A document's lines in order, what its running heads say, and what kind of file it was.

    `hidden` are the sheets, columns and rows of a workbook that its reader does not see.
    """

    lines: tuple[FoundLine, ...]
    heads: tuple[str, ...]
    kind: str
    pages: int
    hidden: tuple[str, ...] = ()

    def text(self, start: int, end: int) -> str:
        """The lines from `start` up to `end` as one text, words joined over line breaks."""
        return joined(line.text for line in self.lines[start:end])


_HYPHENATED = re.compile(r"[^\W\d_]-\Z")


def joined(lines: Iterable[str]) -> str:
    """Lines as one text: a word hyphenated at a line's end is whole again."""
    parts: list[str] = []
    for line in lines:
        text = line.strip()
        if not text:
            continue
        if (
            parts
            and _HYPHENATED.search(parts[-1])
            and text[0].islower()
            and not re.match(r"(?:och|eller|samt)\b", text)
        ):
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(text)
    return re.sub(r"[ \t]+", " ", "".join(parts))


def of(pages: Sequence[Sequence[SourceLine | str]], kind: str) -> Pages:
    """The document of these pages; `kind` is pdf, text or table. Places count lines through a text."""
    paged = kind == "pdf" or len(pages) > 1
    whole = [[text_line(line) if isinstance(line, str) else line for line in page] for page in pages]
    texts = [[line.text for line in page] for page in whole]
    heads = _running(texts) if paged else set()
    if kind != "table":
        heads |= _running_in_text([text for page in texts for text in page])
    # A number inside a page's edge counts the pages only where another page has the next one.
    offsets = Counter(
        _offset(page[at], index)
        for index, page in enumerate(texts)
        for at in _edges(page)
        if _is_page_number(page[at], len(pages))
    )
    counted = {offset for offset, count in offsets.items() if count > 1}
    lines: list[FoundLine] = []
    number = 0
    for index, page in enumerate(whole):
        notes = _footnotes(texts[index]) if kind != "table" else set()
        edges = _edges(texts[index])
        for place, (text, cells, own) in enumerate(page):
            number = own or number + 1
            running = _without_page(text) in heads and (kind == "text" or place in edges or _numbered(text))
            alone = paged and place in edges and _is_page_number(text, len(pages))
            if alone and min(edges) < place < max(edges):
                alone = _offset(text, index) in counted
            at = index + 1 if kind == "pdf" else 0
            if place in notes or (text.strip() and (running or alone)):
                lines.append(FoundLine("", at, number))
            else:
                lines.append(FoundLine(text, at, number, cells))
    return Pages(tuple(lines), tuple(sorted(heads)), kind, len(pages) if paged else 0)


def _without_page(text: str) -> str:
    """A line without a page number at either end, to tell running heads by."""
    if WORDED.match(text):
        return text.strip()  # "Yrkande 3" counts proposals and not pages
    text = re.sub(r"\b(?:sida?|s\.)\s*\d+(?:\s*(?:av|\()\s*\d+\)?)?", "", text.strip(), flags=re.I).strip()
    text = re.sub(r"\s{2,}\d{1,4}$", "", text)
    return re.sub(
        r"^\s*\d{1,4}(?![\d.,:)])\s*(?=\D)|(?<=[^\d\s])\s*\b\d{1,3}\s*$", "", text.strip()
    ).strip()


def _is_page_number(text: str, pages: int) -> bool:
    """Whether a line is a page number alone; a year in a table's header is more than there are pages."""
    match = re.fullmatch(r"\s*(?:sida?\s*|[-–]\s*)?(\d{1,4})(?:\s*[-–]|\s*\(\d+\))?\s*", text, re.I)
    return bool(match) and int(match[1]) <= pages + 30  # type: ignore[index]


def _offset(text: str, index: int) -> int:
    """How far a page number is from the index of its page."""
    return int(re.findall(r"\d+", text)[0]) - index


def _numbered(text: str) -> bool:
    """Whether a line begins or ends with what may be a page number."""
    return bool(re.match(r"\s*\d{1,4}\D|.*\D\d{1,3}\s*$", text))


def _is_figures(text: str) -> bool:
    """Whether a line is a row of a table or its header, which may stand on every page."""
    text = _YEAR_RANGE.sub("", _without_page(text))
    return len(re.findall(r"\d+", text)) > 2 or len(_YEARS.findall(text)) > 1 or is_header_text(text)


def _edges(page: Sequence[str]) -> set[int]:
    """The first and last written lines of a page."""
    written = [place for place, text in enumerate(page) if text.strip()]
    return {*written[:_EDGE], *written[-_EDGE:]}


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the top or bottom of many pages, page numbers aside; never a row of figures."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_without_page(page[place]) for place in _edges(page) if not _is_figures(page[place])})
    enough = max(3, len(pages) // 4) if len(pages) > 2 else 2
    return {text for text, count in seen.items() if text and count >= enough}


def _running_in_text(lines: Sequence[str]) -> set[str]:
    """Running heads in a text without pages: the same line three times, its page number growing."""
    numbers: dict[str, list[int]] = {}
    for text in lines:
        if not text.strip() or len(text) > 120:
            continue
        match = re.match(r"\s*(\d{1,4})(?![\d.,:)])\s*(?=\D)", text) or re.search(
            r"(?<=\D)(\d{1,3})\s*$", text
        )
        bare = _without_page(text)
        if match and bare and bare != text.strip() and not _is_figures(bare):
            numbers.setdefault(bare, []).append(int(match[1]))
    return {
        bare
        for bare, pages in numbers.items()
        if len(pages) >= 3 and all(a < b for a, b in pairwise(pages)) and len(bare) > 3
    }


def _footnotes(page: Sequence[str]) -> set[int]:
    """The places of footnotes: a small number and a source or an address."""
    return {place for place, text in enumerate(page) if _NOTE.match(text)}
