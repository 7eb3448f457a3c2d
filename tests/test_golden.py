"""Whole screens: each file in golden/ is a command and exactly what it prints.

After a wanted change, `KALMAR_REGEN=1 pytest tests/test_golden.py` writes them
anew; read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from tests.running import ROOT, as_typed

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_screen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of a golden file prints what stands in it, escapes and all."""
    monkeypatch.chdir(ROOT)
    command = path.read_text("utf-8").split("\n", 1)[0].removeprefix("$ ")
    result = as_typed(command)
    out = result.out.removeprefix("\ufeff").replace("\r\n", "\n").replace("\x1b", "␛")
    screen = f"$ {command}\n{out}"
    if result.err:
        screen += f"--- stderr\n{result.err}"
    if result.code:
        screen += f"--- exit {result.code}\n"
    if os.environ.get("KALMAR_REGEN"):
        path.write_text(screen, "utf-8")
    assert screen == path.read_text("utf-8")


def test_there_are_golden_screens() -> None:
    """The glob finds them."""
    assert len(GOLDEN) > 10
