"""Completion as bash asks for it: its words end at : = and @, the program's do not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kalmar_cli.cli.shells import join_words
from tests.clients import require
from tests.running import CLEAN, ROOT


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("kalmar compare alli", 2, ("kalmar compare alli", 2, "")),
        (
            "kalmar scenario m --adopt alliansen : k",
            6,
            ("kalmar scenario m --adopt alliansen:k", 4, "alliansen:"),
        ),
        (
            "kalmar scenario m --adopt alliansen :",
            5,
            ("kalmar scenario m --adopt alliansen:", 4, "alliansen:"),
        ),
        ("kalmar compare alliansen @ 2024 maj", 5, ("kalmar compare alliansen@2024 maj", 3, "")),
        ("kalmar show m --unit = t", 5, ("kalmar show m --unit=t", 3, "--unit=")),
    ],
)
def test_words_are_put_together(words: str, place: int, expected: tuple[str, int, str]) -> None:
    """The words as typed, which of them is asked for, and what bash has of it already."""
    typed, at, before = join_words(words.split(), place)
    assert (" ".join(typed), at, before) == expected


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kalmar compare alli", ["alliansen"]),
        ("kalmar scenario majoriteten --adopt alliansen : kam", ["kameror"]),
        ("kalmar compare alliansen @ 2024 maj", ["majoriteten"]),
    ],
)
def test_in_bash_itself(words: str, offered: list[str]) -> None:
    """The installed function, called as readline calls it."""
    require("bash")
    program = f'kalmar() {{ "{sys.executable}" -m kalmar_cli "$@"; }}; export -f kalmar; '
    named = words.split()
    script = program + (
        'eval "$(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION=1 kalmar --show-completion bash)"; '
        f"COMP_WORDS=({' '.join(named)}); COMP_CWORD={len(named) - 1}; "
        "env() { local IFS=$' \\t\\n'; command env \"${@:1:3}\" "
        f'"{sys.executable}" -m kalmar_cli; }}; '
        '_kalmar_completion kalmar; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ended = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**CLEAN, "PYTHONPATH": os.fspath(ROOT)},
        check=True,
    )
    assert ended.stdout.split() == offered, ended.stderr


def test_an_installed_completion_is_told_in_the_readers_language(tmp_path: Path) -> None:
    """The library says it in English only."""
    require("bash")
    script = f'HOME={tmp_path} KALMAR_LANG=sv "{sys.executable}" -m kalmar_cli --install-completion; true'
    said = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, env=CLEAN, cwd=ROOT
    )
    file = tmp_path / ".bash_completions" / "kalmar.sh"
    assert said.stdout == f"Kompletteringen för bash ligger i {file}; den fungerar i nästa fönster.\n"
    assert file.is_file()
