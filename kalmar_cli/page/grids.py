"""A report's tables as grids of written-out cells: what the page draws as tables and cards.

The figures are the layout's own, so that the page can show none that the other
formats do not.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout import Sheet, one_line, sheets
from kalmar_cli.page.bars import Bar, Track, track
from kalmar_cli.reports.table import (
    BAR,
    EVERYONE,
    ITEM,
    NUMBER,
    PEOPLE,
    SPREAD,
    TEXT,
    Report,
    Table,
    Value,
    tables_for,
)

# Signs of a table and of its rows' names that fit beside each other on A4.
_PAPER = 119


class HtmlLink(NamedTuple):
    """Words that lead to another place on the page; without `target`, only words."""

    words: str
    target: str = ""


class Note(NamedTuple):
    """Small words under a label: the program's, the document's own (`data`), links, the program's again."""

    words: str = ""
    data: str = ""
    links: tuple[HtmlLink, ...] = ()
    after: str = ""


class GridCell(NamedTuple):
    """A figure as text, its bar, and the headings above it in one line for where no table has room."""

    text: str
    heading: str
    bar: Bar | None = None


class GridRow(NamedTuple):
    """A row: its id, label and figures, how it is set off, what stands under its label, its bar.

    `mark` is the number of the notes below the table that are about it.
    """

    id: str
    label: str
    cells: tuple[GridCell, ...]
    emphasis: str
    notes: tuple[Note, ...] = ()
    bar: Bar | None = None
    mark: str = ""


class Grid(NamedTuple):
    """A table for the page: caption, heading of the labels, (words, span) above (titles), rows."""

    caption: str
    heading: str
    groups: tuple[tuple[str, int], ...]
    titles: tuple[str, ...]
    rows: tuple[GridRow, ...]
    has_bars: bool = False
    notes: tuple[str, ...] = ()


def grid(report: Report, table: Table, style: NumberStyle, caption: str = "") -> Grid:
    """One of the report's tables, its years side by side; a single year goes into the caption."""
    drawn = _drawn(_sheet(report, table, style), row_ids(table))
    years = dict.fromkeys(drawn.titles) if drawn.groups else {}
    if len(years) == 1:
        words = tuple(group for group, _span in drawn.groups)
        drawn = _under(drawn._replace(groups=(), titles=words))
    title = ", ".join([caption or drawn.caption, *(years if len(years) == 1 else ()), report.unit])
    return drawn._replace(caption=title)


def change_grids(report: Report, style: NumberStyle) -> dict[str, list[Grid]]:
    """The tables of changes from an earlier figure by year, as they fit on paper.

    Budgets' own figures, which stand elsewhere on the page, are left out.
    """
    found: dict[str, list[Grid]] = {}
    for table in tables_for(report, PEOPLE):
        if table.name == "change":
            shown = table._replace(columns=tuple(c for c in table.columns if not c.gives_way))
            year = str(table.records[0].values["year"])
            drawn = map(_drawn, sheets(report._replace(tables=(shown,)), style, _PAPER))
            found.setdefault(year, []).extend(
                _under(of, ": ")._replace(caption=f"{of.caption}, {report.unit}") for of in drawn
            )
    return found


def _drawn(sheet: Sheet, ids: Sequence[str] = ()) -> Grid:
    """A sheet as a grid, its rows with their ids."""
    figures = [i for i, heading in enumerate(sheet.headings) if i and heading.kind not in (TEXT, BAR)]
    drawn = Grid(
        sheet.title,
        sheet.headings[0].title,
        tuple((words, end - start) for words, start, end in sheet.spans if words),
        tuple(sheet.headings[i].title for i in figures),
        tuple(
            GridRow(
                id,
                line.cells[0].strip(),
                tuple(GridCell(line.cells[i].strip(), "") for i in figures),
                line.emphasis,
            )
            for id, line in zip(ids or [""] * len(sheet.lines), sheet.lines, strict=True)
        ),
        notes=sheet.notes,
    )
    return _under(drawn)


def _under(drawn: Grid, between: str = " ") -> Grid:
    """The grid, each figure with the headings above it, and something `between` them."""
    above = [[words] for words, span in drawn.groups for _n in range(span)] or [[]] * len(drawn.titles)
    headings = [between.join([*group, title]) for group, title in zip(above, drawn.titles, strict=True)]
    return drawn._replace(
        rows=tuple(
            row._replace(
                cells=tuple(of._replace(heading=h) for of, h in zip(row.cells, headings, strict=True))
            )
            for row in drawn.rows
        )
    )


def _sheet(report: Report, table: Table, style: NumberStyle) -> Sheet:
    [sheet] = sheets(report._replace(tables=(table._replace(audience=EVERYONE),)), style)
    return sheet


def by_year(report: Report, table: Table, style: NumberStyle, caption: str) -> dict[str, Grid]:
    """The table as one grid for each of its years."""
    at = at_spread(table)
    years = dict.fromkeys(record.values[at] for record in table.records)
    parts = {
        str(year): table._replace(records=tuple(r for r in table.records if r.values[at] == year))
        for year in years
    }
    return {year: grid(report, part, style, caption) for year, part in parts.items()}


def at_spread(table: Table) -> str:
    """Which column of a table says the year."""
    at = table.at(SPREAD)
    assert at is not None
    return at


def row_ids(table: Table) -> list[str]:
    """The ids of the rows that a comparison's grid has, in its order; of other tables none."""
    id = table.row_key
    return list(dict.fromkeys(str(record.values[id]) for record in table.records)) if id else []


def summary_grids(report: Report, tables: Sequence[Table], style: NumberStyle) -> tuple[Grid, ...]:
    """Summaries by area, with bars for what is added, what is saved and what that leaves, on one scale."""
    scale = track([value for table in tables for row in _moved(table) for value in row.values()])
    return tuple(_with_bars(grid(report, table, style), _moved(table), scale) for table in tables)


_BARS = {"more": "increases", "less": "savings", "net": "net"}


def _moved(table: Table) -> list[dict[str, Decimal]]:
    """What each row of a summary adds, saves and leaves; nothing for its total."""
    return [
        {kind: _figure(record.values[id]) for kind, id in _BARS.items()} if record.emphasis == ITEM else {}
        for record in table.records
    ]


def _with_bars(drawn: Grid, amounts: Sequence[dict[str, Decimal]], scale: Track) -> Grid:
    return drawn._replace(
        rows=tuple(
            row._replace(bar=scale.bar(*of_row.items()) if of_row else None)
            for row, of_row in zip(drawn.rows, amounts, strict=True)
        ),
        has_bars=True,
    )


def _figure(value: Value) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def titles(table: Table) -> list[str]:
    """What stands above a comparison's figures: the budgets, then the differences."""
    return [one_line(column.title) for column in table.columns if column.kind == NUMBER]


def annotate(drawn: Grid, notes: Mapping[str, Sequence[Note]]) -> Grid:
    """The grid with notes, by row id, under its labels."""
    return drawn._replace(
        rows=tuple(row._replace(notes=tuple(notes.get(row.id, ()))) for row in drawn.rows)
    )
