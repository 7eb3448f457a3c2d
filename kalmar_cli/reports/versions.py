"""What changed between two versions of one budget, edit by edit: what the files say, in mkr."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.budget.model import Area, Budget
from kalmar_cli.budget.rows import RESULT, SHARE_ID, label
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.edited_posts import line_edits, proposal_edits, total_edits
from kalmar_cli.reports.edits import MKR, SHARE, Edit, Said, changed_keys, edit_of


def list_edits(old: Budget, new: Budget) -> list[Edit]:
    """Every edit that leads from `old` to `new`, in the order of a file, and what it does to the result."""
    return [
        *_key_edits(old, new),
        *_statement_edits(old, new),
        *line_edits(old, new),
        *total_edits(old, new),
        *proposal_edits(old, new),
        *_result_edits(old, new),
    ]


def _key_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """Keys at the top and areas; one that has no figure of its own for each year is one edit."""
    for key, was, now in changed_keys(_facts(old), _facts(new)):
        id, _at, year = key.partition("@")
        yield edit_of("key", id, "", was, now, year)
    for id, before, after in changed_keys(old.areas, new.areas):
        name = (after or before or Area(id, id, None)).name
        yield edit_of("key", f"areas.{id}", name, _area_words(before), _area_words(after))


def _area_words(area: Area | None) -> str | None:
    if area is None:
        return None
    return f"{area.name} ({area.chapter})" if area.chapter else area.name


def _facts(budget: Budget) -> dict[str, Said]:
    """What the keys at the top say; a figure by year as `key@year`, one for all years as `key`."""
    statement, source, index = budget.statement, budget.source, budget.price_index
    facts: dict[str, Said] = {
        "name": budget.name,
        "municipality": budget.municipality,
        "year": budget.year,
        "base": budget.base.name_for(budget.municipality, budget.year) if budget.base else None,
        "unit": budget.unit,
        "sign": budget.sign,
        "result_target": budget.result_target,
    }
    if source:
        pages = ", ".join(f"{section}: {page}" for section, page in source.pages)
        facts |= {"source.title": source.title, "source.url": source.url, "source.pages": pages or None}
    if index:
        facts |= {"price_index.name": index.name, "price_index.source": index.source}
        facts |= _by_year("price_index.values", index.values, budget.years)
    if statement:
        facts |= {
            "statement.section": statement.section,
            "statement.decimals": statement.decimals,
            "statement.memo": " ".join(statement.memo) or None,
            **{f"statement.labels.{row}": words for row, words in statement.labels.items()},
        }
    facts |= _by_year("tax_rate", budget.tax_rates, budget.years)
    facts |= _by_year("population", budget.populations, budget.years)
    return {key: value for key, value in facts.items() if value is not None}


def _by_year(key: str, figures: Mapping[int, Decimal | int], years: Sequence[int]) -> dict[str, Said]:
    known = set(figures.values())
    if len(known) == 1 and set(figures) >= set(years):
        return {key: known.pop()}
    return {f"{key}@{year}": figure for year, figure in figures.items()}


def _statement_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """Printed cells: of rows by column."""
    before, after = _cells(old), _cells(new)
    for row in dict.fromkeys((*before, *after)):
        unit = SHARE if row == SHARE_ID else MKR
        for column, was, now in changed_keys(before.get(row, {}), after.get(row, {})):
            yield edit_of("statement", row, label(row, [new, old]), was, now, column, unit)


def _cells(budget: Budget) -> dict[str, dict[str, Decimal]]:
    """The printed figures, by row and column."""
    if not budget.statement:
        return {}
    columns = budget.statement.columns
    return {
        row.id: {c: value for c, value in zip(columns, row.values, strict=True) if value is not None}
        for row in budget.statement.rows.values()
    }


def _result_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """The derived result of each, on its own base, in the years in which it differs."""
    known = []
    for figures in (Figures(old), Figures(new)):
        derived = {str(year): figures.derived(RESULT, str(year)) for year in figures.budget.years}
        known.append({year: value for year, value in derived.items() if value is not None})
    for year, was, now in changed_keys(*known):
        yield edit_of("result", RESULT, label(RESULT, [new, old]), was, now, year, MKR)
