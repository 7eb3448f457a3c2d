"""A budget to be checked, and what all rules ask of it: figures in words, claims, findings."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from kalmar_cli.base import language
from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import (
    STYLES,
    ZERO,
    Interval,
    decimals_of,
    decimals_written,
    in_unit,
    rounded,
)
from kalmar_cli.base.problems import START, Place
from kalmar_cli.budget.model import SPENDING_SIGN, Area, Budget, Line, Proposal
from kalmar_cli.budget.posts import Post, posts
from kalmar_cli.budget.rows import SHARE_ID, label
from kalmar_cli.check.claims import Claim, claims
from kalmar_cli.check.finding import Finding, Spot, Subject
from kalmar_cli.check.ranges import Ranges
from kalmar_cli.check.reading import DocumentReading
from kalmar_cli.check.sections import Outline


class Case:
    """One budget under examination.

    `outline` is the document's text, if it is at hand; `neighbour` a budget of the same municipality
    and year that lies beside one without base and that it could build on; `reading` what was read
    in the document.
    """

    def __init__(
        self,
        budget: Budget,
        outline: Outline | None = None,
        neighbour: Budget | None = None,
        reading: DocumentReading | None = None,
    ) -> None:
        self.budget = budget
        self.outline = outline
        self.neighbour = neighbour
        self.reading = reading
        self._style = STYLES[language.current()]

    @cached_property
    def ranges(self) -> Ranges:
        """The intervals of the statement."""
        return Ranges(self.budget)

    @cached_property
    def carriers(self) -> dict[int, list[Line]]:
        """Proposal number → the lines that it pays for."""
        return self.budget.carriers()

    @cached_property
    def claims(self) -> list[Claim]:
        """Every amount that the document's words give."""
        return claims(self.budget, self.carriers)

    @cached_property
    def inherited(self) -> dict[str, Post]:
        """The posts of the base by id; none without base."""
        return posts(self.budget.base) if self.budget.base else {}

    @cached_property
    def by_lines(self) -> dict[frozenset[str], list[Claim]]:
        """Ids of lines → the claims about just these."""
        found: dict[frozenset[str], list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(frozenset(line.id for line in claim.lines), []).append(claim)
        return found

    @cached_property
    def by_proposal(self) -> dict[int, list[Claim]]:
        """Proposal number → the claims about it."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            if claim.proposal:
                found.setdefault(claim.proposal.number, []).append(claim)
        return found

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The budget year and its plan years, as columns of the statement."""
        return tuple(map(str, self.budget.years))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Every area of the budget and its bases."""
        return tuple(area for link in self.budget.chain for area in link.areas.values())

    @cached_property
    def table(self) -> str | None:
        """The section of the table of lines, as its printed sums give it."""
        sections = {total.section for total in self.budget.totals}
        return sections.pop() if len(sections) == 1 else None

    def population(self, column: str) -> int | None:
        """The inhabitants in the year of a column, as this file or that of a base gives them."""
        year = year_in(column)
        return None if year is None else self.budget.inhabitants(year)

    # -- figures as the file writes them ----------------------------------------

    def as_written(self, amount: Decimal) -> Decimal:
        """A line's amount (mkr, result sign) in the file's unit and sign."""
        value = in_unit(amount, self.budget.unit)
        return -value if self.budget.sign == SPENDING_SIGN and value else value

    def cell(self, row: str, value: Decimal) -> Decimal:
        """A statement figure (mkr, or %) in the file's unit."""
        return value if row == SHARE_ID else in_unit(value, self.budget.unit)

    def text(self, value: Decimal, *like: Decimal) -> str:
        """A figure in the reader's way, with the digits that it and its likes are written with."""
        digits = max(_digits(v) for v in (value, *like))
        return self._style.text(value, digits)

    def amount(self, amount: Decimal, *like: Decimal) -> str:
        """A line's amount (mkr, result sign) as the file writes it, without unit."""
        return self.text(self.as_written(amount), *map(self.as_written, like))

    def span(self, row: str, interval: Interval) -> str:
        """An interval of a row: `−178.5 to −177.5`; a share is cut to two decimals, alike ends are one."""
        low, high = (self.cell(row, end) for end in interval)
        if row == SHARE_ID:
            low, high = (rounded(end, 2) for end in (low, high))
        if low == high:
            return self.text(low)
        return language._("{low} to {high}").format(low=self.text(low, high), high=self.text(high, low))

    def label(self, row: str) -> str:
        """A row's printed name."""
        return label(row, [self.budget])

    def key_place(self, *keys: str) -> Place:
        """Where the first of these keys that the file has stands; every file has a name."""
        places = self.budget.places  # none, where the budget was not read from a file
        return next((places[key] for key in (*keys, "name") if key in places), START)

    # -- what a finding is about -------------------------------------------------

    def at_cell(self, row: str, column: str) -> Subject:
        """A printed figure of the statement."""
        return Subject(
            self.cell_spot(row, column),
            f"statement {row} {column}",
            {"row": self.label(row), "column": column},
        )

    def at_line(self, line: Line, at: int | None = None) -> Subject:
        """A line, or what it carries in a year of the plan, by its position."""
        place = line.place if at is None else line.places[at]
        return Subject(self.spot(place), f"line {line.id}", {"name": line.name})

    def at_proposal(self, proposal: Proposal) -> Subject:
        """A proposal."""
        words = {"number": proposal.number, "title": proposal.title}
        return Subject(self.spot(proposal.place), f"proposal {proposal.number}", words)

    def at_claim(self, claim: Claim) -> Subject:
        """An amount that words give."""
        return Subject(self.spot(claim.place), claim.where, {"source": claim.source})

    def at_key(self, *keys: str) -> Subject:
        """The first of these keys that the file has, in the name of the first."""
        return Subject(self.spot(self.key_place(*keys)), keys[0])

    # -- findings ----------------------------------------------------------------

    def spot(self, place: Place, budget: Budget | None = None) -> Spot:
        """A place in the budget's own file, or in that of its base."""
        return Spot((budget or self.budget).file, place)

    def cell_spot(self, row: str, column: str, budget: Budget | None = None) -> Spot:
        """The place of a figure of the budget's statement, or of its base's."""
        of = budget or self.budget
        assert of.statement
        return Spot(of.file, of.statement.cell_place(row, column))

    def finding(
        self,
        level: str,
        about: Subject,
        words: str,
        stated: Decimal | None = None,
        computed: Decimal | None = None,
        /,
        *,
        against: Iterable[Spot] = (),
        remedy: str = "",
        rounding: bool = False,
        **values: object,
    ) -> Finding:
        """A finding; its `words` may name what it is about, its figures, their unit, and `values`.

        The registry adds the rule's name, and its remedy where none is given.
        """
        figures: dict[str, object] = {"unit": self.budget.unit}
        if stated is not None:
            figures["stated"] = self.text(stated)
        if computed is not None:
            figures["computed"] = self.text(computed, *([] if stated is None else [stated]))
        if stated is not None and computed is not None:
            figures["difference"] = self.text(abs(stated - computed))
        return Finding(
            "",
            level,
            self.budget.id,
            about.spot,
            about.where,
            words.format(**{**figures, **about.words, **values}),
            remedy,
            tuple(dict.fromkeys(other for other in against if other != about.spot)),
            stated,
            computed,
            rounding,
        )

    def line_spots(self, lines: Iterable[Line], years: Sequence[int] = ()) -> list[Spot]:
        """Where the amounts of lines stand, each place once."""
        wanted = [i for i, year in enumerate(self.budget.years) if not years or year in years]
        return list(dict.fromkeys(self.spot(line.places[i]) for line in lines for i in wanted))


def line_names(lines: Sequence[Line]) -> str:
    """Lines by name."""
    return ", ".join(line.name for line in lines)


def sum_of_lines(lines: Iterable[Line], at: int) -> Decimal:
    """What lines carry in a year of the plan (mkr), by its position."""
    return sum((line.amounts[at] for line in lines), ZERO)


def _digits(value: Decimal) -> int:
    """The decimals that a figure is shown with: as written, of a quotient at most six."""
    written = decimals_written(value)
    return written if written <= 6 else decimals_of(rounded(value, 6))
