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


@pytest.mark.parametrize("option", ["--year", "--unit", "--decimals"])
def test_a_list_has_no_amounts_to_choose(option: str) -> None:
    """What would change nothing is not offered."""
    assert kalmar("list", option, "1").code == 2


@pytest.mark.parametrize("command", ["compare alliansen majoriteten", "show majoriteten"])
def test_a_target_asks_for_the_key_figures(command: str) -> None:
    """`--target` alone shows the figure that it is for."""
    shown = kalmar(*command.split(), "--target", "2")
    assert "Missing to the result target" in shown.out
    assert shown.out == kalmar(*command.split(), "--figures", "--target", "2").out
