"""Bad budget files: each holds, in its first lines (`#> `), exactly what is said of it.

After a wanted change, `KALMAR_REGEN=1 pytest -m golden` writes the messages anew;
read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from tests.running import CASES, kalmar

pytestmark = pytest.mark.golden

BAD = CASES / "bad"
FILES = sorted(BAD.rglob("*.yaml"))
MARK = "#> "


def said_of(path: Path, *options: object) -> str:
    """What `kalmar show FILE` says, seen from the file's own folder; it must fail and print nothing."""
    result = kalmar("show", path.name, "--budgets", CASES / "good", *options)
    assert result.out == ""
    assert result.code == 2
    return result.err


def expected(path: Path) -> str:
    """The message that a bad file's first lines hold."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    held = [line.rstrip("\r") for line in lines if line.startswith(MARK.rstrip())]
    return "".join(line.removeprefix(MARK.rstrip()).removeprefix(" ") + "\n" for line in held)


def regenerate(path: Path) -> None:
    """Writes the file with what is said of it now in its first lines."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    body = [line for line in lines if not line.startswith(MARK.rstrip())]
    end = "\r\n" if body[0].endswith("\r") else "\n"
    count = -1
    while count != (held := said_of(path).count("\n")):  # the message moves the lines that it names
        count = held
        message = [f"{MARK}{line}".rstrip() for line in said_of(path).splitlines()]
        path.write_bytes((end.join(message) + end + "\n".join(body)).encode())
    message = [f"{MARK}{line}".rstrip() for line in said_of(path).splitlines()]
    path.write_bytes((end.join(message) + end + "\n".join(body)).encode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BAD)))
def test_bad_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad file is refused with exactly the message that it holds."""
    monkeypatch.chdir(path.parent)
    if os.environ.get("KALMAR_REGEN"):
        regenerate(path)
    assert said_of(path) == expected(path)
