"""What a command loads: nothing that it does not use."""

import os
import subprocess
import sys

import pytest

from tests.running import CLEAN, ROOT

HEAVY = {
    "rich",
    "tabulate",
    "jinja2",
    "xlsxwriter",
    "pydantic",
    "importlib.metadata",
    "json",
    "babel",
    "asyncio",
    "dataclasses",
    "hypothesis",
}


def loaded(*arguments: str) -> set[str]:
    """The modules that a fresh process has after a command."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['kalmar', *{list(arguments)!r}]\n"
        "from kalmar_cli.cli import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**CLEAN, "COVERAGE_PROCESS_START": os.environ.get("COVERAGE_PROCESS_START", "")},
        check=True,
    )
    return set(ended.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "alliansen", "majoriteten", "-f", "csv"),
        ("show", "majoriteten", "-f", "csv"),
        ("list", "-f", "csv"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Machine output needs no renderer for people, no validator, no package metadata."""
    assert loaded(*arguments) & HEAVY == set()


def test_other_commands_stay_unloaded() -> None:
    """A command's module is loaded only when it is called."""
    modules = loaded("compare", "alliansen", "majoriteten", "-f", "csv")
    others = {name for name in modules if name.startswith("kalmar_cli.commands.")}
    assert others == {
        "kalmar_cli.commands.common",
        "kalmar_cli.commands.compare",
        "kalmar_cli.commands.complete",
        "kalmar_cli.commands.opening",
        "kalmar_cli.commands.options",
    }
