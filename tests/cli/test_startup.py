"""What a command loads: nothing that it does not use."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
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
    return _left_by(
        f"sys.argv = ['kalmar', *{list(arguments)!r}]\nfrom kalmar_cli.cli import main; main()", env
    )


@cache
def unavoidable() -> frozenset[str]:
    """What the command-line library loads by itself: pydantic, too, above the bound on its version."""
    empty = "import typer; app = typer.Typer(); app.command()(lambda: None); app([])"
    return frozenset(_left_by(empty))


def _left_by(code: str, env: Mapping[str, str] | None = None) -> set[str]:
    """The modules that a fresh process has when this code has run."""
    code = (
        f"import sys, atexit\natexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n{code}"
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
    assert loaded(*arguments) & HEAVY - unavoidable() == set()


# The rooms that a comparison in CSV goes through, and how many modules it may load in them.
ROOMS, MOST = {"base", "budget", "shelf", "reports", "render", "cli"}, 65


def _own(modules: set[str]) -> dict[str, set[str]]:
    """The program's own modules by room."""
    own = [name.split(".") for name in modules if name.startswith("kalmar_cli.")]
    return {room: {".".join(name) for name in own if name[1] == room} for _top, room, *_rest in own}


def test_a_comparison_loads_just_these() -> None:
    """The rooms on its way and the reader's; of others only the command line and the parser."""
    modules = loaded("compare", "alliansen", "majoriteten", "-f", "csv")
    assert _own(modules).keys() == ROOMS | {"read"}
    others = {name.split(".")[0] for name in modules - unavoidable()} & set(packages_distributions())
    assert others - {"_distutils_hack", "coverage", "kalmar_cli"} == {"yaml"}


def test_what_was_read_before_needs_no_parser(tmp_path: Path) -> None:
    """The second time, nothing that reads YAML is loaded."""
    cached = {"KALMAR_CACHE": "on", "XDG_CACHE_HOME": str(tmp_path)}
    command = ("compare", "alliansen", "majoriteten", "-f", "csv")
    assert "read" in _own(loaded(*command, env=cached))
    again = loaded(*command, env=cached)
    rooms = _own(again)
    assert rooms.keys() == ROOMS
    assert sum(map(len, rooms.values())) <= MOST
    assert "yaml" not in again


def test_a_completion_reads_no_budget() -> None:
    """Names come from the folders alone: neither what a budget is nor what a report is gets loaded."""
    asked = {
        "_KALMAR_COMPLETE": "complete_bash",
        "COMP_WORDS": "kalmar compare alli",
        "COMP_CWORD": "2",
    }
    modules = loaded(env=asked)
    rooms = _own(modules)
    assert rooms.keys() == {"base", "shelf", "reports", "render", "cli"}
    assert sum(len(rooms[room]) for room in ("shelf", "reports", "render")) <= 5
    assert modules & (HEAVY | {"yaml"}) - unavoidable() == set()


def test_a_terminal_needs_little_of_rich() -> None:
    """Styles only: its console and tables would cost as much again as all else."""
    assert not {"rich.console", "rich.table"} & set(_imports_of("kalmar_cli.render.terminal"))


def test_records_carry_nothing_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What machine output does not show is not computed: sentences, sums by area, the long matrix."""
    from kalmar_cli.base.numbers import ENGLISH
    from kalmar_cli.render import render
    from kalmar_cli.reports import areas, compare, distance, sentence
    from kalmar_cli.reports.table import MACHINES, PEOPLE, tables_for
    from kalmar_cli.reports.view import View
    from kalmar_cli.shelf.files import shipped
    from kalmar_cli.shelf.names import find
    from kalmar_cli.shelf.shelf import Shelf

    budgets = find(Shelf([shipped()]), ["alliansen", "majoriteten"])
    compared = compare.compare_budgets(budgets, View(), with_lines=True)
    measured = distance.measure_distances(budgets, View())
    assert [table.name for table in tables_for(compared, MACHINES)] == ["statement", "areas", "lines"]
    assert [table.name for table in tables_for(compared, PEOPLE)] == ["statement", "areas", "lines"]
    assert compared.sentences()

    def asked(*_anything: object, **_more: object) -> None:
        raise AssertionError("made for nobody")

    monkeypatch.setattr(sentence, "sum_up", asked)
    monkeypatch.setattr(areas, "sum_up_areas", asked)
    monkeypatch.setattr(distance, "_long", asked)
    assert render(compared, "csv", ENGLISH)
    assert render(measured, "table", ENGLISH)
    with pytest.raises(AssertionError, match="made for nobody"):
        render(compared, "table", ENGLISH)
    with pytest.raises(AssertionError, match="made for nobody"):
        render(measured, "csv", ENGLISH)
