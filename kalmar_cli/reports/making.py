"""How a figure follows from others that are shown, and words that depend on figures.

Only formats that recalculate ask.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

# The rows of a table that are not sums.
ITEMS = ("*",)


class Cells(NamedTuple):
    """Figures that another is made of: a column's, in a year, in `rows` of `table`.

    No table means the figure's own, no rows its own row, no year its own. `factor` -1 takes
    them away, `only` ("<0", ">0") takes those of one sign, `how_many` tells how many those
    are, `size` takes each without sign.
    """

    column: str
    rows: tuple[str, ...] = ()
    table: str = ""
    factor: int = 1
    only: str = ""
    size: bool = False
    year: str = ""
    how_many: bool = False


class Added(NamedTuple):
    """A figure that is the sum of others and of a rest that no shown figure explains."""

    terms: tuple[Cells, ...]
    rest: Decimal = Decimal(0)


class Portion(NamedTuple):
    """A figure that is `part` in per cent of the sum of `whole`."""

    part: Cells
    whole: tuple[Cells, ...]


class Computed(NamedTuple):
    """A figure that is an operation (+, -, *, /, MAX, MIN, ROUND) on others and on numbers."""

    operation: str
    operands: tuple["Computed | Cells | Decimal", ...]


Made = Added | Portion | Computed
Making = Mapping[str, Made]


class Figure(NamedTuple):
    """A figure of a sentence: its name there, an amount or a count, how it follows from figures shown."""

    name: str
    value: Decimal | int
    made: Made | None = None


class Alike(NamedTuple):
    """Whether figures are equal, each to another or a number; of no pairs they are."""

    pairs: tuple[tuple[Figure, Figure | int], ...]


class Below(NamedTuple):
    """Whether a figure is below zero."""

    figure: Figure


class Say(NamedTuple):
    """Words, with `{name}` for what stands there: a figure without its sign, a text, other words."""

    words: str
    values: Mapping[str, "Saying"] = MappingProxyType({})


class Either(NamedTuple):
    """Words that depend on figures."""

    test: Alike | Below
    then: "Saying"
    otherwise: "Saying"


Saying = Say | Either | Figure | str


class Told(NamedTuple):
    """How a sentence is made: its parts, some of them empty, and the texts that have a name in all."""

    parts: tuple[Saying, ...]
    texts: Mapping[str, str]
