"""The way through: a document → everything found in it, linked → a Budget with remarks.

inputs.read              the file → pages of lines (source/)
find                     the lines → Found:
  tables.find              every table: statements, changes and frames, held against their sums
  proposals.find           the proposals outside the tables, by their marks and numbers
  price_lists.find         names with an amount each, without marks
  headings.find            what stands above what
  facts, names, places     title, year, name, municipality, and which statement is the own one
  prose.find, tax.find     amounts in running text, and the tax rate
  sentences.find           the sentences that propose, where a document has nothing else
  signs.recognised         whether a cost is plus or minus in the tables
  link.linked.items        which line, proposal and amount belong together
budget.make_draft        Found and the base → the Budget, with a remark at each doubt
write.budget_text        the Budget and its remarks → the file (write/budget_yaml)
"""

from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import SPENDING_SIGN
from kalmar_cli.draft import facts
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.find import (
    headings,
    names,
    places,
    price_lists,
    proposals,
    prose,
    sentences,
    signs,
    tax,
)
from kalmar_cli.draft.find import tables as find_tables
from kalmar_cli.draft.find.found import (
    CHANGES,
    Change,
    FoundProposal,
    FoundStatement,
    FoundTable,
    Known,
    Mention,
    SeenTable,
)
from kalmar_cli.draft.find.headings import Headings
from kalmar_cli.draft.find.kinds import SKIPPED
from kalmar_cli.draft.find.signed import by_their_signs
from kalmar_cli.draft.link import linked
from kalmar_cli.draft.source.document import Pages


class Found(NamedTuple):
    """All that was found in a document, for the budget that is drafted."""

    document: Pages
    title: str
    name: Known
    municipality: Known
    year: int
    year_doubt: str
    statement: FoundStatement | None
    others: tuple[FoundStatement, ...]
    tables: tuple[FoundTable, ...]
    headings: Headings
    proposals: tuple[FoundProposal, ...]
    mentions: tuple[Mention, ...]
    sign: signs.Sign
    links: linked.Links
    renumbered: bool
    tax: tax.FoundTax
    seen: tuple[SeenTable, ...] = ()

    @property
    def lines(self) -> list[Change]:
        """The lines of all tables of changes, in the document's order."""
        return [change for table in self.tables for change in table.changes if not change.total]

    @property
    def column_years(self) -> set[int]:
        """The years that the columns of its tables and its statement are of."""
        own = {year for _word, year in self.statement.columns} if self.statement else set[int]()
        return own.union(*(table.years for table in self.tables))

    @property
    def year_is_said(self) -> bool:
        """Whether the title names the budget year, or the statement's header does without a doubt."""
        in_title = str(self.year) in self.title
        return in_title or (self.statement is not None and not self.year_doubt)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draft."""
        return not (self.statement or self.tables or self.proposals)


def find(document: Pages, wishes: Wishes, fallback: str) -> Found:
    """Everything that a document holds for one budget; `fallback` names it if the document does not."""
    answers = wishes.answers
    # What is a sentence with a number before it makes no table.
    text = _without(document, proposals.strong_lines(document))
    of_tables = find_tables.find(text, answers, based=bool(wishes.base), year=wishes.year)
    printed, tables = of_tables.statements, list(of_tables.tables)
    # A table stands where it stands: what looks like a proposal inside one is not.
    taken = {at for part in (printed, tables) for table in part for at in range(*table.span)}
    listed = proposals.find(document, taken)
    taken |= {at for item in listed.all for at in range(item.start, item.end)}
    title = facts.find_title(document)
    year, year_doubt = facts.find_year(wishes, title, printed, tables, document)
    place = places.find((line.text for line in document.lines), title)
    place = Known(wishes.municipality) if wishes.municipality else place
    name = (
        Known(wishes.name) if wishes.name else names.find(document, title, printed, place.value, fallback)
    )
    refused = {
        at for one in of_tables.seen if answers.tables.get(one.number) == SKIPPED for at in range(*one.span)
    }
    priced = price_lists.find(document, taken | refused, year) if year else []
    taken |= {at for table in priced for at in range(*table.span)}
    tables = [*tables, *priced]
    called = {title, name.value, f"{name.value} i {place.value}", f"{place.value} – {name.value}"}
    heads = headings.find(document, taken, called, listed.headings)
    own = facts.own_statement(printed, wishes, name.value)
    years = facts.own_years(year, own, tables)
    found = by_their_signs([_proposal(document, item, heads, year, years) for item in listed.all])
    found = found or _proposals_of_rows(tables)
    if own is not None and wishes.statement and not facts.is_of_author(own, printed, name.value):
        # The statement of another budget: the document's changes and proposals are not that budget's.
        tables, found = [], ()
        if not wishes.name:
            name = Known(own.heading, _("read out of the heading of its statement"))
    mentions = tuple(prose.find(document, heads, taken, year, years))
    told = mentions
    if not (printed or tables or found):
        found, mentions = sentences.find(document, mentions, heads, taken)
        told = ()  # each says its own amount
    others = tuple(statement for statement in printed if own is None or statement.line != own.line)
    sign = signs.recognised(tables, own, others, _around(document, tables))
    if answers.sign:
        sign = signs.Sign(answers.sign, (_("you said so"),), sure=True)
    tables = signs.doubted(tables, _around(document, tables), sign)
    lines = [
        item
        for table in tables
        for item in linked.items(
            [c for c in table.changes if not c.total],
            table.unit,
            (table.sign or sign.sign) == SPENDING_SIGN,
        )
    ]
    return Found(
        document,
        title,
        name,
        place,
        year,
        year_doubt,
        own,
        others,
        tuple(tables),
        heads,
        found,
        mentions,
        sign,
        linked.with_numbers(linked.link(lines, found, told), tables, found),
        listed.renumbered and bool(found),
        _tax(document, found, heads, taken),
        tuple(_taken_for_changes(one, priced) for one in of_tables.seen),
    )


def _taken_for_changes(seen: SeenTable, priced: Sequence[FoundTable]) -> SeenTable:
    """A table that was seen, as what it was taken for when it turned out to be a price list."""
    if not any(table.span[0] < seen.span[1] and seen.span[0] < table.span[1] for table in priced):
        return seen
    return seen._replace(taken_for=CHANGES, why=_("it is a list of names with an amount each"))


_A_SENTENCE = "En mening."
_LEGEND_ABOVE = 15  # lines above a table in which its signs may be explained


def _without(document: Pages, hidden: set[int]) -> Pages:
    """The document with a short sentence, which is neither figure nor heading, for some of its lines."""
    lines = tuple(
        line._replace(text=_A_SENTENCE, cells=()) if at in hidden else line
        for at, line in enumerate(document.lines)
    )
    return document._replace(lines=lines)


def _proposals_of_rows(tables: Sequence[FoundTable]) -> tuple[FoundProposal, ...]:
    """The proposals that the rows of tables number, where the text has none: each number once."""
    changes = (change for table in tables for change in (*table.changes, *table.unpriced))
    rows = {change.number: change for change in changes if change.number and not change.total}
    return tuple(
        FoundProposal(number, change.row.name, change.area, "", change.row.line, (0, 0))
        for number, change in sorted(rows.items())
    )


def _around(document: Pages, tables: Sequence[FoundTable]) -> str:
    """The text of the tables and the lines next to them, where a legend stands."""
    lines = document.lines
    return "\n".join(
        line.text
        for table in tables
        for line in lines[max(0, table.span[0] - _LEGEND_ABOVE) : table.span[1] + 6]
    )


def _proposal(
    document: Pages, item: proposals.ListedProposal, heads: Headings, year: int, years: tuple[int, ...]
) -> FoundProposal:
    """A listed proposal with its chapter and the amounts in its text."""
    section = heads.above(item.start)
    line = document.lines[item.start]
    where, title = (section.number, section.title) if section else ("", "")
    above = item.lead.rpartition("\n")[2] or title
    stated = prose.mentions(item.text, "", where, title, line, year, years, above=above)
    return FoundProposal(
        item.number,
        item.text,
        heads.chapter(item.start),
        where,
        line,
        (item.start, item.end),
        tuple(stated),
        item.doubts,
        item.printed,
    )


def _tax(document: Pages, found: Sequence[FoundProposal], heads: Headings, taken: set[int]) -> tax.FoundTax:
    """The tax rate in proposals and running text."""
    said = [tax.Said(proposal.text, proposal.line, proposed=True) for proposal in found]
    said += [
        tax.Said(paragraph.text, document.lines[paragraph.start], proposed=False)
        for paragraph in prose.paragraphs(document, heads, taken)
    ]
    return tax.find(said)
