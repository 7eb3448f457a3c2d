"""The README and docs/ tell the truth: their examples are run, and nothing of the program is missing.

`KALMAR_REGEN=1 pytest -m golden` writes the outputs anew.
"""

import os
import re
import shlex
from pathlib import Path

import pytest

from kalmar_cli.cli.commands import COMMANDS
from tests.running import ROOT, as_typed, kalmar

README = ROOT / "README.md"
# The rules and the negotiation run in folders of their own and are held by other tests.
_ELSEWHERE = {ROOT / "docs" / name for name in ("rules.md", "negotiation.md")}
PAGES = [README, *sorted(set((ROOT / "docs").glob("*.md")) - _ELSEWHERE)]
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


def documentation() -> str:
    """All that there is to read."""
    return "\n".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.golden
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each console example shows what its commands print."""
    monkeypatch.chdir(ROOT)
    made = ROOT / "kompromiss.yaml"
    text = page.read_text("utf-8")
    try:
        current = EXAMPLE.sub(lambda match: f"```console\n{with_outputs(match.group(1))}```", text)
    finally:
        made.unlink(missing_ok=True)
        (made.parent / "budget.schema.json").unlink(missing_ok=True)  # laid beside it
    if os.environ.get("KALMAR_REGEN"):
        page.write_text(current, "utf-8")
        text = current
    assert page != README or text.count("```console") > 2
    assert text == current


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_and_options(command: str) -> None:
    """Every command and option stands in the README or in docs/."""
    text = documentation()
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
    """Every column of machine output is documented."""
    header = kalmar(*line.split(), "-f", "csv").out.split("\r\n")[0]
    assert header in documentation()


def test_two_commands() -> None:
    """The two commands that set everything up stand first; .ci/run calls the second as written."""
    first, second = re.findall(r"```sh\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)[:2]
    assert first.endswith("kalmar compare alliansen majoriteten")
    assert second.endswith("pytest -n 2")


def test_the_secretarys_commands() -> None:
    """The six commands of the README are those that are tried from end to end."""
    [block] = re.findall(r"```text\n(kalmar draft .*?)\n```", README.read_text("utf-8"), re.DOTALL)
    tried = (ROOT / "tests" / "cli" / "test_secretary.py").read_text("utf-8")
    assert block.count("\n") == 5
    for line in block.split("\n"):
        words = ", ".join(f'"{word}"' for word in shlex.split(line)[1:])
        assert f"typed({words})" in tried


def test_links() -> None:
    """What the pages point to is there."""
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), (page.name, link)
