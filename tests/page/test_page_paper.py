"""Pages of one to eight challengers, in mkr and kr, in a real browser: every text in its place.

On a screen of any width no two texts lie over each other and no word above or beside
figures is broken; on A4 every figure of the page is there, within the paper.
"""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.clients import require
from tests.page.test_page import report
from tests.page.test_page_browser import CHROMIUM, WEB
from tests.page.test_periods import OWN
from tests.running import kalmar

pytestmark = pytest.mark.slow

PARTIES = (
    *("Socialdemokraterna", "Moderaterna", "Sverigedemokraterna", "Vänsterpartiet"),
    *("Centerpartiet", "Kristdemokraterna", "Miljöpartiet", "Liberalerna"),
)
SINCE = ("--from", "budget 2023")
PAGES = {
    "-".join([str(many), unit, lang, *("since" for _option in more[:1])]): (many, unit, lang, more)
    for many, unit, lang, *more in (
        *((1, "mkr", "sv"), (1, "kr", "sv"), (2, "tkr", "en"), (3, "mkr", "en"), (3, "kr", "sv")),
        *((4, "kr", "en"), (8, "mkr", "sv"), (8, "tkr", "sv"), (8, "kr", "en")),
        *((1, "mkr", "sv", *SINCE), (3, "kr", "en", *SINCE)),
    )
}


def challengers(folder: Path, many: int) -> list[Path]:
    """Budget files of so many parties, each of which differs from the others in two posts."""
    files = []
    for n, party in enumerate(PARTIES[:many], start=1):
        file = folder / f"{n}.yaml"
        if not file.exists():
            scales = ("--scale", f"socialforvaltning={100 + n}%", "--scale", f"samordning={90 + n}%")
            result = kalmar("scenario", "alliansen", *scales, "--name", party, "-o", file)
            assert result.code == 0, result.err
        files.append(file)
    return files


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the browser measured on each page; it is started once for all."""
    require("node", CHROMIUM, "pdftotext", str(WEB / "node_modules" / "playwright-core"))
    folder = tmp_path_factory.mktemp("paper")
    for name, (many, unit, lang, more) in PAGES.items():
        budgets = ["alliansen"] if many == 1 else challengers(folder, many)
        if name.startswith("2"):  # whose amounts are not the same in all years
            (folder / "1.yaml").write_text(OWN, "utf-8")
        text = report(*budgets, "majoriteten", "--unit", unit, *more, lang=lang)
        (folder / f"{name}.html").write_text(text, "utf-8")
    run = subprocess.run(
        ["node", WEB / "measure.mjs", folder / "profile", *(folder / f"{name}.html" for name in PAGES)],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr.decode()
    return {Path(found["file"]).stem: found for found in json.loads(run.stdout)}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_lies_over_another(name: str, measured: dict[str, dict[str, Any]]) -> None:
    """At any width, by the boxes of the texts; and nothing but a table scrolls sideways."""
    views = measured[name]["views"]
    assert {width: view["overlaps"] for width, view in views.items()} == {width: [] for width in views}
    assert {width: str(view["width"]) for width, view in views.items()} == {width: width for width in views}


@pytest.mark.parametrize("name", PAGES)
def test_no_name_is_broken(name: str, measured: dict[str, dict[str, Any]]) -> None:
    """No word of the title, of a table's heads or of a row's name goes over two lines."""
    views = measured[name]["views"]
    assert {width: view["broken"] for width, view in views.items()} == {width: [] for width in views}


@pytest.mark.parametrize("name", PAGES)
def test_a_chosen_year_stands_alone(name: str, measured: dict[str, dict[str, Any]]) -> None:
    """Of the plan's years only the chosen one is in captions and heads; with all chosen, each is."""
    everything, *by_year = [" ".join(words) for words in measured[name]["years"]]
    assert len(by_year) == 3
    for shown, year in zip(by_year, (2024, 2025, 2026), strict=True):
        assert set(re.findall(r"202[4-6](?:–2026)?", shown)) <= {f"{year}", "2024–2026"}
        assert f"{year}" in shown
        assert f"{year}" in everything


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_is_on_paper(name: str, measured: dict[str, dict[str, Any]]) -> None:
    """Printed as A4, all figures of the page are within its margins, in type that can be read."""
    found = measured[name]
    pdf = Path(found["file"]).with_suffix(".pdf")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    sizes = set(re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes))
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    words = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', boxes
    )
    outside = [word for left, _t, right, _b, word in words if float(left) < 40 or float(right) > 555]
    assert outside == []
    assert min(float(bottom) - float(top) for _l, top, _r, bottom, _word in words) > 6
    on_page = Counter(part for figure in found["figures"] for part in figure.split())
    assert not on_page - Counter(word for *_box, word in words)
