"""Documents whose proposals stand in a list, with what is right of each: how they are read and drafted.

Beside NAME.txt stands NAME.yaml: name, municipality, year, tax_rate; the
proposals (number, printed, says: words of the title, amount in mkr, years,
area by name, kind, stated: other amounts with their year); lines and totals;
and `marks`: every doubt, by its place and a word of it. What is not named
there must not be in the draft either. `text_only` says that its lines are not those of a printed page.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from kalmar_cli.budget.model import MEASURE, OPERATING, Budget, Proposal
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import Draft, make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source import inputs
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read

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


def right_of(expected: Path) -> dict[str, Any]:
    """What is right of a document, its decimals exact."""
    held: dict[str, Any] = yaml.load(expected.read_text("utf-8"), _Exact)  # only more exact
    return held


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
