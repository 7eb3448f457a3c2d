"""The report in a real browser: 320, 768 and 1440 px, light and dark, and as a PDF."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.clients import require
from tests.page.test_page import COMPARISONS, GOOD, hostile, report
from tests.running import ROOT, kalmar

pytestmark = pytest.mark.slow

WEB = ROOT / "tests" / "web"
CHROMIUM = os.environ.get("KALMAR_CHROMIUM", "chromium")


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the browser found on each of the pages; it is started once for all."""
    require("node", CHROMIUM, str(WEB / "node_modules" / "playwright-core"))
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "kalmar": report("alliansen", "majoriteten", lang="sv"),
        "lillby": report(*COMPARISONS["three"]),
        "hostile": report(hostile(folder), folder / "other.yaml"),
    }
    assert kalmar("site", "alliansen", GOOD, "-o", folder / "site").code == 0
    pages["site"] = (folder / "site" / "index.html").read_text("utf-8")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    run = subprocess.run(
        [
            "node",
            WEB / "examine.mjs",
            tmp_path_factory.mktemp("profile"),
            *(folder / f"{name}.html" for name in pages),
        ],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr.decode()
    return {Path(found["file"]).stem: found for found in json.loads(run.stdout)}


@pytest.mark.parametrize("name", ["kalmar", "lillby", "hostile", "site"])
def test_in_the_browser(name: str, examined: dict[str, dict[str, Any]]) -> None:
    """Nothing scrolls sideways, nothing leaves the page, no script runs, axe finds no violation."""
    found = examined[name]
    assert found["requests"] == []
    assert found["errors"] == []
    assert [(view["width"], view["colorScheme"]) for view in found["views"]] == [
        (width, scheme) for scheme in ("light", "dark") for width in (320, 768, 1440)
    ]
    for view in found["views"]:
        assert view["scrollWidth"] == view["width"]
        assert view["violations"] == []


def test_as_pdf(examined: dict[str, dict[str, Any]]) -> None:
    """Printed, the report is a few A4 pages."""
    assert 5 <= examined["kalmar"]["pages"] <= 7
    assert 1 <= examined["hostile"]["pages"] <= 2
