"""For people: areas × budgets, what each budget's posts add up to or differ by from a baseline."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.posts import NOTHING, total
from kalmar_cli.reports.areas import AreaSums, area_columns
from kalmar_cli.reports.table import PEOPLE, Column, Emphasis, Record, Table, Value
from kalmar_cli.reports.years import say_years

# No id of an area can be written so.
_NET, _LOWER, _HIGHER = "(net)", "(lower)", "(higher)"


def area_matrix(
    title: str,
    columns: Sequence[Column],
    sums: Sequence[AreaSums],
    names: Mapping[str, str],
    years: Sequence[int],
) -> Table:
    """The nets of `sums` by area, each budget in its column, and what they add up to; equal years once."""
    one, unit = len(sums) == 1, sums[0].unit

    def record(
        id: str,
        words: str,
        year: int,
        amounts: list[Decimal | None],
        emphasis: Emphasis = "item",
        *,
        quiet: bool = False,
    ) -> Record:
        figures = [None if amount is None else in_unit(amount, unit) for amount in amounts]
        bar = figures[0] if one and id in names else None
        of: dict[str, Value] = {"area": id, "label": words, "year": str(year), "unit": unit, "bar": bar}
        return Record({**of, **{c.id: f for c, f in zip(columns, figures, strict=True)}}, emphasis, quiet)

    records = []
    for area, words in names.items():
        nets = {
            year: [of.by_year[year].get(area, NOTHING).net if year in of.by_year else None for of in sums]
            for year in years
        }
        quiet = not any(amount for amounts in nets.values() for amount in amounts)
        records += [record(area, words, year, nets[year], quiet=quiet) for year in years]
    for year in years:
        wholes = [total(of.by_year[year].values()) if year in of.by_year else None for of in sums]
        records += [
            record(_NET, _("Net"), year, [of and of.net for of in wholes], "total"),
            record(_LOWER, _("of it lowers the result"), year, [of and of.increases for of in wholes]),
            record(_HIGHER, _("of it raises the result"), year, [of and of.savings for of in wholes]),
        ]
    bar = [Column("bar", _("− │ +"), "bar", gives_way=1)] if one else []
    table = Table(
        "areas",
        title,
        (*area_columns(sums[0].by, ("area", "label", "year", "unit")), *columns, *bar),
        tuple(records),
        PEOPLE,
        folded=lambda n: _n("{n} without a difference", "{n} without a difference", n),
    )
    return say_years(table, years)
