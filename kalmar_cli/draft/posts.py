"""Lines, totals and proposals of a draft, each with its amounts, links and doubts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.characters import slug
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, from_unit, plain
from kalmar_cli.base.problems import START
from kalmar_cli.budget.model import (
    INQUIRY,
    MEASURE,
    SPENDING_SIGN,
    Area,
    Budget,
    Line,
    Proposal,
    Total,
)
from kalmar_cli.draft.areas import line_chapters
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find.found import Change, FoundProposal, FoundTable
from kalmar_cli.draft.find.titles import is_inquiry, title
from kalmar_cli.draft.line_rows import moved_rows, own_row, total_row
from kalmar_cli.draft.link import linked
from kalmar_cli.draft.notes import Notes, shortened, some
from kalmar_cli.draft.spoken import SpokenAmounts
from kalmar_cli.write.remarks import KeyPath

FURTHEST = 50  # plan years that a reader lets lines tell


def with_posts(budget: Budget, found: Found, chapters: Mapping[str, Area], notes: Notes) -> Budget:
    """The budget with the lines, totals and proposals of its document; doubts go to `notes`."""
    making = _Posts(budget, found, chapters, notes)
    lines = making.lines()
    totals = making.totals()
    proposals = making.proposals()
    making.note_left_over()
    return budget._replace(lines=lines, totals=totals, proposals=proposals)


class _Posts:
    """What was found as posts of one budget."""

    def __init__(self, budget: Budget, found: Found, chapters: Mapping[str, Area], notes: Notes) -> None:
        self.budget = budget
        self.found = found
        self.chapters = chapters
        self.notes = notes
        self.line_chapters = line_chapters(found)
        self.posts = [(t, c) for t in found.tables for c in t.changes if not c.total]
        self.ids = _ids([change.row.name for _table, change in self.posts])
        self.spoken = SpokenAmounts(budget, found, notes, self.ids)
        self.rows = [row for table in found.tables for row in moved_rows(table, budget.base)]

    # -- lines and totals -------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """The lines of the tables of changes, in the document's order."""
        made = tuple(self._line(index, *post) for index, post in enumerate(self.posts))
        without = [line.name for line in made if line.area is None]
        if without and self.chapters:
            self.notes.note(
                ("lines",),
                _("No area was found for {count} of {all} lines: {names}.").format(
                    count=len(without), all=len(made), names=some(without)
                ),
            )
        return made

    def _line(self, index: int, table: FoundTable, change: Change) -> Line:
        id, row = self.ids[index], change.row
        spot: KeyPath = ("lines", id)
        if change is next(each for each in table.changes if not each.total):
            for remark in table.remarks:
                self.notes.note(spot, f"{remark} ({self.notes.place(table.line)})")
            for doubt in table.doubts:
                self.notes.doubt(spot, doubt, row.line)
        for doubt in row.doubts:
            self.notes.doubt(spot, doubt, row.line)
        own = own_row(row.name, self.budget.base)
        if own:
            self.notes.doubt(
                spot, _("it is named as the row {row}; does it move it so?").format(row=own), row.line
            )
        area = self.chapters.get(self.line_chapters[index])
        links = self.found.links.proposals.get(index, [])
        for link in links:
            if link.strength < linked.SURE:
                self.notes.doubt(
                    (*spot, "proposals"),
                    _("proposal {number} by likeness only ({percent} %)").format(
                        number=self.found.proposals[link.to].number, percent=int(100 * link.strength)
                    ),
                )
        amounts = self._amounts(spot, table, change)
        return Line(
            id,
            row.name,
            self._heading(table, change) or None,
            area.id if area else None,
            self.rows[index],
            amounts,
            tuple(self.found.proposals[link.to].number for link in links),
            tuple(
                self.spoken.of_line((*spot, "stated", at), mention, amounts)
                for at, mention in enumerate(self.found.links.of_line.get(index, ()))
            ),
            None,
            None,
            START,
            (START,) * len(amounts),
        )

    def totals(self) -> tuple[Total, ...]:
        """The printed sums of the tables."""
        made: list[Total] = []
        for table in self.found.tables:
            for change in table.changes:
                if not change.total:
                    continue
                spot: KeyPath = ("totals", len(made))
                for doubt in change.row.doubts:
                    self.notes.doubt(spot, doubt, change.row.line)
                amounts = self._amounts(spot, table, change)
                row = total_row(change.row.name, self.budget.base)
                made.append(
                    Total(
                        change.row.name,
                        row,
                        self._total_heading(table, change),
                        table.section or None,
                        amounts,
                        START,
                        (START,) * len(amounts),
                    )
                )
        return tuple(made)

    def _heading(self, table: FoundTable, change: Change) -> str:
        """A row's heading; of several tables, the table's own where the row has none."""
        return change.heading or (table.heading if len(self.found.tables) > 1 else "")

    def _total_heading(self, table: FoundTable, total: Change) -> str | None:
        """The heading whose lines a total sums up; None where it is nearer to the sum of all lines."""
        heading = self._heading(table, total)
        mine = [c for t, c in self.posts if self._heading(t, c) == heading]

        def away(changes: Sequence[Change]) -> Decimal:
            sums = [sum((c.row.values[i] or ZERO for c in changes if len(c.row.values) > i), ZERO)
                    for i in range(len(total.row.values))]  # fmt: skip
            return sum(
                (abs(got - (v or ZERO)) for got, v in zip(sums, total.row.values, strict=True)), ZERO
            )

        return heading if heading and away(mine) < away([c for _t, c in self.posts]) else None

    def _amounts(self, spot: KeyPath, table: FoundTable, change: Change) -> tuple[Decimal, ...]:
        """A row's amounts in mkr and the statement's sign, by year; those of other years are told."""
        printed = {
            year: value
            for year, value in zip(table.years, change.row.values, strict=True)
            if value is not None
        }
        at: KeyPath = (*spot, "amounts")
        other = {year: value for year, value in printed.items() if year not in self.budget.years}
        if other:
            said = ", ".join(f"{year}: {plain(value)}" for year, value in other.items())
            self.notes.doubt(
                at,
                _("left out, since the year is none of this budget's: {figures} {unit}").format(
                    figures=said, unit=table.unit
                ),
                change.row.line,
            )
        if table.unit != self.budget.unit:
            self.notes.note(at, _("printed in {unit}").format(unit=table.unit))
        return tuple(
            self.spoken.kept(at, self._signed(table, from_unit(printed.get(year, ZERO), table.unit)))
            for year in self.budget.years
        )

    def _signed(self, table: FoundTable, amount: Decimal) -> Decimal:
        """A table's amount in the statement's sign."""
        spending = (table.sign or self.found.sign.sign) == SPENDING_SIGN
        return -amount if spending and amount else amount

    # -- proposals --------------------------------------------------------------

    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals, in the document's order."""
        sections: dict[str, set[str]] = {}
        for proposal in self.found.proposals:
            sections.setdefault(proposal.chapter, set()).add(proposal.section)
        if self.found.renumbered:
            self.notes.note(
                ("proposals",),
                _(
                    "The document has no one count of its proposals; they are numbered on here, and the"
                    " number or letter that it prints is kept as `printed`."
                ),
            )
        made = tuple(
            self._proposal(index, proposal, len(sections[proposal.chapter]) > 1)
            for index, proposal in enumerate(self.found.proposals)
        )
        without = [proposal.number for proposal in made if proposal.area is None]
        if without and self.chapters:
            self.notes.note(
                ("proposals",),
                _("No chapter was found for these proposals: {numbers}.").format(
                    numbers=some(list(map(str, without)))
                ),
            )
        return made

    def _proposal(self, index: int, found: FoundProposal, has_section: bool) -> Proposal:
        spot: KeyPath = ("proposals", found.number)
        for doubt in found.doubts:
            self.notes.doubt(spot, doubt, found.line)
        area = self.chapters.get(found.chapter)
        amount, years, account, other_years = self.spoken.own_amount(spot, found)
        return Proposal(
            found.number,
            area.id if area else None,
            found.section if has_section and found.section else None,
            title(found.text),
            INQUIRY if is_inquiry(found.text) else MEASURE,
            amount,
            years,
            account,
            (
                *other_years,
                *(
                    self.spoken.of_proposal((*spot, "stated", at), mention)
                    for at, mention in enumerate(
                        self.found.links.of_proposal.get(index, ()), len(other_years)
                    )
                ),
            ),
            START,
            START,
            found.printed or None,
        )

    def note_left_over(self) -> None:
        """The amounts in prose that belong to nothing in the draft."""
        left = [m for i, m in enumerate(self.found.mentions) if i not in self.found.links.owners]
        if not (self.found.tables or self.found.proposals):
            return  # prose around a statement alone speaks of much that is no change
        if left:
            self.notes.note(("end",), _("Amounts in the text that were not placed:"))
        for mention in left:
            text = shortened(mention.sentence)
            said = _("{amount} belongs to no line or proposal here: {text}")
            said = (
                f"{mention.inexact} {text}"
                if mention.inexact
                else said.format(amount=mention.written, text=text)
            )
            self.notes.doubt(("end",), said, mention.line)


def _ids(names: Sequence[str]) -> list[str]:
    """An id for each name, each once."""
    copies: dict[str, int] = {}
    taken: set[str] = set()
    ids: list[str] = []
    for number, name in enumerate(names, 1):
        wanted = id = slug(name) or f"post-{number}"
        while id in taken:
            copies[wanted] = copies.get(wanted, 1) + 1
            id = f"{wanted}-{copies[wanted]}"
        taken.add(id)
        ids.append(id)
    return ids
