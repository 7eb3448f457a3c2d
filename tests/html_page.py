"""Reads a page as a browser's table reader would: tables as cells, headings, links, every tag."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "rect", "line", "input"}


class Cell(NamedTuple):
    """A cell of a table: its words as shown (hidden labels left out), and its attributes."""

    text: str
    attributes: dict[str, str]
    is_heading: bool


class Table(NamedTuple):
    """A table: caption, and the rows of its head and bodies."""

    caption: str
    head: list[list[Cell]]
    rows: list[list[Cell]]


class Page(HTMLParser):
    """A parsed page. Fails if a tag is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: list[Table] = []
        self.headings: list[tuple[str, str]] = []
        self.text = ""
        self._collected: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag in VOID:
            return
        self.open.append((tag, attributes))
        if tag == "table":
            self.tables.append(Table("", [], []))
        elif tag == "tr":
            self._rows().append([])
        elif tag in ("td", "th", "caption", "h1", "h2", "h3", "h4"):
            self._collected = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        name, attributes = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        words = " ".join("".join(self._collected).split())
        if tag in ("td", "th"):
            self._rows()[-1].append(Cell(words, attributes, tag == "th"))
        elif tag == "caption":
            self.tables[-1] = self.tables[-1]._replace(caption=words)
        elif tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((tag, words))

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _attributes in self.open]
        self.text += "" if "style" in inside else data
        if not {"small", "sup"} & set(inside):
            self._collected.append(data)

    def _rows(self) -> list[list[Cell]]:
        table = self.tables[-1]
        return table.head if any(tag == "thead" for tag, _attributes in self.open) else table.rows

    def captioned(self, caption: str) -> Table:
        """The table whose caption begins so."""
        [table] = [table for table in self.tables if table.caption.startswith(caption)]
        return table
