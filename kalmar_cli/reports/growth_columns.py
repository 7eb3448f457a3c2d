"""A figure beside an earlier one: the columns of its change, and what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.growth import OF_SHARE, RESULT_BEFORE, SIGN, UNKNOWN, ZERO_BEFORE, Growth
from kalmar_cli.reports.formulas import difference
from kalmar_cli.reports.making import Cells, Making, Portion
from kalmar_cli.reports.table import Column, Value


class GrowthColumns(NamedTuple):
    """The columns of a figure `id` and of its change from the figure in the column `earlier`."""

    id: str
    earlier: str

    @property
    def change(self) -> str:
        """The column of the change."""
        return f"{self.id}_change"

    @property
    def percent(self) -> str:
        """The column of the change in per cent."""
        return f"{self.id}_percent"

    @property
    def absent(self) -> str:
        """The column of the reason why there is no per cent."""
        return f"{self.id}_no_percent"

    def for_machines(self) -> tuple[Column, ...]:
        """Change, per cent, and why there is none."""
        return Column(self.change, kind="number"), Column(self.percent, kind="percent"), Column(self.absent)

    def for_readers(self, title: str, group: str) -> tuple[Column, ...]:
        """The figure under its `title`, its change and per cent; the words of the `group` say from what."""
        return (
            Column(self.id, title, "number", group=group, against=self.earlier),
            Column(self.change, _("Change"), "number", "difference", group=group, against=self.earlier),
            Column(self.percent, "%", "percent", "difference", group=group, against=self.earlier),
        )

    def values(self, growth: Growth) -> Mapping[str, Value]:
        """What stands in the columns of the change."""
        return {self.change: growth.amount, self.percent: growth.percent, self.absent: growth.absent}

    def making(self, values: Mapping[str, Value]) -> Making:
        """How change and per cent follow from the figures, where they are known."""
        made = {
            self.change: difference(self.id, self.earlier),
            self.percent: Portion(Cells(self.change), (Cells(self.earlier),)),
        }
        return {column: how for column, how in made.items() if values[column] is not None}


def say_reasons(absent: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Why rows have no per cent, from (reason, what the row is called): each reason once, in words."""
    whose: dict[str, dict[str, None]] = {}
    for reason, words in absent:
        whose.setdefault(reason, {})[words] = None
    said: dict[str, Callable[[], str]] = {
        ZERO_BEFORE: lambda: _("No % where the earlier figure is zero: {rows}."),
        SIGN: lambda: _("No % where the sign changes: {rows}."),
        RESULT_BEFORE: lambda: _("No % of a result that was below zero: {rows}."),
        OF_SHARE: lambda: _("No % of a share, whose change is in percentage points: {rows}."),
        UNKNOWN: lambda: _("No change where a figure is not known: {rows}."),
    }
    for reason, say in said.items():
        if reason in whose:
            yield say().format(rows="; ".join(whose[reason]))
