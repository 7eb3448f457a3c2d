"""A budget in one plain sentence: what differs from another one, and what that does to the result.

It takes no side and is as true with the budgets in the other order: costs are
higher or lower, income more or less, and nobody is said to spend or to save.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from kalmar_cli.base.files import year_in
from kalmar_cli.base.language import _, plural_forms
from kalmar_cli.budget.posts import Post
from kalmar_cli.budget.rows import RESULT
from kalmar_cli.budget.statement import Figures
from kalmar_cli.reports.making import Alike, Either, Figure, Say, Saying
from kalmar_cli.reports.saying import by_sign, either, holds, in_a_row, run_of, same, tell
from kalmar_cli.reports.sentence_figures import Changes, FigureFinder, Part, Places, YearTold
from kalmar_cli.reports.table import Sentence


def sum_up(
    figures: Figures,
    against: Figures | None,
    moved: dict[str, Post] | None,
    columns: Sequence[str],
    unit: str,
    *,
    printed: bool = False,
    places: Places | None = None,
) -> Sentence:
    """The sentence about the columns shown: the first year that differs in full, then the other years.

    `moved` are the posts that differ from `against`, if comparable. The result
    is the derived one, or that of the printed statements, which posts do not explain.
    """
    told = [column for column in columns if year_in(column)] or list(columns)
    find = FigureFinder(unit, places)

    def result(of: Figures, column: str) -> Decimal | None:
        return (of.printed if printed else of.derived)(RESULT, column)

    texts = {"unit": unit.partition(",")[0], "budget": figures.budget.name}
    results = {column: find.result(column, result(figures, column)) for column in told}
    if against is None:
        return tell(_alone(results), texts)
    by_column = {
        column: YearTold(
            None if printed or moved is None else find.changes(moved, year_in(column)),
            results[column],
            find.gap(column, result(figures, column), result(against, column)),
        )
        for column in told
    }
    differing = (column for column, of in by_column.items() if not (of.nothing and holds(of.nothing)))
    spoken = next(differing, _main(figures, told))
    # Without a common root a statement holds more than its posts: equal posts say nothing of all of it.
    whole = figures.budget.root.file == against.budget.root.file
    said = [_opening(spoken, by_column[spoken].changes, printed, whole), _result(by_column[spoken])]
    others = _other_years(spoken, by_column, whole)
    return tell([*said, *others], {**texts, "baseline": against.budget.name})


def _main(figures: Figures, columns: Sequence[str]) -> str:
    """The column that a sentence is about where none differs: the budget year, else the first."""
    own = str(figures.budget.year)
    return own if own in columns else columns[0]


def _opening(column: str, changes: Changes | None, printed: bool, whole: bool) -> Saying:
    """Whose difference from whom it is, and on how many posts, which may be the `whole` difference."""
    values: dict[str, Saying] = {"year": column}
    if printed:
        return Say(_("{year}, {budget} compared with {baseline}, as printed:"), values)
    compared = Say(_("{year}, {budget} compared with {baseline}:"), values)
    if changes is None:
        return compared
    alike = Say(_("In {year}, {budget} has the same costs and income as {baseline};"), values)
    return either(
        changes.absent,
        alike if whole else compared,
        Say(
            _("In {year}, {budget} has {parts} than {baseline};"),
            {**values, "parts": in_a_row(_parts(changes))},
        ),
    )


def _parts(changes: Changes) -> list[tuple[Alike | None, Saying]]:
    """How much of what each part is, on how many posts, with the test of when it is left out."""
    one, many = plural_forms("{n} line", "{n} lines")

    def say(words: str, part: Part) -> Say:
        n: dict[str, Saying] = {"n": part.posts}
        posts = Either(Alike(((part.posts, 1),)), Say(one, n), Say(many, n))
        return Say(words, {"amount": part.amount, "posts": posts})

    higher, lower, more, less, higher_net, lower_net = changes
    said: tuple[Saying, ...] = (
        say(_("{amount} {unit} higher costs on {posts}"), higher),
        Either(
            higher.absent,
            say(_("{amount} {unit} lower costs on {posts}"), lower),
            say(_("{amount} {unit} lower on {posts}"), lower),
        ),
        say(_("{amount} {unit} more income on {posts}"), more),
        say(_("{amount} {unit} less income on {posts}"), less),
        say(_("{amount} {unit} higher net of other items on {posts}"), higher_net),
        say(_("{amount} {unit} lower net of other items on {posts}"), lower_net),
    )
    return [(part.absent, words) for part, words in zip(changes, said, strict=True)]


def _result(told: YearTold) -> Saying:
    """What the result is, and how it differs from the other one."""
    if told.result is None or told.gap is None:
        return Say(_("the result is not known."))
    values = {"by": told.gap, "level": _level(told.result)}
    return by_sign(
        told.gap,
        Say(_("the result is {by} {unit} lower, {level}."), values),
        Say(_("the result is the same, {level}."), values),
        Say(_("the result is {by} {unit} higher, {level}."), values),
    )


def _level(result: Figure) -> Saying:
    """A result by its name: a surplus or a deficit of so much."""
    values: dict[str, Saying] = {"amount": result}
    return by_sign(
        result,
        Say(_("a deficit of {amount} {unit}"), values),
        Say("{amount} {unit}", values),
        Say(_("a surplus of {amount} {unit}"), values),
    )


def _other_years(spoken: str, by_column: Mapping[str, YearTold], whole: bool) -> list[Saying]:
    """Every other year of the plan: that it is the same, or by how much the result differs.

    Years that are alike are told where the first of them is.
    """
    told = {year: of for column, of in by_column.items() if (year := year_in(column)) and column != spoken}
    years = list(told)
    alike = [told[year].alike(told[later]) for year, later in pairwise(years)]
    said: list[Saying] = []
    for n, of in enumerate(told.values()):
        values: dict[str, Saying] = {"years": run_of(years[n:], alike[n:]), "spoken": spoken}
        as_spoken = of.alike(by_column[spoken])
        if not n:
            as_told = Say(_("The same differences in {years}."), values)
            said.append(_year_words(of, as_spoken, as_told, values, whole))
            continue
        words = either(
            as_spoken, Say(_("{years}: as in {spoken}."), values), _year_words(of, None, "", values, whole)
        )
        said.append(either(alike[n - 1], "", words))
    return said


def _year_words(
    of: YearTold, as_spoken: Alike | None, same_words: Saying, values: Mapping[str, Saying], whole: bool
) -> Saying:
    """What is said of a year: that it is the same, `same_words` if it is as the one told, the result."""
    if of.gap is None:
        return Say(_("{years}: the result is not known."), values)
    values = {**values, "by": of.gap}
    the_same = Say(_("{years}: the same result."), values)
    by_result = by_sign(
        of.gap,
        Say(_("{years}: the result {by} {unit} lower."), values),
        the_same,
        Say(_("{years}: the result {by} {unit} higher."), values),
    )
    all_alike = Say(_("{years}: the same costs, income and result."), values)
    nothing = all_alike if whole and of.changes is not None else the_same
    return either(of.nothing, nothing, either(as_spoken, same_words, by_result))


def _alone(results: Mapping[str, Figure | None]) -> list[Saying]:
    """The result of one budget, every year told; years that are alike where the first of them is."""
    by_year = {year: result for column, result in results.items() if (year := year_in(column))}
    told = list(by_year.values()) or list(results.values())
    alike = [same(one, other) for one, other in pairwise(told)] if by_year else []
    parts: list[tuple[Alike | None, Saying]] = []
    for n, result in enumerate(told):
        when = run_of(list(by_year)[n:], alike[n:]) if by_year else list(results)[n]
        part = (
            Say(_("not known in {years}"), {"years": when})
            if result is None
            else Say(_("{level} in {years}"), {"years": when, "level": _level(result)})
        )
        parts.append((alike[n - 1] if n and by_year else None, part))
    return [Say(_("{budget}: the result is {parts}."), {"parts": in_a_row(parts)})]
