"""The numbered proposals of a budget: what each states, what its posts cost, and who pays."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.model import (
    BALANCE_SHEET,
    INQUIRY,
    INVESTMENT,
    MEASURE,
    OPERATING,
    Budget,
    Line,
    Proposal,
)
from kalmar_cli.budget.posts import area_names, is_priced, posts
from kalmar_cli.reports.proposal_in_full import account_in_words, kind_in_words, show_in_full
from kalmar_cli.reports.search import Selection
from kalmar_cli.reports.sorting import sort_by
from kalmar_cli.reports.table import (
    MACHINES,
    PEOPLE,
    RECKONERS,
    Column,
    Deferred,
    Record,
    Report,
    Sentence,
    Table,
    defer,
)
from kalmar_cli.reports.view import View, context, meta, plan_years, shown_columns, sources
from kalmar_cli.reports.years import per_year, say_years

# Marks a proposal that the text, and not it, gives an amount for.
_TOLD = "*"


class ProposalFilter(NamedTuple):
    """Which proposals are shown: numbers, where and with what words, of a kind, with money or without."""

    numbers: frozenset[int] = frozenset()
    selection: Selection = Selection()
    kind: str = ""
    priced: bool | None = None

    def choose(self, budget: Budget) -> list[Proposal]:
        """Those of a budget's proposals, in the document's order."""
        carriers = budget.carriers()
        return [
            proposal
            for proposal in self.selection.proposals(budget, budget.proposals)
            if (not self.numbers or proposal.number in self.numbers)
            and (not self.kind or proposal.kind == self.kind)
            and (self.priced is None or is_priced(proposal, carriers) == self.priced)
        ]


def list_proposals(
    budget: Budget, view: View, wanted: ProposalFilter, *, order: str = "", in_full: bool = False
) -> Report:
    """The proposals wanted; `in_full` shows people each with its lines and source. Raises Refused."""
    unit = view.unit_for(budget)
    years = plan_years(shown_columns([budget], view), [budget]) if view.years else []
    years = years or [budget.year]
    carriers = budget.carriers()
    costs = Costs(carriers, budget.years)
    chosen = sort_by(
        order,
        wanted.choose(budget),
        lambda of: [costs.of(of, year) for year in years] + [of.amount],
        lambda of: of.title,
    )
    if in_full:
        each = [show_in_full(budget, of, carriers.get(of.number, []), unit) for of in chosen]
        people: list[Table | Deferred] = list(each)
    else:
        shown = PEOPLE | RECKONERS
        people = [defer(shown, lambda: [table_of_proposals(budget, chosen, years, unit)])]
    return Report(
        _("Proposals: {budget}").format(budget=budget.name),
        context([budget], unit),
        (_for_machines(budget, chosen, costs, years, unit), *people),
        unit,
        notes=() if in_full else (_count(chosen, carriers),),
        hints=() if in_full else _also(budget, wanted),
        meta=meta([budget], unit),
        decimals=view.decimals_in(unit),
        source=sources([budget]),
    )


class Costs(NamedTuple):
    """What the lines that pay for a budget's proposals carry, by its years (mkr, signed like a line)."""

    carriers: dict[int, list[Line]]
    years: tuple[int, ...]

    def of(self, proposal: Proposal, year: int) -> Decimal | None:
        """What a proposal's lines carry in a year; None without a line."""
        return self._sum(self.carriers.get(proposal.number, []), year)

    def together(self, proposals: Sequence[Proposal], year: int) -> Decimal | None:
        """What proposals of the operating budget cost together in a year, each line once; None without."""
        operating = [of for of in proposals if of.budget == OPERATING]
        lines = {line.id: line for of in operating for line in self.carriers.get(of.number, [])}
        return self._sum(list(lines.values()), year)

    def _sum(self, lines: Sequence[Line], year: int) -> Decimal | None:
        if not lines:
            return None
        return sum((line.amounts[self.years.index(year)] for line in lines), ZERO)


def _for_machines(
    budget: Budget, chosen: Sequence[Proposal], costs: Costs, years: Sequence[int], unit: str
) -> Table:
    """A record for each proposal, and for each year where several are asked for."""
    columns = ["budget", "number", "area", "section", "kind", "title", "amount", "unit", "lines", "account"]
    columns += ["cost", "year"] if len(years) > 1 else ["cost"]
    return Table(
        "proposals",
        "",
        tuple(Column(id, role="unit" if id == "unit" else "value") for id in columns),
        tuple(_record(budget, of, costs, year, unit) for of in chosen for year in years),
        MACHINES,
    )


def _record(budget: Budget, proposal: Proposal, costs: Costs, year: int, unit: str) -> Record:
    lines = costs.carriers.get(proposal.number, [])
    cost = costs.of(proposal, year)
    return Record(
        {
            "budget": budget.id,
            "number": proposal.number,
            "area": proposal.area or "",
            "section": proposal.section or "",
            "kind": proposal.kind,
            "title": proposal.title,
            "amount": None if proposal.amount is None else in_unit(proposal.amount, unit),
            "unit": unit,
            "lines": " ".join(line.id for line in lines),
            "names": "; ".join(line.name for line in lines),
            "account": proposal.budget,
            "cost": None if cost is None else in_unit(cost, unit),
            "year": str(year),
        }
    )


def table_of_proposals(
    budget: Budget, chosen: Sequence[Proposal], years: Sequence[int], unit: str, title: str = ""
) -> Table:
    """For people: proposals with what they cost and state, and their total; no column without a word."""
    costs = Costs(budget.carriers(), budget.years)
    told = [of for of in chosen if _only_told(of, costs)]
    records = [
        _as_told(record, of, unit) if of in told else record
        for of in chosen
        for record in [_record(budget, of, costs, year, unit) for year in years]
    ]
    names = area_names([budget], {proposal.area or "" for proposal in chosen})
    accounts = {of: account_in_words(of) or "" for of in (OPERATING, INVESTMENT, BALANCE_SHEET)}
    kinds = {MEASURE: "", INQUIRY: kind_in_words(INQUIRY)}
    columns = (
        Column("number", _("No."), "count", "key"),
        Column("title", _("Proposal"), least=44),
        Column("year", _("Year"), role="spread"),
        Column("unit", role="unit"),
        Column("cost", _("Cost"), "number", "difference"),
        Column("amount", _("States"), "number", "difference"),
        Column("account", _("Account"), words=accounts, gives_way=5),
        Column("section", _("Section"), gives_way=4),
        Column("kind", _("Kind"), words=kinds, gives_way=1),
        Column("area", _("Area"), words=names, gives_way=2),
        Column("names", _("Paid for by"), gives_way=3, least=24),
    )
    said = {"cost", "amount", "account", "section", "kind", "area", "names"}
    empty = {c.id for c in columns if c.id in said and not any(_says(c, record) for record in records)}
    if "cost" not in empty and len(chosen) > 1:
        records += [_total(costs.together(chosen, year), year, unit) for year in years]
    table = Table(
        "proposals",
        title or _("Cost"),
        tuple(column for column in columns if column.id not in empty),
        tuple(records),
        PEOPLE | RECKONERS,
        notes=tuple(_where_told(told, unit)),
    )
    if "cost" in empty:
        without = tuple(column for column in table.columns if column.id != "year")
        first = tuple(record for record in table.records if record.values["year"] == str(years[0]))
        return table._replace(title=title, columns=without, records=first)
    shown = say_years(table, years)
    return shown._replace(title=shown.title if title else per_cost(years))


def _only_told(proposal: Proposal, costs: Costs) -> bool:
    """Whether an amount in the document's prose is all that is known of what a proposal costs."""
    return bool(proposal.stated) and proposal.amount is None and not costs.carriers.get(proposal.number)


def _as_told(record: Record, proposal: Proposal, unit: str) -> Record:
    """The record marked; with the amount of the prose, where that is one."""
    amounts = {stated.amount for stated in proposal.stated}
    amount = in_unit(amounts.pop(), unit) if len(amounts) == 1 else None
    title = f"{record.values['title']}{_TOLD}"
    return record._replace(values={**record.values, "title": title, "amount": amount})


def _where_told(told: Sequence[Proposal], unit: str) -> list[Sentence]:
    """Below the table: what the prose states of marked proposals, and in which section."""
    if not told:
        return []
    words: list[str] = []
    figures: dict[str, Decimal | str] = {"unit": unit}
    for n, (number, stated) in enumerate((of.number, one) for of in told for one in of.stated):
        figures |= {f"amount{n}": in_unit(stated.amount, unit), f"section{n}": stated.section or "–"}
        words.append(
            _("no. {number} {amount} in section {section}").format(
                number=number, amount=f"{{amount{n}}}", section=f"{{section{n}}}"
            )
        )
    text = "* " + _("Stated in the text, not in the proposal ({unit}): {amounts}.")
    return [Sentence(text.format(unit="{unit}", amounts="; ".join(words)), figures)]


def per_cost(years: Sequence[int]) -> str:
    """Of which years the costs are."""
    return _("Cost {years} (a minus lowers the result)").format(years=per_year(years))


def _says(column: Column, record: Record) -> bool:
    value = record.values[column.id]
    return bool(column.words.get(value, value) if isinstance(value, str) else value is not None)


def _total(cost: Decimal | None, year: int, unit: str) -> Record:
    """What the proposals cost together."""
    words = _("Total, operating budget, each line once")
    none = dict.fromkeys(("account", "section", "kind", "area", "names"), "")
    of = {"number": "", "title": words, "amount": "", "unit": unit, "year": str(year)}
    return Record({**none, **of, "cost": None if cost is None else in_unit(cost, unit)}, "total")


def _count(chosen: Sequence[Proposal], carriers: dict[int, list[Line]]) -> str:
    """How many there are, in words."""
    if not chosen:
        return _("No proposals.")
    counts = [
        _n("{n} proposal", "{n} proposals", len(chosen)),
        _n("{n} priced", "{n} priced", sum(is_priced(of, carriers) for of in chosen)),
        _n("{n} inquiry", "{n} inquiries", sum(of.kind == INQUIRY for of in chosen)),
    ]
    return ", ".join(counts) + "."


def _also(budget: Budget, wanted: ProposalFilter) -> tuple[str, ...]:
    """How many posts have the words as well."""
    if not wanted.selection.words:
        return ()
    n = len(wanted.selection.posts(budget, posts(budget).values()))
    return (_n("Also in {n} line (kalmar lines).", "Also in {n} lines (kalmar lines).", n),) if n else ()
