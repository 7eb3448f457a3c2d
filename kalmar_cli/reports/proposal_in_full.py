"""One proposal in full: a row for each thing known of it."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import BALANCE_SHEET, INQUIRY, INVESTMENT, Budget, Line, Proposal
from kalmar_cli.budget.posts import area_names
from kalmar_cli.reports.places import section_words
from kalmar_cli.reports.table import PEOPLE, RECKONERS, Column, Record, Table, Value


def show_in_full(budget: Budget, proposal: Proposal, lines: Sequence[Line], unit: str) -> Table:
    """One proposal in full: a row for each thing known of it."""
    areas = area_names([budget], [proposal.area or ""])
    source = budget.source.title if budget.source else ""
    if proposal.section:
        source = ", ".join(filter(None, [source, section_words(budget, proposal.section)]))
    rows: list[tuple[str, Value]] = [
        (_("Area"), areas.get(proposal.area or "") or None),
        (_("Kind"), kind_in_words(proposal.kind)),
        (_("Years"), ", ".join(map(str, proposal.years)) or None),
        (_("Kind of budget"), account_in_words(proposal.budget)),
        (_("Source"), source or None),
    ]
    details = [_detail(words, value, unit) for words, value in rows if value is not None]
    if proposal.amount is not None:
        amount = in_unit(proposal.amount, unit)
        details.append(_detail(_("Amount"), _("as the proposal states it"), unit, amount))
    for stated in proposal.stated:
        where = _("in prose, section {section}").format(section=stated.section or "–")
        details.append(_detail(_("Amount"), where, unit, in_unit(stated.amount, unit)))
    details += [
        _detail(_("Line"), f"{line.name} {year}", unit, in_unit(amount, unit))
        for line in lines
        for year, amount in zip(budget.years, line.amounts, strict=True)
    ]
    if not lines:
        details.append(_detail(_("Line"), _("no line pays for it"), unit))
    return Table(
        "proposal",
        f"{proposal.number}. {proposal.title}",
        (
            Column("what", _("What"), role="key"),
            Column("words", _("Which")),
            Column("unit", role="unit"),
            Column("amount", _("Amount"), "number", "difference"),
        ),
        tuple(details),
        PEOPLE | RECKONERS,
    )


def _detail(what: str, words: Value, unit: str, amount: Value = "") -> Record:
    """One thing known of a proposal."""
    return Record({"what": what, "words": words, "unit": unit, "amount": amount})


def account_in_words(account: str) -> str | None:
    """Which budget a proposal's money is in, if it is not the operating one."""
    return {INVESTMENT: _("investment budget"), BALANCE_SHEET: _("balance sheet")}.get(account)


def kind_in_words(kind: str) -> str:
    """A proposal's kind in the reader's language."""
    return _("inquiry") if kind == INQUIRY else _("measure")
