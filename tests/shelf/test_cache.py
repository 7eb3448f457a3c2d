"""What was read before counts for the very bytes, by this very reader, out of a folder of one's own."""

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf import store
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, CLEAN, ROOT, kalmar

TOP = "municipality: Provinge\nyear: 2024\nunit: mkr\nsign: result\n"
BASE = f"name: M\n{TOP}lines: [{{name: A, amounts: -1.50}}]\n"
OWN = f"name: O\n{TOP}base: bas\nlines: [{{name: B, amounts: 2}}]\n"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(store.VARIABLE, raising=False)
    return tmp_path / "cache" / "kalmar"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A base and a budget upon it."""
    (tmp_path / "bas.yaml").write_text(BASE, "utf-8")
    (tmp_path / "egen.yaml").write_text(OWN, "utf-8")
    return tmp_path


def load(path: Path) -> Budget:
    """A budget, read by a program that has read nothing before."""
    return Shelf([]).load(path)


def read_anew(monkeypatch: pytest.MonkeyPatch, path: Path) -> bool:
    """Whether a budget is read as YAML when it is loaded now."""
    from kalmar_cli.read import file

    with monkeypatch.context() as patched:
        patched.setattr(file, "read", Mock(wraps=file.read))
        load(path)
        return bool(file.read.called)  # type: ignore[attr-defined]  # while it is a mock


@pytest.mark.parametrize(
    "path", sorted([*CASES.glob("good/**/*.yaml"), *shipped().glob("**/*.yaml")]), ids=str
)
def test_what_comes_back_is_what_was_kept(path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every budget, digit by digit and place by place, on the second time out of the cache."""
    first = Shelf([CASES / "good"]).load(path)
    assert any(kept.iterdir())
    monkeypatch.setattr("kalmar_cli.read.file.read", lambda *_given: pytest.fail("read again"))
    again = Shelf([CASES / "good"]).load(path)
    assert again == first
    assert repr(again) == repr(first)


def test_a_changed_file_is_read_anew(shelf: Path) -> None:
    """One digit is enough, at the same length and time."""
    load(shelf / "bas.yaml")
    (shelf / "bas.yaml").write_text(BASE.replace("-1.50", "-1.60"), "utf-8")
    assert str(load(shelf / "bas.yaml").lines[0].amounts[0]) == "-1.60"


def test_a_changed_base_is_seen(shelf: Path) -> None:
    """A budget rests on its base, too."""
    load(shelf / "egen.yaml")
    (shelf / "bas.yaml").write_text(BASE.replace("name: M", "name: Annan"), "utf-8")
    base = load(shelf / "egen.yaml").base
    assert base is not None
    assert base.name == "Annan"


def test_a_base_that_is_gone_is_told(shelf: Path) -> None:
    """What was kept does not hide the mistake."""
    load(shelf / "egen.yaml")
    (shelf / "bas.yaml").unlink()
    result = kalmar(
        "show", shelf / "egen.yaml", env={"KALMAR_CACHE": "", "XDG_CACHE_HOME": str(shelf / "cache")}
    )
    assert result.code == 2
    assert "no budget `bas`" in result.err


def test_an_entry_with_any_bit_flipped_is_none(kept: Path) -> None:
    """Every single bit of it, and every length that it could be cut to."""
    store.put("entry", b"what was kept")
    [entry] = kept.iterdir()
    whole = entry.read_bytes()
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        entry.write_bytes(flipped)
        assert store.get("entry") is None
    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert store.get("entry") is None
    entry.write_bytes(whole + b"\0")
    assert store.get("entry") is None
    entry.write_bytes(whole)
    assert store.get("entry") == b"what was kept"


def test_a_damaged_entry_changes_no_output(shelf: Path, kept: Path) -> None:
    """The same screen, whatever became of what was kept."""
    env = {"KALMAR_CACHE": "", "XDG_CACHE_HOME": str(shelf / "cache")}
    command = ["lines", shelf / "egen.yaml", "-f", "csv"]
    first = kalmar(*command, env=env)
    assert first.out
    for entry in sorted(kept.iterdir()):
        whole = entry.read_bytes()
        for place in range(0, len(whole), 7):
            entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert kalmar(*command, env=env) == first


def test_an_entry_counts_under_its_own_name_only(kept: Path) -> None:
    """One that was moved to another's place is none."""
    store.put("one", b"1")
    (kept / "one").rename(kept / "other")
    assert store.get("other") is None


def test_what_other_code_made_does_not_count(shelf: Path) -> None:
    """A reader that was changed under the same version number reads anew; so does the old one after it."""
    shutil.copytree(ROOT / "kalmar_cli", shelf / "kalmar_cli")
    command = [sys.executable, "-m", "kalmar_cli", "lines", str(shelf / "bas.yaml"), "-f", "csv"]
    env = CLEAN | {"KALMAR_CACHE": "", "XDG_CACHE_HOME": str(shelf / "cache"), "PYTHONPATH": str(shelf)}

    def figures() -> bytes:
        run = subprocess.run(command, cwd=shelf, env=env, capture_output=True, check=True)
        return run.stdout

    before = figures()
    assert b",-1.5," in before
    module = shelf / "kalmar_cli" / "read" / "values.py"
    text = module.read_text("utf-8")
    assert "return number(event.value)" in text
    doubled = 'return number(event.value) * (2 if "." in event.value else 1)'
    module.write_text(text.replace("return number(event.value)", doubled))
    assert b",-3," in figures()
    module.write_text(text)
    assert figures() == before


def test_it_is_closed_to_others(shelf: Path, kept: Path) -> None:
    """Folder and entries can be read by nobody else, whatever the umask, and one left open is closed."""
    before = os.umask(0)
    try:
        load(shelf / "bas.yaml")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (kept, *kept.iterdir())}
    assert modes == {0o700, 0o600}
    kept.chmod(0o755)
    load(shelf / "bas.yaml")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


def test_what_is_somebody_elses_is_not_read(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the folder's owner nor the entry's may be another."""
    load(shelf / "bas.yaml")
    assert not read_anew(monkeypatch, shelf / "bas.yaml")
    me, is_own = os.geteuid(), store._is_own
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: me + 1)
        assert read_anew(monkeypatch, shelf / "bas.yaml")
    with monkeypatch.context() as patched:
        patched.setattr(store, "_is_own", lambda about: stat.S_ISDIR(about.st_mode) and is_own(about))
        assert read_anew(monkeypatch, shelf / "bas.yaml")
    assert not read_anew(monkeypatch, shelf / "bas.yaml")


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "vast"])
def test_what_is_no_entry_is_none(kind: str, kept: Path, tmp_path: Path) -> None:
    """Whatever stands in an entry's place, nothing is waited for and nothing fails."""
    store.put("entry", b"1")
    entry = kept / "entry"
    if kind == "link":
        entry.rename(tmp_path / "elsewhere")
        entry.symlink_to(tmp_path / "elsewhere")
    elif kind == "vast":
        os.truncate(entry, 1 << 40)
    else:
        entry.unlink()
        os.mkfifo(entry) if kind == "pipe" else entry.mkdir()
    assert store.get("entry") is None
    store.put("entry", b"2")
    assert store.get("entry") == (None if kind == "folder" else b"2")


def test_the_folder_itself_is_no_link(kept: Path, tmp_path: Path) -> None:
    """Somebody could point it anywhere."""
    store.put("entry", b"1")
    kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    assert store.get("entry") is None


def test_a_relative_folder_is_ignored(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the standard says; the home's is taken."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "rel")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    load(shelf / "bas.yaml")
    assert not (tmp_path / "rel").exists()
    assert any((tmp_path / "home" / ".cache" / "kalmar").iterdir())
    monkeypatch.setenv("HOME", "")
    assert store.place() is None


def test_what_nobody_asks_for_goes(shelf: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry unused for a month; one that is used stays."""
    load(shelf / "bas.yaml")
    (kept / "half-written.part").touch()
    load(shelf / "egen.yaml")
    month = time.time() - 31 * 86_400
    for path in kept.iterdir():
        os.utime(path, (month, month))
    load(shelf / "bas.yaml")  # is used, and then is as new
    monkeypatch.setattr(store, "_removed", False)
    store.put("other", b"")
    assert len(list(kept.iterdir())) == 2


def test_it_can_be_off(shelf: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KALMAR_CACHE=off: nothing is written."""
    monkeypatch.setenv(store.VARIABLE, "off")
    load(shelf / "egen.yaml")
    assert not kept.exists()


def test_a_cache_that_cannot_be_written_costs_nothing(shelf: Path, kept: Path) -> None:
    """Where the folder's place is a file, everything works as without."""
    kept.parent.mkdir()
    kept.write_text("in the way")
    assert load(shelf / "egen.yaml").name == "O"


def test_names_are_found_with_it() -> None:
    """The shipped budgets, twice."""
    for _time in range(2):
        assert [b.id for b in find(Shelf([shipped()]), ["alliansen", "majoriteten"])] == [
            "alliansen",
            "majoriteten",
        ]
