"""What the tests of the reader share: both parsers, and a budget read without a shelf."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from kalmar_cli.base.problems import Problem
from kalmar_cli.budget.model import Budget
from kalmar_cli.read import events
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read

PURE = events._pure_parser
FASTEST = events._fastest_parser()
PARSERS: dict[str, Callable[[str], Any]] = {"fastest": FASTEST, "pure": PURE}


@contextmanager
def parser(name: str) -> Iterator[None]:
    """Within it, files are read with this parser."""
    with patch.object(events, "_new_parser", PARSERS[name]):
        yield


def outcome(data: bytes | str, base: Budget | None = None) -> tuple[Budget | None, list[Problem]]:
    """What the reader makes of a file's bytes: a budget, or problems with places inside the file."""
    data = data.encode() if isinstance(data, str) else data
    unbased = read(data, "budget", "budget.yaml")
    budget = None if unbased.broken else assemble(unbased, base)
    problems = unbased.problems
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert problem.message, problem
        assert problem.cure, problem
    assert budget is not None or problems
    return (None, problems) if problems else (budget, [])


HEADER = """name: Provpartiet
municipality: Provinge
year: 2024
unit: mkr
sign: result
"""


BASE_OF_WHOLE = """name: Basen
municipality: By
year: 2024
unit: mkr
sign: result
statement: {columns: [2024], rows: {skatteintakter: [3]}}
"""
WHOLE = """name: Partiet
municipality: By
year: 2024
base: budget
unit: tkr
sign: spending
tax_rate: 21.81
population: 71000
price_index: {name: PKV, source: SKR, values: {2023: 100, 2024: 105}}
result_target: 2
source: {title: Budget 2024, url: "https://example.org", pages: {"8": 41}}
areas: {skola: {name: Skola, chapter: "1"}}
labels: {varav_annat: Varav annat}
statement:
  section: "8"
  decimals: 1
  columns: [2024]
  memo: [varav_annat]
  labels: {varav_annat: Varav annat}
  rows: {skatteintakter: [3000], varav_annat: [20]}
lines:
  - name: En lokal
    id: lokal
    heading: Lokaler
    area: skola
    row: skatteintakter
    amounts: -2
    proposals: [1]
    stated: [{amount: -2, section: "2", years: [2024], with: [lokal], budget: investment}]
    section: "3"
    certainty: decided
totals: [{name: Summa, row: skatteintakter, heading: Lokaler, section: "3", amounts: -2}]
proposals:
  - number: 1
    area: skola
    section: "4"
    title: Utred en lokal
    kind: inquiry
    amount: -2
    years: [2024]
    budget: investment
    stated: [{amount: -2, section: "2", years: [2024], with: [lokal], budget: investment}]
    printed: "1.1"
"""
"""A budget that has every key there is: a new key comes here too."""


def whole_budget() -> Budget:
    """The budget that has every key, upon its base."""
    base, problems = outcome(BASE_OF_WHOLE)
    assert not problems
    whole, problems = outcome(WHOLE, base)
    assert not problems, problems
    assert whole
    return whole
