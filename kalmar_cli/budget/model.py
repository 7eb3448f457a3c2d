"""What a budget is: frozen values, no I/O.

Amounts are mkr in the sign of the income statement (a cost is negative);
places say where a figure stands in the budget's file.

NamedTuples rather than dataclasses: as frozen, and a tenth of the time to
define at start-up (DECISIONS.md, 2026-11-23).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, Optional

from kalmar_cli.base.files import same
from kalmar_cli.base.problems import Place

# Which budget an amount belongs to; what a proposal asks for; how a file writes its amounts.
OPERATING, INVESTMENT, BALANCE_SHEET = "operating", "investment", "balance-sheet"
MEASURE, INQUIRY = "measure", "inquiry"
RESULT_SIGN, SPENDING_SIGN = "result", "spending"
TITLE_LENGTH = 80
"""How many characters a proposal's title has at most."""


class Area(NamedTuple):
    """A policy area of a budget's document."""

    id: str
    name: str
    chapter: str | None


class Row(NamedTuple):
    """A printed row of a statement: one value a column, None where none is printed."""

    id: str
    values: tuple[Decimal | None, ...]
    place: Place
    places: tuple[Place, ...]


class Statement(NamedTuple):
    """A printed income statement: amounts in mkr, shares in %; `step` is the printed precision in mkr.

    `memo` are rows that the file says are shown and never added.
    """

    section: str | None
    decimals: int
    step: Decimal
    columns: tuple[str, ...]
    rows: dict[str, Row]
    labels: dict[str, str]
    place: Place
    memo: tuple[str, ...] = ()

    def cell(self, row: str, column: str) -> Decimal | None:
        """The printed figure of a row and column, or None."""
        if row not in self.rows or column not in self.columns:
            return None
        return self.rows[row].values[self.columns.index(column)]

    def cell_place(self, row: str, column: str) -> Place:
        """Where the figure of a row and column stands."""
        return self.rows[row].places[self.columns.index(column)]


class Stated(NamedTuple):
    """An amount (mkr) that the document's prose gives, for certain `years` or for none in particular.

    `together` names the other lines that the amount covers; `budget` is
    operating, investment or balance-sheet.
    """

    amount: Decimal
    section: str | None
    years: tuple[int, ...]
    together: tuple[str, ...]
    budget: str
    place: Place


class Line(NamedTuple):
    """A post: one amount (mkr) for each of its budget's years."""

    id: str
    name: str
    heading: str | None
    area: str | None
    row: str
    amounts: tuple[Decimal, ...]
    proposals: tuple[int, ...]
    stated: tuple[Stated, ...]
    section: str | None
    certainty: str | None
    place: Place
    places: tuple[Place, ...]


class Total(NamedTuple):
    """A printed sum of the table of lines; without row or heading, of all of them."""

    name: str
    row: str | None
    heading: str | None
    section: str | None
    amounts: tuple[Decimal, ...]
    place: Place
    places: tuple[Place, ...]


class Proposal(NamedTuple):
    """A numbered proposal (att-sats); `amount` (mkr) is the one that it states itself.

    `printed` is its number or letter as printed, where that is another.
    """

    number: int
    area: str | None
    section: str | None
    title: str
    kind: str
    amount: Decimal | None
    years: tuple[int, ...]
    budget: str
    stated: tuple[Stated, ...]
    place: Place
    amount_place: Place
    printed: str | None = None


class Document(NamedTuple):
    """The document that a budget's figures come from; `pages` are pages of its PDF by section."""

    title: str
    url: str | None
    pages: tuple[tuple[str, int], ...] = ()


class PriceIndex(NamedTuple):
    """A price index by year, such as PKV, and where its values come from."""

    name: str
    source: str | None
    values: dict[int, Decimal]


class Measure(NamedTuple):
    """The year in whose `prices` amounts are (None: their own), and whether they are per inhabitant."""

    prices: int | None = None
    per_inhabitant: bool = False

    def __bool__(self) -> bool:
        return self.prices is not None or self.per_inhabitant


AS_WRITTEN = Measure()


class Budget(NamedTuple):
    """One party's budget: its own statement, lines and proposals, and the budget it builds on.

    Tax rates (kronor per hundred) and populations are by year, where a source gives them.
    """

    id: str
    name: str
    municipality: str
    year: int
    years: tuple[int, ...]
    base: Optional["Budget"]
    unit: str
    sign: str
    tax_rates: dict[int, Decimal]
    populations: dict[int, int]
    result_target: Decimal | None
    source: Document | None
    areas: dict[str, Area]
    statement: Statement | None
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    proposals: tuple[Proposal, ...]
    file: str
    places: dict[str, Place]
    price_index: PriceIndex | None = None

    @property
    def tax_rate(self) -> Decimal | None:
        """The tax rate of the budget year, in kronor per hundred."""
        return self.tax_rates.get(self.year)

    @property
    def population(self) -> int | None:
        """The population in the budget year."""
        return self.populations.get(self.year)

    def inhabitants(self, year: int) -> int | None:
        """The population of a year, its own or a base's."""
        return next((link.populations[year] for link in self.chain if year in link.populations), None)

    @property
    def chain(self) -> Iterator["Budget"]:
        """This budget, its base, the base's base, and so on."""
        budget: Budget | None = self
        while budget:
            yield budget
            budget = budget.base

    @property
    def root(self) -> "Budget":
        """The budget that the chain of bases ends in."""
        *_rest, last = self.chain
        return last

    @property
    def prices(self) -> PriceIndex | None:
        """The price index, its own or a base's."""
        return next((link.price_index for link in self.chain if link.price_index), None)

    @property
    def beyond_base(self) -> Iterator[tuple[Line, int, Decimal]]:
        """Its own lines' amounts (mkr) in years that its base has no plan for: line, year, amount."""
        known = self.base.years if self.base else self.years
        for line in self.lines:
            for year, amount in zip(self.years, line.amounts, strict=True):
                if amount and year not in known:
                    yield line, year, amount

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns its figures can be asked for: of the nearest statement, and its years."""
        years = map(str, self.years)
        printed = next((budget.statement.columns for budget in self.chain if budget.statement), ())
        return tuple(dict.fromkeys((*printed, *years)))

    def name_for(self, municipality: str, year: int) -> str:
        """How a budget of this municipality and year names this one: with a year where it is another."""
        here = same(self.municipality, municipality) and self.year == year
        return self.id if here else f"{self.id}@{self.year}"

    def area(self, id: str | None) -> Area | None:
        """The area with this id, its own or a base's."""
        return next((budget.areas[id] for budget in self.chain if id in budget.areas), None)

    def area_name(self, id: str | None) -> str | None:
        """The name of the area with this id; None if there is none."""
        area = self.area(id)
        return area.name if area else None

    def carriers(self) -> dict[int, list[Line]]:
        """Proposal number → the lines that it pays for."""
        carried: dict[int, list[Line]] = {}
        for line in self.lines:
            for number in line.proposals:
                carried.setdefault(number, []).append(line)
        return carried
