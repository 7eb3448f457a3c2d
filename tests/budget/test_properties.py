"""What must hold for all budgets, over generated ones."""

import os
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.distances import NOTHING, Distances
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import own_posts, posts, sum_posts
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.reports.compare import compare_budgets
from kalmar_cli.reports.table import MACHINES, SHARE_UNIT, tables_for
from kalmar_cli.reports.view import View
from kalmar_cli.scenario import apply_changes
from kalmar_cli.scenario.adopt import Adopt
from kalmar_cli.scenario.change import BudgetChange
from kalmar_cli.scenario.kinds import ChangeRow, Drop, SetAmount
from kalmar_cli.write.budget_yaml import budget_text
from tests.generated import ORDER, PARTS, YEARS, amounts, parties

# Nothing here depends on time: a slow machine must not fail it. .ci/run looks at more examples.
many = settings(
    max_examples=int(os.environ.get("KALMAR_EXAMPLES", "100")),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

Key = tuple[object, ...]


def difference(one: Budget, other: Budget) -> dict[Key, Decimal]:
    """Table, row and year → the difference that `compare` gives; shares apart, for they are quotients."""
    report = compare_budgets([one, other], View(unit="mkr"), with_lines=True)
    found: dict[Key, Decimal] = {}
    for table in tables_for(report, MACHINES):
        gap = table.at("difference")
        assert gap
        for record in table.records:
            of = record.values
            if of["unit"] != SHARE_UNIT:
                amount = of[gap]
                assert isinstance(amount, Decimal)
                found[of["table"], of["row"], of["year"]] = amount
    return found


def without_zeros(found: dict[Key, Decimal]) -> dict[Key, Decimal]:
    """A row that is only listed where another budget has it differs by nothing."""
    return {key: amount for key, amount in found.items() if amount}


def everything(budget: Budget) -> dict[tuple[str, int], Decimal | None]:
    """Every row of a budget's statement in every year."""
    of = Figures(budget)
    return {(row, year): of.derived(row, str(year)) for row in ORDER for year in YEARS}


@many
@given(parties(2))
def test_a_comparison_the_other_way_round_has_the_other_sign(two: list[Budget]) -> None:
    """compare(a, b) = −compare(b, a), row by row, area by area, post by post."""
    there = difference(two[0], two[1])
    back = difference(two[1], two[0])
    assert there == {key: -amount for key, amount in back.items()}


@many
@given(parties(1))
def test_a_budget_does_not_differ_from_itself(one: list[Budget]) -> None:
    """compare(a, a) = 0."""
    assert not without_zeros(difference(one[0], one[0]))


@many
@given(parties(3))
def test_comparisons_add_up(three: list[Budget]) -> None:
    """compare(a, c) = compare(a, b) + compare(b, c)."""
    a, b, c = three
    first, second = difference(a, b), difference(b, c)
    added = {key: first.get(key, ZERO) + second.get(key, ZERO) for key in first | second}
    assert without_zeros(difference(a, c)) == without_zeros(added)


@many
@given(parties(2))
def test_areas_headings_and_statement_give_one_sum(two: list[Budget]) -> None:
    """Area sums equal heading sums equal what årets resultat changes by, also beside reserve lines."""
    for budget in two:
        assert budget.base
        own, base = Figures(budget), Figures(budget.base)
        for year in YEARS:
            by_area = sum((s.net for s in sum_posts(own_posts(budget).values(), year).values()), ZERO)
            by_heading = sum(
                (s.net for s in sum_posts(own_posts(budget).values(), year, "heading").values()), ZERO
            )
            before, after = base.derived(RESULT, str(year)), own.derived(RESULT, str(year))
            assert before is not None
            assert after is not None
            assert by_area == by_heading == after - before


@many
@given(
    parties(1),
    st.sampled_from(["mkr", "tkr", "kr"]),
    st.sampled_from(["result", "spending"]),
)
def test_unit_and_sign_of_a_file_change_nothing(one: list[Budget], unit: str, sign: str) -> None:
    """The same budgets written in another unit and sign are read as the same figures."""

    def reread(budget: Budget, base: Budget | None) -> Budget:
        text = budget_text(budget._replace(unit=unit, sign=sign), schema="budget.schema.json")
        assert f"unit: {unit}" in text
        draft = read(text.encode(), budget.id, budget.file)
        found = assemble(draft, base)
        assert not draft.problems, text
        return found

    def again(budget: Budget) -> Budget:
        return reread(budget, again(budget.base) if budget.base else None)

    found = again(one[0])
    assert everything(found) == everything(one[0])
    assert {id: post.amounts for id, post in posts(found).items()} == {
        id: post.amounts for id, post in posts(one[0]).items()
    }


@many
@given(parties(2))
def test_adopting_everything_gives_the_other_budget(two: list[Budget]) -> None:
    """A base with all of another budget's lines is that budget, in every row; dropped, the base."""
    source = two[1]
    base = source.base
    assert base
    if not source.lines:
        return
    adopt = [Adopt(source.id)]
    result = apply_changes(base, adopt, {source.id: source}).budget
    assert everything(result) == everything(source)
    assert not without_zeros(difference(result, source))
    drop = [Drop(line.id) for line in result.lines if line.id not in posts(base)]
    inverse = [
        SetAmount(f"{line.id}@{year}={post.amount(year)}")
        for line in result.lines
        if (post := posts(base).get(line.id))
        for year in YEARS
    ]
    back = apply_changes(result, [*drop, *inverse], {}, id="back").budget
    assert everything(back) == everything(base)
    at_once = apply_changes(base, [*adopt, *drop, *inverse], {source.id: source}).budget
    assert not at_once.lines


@st.composite
def changes_and_inverses(draw: st.DrawFn) -> tuple[list[BudgetChange], list[BudgetChange]]:
    """Changes of rows, and those that take them back, in reverse."""
    there: list[BudgetChange] = []
    back: list[BudgetChange] = []
    for _n in range(draw(st.integers(1, 4))):
        row, year, amount = (
            draw(st.sampled_from(PARTS)),
            draw(st.sampled_from(["", *(f"@{y}" for y in YEARS)])),
            draw(amounts),
        )
        there.append(ChangeRow(f"{row}{year}={amount:f}"))
        back.append(ChangeRow(f"{row}{year}={-amount:f}"))
    return there, back[::-1]


@many
@given(parties(1), changes_and_inverses())
def test_changes_taken_back_leave_the_start(
    one: list[Budget], changes: tuple[list[BudgetChange], list[BudgetChange]]
) -> None:
    """A scenario and then its inverse is the budget it began with, at once or one upon the other."""
    there, back = changes
    start = everything(one[0])
    result = apply_changes(one[0], there, {})
    assert everything(apply_changes(one[0], [*there, *back], {}).budget) == start
    assert everything(apply_changes(result.budget, back, {}, id="back").budget) == start
    whole = [sum((step.effect[i] for step in result.steps), ZERO) for i in range(len(YEARS))]
    moved = everything(result.budget)
    for year, effect in zip(YEARS, whole, strict=True):
        before, after = start[RESULT, year], moved[RESULT, year]
        assert before is not None
        assert after is not None
        assert after - before == effect


@many
@given(parties(3))
def test_distances_are_a_metric(three: list[Budget]) -> None:
    """Symmetric, zero on the diagonal, never further apart than over a third, net never above gross."""

    def total(i: int, j: int, field: str) -> Decimal:
        cells = pairs.between(i, j)
        assert cells is not None
        return sum((getattr(apart, field) for apart in cells.values()), ZERO)

    pairs = Distances(three, YEARS)
    for i in range(3):
        assert all(apart == NOTHING for apart in (pairs.between(i, i) or {}).values())
        for j in range(3):
            assert pairs.between(i, j) == pairs.between(j, i)
            assert ZERO <= total(i, j, "net") <= total(i, j, "gross")
    for field in ("net", "gross"):
        assert total(0, 2, field) <= total(0, 1, field) + total(1, 2, field)
    swapped = Distances([three[1], three[0], three[2]], YEARS)
    assert swapped.between(0, 1) == pairs.between(0, 1)
