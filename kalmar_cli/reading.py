"""A budget file's text → Budget, collecting every problem on the way.

Reading goes in two steps, because a budget's years, areas and rows may come
from its base: `read` takes the text alone, `Draft.finish` the base.
"""

import re
from decimal import Decimal
from typing import Any

from kalmar_cli import source as yaml_source
from kalmar_cli.figures import ZERO, from_unit
from kalmar_cli.language import _
from kalmar_cli.model import Budget, Line, Proposal, Row, Stated, Statement, Total
from kalmar_cli.shapes import BUDGET, RESULT_SIGN, SPENDING_SIGN, Given
from kalmar_cli.source import (
    MAX_BYTES,
    START,
    Mapping,
    Place,
    Problem,
    Source,
    Unusable,
    did_you_mean,
    shown,
)
from kalmar_cli.statement import NET_COST, SHARE_ID, STANDARD


class Draft:
    """A budget file that was read but whose references are not yet held against its base."""

    def __init__(self, id: str, file: str, source: Source | None, found: Mapping | None) -> None:
        self.id = id
        self.file = file
        self.values: dict[str, Any] = found.values if found else {}
        self.places: dict[str, Place] = found.places if found else {}
        self.fatal: list[Problem] = []
        self._source = source

    @property
    def problems(self) -> list[Problem]:
        """Every mistake found so far, in the order of the file."""
        if not self._source:
            return self.fatal
        structural = self._source.structural()
        if not self.values and (structural or self.fatal):
            return sorted(structural + self.fatal)
        return sorted({*self._source.problems, *structural, *self.fatal})

    def problem(self, place: Place, message: str, cure: str) -> None:
        """Notes a mistake that shows only now."""
        assert self._source is not None
        self._source.problem(place, message, cure)

    def finish(self, base: Budget | None) -> Budget:
        """The budget, upon `base`. Problems may have been added: it counts only if there are none."""
        return _Finishing(self, base).budget()

    def unknown(self, kind: str, known: Any, message: str, otherwise: str) -> None:
        """Reports each mention of a name of this kind that nothing declares."""
        assert self._source is not None
        for name, places in self._source.mentions(kind).items():
            if name not in known:
                cure = did_you_mean(name, list(map(str, known)), otherwise)
                for place in places:
                    self.problem(place, message.format(name=shown(name)), cure)


def read(data: bytes, id: str, file: str, limit: int = MAX_BYTES) -> Draft:
    """The budget with this id out of a file's bytes, with all its problems; never raises."""
    source = None
    fatal: Problem | None = None
    found = None
    try:
        source = Source(yaml_source.decoded(data, limit))
        found = source.document(BUDGET)
    except Unusable as error:
        fatal = error.problem
    draft = Draft(id, file, source, found)
    if fatal:
        draft.fatal.append(fatal)
    elif not draft.values:
        keys = ", ".join(BUDGET.fields)
        draft.fatal.append(
            Problem(
                START,
                _("this is no budget: it has none of a budget's keys"),
                _("known keys: {names}").format(names=keys),
            )
        )
    return draft


class _Finishing:
    """One draft and its base on the way to a Budget."""

    def __init__(self, draft: Draft, base: Budget | None) -> None:
        self.draft = draft
        self.values = draft.values
        self.base = base
        self.unit = self.values.get("unit") or "mkr"
        self.flip = self.values.get("sign") == SPENDING_SIGN
        self.year: int = self.values.get("year") or 0
        self.lines = self._with_unique_ids(self.values.get("lines") or ())
        self.inherited = {post.id: post for link in base.chain for post in link.lines} if base else {}
        self.statement = self._statement()
        self.years = self._years()

    def budget(self) -> Budget:
        values = self.values
        proposals = tuple(map(self._proposal, values.get("proposals") or ()))
        totals = tuple(self._with_amounts(total) for total in values.get("totals") or ())
        lines = tuple(map(self._line, self.lines))
        budget = Budget(
            self.draft.id,
            values.get("name") or self.draft.id,
            values.get("municipality") or "",
            self.year,
            self.years,
            self.base,
            self.unit,
            values.get("sign") or RESULT_SIGN,
            values.get("tax_rate"),
            values.get("population"),
            values.get("result_target"),
            values.get("source"),
            values.get("areas") or {},
            self.statement,
            lines,
            totals,
            proposals,
            self.draft.file,
            self.draft.places,
        )
        self._check_numbers(proposals)
        self._check_references(budget)
        return budget

    # -- years and amounts ----------------------------------------------------

    def _years(self) -> tuple[int, ...]:
        """The budget's years: the statement's bare ones, else the base's, else those its lines need."""
        if self.statement:
            return tuple(int(c) for c in self.statement.columns if re.fullmatch(r"\d{4}", c, re.ASCII))
        if self.base:
            return self.base.years
        last = self.year
        for line in self.lines:
            figures = line.amounts.figures if isinstance(line.amounts, Given) else None
            if isinstance(figures, list):
                last = max(last, self.year + len(figures) - 1)
            elif isinstance(figures, dict) and figures:
                last = max(last, *figures)
        return tuple(range(self.year, min(last, self.year + 50) + 1))

    def _amounts(self, given: Any) -> tuple[tuple[Decimal, ...], tuple[Place, ...]]:
        """Amounts in mkr and the statement's sign, one for each of the budget's years, and their places."""
        if not isinstance(given, Given):
            return (ZERO,) * len(self.years), (START,) * len(self.years)
        figures = given.figures
        if isinstance(figures, list):
            if len(figures) != len(self.years):
                self.draft.problem(
                    given.place,
                    _("expected {count} amounts, one for each of {years}, got {found}").format(
                        count=len(self.years),
                        years=", ".join(map(str, self.years)),
                        found=len(figures),
                    ),
                    _("write one figure for all years, one a year, or {{{year}: …}}").format(year=self.year),
                )
                return (ZERO,) * len(self.years), (given.place,) * len(self.years)
            return tuple(map(self._amount, figures)), given.places
        if isinstance(figures, dict):
            at = dict(zip(figures, given.places, strict=True))
            return (
                tuple(self._amount(figures.get(year, ZERO)) for year in self.years),
                tuple(at.get(year, given.place) for year in self.years),
            )
        return (self._amount(figures),) * len(self.years), (given.place,) * len(self.years)

    def _amount(self, written: Decimal | None) -> Decimal:
        """A line's figure in mkr and the statement's sign."""
        if not written:
            return ZERO
        amount = from_unit(written, self.unit)
        return -amount if self.flip else amount

    def _stated(self, stated: Stated) -> Stated:
        return stated._replace(amount=self._amount(stated.amount))

    def _line(self, line: Line) -> Line:
        amounts, places = self._amounts(line.amounts)
        stated = tuple(map(self._stated, line.stated)) if line.stated else ()
        row, area = line.row, line.area
        post = self.inherited.get(line.id)
        if post:
            row, area = row or post.row, area or post.area
            if row != post.row or area != post.area:
                self.draft.problem(
                    line.place,
                    _("`{id}` changes a post of {base} that stands in row `{row}` and area `{area}`").format(
                        id=shown(line.id),
                        base=self.base.id if self.base else "",
                        row=post.row,
                        area=post.area or "–",
                    ),
                    _("write the same row and area, or give the line an `id` of its own"),
                )
        return line._replace(row=row or NET_COST, area=area, amounts=amounts, places=places, stated=stated)

    def _with_amounts(self, total: Total) -> Total:
        amounts, places = self._amounts(total.amounts)
        return total._replace(amounts=amounts, places=places)

    def _proposal(self, proposal: Proposal) -> Proposal:
        amount = None if proposal.amount is None else self._amount(proposal.amount)
        return proposal._replace(amount=amount, stated=tuple(map(self._stated, proposal.stated)))

    # -- the statement --------------------------------------------------------

    def _statement(self) -> Statement | None:
        found = self.values.get("statement")
        if found is None:
            return None
        values = found.values
        columns = tuple(name for name, _place in values.get("columns") or ())
        self._check_columns(values.get("columns") or ())
        decimals = values.get("decimals") or 0
        rows = {}
        for id, (key, given) in (values.get("rows") or {}).items():
            figures = given.figures or []
            if len(figures) != len(columns):
                self.draft.problem(
                    given.place,
                    _("the row `{row}` has {found} figures for {count} columns").format(
                        row=shown(id), found=len(figures), count=len(columns)
                    ),
                    _("write one figure for each column, null where none is printed"),
                )
            share_row = id == SHARE_ID
            rows[id] = Row(
                id,
                tuple(f if f is None or share_row else from_unit(f, self.unit) for f in figures),
                key,
                given.places,
            )
        labels = {**(self.values.get("labels") or {}), **(values.get("labels") or {})}
        for id, row in rows.items():
            if id not in STANDARD and id not in labels:
                self.draft.problem(
                    row.place,
                    _("the row `{row}` is no standard row and has no label").format(row=shown(id)),
                    did_you_mean(
                        id,
                        list(STANDARD),
                        _("add it to `labels`: {{{row}: Printed label}}").replace("{row}", shown(id)),
                    ),
                )
        step = from_unit(Decimal(1).scaleb(-decimals), self.unit)
        return Statement(values.get("section"), decimals, step, columns, rows, labels, found.place)

    def _check_columns(self, columns: "tuple[tuple[str, Place], ...]") -> None:
        seen: set[str] = set()
        for name, place in columns:
            if name in seen:
                self.draft.problem(
                    place,
                    _("the column `{name}` stands here for the second time").format(name=shown(name)),
                    _("name each column once, as in `budget 2023`, `prognos 2023`"),
                )
            seen.add(name)

    # -- references -----------------------------------------------------------

    def _with_unique_ids(self, lines: tuple[Line, ...]) -> list[Line]:
        seen: dict[str, Line] = {}
        for line in lines:
            if line.name and not line.id:
                self.draft.problem(
                    line.place,
                    _("no id can be made of the name `{name}`").format(name=shown(line.name)),
                    _("give the line an `id` of a–z, 0–9, hyphens"),
                )
            first = seen.setdefault(line.id, line)
            if first is not line and line.id:
                self.draft.problem(
                    line.place,
                    _("a second line with the id `{id}`; the first is on line {line}").format(
                        id=shown(line.id), line=first.place.line
                    ),
                    _("give one of them an `id` of its own"),
                )
        return list(lines)

    def _check_numbers(self, proposals: tuple[Proposal, ...]) -> None:
        seen: dict[int, Proposal] = {}
        for proposal in proposals:
            first = seen.setdefault(proposal.number, proposal)
            if first is not proposal and proposal.number:
                self.draft.problem(
                    proposal.place,
                    _("a second proposal with number {number}; the first is on line {line}").format(
                        number=proposal.number, line=first.place.line
                    ),
                    _("give each proposal its number in the document"),
                )

    def _check_references(self, budget: Budget) -> None:
        draft = self.draft
        areas = {id: area for link in budget.chain for id, area in link.areas.items()}
        draft.unknown("area", areas, _("no area `{name}` is declared"), _("declare it under `areas`"))
        numbers = {str(p.number) for p in budget.proposals}
        draft.unknown(
            "proposal",
            numbers,
            _("there is no proposal {name}"),
            _("check the number, or add the proposal"),
        )
        lines = {line.id for line in budget.lines}
        draft.unknown("line", lines, _("there is no line `{name}`"), _("write the id of a line of this file"))
        rows = {row for link in budget.chain if link.statement for row in link.statement.rows}
        draft.unknown(
            "row",
            rows | STANDARD.keys(),
            _("no row `{name}` stands in the statement"),
            _("write the id of a row, such as {row}").format(row=NET_COST),
        )
        for line in self.lines:
            if line.row == SHARE_ID:
                draft.problem(line.place, _("a line cannot move a share"), _("write the row of an amount"))
        years = {str(year) for year in self.years}
        draft.unknown(
            "year",
            years,
            _("the year {name} is none of this budget's years"),
            _("write one of {years}").format(years=", ".join(sorted(years))),
        )
        if self.statement and str(self.year) not in self.statement.columns:
            draft.problem(
                self.statement.place,
                _("no column is the budget year {year}").format(year=self.year),
                _("add the column {year}, or correct `year`").format(year=self.year),
            )
