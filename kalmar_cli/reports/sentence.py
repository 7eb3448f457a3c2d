"""A budget in one plain sentence: what differs from another one, and what that does to the result.

It takes no side and is as true with the budgets in the other order: costs are
higher or lower, income more or less, and nobody is said to spend or to save.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _, _n
from kalmar_cli.base.numbers import ZERO, in_unit
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.table import Sentence
from kalmar_cli.reports.years import runs, span


class Part(NamedTuple):
    """What some posts come to in a year (mkr, without sign), and how many they are."""

    amount: Decimal
    posts: int


class Changes(NamedTuple):
    """What posts come to in a year, by what they are; those that come to nothing are left out.

    A net is that of rows that are neither cost nor income: the financial net, one-off items.
    """

    higher_costs: Part | None
    lower_costs: Part | None
    more_income: Part | None
    less_income: Part | None
    higher_net: Part | None
    lower_net: Part | None


class YearTold(NamedTuple):
    """What is told of a year: the posts that differ (None: not comparable), and both results (mkr)."""

    changes: Changes | None
    result: Decimal | None
    other: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """How much higher the result is than the other."""
        return None if self.result is None or self.other is None else self.result - self.other

    @property
    def difference(self) -> tuple[Changes | None, Decimal | None]:
        """What two years have in common of which it is said to be the same."""
        return self.changes, self.gap

    @property
    def differs(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.gap) or any(self.changes or ())


def sum_up(
    figures: Figures,
    against: Figures | None,
    moved: dict[str, Post] | None,
    columns: Sequence[str],
    unit: str,
    *,
    printed: bool = False,
) -> Sentence:
    """The sentence about the columns shown: the first year that differs in full, then the other years.

    `moved` are the posts that differ from `against`, if comparable. The result
    is the derived one, or that of the printed statements, which posts do not explain.
    """
    told = [column for column in columns if year_in(column)] or list(columns)

    def result(of: Figures, column: str) -> Decimal | None:
        return (of.printed if printed else of.derived)(RESULT, column)

    words = _Telling(unit, {"budget": figures.budget.name})
    if against is None:
        return words.sentence(_alone(words, {column: result(figures, column) for column in told}))
    words.figures["baseline"] = against.budget.name
    by_column = {
        column: YearTold(
            None if printed or moved is None else _changes(moved.values(), year_in(column)),
            result(figures, column),
            result(against, column),
        )
        for column in told
    }
    spoken = next((column for column, of in by_column.items() if of.differs), _main(figures, told))
    said = [_opening(words, spoken, by_column[spoken].changes, printed), _result(words, by_column[spoken])]
    return words.sentence([*said, *_other_years(words, spoken, by_column)])


def _main(figures: Figures, columns: Sequence[str]) -> str:
    """The column that a sentence is about where none differs: the budget year, else the first."""
    own = str(figures.budget.year)
    return own if own in columns else columns[0]


def _changes(posts: Iterable[Post], year: int | None) -> Changes | None:
    """What posts come to in a year, those left out that dispose of the result."""
    if year is None:
        return None
    amounts: dict[tuple[bool, bool, bool], list[Decimal]] = {}
    for post in posts:
        amount = post.amount(year)
        if amount and not post.below_result:
            amounts.setdefault((post.is_cost, post.is_income, amount > 0), []).append(abs(amount))

    def part(is_cost: bool, is_income: bool, raises_result: bool) -> Part | None:
        found = amounts.get((is_cost, is_income, raises_result))
        return Part(sum(found, ZERO), len(found)) if found else None

    cost, income, other = (True, False), (False, True), (False, False)
    ways = ((cost, False), (cost, True), (income, True), (income, False), (other, True), (other, False))
    return Changes(*(part(*kind, raises_result) for kind, raises_result in ways))


class _Telling:
    """The figures of a sentence on their way into its words, each under a name of its own."""

    def __init__(self, unit: str, figures: dict[str, Decimal | str]) -> None:
        self.unit = unit
        self.figures: dict[str, Decimal | str] = {"unit": unit.partition(",")[0], **figures}

    def put(self, words: str, **values: Decimal | str) -> str:
        """Words with the places of these values (amounts in mkr) named as in this sentence alone."""
        for name, value in values.items():
            unique = f"{name}_{len(self.figures)}"
            self.figures[unique] = in_unit(value, self.unit) if isinstance(value, Decimal) else value
            words = words.replace(f"{{{name}}}", f"{{{unique}}}")
        return words

    def sentence(self, said: Sequence[str]) -> Sentence:
        """The whole of it."""
        return Sentence(" ".join(said), self.figures)


def _opening(words: _Telling, column: str, changes: Changes | None, printed: bool) -> str:
    """Whose difference from whom it is, and on how many posts."""
    if changes is None:
        start = (
            _("{year}, {budget} compared with {baseline}, as printed:")
            if printed
            else _("{year}, {budget} compared with {baseline}:")
        )
        return words.put(start, year=column)
    if not any(changes):
        return words.put(_("In {year}, {budget} has the same costs and income as {baseline};"), year=column)
    start = words.put(_("In {year}, {budget} has {parts} than {baseline};"), year=column)
    return start.replace("{parts}", _in_a_row(_parts(words, changes)))


def _parts(words: _Telling, changes: Changes) -> list[str]:
    """Each part that comes to something: how much of what, on how many posts."""
    lower = (
        _("{amount} {unit} lower on {posts}")
        if changes.higher_costs
        else _("{amount} {unit} lower costs on {posts}")
    )
    templates = (
        _("{amount} {unit} higher costs on {posts}"),
        lower,
        _("{amount} {unit} more income on {posts}"),
        _("{amount} {unit} less income on {posts}"),
        _("{amount} {unit} higher net of other items on {posts}"),
        _("{amount} {unit} lower net of other items on {posts}"),
    )
    return [
        words.put(template, amount=part.amount, posts=_n("{n} line", "{n} lines", part.posts))
        for template, part in zip(templates, changes, strict=True)
        if part
    ]


def _in_a_row(parts: Sequence[str]) -> str:
    """Parts as a sentence has them: A, B and C."""
    return _(" and ").join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _result(words: _Telling, told: YearTold) -> str:
    """What the result is, and how it differs from the other one."""
    if told.result is None or told.gap is None:
        return _("the result is not known.")
    level = _level(words, told.result)
    if not told.gap:
        return _("the result is the same, {level}.").replace("{level}", level)
    way = (
        _("the result is {by} {unit} lower, {level}.")
        if told.gap < 0
        else _("the result is {by} {unit} higher, {level}.")
    )
    return words.put(way, by=abs(told.gap)).replace("{level}", level)


def _level(words: _Telling, result: Decimal) -> str:
    """A result by its name: a surplus or a deficit of so much."""
    if not result:
        return words.put("{amount} {unit}", amount=result)
    name = _("a deficit of {amount} {unit}") if result < 0 else _("a surplus of {amount} {unit}")
    return words.put(name, amount=abs(result))


def _other_years(words: _Telling, spoken: str, by_column: dict[str, YearTold]) -> list[str]:
    """Every other year of the plan: that it is the same, or by how much the result differs."""
    years = {year: of for column, of in by_column.items() if (year := year_in(column)) and column != spoken}
    said: list[str] = []
    for run, difference in runs({year: of.difference for year, of in years.items()}):
        if difference == by_column[spoken].difference and said:
            template = _("{years}: as in {spoken}.")
        else:
            template = _year_words(words, difference, by_column[spoken].difference)
        said.append(words.put(template, years=span(run), spoken=spoken))
    return said


def _year_words(
    words: _Telling,
    difference: tuple[Changes | None, Decimal | None],
    spoken: tuple[Changes | None, Decimal | None],
) -> str:
    changes, gap = difference
    if gap is None:
        return _("{years}: the result is not known.")
    if not gap and not any(changes or ()):
        return _("Nothing differs in {years}.") if changes else _("{years}: the same result.")
    if difference == spoken:
        return _("The same differences in {years}.")
    if not gap:
        return _("{years}: the same result.")
    way = (
        _("{years}: the result {by} {unit} lower.")
        if gap < 0
        else _("{years}: the result {by} {unit} higher.")
    )
    return words.put(way, by=abs(gap))


def _alone(words: _Telling, results: dict[str, Decimal | None]) -> list[str]:
    """The result of one budget, every year told."""
    parts = []
    years = {year: result for column, result in results.items() if (year := year_in(column))}
    told = [(span(run), result) for run, result in runs(years)] or list(results.items())
    for when, result in told:
        if result is None:
            parts.append(words.put(_("not known in {years}"), years=when))
        else:
            part = words.put(_("{level} in {years}"), years=when)
            parts.append(part.replace("{level}", _level(words, result)))
    return [_("{budget}: the result is {parts}.").replace("{parts}", _in_a_row(parts))]
