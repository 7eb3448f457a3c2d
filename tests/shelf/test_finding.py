"""Finding budgets: printed names, `.yml`, the own `budgets/` folder, folders as arguments."""

import os
from pathlib import Path

import pytest

from kalmar_cli.cli import opening
from kalmar_cli.shelf.files import shipped
from tests.running import kalmar
from tests.shelf.test_names import budget, found, refusal

KEYS = (
    "areas:\n  skola: {name: Barn och utbildning}\nlines:\n  - {name: Lärare, area: skola, amounts: -2.0}\n"
)


@pytest.mark.parametrize("name", ["Kalmaralliansen", "KALMARALLIANSEN", "kalmaralliansen@2024"])
def test_a_printed_name_in_any_case(tmp_path: Path, name: str) -> None:
    """It stands for the id."""
    budget(tmp_path, "alliansen", name="Kalmaralliansen")
    assert found(tmp_path, name) == [("Kalmaralliansen", "Provinge", 2024)]


def test_a_printed_name_that_is_quoted(tmp_path: Path) -> None:
    """What the first lines do not plainly say is read."""
    path = budget(tmp_path, "s")
    path.write_text(path.read_text().replace("name: s\n", 'name: "Partiet: S"\n'))
    assert found(tmp_path, "partiet: s") == [("Partiet: S", "Provinge", 2024)]


def test_an_id_goes_before_a_printed_name(tmp_path: Path) -> None:
    """Even where another budget prints just that."""
    budget(tmp_path, "alliansen", name="Laget")
    budget(tmp_path, "other", name="alliansen")
    assert found(tmp_path, "alliansen") == [("Laget", "Provinge", 2024)]


def test_a_printed_name_stands_for_its_id(tmp_path: Path) -> None:
    """In years in which the budget prints another name too, and the newest year counts as for an id."""
    budget(tmp_path / "2024", "s", name="Majoriteten")
    budget(tmp_path / "2025", "s", year=2025, name="Koalitionen")
    assert found(tmp_path, "Majoriteten") == [("Koalitionen", "Provinge", 2025)]
    assert found(tmp_path, "Majoriteten@2024") == [("Majoriteten", "Provinge", 2024)]


def test_a_printed_name_of_two_is_refused(tmp_path: Path) -> None:
    """Only within one municipality and year."""
    budget(tmp_path / "x", "s", name="Majoriteten")
    budget(tmp_path / "y", "m", place="Grannby", name="Majoriteten")
    assert found(tmp_path, "Majoriteten", municipality="Grannby") == [("Majoriteten", "Grannby", 2024)]
    budget(tmp_path / "x", "c", name="majoriteten")
    assert refusal(tmp_path, "Majoriteten", municipality="Provinge") == (
        "`Majoriteten` is the name of several budgets: c@2024 (Provinge), s@2024 (Provinge);"
        " write the id of one"
    )
    budget(tmp_path / "x" / "2025", "s", year=2025, name="Majoriteten")
    assert found(tmp_path, "Majoriteten", municipality="Provinge") == [("Majoriteten", "Provinge", 2025)]


def test_a_yml_is_a_budget_and_an_answer_is_none(tmp_path: Path) -> None:
    """By name, by path and as a base; `.draft.yaml` is what `draft` is answered with."""
    budget(tmp_path, "s").rename(tmp_path / "s.yml")
    own = budget(tmp_path, "m", more="base: s\n")
    budget(tmp_path, "x.draft")
    assert found(tmp_path, "s", "m") == [("s", "Provinge", 2024), ("m", "Provinge", 2024)]
    listed = kalmar("list", tmp_path, "-f", "csv").out
    assert [line.split(",")[0] for line in listed.splitlines()] == ["budget", "m", "s"]
    assert kalmar("show", tmp_path / "s.yml").code == 0
    assert kalmar("show", own).code == 0
    result = kalmar("show", tmp_path / "x.draft.yaml")
    assert (result.code, result.out) == (2, "")
    assert "is an answer to `kalmar draft` and no budget" in result.err


def test_the_own_folder_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`budgets/` of the working directory, or of the nearest one above it."""
    budget(tmp_path / "budgets" / "provinge", "vi")
    inner = tmp_path / "work" / "deep"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert kalmar("show", "vi").code == 0
    budget(tmp_path / "work" / "budgets", "andra")
    assert kalmar("show", "andra").code == 0
    assert kalmar("show", "vi").code == 2


def test_the_own_folder_is_not_sought_above_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home folder's own counts; what lies above is nobody's business."""
    home = tmp_path / "home"
    (home / "x").mkdir(parents=True)
    budget(tmp_path / "budgets", "ovan")
    monkeypatch.chdir(home / "x")
    assert kalmar("show", "ovan", env={"HOME": str(home)}).code == 2
    budget(home / "budgets", "hemma")
    assert kalmar("show", "hemma", env={"HOME": str(home)}).code == 0


def test_a_folder_of_somebody_elses_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said; the next one above counts; named, it is looked in."""
    budget(tmp_path / "budgets", "vi")
    budget(tmp_path / "sub" / "budgets", "vi", year=2030)
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setattr(opening, "_is_ours", lambda folder: folder.parent == tmp_path)
    result = kalmar("show", "vi")
    assert "budget 2024" in result.out
    assert result.err == ("passed over: budgets belongs to somebody else; --budgets budgets looks in it\n")
    asked = kalmar("show", "vi", "--budgets", "budgets")
    assert "budget 2030" in asked.out
    assert asked.err == ""


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away"
)
def test_whose_a_folder_is(tmp_path: Path) -> None:
    """By its owner, and that of a link that leads to it."""
    folder = tmp_path / "budgets"
    folder.mkdir()
    assert opening._is_ours(folder)
    os.chown(folder, 12345, -1)
    assert not opening._is_ours(folder)


def test_what_is_hidden_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone of the program is such a folder: its budgets are those of the program that is installed."""
    monkeypatch.chdir(tmp_path)
    kept = shipped() / "kalmar" / "2024"
    for name in ("alliansen", "majoriteten"):
        path = tmp_path / "budgets" / "kalmar" / "2024" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((kept / f"{name}.yaml").read_bytes())
    listed = kalmar("list", "-f", "csv").out.splitlines()[1:]
    assert [line.split(",")[0] for line in listed] == ["alliansen", "majoriteten"]
    assert all(f",{Path('budgets', 'kalmar', '2024')}" in line for line in listed)
    assert kalmar("check").out.count("Kalmaralliansen · Kalmar") == kalmar("check", "alliansen").out.count(
        "Kalmaralliansen · Kalmar"
    )


def test_folders_are_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of check, list, lines and export; a base in the folder is found."""
    monkeypatch.chdir(tmp_path)
    budget(tmp_path / "n" / "b", "bas")
    budget(tmp_path / "n" / "a", "vi", more="base: bas\n" + KEYS)
    assert kalmar("check", "n").code == 0
    assert kalmar("check", "n/").code == 0
    assert "Lärare" in kalmar("lines", "n").out
    assert len(kalmar("list", "./n", "-f", "csv").out.splitlines()) == 3
    assert kalmar("export", "n", "-o", "out").code == 0
    assert len(Path("out/budgets.csv").read_text().splitlines()) == 3
    result = kalmar("lines", "tom")
    assert result.code == 2
    Path("tom").mkdir()
    assert kalmar("lines", "tom").err == "Error: there is no budget in tom\n"


def test_a_folder_of_several_municipalities(tmp_path: Path) -> None:
    """Their posts are not mixed; what is about each budget by itself takes all."""
    budget(tmp_path, "vi", more=KEYS)
    budget(tmp_path, "de", place="Grannby", more=KEYS)
    result = kalmar("lines", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "in several municipalities, Grannby, Provinge; choose one with --municipality" in result.err
    assert kalmar("lines", tmp_path, "--municipality", "Grannby", "-f", "csv").out.count("de,larare") == 1
    assert len(kalmar("list", tmp_path, "-f", "csv").out.splitlines()) == 3
    assert kalmar("check", tmp_path).code == 0


def test_a_budgets_name_goes_before_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`alliansen` is the budget, `./alliansen` the folder of that name."""
    monkeypatch.chdir(tmp_path)
    budget(tmp_path / "alliansen", "vi")
    assert "alliansen,Kalmaralliansen" in kalmar("list", "alliansen", "-f", "csv").out
    assert "vi,vi" in kalmar("list", "./alliansen", "-f", "csv").out


def test_a_folder_with_a_broken_file(tmp_path: Path) -> None:
    """`check` checks the others and ends with 2; nothing is passed over in silence."""
    budget(tmp_path, "vi")
    (tmp_path / "fel.yaml").write_text("name: [\n")
    result = kalmar("check", tmp_path)
    assert result.code == 2
    assert "fel.yaml" in result.err
    assert kalmar("lines", tmp_path).code == 2


def test_areas_by_name(tmp_path: Path) -> None:
    """By id or by printed name in any case; an unknown one is told with those there are."""
    path = budget(tmp_path, "vi", more=KEYS)
    for area in ("skola", "Barn och utbildning", "BARN OCH UTBILDNING"):
        assert "Lärare" in kalmar("lines", path, "--area", area).out
    result = kalmar("lines", path, "--area", "vård")
    assert result.err == "Error: no area `vård`: there are Barn och utbildning (skola)\n"


def test_mnkr_is_mkr(tmp_path: Path) -> None:
    """In a file and as the unit of the output, as documents write it."""
    path = budget(tmp_path, "vi", more=KEYS)
    path.write_text(path.read_text().replace("unit: mkr", "unit: mnkr"))
    assert kalmar("lines", path, "-f", "csv").out.splitlines()[1].split(",")[7:9] == ["mkr", "-2"]
    assert kalmar("lines", path, "--unit", "mnkr").out == kalmar("lines", path, "--unit", "mkr").out
    assert kalmar("list", path, "-f", "csv").out.splitlines()[1].split(",")[5] == "mkr"
