"""Where the figures of a table will stand on its sheet, before anything is written."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, zip_longest
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
# Words give way down to so many signs where that saves a page.
_WORDS = 40
# So many signs of figures and words can still be read across a page of A4, in type of six points;
# what goes on on another page, or below, has fewer. A list, which can be filtered only as a whole,
# is taken apart later.
_PAGE, _ACROSS, _LIST = 190, 170, 260
# So many signs stand across a page in type of the usual size, and so many lines below each other.
_WHOLE, _LINES = 110, 34
# Lines of a block's headings and the blank above; of each title or sentence.
_HEADS, _TITLE = 4, 2


class YearBlock(NamedTuple):
    """Columns and where they stand: `top` is the row of the first heading, `first` of the first record."""

    columns: tuple[Wide, ...]
    top: int
    first: int


class SheetPlan(NamedTuple):
    """A table on its sheet: its rows, and its columns in blocks below each other."""

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
        """The columns that begin a page: none where all fit on one, or stand below each other."""
        if len(self.blocks) > 1 or sum(self.widths) <= _PAGE:
            return []
        return _starts(self.blocks[0].columns, self.widths)

    def page_tops(self, charts: Iterable[tuple[int, int]]) -> list[int]:
        """The rows that begin a page, so that no block or chart that has room on one is broken over two.

        Of charts it is told where each begins and how many rows it takes.
        """
        page = _LINES * max(sum(self.widths), _WHOLE) // _WHOLE
        lines, found = self.blocks[0].top * _TITLE, list[int]()
        blocks = ((block.top, len(self.rows) + _HEADS) for block in self.blocks)
        for n, (top, height) in enumerate(chain(blocks, charts)):
            if n and lines + height > page:
                found.append(top)
                lines = 0
            lines += height
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
    """The table's plan: all columns beside each other if they can be read so on paper, else below.

    Above it stand `intro` lines of words.
    """
    columns = tuple(wide for wide in side_by_side(table) if wide.column.kind != "bar")
    rows = tuple(by_row(table))
    widths = _squeeze_words(columns, [_width(wide, rows) for wide in columns])
    top = _TITLES + intro + 1
    heads = 2 if table.at("spread") or any(column.group for column in table.columns) else 1
    years = dict.fromkeys(wide.spread for wide in columns if wide.spread is not None)
    height = len(rows) + heads + 1
    is_list = not table.mixed and all(record.emphasis == "item" for record in table.records)
    parts = [columns]
    if sum(widths) > (_LIST if is_list else _PAGE) and len(years) > is_list:
        of_years = [_columns_of(columns, year) for year in years]
        parts = [part for of_year in of_years for part in _parts(of_year, rows)]
        beside = zip_longest(*([_width(wide, rows) for wide in part] for part in parts), fillvalue=0)
        widths = [max(alike) for alike in beside]
    tops = range(top, top + len(parts) * height, height)
    blocks = tuple(YearBlock(part, start, start + heads) for part, start in zip(parts, tops, strict=True))
    return SheetPlan(table, name, rows, tuple(_row_ids(table, rows)), blocks, tuple(widths))


def _squeeze_words(columns: Sequence[Wide], widths: list[int]) -> list[int]:
    """The columns' widths, those of words smaller where all then fit on a page."""
    texts = [at for at, wide in enumerate(columns) if wide.column.kind == "text" and widths[at] > _WORDS]
    excess = sum(widths) - _PAGE
    if excess <= sum(widths[at] - _WORDS for at in texts):
        for _sign in range(excess):
            widths[max(texts, key=widths.__getitem__)] -= 1
    return widths


def _columns_of(columns: Sequence[Wide], year: Value) -> tuple[Wide, ...]:
    """The columns of a year, and those that are of none."""
    return tuple(of for of in columns if of.spread in (None, year) or of.column.kind == "text")


def _parts(columns: Sequence[Wide], rows: Sequence[dict[Value, Record]]) -> list[tuple[Wide, ...]]:
    """The columns in parts that fit across a page, differences apart, the first column in front of each."""
    widths = [_width(wide, rows) for wide in columns]
    starts = _filled(widths, _first_difference(columns)) if sum(widths) > _PAGE else []
    pairs = zip([1, *starts], [*starts, len(columns)], strict=True)
    return [(columns[0], *columns[start:end]) for start, end in pairs]


def _starts(columns: Sequence[Wide], widths: Sequence[int]) -> list[int]:
    """The columns with which a page begins; the first difference is one if that costs no page."""
    return min(_filled(widths, _first_difference(columns)), _filled(widths, 0), key=len)


def _first_difference(columns: Sequence[Wide]) -> int:
    return next((at for at, wide in enumerate(columns) if wide.column.role == "difference"), 0)


def _filled(widths: Sequence[int], first: int) -> list[int]:
    """The columns that begin a page where each is filled, `first` among them unless it is 0."""
    room, found = _ACROSS, list[int]()
    for at, width in enumerate(widths):
        if at and (at == first or width > room):
            found.append(at)
            room = _ACROSS - widths[0]
        room -= width
    return found


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
