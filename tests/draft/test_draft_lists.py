"""Documents whose proposals stand in every form of list: `cases/lists/`, each with what is right.

Beside NAME.txt stands NAME.yaml: name, municipality, year, tax_rate; the
proposals (number, printed, says: words of the title, amount in mkr, years,
area by name, kind, stated: other amounts with their year); lines and totals;
and `marks`: every doubt, by its place and a word of it. What is not named
there must not be in the draft either.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kalmar_cli.budget.model import MEASURE, OPERATING, Budget, Proposal
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import Draft, make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source import inputs
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.write.budget_yaml import budget_text
from tests.write.test_writing import without_places

CASES = Path(__file__).parent / "cases" / "lists"
EXPECTED = sorted(CASES.glob("*.yaml"))


class _Exact(yaml.SafeLoader):
    """YAML whose decimals are Decimals."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(node.value))


def drafted(path: Path, options: list[str]) -> Draft:
    """The draft of a document; of the options, `--year` and `--base` (the base's years) are known here."""
    year = int(options[options.index("--year") + 1]) if "--year" in options else 0
    document = inputs.read(str(path), lambda _done, _total: None)
    years = options[options.index("--base") + 1] if "--base" in options else ""
    found = draft.find(document, Wishes(year=year, base=years), path.stem)
    return make_draft(found, base(found.municipality.value, years) if years else None, path.stem, path.name)


def base(municipality: str, years: str) -> Budget:
    """A base with a statement for these years, as its file would be read."""
    first = years.partition(",")[0]
    row = ", ".join("1" for _year in years.split(","))
    text = (
        f"name: B\nmunicipality: {municipality}\nyear: {first}\nunit: mkr\nsign: result\n"
        f"statement: {{columns: [{years}], rows: {{arets_resultat: [{row}]}}}}\n"
    )
    return assemble(read(text.encode(), "b", ""), None)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_document_gives_what_is_right(expected: Path) -> None:
    """All that is expected is there, as expected, and nothing else; every doubt at its own place."""
    right: dict[str, Any] = yaml.load(expected.read_text("utf-8"), _Exact)  # only more exact
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


DEFAULTS: dict[str, Any] = {
    "printed": None,
    "amount": None,
    "years": [],
    "area": None,
    "kind": MEASURE,
    "stated": [],
    "budget": OPERATING,
}


def without_words(wanted: dict[str, Any]) -> dict[str, Any]:
    """An expectation without the words that were looked for already."""
    return {key: value for key, value in wanted.items() if key != "says"}


def told(budget: Budget, proposal: Proposal) -> dict[str, Any]:
    """A proposal as an expectation writes it."""
    area = budget.area(proposal.area) if proposal.area else None
    return {
        "number": proposal.number,
        "printed": proposal.printed,
        "amount": proposal.amount,
        "years": list(proposal.years),
        "area": area.name if area else None,
        "kind": proposal.kind,
        "stated": [[stated.amount, *stated.years] for stated in proposal.stated],
        "budget": proposal.budget,
    }


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_what_is_written_reads_back(expected: Path) -> None:
    """The file of a draft is read as the budget that was drafted, remarks and all."""
    options = yaml.safe_load(expected.read_text("utf-8")).get("options", [])
    made = drafted(expected.with_suffix(".txt"), options)
    text = budget_text(
        made.budget, schema="budget.schema.json", remarks=made.remarks, example=made.left_out
    )
    held = read(text.encode(), made.budget.id, "")
    budget = assemble(held, made.budget.base)
    assert not held.problems, text
    assert without_places(budget) == without_places(made.budget)
