"""What every report shares: which columns and unit to show, and the words above the tables."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import published_path, year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit, scale_of
from kalmar_cli.budget.model import AS_WRITTEN, Budget, Document, Measure
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.reports.choices import ALL_YEARS
from kalmar_cli.reports.places import section_words
from kalmar_cli.reports.table import Report


class View(NamedTuple):
    """What the user asked to see: columns by name (none: the plan's years), unit, decimals.

    The budgets shown are in the `measure` already; the view says so in the unit.
    """

    years: tuple[str, ...] = ()
    unit: str | None = None
    decimals: int | None = None
    measure: Measure = AS_WRITTEN

    def unit_for(self, budget: Budget) -> str:
        """The unit of the output: as asked for, else the budget's; what is measured in follows it."""
        measure = self.measure
        unit = self.unit or ("kr" if measure.per_inhabitant else budget.unit)
        if measure.per_inhabitant:
            unit = _("{unit} per inhabitant").format(unit=unit)
        if measure.prices is not None:
            unit = _("{unit}, {year} prices").format(unit=unit, year=measure.prices)
        return unit

    def decimals_in(self, unit: str) -> int | None:
        """The decimals of amounts in `unit`: as asked for; of quotients, which have no end, few.

        Per inhabitant they are whole kronor in any unit.
        """
        if self.decimals is not None or not self.measure:
            return self.decimals
        of_inhabitants, of_prices = _DECIMALS[scale_of(unit)]
        return of_inhabitants if self.measure.per_inhabitant else of_prices


# Decimals of amounts per inhabitant, and of others that are converted.
_DECIMALS = {"mkr": (6, 1), "tkr": (3, 0), "kr": (0, 0)}


def needed_columns(budgets: Sequence[Budget], view: View) -> list[str]:
    """The columns that a report of `budgets` will show, or, where they share none, each one's own."""
    if ALL_YEARS in view.years:
        return _all_columns(budgets)
    if view.years:
        return list(view.years)
    return _common_years(budgets) or [str(year) for budget in budgets for year in budget.years]


def _common_years(budgets: Sequence[Budget]) -> list[str]:
    """The years that all of the budgets plan for, in the order of the last."""
    return [str(year) for year in budgets[-1].years if all(year in budget.years for budget in budgets)]


def _all_columns(budgets: Sequence[Budget]) -> list[str]:
    """Each column of `budgets` once, in the first one's order; the years that others add stand by time."""
    columns = list(dict.fromkeys(column for budget in budgets for column in budget.columns))
    if len(columns) == len(budgets[0].columns):
        return columns
    by_time = iter(sorted(filter(year_in, columns)))
    return [next(by_time) if year_in(column) else column for column in columns]


def say_measure(report: Report, budgets: Sequence[Budget], measure: Measure) -> Report:
    """The report with a note on how its amounts were converted, for machines too; as it is without."""
    if not measure:
        return report
    notes: list[str] = []
    more: dict[str, Any] = {}
    if measure.prices is not None:
        more["prices"] = measure.prices
        report = _say_prices(report, measure.prices)
        index = next((found for budget in budgets if (found := budget.prices)), None)
        if index:
            words = _("Amounts of every year are in {year} prices, by {index}.").format(
                year=measure.prices,
                index=index.name + (f" ({index.source})" if index.source else ""),
            )
            notes.append(words)
    if measure.per_inhabitant:
        more["per_inhabitant"] = True
        notes.append(_("Amounts are divided by each year's population, as the budget's file gives it."))
    return report._replace(notes=(*report.notes, *notes), meta={**report.meta, **more})


def _say_prices(report: Report, year: int) -> Report:
    """The report, each of whose sentences, which may be quoted alone, says what prices it is in."""
    tell, words = report.sentences, _("(Amounts are in {year} prices.)").format(year=year)
    return report._replace(
        sentences=lambda: [found._replace(words=f"{found.words} {words}") for found in tell()]
    )


def shown_columns(budgets: Sequence[Budget], view: View) -> list[str]:
    """The columns to show of `budgets`: the years they all have, or those asked for.

    Raises Refused.
    """
    everything = _all_columns(budgets)
    if ALL_YEARS in view.years:
        return everything
    if view.years:
        for name in view.years:
            if name not in everything:
                raise Refused(
                    _("no column `{name}`; there are: {names}").format(
                        name=clip(name), names=", ".join(everything)
                    )
                )
        return list(dict.fromkeys(view.years))
    common = _common_years(budgets)
    if not common:
        raise Refused(
            _("the budgets have no year in common; choose columns with --year: {names}").format(
                names=", ".join(everything)
            )
        )
    return common


def plan_years(columns: Sequence[str], budgets: Sequence[Budget]) -> list[int]:
    """Those of the columns that are a year of every budget's plan, where posts have amounts."""
    return [year for c in columns if (year := year_in(c)) and all(year in b.years for b in budgets)]


def in_view(value: Decimal | None, row: str, unit: str) -> Decimal | None:
    """A statement figure (mkr, or % for the share) as the output has it."""
    return value if value is None or row == SHARE_ID else in_unit(value, unit)


def context(budgets: Sequence[Budget], unit: str) -> str:
    """Municipality, budget year and unit, for the heading."""
    years = ", ".join(str(year) for year in sorted({budget.year for budget in budgets}))
    return " · ".join([budgets[-1].municipality, _("budget {year}").format(year=years), unit])


def sources(
    budgets: Sequence[Budget], *, derived: bool = False, printed: bool = False, posts: bool = False
) -> str:
    """The documents that figures of the budgets come from, and where in them; "" if none is named.

    A `derived` figure comes from the statement at the root and the posts above it, a `printed`
    one from the budget's own statement, `posts` from wherever the chain has lines.
    """
    found: dict[Document, dict[str, None]] = {}
    for budget in budgets:
        for link in reversed(list(budget.chain)):
            whole = derived and link.base is None
            moves = bool(link.lines) and (posts or (derived and link.base is not None))
            if link.source and (link is budget or whole or moves):
                places = found.setdefault(link.source, {})
                if link.statement and link.statement.section and (whole or (printed and link is budget)):
                    places[section_words(link, link.statement.section)] = None
                if moves and (sections := sorted({of.section for of in link.totals if of.section})):
                    places[_("lines in section {section}").format(section=", ".join(sections))] = None
    words = [", ".join([of.title, *places, *filter(None, [of.url])]) for of, places in found.items()]
    return _("Source: {title}").format(title="; ".join(words)) + "." if words else ""


def meta(budgets: Sequence[Budget], unit: str, **more: Any) -> dict[str, Any]:
    """For machines: the municipality, the unit, and each budget with its source and file."""
    return {
        "municipality": budgets[-1].municipality,
        "unit": unit,
        **more,
        "budgets": [
            {
                "id": budget.id,
                "name": budget.name,
                "year": budget.year,
                "base": budget.base.id if budget.base else None,
                "source": budget.source.title if budget.source else None,
                "url": budget.source.url if budget.source else None,
                "file": published_path(budget.file),
            }
            for budget in budgets
        ],
    }


def column_names(budgets: Sequence[Budget], taken: Collection[str] = ()) -> list[str]:
    """A name for each budget's column: its id, with the year or a number where ids meet.

    An id that is `taken` by another column has its year as well.
    """
    ids = [budget.id for budget in budgets]
    names = [
        f"{budget.id}@{budget.year}" if ids.count(budget.id) > 1 or budget.id in taken else budget.id
        for budget in budgets
    ]
    return [
        f"{name}-{names[:i].count(name) + 1}" if name in names[:i] else name for i, name in enumerate(names)
    ]
