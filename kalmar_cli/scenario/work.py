"""A scenario while it is made: the base's posts, and the lines that change them. Amounts are mkr."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base import language
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import STYLES, ZERO, decimals_of, from_unit, in_unit
from kalmar_cli.base.problems import START, did_you_mean
from kalmar_cli.budget.model import Area, Budget, Line
from kalmar_cli.budget.posts import posts
from kalmar_cli.budget.rows import MEMO, PART
from kalmar_cli.budget.statement import Figures


class Work:
    """The base's posts and the lines that change them so far; a person types amounts in `unit`."""

    def __init__(self, base: Budget, sources: Mapping[str, Budget], unit: str) -> None:
        self.base = base
        self.sources = sources
        self._unit = unit
        self.inherited = posts(base)
        self.figures = Figures(base)
        self.own: dict[str, Line] = {}
        self.origins: dict[str, list[str]] = {}
        self.adopted: dict[str, str] = {}
        self.areas: dict[str, Area] = {}
        self.tax_rates: dict[int, Decimal] = {}
        self.notes: list[str] = []
        self._row_lines: dict[tuple[str, str | None], str] = {}

    def net(self) -> tuple[Decimal, ...]:
        """What all changes so far add up to, by year (mkr)."""
        return tuple(
            sum((line.amounts[i] for line in self.own.values()), ZERO) for i in range(len(self.base.years))
        )

    def typed(self, amount: Decimal) -> Decimal:
        """An amount that a person typed, in mkr."""
        return from_unit(amount, self._unit)

    # -- lines ------------------------------------------------------------------

    def amounts(self, id: str) -> tuple[Decimal, ...]:
        """A post's amounts as they stand now, inherited and changed, by year (mkr)."""
        post, own = self.inherited.get(id), self.own.get(id)
        return tuple(
            (post.amount(year) if post else ZERO) + (own.amounts[i] if own else ZERO)
            for i, year in enumerate(self.base.years)
        )

    def known(self, id: str, asked: str) -> str:
        """The line with this id. Raises Refused, with the nearest, if there is none."""
        known = list(dict.fromkeys((*self.own, *self.inherited)))
        if id not in known:
            cure = (
                did_you_mean(id, known, _("there are {names}"))
                if known
                else _("adopt it first, with --adopt BUDGET:LINE")
            )
            raise Refused(
                _("{change}: {budget} has no line `{name}`: {cure}").format(
                    change=asked, budget=self.base.id, name=id, cure=cure
                )
            )
        return id

    def put(self, id: str, amounts: Sequence[Decimal], how: str, line: Line | None = None) -> str:
        """Lets a post have these amounts from now on; `line` describes one that is new. Its name."""
        post = self.inherited.get(id)
        if line is None or post:
            line = (
                self.own.get(id) or bare_line(post.line, post.area or None)
                if post
                else line or self.own[id]
            )
        change = tuple(
            amount - (post.amount(year) if post else ZERO)
            for year, amount in zip(self.base.years, amounts, strict=True)
        )
        if post and not any(change):
            self.own.pop(id, None)
        else:
            self.own[id] = line._replace(amounts=change, places=(START,) * len(change))
        self.origins.setdefault(id, []).append(how)
        return line.name

    def year(self, year: int | None, asked: str) -> list[int]:
        """The places of a year in the plan, of every year for None. Raises Refused."""
        if year is None:
            return list(range(len(self.base.years)))
        if year not in self.base.years:
            raise Refused(
                _("{change}: {year} is none of the plan's years ({years})").format(
                    change=asked, year=year, years=", ".join(map(str, self.base.years))
                )
            )
        return [self.base.years.index(year)]

    def outside(self, id: str, year: int, amount: Decimal) -> None:
        """Notes an amount (mkr) that falls in a year after or before the plan."""
        if amount:
            unit = self.base.unit
            self.notes.append(
                _("{amount} {unit} of `{line}` falls in {year}, outside the plan").format(
                    amount=figure_text(in_unit(amount, unit)), unit=unit, line=id, year=year
                )
            )

    # -- rows of the statement --------------------------------------------------

    def part(self, row: str, asked: str) -> str:
        """A row that may be changed: a part. Raises Refused for an unknown row, a sum or a share."""
        order = self.figures.order
        if row not in order:
            raise Refused(
                _("{change}: no row `{name}` stands in the statement: {cure}").format(
                    change=asked, name=row, cure=did_you_mean(row, order, _("there are {names}"))
                )
            )
        year = str(self.base.year)
        if self.figures.kind(row, year) != PART:
            words = (
                _("{change}: `{row}` is shown and never added; change one of {names}")
                if self.figures.kind(row, year) == MEMO
                else _("{change}: `{row}` is computed from other rows; change one of {names}")
            )
            raise Refused(
                words.format(
                    change=asked,
                    row=row,
                    names=", ".join(r for r in order if self.figures.kind(r, year) == PART),
                )
            )
        return row

    def move_row(
        self, row: str, by: Sequence[Decimal], name: str, how: str, certainty: str | None = None
    ) -> str:
        """Adds to a row through a line of its own, one for each row and certainty. Its name."""
        id = self._row_lines.get((row, certainty)) or self._free(row.replace("_", "-"))
        self._row_lines[row, certainty] = id
        line = Line(id, name, None, None, row, (), (), (), None, certainty, START, ())
        return self.put(id, [a + b for a, b in zip(self.amounts(id), by, strict=True)], how, line)

    def _free(self, id: str) -> str:
        taken = {*self.inherited, *self.own}
        return next(
            name for name in (id, *(f"{id}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
        )

    def in_row(self, row: str, i: int) -> Decimal | None:
        """A row's figure in the year at `i`, changes so far included (mkr)."""
        before = self.figures.derived(row, str(self.base.years[i]))
        moved = sum((line.amounts[i] for line in self.own.values() if line.row == row), ZERO)
        return None if before is None else before + moved


def bare_line(line: Line, area: str | None) -> Line:
    """A line without what only its own document knows: sections, prose, proposals."""
    return line._replace(
        area=area, amounts=(), proposals=(), stated=(), section=None, place=START, places=()
    )


def figure_text(value: Decimal) -> str:
    """A figure as the reader's language writes it, with all its digits."""
    return STYLES[language.current()].text(value, decimals_of(value))
