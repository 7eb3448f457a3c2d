"""For people: areas × budgets, what each budget differs by from the baseline."""

from decimal import Decimal

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.posts import NO_AREA, NOTHING, area_names, total
from kalmar_cli.reports.differences import Differences
from kalmar_cli.reports.table import (
    BAR,
    ITEM,
    KEY,
    PEOPLE,
    SPREAD,
    TOTAL,
    UNIT,
    Column,
    Record,
    Table,
    Value,
)
from kalmar_cli.reports.years import say_years

# No id of an area can be written so.
_NET, _LOWER, _HIGHER = "(net)", "(lower)", "(higher)"


def area_matrix(found: Differences) -> Table:
    """What each budget differs by from the baseline in each area, with what that adds up to."""
    comparison, unit, sums = found.comparison, found.comparison.unit, found.sums()
    names = area_names(
        comparison.budgets,
        {area for of in sums for area in of.names if not found.area or area == found.area},
    )
    one = len(sums) == 1

    def record(
        id: str, words: str, year: int, amounts: list[Decimal], emphasis: str = ITEM, *, quiet: bool = False
    ) -> Record:
        figures = [in_unit(amount, unit) for amount in amounts]
        bar = figures[0] if one and id in names else None
        of: dict[str, Value] = {"area": id, "label": words, "year": str(year), "unit": unit, "bar": bar}
        return Record({**of, **dict(zip(comparison.gaps, figures, strict=True))}, emphasis, quiet)

    records = []
    for area, words in names.items():
        nets = {year: [of.by_year[year].get(area, NOTHING).net for of in sums] for year in found.years}
        quiet = not any(amount for amounts in nets.values() for amount in amounts)
        records += [record(area, words, year, nets[year], quiet=quiet) for year in found.years]
    for year in found.years:
        wholes = [total(of.by_year[year].values()) for of in sums]
        records += [
            record(_NET, _("Net"), year, [of.net for of in wholes], TOTAL),
            record(_LOWER, _("  of it lowers the result"), year, [of.increases for of in wholes]),
            record(_HIGHER, _("  of it raises the result"), year, [of.savings for of in wholes]),
        ]
    table = Table(
        "areas",
        _("Areas against {baseline}").format(baseline=comparison.baseline.name),
        (
            Column("area", role=KEY),
            Column("label", _("Area"), role=KEY, words={NO_AREA: _("no area")}),
            Column("year", _("Year"), role=SPREAD),
            Column("unit", _("Unit"), role=UNIT),
            *comparison.gap_columns(),
            *([Column("bar", _("− │ +"), BAR, gives_way=1)] if one else []),
        ),
        tuple(records),
        PEOPLE,
        folded=lambda n: _n("{n} area without a difference", "{n} areas without a difference", n),
    )
    return say_years(table, found.years)
