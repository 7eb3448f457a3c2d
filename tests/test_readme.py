"""The README tells the truth: its examples are run, and nothing of the program is missing in it.

`KALMAR_REGEN=1 pytest -m golden` writes the outputs anew.
"""

import os
import re

import pytest

from kalmar_cli.cli.commands import COMMANDS
from tests.running import ROOT, as_typed, kalmar

README = ROOT / "README.md"
EXAMPLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def with_outputs(block: str) -> str:
    """An example block with the outputs that its commands have now; `| head -3`, `| tail -3` cut them."""
    commands = [line.removeprefix("$ ") for line in block.split("\n") if line.startswith("$ ")]
    shown = []
    for command in commands:
        typed, _pipe, cut = command.partition(" | ")
        result = as_typed(typed)
        lines = (result.out + result.err).replace("\r\n", "\n").splitlines()
        if cut:
            end, number = re.fullmatch(r"(head|tail) -(\d+)", cut).groups()  # type: ignore[union-attr]
            lines = lines[: int(number)] if end == "head" else lines[-int(number) :]
        shown.append("\n".join([f"$ {command}", *lines]))
    return "\n".join(shown) + "\n"


@pytest.mark.golden
def test_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each console example shows what its commands print."""
    monkeypatch.chdir(ROOT)
    made = ROOT / "kompromiss.yaml"
    text = README.read_text("utf-8")
    try:
        current = EXAMPLE.sub(lambda match: f"```console\n{with_outputs(match.group(1))}```", text)
    finally:
        made.unlink(missing_ok=True)
    if os.environ.get("KALMAR_REGEN"):
        README.write_text(current, "utf-8")
        text = current
    assert text.count("```console") > 2
    assert text == current


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_and_options(command: str) -> None:
    """Every command and option stands in the README."""
    text = README.read_text("utf-8")
    assert f"`kalmar {command}" in text
    help_text = kalmar(command, "--help").out
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_text)) - {"--help"}
    assert len(options) >= 5 or command in ("schema", "site")
    assert {option for option in options if option not in text} == set()


@pytest.mark.parametrize(
    "line",
    [
        "show alliansen",
        "areas alliansen",
        "lines alliansen",
        "proposals alliansen",
        "list",
        "check alliansen",
        "distance alliansen majoriteten",
    ],
)
def test_columns(line: str) -> None:
    """Every column of machine output stands in the README."""
    header = kalmar(*line.split(), "-f", "csv").out.split("\r\n")[0]
    assert header in README.read_text("utf-8")


def test_two_commands() -> None:
    """The two commands that set everything up stand first; .ci/run calls the second as written."""
    first, second = re.findall(r"```sh\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)[:2]
    assert first.endswith("kalmar compare alliansen majoriteten")
    assert second.endswith("pytest -n 2")
