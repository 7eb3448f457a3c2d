"""The one intermediate between figures and formats: tables of typed records.

A table is long: one record for each row and year. Its records are values by
name, and its columns choose which of them are shown, in what order and to
whom; CSV and JSON are the records, and the tables that people see are the same
records with the years spread out sideways. Values stay Decimal, in the
report's unit; words are in the reader's language.

    Table(
        "areas",
        "",
        (
            Column("label", "Area", role="key"),
            Column("year", "Year", role="spread"),
            Column("unit", role="unit"),
            Column("net", "Net", "number", "difference"),
        ),
        (Record({"label": "Skola", "year": "2024", "unit": "mkr", "net": Decimal("-7.5")}),),
    )
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from kalmar_cli.reports.making import Making, Told

Kind = Literal["text", "number", "percent", "count", "bar"]
"""What a column holds."""
Role = Literal["key", "spread", "unit", "value", "difference"]
"""What a column is for: to tell rows apart, to be spread sideways (year), to name the unit, to be read, or
to be compared (a difference, always signed)."""
Emphasis = Literal["item", "subtotal", "total"]
"""How a row is set off."""
# Who a table is for: readers of screens, documents and pages; programs; those who recalculate.
PEOPLE, MACHINES, RECKONERS = frozenset({"people"}), frozenset({"machines"}), frozenset({"reckoners"})
Audience = frozenset[str]
EVERYONE: Audience = PEOPLE | MACHINES | RECKONERS
# Tables that the figures of others are made of.
LINES, STATEMENT = "lines", "statement"


class Column(NamedTuple):
    """A column: its name for machines, its heading for people ("" hides it from them).

    `short` is the heading where there is no room for the other one. A narrow
    screen leaves out columns in the order of `gives_way`, 1 first, those with 0
    never, before it makes a column of words narrower than `least`, or else than
    its longest word. `words` is what people read for the codes in it. Where a
    figure differs from that in the column `beside`, it is marked and the other told
    below, after `beside_words`. `group` stands above the heading, once for neighbours that
    share it, in a table without years; they stay together where it is taken apart, with the
    column `against`, from which they are a change, in front of them.
    """

    id: str
    title: str = ""
    kind: Kind = "text"
    role: Role = "value"
    short: str = ""
    gives_way: int = 0
    least: int = 0
    words: Mapping[str, str] = MappingProxyType({})
    beside: str = ""
    beside_words: str = ""
    group: str = ""
    against: str = ""


class Ratio(NamedTuple):
    """So many of so many, as in 4 / 5."""

    part: int
    whole: int


Value = Decimal | int | str | Ratio | None

TOTAL_ID = "(total)"
"""The id of a row that is the sum of the others: no area and no post can be called so."""


class Record(NamedTuple):
    """One record: values by the names of columns; None where the figure cannot be known.

    A `quiet` one has nothing of interest, and a screen may leave it out.
    """

    values: Mapping[str, Value]
    emphasis: Emphasis = "item"
    quiet: bool = False


class Chart(NamedTuple):
    """A picture of a table: `columns` by year in one row, or, without `row`, by row in the first year."""

    columns: tuple[str, ...]
    row: str = ""


class Sentence(NamedTuple):
    """A sentence with its figures still figures: `{name}` in the words stands for one.

    `told` says how other figures would make other words; without it they stand.
    """

    words: str
    figures: dict[str, Decimal | str]
    told: "Told | None" = None


def made_of_nothing(_record: Record) -> "Making":
    """The figures stand alone: none follows from others."""
    return {}


class Table(NamedTuple):
    """A table by name, its columns in the order in which they are shown.

    The rows of a `mixed` table are figures of different kinds, each with decimals
    of its own. `making` says of a record, by column, how its figures follow from
    others; only formats that recalculate ask. `folded` says in words how many quiet
    rows a screen has folded away; without it none are. `sheet` is the title where names
    are short. The figures of one `as_printed` have no more decimals than their column needs.
    `hint` is what one types to see more, which only a screen says.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    audience: Audience = EVERYONE
    notes: tuple[str | Sentence, ...] = ()
    charts: tuple[Chart, ...] = ()
    mixed: bool = False
    making: "Callable[[Record], Making]" = made_of_nothing
    folded: Callable[[int], str] | None = None
    sheet: str = ""
    as_printed: bool = False
    hint: str = ""

    def at(self, role: Role) -> str | None:
        """The name of the first column with a role, if there is one."""
        for column in self.columns:  # asked for each record, and next() takes twice as long
            if column.role == role:
                return column.id
        return None

    def value(self, record: Record, role: Role) -> Value:
        """What a record has in the column with a role; None without such a column."""
        id = self.at(role)
        return None if id is None else record.values[id]

    @property
    def row_key(self) -> str | None:
        """The name of the column that tells rows apart and that people do not see, if there is one."""
        return next((c.id for c in self.columns if c.role == "key" and not c.title), None)


class Anew:
    """Records that are too many to keep in memory: made again each time they are gone through."""

    def __init__(self, make: Callable[[], Iterator[Record]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Record]:
        return self._make()


class Deferred(NamedTuple):
    """Tables for some, which are made only when they are asked for."""

    audience: Audience
    make: Callable[[], Sequence[Table]]


def defer(audience: Audience, make: Callable[[], Sequence[Table]]) -> Deferred:
    """Tables for some, which are made when they are asked for, once."""
    return Deferred(audience, cache(make))


def no_sentences() -> Sequence[Sentence]:
    """Nothing to say in words."""
    return ()


class Report(NamedTuple):
    """What a command found: heading, context (municipality, year, unit), sentences, tables, notes.

    `meta` says the same for machines; `unit` is that of the amounts; `source`
    says in words which documents the figures come from, `scope` whose they are and
    what is not among them. Sentences and deferred tables are made when a format asks.
    `hints` are notes on what one can type, which only a screen shows.
    """

    title: str
    context: str
    tables: tuple[Table | Deferred, ...]
    unit: str
    sentences: Callable[[], Sequence[Sentence]] = no_sentences
    notes: tuple[str, ...] = ()
    meta: Mapping[str, Any] = MappingProxyType({})
    decimals: int | None = None
    source: str = ""
    scope: tuple[Sentence, ...] = ()
    hints: tuple[str, ...] = ()


SHARE_UNIT = "%"
SHARE_DECIMALS_FOR_PEOPLE, SHARE_DECIMALS_FOR_MACHINES = 1, 2


def tables_for(report: Report, audience: Audience) -> list[Table]:
    """The report's tables for one audience, in its order."""
    chosen = [of for of in report.tables if audience <= of.audience]
    return [table for of in chosen for table in (of.make() if isinstance(of, Deferred) else (of,))]
