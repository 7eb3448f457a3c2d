"""Two versions of a budget beside each other: what changed, and what that does to the result."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from kalmar_cli.base.files import published_path, year_in
from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.rows import RESULT, label
from kalmar_cli.reports.choices import ALL_YEARS
from kalmar_cli.reports.edits import MKR, Edit, edit_of
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    Column,
    Record,
    Report,
    Sentence,
    Table,
    Value,
    defer,
)
from kalmar_cli.reports.versions import list_edits
from kalmar_cli.reports.view import View
from kalmar_cli.reports.years import runs, span

# The marks of daff, which compares tables.
MARKS = {"new": "+++", "gone": "---", "changed": "->", "moved": ":"}
_WHAT = {
    "key": N_("Key"),
    "statement": N_("Statement"),
    "line": N_("Line"),
    "total": N_("Total"),
    "proposal": N_("Proposal"),
    "result": N_("Result"),
}


class VersionPair(NamedTuple):
    """Two versions of one budget; None where it is new or gone."""

    old: Budget | None
    new: Budget | None

    @property
    def latest(self) -> Budget:
        """The new version, or the old one of a budget that is gone."""
        budget = self.new or self.old
        assert budget is not None
        return budget

    @property
    def name(self) -> str:
        """Whose budget it is, and of which year."""
        return f"{self.latest.name} {self.latest.year}"

    @property
    def id(self) -> str:
        """Its id, with the year."""
        return f"{self.latest.id}@{self.latest.year}"

    def edits(self) -> list[Edit]:
        """What leads from the old version to the new; of a whole budget that came or went, just that."""
        if self.old and self.new:
            return list_edits(self.old, self.new)
        old, new = (budget.name if budget else None for budget in self)
        return [edit_of("key", "budget", self.name, old, new)]


def compare_versions(pairs: Sequence[VersionPair], view: View, *, in_folders: bool = False) -> Report:
    """What changed in each pair, in mkr unless the view says otherwise, in the columns it asks for.

    Of folders, each record says of which budget it is.
    """
    unit = view.unit or MKR
    found = [(pair, [_in_unit(e, unit) for e in pair.edits() if _asked_for(e, view)]) for pair in pairs]
    edits = [edit for _pair, of in found for edit in of]
    things = {(pair.id, e.kind, e.what, e.id) for pair, of in found for e in of if e.what != "result"}
    count = _n("{n} change", "{n} changes", len(things))
    shown = [(pair, of) for pair, of in found if of]
    meta: dict[str, Any] = {
        "old": [published_path(pair.old.file) for pair in pairs if pair.old],
        "new": [published_path(pair.new.file) for pair in pairs if pair.new],
        "changed": bool(edits),
    }
    title = _("What changed") if in_folders else _("What changed in {name}").format(name=pairs[0].name)
    return Report(
        title,
        f"{count} · {unit}",
        (
            defer(MACHINES, lambda: [_for_machines(found, in_folders)]),
            *(
                defer(PEOPLE | RECKONERS, partial(_for_people, pair.name if in_folders else "", of))
                for pair, of in shown
            ),
        ),
        unit,
        lambda: [said for pair, of in shown for said in _effects(pair.name, of, unit)],
        notes=() if edits else (_("Nothing has changed."),),
        meta=meta,
        decimals=view.decimals,
    )


def has_changes(report: Report) -> bool:
    """Whether anything differs."""
    return bool(report.meta["changed"])


def _asked_for(edit: Edit, view: View) -> bool:
    return not view.years or ALL_YEARS in view.years or edit.year in ("", *view.years)


def _in_unit(edit: Edit, unit: str) -> Edit:
    if edit.unit != MKR:
        return edit
    old, new = (in_unit(v, unit) if isinstance(v, Decimal) else v for v in (edit.old, edit.new))
    return edit._replace(old=old, new=new, unit=unit)


def _for_machines(found: Sequence[tuple[VersionPair, list[Edit]]], in_folders: bool) -> Table:
    columns = [Column(id, id, "number" if id in ("old", "new") else "text") for id in Edit._fields]
    if in_folders:
        columns.append(Column("budget", "budget"))
    return Table(
        "diff",
        "",
        tuple(columns),
        tuple(Record({**edit._asdict(), "budget": pair.id}) for pair, edits in found for edit in edits),
        MACHINES,
    )


def _for_people(name: str, edits: Sequence[Edit]) -> list[Table]:
    """The amounts that differ, years that do alike together; and what is said otherwise, in words."""
    what = {kind: _(words) for kind, words in _WHAT.items()}
    key = (
        Column("kind", " ", role="key", words=MARKS),
        Column("what", _("What"), role="key", words=what, gives_way=1),
        Column("name", _("Name"), role="key"),
    )
    amounts = [edit for edit in edits if edit.unit]
    words = [edit for edit in edits if not edit.unit]
    tables = []
    if amounts:
        tables.append(
            Table(
                "amounts",
                _("{name}: amounts").format(name=name) if name else _("Amounts"),
                (
                    *key,
                    Column("years", _("Per year")),
                    Column("unit", _("Unit"), role="unit"),
                    Column("old", _("Before"), "number"),
                    Column("new", _("Now"), "number"),
                    # It follows from the other two.
                    Column("difference", _("Difference"), "number", "difference", gives_way=2),
                ),
                tuple(Record(values) for values in _amount_rows(amounts)),
                PEOPLE | RECKONERS,
            )
        )
    if words:
        tables.append(
            Table(
                "words",
                _("{name}: words and order").format(name=name) if name else _("Words and order"),
                (*key, Column("old", _("Before")), Column("new", _("Now"))),
                tuple(Record({**edit._asdict(), "name": edit.name or edit.id}) for edit in words),
                PEOPLE | RECKONERS,
            )
        )
    return tables


def _amount_rows(edits: Sequence[Edit]) -> Iterator[dict[str, Value]]:
    """The edits of amounts; neighbouring years of one thing that change alike are one row."""
    things: dict[tuple[str, str, str], list[Edit]] = {}
    for edit in edits:
        things.setdefault((edit.what, edit.id, edit.name), []).append(edit)
    for (what, _id, name), of in things.items():
        for years, edit in _alike(of):
            old, new = (value if isinstance(value, Decimal) else None for value in (edit.old, edit.new))
            whole = old is not None and new is not None
            difference = (new or ZERO) - (old or ZERO) if whole or what in ("line", "total") else None
            yield {
                "kind": edit.kind,
                "what": what,
                "name": name,
                "years": years,
                "unit": edit.unit,
                "old": old,
                "new": new,
                "difference": difference,
            }


def _alike(edits: Sequence[Edit]) -> Iterator[tuple[str, Edit]]:
    """The edits of one thing with the years that they stand for."""
    by_year = {year: edit for edit in edits if (year := year_in(edit.year))}
    yield from ((edit.year, edit) for edit in edits if not year_in(edit.year))
    for years, edit in runs({year: edit._replace(year="") for year, edit in by_year.items()}):
        yield span(years), edit


def _effects(name: str, edits: Sequence[Edit], unit: str) -> Iterator[Sentence]:
    """What the changes do to the derived result, year by year, in one sentence."""
    words: list[str] = []
    figures: dict[str, Decimal | str] = {"name": name, "row": label(RESULT, ()), "unit": unit}
    for n, edit in enumerate(edits):
        if edit.what == "result" and isinstance(edit.old, Decimal) and isinstance(edit.new, Decimal):
            lower = edit.new < edit.old
            said = _("{amount} lower in {year}") if lower else _("{amount} higher in {year}")
            words.append(said.format(amount=f"{{amount{n}}}", year=f"{{year{n}}}"))
            figures |= {f"amount{n}": abs(edit.new - edit.old), f"year{n}": edit.year}
    if words:
        yield Sentence(
            _("{name}: {row} is {changes} ({unit}).").replace("{changes}", ", ".join(words)), figures
        )
