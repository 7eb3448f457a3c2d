"""A library that is not there is told with the command that installs it."""

import shlex
import sys

import pytest

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import use
from kalmar_cli.base.libraries import need_library
from tests.versions import OWN, parts, requirements


def test_what_is_there() -> None:
    """Nothing is said."""
    need_library("yaml", "reading")


def test_the_command_works_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is for this very Python, wherever it lies."""
    use("en")
    monkeypatch.setattr(sys, "executable", "/opt/My Python/bin/python3")
    with pytest.raises(Refused) as refused:
        need_library("nolibrary", "writing Parquet")
    said, command = str(refused.value).split(": ")
    assert said == "writing Parquet needs nolibrary"
    assert shlex.split(command) == ["/opt/My Python/bin/python3", "-m", "pip", "install", "nolibrary"]


@pytest.mark.parametrize("end", ["lowest", "newest"])
def test_both_ends_of_every_dependency(end: str) -> None:
    """Both lists name each once, without the bounds above."""
    names = [parts(requirement)[0] for requirement in OWN]
    assert {"typer", "python-docx", "duckdb"} <= set(names)
    assert [parts(line.replace("==", ">="))[0] for line in requirements(end)] == names
    assert not any("<" in line for line in requirements(end))
