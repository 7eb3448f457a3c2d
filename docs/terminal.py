"""Draws docs/terminal.svg: what `kalmar compare` shows on a terminal, from the program itself.

By hand, after its screens have changed: `python -m docs.terminal`.
"""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from tests.running import as_typed

COMMAND = "kalmar compare alliansen majoriteten"
PICTURE = Path(__file__).with_name("terminal.svg")
COLUMNS = 100


def picture() -> str:
    """The terminal as SVG, the same for the same screen."""
    result = as_typed(f"TERMINAL=1 COLUMNS={COLUMNS} KALMAR_LANG=en {COMMAND}", FORCE_COLOR="1")
    assert result.code == 0, result.err
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), legacy_windows=False, color_system="truecolor"
    )
    console.print(Text(f"$ {COMMAND}", style="bold"))
    console.print(Text.from_ansi(result.out), soft_wrap=True)
    drawn = console.export_svg(title="kalmar", theme=SVG_EXPORT_THEME, unique_id="kalmar")
    # The reader's own fixed font, and nothing fetched.
    return re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
