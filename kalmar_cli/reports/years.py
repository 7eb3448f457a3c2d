"""Years in words, and those that follow each other and are alike taken together."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from kalmar_cli.base.language import _
from kalmar_cli.reports.table import Record, Table

Of = TypeVar("Of")


def span(years: Sequence[int]) -> str:
    """Years in words: 2024–2026, or one by one where they do not follow each other."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def say_columns(columns: Sequence[str]) -> str:
    """Columns of a statement in words: 2025–2026, or one by one where some are no bare years."""
    return span([int(c) for c in columns]) if all(map(str.isdecimal, columns)) else ", ".join(columns)


def runs(by_year: Mapping[int, Of]) -> list[tuple[list[int], Of]]:
    """Neighbouring years that have the same, together: (years, what they have)."""
    found: list[tuple[list[int], Of]] = []
    for year, of in by_year.items():
        if found and found[-1][1] == of:
            found[-1][0].append(year)
        else:
            found.append(([year], of))
    return found


def per_year(years: Sequence[int]) -> str:
    """Years of which each has the amount shown, in words: per year 2024–2026, or the one that it is."""
    return _("per year {years}").format(years=span(years)) if len(years) > 1 else span(years)


def of_one(title: str, year: object, joint: str = " ") -> str:
    """The title of a part, with its year or its years that are alike; `per year` is of several only."""
    years = str(year)
    if years.isdecimal():
        title = title.removesuffix(", " + _("per year"))
    return f"{title}{joint}{years}"


def sum_of(years: Sequence[int]) -> str:
    """Years of which the amount shown is the sum, in words: sum 2024–2026, or the one that it is."""
    return _("sum {years}").format(years=span(years)) if len(years) > 1 else span(years)


def merge_years(table: Table) -> Table:
    """A table of plan years in which neighbouring years that are alike are one: 2024–2026."""
    at = table.at("spread")
    assert at is not None
    by_year: dict[int, list[Record]] = {}
    for record in table.records:
        by_year.setdefault(int(str(record.values[at])), []).append(record)
    but_the_year = {
        year: [{**record.values, at: None} for record in records] for year, records in by_year.items()
    }
    return table._replace(
        records=tuple(
            record._replace(values={**record.values, at: span(years)})
            for years, _alike in runs(but_the_year)
            for record in by_year[years[0]]
        )
    )


def say_years(table: Table, years: Sequence[int]) -> Table:
    """The table with equal years merged; its title says what it stands for, and that it is by year.

    Where all `years` are alike, they are in the title alone and no longer spread sideways.
    """
    merged = merge_years(table)
    at = table.at("spread")
    shown = {record.values[at] for record in merged.records if at}
    if shown <= {span(years)}:
        columns = tuple(
            column._replace(role="value", title="") if column.id == at else column
            for column in merged.columns
        )
        return merged._replace(title=f"{table.title}, {per_year(years)}", columns=columns)
    if len(shown) < len(years):
        each = _("per year")
        return merged._replace(title=f"{table.title}, {each}")
    return merged
