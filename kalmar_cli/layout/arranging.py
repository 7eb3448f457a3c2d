"""Which columns stand side by side: everything, or as much as a narrow screen has room for."""

from collections.abc import Iterable, Sequence

from kalmar_cli.base.language import _
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.parts import Arrangement, Wide, in_parts
from kalmar_cli.reports.table import Column, Record, Table, Value
from kalmar_cli.reports.years import of_one, say_columns


def arrangements(table: Table) -> Iterable[Arrangement]:
    """Ways to lay a table out, widest first: each a list of sheets as (title, columns).

    Columns that give way are left out before a table is taken apart.
    """
    most = max((column.gives_way for column in table.columns if column.title), default=0)
    ways = [list(_ways(_without(table, gone))) for gone in range(most + 1)]
    for level in range(max(map(len, ways))):
        yield from (found[level] for found in ways if level < len(found))


def _without(table: Table, gone: int) -> Table:
    return table._replace(columns=tuple(c for c in table.columns if not 0 < c.gives_way <= gone))


def _ways(table: Table) -> Iterable[Arrangement]:
    """Ways to lay out the columns that a table has."""
    spread = table.at("spread")
    shown = [c for c in table.columns if c.title and c.role not in ("spread", "unit")]
    keys = [Wide(c, None) for c in shown if c.role == "key"]
    rest = [c for c in shown if c.role != "key"]
    differences = [c for c in rest if c.role == "difference"]
    plain = [c for c in rest if c.role != "difference"]
    if spread is None:
        yield [(table.title, keys + [Wide(c, None) for c in rest])]
        yield from in_parts(table.title, keys, rest)
        return
    years = list(dict.fromkeys(record.values[spread] for record in table.records))

    def wide(columns: list[Column], chosen: Sequence[Value]) -> list[Wide]:
        return [Wide(c, year) for c in columns for year in (chosen if c.kind != "text" else chosen[:1])]

    yield [(table.title, keys + wide(rest, years))]
    figures = [c for c in rest if c.kind != "text"]
    if figures == differences and len(differences) > 1:

        def of_year(columns: list[Column], year: Value) -> tuple[str, list[Wide]]:
            shown = [Wide(c, year, None if c.kind == "text" else ("", c.title)) for c in columns]
            return of_one(table.title, year, ", ").removeprefix(", "), keys + shown

        yield [of_year(rest, year) for year in years]
        for parts in in_parts(table.title, keys, rest):
            yield [
                (
                    of_one(table.title, year),
                    [w if w.column.role == "key" else w._replace(spread=year) for w in of],
                )
                for year in years
                for _title, of in parts
            ]
        return
    if len(years) > 1 and len(differences) == 1:
        yield [(table.title, keys + wide(plain, years[:1]) + wide(differences, years))]
    if len(figures) == 1:
        for size in range(len(years) - 1, 1, -1):
            chunks = [years[start : start + size] for start in range(0, len(years), size)]
            yield [(table.title, keys + wide(rest, chunk)) for chunk in chunks]
    if len(years) > 1 and len(differences) < 2:
        yield [(of_one(table.title, year), keys + wide(rest, [year])) for year in years]
    if len(differences) > 1:
        yield from _of_many(table.title, keys, plain, differences, years)
    if len(rest) > 1:
        yield [(of_one(table.title, year), keys + wide([one], [year])) for year in years for one in rest]


def _of_many(
    title: str,
    keys: list[Wide],
    plain: list[Column],
    differences: list[Column],
    years: Sequence[Value],
) -> Iterable[Arrangement]:
    """A year at a time, for many budgets: each with its difference, or ever fewer differences beside."""
    *budgets, baseline = plain
    against = f"± {baseline.title}"

    def first(year: Value) -> list[Wide]:
        return [*keys, Wide(baseline, year, ("", baseline.title))]

    def pair(year: Value, i: int) -> list[Wide]:
        budget, difference = budgets[i], differences[i]
        return [
            Wide(budget, year, (budget.title, str(year))),
            Wide(difference, year, (budget.title, "±")),
        ]

    several = range(len(differences))
    yield [
        (of_one(title, year), first(year) + [wide for i in several for wide in pair(year, i)])
        for year in years
    ]
    for size in reversed(several):
        yield [
            (
                of_one(title, year),
                first(year)
                + [
                    Wide(column, year, (against, budgets[start + i].title))
                    for i, column in enumerate(differences[start : start + size + 1])
                ],
            )
            for year in years
            for start in range(0, len(differences), size + 1)
        ]


def with_short_headings(table: Table) -> Table:
    """The table with the shorter of two headings above a column that has them."""
    return table._replace(columns=tuple(c._replace(title=c.short or c.title) for c in table.columns))


def side_by_side(table: Table) -> list[Wide]:
    """The columns that people see, every year of each beside the other."""
    return next(iter(arrangements(table)))[0][1]


def by_row(table: Table) -> list[dict[Value, Record]]:
    """The table's rows, each as its records by year; by None in a table without years."""
    spread = table.at("spread")
    if spread is None:
        return [{None: record} for record in table.records]
    keys = [column.id for column in table.columns if column.role == "key"]
    rows: dict[tuple[Value, ...], dict[Value, Record]] = {}
    for record in table.records:
        key = tuple(record.values[id] for id in keys)
        rows.setdefault(key, {})[record.values[spread]] = record
    return list(rows.values())


def left_out(everything: list[Wide], shown: list[Wide]) -> str:
    """A note on the columns that have no room, or nothing; a bar only repeats a figure."""
    there = {(wide.column.id, wide.spread) for wide in shown}
    own = {id for (id, _year), known in _missing(everything, shown).items() if known}
    missing: dict[str, list[str]] = {}
    amounts: dict[str, None] = {}
    for wide in everything:
        if wide.column.id in own:
            amounts[one_line(wide.column.title)] = None
        elif (wide.column.id, wide.spread) in there or wide.column.kind == "bar":
            continue
        elif not wide.column.against:
            missing.setdefault(one_line(wide.column.title), []).append(str(wide.spread or ""))
    shows = {one_line(wide.column.title) for wide in shown}
    by_years: dict[str, list[str]] = {}
    for title, years in missing.items():
        by_years.setdefault(say_columns(years) if title in shows else "", []).append(title)
    columns = "; ".join(f"{', '.join(titles)} {years}".strip() for years, titles in by_years.items())
    said = (
        [_("No room for the own amounts of {budgets}.").format(budgets=", ".join(amounts))]
        if amounts
        else []
    )
    said += _of_changes(everything, shown)
    if columns:
        said.append(_not_shown(columns, by_years))
    return " ".join(said)


def _not_shown(columns: str, by_years: Iterable[str]) -> str:
    if any(by_years):  # with fewer years the columns have room
        return _("Not shown: {columns} (--year).").format(columns=columns)
    return _("Not shown: {columns} (a wider window).").format(columns=columns)


def loses_figures(everything: list[Wide], shown: list[Wide]) -> bool:
    """Whether `shown` lacks a figure that may not give way and cannot be computed from those shown."""
    return any(not follows for follows in _missing(everything, shown).values())


def follows(everything: list[Wide], shown: list[Wide]) -> str:
    """A note on how the figures left out follow from those shown; "" if none are left out."""
    said = _of_changes(everything, shown)
    if any(_missing(everything, shown).values()):
        said.append(_("A budget's own figure is the baseline's and the difference."))
    return " ".join(said)


def _of_changes(everything: list[Wide], shown: list[Wide]) -> list[str]:
    """A note that figures left out are the earlier figure and the change; none if none are left out."""
    there = {wide.column.id for wide in shown}
    if any(wide.column.against and wide.column.id not in there for wide in everything):
        return [_("A budget's own figure is the earlier one and the change.")]
    return []


def _missing(everything: list[Wide], shown: list[Wide]) -> dict[tuple[str, Value], bool]:
    """The figures left out of `shown` that do not give way: whether each follows from those beside it."""
    there = {(wide.column.id, wide.spread) for wide in shown}
    missing: dict[tuple[str, Value], bool] = {}
    for year in dict.fromkeys(wide.spread for wide in everything):
        columns = [wide.column for wide in everything if wide.spread == year]
        plain = [c.id for c in columns if c.role == "value" and c.kind == "number"]
        differences = [c.id for c in columns if c.role == "difference"]
        known = len(plain) == len(differences) + 1 and all(
            (id, year) in there for id in (plain[-1], *differences)
        )
        for column in columns:
            if column.kind != "text" and not column.gives_way and (column.id, year) not in there:
                missing[column.id, year] = known and column.id in plain
    return missing


def abbreviations(table: Table) -> str:
    """What the short headings stand for, where a reader could not tell; or nothing."""
    unclear = {
        column.short: column.title
        for column in table.columns
        if column.short
        and column.kind == "number"
        and column.role == "value"
        and column.short.casefold() not in column.title.casefold()
    }
    words = "; ".join(f"{short}: {one_line(title)}" for short, title in unclear.items())
    return f"{words}." if words else ""
