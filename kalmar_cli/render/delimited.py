"""A report's records as delimited text: CSV as RFC 4180 has it, and the dialects that FORMATS name."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from kalmar_cli.base.characters import without_controls
from kalmar_cli.base.numbers import NumberStyle, plain, rounded
from kalmar_cli.reports.table import (
    MACHINES,
    SHARE_DECIMALS_FOR_MACHINES,
    SHARE_UNIT,
    Kind,
    Ratio,
    Report,
    Table,
    Value,
    tables_for,
)

# A spreadsheet takes a text that begins so for a formula (the wide signs too); an apostrophe stops it.
_FORMULA = tuple("=+-@＝＋－＠")


class Dialect(NamedTuple):
    """How delimited text is written: separator, decimal sign, line end, quoted texts, byte-order mark.

    And whether its codes are given `in_words`, in the language in use.
    """

    separator: str = ","
    point: str = "."
    line_end: str = "\r\n"
    quote_texts: bool = False
    mark: str = ""
    in_words: bool = False


def machine_value(value: Value, unit: Value, decimals: int | None, kind: Kind = "text") -> Value:
    """A value as machines get it: shares with two decimals, amounts with all digits unless `decimals`."""
    if isinstance(value, Decimal):
        if unit == SHARE_UNIT or kind == "percent":
            return rounded(value, SHARE_DECIMALS_FOR_MACHINES)
        return value if decimals is None else rounded(value, decimals)
    return value


def render(report: Report, style: NumberStyle, **dialect: str | bool) -> str:
    """The report's records under one header; `style` is not used, machine output is the same everywhere."""
    return "".join(pieces(report, **dialect))


def pieces(report: Report, **dialect: str | bool) -> Iterator[str]:
    """What `render` gives, some records at a time: so that more can be written than can be held."""
    tables = tables_for(report, MACHINES)  # now: what cannot be had is refused before anything is written
    chosen = Dialect(**dialect)  # type: ignore[arg-type]
    rows = _rows_in_words if chosen.in_words else _rows
    return write_pieces(rows(tables, report.decimals), chosen)


def _rows(tables: Sequence[Table], decimals: int | None) -> Iterator[Sequence[Value]]:
    """The header, and each record's values in its order."""
    header = list(dict.fromkeys(column.id for table in tables for column in table.columns))
    yield header
    for table in tables:
        unit = table.at("unit")
        kinds = {column.id: column.kind for column in table.columns}
        for record in table.records:
            of = record.values[unit] if unit else None
            yield [
                machine_value(record.values[id], of, decimals, kinds[id]) if id in kinds else None
                for id in header
            ]


def _rows_in_words(tables: Sequence[Table], decimals: int | None) -> Iterator[Sequence[Value]]:
    """The same for people: headings and codes in the language in use."""
    from kalmar_cli.render.words import code_in_words, heading_in_words

    rows = _rows(tables, decimals)
    ids = [str(id) for id in next(rows)]
    known = {column.id: heading_in_words(table, column) for table in tables for column in table.columns}
    yield [known[id] for id in ids]
    for row in rows:
        yield [code_in_words(id, value) for id, value in zip(ids, row, strict=True)]


def write_rows(rows: Iterable[Sequence[Value]], dialect: Dialect) -> str:
    """Rows of values in a dialect, the header first; no text is left that begins a formula."""
    return "".join(write_pieces(rows, dialect))


_PIECE = 1000  # rows


def write_pieces(rows: Iterable[Sequence[Value]], dialect: Dialect) -> Iterator[str]:
    """As `write_rows`, some rows at a time."""
    yield dialect.mark
    cells = ([_cell(value, dialect) for value in row] for row in rows)
    while True:
        output = io.StringIO()
        writer = csv.writer(
            output,
            delimiter=dialect.separator,
            lineterminator=dialect.line_end,
            quoting=csv.QUOTE_NONNUMERIC if dialect.quote_texts else csv.QUOTE_MINIMAL,
        )
        writer.writerows(islice(cells, _PIECE))
        if not output.tell():
            return
        yield output.getvalue()


class _Figure(Decimal):
    """A number that the csv module writes unquoted, with all its digits and the dialect's point."""

    point = "."

    def __str__(self) -> str:
        return plain(self).replace(".", self.point)


class _CommaFigure(_Figure):
    point = ","


def _cell(value: Value, dialect: Dialect) -> str | Decimal | None:
    if isinstance(value, Decimal | int):
        if not dialect.quote_texts:
            return plain(Decimal(value)).replace(".", dialect.point)
        return _CommaFigure(value) if dialect.point == "," else _Figure(value)
    if isinstance(value, Ratio):
        return f"{value.part} / {value.whole}"
    if value is None:
        return None
    return _text(value)


@lru_cache(maxsize=10_000)  # names and words come again in every record
def _text(value: str) -> str:
    text = without_controls(value)
    return "'" + text if text.lstrip().startswith(_FORMULA) else text
