"""The work of a draft grows with the length of a document, a list and a line, and not with its square."""

import time
from collections.abc import Callable

import pytest

from kalmar_cli.base.spellings import may_name_money
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source.document import of
from kalmar_cli.write.budget_yaml import budget_text

HEAD = ["Budget 2025 för Partiet, Lunds kommun", "", "Vi yrkar", ""]
TABLE = ["Ändringar, tkr", "", "        2025   2026"]
SHAPES: dict[str, Callable[[int], list[str]]] = {
    "numbers": lambda n: [
        f"{i}. Att sak {i} i område {i % 97} får {i % 50 + 1} mnkr." for i in range(1, n)
    ],
    "bullets": lambda n: [f"• att sak {i} i område {i % 97} får {i % 50 + 1} mnkr." for i in range(n)],
    "numbers that begin again": lambda n: [
        line
        for part in range(n // 10)
        for line in (
            "",
            f"Nämnd {part}",
            "",
            *(f"{i}. Att sak {part} {i} får 2 mnkr." for i in range(1, 11)),
        )
    ],
    "one paragraph": lambda n: [f"Skolan {i} får {i % 50 + 1} miljoner under 2025." for i in range(n)],
    "chapters of prose": lambda n: [
        line
        for part in range(n // 8)
        for line in (
            "",
            f"{part}. Område {part} i kommunen",
            "",
            *(f"Skolan {part} {i} är bra. Vi avsätter {i + 1} miljoner till nämnd {i}." for i in range(5)),
        )
    ],
    "one line": lambda n: ["1. Att " + " ".join(f"sak {i} får 2 mnkr." for i in range(n)), "2. Att x."],
    "a line of years": lambda n: ["1. Att " + "2025–2026, " * n + "3 mnkr", "2. Att x."],
    "a line of groups": lambda n: ["1. Att " + "000 " * n, "2. Att x."],
    "a table with totals": lambda n: [
        *TABLE,
        *(
            line
            for group in range(n // 10)
            for line in (
                f"{group} nämnden",
                *(f"Sak {i}    -{i}   -1" for i in range(1, 9)),
                "Summa    -36   -8",
            )
        ),
    ],
    "rows that can be read in several ways": lambda n: [
        *TABLE,
        *(f"Sak {i % 26} 1 {200 + i % 700} 1 {300 + i % 600}" for i in range(n)),
        "Summa 1 000 000 1 000 000",
    ],
    "rows named as sums": lambda n: [*TABLE, *(f"Nettokostnad    -{i + 1}   -2" for i in range(n))],
    "words in a table": lambda n: [
        *TABLE,
        *(line for i in range(n // 2) for line in (f"bara ord {i % 26}", "Sak a    -1   -2")),
    ],
    "one cell a line": lambda n: [
        *TABLE,
        *(cell for i in range(n // 3) for cell in (f"Sak {i % 26}", str(-i - 1), "-5")),
    ],
    "a wide row": lambda n: [*TABLE, "Sak    " + "  ".join("1" for _ in range(n))],
    "behind dots": lambda n: [f"Sak nummer {i} ........ {i % 7 + 1},5 mkr" for i in range(n)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_length_is_no_sixteen_times_the_work(shape: str) -> None:
    """Measured in the processor's time; a square would make it sixteen times."""
    taken = []
    for size in (400, 1600):
        lines = [*HEAD, *SHAPES[shape](size)]
        start = time.process_time()
        found = draft.find(of([lines], "text"), Wishes(), "x")
        if not found.empty:
            made = make_draft(found, None, "x", "x")
            budget_text(made.budget, schema="s", remarks=made.remarks)
        taken.append(time.process_time() - start)
    assert taken[1] < 9 * taken[0] + 0.5


UNITS = "miljard miljoner milj. mdkr mdr mkr mnkr mn msek tusen tkr kkr tsek kr"


@pytest.mark.parametrize("unit", UNITS.split())
@pytest.mark.parametrize("number", ["3", "300", "tre", "Tio", "två och en halv"])
def test_what_is_passed_over_quickly_names_no_money(number: str, unit: str) -> None:
    """Every unit behind every number is looked at, in capitals too."""
    assert may_name_money(f"till nämnden {number} {unit}")
    assert may_name_money(f"till nämnden {number}{unit.upper()}")
    assert not may_name_money("Nämnden skriver om gymnasiet.")
