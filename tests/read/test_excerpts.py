"""An excerpt fits the window, and its caret stands below the place."""

import pytest

from kalmar_cli.base.messages import excerpt

LINE = "".join(f"{n:04d}." for n in range(60))


@pytest.mark.parametrize("width", [40, 60, 76])
@pytest.mark.parametrize("column", [1, 7, 150, 299, 300])
def test_it_is_cut_to_the_width(width: int, column: int) -> None:
    """On either side, with the place inside."""
    shown, caret = excerpt(LINE, column, width)
    assert len(shown) <= width
    assert shown[len(caret) - 1] == LINE[column - 1]


def test_a_line_that_fits_is_whole() -> None:
    """Not a sign is lost to make room for dots."""
    assert excerpt("a: 1", 4, 40) == ("a: 1", "   ^")
