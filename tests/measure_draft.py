"""How much of our own documents `kalmar draft` gets right, held against what was written by hand.

python -m tests.measure_draft prints the README's table: tables in every form that
they have, documents with lists, whole documents, and the one of Kalmaralliansen.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.budget.model import Budget
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import Draft, make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source import inputs
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from tests.draft import forms, list_cases, scores
from tests.running import SOURCE_TEXT


class Score(NamedTuple):
    """Of so many things in the file made by hand: found as there, and found otherwise."""

    there: int = 0
    found: int = 0
    wrong: int = 0

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]
        return Score(self.there + other.there, self.found + other.found, self.wrong + other.wrong)

    @property
    def share(self) -> float:
        """The share found."""
        return self.found / self.there if self.there else 1.0

    @property
    def wrong_share(self) -> float:
        """The share of what the draft says that is otherwise in the file made by hand."""
        said = self.found + self.wrong
        return self.wrong / said if said else 0.0

    def __str__(self) -> str:
        return f"{self.found} of {self.there}" if self.there else ""


def drafted(path: Path, statement: str = "") -> Budget:
    """The budget drafted of a document; `statement` chooses one of several."""
    document = inputs.read(str(path), lambda _done, _total: None)
    found = draft.find(document, Wishes(statement=statement), path.stem)
    return make_draft(found, None, "draft", path.name).budget


def score(truth: Counter[tuple], got: Counter[tuple]) -> Score:  # type: ignore[type-arg]
    """What is in both, and what only the draft says."""
    return Score(truth.total(), (truth & got).total(), (got - truth).total())


def cells(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """The printed cells of a statement."""
    assert budget.statement
    columns = budget.statement.columns
    return Counter(
        (row.id, column, value)
        for row in budget.statement.rows.values()
        for column, value in zip(columns, row.values, strict=True)
    )


def lines(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """The lines, with heading and amounts."""
    return Counter((line.name, line.heading, line.amounts) for line in budget.lines)


def totals(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """The printed totals, with the row they are of."""
    return Counter((total.name, total.row, total.amounts) for total in budget.totals)


def chapters(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """The proposals, each with its chapter."""
    return Counter((p.number, budget.areas[p.area].chapter if p.area else None) for p in budget.proposals)


def amounts(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """The amounts in prose and in proposals, each with its section and whom it belongs to."""
    found: Counter[tuple] = Counter()  # type: ignore[type-arg]
    for line in budget.lines:
        found.update((line.name, stated.section, stated.amount) for stated in line.stated)
    for proposal in budget.proposals:
        found.update((proposal.number, stated.section, stated.amount) for stated in proposal.stated)
        if proposal.amount is not None:
            found[(proposal.number, None, proposal.amount)] += 1
    return found


def links(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """Which line pays for which proposal."""
    return Counter((line.name, number) for line in budget.lines for number in line.proposals)


def kinds(budget: Budget) -> Counter[tuple]:  # type: ignore[type-arg]
    """Which proposals only ask to investigate."""
    return Counter((proposal.number, proposal.kind) for proposal in budget.proposals)


def measured(path: Path) -> dict[str, Score]:
    """Every score of a form of the source document."""
    shelf = Shelf([shipped()])
    own = shelf.load(shipped() / "kalmar" / "2024" / "alliansen.yaml")
    base = shelf.load(shipped() / "kalmar" / "2024" / "majoriteten.yaml")
    got, got_base = drafted(path), drafted(path, "majoriteten")
    return {
        "statement cells": score(cells(own), cells(got)),
        "statement cells, majority": score(cells(base), cells(got_base)),
        "lines with heading and amounts": score(lines(own), lines(got)),
        "printed totals": score(totals(own), totals(got)),
        "proposals in the right chapter": score(chapters(own), chapters(got)),
        "amounts in prose": score(amounts(own), amounts(got)),
        "links of lines to proposals": score(links(own), links(got)),
        "kinds of proposals": score(kinds(own), kinds(got)),
    }


class Measured(NamedTuple):
    """What of some documents is right; of each score, `wrong` is what is wrong without a mark."""

    name: str
    documents: int
    cells: Score = Score()
    lines: Score = Score()
    proposals: Score = Score()
    amounts: Score = Score()

    @property
    def row(self) -> str:
        """Its row of the README's table."""
        kinds = (self.cells, self.lines, self.proposals, self.amounts)
        figures = (self.name, self.documents, *kinds, sum(kind.wrong for kind in kinds))
        return f"| {' | '.join(map(str, figures))} |"


def tables_measured() -> Iterator[Measured]:
    """Our own tables, in each of their forms."""
    names = {
        "pdf": "tables in a PDF", "xlsx": "in a workbook", "csv": "in CSV", "wide": "in text, by columns",
        "flat": "in text without columns",
    }  # fmt: skip
    masters = forms.masters()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        forms.make_pdfs([forms.make(master, "xlsx", place) for master in masters], place)
        for form, name in names.items():
            pairs = [(master.with_suffix(".yaml"), forms.make(master, form, place)) for master in masters]
            yield _tallied(name, pairs)


def _tallied(name: str, pairs: list[tuple[Path, Path]]) -> Measured:
    """Documents with the file of what is right of each."""
    found: dict[str, scores.Tally] = {}
    for right, document in pairs:
        for what, tally in scores.score(scores.expected(right), scores.drafted(document)).items():
            found[what] = found.get(what, scores.Tally()) + tally
    cells, lines = (Score(t.there, t.right, len(t.wrong)) for t in (found["cells"], found["lines"]))
    return Measured(name, len(pairs), cells, lines + Score(wrong=len(found["totals"].wrong)))


def lists_measured() -> Iterator[Measured]:
    """Our own documents with lists of proposals, as text and as PDF."""
    texts = [expected.with_suffix(".txt") for expected in list_cases.EXPECTED]
    yield _lists("proposals in text", texts)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        printed = [one for one in list_cases.EXPECTED if not list_cases.right_of(one).get("text_only")]
        pages = [forms.make_page(expected.with_suffix(".txt"), place) for expected in printed]
        forms.make_pdfs(pages, place)
        yield _lists("proposals in a PDF", [page.with_suffix(".pdf") for page in pages])


def _lists(name: str, documents: list[Path]) -> Measured:
    """Documents with what is right of each."""
    whole = Measured(name, len(documents))
    for document in documents:
        right = list_cases.right_of(list_cases.CASES / f"{document.stem}.yaml")
        made = list_cases.drafted(document, right.get("options", []))
        whole = whole._replace(
            lines=whole.lines
            + _unmarked(
                ((line["name"], tuple(line["amounts"])) for line in right.get("lines", [])),
                ((line.name, line.amounts) for line in made.budget.lines),
                {
                    name
                    for line in made.budget.lines
                    if (name := line.name) and _is_marked(made, "lines", line.id)
                },
            ),
            proposals=whole.proposals
            + _unmarked(
                ((at, one.get("printed"), one.get("area")) for at, one in enumerate(right["proposals"], 1)),
                ((p.number, p.printed, _area(made.budget, p.area)) for p in made.budget.proposals),
                set(),
            ),
            amounts=whole.amounts
            + _unmarked(
                _amounts_of((n, list_cases.DEFAULTS | one) for n, one in enumerate(right["proposals"], 1)),
                _amounts_of((p.number, list_cases.told(made.budget, p)) for p in made.budget.proposals),
                {p.number for p in made.budget.proposals if _is_marked(made, "proposals", p.number)},
            ),
        )
    return whole


def _unmarked(truth: Iterable[tuple], got: Iterable[tuple], marked: set[object]) -> Score:  # type: ignore[type-arg]
    """What is right of two lists of things, and what is wrong and not `marked` by its first word."""
    wanted, said = Counter(truth), Counter(got)
    wrong = sum(count for thing, count in (said - wanted).items() if thing[0] not in marked)
    return Score(wanted.total(), (wanted & said).total(), wrong)


def _amounts_of(proposals: Iterable[tuple[int, dict[str, object]]]) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Each amount of a proposal with its number and years."""
    for number, one in proposals:
        if one["amount"] is not None:
            yield number, one["amount"], tuple(one["years"])  # type: ignore[arg-type]
        for stated in one["stated"]:  # type: ignore[attr-defined]
            yield (number, *stated)


def _area(budget: Budget, id: str | None) -> str | None:
    return budget.areas[id].name if id else None


def _is_marked(made: Draft, *place: object) -> bool:
    return any(remark.doubt and remark.at[:2] == place for remark in made.remarks)


def source_measured() -> Measured:
    """The document of Kalmaralliansen, both its statements."""
    of = measured(SOURCE_TEXT)
    return Measured(
        "Kalmaralliansen's budget 2024",
        1,
        of["statement cells"] + of["statement cells, majority"],
        of["lines with heading and amounts"],
        of["proposals in the right chapter"],
        of["amounts in prose"],
    )


def table() -> str:
    """The README's table, in Markdown."""
    head = (
        "|  | documents | statement cells | lines | proposals | amounts in words | wrong without a mark |"
    )
    rows = [one.row for one in (*tables_measured(), *lists_measured(), source_measured())]
    return "\n".join([head, "|---" * head.count(" | ") + "|---|", *rows])


if __name__ == "__main__":
    print(table())
