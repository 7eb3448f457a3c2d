"""What an item's text says beside its own figure."""

import pytest

from kalmar_cli.draft.find.item_texts import figures_inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (
            "att alla får ett läsår Skolnämnden med lärare, –12,5 Tekniska nämnden och vägar, –2,0",
            ["–12,5"],
        ),
        ("att lärarna blir 2,5 procent fler, 3,0", []),
        ("att bygga en brygga, 1,0", []),
        ("att 2,5 mkr går till bryggan", []),
    ],
)
def test_a_figure_of_another_row_is_seen(text: str, inside: list[str]) -> None:
    """A decimal without a unit before a name with a capital, where the text ends in such a figure too."""
    assert figures_inside(text) == inside
