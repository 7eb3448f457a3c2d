"""Areas, lines, totals and proposals of a draft, each with its amounts, links and doubts."""

from decimal import Decimal

from kalmar_cli.drafting import linked, signs
from kalmar_cli.drafting.changes import covered
from kalmar_cli.drafting.draft import Found
from kalmar_cli.drafting.found import Change, FoundProposal, FoundTable, Mention, where
from kalmar_cli.drafting.proposals import is_inquiry, title
from kalmar_cli.drafting.yaml_text import check, code, comment, figure, flow, sequence, text
from kalmar_cli.figures import UNITS, ZERO, plain
from kalmar_cli.language import _
from kalmar_cli.shapes import BALANCE_SHEET, INQUIRY, MEASURE, SPENDING_SIGN, slug
from kalmar_cli.statement import NET_COST


class Layout:
    """Writes the posts of one draft in `unit` and `sign`, for the budget's `years`."""

    def __init__(self, found: Found, unit: str, sign: str, years: tuple[int, ...], declared: bool) -> None:
        self.found = found
        self.unit = unit
        self.spending = sign == SPENDING_SIGN
        self.years = years
        # Without a statement, the reader takes a budget's years from its lists of amounts.
        self.declared = declared
        self.amounts = 0
        self.kind = found.document.kind
        self.posts = [(t, c) for t in found.tables for c in t.changes if not c.total]
        self.owned: dict[int, list[tuple[Mention, linked.Owner]]] = {}
        self.stated: dict[int, list[tuple[Mention, linked.Owner]]] = {}
        for index, owner in found.links.owners.items():
            if owner.line is not None:
                self.owned.setdefault(owner.line, []).append((found.mentions[index], owner))
            elif owner.proposal is not None:
                self.stated.setdefault(owner.proposal, []).append((found.mentions[index], owner))
        self.ids = self._ids()
        self.chapters = self._chapters()

    # -- names ------------------------------------------------------------------

    def _ids(self) -> list[str]:
        """An id for each line, each once."""
        ids: list[str] = []
        for number, (_table, change) in enumerate(self.posts, 1):
            wanted = slug(change.row.name) or f"post-{number}"
            copy, id = 2, wanted
            while id in ids:
                id, copy = f"{wanted}-{copy}", copy + 1
            ids.append(id)
        return ids

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

    # -- amounts ----------------------------------------------------------------

    def _in_unit(self, value: Decimal, unit: str) -> str:
        return figure(value) if unit == self.unit else plain(value * UNITS[unit] / UNITS[self.unit])

    def _amounts(self, table: FoundTable, change: Change) -> str:
        """A row's amounts: one for all years, a list by year, or by named years."""
        values = change.row.values
        if None not in values and table.years == self.years:
            if len(set(values)) == 1 and (self.declared or len(values) == 1):
                return self._in_unit(values[0] or ZERO, table.unit)
            return sequence(self._in_unit(v or ZERO, table.unit) for v in values)
        named = {
            str(y): self._in_unit(v, table.unit)
            for y, v in zip(table.years, values, strict=True)
            if v is not None
        }
        return flow(named) if named else figure(ZERO)

    def _signed(self, mention: Mention, saves: bool | None) -> str:
        size = mention.size * UNITS["kr"] / UNITS[self.unit]
        negative = bool(saves) == self.spending
        return plain(-size if negative else size)

    def _stated(self, mention: Mention, owner: linked.Owner, line: Change | None) -> list[str]:
        """An amount in prose as an item of `stated`, with its doubts."""
        self.amounts += 1
        out: list[str] = []
        place = where(mention.line, self.kind)
        saves = mention.saves
        if line is not None:
            value = next((v for v in line.row.values if v), ZERO)
            of_line = (value > 0) != self.spending
            if saves is not None and saves != of_line:
                words = _("a saving") if saves else _("a cost")
                out += check(
                    _("the words speak of {direction}: {text} ({place})").format(
                        direction=words, text=_short(mention.sentence), place=place
                    ),
                    6,
                )
            saves = of_line
        elif saves is None:
            out += check(
                _("cost or saving? {text} ({place})").format(text=_short(mention.sentence), place=place), 6
            )
        if owner.strength < linked.SURE:
            out += check(
                _("does it speak of this? {text} ({place})").format(
                    text=_short(mention.sentence), place=place
                ),
                6,
            )
        if mention.balance:
            out += check(
                _("outside the statement, by its words: {text} ({place})").format(
                    text=_short(mention.sentence), place=place
                ),
                6,
            )
        pairs = {"amount": self._signed(mention, saves)}
        if mention.section:
            pairs["section"] = code(mention.section)
        years = [str(year) for year in mention.years if year in self.years]
        if years:
            pairs["years"] = sequence(years)
        if owner.together:
            pairs["with"] = sequence(self.ids[i] for i in owner.together)
        if mention.balance:
            pairs["budget"] = BALANCE_SHEET
        return [*out, f"      - {flow(pairs)}"]

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

    def _own_amount(self, proposal: FoundProposal, place: str) -> list[str]:
        """The amount that a proposal states itself; of several the first, the others in a doubt."""
        self.amounts += 1
        first, *rest = proposal.mentions
        out: list[str] = []
        if first.saves is None:
            out += check(
                _("cost or saving? {text} ({place})").format(text=_short(first.sentence), place=place), 4
            )
        if rest:
            others = ", ".join(mention.written for mention in rest)
            out += check(_("it also states {amounts} ({place})").format(amounts=others, place=place), 4)
        if first.balance:
            out += check(
                _("outside the statement, by its words: {text} ({place})").format(
                    text=_short(first.sentence), place=place
                ),
                4,
            )
        out.append(f"    amount: {self._signed(first, first.saves)}")
        years = [str(year) for year in first.years if year in self.years]
        if years:
            out.append(f"    years: {sequence(years)}")
        if first.balance:
            out.append(f"    budget: {BALANCE_SHEET}")
        return out

    def left_over(self) -> list[str]:
        """The amounts in prose that belong to nothing in the draft."""
        out: list[str] = []
        for index, mention in enumerate(self.found.mentions):
            if index not in self.found.links.owners:
                out += check(
                    _("{amount} belongs to no line or proposal here: {text} ({place})").format(
                        amount=mention.written,
                        text=_short(mention.sentence),
                        place=where(mention.line, self.kind),
                    )
                )
        return ["", *comment(_("Amounts in the text that were not placed:")), *out] if out else []


_SHORT = 90


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SHORT else sentence[:_SHORT].rsplit(" ", 1)[0] + "…"
