"""The way through: a document → everything found in it, linked, for one budget."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import SPENDING_SIGN
from kalmar_cli.draft.find import headings, labels, proposals, prose, signs
from kalmar_cli.draft.find import tables as find_tables
from kalmar_cli.draft.find.columns import budget_year
from kalmar_cli.draft.find.found import Answers, Change, FoundProposal, FoundStatement, FoundTable, Mention
from kalmar_cli.draft.find.headings import Headings
from kalmar_cli.draft.link import linked
from kalmar_cli.draft.source.document import Pages


class Wishes(NamedTuple):
    """What the user says of the budget; what is left out is looked for in the document."""

    name: str = ""
    municipality: str = ""
    year: int = 0
    base: str = ""
    statement: str = ""
    id: str = ""


class Known(NamedTuple):
    """A fact about the budget as a whole, and the doubt about it, if any."""

    value: str
    doubt: str = ""


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

    @property
    def lines(self) -> list[Change]:
        """The lines of all tables of changes, in the document's order."""
        return [change for table in self.tables for change in table.changes if not change.total]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draft."""
        return not (self.statement or self.tables or self.proposals)


def find(document: Pages, wishes: Wishes, fallback: str) -> Found:
    """Everything that a document holds for one budget; `fallback` names it if the document does not."""
    of_tables = find_tables.find(document, Answers(), based=bool(wishes.base), year=wishes.year)
    printed, tables = of_tables.statements, list(of_tables.tables)
    # A table stands where it stands: what looks like a proposal inside one is not.
    taken = {at for part in (printed, tables) for table in part for at in range(*table.span)}
    numbered = proposals.find(document, taken)
    taken |= {at for item in numbered for at in range(item.start, item.end)}
    heads = headings.find(document, taken)
    title = _title(document)
    year, year_doubt = _year(wishes, title, printed, tables)
    name = _name(wishes, title, _author(document, printed), fallback)
    own = _own(printed, wishes, name.value)
    years = _years(year, own, tables)
    found = tuple(_proposal(document, item, heads, year, years) for item in numbered)
    if own is not None and wishes.statement and not _of_author(own, printed, name.value):
        # The statement of another budget: the document's changes and proposals are not that budget's.
        tables, found = [], ()
        if not wishes.name:
            name = Known(own.heading, _("read out of the heading of its statement"))
    mentions = tuple(prose.find(document, heads, taken, year, years)) if tables or found else ()
    others = tuple(statement for statement in printed if statement is not own)
    sign = signs.recognised(tables, own, others, _around(document, tables))
    lines = [
        item
        for table in tables
        for item in linked.items(
            [c for c in table.changes if not c.total], table.unit, sign.sign == SPENDING_SIGN
        )
    ]
    return Found(
        document,
        title,
        name,
        _municipality(wishes, document),
        year,
        year_doubt,
        own,
        others,
        tuple(tables),
        heads,
        found,
        mentions,
        sign,
        linked.link(lines, found, mentions),
    )


def _around(document: Pages, tables: Sequence[FoundTable]) -> str:
    """The text of the tables and the lines next to them, where a legend stands."""
    lines = document.lines
    return "\n".join(
        line.text for table in tables for line in lines[max(0, table.span[0] - 6) : table.span[1] + 6]
    )


_TITLE = re.compile(r"\b(?:budget\w*|skuggbudget|ändringsyrkanden|reservation)\b", re.I)
_YEAR = re.compile(r"\b(20\d\d)\b")


def _title(document: Pages) -> str:
    """What the document calls itself: its running head, else a first line naming budget and year."""
    first = [line.text.strip() for line in document.lines[:60] if 3 < len(line.text.strip()) < 90]
    for text in (*document.heads, *first):
        if _TITLE.search(text) and _YEAR.search(text) and not text.endswith(".") and "\t" not in text:
            return " ".join(text.split())
    return ""


def _year(
    wishes: Wishes, title: str, printed: Sequence[FoundStatement], tables: Sequence[FoundTable]
) -> tuple[int, str]:
    if wishes.year:
        return wishes.year, ""
    named = [int(year) for year in _YEAR.findall(title)]
    headers = [year for statement in printed if (year := budget_year(statement.columns))]
    first = [table.years[0] for table in tables]
    votes = Counter([*named[:1], *headers, *first])
    if votes:
        year, _count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
        return year, "" if len(votes) == 1 else _("the document also speaks of {years}").format(
            years=", ".join(str(other) for other in sorted(votes) if other != year)
        )
    last = [year for statement in printed for _word, year in statement.columns]
    return (max(last) if last else 0), _("the budget year is not said; it is the last column here")


_NOT_A_NAME = re.compile(
    r"\b(?:budget\w*|förslag(?:et)?|till|för|mål|och|ekonomisk|flerårsplan|verksamhetsplan|plan|skuggbudget|med|kommun"
    r"|ändringsyrkanden|reservation|yrkanden)\b|\b(?:19|20)\d\d\b|[-–—:,/()]",
    re.I,
)


def _author(document: Pages, printed: Sequence[FoundStatement]) -> str:
    """Whose budget it is by the statements' headings: the name in them that the document says most."""
    names = {
        word.strip(".,:;()").removesuffix("s")
        for statement in printed
        for word in statement.heading.split()[1:]
        if word[:1].isupper() and len(word) > 4
    }
    said = Counter(
        name for line in document.lines for name in names if re.search(rf"\b{re.escape(name)}", line.text)
    )
    name, count = said.most_common(1)[0] if said else ("", 0)
    return name if count >= 3 else ""


def _name(wishes: Wishes, title: str, author: str, fallback: str) -> Known:
    if wishes.name:
        return Known(wishes.name)
    rest = " ".join(_NOT_A_NAME.sub(" ", title).split())
    if rest:
        if rest.endswith("s") and re.search(r"s\s+(?:skugg)?budget", title, re.I):
            rest = rest.removesuffix("s")
        simple = re.fullmatch(r"Budget (.+) \d{4}", title)
        return Known(rest, "" if simple and simple[1] == rest else _("read out of the title"))
    if author:
        return Known(author, _("read out of the heading of a statement"))
    return Known(fallback, _("the document does not say whose budget it is"))


def _municipality(wishes: Wishes, document: Pages) -> Known:
    """The municipality that the document speaks of most."""
    if wishes.municipality:
        return Known(wishes.municipality)
    names: Counter[str] = Counter()
    for line in document.lines:
        names.update(re.findall(r"\b([A-ZÅÄÖ][\w-]+?)\s+(?:kommuns?|stads?)\b", line.text))
    for common in ("En", "Vår", "Varje", "Vilken", "Denna", "Den", "Ingen", "Som", "I"):
        names.pop(common, None)
    if not names:
        return Known(_("unknown"), _("the document names no municipality"))
    [(name, count), *rest] = names.most_common(2)
    clear = count >= 3 and (not rest or count >= 4 * rest[0][1])
    return Known(name, "" if clear else _("named {count} times in the document").format(count=count))


def _own(printed: Sequence[FoundStatement], wishes: Wishes, name: str) -> FoundStatement | None:
    """The statement of the budget that is drafted: by its heading, else the first."""
    if wishes.statement:
        wanted = wishes.statement.casefold()
        chosen = [s for s in printed if wanted in f"{s.section} {s.heading}".casefold()]
        return chosen[0] if chosen else None
    named = [statement for statement in printed if _names(statement.heading, name)]
    return named[0] if named else printed[0] if printed else None


def _of_author(statement: FoundStatement, printed: Sequence[FoundStatement], name: str) -> bool:
    named = [s for s in printed if _names(s.heading, name)]
    return not named or statement in named


def _names(heading: str, name: str) -> bool:
    return bool(name) and labels.squeezed(name)[:12] in labels.squeezed(heading)


def _years(year: int, own: FoundStatement | None, tables: Sequence[FoundTable]) -> tuple[int, ...]:
    """The budget year and the plan years."""
    known = (
        {y for table in tables for y in table.years} | {y for _w, y in own.columns}
        if own
        else {y for table in tables for y in table.years}
    )
    return tuple(sorted({y for y in known if y >= year} | {year}))


def _proposal(
    document: Pages, item: proposals.Numbered, heads: Headings, year: int, years: tuple[int, ...]
) -> FoundProposal:
    text = proposals.body(document, item)
    section = heads.above(item.start)
    line = document.lines[item.start]
    where = section.number if section else ""
    stated = tuple(prose.mentions(text, "", where, section.title if section else "", line, year, years))
    number = (section.chapter or section.title) if section else ""
    return FoundProposal(
        item.number, text, number, where, line, (item.start, item.end), stated, item.doubts
    )
