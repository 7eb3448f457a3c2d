"""How much of a document `kalmar draft` gets right, held against a budget file made by hand.

python -m tests.measure_draft            the source text, against budgets/kalmar/2024
python -m tests.measure_draft FILE       the same for another form of it, such as its PDF
python -m tests.measure_draft --tables   the tables of tests/draft/cases, in every form
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.budget.model import Budget
from kalmar_cli.draft import draft
from kalmar_cli.draft.budget import make_draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.source import inputs
from kalmar_cli.shelf.shelf import Shelf, shipped
from tests.draft import forms, scores
from tests.running import SOURCE_TEXT


class Score(NamedTuple):
    """Of so many things in the file made by hand: found as there, and found otherwise."""

    there: int
    found: int
    wrong: int

    @property
    def share(self) -> float:
        """The share found."""
        return self.found / self.there if self.there else 1.0

    @property
    def wrong_share(self) -> float:
        """The share of what the draft says that is otherwise in the file made by hand."""
        said = self.found + self.wrong
        return self.wrong / said if said else 0.0


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


def measured_tables() -> dict[tuple[str, str], scores.Tally]:
    """What of our own tables is right, wrong without a mark or marked, by form and kind."""
    found: dict[tuple[str, str], scores.Tally] = {}
    masters = forms.masters()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        forms.make_pdfs([forms.make(master, "xlsx", place) for master in masters], place)
        for master in masters:
            truth = scores.expected(master.with_suffix(".yaml"))
            for form in forms.FORMS:
                made = scores.drafted(forms.make(master, form, place))
                for what, tally in scores.score(truth, made).items():
                    found[form, what] = found.get((form, what), scores.Tally()) + tally
    return found


def print_tables() -> None:
    """Prints the scores of our own tables."""
    print(f"{'form':6} {'of':8} {'there':>6} {'right':>6} {'':>7} {'wrong unmarked':>15} {'marked':>7}")
    for (form, what), t in sorted(measured_tables().items()):
        print(f"{form:6} {what:8} {t.there:6} {t.right:6} {t.share:7.1%} {len(t.wrong):15} {t.marked:7}")


def main() -> None:
    """Prints the scores as a table."""
    if sys.argv[1:] == ["--tables"]:
        print_tables()
        return
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE_TEXT
    print(f"{'':32} {'there':>6} {'found':>6} {'wrong':>6}  {'found':>6}")
    for name, s in measured(path).items():
        print(f"{name:32} {s.there:6} {s.found:6} {s.wrong:6}  {s.share:6.1%}")


if __name__ == "__main__":
    main()
