"""Tables of a comparison as grids that fit on A4, however many budgets and digits there are."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.page.bars import Track, track
from kalmar_cli.page.grids import Grid, GridCell, at_spread, by_year, grid
from kalmar_cli.reports.table import Record, Report, Table, Value
from kalmar_cli.reports.years import merge_years

# So many budgets beside a baseline are many: their tables have differences only, a year at a time.
MANY = 3


def has_many(table: Table) -> bool:
    """Whether a comparison's table is of many budgets."""
    return sum(column.role == "difference" for column in table.columns) >= MANY


def own_figures(table: Table) -> Table:
    """A comparison's table without its differences."""
    return table._replace(columns=tuple(c for c in table.columns if c.role != "difference"))


def only_differences(table: Table) -> Table:
    """A comparison's table with its differences only, under the budgets' names."""
    own = [column for column in table.columns if column.kind == "number" and column.role == "value"]
    titles = iter(own)
    columns = tuple(
        column._replace(title=next(titles).title, short="") if column.role == "difference" else column
        for column in table.columns
        if column not in own
    )
    title = _("{what} against {baseline}").format(what=table.title, baseline=one_line(own[-1].title))
    return table._replace(title=title, columns=columns)


def differs_by_itself(table: Table) -> bool:
    """Whether the baseline has nothing in a comparison's table: differences say all that there is."""
    baseline = [c.id for c in table.columns if c.kind == "number" and c.role == "value"][-1]
    return not any(record.values[baseline] for record in table.records)


def fitting_grids(report: Report, table: Table, style: NumberStyle) -> tuple[Grid, ...]:
    """A comparison's areas or posts as grids that fit on paper; of many budgets the differences.

    Of many, rows without a figure in a year do not stand in that year's grid, and each
    figure has a bar, all on one scale: a row for each area, a mark for each budget.
    """
    table = merge_years(table)
    if not has_many(table):
        drawn = only_differences(table) if differs_by_itself(table) else table
        return split_grid(grid(report, drawn, style))
    gaps = [column.id for column in table.columns if column.role == "difference"]
    moved = tuple(r for r in table.records if any(r.values[gap] for gap in gaps))
    years = by_year(report, only_differences(table._replace(records=moved)), style, "")
    at = at_spread(table)
    scale = track([value for r in moved for gap in gaps if isinstance(value := r.values[gap], Decimal)])
    return tuple(
        part
        for year, of_year in years.items()
        for part in split_grid(
            _with_marks(of_year, [r for r in moved if r.values[at] == year], gaps, scale)
        )
    )


def _with_marks(drawn: Grid, records: Sequence[Record], gaps: Sequence[str], scale: Track) -> Grid:
    """The grid of a year with a bar in each cell that has a difference."""

    def mark(cell: GridCell, value: Value) -> GridCell:
        if not isinstance(value, Decimal) or not value:
            return cell
        return cell._replace(bar=scale.bar(("more" if value < 0 else "less", value)))

    return drawn._replace(
        rows=tuple(
            row._replace(
                cells=tuple(
                    mark(cell, record.values[gap]) for cell, gap in zip(row.cells, gaps, strict=True)
                )
            )
            for row, record in zip(drawn.rows, records, strict=True)
        )
    )


def split_grid(drawn: Grid) -> tuple[Grid, ...]:
    """The grid, or where it is wider than paper parts of it that are not, told apart by their captions."""
    groups = [words for words, span in drawn.groups for _n in range(span)]
    parts = _fill(_units(drawn.groups, len(drawn.titles)), drawn, groups)
    if len(parts) == 1:
        return (drawn,)
    return tuple(_part(drawn, groups, columns, last=columns == parts[-1]) for columns in parts)


# So many figures have room beside the rows' names on A4; a column takes two more than its longest.
_ROOM = 84


def _units(groups: Sequence[tuple[str, int]], columns: int) -> list[list[int]]:
    """Columns that had better stay together: those under one heading, or each alone."""
    found, start = [], 0
    for _words, span in groups:
        found.append(list(range(start, start + span)))
        start += span
    return found or [[n] for n in range(columns)]


def _fill(units: Sequence[list[int]], drawn: Grid, groups: Sequence[str]) -> list[list[int]]:
    """As many units beside each other as there is room for; one without room is taken apart."""
    parts: list[list[int]] = [[]]
    for unit in units:
        pieces = [unit] if _width(unit, drawn, groups) <= _ROOM else [[n] for n in unit]
        for piece in pieces:
            if parts[-1] and _width(parts[-1] + piece, drawn, groups) > _ROOM:
                parts.append([])
            parts[-1].extend(piece)
    return parts


def _width(columns: Sequence[int], drawn: Grid, groups: Sequence[str]) -> int:
    """The room that columns need, in characters: their figures, and the longest word above them."""
    widths: dict[str, int] = {}
    for n in columns:
        texts = [*drawn.titles[n].split(), *(row.cells[n].text for row in drawn.rows)]
        under = groups[n] if groups else str(n)
        widths[under] = widths.get(under, 0) + 2 + max(map(len, texts), default=0)
    longest = {words: max(map(len, words.split()), default=0) + 2 for words in set(groups)}
    return sum(max(width, longest.get(under, 0)) for under, width in widths.items())


def _part(drawn: Grid, groups: Sequence[str], columns: Sequence[int], *, last: bool) -> Grid:
    names = [groups[n] for n in columns] if groups else []
    titles = tuple(drawn.titles[n] for n in columns)
    here = list(dict.fromkeys(names or titles))
    if names and len(columns) < sum(name in here for name in groups):
        here += dict.fromkeys(titles)
    return drawn._replace(
        caption=f"{drawn.caption}: {', '.join(here)}",
        groups=tuple((name, names.count(name)) for name in dict.fromkeys(names)),
        titles=titles,
        periods=tuple(drawn.periods[n] for n in columns),
        rows=tuple(row._replace(cells=tuple(row.cells[n] for n in columns)) for row in drawn.rows),
        notes=drawn.notes if last else (),
    )


def cell_room(drawn: Grid) -> int:
    """How wide a figure with its heading is where each row is a card, in rem."""
    figures = max((len(cell.text) for row in drawn.rows for cell in row.cells), default=0)
    words = [len(word) for row in drawn.rows[:1] for cell in row.cells for word in cell.heading.split()]
    # Headings are set in smaller letters than figures.
    return max(4, room_for(figures), room_for(max(words, default=0)) - 1)


def room_for(characters: int) -> int:
    """How wide so many digits are on a phone, in rem."""
    return -(-characters * 56 // 100)
