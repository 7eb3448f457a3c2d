"""What names mean: ids, years, paths, municipalities, shadowing, and what lies broken beside."""

from pathlib import Path

import pytest

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, kalmar


def budget(
    folder: Path, id: str, *, place: str = "Provinge", year: int = 2024, name: str = "", more: str = ""
) -> Path:
    """A small budget file in a folder."""
    path = folder / f"{id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"name: {name or id}\nmunicipality: {place}\nyear: {year}\nunit: mkr\nsign: result\n{more}", "utf-8"
    )
    return path


def found(folder: Path, *names: str, municipality: str = "") -> list[tuple[str, str, int]]:
    """Name, municipality and year of what names mean on the shelf of one folder."""
    budgets = find(Shelf([folder], municipality=municipality), names)
    return [(b.name, b.municipality, b.year) for b in budgets]


def refusal(folder: Path, *names: str, municipality: str = "") -> str:
    """Why names are refused."""
    with pytest.raises(Refused) as caught:
        found(folder, *names, municipality=municipality)
    return str(caught.value)


NOT_NAMES = [
    "../../etc/passwd",
    "",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:x",
    "a\0b",
    "a\x1b[31mb",
    "@2024",
]


@pytest.mark.parametrize("name", NOT_NAMES)
def test_what_is_no_name(name: str) -> None:
    """A path without ending, dots, an empty word, unprintable characters: one line, exit 2."""
    result = kalmar("show", name)
    clean = name.replace("\0", "�").replace("\x1b", "�")
    message = f"Error: `{clean}` is not the name of a budget; a path must end in .yaml or .yml\n"
    assert result == (2, "", message)


@pytest.mark.parametrize("year", ["", "24", "20245", "tjugo", "٢٠٢٤", "9" * 5000, "2024@2025"])
def test_what_is_no_year(year: str) -> None:
    """After @ stand four digits."""
    result = kalmar("show", f"alliansen@{year}")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: ")
    assert result.err.count("\n") == 1
    assert "year after @" in result.err or "there is no budget" in result.err


def test_a_missing_name_has_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen is answered with the name that is there."""
    budget(tmp_path, "alliansen")
    assert refusal(tmp_path, "alliansn") == "there is no budget `alliansn`; did you mean `alliansen`?"
    assert refusal(tmp_path, "moderaterna") == (
        "there is no budget `moderaterna`; `kalmar list` shows those there are,"
        " and --budgets DIR looks in one more folder"
    )
    assert refusal(tmp_path, "alliansen@2023") == (
        "there is no budget `alliansen@2023`; there is alliansen@2024 (Provinge)"
    )
    assert "there is no file alliansen.yml" in refusal(tmp_path, "alliansen.yml")


def test_bare_names_mean_the_newest_year_that_has_all(tmp_path: Path) -> None:
    """Not the newest year of each."""
    for year in (2023, 2024, 2025):
        budget(tmp_path / str(year), "a", year=year)
    for year in (2022, 2023, 2024):
        budget(tmp_path / str(year), "b", year=year)
    assert [year for _name, _place, year in found(tmp_path, "a", "b")] == [2024, 2024]
    assert [year for _name, _place, year in found(tmp_path, "a")] == [2025]


def test_years_are_mixed_only_where_it_is_written(tmp_path: Path) -> None:
    """A bare name takes the year that is written with @, if it exists in it, else the newest."""
    for year in (2023, 2024):
        budget(tmp_path / str(year), "a", year=year)
        budget(tmp_path / str(year), "b", year=year)
    budget(tmp_path / "2021", "c", year=2021)
    assert [year for _n, _p, year in found(tmp_path, "a@2023", "b@2024")] == [2023, 2024]
    assert [year for _n, _p, year in found(tmp_path, "a@2023", "b")] == [2023, 2023]
    assert [year for _n, _p, year in found(tmp_path, "c@2021", "b")] == [2021, 2024]
    assert refusal(tmp_path, "a", "c") == (
        "no year has all of them (a: a@2023 (Provinge), a@2024 (Provinge); c: c@2021 (Provinge)); "
        "write the years, as in a@2023"
    )


def test_a_path_among_names(tmp_path: Path) -> None:
    """The bare names take the file's year; if they have none such, the user is asked to write it."""
    for year in (2023, 2024):
        budget(tmp_path / str(year), "a", year=year)
    mine = budget(tmp_path / "mine", "draft", year=2023)
    other = budget(tmp_path / "other", "draft2", year=2020)
    assert [year for _n, _p, year in found(tmp_path / "2023", str(mine), "a")] == [2023, 2023]
    assert [year for _n, _p, year in found(tmp_path, "a", str(mine))] == [2023, 2023]
    assert refusal(tmp_path, str(other), "a") == (
        "the file's year 2020 differs from that of a; write the year, as in a@2024"
    )
    assert [year for _n, _p, year in found(tmp_path, str(other), "a@2024")] == [2020, 2024]


def test_several_municipalities(tmp_path: Path) -> None:
    """They are refused with the list; --municipality decides, in any case and composition of letters."""
    for place in ("Växjö", "Älmhult"):
        for id in ("a", "b"):
            budget(tmp_path / place, id, place=place)
    budget(tmp_path, "c", place="Växjö")
    assert refusal(tmp_path, "a", "b") == (
        "a, b exist in several municipalities: Växjö, Älmhult; choose one with --municipality"
    )
    for written in ("växjö", "VÄXJÖ", "va\u0308xjo\u0308", "vaxjo"):
        assert found(tmp_path, "a", "b", municipality=written)[0][1] == "Växjö"
    # only one of them has both names
    assert {place for _n, place, _y in found(tmp_path, "a", "c")} == {"Växjö"}
    assert refusal(tmp_path, "a", municipality="Lund") == (
        "there is no budget `a` in Lund; there is a@2024 (Växjö), a@2024 (Älmhult)"
    )


def test_only_one_municipality_has_a_common_year(tmp_path: Path) -> None:
    """Where both names exist in two municipalities, but in one year only in one, that one is meant."""
    for place, one, other in (("Kalmar", 2024, 2024), ("Lund", 2023, 2022)):
        budget(tmp_path / place, "a", place=place, year=one)
        budget(tmp_path / place, "b", place=place, year=other)
    assert {place for _n, place, _y in found(tmp_path, "a", "b")} == {"Kalmar"}


def test_different_municipalities_are_refused(tmp_path: Path) -> None:
    """Each name is told with its own places, also where a path is among them."""
    budget(tmp_path, "a", place="Lund")
    mine = budget(tmp_path / "x", "mine", place="Kalmar")
    path = str(mine) if len(str(mine)) <= 80 else f"{str(mine)[:79]}…"
    assert refusal(tmp_path, str(mine), "a") == (
        f"budgets of different municipalities are not compared ({path}: Kalmar; a: Lund);"
        " --budgets DIR looks for a in one more folder"
    )
    assert f"(a: Lund; {path}: Kalmar)" in refusal(tmp_path, "a", str(mine))


def test_the_first_folder_counts(tmp_path: Path) -> None:
    """--budgets before KALMAR_BUDGETS before the shipped ones."""
    option, variable = tmp_path / "option", tmp_path / "variable"
    more = "lines: [{name: A, amounts: 1}]\n"
    budget(variable, "majoriteten", place="Kalmar", name="Ur variabeln", more=more)
    env = {"KALMAR_BUDGETS": f"{tmp_path / 'absent'}:{variable}"}
    assert kalmar("show", "majoriteten").out.startswith("Majoriteten")
    assert kalmar("show", "majoriteten", env=env).out.startswith("Ur variabeln")
    budget(option / "deep" / "down", "majoriteten", place="Kalmar", name="Ur valet", more=more)
    assert kalmar("show", "majoriteten", "--budgets", option, env=env).out.startswith("Ur valet")


def test_the_same_budget_twice_in_a_folder(tmp_path: Path) -> None:
    """Which is meant cannot be known: refused with both places; a link to the same file is no second."""
    first = budget(tmp_path / "x", "a")
    link = tmp_path / "y" / "a.yaml"
    link.parent.mkdir()
    link.symlink_to(first)
    assert found(tmp_path, "a")
    link.unlink()
    budget(tmp_path / "y", "a")
    assert refusal(tmp_path, "a") == (
        f"a@2024 of Provinge is there twice: {tmp_path}/x/a.yaml and {tmp_path}/y/a.yaml; remove one"
    )


def test_a_folder_within_a_folder(tmp_path: Path) -> None:
    """A file that two folders of the shelf reach is one file."""
    budget(tmp_path / "x", "a")
    assert [b.name for b in find(Shelf([tmp_path, tmp_path / "x"]), ["a"])] == ["a"]


def test_what_lies_broken_elsewhere_does_not_disturb(tmp_path: Path) -> None:
    """Loops of links, a dangling link, a pipe's name, a broken file: only who needs them hears of them."""
    budget(tmp_path, "a")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / ".yaml").write_text("x")
    (tmp_path / "broken.yaml").write_bytes(b"\xff\0[[[")
    assert kalmar("show", "a", "--budgets", tmp_path).err == ""
    assert refusal(tmp_path, "gone").startswith("there is no file ")
    assert refusal(tmp_path, "folder").startswith("there is no budget `folder`")
    with pytest.raises(Unreadable):
        found(tmp_path, "broken")


def test_a_broken_file_with_the_same_name_is_told_of(tmp_path: Path) -> None:
    """It may be the newer one that was meant; the other is used, and a line on standard error says so."""
    more = "lines: [{name: A, amounts: 1}]\n"
    budget(tmp_path / "2024", "a", more=more)
    broken = budget(tmp_path / "2025", "a", more=more)
    broken.write_text(broken.read_text().replace("year: 2024", "year: 2025,"))
    result = kalmar("show", "a", "--budgets", tmp_path)
    assert result.code == 0
    assert result.out.startswith("a\nProvinge · budget 2024")
    assert result.err == (f"passed over: {broken}:3:7: expected a number, got `2025,` (1 problem)\n")
    (tmp_path / "2024" / "a.yaml").unlink()
    alone = kalmar("show", "a", "--budgets", tmp_path)
    assert (alone.code, alone.out) == (2, "")
    assert alone.err.startswith(f"{broken}:3:7: expected a number, got `2025,`\n    year: 2025,\n")


def test_a_base_lies_beside_or_on_the_shelf(tmp_path: Path) -> None:
    """Beside the file first; of the same municipality, and of the same year unless the base says @."""
    more = "lines: [{name: A, amounts: 1}]\n"
    shelf = tmp_path / "shelf"
    budget(shelf, "base", name="På hyllan", more=more)
    budget(shelf / "old", "base", year=2023, name="Äldre", more=more)
    mine = budget(tmp_path / "mine", "mine", more="base: base\n")
    older = budget(tmp_path / "mine", "older", more="base: base@2023\n")

    def base_of(path: Path) -> str:
        base = Shelf([shelf]).load(path).base
        assert base
        return base.name

    assert base_of(mine) == "På hyllan"
    assert base_of(older) == "Äldre"
    budget(tmp_path / "mine", "base", name="Bredvid", more=more)
    assert base_of(mine) == "Bredvid"
    assert base_of(older) == "Äldre"


def test_a_budget_may_build_on_one_with_its_own_name(tmp_path: Path) -> None:
    """A later version of `a` that changes the shelf's `a` is no circle."""
    budget(tmp_path / "shelf", "a", name="Första", more="lines: [{name: A, amounts: 1}]\n")
    mine = budget(tmp_path / "mine", "a", name="Andra", more="base: a\n")
    base = Shelf([tmp_path / "shelf"]).load(mine).base
    assert base
    assert base.name == "Första"


def test_a_long_chain_of_bases(tmp_path: Path) -> None:
    """Thirty budgets may build on each other, not a thousand."""
    budget(tmp_path, "a0", more="lines: [{name: A, amounts: 1}]\n")
    for number in range(1, 100):
        budget(tmp_path, f"a{number}", more=f"base: a{number - 1}\n")
    assert found(tmp_path, "a30")
    with pytest.raises(Unreadable) as caught:
        found(tmp_path, "a99")
    assert "more than 32 budgets build on each other" in str(caught.value)


def test_a_base_name_is_not_joined_to_a_path(tmp_path: Path) -> None:
    """What is no name is refused at its place, however long or strange."""
    for number, name in enumerate(["../x", "x" * 5000, "x.yaml/", "a@99999", '"a\\tb"', "C:x"]):
        path = budget(tmp_path, f"b{number}", more=f"base: {name}\n")
        with pytest.raises(Unreadable) as caught:
            Shelf([tmp_path]).load(path)
        assert caught.value.problems[0].place == (6, 7)


def test_list_goes_on_past_broken_files() -> None:
    """Each file is a row, or a line on standard error if not even its first lines tell what it is."""
    result = kalmar("list", "--budgets", CASES / "bad" / "types", "-f", "csv")
    assert result.code == 0
    assert "majoriteten" in result.out
    rows, lines = result.out.splitlines()[1:], result.err.splitlines()
    assert lines
    assert all("problem" in line for line in lines)
    broken = len(list((CASES / "bad" / "types").glob("*.yaml")))
    assert len(rows) + len(lines) == broken + 2


def test_a_header_at_the_end_of_a_file(tmp_path: Path) -> None:
    """Municipality and year are usually on top; where they are not, the whole file is read."""
    path = budget(tmp_path, "a")
    head = path.read_text("utf-8")
    path.write_text("lines: [{name: A, amounts: 1}]\n" + "# så långt ned\n" * 500 + head, "utf-8")
    assert found(tmp_path, "a") == [("a", "Provinge", 2024)]


def test_a_broken_base_beside_does_not_hide_the_one_on_the_shelf(tmp_path: Path) -> None:
    """A file with the base's name that cannot be read is not the base if another can be."""
    budget(tmp_path / "shelf", "base", name="På hyllan", more="lines: [{name: A, amounts: 1}]\n")
    mine = budget(tmp_path / "mine", "mine", more="base: base\n")
    (tmp_path / "mine" / "base.yaml").write_text("name: [")
    base = Shelf([tmp_path / "shelf"]).load(mine).base
    assert base
    assert base.name == "På hyllan"
    with pytest.raises(Unreadable) as caught:
        Shelf([]).load(mine)
    assert caught.value.file.endswith("base.yaml")


def test_list_obeys_the_municipality() -> None:
    """In any case of letters."""
    result = kalmar("list", "--budgets", CASES / "good", "--municipality", "LILLBY", "-f", "csv")
    assert result.err == ""
    assert {line.split(",")[2] for line in result.out.splitlines()[1:]} == {"Lillby"}


@pytest.mark.parametrize(
    "command", ["list", "check majoriteten", "show majoriteten", "compare alliansen majoriteten"]
)
def test_a_folder_that_is_not_there_is_told_of(command: str, tmp_path: Path) -> None:
    """A slip in KALMAR_BUDGETS does not stop a command, and is not passed over in silence."""
    result = kalmar(*command.split(), env={"KALMAR_BUDGETS": str(tmp_path / "budgts")})
    assert result.code == 0
    assert result.err.count("budgts") == result.err.count("passed over: ") == 1
    assert result.out


def test_links_lead_to_each_file_once(tmp_path: Path) -> None:
    """A link to a file on the shelf is that file; one to a folder is not followed round in circles."""
    path = budget(tmp_path / "a", "one")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.yaml").symlink_to(path)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    assert [file.name for file in Shelf([tmp_path]).files()] == ["one.yaml"]


def test_a_broken_file_is_told_of_where_its_printed_name_may_be_meant(tmp_path: Path) -> None:
    """What it is called cannot be told; a name that is a file's needs no other file."""
    budget(tmp_path, "whole")
    (tmp_path / "broken.yaml").write_text("name: Ours\nyear: 20x4\n")
    for name in ("Ours", "Majoriteten"):
        assert kalmar("show", name, "--budgets", tmp_path).err.count("passed over: ") == 1
    assert kalmar("show", "majoriteten", "--budgets", tmp_path).err == ""


@pytest.mark.parametrize(
    "command", ["show ours", "check ours", "compare alliansen ours", "new mine --base ours"]
)
def test_a_folder_passed_over_is_told_where_a_name_is_not_found(command: str, tmp_path: Path) -> None:
    """It may be the reason; named twice, it is told once."""
    gone = tmp_path / "budgts"
    result = kalmar(*command.split(), env={"KALMAR_BUDGETS": f"{gone}:{gone}"})
    assert result.code == 2
    assert result.err.count("passed over: ") == 1
    assert "there is no budget `ours`" in result.err


def test_checking_everything_says_if_that_was_not_all(tmp_path: Path) -> None:
    """A folder that cannot be read counts like a file that cannot."""
    assert kalmar("check", "--rule", "share").code == 0
    assert kalmar("check", "--rule", "share", env={"KALMAR_BUDGETS": str(tmp_path / "no")}).code == 2


def test_a_file_beside_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a budget by its id while its file lies here is told the file's name."""
    budget(tmp_path, "mine")
    monkeypatch.chdir(tmp_path)
    result = kalmar("show", "mine")
    assert result.code == 2
    assert "did you mean the file mine.yaml?" in result.err
