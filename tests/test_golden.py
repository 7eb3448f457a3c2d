"""Whole screens: each file in golden/ is a command and exactly what it prints.

After a wanted change, `KALMAR_REGEN=1 pytest -m golden` writes them anew; read
the difference before it is committed.
"""

import os
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, ROOT, as_typed

pytestmark = pytest.mark.golden

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.txt"))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds every budget that can be read."""
    folder = tmp_path_factory.mktemp("cache")
    with patch.dict(os.environ, {"KALMAR_CACHE": "", "XDG_CACHE_HOME": str(folder)}):
        for path in (*shipped().rglob("*.yaml"), *CASES.rglob("*.yaml")):
            with suppress(Unreadable, Refused):
                Shelf([shipped(), CASES / "good"]).load(path)
    return folder


def screen_of(command: str, **env: str) -> str:
    """A command and what it prints, as a golden file holds it."""
    result = as_typed(command, **env)
    out = result.out.removeprefix("\ufeff").replace("\r\n", "\n").replace("\x1b", "␛")
    screen = f"$ {command}\n{out}"
    if result.err:
        screen += f"--- stderr\n{result.err}"
    if result.code:
        screen += f"--- exit {result.code}\n"
    return screen


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_screen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of a golden file prints what stands in it, escapes and all."""
    monkeypatch.chdir(ROOT)
    screen = screen_of(path.read_text("utf-8").split("\n", 1)[0].removeprefix("$ "))
    if os.environ.get("KALMAR_REGEN"):
        path.write_text(screen, "utf-8")
    assert screen == path.read_text("utf-8")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_screen_of_what_was_read_before(path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same out of the cache, as nearly every run of a reader's is."""
    monkeypatch.chdir(ROOT)
    command = path.read_text("utf-8").split("\n", 1)[0].removeprefix("$ ")
    assert screen_of(command, KALMAR_CACHE="", XDG_CACHE_HOME=str(kept)) == path.read_text("utf-8")


def test_there_are_golden_screens() -> None:
    """The glob finds them."""
    assert len(GOLDEN) > 10
