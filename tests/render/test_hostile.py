"""Texts that some program on the way would obey come out harmless, and readable, in every format."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import openpyxl
import pytest
from docx import Document
from markdown_it import MarkdownIt

from kalmar_cli.base.characters import FORBIDDEN
from kalmar_cli.base.numbers import ENGLISH
from kalmar_cli.budget.model import Budget
from kalmar_cli.render import FORMATS, latex, render, terminal
from kalmar_cli.reports.compare import compare_budgets
from kalmar_cli.reports.proposals import ProposalFilter, list_proposals
from kalmar_cli.reports.table import Report
from kalmar_cli.reports.view import View
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES

# What only a budget that no reader let through can hold.
CONTROLS = "\x1b[31mröd\x1b[0m \x1b]8;;http://x\x07länk \u202ebakvänd \x9b5mblink \u2066dold"
SHOWN_CONTROLS = "[31mröd[0m ]8;;http://xlänk bakvänd 5mblink dold"


def budgets() -> list[Budget]:
    """The hostile budgets of the cases, and in one line what the reader refuses."""
    from kalmar_cli.shelf.names import find

    farlig, bas = find(Shelf([CASES / "hostile"]), ["farlig", "bas"])
    last = farlig.lines[-1]._replace(id="styrtecken", name=CONTROLS)
    return [farlig._replace(lines=(*farlig.lines, last)), bas]


def texts() -> set[str]:
    """Names of lines, areas and rows and titles of proposals, as they should be read."""
    farlig, bas = budgets()
    assert bas.statement is not None
    found = {line.name for line in farlig.lines} | {area.name for area in farlig.areas.values()}
    found |= {proposal.title for proposal in farlig.proposals} | set(bas.statement.labels.values())
    return {squeezed(text) for text in found - {CONTROLS}} | {SHOWN_CONTROLS}


def squeezed(text: str) -> str:
    return " ".join(text.split())


def of_terminal(report: Report) -> set[str]:
    text = terminal.render(report, ENGLISH, 1000)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert not re.search(FORBIDDEN, plain)
    # Only what the program itself sets: bold, dim, two colours and back.
    assert set(re.findall(r"\x1b\[([0-9;]*)m", text)) <= {"0", "1", "2", "35", "36", "1;35", "1;36"}
    return of_plain(plain)


def of_text(report: Report) -> set[str]:
    return of_plain(as_text(report, "table"))


def of_plain(text: str) -> set[str]:
    return {wanted for wanted in texts() if wanted in text}


def as_text(report: Report, format: str) -> str:
    content = render(report, format, ENGLISH)
    assert isinstance(content, str)
    allowed = content.removeprefix("\ufeff").replace("\t", "") if format in ("tsv", "csv-sv") else content
    assert not re.search(FORBIDDEN, allowed)
    return content


def delimited(format: str, separator: str) -> Callable[[Report], set[str]]:
    def read(report: Report) -> set[str]:
        text = as_text(report, format).removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        found = set()
        for cell in (cell for row in rows for cell in row):
            if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", cell):
                assert not cell.lstrip().startswith(tuple("=+-@\t\r")), cell
            found.add(squeezed(cell.removeprefix("'")))
        return found

    return read


def of_json(report: Report) -> set[str]:
    tables = json.loads(as_text(report, "json"))["tables"]
    values = {str(v) for rows in tables.values() for record in rows for v in record.values()}
    # JSON loses nothing: it gives back the very text.
    return {SHOWN_CONTROLS if value == CONTROLS else squeezed(value) for value in values}


def of_markdown(report: Report) -> set[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(as_text(report, "markdown"))
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"}
    found = set()
    for token in tokens:
        if token.type == "inline":
            inner = token.children or []
            assert {child.type for child in inner} <= {"text", "strong_open", "strong_close", "softbreak"}
            found.add("".join(child.content for child in inner))
    return found


class Fragment(HTMLParser):
    """The texts between the tags of a fragment, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def of_html(report: Report) -> set[str]:
    fragment = Fragment()
    fragment.feed(as_text(report, "html"))
    fragment.close()
    assert fragment.open == []
    assert fragment.tags <= {"table", "caption", "strong", "thead", "tbody", "tr", "th", "td", "p", "small"}
    assert fragment.attributes <= {"style", "class", "scope", "colspan", "rowspan"}
    return set(fragment.texts)


# The signs that LaTeX would obey, as they are written, longest first.
WRITTEN = {latex.escape_latex(sign): sign for sign in "\\{}$&#%_^~`<>|[]*−±·\u00a0"}
SIGNS = re.compile("|".join(re.escape(w) for w in sorted(WRITTEN, key=len, reverse=True)))


def of_latex(report: Report) -> set[str]:
    found = set()
    for line in as_text(report, "latex").split("\n"):
        row = re.fullmatch(r"(.*) \\\\\*?", line)
        if not row or line.startswith((r"\caption", " & ")):
            continue
        whole = re.sub(r"^\\multicolumn\{\d\}\{@\{\}.*?@\{\}\}\{\\raggedright(.*)\}$", r"\1", row[1])
        for cell in whole.split(" & "):
            bare = re.sub(r"^\\textbf\{(.*)\}$", r"\1", cell).replace("-{}-", "--")
            assert not re.search(r"[\\{}$&#%_^~]", SIGNS.sub("", bare)), cell
            assert not cell.startswith(("[", "*")), cell
            found.add(SIGNS.sub(lambda sign: WRITTEN[sign.group()], bare).replace("''", '"'))
    return found


def of_xlsx(report: Report) -> set[str]:
    content = render(report, "xlsx", ENGLISH)
    assert isinstance(content, bytes)
    found = set()
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        assert not re.search(r"[\[\]:*?/\\]", sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                # Ours: sums, differences, shares, and sentences made of them; nothing that reaches out.
                without = re.sub(r"(?:'(?:[^']|'')*'|\w+)!", "", re.sub(r'"[^"]*"', "", str(cell.value)))
                known = "SUMIF|COUNTIF|SUM|ABS|ROUND|MIN|MAX|IF|AND|TEXT|REPT"
                assert re.fullmatch(rf"=(?:{known}|[A-Z]+[0-9]+|1E-?[0-9]+|[-+*/:,()0-9.<>=&^])+", without)
            elif cell.data_type == "s":
                found.add(str(cell.value))
    return found


def of_docx(report: Report) -> set[str]:
    content = render(report, "docx", ENGLISH)
    assert isinstance(content, bytes)
    document = Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return {of.text for of in (*document.paragraphs, *cells)}


READ: dict[str, Callable[[Report], set[str]]] = {
    "terminal": of_terminal,
    "table": of_text,
    "csv": delimited("csv", ","),
    "csv-sv": delimited("csv-sv", ";"),
    "tsv": delimited("tsv", "\t"),
    "json": of_json,
    "markdown": of_markdown,
    "html": of_html,
    "latex": of_latex,
    "docx": of_docx,
    "xlsx": of_xlsx,
}


@pytest.mark.parametrize("format", READ)
def test_harmless_and_readable(format: str) -> None:
    """Each text is found again by a reader of the format, and nothing else is there."""
    farlig, bas = budgets()
    found: set[str] = set()
    for report in (
        compare_budgets([farlig, bas], View(), with_lines=True, with_proposals=True),
        list_proposals(farlig, View(), ProposalFilter()),
    ):
        found |= READ[format](report)
    assert texts() - found == set()


def test_every_format_is_read() -> None:
    """A format that is added is put to the test."""
    assert set(READ) == {"terminal", *FORMATS}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("- lista", "<p>- lista</p>"),
        ("+ lista", "<p>+ lista</p>"),
        ("1. lista", "<p>1. lista</p>"),
        ("12) lista", "<p>12) lista</p>"),
        ("---", "<p>---</p>"),
        ("# rubrik", "<p># rubrik</p>"),
        ("> citat", "<p>&gt; citat</p>"),
        ("=== 5", "<p>=== 5</p>"),
        ("-7,5 mkr", "<p>-7,5 mkr</p>"),
        ("&amp; [a](b) ![c](d) <e>", "<p>&amp;amp; [a](b) ![c](d) &lt;e&gt;</p>"),
        ("a\\*b ~~c~~ `d`", "<p>a\\*b ~~c~~ `d`</p>"),
    ],
)
def test_a_paragraph_stays_one(words: str, expected: str) -> None:
    """No sign at the beginning of a Markdown paragraph makes something else of it."""
    from kalmar_cli.render.markdown import as_paragraph

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    assert parser.render(as_paragraph(words)).strip() == expected
