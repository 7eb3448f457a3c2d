"""The negotiation that the documentation tells: each command prints what stands there.

`KALMAR_REGEN=1 pytest -m golden` writes it anew.
"""

import os
import re
from pathlib import Path

import pytest

from tests.running import ROOT, as_typed

pytestmark = pytest.mark.golden

PAGE = ROOT / "docs" / "negotiation.md"
BLOCK = re.compile(r"```console\n\$ (kalmar [^\n]*)\n(.*?)```", re.DOTALL)


def test_the_negotiation_is_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five commands in one folder, one after the other; messages to the person stand with the output."""
    monkeypatch.chdir(tmp_path)

    def run(found: re.Match[str]) -> str:
        result = as_typed(f"KALMAR_LANG=en {found[1]}")
        assert result.code == 0, result.err
        return f"```console\n$ {found[1]}\n{result.out}{result.err}```"

    text = PAGE.read_text("utf-8")
    assert len(BLOCK.findall(text)) == 5
    again = BLOCK.sub(run, text)
    if os.environ.get("KALMAR_REGEN"):
        PAGE.write_text(again, "utf-8")
    assert again == PAGE.read_text("utf-8")
    assert "compared with Majoriteten" in again
