"""What a command loads: nothing that it does not use."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

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


def loaded(*arguments: str, env: Mapping[str, str] | None = None) -> set[str]:
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
        env={
            **CLEAN,
            "COVERAGE_PROCESS_START": os.environ.get("COVERAGE_PROCESS_START", ""),
            **(env or {}),
        },
        check=True,
    )
    return set(ended.stderr.split())


def _imports_of(module: str) -> list[str]:
    """The modules that a fresh process has after an import."""
    code = f"import sys, {module}; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return ended.stdout.split()


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "alliansen", "majoriteten", "-f", "csv"),
        ("show", "majoriteten", "-f", "csv"),
        ("list", "-f", "csv"),
        ("check", "majoriteten", "-f", "csv"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Machine output needs no renderer for people, no validator, no package metadata."""
    assert loaded(*arguments) & HEAVY == set()


# What a comparison in CSV may load of the program, each way through the house once.
def _modules(**rooms: str) -> set[str]:
    """The names of rooms and of what is loaded of each."""
    return {
        name
        for room, modules in rooms.items()
        for name in (f"kalmar_cli.{room}", *(f"kalmar_cli.{room}.{module}" for module in modules.split()))
    }


COMPARE = {"kalmar_cli"} | _modules(
    base="characters errors files language messages numbers problems",
    budget="model order posts rows statement",
    shelf="bases cache header loader names shelf",
    reports="areas compare comparison differences formulas names sentence statement_table table view",
    render="csv records",
    cli="app commands commands.compare common completion formats help opening options outcome output"
    " signature",
)
# And if the files were not read before.
READING = _modules(
    base="numerals",
    read="amounts assemble events file keys mapping parser_errors references statement_keys text values",
) - {"kalmar_cli.base"}


def test_a_comparison_loads_just_these() -> None:
    """The program's own modules, and of others only the command line and the parser."""
    modules = loaded("compare", "alliansen", "majoriteten", "-f", "csv")
    assert {name for name in modules if name.split(".")[0] == "kalmar_cli"} == COMPARE | READING
    others = {name.split(".")[0] for name in modules} & set(packages_distributions())
    assert others - {"_distutils_hack", "coverage"} <= {
        "kalmar_cli",
        "typer",
        "annotated_doc",
        "shellingham",
        "yaml",
    }


def test_what_was_read_before_needs_no_parser(tmp_path: Path) -> None:
    """The second time, nothing that reads YAML is loaded."""
    cached = {"KALMAR_CACHE": "on", "XDG_CACHE_HOME": str(tmp_path)}
    command = ("compare", "alliansen", "majoriteten", "-f", "csv")
    assert loaded(*command, env=cached) >= READING
    again = loaded(*command, env=cached)
    assert {name for name in again if name.split(".")[0] == "kalmar_cli"} == COMPARE
    assert "yaml" not in again


def test_a_completion_reads_no_budget() -> None:
    """Names come from the folders alone."""
    asked = {
        "_KALMAR_COMPLETE": "complete_bash",
        "COMP_WORDS": "kalmar compare alli",
        "COMP_CWORD": "2",
    }
    assert loaded(env=asked) & (HEAVY | READING | {"yaml"}) == set()


def test_a_terminal_needs_little_of_rich() -> None:
    """Styles only: its console and tables would cost as much again as all else."""
    assert not {"rich.console", "rich.table"} & set(_imports_of("kalmar_cli.render.terminal"))


def test_records_carry_nothing_for_readers() -> None:
    """What machine output does not show is not computed: sentences, sums by area, matrices."""
    from kalmar_cli.reports.areas import by_area
    from kalmar_cli.reports.compare import compared
    from kalmar_cli.reports.distance import measured
    from kalmar_cli.reports.table import RECORDS, SCREEN, Report
    from kalmar_cli.reports.view import View
    from kalmar_cli.shelf.names import find
    from kalmar_cli.shelf.shelf import Shelf, shipped

    budgets = find(Shelf([shipped()]), ["alliansen", "majoriteten"])

    def names(report: Report) -> list[str]:
        return [table.name for table in report.tables]

    records, screen = (compared(budgets, View(place=place)) for place in (RECORDS, SCREEN))
    assert names(records) == ["statement", "areas"]
    assert names(screen) == ["statement", "areas", "summary"]
    assert not records.sentences
    assert screen.sentences
    assert names(by_area(budgets[:1], View(place=RECORDS))) == ["areas"]
    assert names(measured(budgets, View(place=SCREEN))) == ["matrix", "matrix"]
