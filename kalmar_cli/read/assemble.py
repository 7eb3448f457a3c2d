"""An unbased budget upon its base → the Budget: years, amounts, statement; reports what does not fit."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from kalmar_cli.base.characters import clip
from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, from_unit
from kalmar_cli.base.problems import START, Place
from kalmar_cli.budget.model import (
    RESULT_SIGN,
    SPENDING_SIGN,
    Budget,
    Line,
    Proposal,
    Stated,
    Total,
)
from kalmar_cli.budget.rows import NET_COST
from kalmar_cli.read.amounts import Given, GivenList
from kalmar_cli.read.assemble_statement import assemble_statement
from kalmar_cli.read.events import new_tuple
from kalmar_cli.read.file import UnbasedBudget
from kalmar_cli.read.post_keys import WrittenLine, WrittenTotal
from kalmar_cli.read.references import (
    check_ids,
    check_moved_rows,
    check_names,
    check_numbers,
)

_FURTHEST = 50  # plan years, in a budget whose years only its lines tell


def assemble(unbased: UnbasedBudget, base: Budget | None) -> Budget:
    """The budget that a file writes, upon `base`; amounts in mkr and the statement's sign.

    Problems may have been added to `unbased`: the budget counts only if there are none.
    """
    return _Assembly(unbased, base).budget()


class _Assembly:
    """One unbased budget and its base on the way to a Budget."""

    def __init__(self, unbased: UnbasedBudget, base: Budget | None) -> None:
        self.unbased = unbased
        self.values = unbased.values
        self.base = base
        self.unit = self.values.get("unit") or "mkr"
        self.flip = self.values.get("sign") == SPENDING_SIGN
        self.year: int = self.values.get("year") or 0
        self.lines: tuple[WrittenLine, ...] = self.values.get("lines") or ()
        self.totals: tuple[WrittenTotal, ...] = self.values.get("totals") or ()
        self.inherited = {post.id: post for link in base.chain for post in link.lines} if base else {}
        self._find_what_is_lost()
        self.statement = assemble_statement(unbased, self.unit, self.year)
        self.plan = self._plan()
        self.years = self._years()
        self.years_by_length = self._years_by_length()

    def _find_what_is_lost(self) -> None:
        """Where base, year or statement could not be read, names that depend on them are not checked."""
        values, unbased = self.values, self.unbased
        if not self.year:
            unbased.lose("year")
        if "base" in values and not self.base:
            unbased.lose("area", "row")
            if not values.get("statement"):
                unbased.lose("year")

    def budget(self) -> Budget:
        """The budget, and in the unbased one all that does not fit in it."""
        values = self.values
        budget = Budget(
            self.unbased.id,
            values.get("name") or self.unbased.id,
            values.get("municipality") or "",
            self.year,
            self.years,
            self.base,
            self.unit,
            values.get("sign") or RESULT_SIGN,
            self._by_year("tax_rate"),
            self._by_year("population"),
            values.get("result_target"),
            values.get("source"),
            values.get("areas") or {},
            self.statement,
            tuple(map(self._line, self.lines)),
            tuple(map(self._total, self.totals)),
            tuple(map(self._proposal, values.get("proposals") or ())),
            self.unbased.file,
            self.unbased.places,
            values.get("price_index"),
        )
        check_ids(self.unbased, budget)
        check_numbers(self.unbased, budget)
        check_names(self.unbased, budget)
        check_moved_rows(self.unbased, budget)
        return budget

    def _by_year(self, key: str) -> dict[int, Any]:
        """What a key gives by year; one figure is that of all the budget's years."""
        given = self.values.get(key)
        if isinstance(given, dict):
            return given
        return {} if given is None else dict.fromkeys(self.years, given)

    # -- years and amounts ----------------------------------------------------

    def _plan(self) -> tuple[int, ...]:
        """The years of one figure for all: the statement's bare ones, else the base's, else the posts'.

        Of the base's, those from the budget year on: an older base's first years are none of its own.
        """
        if self.statement:
            return tuple(year for c in self.statement.columns if (year := year_in(c)) is not None)
        if self.base:
            return tuple(year for year in self.base.years if year >= self.year) or self.base.years
        named = [*self._named_years(), *(self.year + length - 1 for length in self._lengths())]
        for proposal in self.values.get("proposals") or ():
            named += [*proposal.years, *(year for stated in proposal.stated for year in stated.years)]
        last = min(max([self.year, *named]), self.year + _FURTHEST)
        return tuple(range(self.year, last + 1))

    def _years(self) -> tuple[int, ...]:
        """The budget's years: those of its plan, and those that lines and totals name beside them.

        Beside them are the base's years and those that continue the plan; another one is a mistake.
        """
        known = set(self.base.years) if self.base else set()
        named = self._named_years()
        if len(known) != len(self.plan) and len(known) in self._lengths():
            named |= known
        years = {*self.plan, *(named & known)}
        while years and max(years) + 1 in named:
            years.add(max(years) + 1)
        return tuple(sorted(years))

    def _given(self) -> Iterator[Given | GivenList | None]:
        """The amounts of each line and total as the file gives them."""
        return chain((line.given for line in self.lines), (total.given for total in self.totals))

    def _named_years(self) -> set[int]:
        """The years that amounts are given for by name."""
        return {year for of in self._given() if of and isinstance(of.figures, dict) for year in of.figures}

    def _lengths(self) -> set[int]:
        """How many amounts the lists have."""
        return {len(of.figures) for of in self._given() if isinstance(of, GivenList)}

    def _years_by_length(self) -> dict[int, tuple[int, ...]]:
        """How many amounts a list may have → the years that they are for."""
        plans = (self.base.years if self.base else (), self.years, self.plan)
        return {len(plan): plan for plan in plans if plan}

    def _amounts(self, given: Given | GivenList | None) -> tuple[tuple[Decimal, ...], tuple[Place, ...]]:
        """Amounts in mkr and the statement's sign, one for each of the budget's years, and their places."""
        years = self.years
        if given is None:
            return (ZERO,) * len(years), (START,) * len(years)
        figures, place, places = given
        if isinstance(figures, tuple):
            listed = self.years_by_length.get(len(figures))
            if listed is None:
                if self.unbased.knows("year"):
                    self._report_length(len(figures), place)
                return (ZERO,) * len(years), (place,) * len(years)
        elif isinstance(figures, dict):
            listed, figures = tuple(figures), tuple(figures.values())
        else:
            listed = self.plan
            figures, places = (figures,) * len(listed), (place,) * len(listed)
        if listed != years:
            figure_of = dict(zip(listed, figures, strict=True))
            place_of = dict(zip(listed, places, strict=True))
            figures = tuple([figure_of.get(year) for year in years])
            places = tuple([place_of.get(year, place) for year in years])
        return self._all_amounts(figures), places

    def _report_length(self, length: int, place: Place) -> None:
        self.unbased.problem(
            place,
            _("expected {count} amounts, one for each of {years}, got {found}").format(
                count=len(self.plan), years=", ".join(map(str, self.plan)), found=length
            ),
            _("write one figure for all years, one a year, or {{{year}: …}}").format(year=self.year),
        )

    def _amount(self, written: Decimal | None) -> Decimal:
        """A line's figure in mkr and the statement's sign."""
        if not written:
            return ZERO
        amount = from_unit(written, self.unit)
        return -amount if self.flip else amount

    def _all_amounts(self, written: tuple[Decimal | None, ...]) -> tuple[Decimal, ...]:
        """A line's figures in mkr and the statement's sign."""
        if self.unit == "mkr" and not self.flip:
            if all(written):
                return written  # type: ignore[return-value]  # as they are: none is None
            return tuple([figure or ZERO for figure in written])
        return tuple(map(self._amount, written))

    def _stated(self, stated: Stated) -> Stated:
        return stated._replace(amount=self._amount(stated.amount))

    def _line(self, line: WrittenLine) -> Line:
        amounts, places = self._amounts(line.given)
        stated = tuple(map(self._stated, line.stated)) if line.stated else ()
        row, area = line.row, line.area
        post = self.inherited.get(line.id)
        if post:
            row, area = row or post.row, area or post.area
            if row != post.row or area != post.area:
                self.unbased.problem(
                    line.place,
                    _(
                        "`{id}` changes a line of {base} that stands in row `{row}` and area `{area}`"
                    ).format(
                        id=clip(line.id),
                        base=self.base.id if self.base else "",
                        row=post.row,
                        area=post.area or "–",
                    ),
                    _("write the same row and area, or give the line an `id` of its own"),
                )
        return new_tuple(
            Line,
            (
                line.id,
                line.name,
                line.heading,
                area,
                row or NET_COST,
                amounts,
                line.proposals,
                stated,
                line.section,
                line.certainty,
                line.place,
                places,
            ),
        )

    def _total(self, total: WrittenTotal) -> Total:
        amounts, places = self._amounts(total.given)
        return Total(total.name, total.row, total.heading, total.section, amounts, total.place, places)

    def _proposal(self, proposal: Proposal) -> Proposal:
        amount = None if proposal.amount is None else self._amount(proposal.amount)
        return proposal._replace(amount=amount, stated=tuple(map(self._stated, proposal.stated)))
