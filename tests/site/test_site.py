"""`kalmar site`: every link leads somewhere, nothing but an earlier site is replaced."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.html_page import Page
from tests.running import CASES, kalmar

GOOD = CASES / "good"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site over the shipped budgets and the tests' municipalities."""
    folder = tmp_path_factory.mktemp("web") / "site"
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    result = kalmar("site", "alliansen", GOOD, "-o", folder, env=env)
    assert result.code == 0, result.err
    return folder


def links(file: Path) -> list[str]:
    tags = Page(file.read_text("utf-8")).tags
    return [a["href"] for tag, a in tags if tag == "a" and not a["href"].startswith(("data:", "https://"))]


def test_every_link_leads_somewhere(site: Path) -> None:
    """From the index and from every page, to files of the site and to places on the page."""
    pages = list(site.rglob("*.html"))
    assert len(pages) >= 5
    for page in pages:
        targets = {a["id"] for _tag, a in Page(page.read_text("utf-8")).tags if "id" in a}
        for link in links(page):
            file, _sign, place = link.partition("#")
            assert not file.startswith("/")
            assert (page.parent / file).exists(), (page, link)
            assert not place or place in targets, (page, link)


def test_index(site: Path) -> None:
    """Result, share, difference, proposals, state of the check and files of each budget."""
    parsed = Page((site / "index.html").read_text("utf-8"))
    rows = {row[0].text: [cell.text for cell in row[1:]] for table in parsed.tables for row in table.rows}
    figures = ["−177.5", "−3.4", "−17.5", "133", "10 contradictions", "comparison · workbook · CSV"]
    assert rows["Kalmaralliansen"] == figures
    assert rows["Majoriteten"] == ["−160.0", "−3.1", "–", "0", "no contradictions", ""]
    assert "Kalmar 2024" in [words for _tag, words in parsed.headings]


def test_files_are_those_of_the_commands(site: Path) -> None:
    """The page is report's, the CSV compare's, the workbook opens, the package is export's."""
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    page = kalmar("report", "alliansen", "majoriteten", env=env).out
    assert (site / "kalmar-2024/alliansen.html").read_text("utf-8") == page
    there = list(csv.DictReader(io.StringIO((site / "kalmar-2024/alliansen.csv").read_text("utf-8"))))
    records = csv.DictReader(io.StringIO(kalmar("compare", "alliansen", "majoriteten", "-f", "csv").out))
    assert [row for row in there if row["table"] == "statement"] == [
        row for row in records if row["table"] == "statement"
    ]
    assert "xl/workbook.xml" in ZipFile(site / "kalmar-2024/alliansen.xlsx").namelist()
    assert json.loads((site / "data/datapackage.json").read_text("utf-8"))["resources"]


def test_manifest_names_every_file(site: Path) -> None:
    """What is listed is there, and nothing else."""
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert set(json.loads((site / "site.json").read_text("utf-8"))["files"]) == there


def test_only_an_earlier_site_is_replaced(tmp_path: Path) -> None:
    """A folder with a file of somebody else's stays as it is."""
    folder = tmp_path / "site"
    assert kalmar("site", "alliansen", "-o", folder).code == 0
    assert kalmar("site", "majoriteten", "-o", folder).code == 0
    assert not (folder / "kalmar-2024").exists()
    (folder / "mine.txt").write_text("mine", "utf-8")
    result = kalmar("site", "alliansen", "-o", folder)
    assert result.code == 2
    assert "is not replaced" in result.err
    assert (folder / "mine.txt").read_text("utf-8") == "mine"
    assert not (folder / "kalmar-2024").exists()


def test_folder_is_asked_for() -> None:
    """Without -o nothing is written."""
    result = kalmar("site", "alliansen")
    assert (result.code, result.out) == (2, "")
    assert "-o site" in result.err
