"""The same budgets of any size as our YAML, as journals of three programs, and as CSV.

`python bench/generate.py 10000 DIR` writes two budgets, a complete one and one
that builds on it, with 10,000 lines between them.
"""

import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

YEARS = (2024, 2025, 2026)
AREAS = tuple(f"area-{n:02}" for n in range(1, 13))
BASE, OTHER = "majoriteten", "alliansen"


class Line(NamedTuple):
    """One made-up line: amounts in mkr by year."""

    budget: str
    id: str
    area: str
    amounts: tuple[Decimal, ...]


def lines(count: int, seed: int = 1) -> Iterator[Line]:
    """`count` lines over two budgets, the same for the same seed."""
    chance = random.Random(seed)
    for budget, of in ((BASE, count - count // 2), (OTHER, count // 2)):
        for n in range(of):
            amounts = tuple(Decimal(chance.randint(-99_999, 60_000)).scaleb(-3) for _year in YEARS)
            yield Line(budget, f"{budget}-{n}", chance.choice(AREAS), amounts)


def as_yaml(budget: str, own: list[Line]) -> str:
    """A budget file by FORMAT."""
    head = [
        f"name: {budget.capitalize()}",
        "municipality: Storstad",
        "year: 2024",
        *([] if budget == BASE else [f"base: {BASE}"]),
        "unit: mkr",
        "sign: result",
        "areas:",
        *(f"  {area}: {{name: {area.capitalize()}}}" for area in AREAS),
    ]
    if budget == BASE:
        head += [
            "statement:",
            "  columns: [2024, 2025, 2026]",
            "  rows:",
            "    namndernas_nettokostnader: [-5037, -5091, -5175]",
            "    skatteintakter: [3981, 4178, 4359]",
            "    generella_statsbidrag_och_utjamning: [1169, 1173, 1202]",
            "    resultat_efter_finansiella_poster: [113, 260, 386]",
            "    arets_resultat: [113, 260, 386]",
        ]
    head.append("lines:")
    body = (
        f"  - name: Post {line.id}\n    id: {line.id}\n    area: {line.area}\n"
        f"    amounts: [{', '.join(map(str, line.amounts))}]"
        for line in own
    )
    return "\n".join([*head, *body]) + "\n"


def as_journal(found: list[Line]) -> str:
    """A journal that ledger and hledger read: an amount of a year is a transaction on its first day."""
    return "\n".join(
        f"{year}-01-01 {line.id}\n    {line.budget}:{year}:{line.area}  {amount} mkr\n    equity\n"
        for line in found
        for year, amount in zip(YEARS, line.amounts, strict=True)
    )


def as_beancount(found: list[Line]) -> str:
    """The same for bean-query, whose accounts begin with capitals."""
    head = 'plugin "beancount.plugins.auto_accounts"\n'
    return head + "\n".join(
        f'{year}-01-01 * "{line.id}"\n  Expenses:{line.budget.capitalize()}:{year}:{line.area.capitalize()}'
        f"  {amount} MKR\n  Equity:Rest\n"
        for line in found
        for year, amount in zip(YEARS, line.amounts, strict=True)
    )


def as_csv(found: list[Line]) -> str:
    """One record for each line and year."""
    records = [
        f"{line.budget},{line.id},{line.area},{year},{amount}"
        for line in found
        for year, amount in zip(YEARS, line.amounts, strict=True)
    ]
    return "\n".join(["budget,line,area,year,amount", *records]) + "\n"


def write(count: int, folder: Path) -> None:
    """All of it, into `folder`."""
    found = list(lines(count))
    budgets = folder / "budgets" / "storstad" / "2024"
    budgets.mkdir(parents=True, exist_ok=True)
    for budget in (BASE, OTHER):
        own = [line for line in found if line.budget == budget]
        (budgets / f"{budget}.yaml").write_text(as_yaml(budget, own), "utf-8")
    (folder / "all.journal").write_text(as_journal(found), "utf-8")
    (folder / "all.beancount").write_text(as_beancount(found), "utf-8")
    (folder / "all.csv").write_text(as_csv(found), "utf-8")


def nation(count: int, lines_each: int, folder: Path) -> None:
    """`count` budget files of `lines_each` lines, a majority's and an opposition's in each folder."""
    for place in range((count + 1) // 2):
        municipality = f"Ort {place:04}"
        found = list(lines(2 * lines_each, seed=place))
        (folder / municipality).mkdir(parents=True, exist_ok=True)
        for budget in (BASE, OTHER)[: min(2, count - 2 * place)]:
            text = as_yaml(budget, [line for line in found if line.budget == budget])
            path = folder / municipality / f"{budget}.yaml"
            path.write_text(
                text.replace("municipality: Storstad", f"municipality: {municipality}"), "utf-8"
            )


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
