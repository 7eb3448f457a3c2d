"""Standard streams closed or full, odd encodings, widths and values, interrupts: no traceback."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.running import CLEAN, ROOT, kalmar

PROGRAM = f"{sys.executable} -m kalmar_cli"
COMMAND = f"{PROGRAM} compare alliansen majoriteten -f csv"


def shell(command: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """A command line with its redirections, as a shell runs it."""
    return subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=CLEAN | env, capture_output=True, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (f"{COMMAND} >&-", "the output cannot be written"),
        (f"{PROGRAM} --help >&-", "the output cannot be written"),
        (f"KALMAR_LANG=sv {PROGRAM} --help >&-", "utdata kan inte skrivas: det är stängt"),
        (f"{PROGRAM} --help >/dev/full", "the output cannot be written: No space left on device"),
        (f"{PROGRAM} --version >/dev/full", "the output cannot be written: No space left on device"),
        (f"{PROGRAM} compare --help >/dev/full", "the output cannot be written: No space left on device"),
        (f"{PROGRAM} schema >/dev/full", "the output cannot be written: No space left on device"),
        (f"{PROGRAM} check >/dev/full", "the output cannot be written: No space left on device"),
        (f"{PROGRAM} draft - <&-", "standard input is closed"),
        (f"{PROGRAM} compare <&- >&-", "BUDGET... BASELINE is missing"),
    ],
)
def test_closed_and_full(command: str, words: str) -> None:
    """It is said, once, and the command has failed."""
    run = shell(command)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().partition(": ")[2].startswith(words)
    assert run.stderr.count(b"\n") == 1


def test_a_file_needs_no_output(tmp_path: Path) -> None:
    """With -o, a closed standard output is nobody's concern; no file takes its place."""
    run = shell(f"{COMMAND} -o {tmp_path}/x.csv <&- >&- 2>&-")
    assert run.returncode == 0
    assert (tmp_path / "x.csv").read_bytes() == shell(COMMAND).stdout


def test_messages_do_not_go_to_standard_output() -> None:
    """Where standard error is closed, they go nowhere, and into no file."""
    run = shell(f"{PROGRAM} show nope 2>&-")
    assert (run.returncode, run.stdout, run.stderr) == (2, b"", b"")
    run = shell(f"{PROGRAM} check 2>&-")
    assert (run.returncode, run.stdout) == (
        shell(f"{PROGRAM} check").returncode,
        shell(f"{PROGRAM} check").stdout,
    )


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-16"])
def test_help_in_an_older_encoding(encoding: str) -> None:
    """A sign that the terminal's encoding lacks is replaced."""
    run = shell(f"{PROGRAM} compare --help", PYTHONIOENCODING=encoding, KALMAR_LANG="sv")
    assert (run.returncode, run.stderr) == (0, b"")
    assert "kalmar compare" in run.stdout.decode(encoding, "replace")


@pytest.mark.parametrize("columns", ["9" * 20, "9" * 5000, "-3", "0", "1", "tio"])
@pytest.mark.parametrize("command", [["compare", "alliansen", "majoriteten"], ["check"], ["--help"]])
def test_any_width(columns: str, command: list[str]) -> None:
    """COLUMNS can say anything."""
    result = kalmar(*command, env={"COLUMNS": columns}, terminal=True)
    assert result.code in (0, 1)
    assert result.out


DIGITS = "9" * 5000
LONG = "å" * 300


@pytest.mark.parametrize(
    "command",
    [
        f"list --max-bytes {DIGITS}",
        f"show alliansen --decimals {DIGITS}",
        f"show alliansen --year {DIGITS}",
        f"list --year {DIGITS}",
        f"proposals alliansen {DIGITS}",
        f"new x --base majoriteten --year {DIGITS}",
        f"draft README.md --year {DIGITS}",
        f"compare alliansen majoriteten --target {DIGITS}",
        f"show {LONG}",
        f"show {LONG}@2024",
        f"show {LONG}.yaml",
        f"check {LONG}",
        f"compare alliansen {LONG}",
        f"list --budgets {LONG}",
        f"export alliansen -o {LONG}",
        f"export alliansen -o {LONG}/x",
        f"compare alliansen majoriteten -o {LONG}.csv",
        f"report alliansen majoriteten -o {LONG}.html",
        f"scenario majoriteten --adopt {LONG}:1",
        f"new x --base {LONG}",
        f"new {'a' * 300} --base majoriteten",
        f"draft {LONG}",
        f"draft README.md -o {LONG}.yaml",
        f"check alliansen --source {LONG}",
        *(
            f"{command} -o{output}"
            for command in (
                "compare alliansen majoriteten",
                "report alliansen majoriteten",
                "export alliansen",
                "check alliansen",
                "scenario majoriteten --tax +0.1",
                "new x --base majoriteten",
            )
            for output in ("=", "=.", "=..", "=/", "=/dev/null/x")
        ),
    ],
    ids=lambda command: command[:50],
)
def test_odd_values(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of 5,000 digits, names that no file can have, outputs that are no file: one message."""
    monkeypatch.chdir(tmp_path)
    words = command.replace(" -o=", " --output=").split(" ")
    result = kalmar(*words, env={"KALMAR_BUDGETS": str(ROOT / "budgets")})
    assert (result.code, result.out) == (2, ""), result
    assert result.err.startswith("Error: ") or "README.md" in command
    assert len(result.err) < 1500
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_interrupt_while_the_program_is_loaded(tmp_path: Path) -> None:
    """It ends at once, without a word, whenever it comes."""
    slow = tmp_path / "kalmar_cli_slow.py"
    slow.write_text(
        "import sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'kalmar_cli.cli.help':\n"
        "            print('loading', flush=True)\n"
        "            time.sleep(30)\n"
        "sys.meta_path.insert(0, Slow())\n"
        "from kalmar_cli.cli import main\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(slow), "list"],
        cwd=tmp_path,
        env=CLEAN | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"loading\n"
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")


def test_an_interrupt_at_work(tmp_path: Path) -> None:
    """The same while it waits for its input."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kalmar_cli", "draft", "-"],
        cwd=ROOT,
        env=CLEAN,
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    os.close(master)
    os.close(slave)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_nobody_elses_unfinished_file_is_touched(tmp_path: Path) -> None:
    """What another run left, or is writing beside, stays; names are drawn anew each time."""
    others = [tmp_path / ".kalmar-1.part", tmp_path / f".kalmar-{os.getpid()}.part"]
    for other in others:
        other.write_text("another's")
    (tmp_path / f".paket.{os.getpid()}.part").mkdir()
    assert kalmar("compare", "alliansen", "majoriteten", "-o", tmp_path / "x.csv").code == 0
    assert kalmar("export", "alliansen", "-o", tmp_path / "paket").code == 0
    assert kalmar("export", "alliansen", "-o", tmp_path / "paket").code == 0
    assert {other.read_text() for other in others} == {"another's"}
    assert len(list(tmp_path.iterdir())) == 5


def test_a_full_disk_matters_only_to_what_is_written_there(tmp_path: Path) -> None:
    """What goes to a file does not hang on the streams; what cannot be said changes no outcome."""
    for stream in (">", "2>"):
        file = tmp_path / f"x{len(stream)}.csv"
        run = shell(f"{COMMAND} -o {file} {stream}/dev/full")
        assert run.returncode == 0, run.stderr
        assert b"Error" not in run.stderr
        assert file.read_bytes() == shell(COMMAND).stdout
    assert shell(f"{PROGRAM} show nope 2>/dev/full").returncode == 2
