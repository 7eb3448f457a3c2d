"""Each budget file is opened once in a command: what is looked up, read and quoted is of one moment."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kalmar_cli.shelf.files import shipped
from tests.running import CLEAN, ROOT

# Runs a command and then says which budget files were opened, and how often.
WATCHED = """
import sys
opened = []
def hear(event, given):
    if event == "open" and str(given[0]).endswith(".yaml"):
        opened.append(str(given[0]))
sys.addaudithook(hear)
from kalmar_cli.cli.app import main
try:
    main(sys.argv[1:])
finally:
    sys.stderr.write("\\n".join(["opened:", *opened]))
"""
QUOTED = "name: 'P'\nmunicipality: 'Kalmar'\nyear: 2024\nbase: majoriteten\nunit: mkr\nsign: result\n"


@pytest.mark.parametrize("cached", ["off", "", " "], ids=["without", "first", "again"])
@pytest.mark.parametrize(
    "command",
    [
        "compare alliansen majoriteten --budgets {shelf}",
        "compare p alliansen majoriteten --budgets {shelf}",
        "show {shelf}/p.yaml",
        "lines p --budgets {shelf}",
        "check p alliansen --budgets {shelf}",
        "check --budgets {shelf}",
        "list --budgets {shelf}",
        "scenario majoriteten --adopt alliansen --budgets {shelf}",
        "report p majoriteten -o {shelf}/r.html --budgets {shelf}",
    ],
)
def test_each_file_once(command: str, cached: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With nothing kept, the first time and the second, also where the head must be read as YAML."""
    shelf = tmp_path_factory.getbasetemp() / "opened"
    shelf.mkdir(exist_ok=True)
    (shelf / "p.yaml").write_text(QUOTED, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, *command.format(shelf=shelf).split()],
        cwd=ROOT,
        env=CLEAN | {"KALMAR_CACHE": cached, "XDG_CACHE_HOME": str(shelf / "cache")},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in run.stderr
    opened = run.stderr.partition("opened:\n")[2].splitlines()
    assert opened
    assert {path for path, times in Counter(map(_real, opened)).items() if times > 1} == set()


def _real(path: str) -> str:
    return str(Path(path).resolve())


def test_the_shipped_ones_are_watched() -> None:
    """The hook hears of the files that this is about."""
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, "show", "majoriteten"],
        cwd=ROOT,
        env=CLEAN,
        capture_output=True,
        text=True,
    )
    assert str(next(shipped().rglob("majoriteten.yaml"))) in run.stderr
