"""A report's tables as grids of written-out cells: what the page draws as tables and cards.

The figures are the layout's own, so that the page can show none that the other
formats do not.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.drawing import sheets
from kalmar_cli.layout.sheet import Sheet
from kalmar_cli.page.bars import Bar, Track, track
from kalmar_cli.reports.table import EVERYONE, PEOPLE, Emphasis, Report, Table, Value, tables_for

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
    emphasis: Emphasis
    notes: tuple[Note, ...] = ()
    bar: Bar | None = None
    mark: str = ""


class Grid(NamedTuple):
    """A table for the page: caption, heading of the labels, (words, span) above (titles), rows.

    `periods` says of each column which years its figures are of; "" of none.
    """

    caption: str
    heading: str
    groups: tuple[tuple[str, int], ...]
    titles: tuple[str, ...]
    periods: tuple[str, ...]
    rows: tuple[GridRow, ...]
    has_bars: bool = False
    notes: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The years that all of its figures are of; "" if they are of several or none."""
        return self.periods[0] if len(set(self.periods)) == 1 else ""


def grid(report: Report, table: Table, style: NumberStyle, caption: str = "") -> Grid:
    """One of the report's tables, its figures by year; a single year goes into the caption."""
    sheet = _sheet(report, table, style)
    above = {
        i: (heading.title if heading.group else "", heading.group or heading.title)
        for i, heading in enumerate(sheet.headings)
        if i and heading.kind not in ("text", "bar")
    }
    years = list(dict.fromkeys(period for period, _name in above.values()))
    figures = sorted(above, key=lambda i: years.index(above[i][0]))
    periods = [above[i][0] for i in figures]
    names = [above[i][1] for i in figures]
    titles = headings = names
    groups: list[tuple[str, int]] = []
    if len(years) > 1 and len(set(names)) == 1:
        titles = headings = periods
    elif len(years) > 1:
        groups = [(year, periods.count(year)) for year in years]
        headings = [f"{name} {period}" for period, name in zip(periods, names, strict=True)]
    title = caption or table.title or sheet.title
    words = ", ".join([title, *(years if len(years) == 1 and years[0] else ()), report.unit])
    return Grid(
        words,
        sheet.headings[0].title,
        tuple(groups),
        tuple(titles),
        tuple(periods),
        tuple(
            GridRow(
                id,
                line.cells[0].strip(),
                tuple(GridCell(line.cells[i].strip(), h) for i, h in zip(figures, headings, strict=True)),
                line.emphasis,
            )
            for id, line in zip(row_ids(table) or [""] * len(sheet.lines), sheet.lines, strict=True)
        ),
        notes=sheet.notes,
    )


def change_grids(report: Report, style: NumberStyle) -> tuple[Grid, ...]:
    """The tables of changes from an earlier figure, as they fit on paper.

    Budgets' own figures, which stand elsewhere on the page, are left out.
    """
    found = []
    for table in tables_for(report, PEOPLE):
        if table.name == "change":
            shown = table._replace(columns=tuple(c for c in table.columns if not c.gives_way))
            year = str(table.records[0].values["year"])
            for sheet in sheets(report, style, _PAPER, complete=True, tables=(shown,)):
                found.append(_of_changes(sheet, year, report.unit))
    return tuple(found)


def _of_changes(sheet: Sheet, year: str, unit: str) -> Grid:
    label, *figures = sheet.headings
    return Grid(
        f"{sheet.title}, {unit}",
        label.title,
        tuple((words, end - start) for words, start, end in sheet.spans if words),
        tuple(of.title for of in figures),
        (year,) * len(figures),
        tuple(
            GridRow(
                "",
                line.cells[0].strip(),
                tuple(
                    GridCell(text.strip(), f"{of.group}: {of.title}")
                    for of, text in zip(figures, line.cells[1:], strict=True)
                ),
                line.emphasis,
            )
            for line in sheet.lines
        ),
        notes=sheet.notes,
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
    at = table.at("spread")
    assert at is not None
    return at


def row_ids(table: Table) -> list[str]:
    """The ids of the rows that a comparison's grid has, in its order; of other tables none."""
    id = table.row_key
    return list(dict.fromkeys(str(record.values[id]) for record in table.records)) if id else []


def summary_grids(report: Report, tables: Sequence[Table], style: NumberStyle) -> dict[str, list[Grid]]:
    """Summaries by area, with bars for what is added, what is saved and what that leaves, on one scale.

    By budget, each a grid for each run of years that are alike.
    """
    scale = track([value for table in tables for row in _moved(table) for value in row.values()])
    found: dict[str, list[Grid]] = {}
    for table in tables:
        values = table.records[0].values
        drawn = _with_bars(grid(report, table, style), _moved(table), scale)
        drawn = drawn._replace(periods=(str(values["year"]),) * len(drawn.titles))
        found.setdefault(str(values["budget"]), []).append(drawn)
    return found


_BARS = {"more": "increases", "less": "savings", "net": "net"}


def _moved(table: Table) -> list[dict[str, Decimal]]:
    """What each row of a summary adds, saves and leaves; nothing for its total."""
    return [
        {kind: _figure(record.values[id]) for kind, id in _BARS.items() if record.emphasis == "item"}
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
    return [one_line(column.title) for column in table.columns if column.kind == "number"]


def annotate(drawn: Grid, notes: Mapping[str, Sequence[Note]]) -> Grid:
    """The grid with notes, by row id, under its labels."""
    return drawn._replace(
        rows=tuple(row._replace(notes=tuple(notes.get(row.id, ()))) for row in drawn.rows)
    )
