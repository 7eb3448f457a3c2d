"""What is found in a document: each thing with its place there and the doubts about it.

Amounts are as printed, in the document's own sign; `unit` says in what they are written.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kalmar_cli.base.language import _


class Known(NamedTuple):
    """A fact about the budget as a whole, and the doubt about it, if any."""

    value: str
    doubt: str = ""


class Cell(NamedTuple):
    """What stands in one cell of a line, and from where to where: points, characters or columns.

    `value` is the number of a cell that a spreadsheet holds as a number, whatever it looks like.
    """

    text: str
    left: float
    right: float
    value: Decimal | None = None


class FoundLine(NamedTuple):
    """One line of a document: its text, and where it stands (page 0: the document has no pages).

    `cells` are its parts by their positions; none where only the text is known.
    """

    text: str
    page: int
    number: int
    cells: tuple[Cell, ...] = ()

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
    """A printed income statement: columns as (word, year), rows by id, amounts in `unit`, shares in %.

    `memo` are rows that its sums do not count, `left_out` the columns that are none of ours
    (notes, deviations, the group), `remarks` what was done and needs no checking.
    """

    heading: str
    section: str
    columns: tuple[tuple[str, int], ...]
    rows: dict[str, FoundRow]
    labels: dict[str, str]
    unit: str
    line: FoundLine
    span: tuple[int, int]
    doubts: tuple[str, ...] = ()
    memo: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """How many figures are printed in it."""
        return sum(value is not None for row in self.rows.values() for value in row.values)


class Change(NamedTuple):
    """A line of a table of changes or frames, or a printed total of it.

    `area` is the committee in a column or heading of its own, `number` the proposal's (0: none).
    """

    row: FoundRow
    heading: str
    total: bool = False
    area: str = ""
    number: int = 0

    def doubted(self, doubt: str) -> "Change":
        """The same with a doubt at its row."""
        return self._replace(row=self.row._replace(doubts=(doubt, *self.row.doubts)))


CHANGES, FRAMES = "changes", "frames"


class FoundTable(NamedTuple):
    """A table of changes, or of frames per committee: one amount for each of its years.

    Frames are the posts of a complete budget: what each committee has, more money being plus.
    `sign` is the sign that the table's own shape gives (result or spending; "" where none),
    `why` its evidence; `left_out` the columns that are none of ours; `unpriced` its numbered rows
    without an amount.
    """

    heading: str
    section: str
    years: tuple[int, ...]
    changes: tuple[Change, ...]
    unit: str
    line: FoundLine
    span: tuple[int, int]
    doubts: tuple[str, ...] = ()
    kind: str = CHANGES
    sign: str = ""
    why: str = ""
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unpriced: tuple[Change, ...] = ()


class SeenTable(NamedTuple):
    """A table that was seen: where, its title, columns and first row, what it was taken for and why.

    `taken_for` is statement, changes, frames or skip; `number` counts the document's tables from 1;
    `open` says that nothing in the document tells what it is.
    """

    number: int
    line: FoundLine
    span: tuple[int, int]
    title: str
    columns: tuple[str, ...]
    first_row: tuple[str, ...]
    rows: int
    unit: str
    taken_for: str
    why: str
    open: bool = False


class Answers(NamedTuple):
    """What the user says of the tables: by number what each is, by number and column what that is.

    A column is named note, skip, total, own, theirs or difference; empty means: as found.
    `signs` are of single tables, `sign` of all others.
    """

    tables: Mapping[int, str] = MappingProxyType({})
    columns: Mapping[tuple[int, int], str] = MappingProxyType({})
    unit: str = ""
    sign: str = ""
    own_column: str = ""
    signs: Mapping[int, str] = MappingProxyType({})

    def said_of(self, number: int, table: FoundTable) -> FoundTable:
        """A table of this number in the sign that the user says, if any: no evidence for other tables."""
        sign = self.signs.get(number) or self.sign
        return table._replace(sign=sign, why="") if sign else table


class FoundTables(NamedTuple):
    """All tables of a document: those that are ours, and every one that was seen."""

    statements: tuple[FoundStatement, ...]
    tables: tuple[FoundTable, ...]
    seen: tuple[SeenTable, ...]


class Mention(NamedTuple):
    """An amount in running text: its size in kronor, the sentence and paragraph around it, its place.

    `saves` is True for a saving, False for a cost, None where the words do not tell.
    `balance` and `investment` say that its words put it outside the operating budget.
    `inexact` says in words why it is no amount, such as a range. `years` are those that it is
    for (`onward`: and all later ones), `yearly` says that it is for each; `signed` is its printed sign,
    `part` says that it is a part of the amount before it.
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
    inexact: str = ""
    doubts: tuple[str, ...] = ()
    yearly: bool = False
    onward: bool = False
    signed: str = ""
    investment: bool = False
    part: bool = False


class FoundProposal(NamedTuple):
    """A proposal: its number, text and place, the amounts it states, and what is printed before it.

    `printed` is the number or letter in the document where it is another than `number`.
    """

    number: int
    text: str
    chapter: str
    section: str
    line: FoundLine
    span: tuple[int, int]
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[str, ...] = ()
    printed: str = ""


def where(line: FoundLine, kind: str = "text") -> str:
    """A line's place in words: its page, its row of a sheet, or its line."""
    if line.page:
        return _("page {page}").format(page=line.page)
    if kind == "table":
        return _("row {row}").format(row=line.number)
    return _("line {line}").format(line=line.number)
