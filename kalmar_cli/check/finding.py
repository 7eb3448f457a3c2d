"""What a rule finds: a level, places, two figures and a sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kalmar_cli.base.problems import Place

# The figures cannot be right; the document says two things; worth knowing.
ERROR, CONTRADICTION, NOTE = "error", "contradiction", "note"
LEVELS = (ERROR, CONTRADICTION, NOTE)


class Spot(NamedTuple):
    """A place in a file."""

    file: str
    place: Place

    @property
    def full(self) -> str:
        """`FILE:LINE:COLUMN`, as editors open it."""
        return f"{self.file}:{self.place.line}:{self.place.column}"

    @property
    def short(self) -> str:
        """The file's own name and the line."""
        return f"{Path(self.file).name}:{self.place.line}"


class Subject(NamedTuple):
    """What a finding is about: where it stands, what it is in the budget's own ids, its names in words."""

    spot: Spot
    where: str
    words: Mapping[str, object] = MappingProxyType({})


class Finding(NamedTuple):
    """One finding of a rule about a budget.

    `spot` is where the figure stands and `against` what it is held against;
    `where` names it in the budget's own ids. `stated`, `computed` and
    `difference` (stated − computed) are in the file's unit and sign, shares in
    %; None where the finding is about no figure. `rounding` explains it, so that there is nothing to
    correct.
    """

    rule: str
    level: str
    budget: str
    spot: Spot
    where: str
    message: str
    remedy: str
    against: tuple[Spot, ...] = ()
    stated: Decimal | None = None
    computed: Decimal | None = None
    rounding: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Stated − computed; None without both."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed

    @property
    def order(self) -> tuple[str, Place, str, str, str]:
        """Sorts findings by place."""
        return self.spot.file, self.spot.place, self.rule, self.where, self.message


def count_by_level(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each level."""
    counts = Counter(finding.level for finding in findings)
    return {level: counts[level] for level in LEVELS}
