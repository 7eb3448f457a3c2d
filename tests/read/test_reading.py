"""The reader under attack: whatever it is given, a budget or problems; no figure changes on its way in."""

import os
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmar_cli.base.numbers import UNITS, ZERO
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from tests.reader import FASTEST, HEADER, PURE, outcome, parser
from tests.running import CASES, ROOT

ALLIANSEN = ROOT / "budgets" / "kalmar" / "2024" / "alliansen.yaml"
MAJORITY = Shelf([shipped()]).load(ALLIANSEN.with_name("majoriteten.yaml"))
TEXT = ALLIANSEN.read_text("utf-8")
BAD = sorted((CASES / "bad").rglob("*.yaml"))
GOOD = sorted([*(CASES / "good").rglob("*.yaml"), *(ROOT / "budgets").rglob("*.yaml")])
# The default run is the same each time; KALMAR_HUNT=5000 looks at so many new examples.
HUNT = int(os.environ.get("KALMAR_HUNT", "0"))
FEW = settings(max_examples=HUNT or 60, deadline=None, derandomize=not HUNT)
SLIPS = settings(FEW, max_examples=HUNT or 150)
SLOW = settings(FEW, max_examples=HUNT or 10)


def both(data: bytes | str) -> None:
    """Either parser gives a budget or problems, and both the same budget or both problems."""
    with parser("fastest"):
        one, problems = outcome(data, MAJORITY)
    with parser("pure"):
        other, other_problems = outcome(data, MAJORITY)
    assert bool(problems) == bool(other_problems), (data, problems, other_problems)
    assert one == other


def test_the_c_library_is_there() -> None:
    """Else the comparison of the two parsers would compare one with itself."""
    assert FASTEST is not PURE


# -- anything ---------------------------------------------------------------------


@given(st.binary(max_size=200))
@FEW
def test_any_bytes(data: bytes) -> None:
    """Bytes are a budget or problems."""
    both(data)


@given(st.text(max_size=200) | st.text("-:[]{},&*!|>'\"%@`#?\\ \n\r\tåa0\u2028\ufeff\u202e", max_size=80))
@FEW
def test_any_text(text: str) -> None:
    """Text is a budget or problems, also under a good head."""
    both(text.encode("utf-8", "surrogatepass"))
    both((HEADER + text).encode("utf-8", "surrogatepass"))


WORDS = st.sampled_from(
    [*sorted(set(re.findall(r"[\w.-]+", TEXT)))[:400], "amounts", "rows", "columns", "-7,0", "<<"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | WORDS
TREES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=25,
)
KEYS = st.sampled_from(["areas", "labels", "statement", "lines", "totals", "proposals", "source", "base"])


@given(TREES)
@FEW
def test_any_tree(tree: Any) -> None:
    """A YAML tree, written by PyYAML, is a budget or problems."""
    both(yaml.safe_dump(tree, allow_unicode=True))


@given(st.dictionaries(KEYS, TREES, max_size=4))
@FEW
def test_any_tree_in_a_budget(tree: dict[str, Any]) -> None:
    """So is one whose parts stand where a budget's do."""
    both(HEADER + yaml.safe_dump(tree, allow_unicode=True))


# -- the real budget, broken at random ----------------------------------------------------

SPANNERS = [*"-:[]{},&*!|>'\"%@`#?\\\n\t0\0é", "- ", ": ", "---\n", "<<: ", "\u202e", "1e3", "null", "[[["]


def mutated(seed: int) -> str:
    """The alliance's budget with one to three characters, tokens or lines lost, doubled, moved or added."""
    chance = random.Random(seed)
    text = TEXT
    for _time in range(chance.randint(1, 3)):
        pieces = chance.choice(
            [list(text), text.splitlines(keepends=True), re.findall(r"\s+|[\w.]+|.", text)]
        )
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        kind = chance.choice(["delete", "double", "swap", "insert", "replace"])
        if kind == "delete":
            del pieces[at]
        elif kind == "double":
            pieces.insert(at, pieces[at])
        elif kind == "swap":
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif kind == "insert":
            pieces.insert(at, chance.choice(SPANNERS))
        else:
            pieces[at] = chance.choice(SPANNERS)
        text = "".join(pieces)
    return text


@given(st.integers(0, 2**32))
@SLIPS
def test_the_real_budget_with_slips(seed: int) -> None:
    """A budget with slips of the pen is a budget or problems."""
    text = mutated(seed).encode("utf-8", "surrogatepass")
    outcome(text, MAJORITY)


@given(st.integers(0, 2**32))
@SLOW
def test_the_real_budget_with_slips_in_both_parsers(seed: int) -> None:
    """And the same in both parsers (few: the pure one takes its time)."""
    both(mutated(seed).encode("utf-8", "surrogatepass"))


# -- both parsers on the cases ---------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_good_files_in_both_parsers(path: Path) -> None:
    """A good file gives the same budget in both."""
    budgets = []
    for name in ("fastest", "pure"):
        with parser(name):
            budgets.append(Shelf([CASES / "good", shipped()]).load(path))
    assert budgets[0] == budgets[1]


# Where the two parsers tell of one mistake in other words, or at another place.
# An unknown escape: the pure one counts from after the backslash.
OTHER_WORDS = {"surrogate-escape", "escape-unknown"}


@pytest.mark.parametrize("path", BAD, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_bad_files_in_both_parsers(path: Path) -> None:
    """A bad file gives the same problems in both: message, place and cure."""
    found = []
    for name in ("fastest", "pure"):
        with parser(name):
            found.append(outcome(path.read_bytes())[1])
    if path.stem in OTHER_WORDS:
        assert found[0] != found[1]
        assert all(found)
    else:
        assert found[0] == found[1]


# -- figures --------------------------------------------------------------------------------

FIGURES = st.builds(
    lambda sign, whole, fraction: f"{sign}{whole}{'.' + fraction if fraction else ''}",
    st.sampled_from(["", "-", "+"]),
    st.integers(0, 10**12 - 1),
    st.text("0123456789", max_size=6),
)


@given(
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["result", "spending"]),
    st.lists(FIGURES, min_size=3, max_size=3),
    FIGURES,
)
@FEW
def test_no_figure_changes(unit: str, sign: str, by_year: list[str], one: str) -> None:
    """Every figure comes back as the very Decimal that was written, in mkr and the result's sign."""
    text = HEADER.replace("mkr", unit).replace("sign: result", f"sign: {sign}") + (
        "statement:\n  columns: [2024, 2025, 2026]\n"
        f"  rows:\n    arets_resultat: [{', '.join(by_year)}]\n    resultatandel: [{', '.join(by_year)}]\n"
        f"lines:\n  - name: A\n    amounts: [{', '.join(by_year)}]\n    stated: [{{amount: {one}}}]\n"
        f"  - name: B\n    amounts: {one}\n"
        f"  - name: C\n    amounts: {{2025: {one}}}\n"
        f"totals:\n  - name: S\n    amounts:\n"
        + "".join(f"      - {figure}\n" for figure in by_year)
        + f"proposals:\n  - number: 1\n    title: T\n    amount: {one}\n"
    )
    budget, problems = outcome(text)
    assert not problems
    assert budget
    scale = UNITS[unit]
    way = -1 if sign == "spending" else 1
    statement = budget.statement
    assert statement
    printed = tuple(Decimal(figure) * scale for figure in by_year)
    assert statement.rows["arets_resultat"].values == printed
    assert statement.rows["resultatandel"].values == tuple(map(Decimal, by_year))
    years = tuple(way * figure for figure in printed)
    single = way * Decimal(one) * scale
    listed, repeated, named = budget.lines
    assert listed.amounts == budget.totals[0].amounts == years
    assert repeated.amounts == (single,) * 3
    assert named.amounts == (ZERO, single, ZERO)
    assert listed.stated[0].amount == budget.proposals[0].amount == single
    for figure, value in zip(by_year, statement.rows["resultatandel"].values, strict=True):
        assert value is not None
        assert value.as_tuple() == Decimal(figure).as_tuple()  # each digit is kept


def test_the_printed_precision_without_decimals() -> None:
    """Without `decimals`, a statement is as precise as its most precise amount; a share does not count."""
    text = (
        HEADER + "statement:\n  columns: [2024]\n  rows: {arets_resultat: [1.5], resultatandel: [0.123]}\n"
    )
    budget, _problems = outcome(text)
    assert budget
    assert budget.statement
    assert (budget.statement.decimals, budget.statement.step) == (1, Decimal("0.1"))


# -- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("parser_name", ["fastest", "pure"])
def test_places(end: str, mark: str, parser_name: str) -> None:
    """Columns are characters from 1, after å, ö and 🏛, with either line end, also after a BOM."""
    text = mark + (HEADER + "lines:\n  - {name: Å🏛ö, amounts: 1 019, rad: x}\n").replace("\n", end)
    with parser(parser_name):
        _budget, problems = outcome(text)
    assert [tuple(problem.place) for problem in problems] == [(7, 26), (7, 33)]


# -- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "\t\u202e" * 200_000,
        HEADER + "\n".join(f"nyckel{i}: 1" for i in range(20_000)),
        HEADER
        + "areas:\n"
        + "".join(f"  a{i}: {{name: A}}\n" for i in range(5_000))
        + "lines:\n"
        + "".join(f"  - {{name: L{i}, amounts: 1, area: b{i}}}\n" for i in range(5_000)),
        HEADER + "x" * 1_000_000 + ": 1\n",
        HEADER + "lines: [{name: A, amounts: " + "1 " * 300_000 + "}]\n",
    ],
    ids=["characters", "unknown keys", "dangling areas", "a long key", "a long number"],
)
def test_many_mistakes_take_no_longer(text: str) -> None:
    """A file made to be slow is read in a moment: the work grows with the file, not with its square."""
    from time import process_time

    begin = process_time()
    _budget, problems = outcome(text)
    assert problems
    assert process_time() - begin < 5


@pytest.mark.parametrize("text", ["{", "a: [", "a:\n  b: {c", '"'])
def test_a_place_is_never_past_the_end(text: str) -> None:
    """Where the parser stops after the last line, the last line is named."""
    both(text)


def test_null_where_nothing_needs_to_stand() -> None:
    """An optional key may be there without a value."""
    budget, problems = outcome(
        HEADER + "tax_rate:\npopulation: ~\nresult_target: null\nlines:\n"
        "  - {name: A, amounts: 1, heading: , area: ~, row: null, proposals: , stated: ~, certainty: }\n"
        "proposals:\n  - {number: 1, title: T, kind: , amount: ~, years: , budget: , section: }\n"
    )
    assert not problems
    assert budget
    assert (budget.proposals[0].kind, budget.proposals[0].budget) == ("measure", "operating")


ASIDE = """statement:
  columns: ["2024", "2025"]
  rows:
    namndernas_nettokostnader: [-70, -72]
    varav_skola: [-30, -31]
    verksamhetens_nettokostnader: [-70, -72]
    skatteintakter: [60, 61]
    generella_statsbidrag_och_utjamning: [20, 21]
    finansnetto: [1, 1]
    arets_resultat: [11, 11]
  labels: {varav_skola: varav skola, finansnetto: Finansnetto}
areas: {skola: {name: Skola}}
lines:
  - {name: Skola, area: skola, amounts: -30.0}
"""


@pytest.mark.parametrize("cut", range(4, 11))
def test_a_row_of_too_few_figures_is_told_and_nothing_else_fails(cut: int) -> None:
    """Sums, and rows that stand aside, are judged beside a row that lacks its last figure."""
    lines = (HEADER + ASIDE).splitlines(keepends=True)
    assert outcome("".join(lines))[0] is not None
    at = cut + HEADER.count("\n") - 1
    lines[at] = re.sub(r",[^,\]]+\]", "]", lines[at])
    budget, problems = outcome("".join(lines))
    assert budget is None
    assert any("1 figures for 2 columns" in problem.message for problem in problems)
