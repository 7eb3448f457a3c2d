"""Every rule has a bad file beside its exact output, and stands in the generated documentation.

A rule without them fails. After a wanted change, `KALMAR_REGEN=1 pytest -m golden`
writes outputs and documentation anew; read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from docs.rules import PAGE, command, page
from kalmar_cli.check.finding import LEVELS
from kalmar_cli.check.registry import rules
from tests.running import CASES, ROOT, as_typed

pytestmark = pytest.mark.golden

FOLDER = CASES / "check"
# The base of the other files, which agrees with itself.
BASE = "base"


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def same(path: Path, text: str) -> bool:
    """Whether a file holds just this text; writes it when asked to."""
    if os.environ.get("KALMAR_REGEN"):
        path.write_text(text, "utf-8")
    return path.read_text("utf-8") == text


@pytest.mark.parametrize("name", rules())
def test_rule(name: str) -> None:
    """A rule's bad file gives exactly the output beside it, and findings of this rule only."""
    line = command(name)
    result = as_typed(line)
    assert result.err == ""
    assert same(FOLDER / f"{name}.txt", f"$ {line}\n{result.out}--- exit {result.code}\n")
    told = [
        part.split(": ")[1] for part in as_typed(f"{line} -f github").out.replace("::", ": ").splitlines()
    ]
    assert told
    assert all(properties.endswith(f" {name}") for properties in told), told


@pytest.mark.parametrize("name", rules())
def test_levels(name: str) -> None:
    """A rule's bad file shows each of its levels."""
    out = as_typed(f"{command(name)} -f csv").out.splitlines()[1:]
    assert {line.split(",")[1] for line in out} == set(rules()[name].levels)
    assert set(rules()[name].levels) <= set(LEVELS)


def test_no_file_without_rule() -> None:
    """Each file belongs to a rule; the base has no finding."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*rules(), BASE}
    result = as_typed(f"kalmar check {FOLDER / BASE}.yaml --strict")
    assert (result.code, result.err) == (0, "")


def test_documentation() -> None:
    """The page about the rules is what its generator writes now."""
    assert same(PAGE, page())


@pytest.mark.parametrize("name", rules())
def test_words(name: str) -> None:
    """A rule is a function with a one-sentence docstring, and says what it does and what to do."""
    rule = rules()[name]
    assert rule.look.__doc__
    assert rule.look.__doc__.count("\n") == 0
    assert rule.look.__doc__.endswith(".")
    assert rule.says.endswith(".")
    assert rule.remedy
    assert rule.levels
