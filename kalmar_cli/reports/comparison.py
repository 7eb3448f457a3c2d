"""What is compared with what, and the columns and records that every table of it has.

A difference is budget − baseline in the statement's sign.
"""

from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.reports.formulas import difference
from kalmar_cli.reports.table import (
    DIFFERENCE,
    ITEM,
    KEY,
    NUMBER,
    SPREAD,
    UNIT,
    VALUE,
    Column,
    Making,
    Record,
    Value,
)
from kalmar_cli.reports.view import View

DERIVED, PRINTED = "derived", "printed"


class Comparison(NamedTuple):
    """The budgets compared, the last one the baseline, and how to show them.

    `names` are those of their columns, `headings` what stands above: name and id.
    """

    budgets: tuple[Budget, ...]
    names: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    view: View
    basis: str = DERIVED

    @property
    def baseline(self) -> Budget:
        """The budget that the others are compared with."""
        return self.budgets[-1]

    @property
    def others(self) -> tuple[Budget, ...]:
        """The budgets compared with the baseline."""
        return self.budgets[:-1]

    @property
    def unit(self) -> str:
        """The unit of the amounts shown."""
        return self.view.unit_for(self.baseline)

    def columns(self, heading: str) -> tuple[Column, ...]:
        """The columns of every table of a comparison; `heading` stands above the rows' labels."""
        names = self.names
        one = len(names) == 2
        *others, baseline = self.headings

        def difference_from(budget: str, baseline: str) -> str:
            if one:
                return _("Difference")
            return _("{budget} ± {baseline}").format(budget=budget, baseline=baseline)

        return (
            Column("table", kind="text"),
            Column("row", role=KEY),
            Column("label", heading, role=KEY),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            *(Column(n, t, NUMBER, VALUE, id) for n, (t, id) in zip(names, self.headings, strict=True)),
            *(
                Column(
                    against(name, names[-1]),
                    difference_from(title, baseline[0]),
                    NUMBER,
                    DIFFERENCE,
                    difference_from(id, baseline[1]),
                )
                for name, (title, id) in zip(names[:-1], others, strict=True)
            ),
        )

    def record(
        self,
        table: str,
        row: str,
        words: str,
        year: Value,
        unit: str,
        values: Sequence[Decimal | None],
        emphasis: str = ITEM,
        made: Making = MappingProxyType({}),
    ) -> Record:
        """One record: each budget's figure and, for all but the baseline, its difference from it."""
        baseline = values[-1]
        gaps = [None if v is None or baseline is None else v - baseline for v in values[:-1]]
        follows = {
            against(name, self.names[-1]): difference(name, self.names[-1])
            for name, gap in zip(self.names, gaps, strict=False)
            if gap is not None
        }
        return Record((table, row, words, year, unit, *values, *gaps), emphasis, {**made, **follows})


def against(name: str, baseline: str) -> str:
    """The name of the column of differences between two budgets."""
    return f"{name}_vs_{baseline}"
