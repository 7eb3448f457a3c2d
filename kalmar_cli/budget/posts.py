"""Posts: what a budget inherits and changes, and how two budgets' posts differ.

Amounts are mkr in the statement's sign: an increase of spending is negative,
a saving positive.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.model import INQUIRY, Budget, Line, Proposal
from kalmar_cli.budget.order import merge_orders
from kalmar_cli.budget.printed import chain_composition
from kalmar_cli.budget.rows import BELOW_RESULT, STANDARD, facts

NO_AREA = ""


class Post(NamedTuple):
    """A post in a budget: the base's and the budget's own lines with its id, added up.

    `amounts` (mkr) are those of `years`, in that order. `is_income` says that more of
    it is more income, and not a saving, `below_result` that it disposes of the result
    (reserves, adjustments) and is neither, `is_cost` that less of it is a lower cost.
    """

    line: Line
    area: str
    years: tuple[int, ...]
    amounts: tuple[Decimal, ...]
    proposals: tuple[int, ...]
    is_income: bool = False
    below_result: bool = False
    is_cost: bool = True

    def amount(self, year: int) -> Decimal:
        """The amount of a year (mkr); nothing outside the plan."""
        return self.amounts[self.years.index(year)] if year in self.years else ZERO

    def with_line(self, line: Line, years: tuple[int, ...], amounts: tuple[Decimal, ...]) -> "Post":
        """The post with the amounts of one more line that has its id."""
        both = self.years if years == self.years else tuple(sorted({*self.years, *years}))
        other = Post(line, "", years, amounts, ())
        return Post(
            self.line,
            self.area or line.area or NO_AREA,
            both,
            tuple(self.amount(year) + other.amount(year) for year in both),
            tuple(dict.fromkeys(self.proposals + line.proposals)),
            self.is_income,
            self.below_result,
            self.is_cost,
        )


def posts(budget: Budget) -> dict[str, Post]:
    """The budget's posts by id, the base's first."""
    return add_lines(link for link in reversed(list(budget.chain)))


def own_posts(budget: Budget) -> dict[str, Post]:
    """The posts of the budget's own lines: its changes, or, without base, its own posts."""
    return add_lines([budget])


def add_lines(
    budgets: Iterable[Budget], into: dict[str, Post] | None = None, sign: int = 1
) -> dict[str, Post]:
    """The lines of `budgets`, added up by id with `sign`, on top of `into`."""
    found = {} if into is None else into
    for budget in budgets:
        years = budget.years
        rows = MovedRows(budget)
        for line in budget.lines:
            amounts = line.amounts if sign > 0 else tuple([-amount for amount in line.amounts])
            post = found.get(line.id)
            if post is None:
                area = line.area or NO_AREA
                found[line.id] = Post(line, area, years, amounts, line.proposals, *rows[line.row])
            else:
                found[line.id] = post.with_line(line, years, amounts)
    return found


class MovedRow(NamedTuple):
    """What is true of the posts in a row: whether they are income, dispose of the result, are a cost."""

    is_income: bool
    below_result: bool
    is_cost: bool


class MovedRows(dict[str, MovedRow]):
    """Row → what is true of a budget's posts in it; of a row of the file's own by its place and signs."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def __missing__(self, row: str) -> MovedRow:
        if row in STANDARD:
            self[row] = MovedRow(facts(row).income, row in BELOW_RESULT, facts(row).cost)
        else:
            composition = chain_composition(self.budget)
            statements = [link.statement for link in self.budget.chain if link.statement]
            values = [v for s in statements if row in s.rows for v in s.rows[row].values if v]
            is_income = row in composition.tax_rows or (bool(values) and min(values) > 0)
            is_cost = not is_income and all(value < 0 for value in values)
            self[row] = MovedRow(is_income, row in composition.below_result, is_cost)
        return self[row]


def net_by_area(budget: Budget, years: Sequence[int]) -> dict[str, list[Decimal]]:
    """What the budget's posts add up to by area, in each of `years` (mkr).

    A line that changes a base's post has the post's area, so the lines can be added one by one.
    Lines below årets resultat are left out: so the sums change by what the result changes by.
    """
    sums: dict[str, list[Decimal]] = {}
    for link in budget.chain:
        at = [link.years.index(year) if year in link.years else None for year in years]
        rows = MovedRows(link)
        for line in link.lines:
            if rows[line.row].below_result:
                continue
            total = sums.get(line.area or NO_AREA)
            if total is None:
                total = sums[line.area or NO_AREA] = [ZERO] * len(years)
            for i, place in enumerate(at):
                if place is not None:
                    total[i] += line.amounts[place]
    return sums


def differences(budget: Budget, baseline: Budget) -> dict[str, Post]:
    """budget − baseline, post by post; what both inherit cancels and is not looked at."""
    ours, theirs = list(budget.chain), list(baseline.chain)
    shared = {link.file for link in ours} & {link.file for link in theirs}
    # The lines of the one compared come first, so that its names and order lead.
    found = add_lines(link for link in reversed(ours) if link.file not in shared)
    return add_lines((link for link in reversed(theirs) if link.file not in shared), found, -1)


def on_one_footing(budgets: Iterable[Budget]) -> bool:
    """Whether posts mean the same: changes to one common root, or only complete budgets without base."""
    budgets = list(budgets)
    return len({budget.root.file for budget in budgets}) == 1 or all(b.base is None for b in budgets)


def comparable(budgets: Iterable[Budget]) -> bool:
    """Whether posts and areas can be compared: on one footing, and each known.

    Of complete budgets either all have posts or none: beside a budget whose
    posts are not given, those of another would pass for changes.
    """
    budgets = list(budgets)
    one_root = len({budget.root.file for budget in budgets}) == 1
    return one_root or (on_one_footing(budgets) and len({bool(b.lines) for b in budgets}) == 1)


class Sum(NamedTuple):
    """What posts add up to in a year: how many, increases (≤ 0), savings (≥ 0), both in mkr."""

    lines: int
    increases: Decimal
    savings: Decimal

    @property
    def net(self) -> Decimal:
        """Increases and savings against each other (mkr)."""
        return self.increases + self.savings

    @property
    def gross(self) -> Decimal:
        """Everything that moves, without sign (mkr)."""
        return self.savings - self.increases


NOTHING = Sum(0, ZERO, ZERO)


def sum_posts(found: Iterable[Post], year: int, by: str = "area") -> dict[str, Sum]:
    """Sums of posts (mkr) in a year by `area` or by the document's `heading`.

    Posts below årets resultat, such as transfers to a reserve, are no spending
    and no saving and are left out: the nets add up to the change of the result.
    """
    sums: dict[str, Sum] = {}
    for post in found:
        if post.below_result:
            continue
        group = post.area if by == "area" else post.line.heading or NO_AREA
        amount = post.amount(year)
        lines, increases, savings = sums.get(group, NOTHING)
        sums[group] = (
            Sum(lines + 1, increases + amount, savings)
            if amount < 0
            else Sum(lines + 1, increases, savings + amount)
        )
    return sums


def total(sums: Iterable[Sum]) -> Sum:
    """All sums as one."""
    whole = NOTHING
    for of in sums:
        whole = Sum(whole.lines + of.lines, whole.increases + of.increases, whole.savings + of.savings)
    return whole


def of_income(found: Iterable[Post], year: int) -> Sum:
    """The part of the sums of posts that is income: less of it (≤ 0) and more of it (≥ 0), in mkr."""
    return total(sum_posts((post for post in found if post.is_income), year).values())


class Count(NamedTuple):
    """How many proposals: all, those with money behind them, those that ask for an inquiry."""

    all: int
    priced: int
    inquiries: int


def is_priced(proposal: Proposal, carriers: dict[int, list[Line]]) -> bool:
    """Whether a proposal states an amount or a line pays for it."""
    return proposal.amount is not None or bool(proposal.stated) or proposal.number in carriers


def count_proposals(budget: Budget, by: str = "area") -> dict[str, Count]:
    """The budget's proposals by area; by heading: those that the heading's lines pay for."""
    carriers = budget.carriers()
    found: dict[str, Count] = {}
    for proposal in budget.proposals:
        if by == "area":
            groups = {proposal.area or NO_AREA}
        else:
            groups = {line.heading or NO_AREA for line in carriers.get(proposal.number, ())}
        priced, inquiry = is_priced(proposal, carriers), proposal.kind == INQUIRY
        for group in groups:
            count = found.get(group, Count(0, 0, 0))
            found[group] = Count(count.all + 1, count.priced + priced, count.inquiries + inquiry)
    return found


def count_all_proposals(budget: Budget, by: str = "area") -> Count:
    """How many proposals there are in all areas; by heading: those that some line pays for, each once."""
    carriers = budget.carriers()
    found = [p for p in budget.proposals if by == "area" or p.number in carriers]
    return Count(
        len(found), sum(is_priced(p, carriers) for p in found), sum(p.kind == INQUIRY for p in found)
    )


def area_names(budgets: Iterable[Budget], used: Iterable[str]) -> dict[str, str]:
    """Area id → name, in the documents' order; `used` areas only, those without area last."""
    used = set(used)
    links = [link for budget in budgets for link in budget.chain]
    known = {id: area.name for link in reversed(links) for id, area in link.areas.items()}
    order = [id for id in merge_orders(link.areas for link in links) if id in used]
    undeclared = sorted(used - known.keys() - {NO_AREA})
    return {
        **{id: known[id] for id in order},
        **{id: id for id in undeclared},
        **({NO_AREA: ""} if NO_AREA in used else {}),
    }
