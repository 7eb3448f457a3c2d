"""Where the figures of a table will stand on its sheet, before anything is written."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import plain
from kalmar_cli.layout.arranging import by_row, side_by_side
from kalmar_cli.layout.cells import in_words, one_line
from kalmar_cli.layout.parts import Wide
from kalmar_cli.render.xlsx.formulas import CellGrid
from kalmar_cli.reports.table import Record, Table, Value

# Title, the table's own, context; then the introduction and a blank above the headings.
_TITLES = 3
_NARROW, _WIDEST = 9, 60
# So many signs of figures and words can still be read across a page of A4; a list, which can
# be filtered only as a whole, is taken apart later.
_PAGE, _LIST = 190, 260
# In type of six points so many stand across a page of A4; what is wider goes on on another.
_ACROSS = 170


class YearBlock(NamedTuple):
    """Columns and where they stand: `top` is the row of the first heading, `first` of the first record."""

    columns: tuple[Wide, ...]
    top: int
    first: int


class SheetPlan(NamedTuple):
    """A table on its sheet: its rows, and its years beside or below each other."""

    table: Table
    name: str
    rows: tuple[dict[Value, Record], ...]
    ids: tuple[str, ...]
    blocks: tuple[YearBlock, ...]
    widths: tuple[int, ...]

    @property
    def after(self) -> int:
        """The row below the last record and a blank."""
        return self.blocks[-1].first + len(self.rows) + 1

    @property
    def breaks(self) -> list[int]:
        """The columns that begin a page: none if all fit on one; the first difference if it costs none."""
        if sum(self.widths) <= _PAGE:
            return []
        roles = [wide.column.role for wide in self.blocks[0].columns]
        first = roles.index("difference") if "difference" in roles else 0
        return min(self._pages(first), self._pages(0), key=len)

    def _pages(self, first: int) -> list[int]:
        """The columns that begin a page, `first` among them unless it is 0."""
        room, found = _ACROSS, list[int]()
        for at, width in enumerate(self.widths):
            if at and (at == first or width > room):
                found.append(at)
                room = _ACROSS - self.widths[0]
            room -= width
        return found

    @property
    def grid(self) -> CellGrid:
        """The places of all figures, for formulas."""
        columns = {
            (wide.column.id, str(wide.spread or "")): (block.first, column)
            for block in self.blocks
            for column, wide in enumerate(block.columns)
        }
        items = tuple(
            id
            for id, by_year in zip(self.ids, self.rows, strict=True)
            if next(iter(by_year.values())).emphasis == "item"
        )
        return CellGrid(self.name, {id: n for n, id in enumerate(self.ids)}, columns, items)


def plan_sheet(table: Table, name: str, intro: int = 0) -> SheetPlan:
    """The table's plan: all years beside each other if they can be read so on paper, else below.

    Above it stand `intro` lines of words.
    """
    columns = tuple(wide for wide in side_by_side(table) if wide.column.kind != "bar")
    rows = tuple(by_row(table))
    widths = [_width(wide, rows) for wide in columns]
    top = _TITLES + intro + 1
    heads = 2 if table.at("spread") or any(column.group for column in table.columns) else 1
    years = dict.fromkeys(wide.spread for wide in columns if wide.spread is not None)
    height = len(rows) + heads + 1
    blocks = [YearBlock(columns, top, top + heads)]
    is_list = all(record.emphasis == "item" for record in table.records)
    if len(years) > 1 and sum(widths) > (_LIST if is_list else _PAGE):
        blocks = [
            YearBlock(_columns_of(columns, year), start, start + heads)
            for year, start in zip(years, range(top, top + len(years) * height, height), strict=True)
        ]
        beside = zip(*(block.columns for block in blocks), strict=True)
        widths = [max(_width(wide, rows) for wide in alike) for alike in beside]
    return SheetPlan(table, name, rows, tuple(_row_ids(table, rows)), tuple(blocks), tuple(widths))


def _columns_of(columns: Sequence[Wide], year: Value) -> tuple[Wide, ...]:
    """The columns of a year, and those that are of none."""
    return tuple(of for of in columns if of.spread in (None, year) or of.column.kind == "text")


def first_title(table: Table) -> str:
    """What a table without a title is called: what its first column holds."""
    return next((one_line(column.title) for column in table.columns if column.title), table.name)


def text_of(wide: Wide, record: Record) -> str:
    """What stands in a column of words."""
    return str(in_words(wide.column, record.values[wide.column.id]) or "")


def _width(wide: Wide, rows: Sequence[dict[Value, Record]]) -> int:
    """The signs that a column has room for; figures longer than usual get it."""
    title = len(one_line(wide.column.title))
    if wide.column.kind != "text":
        longest = max((_digits(by_year.get(wide.spread), wide.column.id) for by_year in rows), default=0)
        word = max(map(len, one_line(wide.column.title).split()), default=0)  # bold, and never broken
        return max(_NARROW, longest, len(str(wide.spread or "")) + 2, word + 4, min(title + 2, 2 * _NARROW))
    texts = [text_of(wide, next(iter(by_year.values()))) for by_year in rows]
    return min(_WIDEST, max(map(len, [one_line(wide.column.title), *texts])) + 2)


def _digits(record: Record | None, id: str) -> int:
    """About how many signs a figure has, with those that part its thousands."""
    value = None if record is None else record.values[id]
    if not isinstance(value, Decimal | int):
        return 0
    whole = len(plain(Decimal(value)).partition(".")[0])
    return whole + whole // 3 + 5


def _row_ids(table: Table, rows: Sequence[dict[Value, Record]]) -> list[str]:
    """What formulas call each row: its id, else its place; two may have the same name."""
    id = table.row_key
    records = [next(iter(by_year.values())) for by_year in rows]
    return [str(record.values[id] if id else n) for n, record in enumerate(records)]
