"""Options mean something where they are offered, and a name that nobody has is refused."""

import pytest

from tests.running import kalmar


def test_an_unknown_municipality_is_refused_with_those_there_are() -> None:
    """An empty list would look like an empty shelf."""
    result = kalmar("list", "--municipality", "Foo")
    assert (result.code, result.out) == (2, "")
    assert result.err == "Error: no budget of the municipality `Foo`: there are Kalmar\n"


def test_a_misspelt_municipality_is_named() -> None:
    """The nearest of those there are."""
    assert "did you mean `Kalmar`?" in kalmar("list", "--municipality", "Kamlar").err


@pytest.mark.parametrize(("year", "count"), [("2024", 2), ("2023", 0), ("all", 2)])
def test_a_list_of_one_year(year: str, count: int) -> None:
    """In a list, `--year` is the budget year."""
    result = kalmar("list", "--year", year, "--unit", "mkr", "--decimals", "1", "-f", "csv")
    assert result.code == 0
    assert len(result.out.splitlines()) == 1 + count


@pytest.mark.parametrize("command", ["compare alliansen majoriteten", "show majoriteten"])
def test_a_target_asks_for_the_key_figures(command: str) -> None:
    """`--target` alone shows the figure that it is for."""
    shown = kalmar(*command.split(), "--target", "2")
    assert "Short of the result target" in shown.out
    assert shown.out == kalmar(*command.split(), "--figures", "--target", "2").out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("compare --unit", "`--unit` needs a value. Try `kalmar compare --help`."),
        ("compare a b --lines=1", "`--lines` takes no value. Try `kalmar compare --help`."),
        ("compare a --nosuch", "no option `--nosuch`. Try `kalmar compare --help`."),
        ("list -y abc", "expected a year, got `abc`"),
        ("proposals alliansen 999", "alliansen has no proposal 999; it has 1–133"),
    ],
)
def test_a_mistake_says_what_and_where_to_look(line: str, words: str) -> None:
    """One line on standard error, and nothing on standard output."""
    result = kalmar(*line.split())
    assert (result.code, result.out, result.err) == (2, "", f"Error: {words}\n")
