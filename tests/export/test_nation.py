"""The page about a nation's budgets in one query: its commands and its query work as printed."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from bench.generate import nation
from tests.running import ROOT, kalmar

PAGE = (ROOT / "docs" / "nation.md").read_text("utf-8")


def block(language: str) -> str:
    """The page's block of a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.mark.parametrize("count", [12, pytest.param(2_000, marks=pytest.mark.slow)])
def test_the_query_answers_for_every_municipality(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Result, share and net by area of each budget are what the program shows of it."""
    monkeypatch.chdir(tmp_path)
    nation(count, 20, tmp_path / "nation")
    command = block("sh").split()
    assert command[0] == "kalmar"
    result = kalmar(*command[1:])
    assert result.code == 0, result.err
    (tmp_path / "nation.sql").write_text(block("sql"), "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", block("python")], capture_output=True, check=True, text=True, cwd=tmp_path
    )
    records = [line.split(";") for line in run.stdout.splitlines()]
    assert len({(record[0], record[1]) for record in records}) == count
    place, budget = records[-1][:2]
    shown = kalmar("areas", tmp_path / "nation" / place / f"{budget}.yaml", "--year", "2024", "-f", "csv")
    net = {row.split(",")[2]: Decimal(row.split(",")[8]) for row in shown.out.splitlines()[1:]}
    assert {r[4]: Decimal(r[5]) for r in records if r[:2] == [place, budget]} == {
        area: amount for area, amount in net.items() if amount
    }
