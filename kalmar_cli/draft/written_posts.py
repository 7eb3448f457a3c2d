"""Areas, lines, totals and proposals of a draft, each with its amounts, links and doubts."""

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import INQUIRY, MEASURE
from kalmar_cli.budget.rows import NET_COST
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find import signs
from kalmar_cli.draft.find.change_sums import covered
from kalmar_cli.draft.find.found import Change, FoundProposal, FoundTable, where
from kalmar_cli.draft.find.proposals import is_inquiry, title
from kalmar_cli.draft.link import linked
from kalmar_cli.draft.written_amounts import Amounts, shortened
from kalmar_cli.read.values import slug
from kalmar_cli.write.yaml_text import check, code, comment, flow, sequence, text


class Layout(Amounts):
    """Writes the posts of one draft in `unit` and `sign`, for the budget's `years`."""

    def __init__(self, found: Found, unit: str, sign: str, years: tuple[int, ...], declared: bool) -> None:
        super().__init__(found, unit, sign, years, declared)
        self.chapters = self._chapters()

    # -- names ------------------------------------------------------------------

    def _chapters(self) -> dict[str, tuple[str, str]]:
        """Chapter → area id and name, for the chapters that proposals and lines belong to."""
        used = [p.chapter for p in self.found.proposals if p.chapter]
        used += [self._line_chapter(index) for index in range(len(self.posts))]
        titles = {h.number or h.title: h.title for h in reversed(self.found.headings.all)}
        areas: dict[str, tuple[str, str]] = {}
        order = [h.number or h.title for h in self.found.headings.all]
        for chapter in sorted(
            dict.fromkeys(c for c in used if c), key=lambda c: order.index(c) if c in order else 0
        ):
            name = titles.get(chapter, _("Chapter {number}").format(number=chapter))
            wanted = slug(name) or f"kapitel-{slug(chapter)}"
            taken = {id for id, _name in areas.values()}
            areas[chapter] = (wanted if wanted not in taken else f"{wanted}-{slug(chapter)}", name)
        return areas

    def _line_chapter(self, index: int) -> str:
        """A line's chapter: its proposal's, else that of the text that names its amount."""
        for link in self.found.links.proposals.get(index, []):
            return self.found.proposals[link.to].chapter
        for mention, _owner in self.owned.get(index, []):
            if mention.section:
                return mention.section.partition(".")[0]
            if mention.heading:
                return mention.heading
        return ""

    def areas(self) -> list[str]:
        """The areas: the chapters of the document that something belongs to."""
        if not self.chapters:
            return []
        out = ["areas:"]
        for chapter, (id, name) in self.chapters.items():
            pairs = {"name": text(name)} | ({"chapter": code(chapter)} if chapter[:1].isdigit() else {})
            out.append(f"  {id}: {flow(pairs)}")
        return [*out, ""]

    # -- lines and totals -------------------------------------------------------

    def lines(self) -> list[str]:
        """The lines of the tables of changes, in the document's order."""
        out = ["lines:"] if self.posts else []
        for index, (table, change) in enumerate(self.posts):
            out += [*self._line(index, table, change), ""]
        return out

    def _line(self, index: int, table: FoundTable, change: Change) -> list[str]:
        place = where(change.row.line, self.kind)
        out: list[str] = []
        for doubt in (*(table.doubts if change is table.changes[0] else ()), *change.row.doubts):
            out += check(f"{doubt} ({place})", 2)
        out.append(f"  - name: {text(change.row.name)}")
        if self.ids[index] != slug(change.row.name):
            out.append(f"    id: {self.ids[index]}")
        if change.heading:
            out.append(f"    heading: {text(change.heading)}")
        chapter = self._line_chapter(index)
        if chapter in self.chapters:
            out.append(f"    area: {self.chapters[chapter][0]}")
        elif self.chapters:
            out += check(_("no area was found for this line ({place})").format(place=place), 4)
        row = self._row(table, change)
        if row != NET_COST:
            out.append(f"    row: {row}")
        if table.unit != self.unit:
            out += check(_("printed in {unit} ({place})").format(unit=table.unit, place=place), 4)
        out += self._left_out(table, change, place)
        out.append(f"    amounts: {self._amounts(table, change)}")
        links = self.found.links.proposals.get(index, [])
        if links:
            for link in links:
                if link.strength < linked.SURE:
                    number = self.found.proposals[link.to].number
                    percent = int(100 * link.strength)
                    out += check(
                        _("proposal {number} by likeness only ({percent} %)").format(
                            number=number, percent=percent
                        ),
                        4,
                    )
            out.append(f"    proposals: {sequence(str(self.found.proposals[k.to].number) for k in links)}")
        if self.owned.get(index):
            out.append("    stated:")
            for mention, owner in self.owned[index]:
                out += self._stated(mention, owner, change)
        return out

    def _row(self, table: FoundTable, change: Change) -> str:
        """The row a line moves: that of the first total below it, if the line is in its block."""
        at = table.changes.index(change)
        for end in range(at + 1, len(table.changes)):
            total = table.changes[end]
            if not total.total:
                continue
            block = covered(table.changes[:end], total.heading)[1]
            row = signs.total_row(total.row.name)
            return row if row and change in block else NET_COST
        return NET_COST

    def totals(self) -> list[str]:
        """The printed sums of the tables."""
        out: list[str] = []
        for table in self.found.tables:
            for change in table.changes:
                if not change.total:
                    continue
                place = where(change.row.line, self.kind)
                for doubt in change.row.doubts:
                    out += check(f"{doubt} ({place})", 2)
                out.append(f"  - name: {text(change.row.name)}")
                if table.section:
                    out.append(f"    section: {code(table.section)}")
                row = signs.total_row(change.row.name)
                if row:
                    out.append(f"    row: {row}")
                out += self._left_out(table, change, place)
                out += [f"    amounts: {self._amounts(table, change)}", ""]
        return ["totals:", *out] if out else []

    # -- proposals --------------------------------------------------------------

    def proposals(self) -> list[str]:
        """The numbered proposals, in the document's order."""
        if not self.found.proposals:
            return []
        sections: dict[str, set[str]] = {}
        for proposal in self.found.proposals:
            sections.setdefault(proposal.chapter, set()).add(proposal.section)
        out = ["proposals:"]
        for index, proposal in enumerate(self.found.proposals):
            spread = len(sections[proposal.chapter]) > 1
            out += self._proposal(index, proposal, proposal.section if spread else "")
        return [*out, ""]

    def _proposal(self, index: int, proposal: FoundProposal, section: str) -> list[str]:
        place = where(proposal.line, self.kind)
        out: list[str] = []
        for doubt in proposal.doubts:
            out += check(f"{doubt} ({place})", 2)
        out.append(f"  - number: {proposal.number}")
        if proposal.chapter in self.chapters:
            out.append(f"    area: {self.chapters[proposal.chapter][0]}")
        else:
            out += check(_("no chapter was found for this proposal ({place})").format(place=place), 4)
        if section:
            out.append(f"    section: {code(section)}")
        out.append(f"    title: {text(title(proposal.text))}")
        out.append(f"    kind: {INQUIRY if is_inquiry(proposal.text) else MEASURE}")
        if proposal.mentions:
            out += self._own_amount(proposal, place)
        if self.stated.get(index):
            out.append("    stated:")
            for mention, owner in self.stated[index]:
                out += self._stated(mention, owner, None)
        return out

    def left_over(self) -> list[str]:
        """The amounts in prose that belong to nothing in the draft."""
        out: list[str] = []
        for index, mention in enumerate(self.found.mentions):
            if index not in self.found.links.owners:
                out += check(
                    _("{amount} belongs to no line or proposal here: {text} ({place})").format(
                        amount=mention.written,
                        text=shortened(mention.sentence),
                        place=where(mention.line, self.kind),
                    )
                )
        return ["", *comment(_("Amounts in the text that were not placed:")), *out] if out else []
