"""Which years each part of the page is about, so that a reader can choose one without a script."""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.reports.years import span


class Periods(NamedTuple):
    """The columns that the page shows, in their order; `main` is that whose story is told first."""

    columns: tuple[str, ...]
    main: str

    def within(self, period: str) -> list[str]:
        """The columns that a period stands for: 2025 or 2024–2026; all of no period."""
        if period in self.columns:
            return [period]
        years = [column for column in self.columns if year_in(column)]
        runs = (years[i:j] for i in range(len(years)) for j in range(i + 2, len(years) + 1))
        return next((run for run in runs if span([*map(int, run)]) == period), [*self.columns])

    def classes(self, period: str) -> str:
        """The classes of what is about a period: its columns by number from 1; none of all columns."""
        found = self.within(period)
        if len(found) == len(self.columns):
            return ""
        return " ".join(["of", *(f"of-{self.columns.index(column) + 1}" for column in found)])

    def story_classes(self, period: str) -> str:
        """The classes of a story of one year: only the main one is shown until another is chosen."""
        return self.classes(period) + ("" if period == self.main else " later")


def periods_of(columns: Sequence[str], plan: Sequence[int]) -> Periods:
    """The periods of a page with these columns, those in `plan` years of the budgets' plans."""
    return Periods(tuple(columns), str(plan[0]) if plan else columns[0])
