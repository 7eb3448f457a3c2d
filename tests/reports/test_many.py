"""Many budgets at once: nothing cut at any width, posts matched once, distances."""

import csv
import io
import re
from decimal import Decimal

import pytest

from kalmar_cli.budget.distances import Distances
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, kalmar

PARTIES = ["norrlistan", "soderlistan", "osterlistan", "vasterlistan"]
ENV = {"KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby", "NO_COLOR": "1"}
# Which figures the narrow screens may leave out: those that the baseline and the difference give.
NUMBER = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?")


def screen(*arguments: object, width: int) -> str:
    """What a terminal of this width shows, without escapes."""
    result = kalmar(*arguments, terminal=True, env={**ENV, "COLUMNS": str(width), "KALMAR_LANG": "en"})
    assert result.code == 0, result.err
    return re.sub(r"\x1b\[[0-9;]*m", "", result.out)


@pytest.mark.parametrize("width", [80, 100, 120, 160, 240])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_no_number_is_cut_and_no_line_too_long(width: int, count: int) -> None:
    """Every difference of the machine output stands on the screen in full, within its width."""
    names = [*PARTIES[:count], "majoriteten"]
    found = screen("compare", *names, "--lines", width=width)
    assert all(len(line) <= width for line in found.splitlines())
    numbers = set(NUMBER.findall(found))
    for record in csv.DictReader(
        io.StringIO(kalmar("compare", *names, "--lines", "-f", "csv", env=ENV).out)
    ):
        if record["table"] == "areas" or record["unit"] == "%":
            continue
        for party in PARTIES[:count]:
            difference = Decimal(record[f"{party}_vs_majoriteten"])
            shown = [f"{difference:+,.{places}f}".replace("-", "−") for places in (1, 2, 6)]
            assert not difference or numbers & set(shown), (record, party)


def test_posts_of_several_parties_stand_once() -> None:
    """A post that two parties propose is one row with both amounts."""
    result = kalmar("compare", *PARTIES, "majoriteten", "--lines", "-f", "csv", env=ENV)
    rows = [row for row in csv.reader(io.StringIO(result.out)) if row[:2] == ["lines", "larare"]]
    assert [row[3:10] for row in rows] == [
        ["2024", "mkr", "-120.5", "-90", "0", "0", "0"],
        ["2025", "mkr", "-180", "-90", "0", "0", "0"],
        ["2026", "mkr", "-180", "-90", "0", "0", "0"],
    ]


def matrix(*names: str) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """Pair → net and gross over all areas and years, from the CSV."""
    result = kalmar("distance", *names, "-f", "csv", env=ENV)
    assert result.code == 0, result.err
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for row in csv.DictReader(io.StringIO(result.out)):
        net, gross = found.get((row["budget"], row["other"]), (Decimal(0), Decimal(0)))
        found[row["budget"], row["other"]] = (net + Decimal(row["net"]), gross + Decimal(row["gross"]))
    return found


def test_distances_by_hand() -> None:
    """Net and gross of pairs whose posts can be added up on paper."""
    found = matrix("norrlistan", "soderlistan", "nordostlistan", "majoriteten")
    # larare 30.5 + 90 + 90, simhall 45, sjukfranvaro 20 + 40 + 60, konsulter 15.5 + 5.5 + 4.5, natt 7.2
    assert found["norrlistan", "soderlistan"][1] == Decimal("408.2")
    # simhall and nattvandrare share an area: 45 − 2.4 in 2026
    assert found["norrlistan", "soderlistan"][0] == Decimal("403.4")
    # what Nordostlistan inherits from Norrlistan counts for nothing between them
    assert found["norrlistan", "nordostlistan"] == (Decimal("33.6"), Decimal("33.6"))
    for (one, other), apart in found.items():
        assert apart == found[other, one]
        assert one != other or not any(apart)


def test_a_pair_without_common_posts_has_no_distance() -> None:
    """Complete budgets of which one has no posts: absent with the reason, not zero."""
    env = {"KALMAR_BUDGETS": str(CASES / "good"), "KALMAR_LANG": "en"}
    result = kalmar("distance", "bokslut", "budget", "--year", "2019", env=env)
    assert result.code == 2
    budgets = find(Shelf([CASES / "good"], municipality="Lillby"), ["majoriteten", "oppositionen"])
    lone = budgets[0]._replace(id="lone", file="lone.yaml", lines=())
    assert Distances([*budgets, lone], [2025]).between(0, 2) is None
    known = Distances([*budgets, lone], [2025]).between(0, 1)
    assert known is not None
    assert sum(apart.gross for apart in known.values()) == Decimal("9.4")


def test_a_distance_needs_two() -> None:
    """One budget has none."""
    result = kalmar("distance", "norrlistan", env=ENV)
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("width", [80, 120])
def test_the_matrix_fits(width: int) -> None:
    """Six budgets: the matrix is split rather than cut or wrapped."""
    found = screen("distance", *PARTIES, "nordostlistan", "majoriteten", "--areas", width=width)
    assert all(len(line) <= width for line in found.splitlines())
    assert "1,249.100000" in found
