"""The one intermediate between figures and formats: tables of typed records.

A table is long: one record for each row and year, with the columns of
FORMAT's machine output. CSV and JSON are its records; the tables that people
see are the same records with the years spread out sideways. Values stay
Decimal, in the report's unit; words are in the reader's language.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

# What a column holds.
TEXT, NUMBER, COUNT, BAR = "text", "number", "count", "bar"
# What a column is for: to tell rows apart, to be spread sideways (year), to
# name the unit, to be read, or to be compared (a difference, always signed).
KEY, SPREAD, UNIT, VALUE, DIFFERENCE = "key", "spread", "unit", "value", "difference"
# How a row is set off.
ITEM, SUBTOTAL, TOTAL = "item", "subtotal", "total"
# Where a table is shown: on screens and in documents, among machine records, in a workbook.
SCREEN, RECORDS, WORKBOOK = "screen", "records", "workbook"
# Who a table is for.
EVERYONE = frozenset({SCREEN, RECORDS, WORKBOOK})
PEOPLE = frozenset({SCREEN, WORKBOOK})
READERS = frozenset({SCREEN})
READERS_AND_MACHINES = frozenset({SCREEN, RECORDS})
RECKONERS = frozenset({WORKBOOK})
MACHINES = frozenset({RECORDS})


class Column(NamedTuple):
    """A column: its name for machines, its heading for people ("" hides it from them).

    `short` is the heading where there is no room for the other one. A narrow
    screen leaves out columns in the order of `gives_way`, 1 first, those with 0
    never, before it makes a column of words narrower than `least`, or else than
    its longest word.
    """

    id: str
    title: str = ""
    kind: str = TEXT
    role: str = VALUE
    short: str = ""
    gives_way: int = 0
    least: int = 0


class Ratio(NamedTuple):
    """So many of so many, as in 4 / 5."""

    part: int
    whole: int


Value = Decimal | int | str | Ratio | None

# The rows of a table that are not sums.
ITEMS = ("*",)


class Cells(NamedTuple):
    """Figures that another is made of: a column's, in the same year, in `rows` of `table`.

    No table means the figure's own, no rows its own row. `factor` -1 takes them
    away, `only` ("<0", ">0") counts those of one sign, `size` takes each without sign.
    """

    column: str
    rows: tuple[str, ...] = ()
    table: str = ""
    factor: int = 1
    only: str = ""
    size: bool = False


class Added(NamedTuple):
    """A figure that is the sum of others and of a rest that no shown figure explains."""

    terms: tuple[Cells, ...]
    rest: Decimal = Decimal(0)


class Portion(NamedTuple):
    """A figure that is `part` in per cent of the sum of `whole`."""

    part: Cells
    whole: tuple[Cells, ...]


Made = Added | Portion
Making = Mapping[str, Made]


class Record(NamedTuple):
    """One record, a value for each column; None where the figure cannot be known.

    `made` says, by column, how figures follow from others, for formats that can recalculate.
    """

    values: tuple[Value, ...]
    emphasis: str = ITEM
    made: Making = MappingProxyType({})


class Chart(NamedTuple):
    """A picture of a table: `columns` by year in one row, or, without `row`, by row in the first year."""

    columns: tuple[str, ...]
    row: str = ""


class Sentence(NamedTuple):
    """A sentence with its figures still figures: `{name}` in the words stands for one."""

    words: str
    figures: dict[str, Decimal | str]


class Table(NamedTuple):
    """A table by name; `footer` is a sum that only people are shown.

    The rows of a `mixed` table are figures of different kinds, each with decimals of its own.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    audience: frozenset[str] = EVERYONE
    footer: tuple[Record, ...] = ()
    notes: tuple[str | Sentence, ...] = ()
    charts: tuple[Chart, ...] = ()
    mixed: bool = False


class Report(NamedTuple):
    """What a command found: heading, context (municipality, year, unit), sentences, tables, notes.

    `meta` says the same for machines; `unit` is that of the amounts; `source`
    says in words which documents the figures come from.
    """

    title: str
    context: str
    tables: tuple[Table, ...]
    unit: str
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()
    meta: Mapping[str, Any] = MappingProxyType({})
    decimals: int | None = None
    source: str = ""


SHARE_UNIT = "%"
SHARE_DECIMALS_FOR_PEOPLE, SHARE_DECIMALS_FOR_MACHINES = 1, 2


def for_machines(report: Report) -> list[Table]:
    """The tables that machine output carries."""
    return [table for table in report.tables if RECORDS in table.audience]


def for_people(report: Report) -> list[Table]:
    """The tables that people are shown."""
    return [table for table in report.tables if SCREEN in table.audience]


def for_workbooks(report: Report) -> list[Table]:
    """The tables that a workbook has, a sheet each."""
    return [table for table in report.tables if WORKBOOK in table.audience]


def in_words(table: Table, words: Mapping[str, Mapping[str, str]]) -> list[Table]:
    """A table of codes as two: itself for machines, and for people with `words` (column → code → word)."""
    of = [words.get(column.id, {}) for column in table.columns]
    records = tuple(
        record._replace(
            values=tuple(
                known.get(value, value) if isinstance(value, str) else value
                for known, value in zip(of, record.values, strict=True)
            )
        )
        for record in table.records
    )
    return [table._replace(audience=MACHINES), table._replace(records=records, audience=PEOPLE)]
