"""Budget → text → the same budget."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kalmar_cli.base.problems import Place
from kalmar_cli.budget.model import Budget
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.read.keys import AREA, BUDGET, DOCUMENT, PRICE_INDEX
from kalmar_cli.read.post_keys import LINE, PROPOSAL, STATED, TOTAL
from kalmar_cli.read.statement_keys import STATEMENT
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from kalmar_cli.write.budget_yaml import budget_text
from kalmar_cli.write.scalars import text
from tests.reader import outcome, whole_budget
from tests.running import CASES

FOLDERS = [shipped(), CASES / "good", CASES / "many"]
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.yaml"))


def without_places(value: Any) -> Any:
    """A value in which every place in the file is left out."""
    if isinstance(value, Place):
        return None
    if isinstance(value, tuple) and value and all(isinstance(item, Place) for item in value):
        return None
    if isinstance(value, Budget):
        return without_places(tuple(value._replace(places={}, file="", base=None)))
    if isinstance(value, tuple):
        return tuple(map(without_places, value))
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_written_budget_is_read_as_it_was(path: Path) -> None:
    """Everything of it: areas, statement, labels, lines, prose, totals, proposals; and again the same."""
    budget = Shelf(FOLDERS).load(path)
    schema = "../budget.schema.json"
    first = budget_text(budget, schema=schema, head=["A comment\nof two lines\twith a tab"])
    unbased = read(first.encode(), budget.id, budget.file)
    found = assemble(unbased, budget.base)
    assert not unbased.problems, first
    assert without_places(found) == without_places(budget)
    assert budget_text(found, schema=schema, head=["A comment of two lines with a tab"]) == first


def test_no_key_is_lost() -> None:
    """Each key of a budget file comes through the reader and the writer."""
    text = budget_text(whole_budget(), schema="s")
    written = yaml.safe_load(text)
    assert outcome(text, whole_budget().base)[1] == []
    line, proposal = written["lines"][0], written["proposals"][0]
    for mapping, shape in (
        ({**written, "labels": written["statement"]["labels"]}, BUDGET),
        (written["source"], DOCUMENT),
        (written["price_index"], PRICE_INDEX),
        (written["areas"]["skola"], AREA),
        (written["statement"], STATEMENT),
        (line, LINE),
        (line["stated"][0], STATED),
        (written["totals"][0], TOTAL),
        (proposal, PROPOSAL),
    ):
        assert mapping.keys() == shape.fields.keys()


@pytest.mark.parametrize(
    "value",
    [
        "Kameror", "Förskola, skola", "a: b", "- a", "# no comment", "5.4", "4.1.2", "null", "~", "true",
        "NO", "y", "0x1F", "1e3", "[a]", "{a}", 'a "quoted" word', "back\\slash", "it's", "* star", "& and",
        "!tag", "%", "@", "`", "2024-01-01", "12:30", "ends with colon:", "a #b", "två – streck", "50 %",
        "=", "<<",
    ],
)  # fmt: skip
def test_a_text_is_read_as_it_was(value: str) -> None:
    """Whatever a name looks like, in block and in flow, it stays that text."""
    source = "name: {0}\nmunicipality: M\nyear: 2024\nunit: mkr\nsign: result\nareas:\n  a: {{name: {0}}}\n"
    unbased = read(source.format(text(value)).encode(), "x", "x.yaml")
    found = assemble(unbased, None)
    assert not unbased.problems
    assert (found.name, found.areas["a"].name) == (value, value)


def test_another_reader_of_yaml_sees_texts_as_texts() -> None:
    """PyYAML's own reader, with YAML 1.1's guesses, takes none of them for a number or a truth value."""
    for value in ("5.4", "1_000", "21:81", "yes", "off", "null", "2024-01-01", "0b1", "1e3", "Kameror"):
        assert yaml.safe_load(f"{{a: {text(value)}}}") == {"a": value}
