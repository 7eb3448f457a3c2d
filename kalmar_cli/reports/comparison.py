"""What is compared with what, and the columns and records that every table of it has.

A difference is budget − baseline in the statement's sign.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.choices import DERIVED
from kalmar_cli.reports.names import headings, tell_apart
from kalmar_cli.reports.table import Column, Emphasis, Record, Value
from kalmar_cli.reports.view import View, column_names, plan_years, shown_columns

if TYPE_CHECKING:
    from kalmar_cli.reports.making import Making

# What the columns of a comparison are called that are not budgets; no budget's may be called so.
_COLUMNS = frozenset({"table", "row", "label", "year", "unit", "area"})


class Comparison(NamedTuple):
    """The budgets compared, the last one the baseline, their figures, and how to show them.

    `names` are those of their columns, `headings` what stands above: name and id;
    `gaps` are the names of the columns of differences, one for each but the baseline.
    `periods` are the columns of the statements that are shown, `years` those that all plan for.
    """

    budgets: tuple[Budget, ...]
    figures: tuple[Figures, ...]
    periods: tuple[str, ...]
    years: tuple[int, ...]
    names: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
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

    def columns(self, heading: str, words: Mapping[str, str] = MappingProxyType({})) -> tuple[Column, ...]:
        """The columns of every table of a comparison; `heading` stands above the rows' labels.

        `words` is what people read for a label that is no word.
        """
        names = self.names
        one = len(names) == 2
        *others, baseline = self.headings

        def difference_from(budget: str, baseline: str) -> str:
            if one:
                return _("Difference")
            return _("{budget} ± {baseline}").format(budget=budget, baseline=baseline)

        return (
            Column("table"),
            Column("row", role="key"),
            Column("label", heading, role="key", words=words),
            Column("year", _("Year"), role="spread"),
            Column("unit", _("Unit"), role="unit"),
            *(Column(n, t, "number", "value", id) for n, (t, id) in zip(names, self.headings, strict=True)),
            *(
                Column(
                    gap,
                    difference_from(title, baseline[0]),
                    "number",
                    "difference",
                    difference_from(id, baseline[1]),
                )
                for gap, (title, id) in zip(self.gaps, others, strict=True)
            ),
        )

    def gap_columns(self) -> list[Column]:
        """The differences of the budgets, each under its name; of one budget under that word."""
        if len(self.gaps) == 1:
            return [Column(self.gaps[0], _("Difference"), "number", "difference", _("Diff."))]
        return [
            Column(gap, title, "number", "difference", short)
            for gap, (title, short) in zip(self.gaps, self.headings, strict=False)
        ]

    def record(
        self,
        table: str,
        row: str,
        words: str,
        year: Value,
        unit: str,
        values: Sequence[Decimal | None],
        emphasis: Emphasis = "item",
    ) -> Record:
        """One record: each budget's figure and, for all but the baseline, its difference from it."""
        of: dict[str, Value] = {"table": table, "row": row, "label": words, "year": year, "unit": unit}
        of.update(zip(self.names, values, strict=True))
        baseline = values[-1]
        for name, value in zip(self.gaps, values, strict=False):
            of[name] = None if value is None or baseline is None else value - baseline
        return Record(of, emphasis)

    def making(self, _record: Record) -> "Making":
        """How the differences of a record follow from its other figures."""
        from kalmar_cli.reports.formulas import difference

        return {
            gap: difference(name, self.names[-1]) for name, gap in zip(self.names, self.gaps, strict=False)
        }


def set_side_by_side(budgets: Sequence[Budget], view: View, basis: str = DERIVED) -> Comparison:
    """The comparison of `budgets` with the last of them, under names that tell them apart.

    Raises Refused.
    """
    apart = tell_apart(budgets)
    figures = tuple(Figures(budget) for budget in apart)
    periods = shown_columns(apart, view)
    years = plan_years(periods, apart)
    names = column_names(apart, _COLUMNS | {f"{of.id}_vs_{apart[-1].id}" for of in apart})
    gaps = tuple(f"{name}_vs_{names[-1]}" for name in names[:-1])
    return Comparison(
        apart,
        figures,
        tuple(periods),
        tuple(years),
        tuple(names),
        tuple(headings(budgets)),
        gaps,
        view,
        basis,
    )
