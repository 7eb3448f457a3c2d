"""The numbered proposals of a budget, as a list or each in full."""

from collections.abc import Callable, Iterable, Sequence

from kalmar_cli.base.characters import folded
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import in_unit
from kalmar_cli.budget.model import BALANCE_SHEET, INQUIRY, INVESTMENT, MEASURE, Budget, Line, Proposal
from kalmar_cli.budget.posts import area_names, is_priced
from kalmar_cli.reports.table import (
    COUNT,
    DIFFERENCE,
    EVERYONE,
    KEY,
    MACHINES,
    NUMBER,
    PEOPLE,
    RECKONERS,
    UNIT,
    Column,
    Record,
    Report,
    Table,
    Value,
)
from kalmar_cli.reports.view import View, context, meta, sources


def list_proposals(
    budget: Budget, view: View, keep: Callable[[Proposal], bool], *, in_full: bool = False
) -> Report:
    """The proposals that `keep` lets through; `in_full` shows people each with its lines and source."""
    unit = view.unit_for(budget)
    carriers = budget.carriers()
    chosen = [proposal for proposal in budget.proposals if keep(proposal)]
    names = area_names([budget], {proposal.area or "" for proposal in chosen})
    kinds = {kind: kind_in_words(kind) for kind in (MEASURE, INQUIRY)}
    table = Table(
        "proposals",
        "",
        (
            Column("budget"),
            Column("number", _("No."), COUNT, KEY),
            Column("area", _("Area"), gives_way=2, words=names),
            Column("section", _("Section"), gives_way=3),
            Column("kind", _("Kind"), gives_way=1, words=kinds),
            Column("title", _("Proposal"), least=30),
            Column("amount", _("Amount"), NUMBER, DIFFERENCE),
            Column("unit", role=UNIT),
            Column("lines", _("Paid for by"), gives_way=4, least=16),
        ),
        tuple(_record(budget, proposal, carriers, unit) for proposal in chosen),
        MACHINES if in_full else EVERYONE,
    )
    each = [
        _full(budget, proposal, carriers.get(proposal.number, []), unit)
        for proposal in (chosen if in_full else ())
    ]
    inquiries = sum(proposal.kind == INQUIRY for proposal in chosen)
    priced = sum(is_priced(proposal, carriers) for proposal in chosen)
    count = ", ".join(
        [
            _n("{n} proposal", "{n} proposals", len(chosen)),
            _n("{n} priced", "{n} priced", priced),
            _n("{n} inquiry", "{n} inquiries", inquiries),
        ]
    )
    return Report(
        _("Proposals: {budget}").format(budget=budget.name),
        context([budget], unit),
        (table, *each),
        unit,
        notes=() if in_full else (count + ".",),
        meta=meta([budget], unit),
        decimals=view.decimals,
        source=sources([budget]),
    )


def _record(budget: Budget, proposal: Proposal, carriers: dict[int, list[Line]], unit: str) -> Record:
    amount = None if proposal.amount is None else in_unit(proposal.amount, unit)
    return Record(
        {
            "budget": budget.id,
            "number": proposal.number,
            "area": proposal.area or "",
            "section": proposal.section or "",
            "kind": proposal.kind,
            "title": proposal.title,
            "amount": amount,
            "unit": unit,
            "lines": " ".join(line.id for line in carriers.get(proposal.number, ())),
        }
    )


def _full(budget: Budget, proposal: Proposal, lines: Sequence[Line], unit: str) -> Table:
    """One proposal in full: a row for each thing known of it."""
    areas = area_names([budget], [proposal.area or ""])
    source = budget.source.title if budget.source else ""
    if proposal.section:
        source = ", ".join(filter(None, [source, _("section {section}").format(section=proposal.section)]))
    rows: list[tuple[str, Value]] = [
        (_("Area"), areas.get(proposal.area or "") or None),
        (_("Kind"), kind_in_words(proposal.kind)),
        (_("Years"), ", ".join(map(str, proposal.years)) or None),
        (_("Kind of budget"), _outside(proposal.budget)),
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
        details.append(_detail(_("Line"), _("no line carries it"), unit))
    return Table(
        "proposal",
        f"{proposal.number}. {proposal.title}",
        (
            Column("what", _("What"), role=KEY),
            Column("words", _("Which")),
            Column("unit", role=UNIT),
            Column("amount", _("Amount"), NUMBER, DIFFERENCE),
        ),
        tuple(details),
        PEOPLE | RECKONERS,
    )


def _detail(what: str, words: Value, unit: str, amount: Value = "") -> Record:
    """One thing known of a proposal."""
    return Record({"what": what, "words": words, "unit": unit, "amount": amount})


def _outside(budget: str) -> str | None:
    """Which budget a proposal's money is in, if it is not the operating one."""
    return {INVESTMENT: _("investment budget"), BALANCE_SHEET: _("balance sheet")}.get(budget)


def kind_in_words(kind: str) -> str:
    """A proposal's kind in the reader's language."""
    return _("inquiry") if kind == INQUIRY else _("measure")


def match_proposals(
    budget: Budget,
    *,
    numbers: Iterable[int] = (),
    area: str = "",
    search: str = "",
    kind: str = "",
    priced: bool | None = None,
) -> Callable[[Proposal], bool]:
    """A filter on proposals; an empty condition lets all through."""
    wanted, words, carriers = set(numbers), folded(search), budget.carriers()

    def keep(proposal: Proposal) -> bool:
        return (
            (not wanted or proposal.number in wanted)
            and (not area or proposal.area == area)
            and (not kind or proposal.kind == kind)
            and words in folded(proposal.title)
            and (priced is None or is_priced(proposal, carriers) == priced)
        )

    return keep
