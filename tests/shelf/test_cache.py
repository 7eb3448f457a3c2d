"""The cache cannot be wrong: it counts only for the very bytes, and only if it is whole."""

from pathlib import Path

import pytest

from kalmar_cli.budget.model import Budget
from kalmar_cli.shelf import cache
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf, shipped
from tests.running import CASES, kalmar

TOP = "municipality: Provinge\nyear: 2024\nunit: mkr\nsign: result\n"
BASE = f"name: M\n{TOP}lines: [{{name: A, amounts: -1.50}}]\n"
OWN = f"name: O\n{TOP}base: bas\nlines: [{{name: B, amounts: 2}}]\n"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(cache.VARIABLE, raising=False)
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


@pytest.mark.parametrize(
    "path", sorted([*CASES.glob("good/**/*.yaml"), *shipped().glob("**/*.yaml")]), ids=str
)
def test_what_comes_back_is_what_was_kept(path: Path, kept: Path) -> None:
    """Every budget, digit by digit and place by place, on the second time out of the cache."""
    first = Shelf([CASES / "good"]).load(path)
    assert any(kept.iterdir())
    again = Shelf([CASES / "good"]).load(path)
    assert again == first
    assert repr(again) == repr(first)


def test_it_is_used(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is read as YAML."""
    load(shelf / "egen.yaml")
    monkeypatch.setattr("kalmar_cli.read.file.read", lambda *_given: pytest.fail("read again"))
    assert load(shelf / "egen.yaml").name == "O"


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


@pytest.mark.parametrize("cut", [0, 1, 20, 60, 200, -1])
def test_a_damaged_entry_is_not_trusted(shelf: Path, kept: Path, cut: int) -> None:
    """Cut short or with a byte turned over, it is read anew."""
    load(shelf / "bas.yaml")
    [entry] = kept.iterdir()
    data = entry.read_bytes()
    entry.write_bytes(data[:cut] if cut >= 0 else data[:-1] + bytes([data[-1] ^ 1]))
    assert load(shelf / "bas.yaml").name == "M"


def test_another_version_is_not_trusted(shelf: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of another version of the program does not count."""
    load(shelf / "bas.yaml")
    monkeypatch.setattr(cache, "_HEAD", b"kalmar 9.9.9\n")
    assert cache.load(shelf / "bas.yaml", BASE.encode()) is None


def test_it_can_be_off(shelf: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KALMAR_CACHE=off: nothing is written."""
    monkeypatch.setenv(cache.VARIABLE, "off")
    load(shelf / "bas.yaml")
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
