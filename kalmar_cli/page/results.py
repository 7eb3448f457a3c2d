"""The result by year: each budget's, its share of tax and grants, and the difference from the baseline."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.budget.rows import RESULT, SHARE_ID
from kalmar_cli.budget.statement import Figures
from kalmar_cli.page.bars import Bar, track
from kalmar_cli.page.fitting import room_for
from kalmar_cli.page.grids import Grid, at_spread, titles
from kalmar_cli.page.origins import origin
from kalmar_cli.reports.table import Table


class Result(NamedTuple):
    """One budget's result in one year, or a difference: figures as text, whence, bar."""

    name: str
    result: str
    share: str
    origin: str
    bar: Bar | None
    is_difference: bool


class Year(NamedTuple):
    """The results of one year, the baseline after the others, the differences last."""

    name: str
    results: tuple[Result, ...]


class Results(NamedTuple):
    """The table of results: the headings of its two figures, the years.

    `room` is how wide its amounts are on a phone, in rem.
    """

    heading: str
    share_heading: str
    years: tuple[Year, ...]
    room: int


def results(table: Table, grids: Mapping[str, Grid], figures: Sequence[Figures]) -> Results | None:
    """The results out of a comparison's statement, as `grids` write them by year; None without any."""
    at = at_spread(table)
    above = titles(table)
    of_budgets = [column.id for column in table.columns if column.kind == "number"][: len(figures)]
    names = [f.budget.name for f in figures] + above[len(figures) :]
    amounts = {
        str(record.values[at]): [record.values[id] for id in of_budgets]
        for record in table.records
        if record.values["row"] == RESULT
    }
    scale = track([v for of_year in amounts.values() for v in of_year if isinstance(v, Decimal)])
    years = []
    heading = share_heading = ""
    for year, of_year in amounts.items():
        rows = {row.id: row for row in grids[year].rows}
        heading = rows[RESULT].label
        texts = [cell.text for cell in rows[RESULT].cells]
        shares = [""] * len(texts)
        if SHARE_ID in rows:
            share_heading = rows[SHARE_ID].label
            shares = [cell.text for cell in rows[SHARE_ID].cells]
        bars = [
            scale.bar((f"budget{n}" if n < len(of_year) else "baseline", value))
            if isinstance(value, Decimal)
            else None
            for n, value in enumerate(of_year, start=1)
        ]
        origins = [origin(f, RESULT, [year]) for f in figures]
        differences = len(names) - len(figures)
        results = zip(
            names,
            texts,
            shares,
            [*origins, *[""] * differences],
            [*bars, *[None] * differences],
            [False] * len(figures) + [True] * differences,
            strict=True,
        )
        years.append(Year(year, tuple(Result(*of_one) for of_one in results)))
    return Results(heading, share_heading, tuple(years), _room(years)) if years else None


def _room(years: Sequence[Year]) -> int:
    return max(4, room_for(max((len(r.result) for year in years for r in year.results), default=0)))
