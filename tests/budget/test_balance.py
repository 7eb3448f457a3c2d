"""The balance requirement: deficits followed forward, the oldest first."""

from decimal import Decimal

import pytest

from kalmar_cli.budget.balance import balance, column_of_each_year, follow_deficits
from kalmar_cli.budget.statement import Figures
from tests.checking import loaded


def left(*results: int) -> dict[int, int]:
    """Year → what remains of its deficit, for the results of the years from 2022 on."""
    found = follow_deficits({2022 + i: Decimal(result) for i, result in enumerate(results)})
    return {deficit.year: int(deficit.left) for deficit in found}


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # surpluses of earlier years do not count, however large
        ((200, 30, -160, -20, -20), {2024: 160, 2025: 20, 2026: 20}),
        ((129, 30, -160, -20, -20), {2024: 160, 2025: 20, 2026: 20}),
        # restored in full within three years
        ((-10, 5, 3, 2), {2022: 0}),
        # what comes in the fourth year is too late
        ((-10, 0, 0, 0, 10), {2022: 10}),
        # the oldest first: 2022 takes both surpluses, 2023 what comes after
        ((-10, -10, 5, 5, 7), {2022: 0, 2023: 3}),
        # more than enough
        ((-10, 100), {2022: 0}),
        ((0, 1, 2), {}),
    ],
)
def test_deficits(results: tuple[int, ...], expected: dict[int, int]) -> None:
    """What remains of each."""
    assert left(*results) == expected


def test_what_restores_and_what_is_not_known() -> None:
    """Each later year's part, and the years of the three that have no result."""
    first, second = follow_deficits({2024: Decimal(-160), 2025: Decimal(29), 2026: Decimal(-29)})
    assert first.restored == {2025: 29}
    assert [first.until, first.left, list(first.unknown)] == [2027, 131, [2027]]
    assert [second.left, list(second.unknown)] == [29, [2027, 2028, 2029]]


def test_one_column_a_year() -> None:
    """Outcome, else forecast, else budget; a part of a year is none."""
    columns = [
        "budget 2023",
        "prognos 2023",
        "Utfall 2022",
        "prognos 2022",
        "2024",
        "Plan 2025",
        "delår 2026",
    ]
    assert column_of_each_year(columns) == {
        2022: "Utfall 2022",
        2023: "prognos 2023",
        2024: "2024",
        2025: "Plan 2025",
    }
    assert column_of_each_year(["jan-apr 2024", "2024 apr"]) == {}


HEAD = "name: A\nmunicipality: B\nyear: 2024\nunit: mkr\nsign: result\nsource: {title: C}\n"


def figures(*rows: str) -> Figures:
    """The figures of a budget whose statement has these rows."""
    text = f"{HEAD}statement:\n  columns: [utfall 2023, 2024, 2025]\n  rows:\n"
    return Figures(loaded(text + "".join(f"    {row}\n" for row in rows), "a")[0])


def test_only_the_result_is_printed() -> None:
    """Årets resultat stands for the balanskravsresultat; it is told that nothing else is known."""
    found = balance(figures("arets_resultat: [5, -10, 4]"))
    assert (found.row, found.adjusted, found.reserve) == ("arets_resultat", False, False)
    assert [d.left for d in found.deficits] == [6]


def test_a_reserve_that_the_statement_takes() -> None:
    """Medel från reserven makes the deficit smaller, medel till takes from the surplus."""
    rows = (
        "arets_resultat: [5, -10, 4]",
        "medel_till_resultatutjamningsreserv: [0, 0, 1]",
        "medel_fran_resultatutjamningsreserv: [0, 7, 0]",
    )
    found = balance(figures(*rows))
    assert (found.adjusted, found.reserve) == (False, True)
    assert [[d.size, d.left] for d in found.deficits] == [[3, 0]]


def test_adjustments_count() -> None:
    """A realisation gain is no result that balances."""
    rows = ("arets_resultat: [5, 10, 4]", "balanskravsjusteringar: [0, -12, 0]")
    found = balance(figures(*rows))
    assert found.adjusted
    assert [[d.size, d.left] for d in found.deficits] == [[2, 0]]


def test_the_printed_balance_result_stands() -> None:
    """Where it is printed, it is what is looked at, whatever its parts come to."""
    rows = (
        "arets_resultat: [5, 10, 4]",
        "balanskravsjusteringar: [0, 0, 0]",
        "arets_balanskravsresultat: [5, -1, 4]",
    )
    found = balance(figures(*rows))
    assert found.row == "arets_balanskravsresultat"
    assert [[d.size, d.left] for d in found.deficits] == [[1, 0]]


@pytest.mark.parametrize(
    "rows", [("verksamhetens_nettokostnader: [-5, -5, -5]",), ("skatteintakter: [5, 5, 5]",)]
)
def test_no_result_no_deficit(rows: tuple[str, ...]) -> None:
    """A statement that ends above its result says nothing of balance."""
    assert balance(figures(*rows)).years == {}
