"""LaTeX as LaTeX sets it: it compiles, nothing stands beside the page, every figure and sign is on it."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.clients import require
from tests.running import CASES, kalmar

SIGNS = r"100 % & co_2 #1 ~ ^ \kr {ett} [två] <tre> åäö −5 – 3--4 $x$"
BASE = r"""
name: '%s'
municipality: Åby
year: 2025
unit: mkr
sign: result
statement:
  columns: [2025, 2026]
  rows:
    verksamhetens_nettokostnader: [-2210, -2287]
    skatteintakter: [2250, 2301]
    arets_resultat: [40, 14]
"""
OWN = r"""
name: Lista_%%1
municipality: Åby
year: 2025
unit: mkr
sign: result
base: bas
areas: {lang: {name: '%s, och allt annat som hör till samhällsbyggnad, teknik, miljö och lokaler'}}
lines:
  - {name: '%s', amounts: -7.5, area: lang}
  - {name: Samverkansnämnden för gemensam upphandling och transporter i kommunkoncernen, amounts: 3.25}
"""
COMMANDS = {
    "awkward names": ["compare", "egen.yaml", "bas.yaml", "--lines"],
    "one budget": ["compare", "alliansen", "majoriteten", "--lines", "--proposals", "--figures"],
    "many in kr": ["compare", "osterlistan", "vasterlistan", "norrlistan", "soderlistan", "majoriteten",
                   "--lines", "--unit", "kr", "--municipality", "Storby"],
    "show": ["show", "alliansen", "--year", "all"],
    "diff": ["diff", "majoriteten", "alliansen"],
}  # fmt: skip
DOCUMENT = r"""\documentclass[a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
%s
\begin{document}
%s\end{document}
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_on_paper(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the packages that it names, in an article of A4 with the usual margins."""
    require("pdflatex", "pdftotext")
    monkeypatch.chdir(tmp_path)
    Path("bas.yaml").write_text(BASE % SIGNS, "utf-8")
    Path("egen.yaml").write_text(OWN % (SIGNS, SIGNS), "utf-8")
    env = {"KALMAR_LANG": "sv", "KALMAR_BUDGETS": str(CASES / "many")}
    found = kalmar(*COMMANDS[name], "-f", "latex", env=env)
    text = found.out
    assert text, found.err
    packages = text.partition("\n")[0].removeprefix("% ")
    Path("fil.tex").write_text(DOCUMENT % (packages, text), "utf-8")
    for _time in range(4):  # a long table finds the widths of its columns as it is set again
        run = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "fil.tex"]
        log = subprocess.run(run, capture_output=True, check=False).stdout.decode("utf-8", "replace")
        assert "Output written on fil.pdf" in log, log[-2000:]
        if "Table widths have changed" not in log:
            break
    assert not re.findall(r"Overfull.*in alignment.*|Missing character.*", log)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "fil.pdf", "-"], capture_output=True, text=True, check=True
    )
    words = re.findall(r'xMin="([\d.]+)" .*?xMax="([\d.]+)".*?>([^<]*)<', boxes.stdout)
    assert [word for left, right, word in words if not 120 < float(left) < float(right) < 475] == []
    printed = "".join(word for _left, _right, word in words)
    figures = re.findall(r"[−+]?\d[\d~]*,\d+", text.replace("$-$", "−"))
    assert figures
    assert {figure for figure in figures if figure.replace("~", "") not in printed} == set()
    if name == "awkward names":
        assert SIGNS.replace(" ", "").replace("<", "&lt;").replace(">", "&gt;") in printed.replace(
            "&amp;", "&"
        )
