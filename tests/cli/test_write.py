"""The writer: files whole or not at all, pipes that close, disks that fill."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kalmar_cli.base.errors import Refused
from kalmar_cli.cli import output as write
from kalmar_cli.cli.folder import to_folder
from kalmar_cli.render import FORMATS
from tests.running import CASES, CLEAN, ROOT, kalmar

COMMAND = ["compare", "alliansen", "majoriteten"]
PROGRAM = [sys.executable, "-m", "kalmar_cli"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_has_what_a_pipe_gets(format: str, tmp_path: Path) -> None:
    """-o FILE writes the bytes that standard output would get, and nothing else stays in the folder."""
    path = tmp_path / "fil.txt"
    env = {**CLEAN, "SOURCE_DATE_EPOCH": "1700000000"}
    piped = subprocess.run([*PROGRAM, *COMMAND, "-f", format], cwd=ROOT, env=env, capture_output=True)
    assert (piped.returncode, piped.stderr) == (0, b"")
    result = kalmar(*COMMAND, "-f", format, "-o", path, env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert (result.code, result.out, result.err) == (0, "", f"Wrote {path}\n")
    assert path.read_bytes() == piped.stdout
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [ending for format in FORMATS.values() for ending in format.endings])
def test_the_ending_gives_the_format(ending: str, tmp_path: Path) -> None:
    """Each ending that a format declares writes a file."""
    path = tmp_path / f"fil{ending.upper()}"
    assert kalmar(*COMMAND, "-o", path).code == 0
    assert path.stat().st_size > 100


def test_no_binary_on_a_terminal() -> None:
    """A workbook is not for a terminal: the message says what to write instead, before any work."""
    result = kalmar(*COMMAND, "-f", "xlsx", terminal=True)
    assert (result.code, result.out) == (2, "")
    assert "-o FILE.xlsx" in result.err


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    """What stood there is gone, and its permissions stay."""
    path = tmp_path / "fil.csv"
    path.write_text("gammalt" * 10_000, "utf-8")
    path.chmod(0o640)
    assert kalmar(*COMMAND, "-o", path).code == 0
    assert path.read_text("utf-8").startswith("table,row,label")
    assert "gammalt" not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """As any program's: what the umask leaves."""
    before = os.umask(0o027)
    try:
        assert kalmar(*COMMAND, "-o", tmp_path / "fil.csv").code == 0
    finally:
        os.umask(before)
    assert (tmp_path / "fil.csv").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link points at is replaced, not the link."""
    target, link = tmp_path / "mapp" / "fil.csv", tmp_path / "lank.csv"
    target.parent.mkdir()
    target.write_text("gammalt", "utf-8")
    link.symlink_to(target)
    assert kalmar(*COMMAND, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("table,")


@pytest.mark.parametrize("name", ["budget.yaml", "budget.txt", "budget.csv", "trasig.yaml"])
def test_a_budget_file_is_not_replaced(name: str, tmp_path: Path) -> None:
    """Neither one whose name says so, nor one whose content does."""
    path = tmp_path / name
    content = (CASES / "good" / "goteborg" / "2019" / "bokslut.yaml").read_bytes()
    path.write_bytes(content if "trasig" not in name else b"name: [")
    before = path.read_bytes()
    result = kalmar(*COMMAND, "-f", "csv", "-o", path)
    assert (result.code, result.out) == (2, "")
    assert "is not replaced" in result.err
    assert str(path) in result.err
    assert path.read_bytes() == before


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder is not made: it may be a slip of the pen."""
    result = kalmar(*COMMAND, "-o", tmp_path / "finns inte" / "fil.csv")
    assert (result.code, result.out) == (2, "")
    assert f"there is no folder {tmp_path / 'finns inte'}" in result.err


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """-o FOLDER says so."""
    result = kalmar(*COMMAND, "-f", "csv", "-o", tmp_path)
    assert result.code == 2
    assert "is a folder" in result.err


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up half-way: the old file stands, no half file is left."""
    path = tmp_path / "fil.csv"
    path.write_text("gammalt", "utf-8")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        write.to_file(path, "nytt")
    assert path.read_text("utf-8") == "gammalt"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_behind_standard_output() -> None:
    """/dev/full: one message, exit 2, no traceback."""
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [*PROGRAM, *COMMAND], cwd=ROOT, env=CLEAN, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "No space left on device" in run.stderr


def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """-o to a named pipe (or a device): it gets the bytes, and is not replaced by a file.

    Not tried on the devices themselves: where the tests run as root, a mistake
    here would replace the machine's /dev/null.
    """
    pipe = tmp_path / "ror"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert kalmar(*COMMAND, "-f", "csv", "-o", pipe).code == 0
        assert reader.communicate(timeout=10)[0].startswith(b"table,row,label")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("arguments", [COMMAND, ["proposals", "alliansen"], ["--help"], ["--version"]])
def test_a_pipe_that_closes_ends_silently(arguments: list[str]) -> None:
    """`kalmar … | true`: nothing on standard error, and exit code 0."""
    read, write_end = os.pipe()
    os.close(read)
    with os.fdopen(write_end, "wb") as out:
        run = subprocess.run(
            [*PROGRAM, *arguments], cwd=ROOT, env=CLEAN, stdout=out, stderr=subprocess.PIPE
        )
    assert (run.returncode, run.stderr) == (0, b"")


def test_head_takes_its_line() -> None:
    """`kalmar proposals alliansen | head -1` gives one line, and both end well."""
    line = " ".join(["set -o pipefail;", sys.executable, "-m kalmar_cli proposals alliansen | head -1"])
    run = subprocess.run(["bash", "-c", line], cwd=ROOT, env=CLEAN, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "Proposals: Kalmaralliansen\n"


def test_a_folder_may_have_more_files_than_can_be_open(tmp_path: Path) -> None:
    """A site of all municipalities has thousands, and a process may keep 256 open on some systems."""
    resource = pytest.importorskip("resource")
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    pieces = [(f"{n}/{n}.txt", f"{piece}{n}") for piece in "ab" for n in range(300)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
    try:
        to_folder(tmp_path / "site", pieces, lambda _folder: False)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (least, most))
    assert [(tmp_path / f"site/{n}/{n}.txt").read_text() for n in (0, 299)] == ["a0b0", "a299b299"]
