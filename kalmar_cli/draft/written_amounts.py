"""The amounts of a draft in its unit and sign: those of tables and those of the text, with doubts."""

from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, ZERO, plain
from kalmar_cli.budget.model import BALANCE_SHEET, SPENDING_SIGN
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find.found import Change, FoundProposal, FoundTable, Mention, where
from kalmar_cli.draft.link import linked
from kalmar_cli.read.values import slug
from kalmar_cli.write.yaml_text import check, code, figure, flow, sequence


class Amounts:
    """Writes the amounts of one draft in `unit` and `sign`, for the budget's `years`."""

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

    # -- amounts ----------------------------------------------------------------

    def _in_unit(self, value: Decimal, unit: str) -> str:
        return figure(value) if unit == self.unit else plain(value * UNITS[unit] / UNITS[self.unit])

    def _allowed(self, year: int) -> bool:
        """Whether a line of this budget can have an amount for a year."""
        return year in self.years if self.declared else year >= self.found.year

    def _left_out(self, table: FoundTable, change: Change, place: str) -> list[str]:
        """A doubt for the figures of years that are none of the budget's."""
        pairs = zip(table.years, change.row.values, strict=True)
        out = {
            str(y): self._in_unit(v, table.unit) for y, v in pairs if v is not None and not self._allowed(y)
        }
        said = _("left out, since the year is none of this budget's: {figures} ({place})")
        return check(said.format(figures=flow(out), place=place), 4) if out else []

    def _amounts(self, table: FoundTable, change: Change) -> str:
        """A row's amounts: one for all years, a list by year, or by named years."""
        values, year = change.row.values, self.found.year
        # Without a statement the reader counts the years of a list from the budget year.
        own = self.years if self.declared else tuple(range(year, year + len(table.years)))
        if None not in values and table.years == own:
            if len(set(values)) == 1 and (self.declared or len(values) == 1):
                return self._in_unit(values[0] or ZERO, table.unit)
            return sequence(self._in_unit(v or ZERO, table.unit) for v in values)
        pairs = zip(table.years, values, strict=True)
        return flow(
            {str(y): self._in_unit(v, table.unit) for y, v in pairs if v is not None and self._allowed(y)}
        )

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
                        direction=words, text=shortened(mention.sentence), place=place
                    ),
                    6,
                )
            saves = of_line
        elif saves is None:
            out += check(
                _("cost or saving? {text} ({place})").format(text=shortened(mention.sentence), place=place),
                6,
            )
        if owner.strength < linked.SURE:
            out += check(
                _("does it speak of this? {text} ({place})").format(
                    text=shortened(mention.sentence), place=place
                ),
                6,
            )
        if mention.balance:
            out += check(
                _("outside the statement, by its words: {text} ({place})").format(
                    text=shortened(mention.sentence), place=place
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

    def _own_amount(self, proposal: FoundProposal, place: str) -> list[str]:
        """The amount that a proposal states itself; of several the first, the others in a doubt."""
        self.amounts += 1
        first, *rest = proposal.mentions
        out: list[str] = []
        if first.saves is None:
            out += check(
                _("cost or saving? {text} ({place})").format(text=shortened(first.sentence), place=place), 4
            )
        if rest:
            others = ", ".join(mention.written for mention in rest)
            out += check(_("it also states {amounts} ({place})").format(amounts=others, place=place), 4)
        if first.balance:
            out += check(
                _("outside the statement, by its words: {text} ({place})").format(
                    text=shortened(first.sentence), place=place
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


_LONGEST = 90


def shortened(sentence: str) -> str:
    """A sentence cut at a word, to recognise it by."""
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + "…"
