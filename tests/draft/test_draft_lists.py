"""Proposals in every form of list: `cases/lists/`, each document with what is right (see list_cases)."""

from pathlib import Path

import pytest

from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.write.budget_yaml import budget_text
from tests.draft.list_cases import DEFAULTS, EXPECTED, drafted, right_of, told, without_words
from tests.write.test_writing import without_places


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_document_gives_what_is_right(expected: Path) -> None:
    """All that is expected is there, as expected, and nothing else; every doubt at its own place."""
    right = right_of(expected)
    made = drafted(expected.with_suffix(".txt"), right.get("options", []))
    budget = made.budget
    assert (budget.name, budget.municipality, budget.year) == (
        right["name"],
        right["municipality"],
        right["year"],
    )
    assert budget.tax_rate == right.get("tax_rate")
    for number, (proposal, wanted) in enumerate(zip(budget.proposals, right["proposals"], strict=False), 1):
        assert wanted["says"].casefold() in proposal.title.casefold(), proposal.title
        assert told(budget, proposal) == {**DEFAULTS, "number": number, **without_words(wanted)}, (
            proposal.title
        )
    assert len(budget.proposals) == len(right["proposals"]), [p.title for p in budget.proposals]
    assert [(line.name, list(line.amounts)) for line in budget.lines] == [
        (line["name"], line["amounts"]) for line in right.get("lines", [])
    ]
    assert [list(total.amounts) for total in budget.totals] == right.get("totals", [])
    marks = [(list(map(str, place.split("."))), words) for place, words in right["marks"]]
    doubts = [remark for remark in made.remarks if remark.doubt]
    for place, words in marks:
        assert any(
            list(map(str, doubt.at))[: len(place)] == place and words in doubt.text for doubt in doubts
        ), (place, words, doubts)
    for doubt in doubts:
        assert any(list(map(str, doubt.at))[: len(place)] == place for place, _words in marks), doubt


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_what_is_written_reads_back(expected: Path) -> None:
    """The file of a draft is read as the budget that was drafted, remarks and all."""
    options = right_of(expected).get("options", [])
    made = drafted(expected.with_suffix(".txt"), options)
    text = budget_text(
        made.budget, schema="budget.schema.json", remarks=made.remarks, example=made.left_out
    )
    held = read(text.encode(), made.budget.id, "")
    budget = assemble(held, made.budget.base)
    assert not held.problems, text
    assert without_places(budget) == without_places(made.budget)
