"""The one choice of a format, and help texts that name what there is."""

from pathlib import Path

import pytest

from kalmar_cli.base.errors import Refused
from kalmar_cli.cli.formats import choose_format, one_of
from kalmar_cli.render import FORMATS, Format
from tests.running import kalmar


@pytest.mark.parametrize(
    ("name", "output", "format"),
    [
        (None, None, "table"),
        ("json", None, "json"),
        ("csv", "x.md", "csv"),
        (None, "x.MD", "markdown"),
        (None, "x.txt", "table"),
        (None, "x.xlsx", "xlsx"),
    ],
)
def test_choice(name: str | None, output: str | None, format: str) -> None:
    """By name, else by the file's ending in any case of letters, else a table."""
    assert choose_format(name, Path(output) if output else None) == format


@pytest.mark.parametrize(
    ("name", "output"), [("github", None), ("tabl", None), (None, "x.pdf"), (None, "x")]
)
def test_no_choice(name: str | None, output: str | None) -> None:
    """What is no format is refused; a command may have more formats than others."""
    with pytest.raises(Refused):
        choose_format(name, Path(output) if output else None)
    assert choose_format("github", None, {**FORMATS, "github": Format("", ())}) == "github"


@pytest.mark.parametrize("command", ["compare", "check"])
def test_a_new_format_is_in_every_help(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The choices in a help text are those of the registry."""
    assert "html, latex, docx or xlsx" in " ".join(kalmar(command, "--help").out.split())
    monkeypatch.setitem(FORMATS, "psv", Format("psv", (".psv",)))
    assert "html, latex, docx, xlsx or psv" in " ".join(kalmar(command, "--help").out.split())


def test_one_of() -> None:
    """Names to choose from."""
    assert one_of(["mkr", "tkr", "kr"]) == "mkr, tkr or kr"
    assert one_of(["mkr"]) == "mkr"
