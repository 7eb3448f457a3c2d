"""What was found in a document and its base → a Budget, with a remark at every doubt."""

import shlex
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.characters import slug
from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import from_unit, plain
from kalmar_cli.base.problems import START
from kalmar_cli.budget.model import Budget, Document, Row, Statement
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.draft import areas, posts
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find import column_years, signs
from kalmar_cli.draft.find.found import CHANGES, FoundStatement
from kalmar_cli.draft.notes import Notes, some
from kalmar_cli.write.remarks import CHECK, Remark

_MOST_EVIDENCE = 3
_PLAN_YEARS = 4  # what a proposal says of a year further off makes no plan


class Draft(NamedTuple):
    """A document's budget, what a person is to know and check, and what the budget could not take."""

    budget: Budget
    remarks: tuple[Remark, ...]
    left_out: Budget | None

    @property
    def doubts(self) -> int:
        """How many places are marked."""
        return sum(remark.doubt for remark in self.remarks)


def make_draft(found: Found, base: Budget | None, id: str, origin: str) -> Draft:
    """The budget of a document with this `id`, upon `base`; `origin` is the document's name.

    A statement without a column for the budget year is left out: the budget file must have one.
    """
    notes = Notes(found.document.kind)
    unit = found.statement.unit if found.statement else found.tables[0].unit if found.tables else "mkr"
    notes.note(
        (), _("Drafted by `kalmar draft` from {file}. Check every figure against it.").format(file=origin)
    )
    notes.note((), _("“{mark}” marks what the program is not sure of.").format(mark=CHECK))
    if found.document.hidden:
        hidden = some(found.document.hidden)
        notes.note((), _("Hidden in the workbook and left out: {names}.").format(names=hidden))
    if found.proposals:
        notes.note((), _("Titles are quoted from the document; replace them with your own words."))
    printed = _statement(found, unit, notes)
    usable = printed if printed and str(found.year) in printed.columns else None
    budget = Budget(
        id,
        found.name.value,
        found.municipality.value,
        found.year,
        _years(found, usable, base),
        base,
        unit,
        found.sign.sign,
        {},
        {},
        None,
        Document(found.title, None) if found.title else None,
        {},
        usable,
        (),
        (),
        (),
        "",
        {"name": START},
    )
    rate = _tax_rate(found, base, notes)
    if rate is not None:
        budget = budget._replace(tax_rates=dict.fromkeys(budget.years, rate))
    _note_facts(found, base, notes)
    chapters = areas.find_areas(found)
    budget = budget._replace(areas={area.id: area for area in chapters.values()})
    budget = posts.with_posts(budget, found, chapters, notes)
    budget = _with_pages(budget, found)
    _note_others(found, origin, notes)
    left_out = None
    if printed and not usable:
        notes.doubt(
            ("statement",),
            _("no column of this statement is {year}, so it is left as a comment").format(year=found.year),
        )
        left_out = budget._replace(statement=printed, lines=(), totals=(), proposals=(), areas={})
    return Draft(budget, tuple(notes.all), left_out)


def _tax_rate(found: Found, base: Budget | None, notes: Notes) -> Decimal | None:
    """The tax rate that the document sets, else the base's with the change that it proposes."""
    spot = ("tax_rate",)
    for doubt, line in found.tax.doubts:
        notes.doubt(spot, doubt, line)
    if found.tax.rate is not None or not found.tax.change or not base or base.tax_rate is None:
        return found.tax.rate
    rate = base.tax_rate + found.tax.change
    notes.doubt(
        spot,
        _("{rate} is the base's rate {before} and the change").format(
            rate=plain(rate), before=plain(base.tax_rate)
        ),
    )
    return rate


def _years(found: Found, statement: Statement | None, base: Budget | None) -> tuple[int, ...]:
    """The budget's years as a reader sees them: the statement's, the base's, or those of its posts."""
    if statement:
        return tuple(year for name in statement.columns if (year := year_in(name)))
    if base:
        return base.years
    named = {year for table in found.tables for year in table.years}
    planned = {year for proposal in found.proposals for one in proposal.mentions for year in one.years}
    named |= {year for year in planned if year <= found.year + _PLAN_YEARS}
    last = max({found.year, *named})
    return tuple(range(found.year, min(last, found.year + posts.FURTHEST) + 1))


def _statement(found: Found, unit: str, notes: Notes) -> Statement | None:
    """The printed statement in mkr, and the doubts about it and its rows."""
    source = found.statement
    if source is None:
        return None
    names, doubts = column_years.names(source.columns, found.year)
    place = notes.place(source.line)
    notes.note(("statement",), f"{source.heading} ({place})".strip())
    for remark in source.remarks:
        notes.note(("statement",), remark)
    for doubt in (*source.doubts, *doubts):
        notes.doubt(("statement",), doubt, source.line)
    rows = {}
    for id, row in source.rows.items():
        for doubt in (*row.doubts, *(doubts if len(set(source.columns)) < len(source.columns) else ())):
            notes.doubt(("statement", id), doubt, row.line)
        values = row.values
        if id != SHARE_ID:
            values = tuple(None if value is None else from_unit(value, unit) for value in values)
        rows[id] = Row(id, values, START, (START,) * len(values))
    decimals = _decimals(source)
    step = from_unit(Decimal(1).scaleb(-decimals), unit)
    memo = tuple(row for row in source.memo if row in rows)
    return Statement(source.section or None, decimals, step, names, rows, dict(source.labels), START, memo)


def _with_pages(budget: Budget, found: Found) -> Budget:
    """The budget with the page of each section that something in it stands in, where there are pages."""
    if not budget.source:
        return budget
    used = {budget.statement.section if budget.statement else None}
    used |= {total.section for total in budget.totals} | {of.section for of in budget.proposals}
    used |= {stated.section for line in budget.lines for stated in line.stated}
    used |= {stated.section for proposal in budget.proposals for stated in proposal.stated}
    lines = found.document.lines
    pages = {
        heading.number: lines[heading.at].page
        for heading in reversed(found.headings.all)
        if heading.number in used and lines[heading.at].page
    }
    return budget._replace(source=budget.source._replace(pages=tuple(sorted(pages.items()))))


def _decimals(statement: FoundStatement) -> int:
    """With how many decimals the amounts are printed."""
    values = (v for id, row in statement.rows.items() if id != SHARE_ID for v in row.values if v)
    return max((-int(value.as_tuple().exponent) for value in values), default=0)


def _note_facts(found: Found, base: Budget | None, notes: Notes) -> None:
    """The doubts about who, where and when, and the evidence for the sign."""
    for key, doubt in (("name", found.name.doubt), ("municipality", found.municipality.doubt)):
        if doubt:
            notes.doubt((key,), doubt)
    if found.year_doubt:
        notes.doubt(("year",), found.year_doubt)
    if base:
        same = [other for other in found.others if slug(base.id) in slug(other.heading)]
        for other in same[:1]:
            notes.note(
                ("base",),
                _("The document prints the statement of this budget too ({place}).").format(
                    place=notes.place(other.line)
                ),
            )
    elif any(table.kind == CHANGES for table in found.tables):
        notes.doubt(
            ("base",), _("write here which budget the changes are made to, as in `base: majoriteten`")
        )
    if found.tables:
        _note_sign(found.sign, notes)


def _note_sign(sign: signs.Sign, notes: Notes) -> None:
    said = "; ".join(sign.evidence[:_MOST_EVIDENCE])
    if sign.sure:
        notes.note(("sign",), _("The sign, by the document: {evidence}.").format(evidence=said))
    elif said:
        notes.doubt(
            ("sign",), _("the sign is not clear from the document: {evidence}").format(evidence=said)
        )
    else:
        notes.doubt(
            ("sign",),
            _("nothing in the document says whether a cost is minus or plus in the table of changes"),
        )


def _note_others(found: Found, origin: str, notes: Notes) -> None:
    """The other statements of the document, and how to draft them."""
    for other in found.others:
        word = _word(other, found.statement)
        command = shlex.join(["kalmar", "draft", origin, "--statement", word])
        notes.note(
            ("end",),
            _(
                "The document also prints the statement “{heading}” ({place}); `{command}` drafts it."
            ).format(heading=other.heading, place=notes.place(other.line), command=command),
        )


def _word(other: FoundStatement, own: FoundStatement | None) -> str:
    """A word of a heading that tells its statement from the one drafted, else its section."""
    taken = own.heading.casefold() if own else ""
    words = [word.strip(".,:;()") for word in other.heading.split()]
    telling = [word for word in words if len(word) > 3 and word.casefold() not in taken]
    return telling[0] if telling else other.section or (words or ["1"])[-1]
