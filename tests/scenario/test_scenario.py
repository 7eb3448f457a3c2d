"""`kalmar scenario`: changes in the order typed, exact, and a file that every command takes."""

import csv
import importlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.cli.commands import scenario as command
from kalmar_cli.scenario import apply_changes
from kalmar_cli.scenario.change import BudgetChange
from kalmar_cli.scenario.kinds import KINDS, Drop, SetAmount, Tax
from kalmar_cli.scenario.work import Work
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, Result, kalmar

MANY = {"KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby"}
LILLBY = {"KALMAR_BUDGETS": str(CASES / "good"), "KALMAR_MUNICIPALITY": "Lillby"}


def records(result: Result) -> list[list[str]]:
    """The CSV rows of a run that went well, without the header."""
    assert result.code == 0, result.err
    return list(csv.reader(io.StringIO(result.out)))[1:]


def differences(*arguments: str, row: str = RESULT, env: dict[str, str] | None = None) -> list[Decimal]:
    """By year, how much a scenario's row differs from its base."""
    found = records(kalmar("scenario", *arguments, "-f", "csv", env=env))
    return [Decimal(record[-1]) for record in found if record[:2] == ["statement", row]]


# -- what the issue promises ----------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--lines"]])
def test_adopting_everything_equals_the_comparison(more: list[str]) -> None:
    """The records are the same as those of compare, to the last digit; only the ids of columns differ."""
    scenario = records(kalmar("scenario", "majoriteten", "--adopt", "alliansen", *more, "-f", "csv"))
    assert scenario == records(kalmar("compare", "alliansen", "majoriteten", *more, "-f", "csv"))


def test_adopting_everything_across_units_signs_and_changed_posts() -> None:
    """An opposition in mkr that changes posts of a base in tkr, spending positive."""
    scenario = records(
        kalmar("scenario", "majoriteten", "--adopt", "oppositionen", "--lines", "-f", "csv", env=LILLBY)
    )
    compare = records(kalmar("compare", "oppositionen", "majoriteten", "--lines", "-f", "csv", env=LILLBY))
    assert scenario == compare


def test_a_saving_that_comes_half_true() -> None:
    """The result is 7.5 lower each year, against alliansen."""
    line = "innovation-med-personalkraft-besparing"
    assert differences("alliansen", "--scale", f"{line}=50%") == [Decimal("-7.5")] * 3
    assert differences("alliansen", "--scale", f"{line}@2025=50%") == [0, Decimal("-7.5"), 0]


def test_a_delay_moves_the_first_year_out() -> None:
    """15.0 leaves 2024, and only 2024; what comes after the plan is said."""
    line = "innovation-med-personalkraft-besparing"
    assert differences("alliansen", "--delay", f"{line}=1") == [-15, 0, 0]
    screen = kalmar("scenario", "alliansen", "--delay", f"{line}=2", env={"KALMAR_LANG": "en"}).out
    assert f"15 mkr of `{line}` falls in 2027, outside the plan" in screen
    assert f"15 mkr of `{line}` falls in 2028, outside the plan" in screen


def test_a_compromise_is_a_budget_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written, read, and compared with two others."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("scenario", "majoriteten", "--adopt", "alliansen:37", "-o", "kompromiss.yaml")
    assert (result.code, result.out) == (0, "")
    assert "kompromiss.yaml" in result.err
    compared = kalmar("compare", "kompromiss.yaml", "alliansen", "majoriteten", env={"KALMAR_LANG": "sv"})
    assert compared.code == 0, compared.err
    assert "−3,0" in compared.out
    text = Path("kompromiss.yaml").read_text("utf-8")
    assert "kalmar scenario majoriteten --adopt alliansen:37" in text
    assert text.count("alliansen (Kalmaralliansen), proposal 37") == 2
    again = kalmar("scenario", "majoriteten", "--adopt", "alliansen:37", "-o", "kompromiss.yaml")
    assert again.code == 2
    assert Path("kompromiss.yaml").read_text("utf-8") == text


# -- each change ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "effect"),
    [
        (["--adopt", "alliansen:kameror"], [-2, -2, -2]),
        (["--adopt", "alliansen:line:kameror"], [-2, -2, -2]),
        (["--adopt", "alliansen:proposal:37"], [-3, -3, -3]),
        (["--adopt", "alliansen@2024:37"], [-3, -3, -3]),
        (["--adopt", "alliansen:area:gronare-kalmar"], ["-3.6", "-3.6", "-3.6"]),
        (["--adopt", "Kalmaralliansen:Ett grönare Kalmar"], ["-3.6", "-3.6", "-3.6"]),
        (["--adopt", "alliansen:kameror", "--set", "kameror=-1,5"], ["-1.5", "-1.5", "-1.5"]),
        (["--adopt", "alliansen:kameror", "--set", "kameror@2025=−1.5"], [-2, "-1.5", -2]),
        (["--adopt", "alliansen:kameror", "--drop", "kameror"], [0, 0, 0]),
        (["--adopt", "alliansen:kameror", "--only-year", "kameror=2025"], [0, -2, 0]),
        (["--change", "skatteintakter=+10", "--change", "skatteintakter@2025=-3"], [10, 7, 10]),
        # 3 981 ÷ 21.81 × 0.25 = 45.6327…, and so on, to whole tkr
        (["--tax", "+0,25"], ["45.633", "47.891", "49.966"]),
        (["--tax", "0.25", "--tax", "-0.25"], [0, 0, 0]),
    ],
)
def test_effects(changes: list[str], effect: list[object]) -> None:
    """What each change does to the result, year by year."""
    assert differences("majoriteten", *changes) == [Decimal(str(amount)) for amount in effect]


def test_changes_apply_in_the_order_typed() -> None:
    """Across different options too: a delay after a scale of one year is not a scale after a delay."""
    adopt = ["--adopt", "alliansen:kameror"]
    scale, delay = ["--scale", "kameror@2024=0%"], ["--delay", "kameror=1"]
    assert differences("majoriteten", *adopt, *scale, *delay) == [0, 0, -2]
    assert differences("majoriteten", *adopt, *delay, *scale) == [0, -2, -2]


def test_an_inherited_line_can_be_dropped_and_taken_up_again() -> None:
    """A post of the base is changed by an own line, which is gone when nothing differs."""
    base, alliansen = find(Shelf([shipped()]), ["majoriteten", "alliansen"])
    drop = [Drop("klotter")]
    result = apply_changes(alliansen, drop, {}).budget
    assert [(line.id, line.amounts[0]) for line in result.lines] == [("klotter", Decimal("0.6"))]
    back = [*drop, SetAmount("klotter=-0.6")]
    assert apply_changes(alliansen, back, {}).budget.lines == ()
    assert base.lines == ()


def test_amounts_are_typed_in_the_unit_of_the_output() -> None:
    """In tkr for a budget in tkr, else in --unit; a cost is negative whatever the file's sign."""
    change = ["majoriteten", "--set", "samhallsbyggnad@2025=-81000"]
    assert differences(*change, env=LILLBY) == [-1000, 0, 0]
    in_mkr = ["majoriteten", "--unit", "mkr", "--set", "samhallsbyggnad@2025=-81"]
    assert differences(*in_mkr, env=LILLBY) == [-1, 0, 0]


def test_the_tax_raises_the_rate_and_is_an_estimate() -> None:
    """The scenario's rate follows, so that a second raise is worth the same an öre."""
    [base] = find(Shelf([shipped()]), ["majoriteten"])
    scenario = apply_changes(base, [Tax("+0.25")] * 2, {})
    assert scenario.budget.tax_rate == Decimal("22.31")
    assert [line.certainty for line in scenario.budget.lines] == ["estimated"]
    assert scenario.steps[0].effect == scenario.steps[1].effect


def test_meta_names_each_change_for_machines() -> None:
    """JSON has the changes, their lines and effects, beside the records of the comparison."""
    result = kalmar("scenario", "majoriteten", "--adopt", "alliansen:37", "--tax", "1", "-f", "json")
    changes = json.loads(result.out)["meta"]["changes"]
    assert [change["change"] for change in changes] == ["--adopt alliansen:37", "--tax 1"]
    assert changes[0]["effect"] == {"2024": -3, "2025": -3, "2026": -3}
    assert changes[0]["lines"] == ["Fritidsgård Oxhagen", "Fritidsgård Rockneby"]
    assert "estimate" in changes[1]["notes"][0]


def test_a_line_inherited_through_another_party_is_adopted_too() -> None:
    """Nordostlistan builds on Norrlistan: all of it, taken into the majority's budget, is the same."""
    scenario = records(
        kalmar("scenario", "majoriteten", "--adopt", "nordostlistan", "--lines", "-f", "csv", env=MANY)
    )
    compare = records(kalmar("compare", "nordostlistan", "majoriteten", "--lines", "-f", "csv", env=MANY))
    assert scenario == compare


# -- refusals -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--adopt", "alliansen:kamror"], "did you mean `kameror`?"),
        (["--adopt", "alliansen:6"], "proposal 6 of alliansen carries no money in its budget"),
        (["--adopt", "alliansen:200"], "its proposals go from 1 to 133"),
        (["--adopt", "alliansen:arbetsgivare"], "arbetsgivare of alliansen carries no money"),
        (["--adopt", "alliansen", "--adopt", "alliansen:37"], "is already adopted from alliansen"),
        (["--adopt", "alliansn"], "did you mean `alliansen`?"),
        (["--adopt", "majoriteten"], "no line that majoriteten lacks"),
        (["--adopt", "alliansen:"], "is not understood"),
        (["--drop", "kameror"], "adopt it first"),
        (["--adopt", "alliansen", "--drop", "kamror"], "did you mean `kameror`?"),
        (["--adopt", "alliansen", "--set", "kameror"], "is not understood"),
        (["--adopt", "alliansen", "--set", "kameror=1 000"], "write 1000"),
        (["--adopt", "alliansen", "--set", "kameror@24=1"], "`24` is no year"),
        (["--adopt", "alliansen", "--only-year", "kameror=2030"], "2030 is none of the plan's years"),
        (["--adopt", "alliansen", "--delay", "kameror=0"], "is not understood"),
        (["--adopt", "alliansen", "--scale", "kameror=50"], "kameror=50%"),
        (["--change", "skatteintaker=1"], "did you mean `skatteintakter`?"),
        (["--change", "arets_resultat=1"], "is computed from other rows"),
        (["--change", "resultatandel=1"], "is computed from other rows"),
        (["--tax", "-30"], "no municipality's own tax rate is −8.19; write kronor"),
        (["--tax", "50"], "no municipality's own tax rate is 71.81; write kronor"),
        (["--tax", "nan"], "expected a number"),
        (["-o", "x.yaml", "-f", "csv"], "leave out --format"),
    ],
)
def test_what_is_refused_is_said_clearly(arguments: list[str], said: str) -> None:
    """One line on standard error, nothing on standard output, exit code 2."""
    result = kalmar("scenario", "majoriteten", *arguments, env={"KALMAR_LANG": "en"})
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_the_same_line_of_two_parties_is_not_added_up() -> None:
    """Two parties' amounts for one post: which of them is meant is not guessed."""
    twice = ["--adopt", "norrlistan:larare", "--adopt", "soderlistan:larare"]
    result = kalmar("scenario", "majoriteten", *twice, env=MANY | {"KALMAR_LANG": "en"})
    assert result.code == 2
    assert "`larare` is already adopted from norrlistan" in result.err
    into = kalmar(
        "scenario", "soderlistan", "--adopt", "norrlistan:larare", env=MANY | {"KALMAR_LANG": "en"}
    )
    assert into.code == 2
    assert "soderlistan has a line `larare` already" in into.err


def test_lines_of_another_root_are_not_adopted() -> None:
    """Changes to different budgets are not added up."""
    kalmars = str(shipped() / "kalmar" / "2024")
    result = kalmar("scenario", "majoriteten", "--adopt", f"{kalmars}/alliansen.yaml:37", env=LILLBY)
    assert result.code == 2
    assert "different municipalities" in result.err


def test_a_kind_that_is_added_is_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class in the registry is all that the command needs: its option, its help, what it does."""

    class Halve(BudgetChange):
        """Halves a line."""

        option, metavar, help = "--halve", "LINE", "Halve a line."

        def read(self, text: str) -> None:
            self.line = text

        def apply(self, work: Work) -> list[str]:
            id = work.known(self.line, self.asked)
            return [work.put(id, [amount / 2 for amount in work.amounts(id)], self.asked)]

    with monkeypatch.context() as added:
        added.setitem(KINDS, Halve.option, Halve)
        importlib.reload(command)
        assert "Halve a line." in kalmar("scenario", "--help").out
        in_order = ["--adopt", "alliansen:kameror", "--halve", "kameror", "--set", "kameror@2025=-4"]
        assert differences("majoriteten", *in_order) == [-1, -4, -1]
    importlib.reload(command)
    shown = kalmar("scenario", "--help").out
    assert "--halve" not in shown
    assert all(option in shown for option in KINDS)


# -- the file -------------------------------------------------------------------


def test_the_written_file_is_the_scenario(tmp_path: Path) -> None:
    """Read again, it has the same figures in every row and year, in the base's unit and sign."""
    file = tmp_path / "halva.yaml"
    changes = ["--adopt", "oppositionen", "--scale", "cykelbana=33,3%", "--tax", "+0,5"]
    result = kalmar("scenario", "majoriteten", *changes, "--name", "Halva vägen", "-o", file, env=LILLBY)
    assert result.code == 0, result.err
    text = file.read_text("utf-8")
    assert 'name: "Halva' not in text
    assert "name: Halva vägen\n" in text
    assert "unit: tkr\nsign: spending\n" in text
    shelf = Shelf([CASES / "good"], municipality="Lillby")
    base, source = find(shelf, ["majoriteten", "oppositionen"])
    expected = apply_changes(
        base,
        [KINDS[option](text) for option, text in zip(changes[::2], changes[1::2], strict=True)],
        {"oppositionen": source},
    ).budget
    found = shelf.load(file)
    assert found.tax_rate == expected.tax_rate == Decimal("22.65")
    for row in Figures(base).order:
        for year in map(str, base.years):
            assert Figures(found).derived(row, year) == Figures(expected).derived(row, year)
    assert [line.certainty for line in found.lines] == [line.certainty for line in expected.lines]


def test_an_amount_finer_than_a_file_carries_is_kept_in_a_finer_unit(tmp_path: Path) -> None:
    """Öre in a budget in mkr would need eight decimals: the file is then in tkr, and exact."""
    fine = tmp_path / "fin.yaml"
    fine.write_text(
        "name: Fin\nmunicipality: Kalmar\nyear: 2024\nbase: majoriteten\nunit: kr\nsign: result\n"
        "lines:\n  - {name: Ett öre, id: ore, amounts: -1000.01}\n",
        "utf-8",
    )
    out = tmp_path / "ut.yaml"
    assert kalmar("scenario", "majoriteten", "--adopt", f"{fine}:ore", "-o", out).code == 0
    assert "unit: tkr" in out.read_text("utf-8")
    found = Shelf([shipped()]).load(out)
    assert found.lines[0].amounts == (Decimal("-0.00100001"),) * 3


def test_a_base_that_is_not_found_from_the_file_is_told(tmp_path: Path) -> None:
    """A base given by a path is looked for beside the new file, then on the shelf: another one is told."""
    elsewhere = tmp_path / "here"
    elsewhere.mkdir()
    own = elsewhere / "majoriteten.yaml"
    own.write_text((shipped() / "kalmar" / "2024" / "majoriteten.yaml").read_text("utf-8"), "utf-8")
    change = ["--change", "skatteintakter=1"]
    env = {"KALMAR_LANG": "en"}
    apart = kalmar("scenario", own, *change, "-o", tmp_path / "ut.yaml", env=env)
    assert apart.code == 0
    assert f"put it beside {own}" in apart.err
    beside = kalmar("scenario", own, *change, "-o", elsewhere / "ut.yaml", env=env)
    assert "put it beside" not in beside.err


# -- completion -----------------------------------------------------------------


def offered(*words: str) -> str:
    """What the shell would offer for the last of the words."""
    line = "kalmar " + " ".join(words)
    env = {"_KALMAR_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    env["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    return kalmar(env=env).out


def test_completion_knows_budgets_lines_areas_and_proposals() -> None:
    """Budgets first, after the colon what the budget has; lines of base and adopted budgets; rows."""
    assert "alliansen" in offered("scenario", "majoriteten", "--adopt", "all")
    after = offered("scenario", "majoriteten", "--adopt", "alliansen:k")
    assert "alliansen:kameror" in after
    assert "alliansen:valfard" not in after
    assert "alliansen:valfard" in offered("scenario", "majoriteten", "--adopt", "alliansen:v")
    assert "alliansen:37" in offered("scenario", "majoriteten", "--adopt", "alliansen:3")
    assert offered("scenario", "majoriteten", "--adopt", "nobody:k").strip() == ""
    assert "kameror" in offered("scenario", "alliansen", "--scale", "kam")
    adopting = ["scenario", "majoriteten", "--adopt", "alliansen:kameror"]
    assert "kameror" in offered(*adopting, "--set", "kam")
    assert "skatteintakter" in offered("scenario", "majoriteten", "--change", "skatt")
    assert "arets_resultat" not in offered("scenario", "majoriteten", "--change", "a")


def test_a_tax_reads_in_the_readers_decimals_and_is_written_the_same(tmp_path: Path) -> None:
    """Words follow the language; a budget file does not."""
    files = []
    for language, words in (("sv", "÷ 21,81 × 0,15"), ("en", "÷ 21.81 × 0.15")):
        path = tmp_path / f"{language}.yaml"
        result = kalmar(
            "scenario", "majoriteten", "--tax", "+0.15", "-o", path, env={"KALMAR_LANG": language}
        )
        assert words in result.err
        files.append([line for line in path.read_text("utf-8").splitlines() if "name:" in line][1:])
    assert files[0] == files[1]
    assert "21.96 kr/100" in files[0][0]


def test_a_tax_rate_that_changes_is_told_by_year(tmp_path: Path) -> None:
    """An estimate is told with the rate of each year, and the new line with each new rate."""
    path = tmp_path / "majoriteten.yaml"
    path.write_text(
        """name: Majoriteten
municipality: Ekstad
year: 2026
unit: mkr
sign: result
tax_rate: {2026: 21, 2027: 20.75}
statement:
  columns: [2026, 2027]
  rows: {skatteintakter: [600, 613.5], arets_resultat: [600, 613.5]}
""",
        "utf-8",
    )
    result = kalmar("scenario", path, "--tax", "0.25", "-o", tmp_path / "s.yaml")
    # 600 ÷ 21 × 0.25 and 613.5 ÷ 20.75 × 0.25, to whole tkr
    assert "÷ 21 (2026), 20.75 (2027) × 0.25" in result.err
    written = (tmp_path / "s.yaml").read_text("utf-8")
    assert "21.25 (2026), 21 (2027) kr/100" in written
    assert "7.143" in written
    assert "7.392" in written
