"""What is found in a document: each thing with its place there and the doubts about it.

Amounts are as printed, in the document's own sign; `unit` says in what they are written.
"""

from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _


class FoundLine(NamedTuple):
    """One line of a document: its text, and where it stands (page 0: the document has no pages)."""

    text: str
    page: int
    number: int

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


class DocumentHeading(NamedTuple):
    """A heading: its number as printed ("4.1.2", or nothing), title, and the index of its line."""

    number: str
    title: str
    at: int
    lines: int = 1

    @property
    def chapter(self) -> str:
        """The number of the chapter that it belongs to."""
        return self.number.partition(".")[0]


class FoundRow(NamedTuple):
    """A row of a table: its name, one value a column (None: nothing printed), and doubts."""

    name: str
    values: tuple[Decimal | None, ...]
    line: FoundLine
    doubts: tuple[str, ...] = ()


class FoundStatement(NamedTuple):
    """A printed income statement: columns as (word, year), rows by id, amounts in `unit`, shares in %."""

    heading: str
    section: str
    columns: tuple[tuple[str, int], ...]
    rows: dict[str, FoundRow]
    labels: dict[str, str]
    unit: str
    line: FoundLine
    span: tuple[int, int]
    doubts: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """How many figures are printed in it."""
        return sum(value is not None for row in self.rows.values() for value in row.values)


class Change(NamedTuple):
    """A line of a table of changes, or a printed total of it."""

    row: FoundRow
    heading: str
    total: bool = False


class FoundTable(NamedTuple):
    """A table of changes: one amount for each of its years."""

    heading: str
    section: str
    years: tuple[int, ...]
    changes: tuple[Change, ...]
    unit: str
    line: FoundLine
    span: tuple[int, int]
    doubts: tuple[str, ...] = ()


class Mention(NamedTuple):
    """An amount in running text: its size in kronor, the sentence and paragraph around it, its place.

    `saves` is True for a saving, False for a cost, None where the words do not tell.
    """

    size: Decimal
    written: str
    sentence: str
    paragraph: str
    section: str
    heading: str
    line: FoundLine
    saves: bool | None
    years: tuple[int, ...]
    balance: bool


class FoundProposal(NamedTuple):
    """A numbered proposal: its whole text, where it stands, the amounts it states."""

    number: int
    text: str
    chapter: str
    section: str
    line: FoundLine
    span: tuple[int, int]
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[str, ...] = ()


def where(line: FoundLine, kind: str = "text") -> str:
    """A line's place in words: its page, its row of a sheet, or its line."""
    if line.page:
        return _("page {page}").format(page=line.page)
    if kind == "table":
        return _("row {row}").format(row=line.number)
    return _("line {line}").format(line=line.number)
