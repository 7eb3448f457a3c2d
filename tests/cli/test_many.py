"""Many files: the same words on one core and on several, and memory that is let go of."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kalmar_cli.base import language
from kalmar_cli.base.errors import Refused
from kalmar_cli.cli import checking, many
from kalmar_cli.shelf.shelf import Shelf
from tests.running import kalmar

HEAD = "municipality: Ort {place}\nyear: 2024\nunit: mkr\nsign: result\n"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """Twelve places, each with a base, a budget upon it and, in one, files that cannot be read."""
    for place in range(12):
        folder = tmp_path / f"ort{place}"
        folder.mkdir()
        head = HEAD.format(place=place)
        lines = "lines: [{name: A, amounts: -1, stated: [{amount: -2, section: 1.1}]}]\n"
        (folder / "bas.yaml").write_text(
            f"name: B\n{head}statement:\n  columns: [2024]\n  rows:\n    "
            "namndernas_nettokostnader: [-100]\n",
            "utf-8",
        )
        (folder / "egen.yaml").write_text(f"name: E\n{head}base: bas\n{lines}", "utf-8")
    (tmp_path / "ort3" / "bas.yaml").write_text("name: [", "utf-8")
    (tmp_path / "ort3" / "mer.yaml").write_text(f"name: M\n{HEAD.format(place=3)}base: bas\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("format", ["table", "csv", "json", "github"])
@pytest.mark.parametrize("spoken", ["en", "sv"])
def test_cores_make_no_difference(
    nation: Path, format: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed and said, and the exit code, for few files at once, on one core, and on three."""
    command = ("check", nation, "-f", format)
    env = {"KALMAR_LANG": spoken}
    few = kalmar(*command, env=env)
    assert few.code == 2
    assert few.err.count("bas.yaml") >= 2
    monkeypatch.setattr(checking, "_MANY", 2)
    monkeypatch.setattr(checking, "_BATCH", 3)
    for cores in (1, 3):
        monkeypatch.setattr(many, "cores", lambda cores=cores: cores)
        assert kalmar(*command, env=env) == few


def test_what_was_read_is_let_go_of(nation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each batch nothing of it is held."""
    monkeypatch.setattr(checking, "_BATCH", 3)
    shelf = Shelf([nation])
    check_batch = checking._begin(shelf, checking.Chosen((), ("error", "contradiction", "note")))
    assert len(check_batch([*shelf.files()][:5])) == 5
    assert not shelf._bytes
    assert not shelf._loader._loaded


def _dying() -> Callable[[int], int]:
    return os._exit


def _squaring(by: int) -> Callable[[int], int]:
    return lambda number: number**by


def test_a_worker_that_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and nothing is waited for."""
    monkeypatch.setattr(many, "cores", lambda: 2)
    assert [*many.on_all_cores(_squaring, (2,), [1, 2, 3, 4])] == [1, 4, 9, 16]
    with language.speaking("en"), pytest.raises(Refused, match="was ended"):
        [*many.on_all_cores(_dying, (), [9, 9])]
