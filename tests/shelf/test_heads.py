"""The list the second time: what is known of unchanged files, and nothing of those that changed."""

import os
import time
from pathlib import Path

import pytest

from kalmar_cli.base.files import bytes_of
from kalmar_cli.shelf import heads, shelf, store
from tests.running import kalmar

HEAD = "municipality: Provinge\nyear: 2024\nunit: mkr\nsign: result\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two budgets, one with a head that must be read as YAML, and a cache of the test's own."""
    monkeypatch.setattr(heads, "_TICK", 0)
    monkeypatch.delenv(store.VARIABLE, raising=False)
    place = tmp_path / "budgets"
    place.mkdir()
    (place / "a.yaml").write_text(f"name: Ett\n{HEAD}", "utf-8")
    (place / "b.yaml").write_text(f"name: 'Två'\n{HEAD}", "utf-8")
    time.sleep(0.02)  # the clock that files are stamped with is coarse
    return place


def listed(folder: Path, *more: object) -> list[str]:
    """The names of the budgets in the folder, as `list` tells them."""
    env = {"KALMAR_CACHE": "", "XDG_CACHE_HOME": str(folder.parent / "cache")}
    result = kalmar("list", "--budgets", folder, "-f", "csv", *more, env=env)
    assert result.code == 0, result.err
    return [line.split(",")[1] for line in result.out.splitlines() if "Provinge" in line]


def test_unchanged_files_are_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, whatever their heads are like."""
    assert listed(folder) == ["Ett", "Två"]
    monkeypatch.setattr(shelf, "bytes_of", lambda *_given: pytest.fail("opened"))
    assert listed(folder) == ["Ett", "Två"]


def test_a_changed_file_is_seen(folder: Path) -> None:
    """At the same length, and with its old time put back."""
    listed(folder)
    before = os.stat(folder / "a.yaml")
    (folder / "a.yaml").write_text(f"name: Tre\n{HEAD}", "utf-8")
    os.utime(folder / "a.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert listed(folder) == ["Tre", "Två"]


def test_another_file_in_its_place_is_seen(folder: Path) -> None:
    """One that was moved there, with the same size and time."""
    listed(folder)
    before = os.stat(folder / "a.yaml")
    other = folder / "other"
    other.write_text(f"name: Nio\n{HEAD}", "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(folder / "a.yaml")
    assert listed(folder) == ["Nio", "Två"]


def test_a_file_that_is_gone_is_gone(folder: Path) -> None:
    """And one that is broken now is told."""
    listed(folder)
    (folder / "b.yaml").unlink()
    assert listed(folder) == ["Ett"]
    (folder / "a.yaml").write_text("name: [", "utf-8")
    assert listed(folder) == []


def test_what_was_changed_just_now_is_looked_at_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the clock's last tick it could change and look the same."""
    monkeypatch.setattr(heads, "_TICK", 60_000_000_000)
    listed(folder)
    monkeypatch.setattr(heads, "_TICK", 0)
    opened = []

    monkeypatch.setattr(shelf, "bytes_of", lambda path, limit: opened.append(path) or bytes_of(path, limit))  # type: ignore[func-returns-value]
    listed(folder)
    assert {path.name for path in opened} >= {"a.yaml", "b.yaml"}


@pytest.mark.parametrize("folders", [1, 2])
def test_other_folders_have_their_own(folder: Path, folders: int, tmp_path: Path) -> None:
    """What is known of one shelf neither hides nor shows another."""
    second = tmp_path / "more"
    second.mkdir()
    (second / "c.yaml").write_text(f"name: Fyra\n{HEAD}", "utf-8")
    for _time in range(2):
        more = ("--budgets", second) if folders == 2 else ()
        assert listed(folder, *more) == ["Ett", "Två", "Fyra"][: 1 + folders]
