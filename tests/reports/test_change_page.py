"""The page about changes: each command prints what stands there.

`KALMAR_REGEN=1 pytest -m golden` writes it anew.
"""

import os
import re

import pytest

from tests.running import ROOT, as_typed

pytestmark = pytest.mark.golden

PAGE = ROOT / "docs" / "change.md"
BLOCK = re.compile(r"```console\n\$ (kalmar [^\n]*)\n(.*?)```", re.DOTALL)


def test_the_page_is_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both commands, whole; and the figures that the words around them name."""
    monkeypatch.chdir(ROOT)

    def run(found: re.Match[str]) -> str:
        result = as_typed(f"KALMAR_LANG=en {found[1]}")
        assert result.code == 0, result.err
        return f"```console\n$ {found[1]}\n{result.out}```"

    text = PAGE.read_text("utf-8")
    assert len(BLOCK.findall(text)) == 2
    again = BLOCK.sub(run, text)
    if os.environ.get("KALMAR_REGEN"):
        PAGE.write_text(again, "utf-8")
    assert again == PAGE.read_text("utf-8")
    assert "from budget 2023 the cost rises by 227.5 mkr (4.7 %); against Majoriteten" in again
