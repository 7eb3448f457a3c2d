"""Runs `kalmar` in this process as a shell would: arguments, environment, terminal or pipe."""

import io
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from kalmar_cli.cli.app import main

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
SOURCE_TEXT = SHARED / "source" / "kalmaralliansen-budget-2024.txt"

# Nothing of the machine that runs the tests: no locale, no colour, no shelf of its own.
CLEAN = {
    "PATH": os.environ.get("PATH", ""),
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "TERM": "xterm",
    "KALMAR_CACHE": "off",
}


class Result(NamedTuple):
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


def kalmar(
    *arguments: object, env: Mapping[str, str] | None = None, terminal: bool = False, stdin: str = ""
) -> Result:
    """One run; `terminal` makes standard output and error a terminal."""
    out, err = _Stream(terminal=terminal), _Stream(terminal=terminal)
    with (
        patch.dict(os.environ, {**CLEAN, **(env or {})}, clear=True),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")),
    ):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return Result(code, out.text(), err.text())


def as_typed(line: str, **more: str) -> Result:
    """A run as a golden file writes it: `TERMINAL=1 KALMAR_LANG=sv kalmar show majoriteten`.

    `more` are variables of the environment beside those that are written.
    """
    words = shlex.split(line)
    env = more
    while "=" in words[0]:
        name, _equals, value = words.pop(0).partition("=")
        env[name] = value
    assert words.pop(0) == "kalmar", line
    terminal = bool(env.pop("TERMINAL", ""))
    return kalmar(*words, env=env, terminal=terminal)
