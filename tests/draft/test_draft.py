"""`kalmar draft`: every figure of our own documents right or marked, and the source document measured."""

import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from kalmar_cli.budget.model import Budget
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source.document import of
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.write.budget_yaml import budget_text
from tests import measure_draft
from tests.clients import require
from tests.running import ROOT, SOURCE_TEXT, kalmar
from tests.write.test_writing import without_places

README = ROOT / "README.md"
DOCUMENTS = ROOT / "tests" / "documents"
EXPECTED = sorted((DOCUMENTS / "expected").glob("*.yaml"))


def budget(text: str) -> Budget:
    """A budget file's text as a budget; the reader must have nothing against it."""
    held = read(text.encode(), "draft", "draft.yaml")
    result = assemble(held, None)
    assert not held.problems, held.problems
    return result


def document(expected: Path) -> Path:
    """The document that an expected budget is of."""
    [found] = [path for path in DOCUMENTS.glob(f"{expected.stem}.*") if path.suffix in (".txt", ".csv")]
    return found


def marked(text: str) -> set[str]:
    """What the draft's doubts speak of: the words of each, and the key or name that follows it."""
    said: set[str] = set()
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if "# kontrollera:" not in line:
            continue
        following = at
        while lines[following].lstrip().startswith("#"):
            said.update(re.findall(r"[\w-]+", lines[following]))
            following += 1
        said.add(lines[following].strip().split(":")[0].removeprefix("- "))
        said.add(lines[following].split("name: ")[-1].strip("'"))
    return said


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_figures_are_right_or_marked(expected: Path) -> None:
    """Statement, lines, totals, proposals and amounts are those of the document, or doubted."""
    result = kalmar("draft", document(expected))
    assert result.code == 0, result.err
    truth, got = budget(expected.read_text("utf-8")), budget(result.out)
    doubted = marked(result.out)
    assert (got.name, got.municipality, got.year, got.unit) == (
        truth.name,
        truth.municipality,
        truth.year,
        truth.unit,
    )
    if truth.statement:
        assert got.statement
        assert got.statement.columns == truth.statement.columns
        assert list(got.statement.rows) == list(truth.statement.rows)
        for row in truth.statement.rows:
            same = got.statement.rows[row].values == truth.statement.rows[row].values
            assert same or row in doubted, row
    for mine, theirs in zip(got.lines, truth.lines, strict=True):
        assert (mine.name, mine.heading, mine.row) == (theirs.name, theirs.heading, theirs.row)
        assert mine.amounts == theirs.amounts or mine.name in doubted
        assert mine.proposals == theirs.proposals
    assert measure_draft.totals(got) == measure_draft.totals(truth)
    assert measure_draft.kinds(got) == measure_draft.kinds(truth)
    assert measure_draft.amounts(got) == measure_draft.amounts(truth)
    assert areas(got) == areas(truth)


def areas(given: Budget) -> Counter[tuple[object, str | None]]:
    """Lines and proposals with the names of their areas."""
    named = {id: area.name for id, area in given.areas.items()}
    return Counter(
        [(line.name, named.get(line.area or "")) for line in given.lines]
        + [(p.number, named.get(p.area or "")) for p in given.proposals]
    )


def test_every_document_has_its_expected_budget() -> None:
    """Nothing in documents/ goes untested."""
    assert len(EXPECTED) >= 6
    known = {document(expected).name for expected in EXPECTED}
    assert {path.name for path in DOCUMENTS.iterdir() if path.suffix in (".txt", ".csv")} == known


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_every_figure_stands_in_the_document(expected: Path) -> None:
    """A draft invents nothing: the digits of each figure are there, in the document's unit."""
    path = document(expected)
    result = kalmar("draft", path)
    printed = re.sub(r"(?<=\d)[ .\u00a0](?=\d{3})", "", path.read_text("utf-8"))
    digits = {figure.replace(",", ".") for figure in re.findall(r"\d+(?:,\d+)?", printed)}
    got = re.findall(r"(?:amounts|_\w+): \[?([-\d., ]+)\]?$", result.out, re.M)
    figures = [figure.strip().lstrip("-") for row in got for figure in row.split(",")]
    assert figures
    # A doubtful split may join what the document parts; its digits stand there all the same.
    run = re.sub(r"\D", "", printed)
    for figure in figures:
        assert figure in digits or figure.replace(".", "") in run, figure


def test_ambiguous_rows_show_their_readings() -> None:
    """Where no sum decides, a comment shows more than one reading."""
    result = kalmar("draft", DOCUMENTS / "vagskalet.txt")
    assert "[1, 100200, 300]" in result.out.replace("\n    # ", " ")
    assert "[1100, 200, 300]" in result.out.replace("\n    # ", " ")


def test_the_other_statement_can_be_drafted() -> None:
    """`--statement` drafts the other one, without the lines that are not that budget's."""
    result = kalmar("draft", DOCUMENTS / "hamnlistan.txt", "--statement", "kommunstyrelsens")
    got = budget(result.out)
    assert got.statement
    assert got.statement.cell("arets_resultat", "2025") == 7
    assert not got.lines
    assert "kommunstyrelsens" in got.name
    assert "# kontrollera: read out of the heading of its statement\nname: " in result.out


def test_an_unknown_statement_names_those_there_are() -> None:
    """A heading that no statement has is refused with the headings."""
    result = kalmar("draft", DOCUMENTS / "hamnlistan.txt", "--statement", "piraterna")
    assert (result.code, result.out) == (2, "")
    assert "Resultaträkning Hamnlistan" in result.err


def test_nothing_found_writes_nothing(tmp_path: Path) -> None:
    """A text without figures: exit 1, what was looked for, no file."""
    empty = tmp_path / "dikt.txt"
    empty.write_text("Havet är stort.\nSkutan är liten.\n", "utf-8")
    target = tmp_path / "y.yaml"
    result = kalmar("draft", empty, "-o", target)
    assert (result.code, result.out) == (1, "")
    assert "Looked for" in result.err
    assert not target.exists()


def test_nothing_found_names_the_amounts_in_the_text(tmp_path: Path) -> None:
    """Running text alone is no budget, but what was seen in it is said."""
    letter = tmp_path / "brev.txt"
    letter.write_text(
        "Budget 2025, Lunds kommun\n\nSkolan får 3 miljoner kronor, omsorgen 2 mnkr.\n", "utf-8"
    )
    result = kalmar("draft", letter)
    assert (result.code, result.out) == (1, "")
    assert "2 amounts in running text: 3 miljoner kronor, 2 mnkr" in result.err


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    """What a person has checked is not overwritten by a draft."""
    target = tmp_path / "y.yaml"
    target.write_text("name: mine\n")
    result = kalmar("draft", DOCUMENTS / "ekvik.txt", "-o", target)
    assert result.code == 2
    assert target.read_text() == "name: mine\n"


def test_standard_input() -> None:
    """`-` reads text from standard input."""
    result = kalmar("draft", "-", stdin=(DOCUMENTS / "sundby.txt").read_text("utf-8"))
    assert result.code == 0
    assert "  - name: Nattvandrare" in result.out


def test_the_draft_can_be_compared(tmp_path: Path) -> None:
    """A draft is a budget like any other."""
    target = tmp_path / "ekvik.yaml"
    assert kalmar("draft", DOCUMENTS / "ekvik.txt", "-o", target).code == 0
    shown = kalmar("show", target)
    assert shown.code == 0, shown.err
    assert "Årets resultat" in shown.out


def test_the_source_document() -> None:
    """The Kalmar document against the files made by hand: the thresholds of the README."""
    require(str(SOURCE_TEXT))
    scores = measure_draft.measured(SOURCE_TEXT)
    for name in (
        "statement cells",
        "statement cells, majority",
        "lines with heading and amounts",
        "printed totals",
        "proposals in the right chapter",
    ):
        assert scores[name].found == scores[name].there, name
        assert scores[name].wrong == 0, name
    assert scores["statement cells"].there + scores["statement cells, majority"].there == 144
    for name in ("amounts in prose", "links of lines to proposals"):
        assert scores[name].share >= 0.9, name
        assert scores[name].wrong_share <= 0.05, name


def test_the_source_document_runs_through(tmp_path: Path) -> None:
    """draft, then compare with the majority."""
    require(str(SOURCE_TEXT))
    target = tmp_path / "y.yaml"
    drafted = kalmar("draft", SOURCE_TEXT, "-o", target)
    assert drafted.code == 0, drafted.err
    assert "133 proposals" in drafted.err
    compared = kalmar("compare", target, "majoriteten", "-f", "csv")
    assert compared.code == 0, compared.err
    assert "arets_resultat,Årets resultat,2024,mkr,-177.5,-160,-17.5" in compared.out


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_document_never_breaks_the_draft(seed: int) -> None:
    """Lines lost, doubled, swapped or garbled: the draft is still a budget file, or there is none."""
    chance = random.Random(seed)
    path = chance.choice([path for path in DOCUMENTS.iterdir() if path.suffix == ".txt"])
    lines = path.read_text("utf-8").split("\n")
    for _change in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[at] = chance.choice(
            [
                lines[other],
                f"{lines[at]} {lines[other]}",
                lines[at].replace(" ", chance.choice(["\t", "  ", "\u00a0", ""])),
                lines[at][: len(lines[at]) // 2] + chance.choice("–-,.#:{}[]'\"%9\x07") + lines[at][-8:],
            ]
        )
    found = draft.find(of([lines], chance.choice(["text", "pdf"])), Wishes(), "x")
    if not found.empty and found.year:
        made = make_draft(found, None, "draft", "x")
        text = budget_text(
            made.budget, schema="budget.schema.json", remarks=made.remarks, example=made.left_out
        )
        assert without_places(budget(text)) == without_places(made.budget)


@pytest.mark.slow
def test_the_readme_says_what_is_measured() -> None:
    """Its table is what `python -m tests.measure_draft` prints; KALMAR_REGEN=1 writes it anew."""
    require(str(SOURCE_TEXT))
    require("soffice")
    measured, text = measure_draft.table() + "\n", README.read_text("utf-8")
    table = re.compile(r"^\|  \| documents \|.*?\n(?=\n)", re.M | re.S)
    if os.environ.get("KALMAR_REGEN"):
        text = table.sub(lambda _old: measured, text)
        README.write_text(text, "utf-8")
    assert table.findall(text) == [measured]
