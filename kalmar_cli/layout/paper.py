"""A report's tables for paper: no bars, no figure left out, the rows of an area below its name."""

from typing import NamedTuple

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import in_words
from kalmar_cli.layout.drawing import sheets
from kalmar_cli.layout.sheet import GAP, Sheet, SheetLine
from kalmar_cli.reports.table import PEOPLE, Column, Report, Table, tables_for

_AREA = "area"


class LineGroup(NamedTuple):
    """Lines of a sheet that stand below some words; "" above none."""

    words: str
    lines: tuple[SheetLine, ...]


class PaperSheet(NamedTuple):
    """A sheet whose cells are not padded, its lines in groups."""

    sheet: Sheet
    groups: tuple[LineGroup, ...]


def paper_sheets(report: Report, style: NumberStyle, width: int) -> list[PaperSheet]:
    """The report's tables that have rows, on sheets of at most `width` signs that leave no figure out."""
    found: list[Sheet] = []
    for table in tables_for(report, PEOPLE):
        drawn = table._replace(columns=tuple(_on_paper(c, table) for c in table.columns if c.kind != "bar"))
        above = sum(GAP + min(c.least, width // 2) for c in drawn.columns if c.id == _AREA and c.title)
        found += _fit(drawn, report, style, width + above)
    return [_group_lines(_unpadded(sheet)) for sheet in found if sheet.lines]


def _fit(table: Table, report: Report, style: NumberStyle, width: int) -> list[Sheet]:
    """A table's sheets: with as many differences beside each other as fit, and the words on each."""
    numbers = [c for c in table.columns if c.kind == "number"]
    differences = [c for c in numbers if c.role == "difference"]
    many = len(differences) == len(numbers) > 2  # several budgets, not what a proposal costs and states
    divided = differences if many else []
    found: list[Sheet] = []
    for size in range(max(1, len(divided)), 0, -1):
        parts = [divided[start : start + size] for start in range(0, len(divided), size)] or [[]]
        chosen = [[c for c in table.columns if c in part or c not in divided] for part in parts]
        tables = tuple(table._replace(columns=tuple(columns)) for columns in chosen)
        found = sheets(report, style, width, complete=True, tables=tables)
        if all(sheet.least(width) <= width for sheet in found):
            break
    return found


def _on_paper(column: Column, table: Table) -> Column:
    """The column, which neither gives way nor wraps if it is to stand above its rows."""
    if column.id != _AREA or column.role == "key":
        return column
    words = (str(in_words(column, record.values[_AREA])) for record in table.records)
    return column._replace(gives_way=0, least=max(map(len, words), default=1))


def _unpadded(sheet: Sheet) -> Sheet:
    lines = tuple(of._replace(cells=tuple(cell.strip() for cell in of.cells)) for of in sheet.lines)
    return sheet._replace(lines=lines, at_least=())


def _group_lines(sheet: Sheet) -> PaperSheet:
    """Lines that say their area stand below it instead; sums stay where they are, at the end."""
    at = next((i for i, heading in enumerate(sheet.headings) if i and heading.id == _AREA), None)
    if at is None:
        return PaperSheet(sheet, (LineGroup("", sheet.lines),))
    groups: dict[str, list[SheetLine]] = {}
    sums: list[SheetLine] = []
    for line in sheet.lines:
        into = groups.setdefault(line.cells[at], []) if line.emphasis == "item" else sums
        into.append(line._replace(cells=(*line.cells[:at], *line.cells[at + 1 :])))
    shown = sheet._replace(
        headings=(*sheet.headings[:at], *sheet.headings[at + 1 :]),
        lines=tuple(line for lines in (*groups.values(), sums) for line in lines),
        at_least=(),
    )
    found = [LineGroup(words, tuple(lines)) for words, lines in groups.items()]
    return PaperSheet(shown, (*found, *([LineGroup("", tuple(sums))] if sums else [])))
