"""Takes docs/report.png and docs/site.png, as a browser shows what the program writes.

By hand, after they look otherwise: `python -m docs.pictures`; it needs Chromium.
"""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.running import CASES, kalmar

DOCS = Path(__file__).parent
CHROMIUM = os.environ.get("KALMAR_CHROMIUM", "chromium")


def take(page: Path, picture: Path, width: int, height: int) -> None:
    """A picture of the top of a page."""
    subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--window-size={width},{height}", f"--screenshot={picture}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
    )


def write_pages(folder: Path) -> dict[Path, tuple[Path, int, int]]:
    """The pages to take pictures of: file → picture, width and height."""
    env = {"KALMAR_LANG": "en"}
    report, site = folder / "report.html", folder / "site"
    for command in (
        ("report", "alliansen", "majoriteten", "-o", report),
        ("site", "alliansen", CASES / "good", "-o", site),
    ):
        result = kalmar(*command, env=env)
        assert result.code == 0, result.err
    return {
        report: (DOCS / "report.png", 900, 1150),
        site / "index.html": (DOCS / "site.png", 900, 800),
    }


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        for page, (picture, width, height) in write_pages(Path(name)).items():
            take(page, picture, width, height)
