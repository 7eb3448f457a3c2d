"""Wrong guesses: each does it, or names the call that does."""

import re
from pathlib import Path

import pytest

from tests.running import as_typed, kalmar


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("jämför alliansen majoriteten", "no command `jämför`: did you mean `compare`?"),
        ("Förslag alliansen", "did you mean `proposals`?"),
        ("completion", "did you mean `--install-completion`?"),
        ("hjälp", "did you mean `help`?"),
        ("compere alliansen", "did you mean `compare`?"),
        ("help comprae", "no command `comprae`: did you mean `compare`?"),
        ("alliansen", "it is a budget; write `kalmar show alliansen`"),
        ("alliansen majoriteten", "write `kalmar compare alliansen majoriteten`"),
        ("Kalmaralliansen Majoriteten -y 2024", "write `kalmar compare Kalmaralliansen Majoriteten`"),
        ("mina/partiet.yaml", "write `kalmar show mina/partiet.yaml`"),
        ("compare alliansen majoriteten --csv", "no option `--csv`: write -f csv."),
        ("show alliansen --excel", "no option `--excel`: write -f xlsx."),
        ("show alliansen -f excel", "no format `excel`: write xlsx"),
        ("show alliansen -f CSV", "no format `CSV`: write csv"),
        ("show alliansen -f md", "no format `md`: write markdown"),
        ("show alliansen -f pdf", "`kalmar report … -o report.html` makes a page to print"),
        ("check alliansen -f md", "no format `md`: write markdown"),
        (
            "show alliansen -o x.ods",
            "the ending of x.ods gives no format: write .xlsx; the endings are .txt, .csv",
        ),
        ("compare alliansen majoriteten -o x.pdf", "makes a page to print or to save as PDF"),
        ("compare budgets majoriteten", "budgets is a folder; name a budget in it: `kalmar list budgets`"),
        ("show kalmar_cli/base/municipalities.csv", "`kalmar draft kalmar_cli/base/municipalities.csv`"),
        ("draft budgets/kalmar/2024/alliansen.yaml", "`kalmar check budgets/kalmar/2024/alliansen.yaml`"),
        ("show alliansen -o docs", "docs is a folder; name a file in it"),
        ("report alliansen majoriteten -o 'en sida'", "write -o 'en sida.html' or 'en sida.docx'"),
        ("compare alliansen majoriteten --from 2022", "--from: `2022`: did you mean `utfall 2022`?"),
        ("scenario majoriteten --tax 50öre", "write 0.5, if figures here are in kr"),
        ("show alliansen -o x", "the ending of x gives no format: the endings are .txt, .csv"),
    ],
)
def test_a_wrong_guess_names_the_right_call(line: str, cure: str) -> None:
    """One line on standard error, nothing on standard output, exit code 2."""
    result = as_typed(f"KALMAR_LANG=en kalmar {line}")
    assert (result.code, result.out) == (2, "")
    assert cure in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("line", ["", "help", "--help", "-h"])
def test_help_is_the_same_however_it_is_asked_for(line: str) -> None:
    """On standard output, with two commands to try, exit code 0; so a pager shows it."""
    result = as_typed(f"kalmar {line}")
    assert (result.code, result.err) == (0, "")
    assert result.out == kalmar("--help").out
    assert result.out.endswith(
        "Two commands to try:\n  kalmar list\n  kalmar compare alliansen majoriteten\n"
    )


def test_the_commands_to_try_work() -> None:
    """As they are printed."""
    for line in kalmar().out.splitlines()[-2:]:
        assert as_typed(line.strip()).code == 0


def test_help_of_a_command(tmp_path: Path) -> None:
    """`kalmar help compare` is `kalmar compare --help`; each has an example."""
    from kalmar_cli.cli.commands import COMMANDS

    for command in COMMANDS:
        asked = kalmar("help", command)
        assert asked == kalmar(command, "--help")
        assert "Example: kalmar " in asked.out


def test_help_on_a_terminal_folds_the_common_options() -> None:
    """One line names them; `kalmar help options` explains each; in a pipe all of them stand in full."""
    shown = kalmar("help", "compare", terminal=True, env={"COLUMNS": "200", "TERM": "xterm"}).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "Common options: -y, --unit, --decimals, -f, -o, --budgets, --municipality, --max-bytes" in plain
    assert "Round amounts" not in shown
    assert "Round amounts" in kalmar("help", "options").out
    assert "Round amounts" in kalmar("help", "compare").out


def test_options_that_mean_nothing_are_not_offered() -> None:
    """`list` takes --unit as every command does, and does not speak of it."""
    assert "--unit" not in kalmar("list", "--help").out
    assert kalmar("list", "--unit", "mkr").code == 0


def test_the_base_first_is_hinted_at() -> None:
    """The comparison is made as asked; a person is told which way round shows what is changed."""
    turned = kalmar("compare", "majoriteten", "alliansen")
    assert turned.code == 0
    assert turned.err == (
        "Kalmaralliansen builds on Majoriteten;"
        " to see what it changes: kalmar compare alliansen majoriteten\n"
    )
    assert kalmar("compare", "majoriteten", "alliansen", "-f", "csv").err == ""
    assert kalmar("compare", "alliansen", "majoriteten").err == ""


def test_posts_without_a_base_are_told_to_stand_alone(tmp_path: Path) -> None:
    """A file of changes that forgets `base` looks like a budget of three million: that is said."""
    path = tmp_path / "partiet.yaml"
    budget = (
        "name: Partiet\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n{more}lines: [{line}]\n"
    )
    line = "{name: Skolmat, row: verksamhetens_nettokostnader, amounts: {2024: -3}}"
    path.write_text(budget.format(more="", line=line), "utf-8")
    said = "Partiet names no base and has no income statement"
    assert said in kalmar("compare", path, "majoriteten").err
    assert "write `base: majoriteten`" in kalmar("compare", path, "majoriteten").err
    assert kalmar("compare", path, "majoriteten", "-f", "csv").err == ""
    path.write_text(budget.format(more="base: majoriteten\n", line=line), "utf-8")
    assert said not in kalmar("compare", path, "majoriteten").err


def test_posts_beside_a_statement_without_a_base_are_told_of(tmp_path: Path) -> None:
    """With a statement of its own and no base, posts move nothing: that is said as well."""
    path = tmp_path / "partiet.yaml"
    path.write_text(
        "name: Partiet\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
        "statement: {columns: [2024], rows: {arets_resultat: [-3]}}\n"
        "lines: [{name: Skolmat, row: verksamhetens_nettokostnader, amounts: {2024: -3}}]\n",
        "utf-8",
    )
    said = kalmar("compare", path, "majoriteten").err
    assert "Partiet names no base: its lines specify its own statement" in said
    assert "write `base: majoriteten`" in said
    assert kalmar("compare", path, "majoriteten", "-f", "csv").err == ""
    assert kalmar("compare", path, path).err == ""


def test_many_broken_files_are_counted(tmp_path: Path) -> None:
    """Ten are told of, the others counted with what tells all; the answer is not lost among them."""
    for n in range(25):
        (tmp_path / f"trasig{n}.yaml").write_text("name: A\nmunicipality: Kalmar\nyear: [\n", "utf-8")
    for arguments in (("list",), ("list", "-f", "csv")):
        said = kalmar(*arguments, "--budgets", tmp_path).err.splitlines()
        assert said[-1] == f"and 15 more; kalmar check {tmp_path}", said
        assert sum("trasig" in line for line in said) == 10


def test_a_command_to_copy_is_quoted(tmp_path: Path) -> None:
    """A file or folder with a space in its name stands as one word, whole, in what is to be typed."""
    folder = tmp_path / "våra budgetar" / ("lång" * 20)
    assert kalmar("new", "vi", "--base", "majoriteten", "-o", folder / "vi.yaml").code == 0
    file, base = folder / "vi.yaml", "budgets/kalmar/2024/majoriteten.yaml"
    assert f"`kalmar compare '{file}' " in file.read_text("utf-8").replace("\n# ", " ")
    assert f"kalmar compare '{file}' {base}\n" in kalmar("compare", base, file).err
    for n in range(12):
        (folder / f"trasig{n}.yaml").write_text("name: A\nmunicipality: Kalmar\nyear: [\n", "utf-8")
    assert kalmar("list", "--budgets", folder).err.endswith(f"more; kalmar check '{folder}'\n")


def test_a_budget_and_its_changes_are_no_versions() -> None:
    """`diff` of a budget and one that builds on it says what compares them, whichever comes first."""
    for names in (("majoriteten", "alliansen"), ("alliansen", "majoriteten")):
        assert "kalmar compare alliansen majoriteten" in kalmar("diff", *names).err
    assert kalmar("diff", "majoriteten", "alliansen", "-f", "csv").err == ""
    assert kalmar("diff", "alliansen", "alliansen").err == ""
