"""bash, zsh and fish themselves, on a terminal of their own: what TAB puts on a line."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

from tests.clients import require
from tests.running import CLEAN, ROOT

_PATIENCE = 30.0  # seconds for one answer; it takes less than one
# Every word that is offered is put on the line, and the line is then run as words
# to print: so a word that means something to the shell is found out.
_KEYS = {
    "bash": ("\x1b*", "bind 'set enable-bracketed-paste off'"),
    "zsh": (
        "\t",
        "comppostfuncs=(every); every() { compstate[insert]=all; compstate[list]= }; "
        "bindkey '^I' complete-word; bindkey -e; unset zle_bracketed_paste",
    ),
}
_START = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}
_BEFORE = {"bash": "", "zsh": "autoload -Uz compinit; compinit -u -D; "}


def installed(shell: str, folder: Path, shelf: Path) -> Mapping[str, str]:
    """The environment of a shell that finds `kalmar` and a shelf; without the shell the test is skipped.

    In `folder` lie the program and, as `kalmar.<shell>`, the completion that it prints for the shell.
    """
    require(shell)
    program = folder / "kalmar"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kalmar_cli "$@"\n', "utf-8")
    program.chmod(0o755)
    env = {
        **CLEAN,
        "PATH": f"{folder}{os.pathsep}{CLEAN['PATH']}",
        "PYTHONPATH": os.fspath(ROOT),
        "HOME": os.fspath(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "KALMAR_BUDGETS": os.fspath(shelf),
    }
    script = subprocess.run(
        [program, "--show-completion", shell],
        env={**env, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        check=True,
    )
    (folder / f"kalmar.{shell}").write_bytes(script.stdout)
    return env


def offered(shell: str, line: str, folder: Path, env: Mapping[str, str], cwd: Path) -> list[str]:
    """What the shell offers to complete `line`, as the words that it would then hand to the program."""
    script = folder / f"kalmar.{shell}"
    if shell == "fish":
        ended = subprocess.run(
            ["fish", "--no-config", "-c", f"source {script}; complete --do-complete $argv[1]", line],
            env=env,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=True,
        )
        return [answer.partition("\t")[0] for answer in ended.stdout.splitlines()]
    keys, setting = _KEYS[shell]
    dialogue = [
        (f"{_BEFORE[shell]}source {script}; {setting}; PS1='READY'' > '\n", "READY > "),
        (f"{line}{keys}\x01printf '%s\\n' BEG''IN \x05 E''ND\n", "\r\nEND\r\n"),
    ]
    said = _said(_START[shell], dialogue, env, cwd)
    words = said.partition("\r\nBEGIN\r\n")[2].partition("\r\nEND\r\n")[0].split("\r\n")
    typed = line.split()
    if not line.endswith(" "):
        typed.pop()
    assert words[: len(typed)] == typed
    return words[len(typed) :]


def _said(command: list[str], dialogue: list[tuple[str, str]], env: Mapping[str, str], cwd: Path) -> str:
    """What a program on a terminal says: each text is typed, and its answer is waited for."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execvpe(command[0], command, env)
    # Wide, so that the line that is edited is never folded.
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 4000, 0, 0))
    said = ""
    try:
        for typed, answer in dialogue:
            os.write(terminal, typed.encode())
            said, done = "", time.monotonic() + _PATIENCE
            while answer not in said:
                ready, _write, _error = select.select([terminal], [], [], done - time.monotonic())
                assert ready, f"no answer to {typed!r}: {said[-2000:]}"
                said += os.read(terminal, 65536).decode("utf-8", "replace")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    return said
