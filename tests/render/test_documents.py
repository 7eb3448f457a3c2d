"""Tables that are pasted elsewhere: what their readers make of them on the real budgets."""

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.running import kalmar

COMMAND = ["compare", "alliansen", "majoriteten", "--lines"]


class Tables(HTMLParser):
    """Captions, and rows of (tag, attributes, text), of every table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.captions: list[str] = []
        self.rows: list[list[tuple[str, dict[str, str | None], str]]] = []
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self.captions.append("")
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append((tag, dict(attrs), ""))
        else:
            return
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "caption":
            self.captions[-1] += data
        elif self._in in ("th", "td"):
            tag, attributes, text = self.rows[-1][-1]
            self.rows[-1][-1] = (tag, attributes, text + data)


def tables(language: str) -> tuple[Tables, Tables]:
    """The same report as HTML, and as Markdown made into HTML by another's hand."""
    env = {"KALMAR_LANG": language}
    html = kalmar(*COMMAND, "-f", "html", env=env).out
    markdown = kalmar(*COMMAND, "-f", "markdown", env=env).out
    return Tables(html), Tables(MarkdownIt("commonmark").enable("table").render(markdown))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_both_have_the_figures_of_the_text(language: str) -> None:
    """Row by row HTML and Markdown have the very figures of the plain table."""
    html, markdown = tables(language)
    text = kalmar(*COMMAND, env={"KALMAR_LANG": language}).out
    body = [[cell for _tag, _attributes, cell in row] for row in html.rows if row[-1][0] == "td"]
    again = [[cell for _tag, _attributes, cell in row] for row in markdown.rows if row[-1][0] == "td"]
    assert body == again
    assert len(body) == 12 + 9 + 25
    lines = {" ".join(re.sub("[│█▐▌]", "", line).split()) for line in text.split("\n")}
    folded = [row[0] for row in body if " ".join(" ".join(row).split()) not in lines]
    # A document has the rows that a screen folds: six of the statement, two areas.
    assert len(folded) == 6 + 2
    assert {"Skatteintäkter", "Arbetsgivare"} <= set(folded)


def _is_list(text: str) -> bool:
    """Whether a cell has numbers of proposals, which are words in a row."""
    return bool(re.fullmatch(r"\d+(, \d+)*", text))


def test_what_a_screen_reader_hears() -> None:
    """Every table has a caption that stands alone; headings say of what, sums that they are sums."""
    html, _markdown = tables("en")
    assert len(html.captions) == 3
    for caption in html.captions:
        for words in (
            "Kalmaralliansen compared with Majoriteten",
            "Kalmar · budget 2024 · mkr",
            "Source: ",
        ):
            assert words in caption
    scopes = {attributes.get("scope") for row in html.rows for tag, attributes, _text in row if tag == "th"}
    assert scopes == {"col", "colgroup", "row"}
    result = next(row for row in html.rows if row[0][2] == "Årets resultat")
    assert all("font-weight:bold" in str(attributes["style"]) for _tag, attributes, _text in result)
    for row in html.rows:
        for tag, attributes, text in row:
            if tag == "td" and re.search(r"\d", text) and not _is_list(text):
                assert "text-align:right" in str(attributes["style"])


def test_numbers_stand_to_the_right_in_markdown() -> None:
    """The alignment of each column is in the rule below the headings."""
    _html, markdown = tables("en")
    for row in markdown.rows:
        for tag, attributes, text in row:
            if tag == "td" and re.fullmatch(r"[−+]?[\d,]+\.\d", text):
                assert attributes["style"] == "text-align:right"
            elif tag == "td" and re.search("[a-zå-ö]", text):
                assert attributes["style"] == "text-align:left"


def test_latex_is_balanced() -> None:
    """Braces and environments close; each row of a table has as many cells as it has columns."""
    for command in (COMMAND, ["proposals", "alliansen"], ["list"], ["show", "alliansen", "--year", "all"]):
        text = kalmar(*command, "-f", "latex").out
        bare = re.sub(r"\\[\\{}]", "", text)
        assert bare.count("{") == bare.count("}")
        begun, ended = (re.findall(rf"\\{word}\{{(\w+)\}}", text) for word in ("begin", "end"))
        assert begun
        assert sorted(begun) == sorted(ended)
        for body in re.findall(r"\\endhead\n(.*?)\\bottomrule", text, re.DOTALL):
            rows = [line for line in body.split("\n") if line.endswith((r" \\", r" \\*"))]
            counts = {row.count(" & ") for row in rows if not row.startswith(r"\multicolumn")}
            assert len(counts) == 1


@pytest.mark.parametrize("format", ["md", "html", "tex", "docx"])
@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (["compare", "alliansen", "majoriteten"], "--lines"),
        (["lines", "alliansen", "--search", "lights"], "kalmar proposals"),
        (["proposals", "alliansen", "--search", "ordningsvakt"], "kalmar lines"),
    ],
)
def test_only_a_screen_says_what_to_type(
    command: list[str], typed: str, format: str, tmp_path: Path
) -> None:
    """Who is sent a document has no command line."""
    assert typed in kalmar(*command).out
    path = tmp_path / f"fil.{format}"
    assert kalmar(*command, "-o", path).code == 0
    text = document_xml(path) if format == "docx" else path.read_text("utf-8")
    assert typed not in text.replace("-{}-", "--")


def document_xml(path: Path) -> str:
    """The text of a document with its marks."""
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()
