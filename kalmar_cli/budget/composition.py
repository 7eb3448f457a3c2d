"""How a statement is put together: which rows add up, which are only shown, what is tax and grants.

Three kinds of rows are shown where they stand and never added: those that the
file says so of (`memo`), details of the row above (`varav_`), and group sums
of which at least one part is printed. Without its parts, a group sum is a part.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from kalmar_cli.budget.order import NONE, Ingredients, ingredients, tax_rows
from kalmar_cli.budget.rows import (
    FINANCE,
    GRANTS,
    OPERATING_COST,
    OPERATING_RESULT,
    PART,
    RESULT,
    STANDARD,
    SUMS,
    TAX,
    TAXES,
    facts,
    is_financial,
    kind,
)

_SUM_WORDS = re.compile(r"(?:summa|s:a|totalt|totala)\s+", re.I)
# What documents print above or below the rows that it is the sum of.
_PRINTED = {
    FINANCE: re.compile(
        r"finansnetto|finansiell\w* (?:netto|resultat|poster|intäkter och kostnader)(?:,? netto)?", re.I
    ),
    TAXES: re.compile(
        r"skattenetto|skatt\w*(?:,| och| samt| \+).*(?:bidrag|utjämning)\w*(?:,? netto)?", re.I
    ),
}


class Composition(NamedTuple):
    """A statement's rows in order; its group sums with their parts, its other memo rows with their rows.

    `adds_up` says whether its figures add up across tax and grants, so that no row of these is missing;
    None where figures were not looked at.
    """

    order: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    details: Mapping[str, str | None]
    tax_sums: frozenset[str]
    adds_up: bool | None = None

    @property
    def memo(self) -> frozenset[str]:
        """The rows that are shown and never added."""
        return frozenset(self.groups) | frozenset(self.details)

    def memo_where(self, known: Callable[[str], bool]) -> frozenset[str]:
        """The same in a column where only the `known` rows have a figure."""
        if not self.groups:
            return frozenset(self.details) if self.details else NONE
        sums = (sum for sum, parts in self.groups.items() if any(map(known, parts)))
        return frozenset(self.details).union(sums)

    def ingredients(self, row: str, memo: Collection[str]) -> Ingredients:
        """What a sum or a group sum is made of, if `memo` is not added."""
        if row in self.groups:
            return Ingredients(None, self.groups[row] if row in memo else ())
        of = ingredients(row, self.order, memo, self._first_tax)
        taxes = [part for part in of.parts if part in self.tax_rows]
        excerpt = self.adds_up is False and of.above == OPERATING_COST and len(taxes) < 2
        return Ingredients(None, ()) if excerpt and not self.tax_parts(memo) else of

    @property
    def tax_rows(self) -> tuple[str, ...]:
        """The rows in the block of tax and grants, its sums and details too."""
        return tax_rows(self.order, self._first_tax)

    @property
    def below_result(self) -> tuple[str, ...]:
        """The rows below årets resultat, which dispose of it."""
        return self.order[self.order.index(RESULT) + 1 :] if RESULT in self.order else ()

    @property
    def _first_tax(self) -> frozenset[str]:
        return self.tax_sums | {TAX}

    def tax_parts(self, memo: Collection[str]) -> tuple[str, ...]:
        """The rows that tax and grants are the sum of; none where the statement does not tell."""
        parts = tuple(row for row in self.tax_rows if row not in memo)
        whole = OPERATING_COST in self.order and OPERATING_RESULT in self.order
        told = self.adds_up or not self.tax_sums.isdisjoint(parts)
        # Of an excerpt, two of three signs will do.
        return parts if told or sum((whole, TAX in parts, len(parts) > 1)) > 1 else ()


def compose(
    order: Sequence[str],
    labels: Mapping[str, str] | None = None,
    memo: Collection[str] = (),
    printed: Collection[str] | None = None,
    base: Composition | None = None,
    fits: Callable[[str, Sequence[str]], int] = lambda _row, _parts: 0,
) -> Composition:
    """The composition of rows in an order, with the file's `labels` and `memo` rows.

    `printed` are the rows that have a figure (None: all of them). Rows that
    the `base` has keep what they are there. A group sum is that of all rows that it can be the sum of,
    unless fewer of them `fits` in more columns.
    """
    labels = labels or {}
    named = {row: _group(row, labels.get(row, "")) for row in order}
    sums = {row: group for row, group in named.items() if group and row not in (TAX, GRANTS)}
    asides = {row for row in order if row in memo or is_detail(row)}
    rows = [row for row in order if row not in asides or row in sums]
    groups: dict[str, tuple[str, ...]] = {}
    for row in [row for row in rows if row in sums]:
        able = _may_be_parts(row, sums[row], [r for r in rows if r == row or r not in sums])
        parts = max(able, key=lambda of: fits(row, of))
        if base and row in base.order:
            is_sum = row in base.memo
            parts = tuple(r for r in able[0] if r not in base.order or r in base.groups.get(row, ()))
        else:
            is_sum = any(printed is None or part in printed for part in parts)
        if is_sum and parts:
            groups[row] = parts
        if row in groups or row in asides:
            rows.remove(row)
        else:
            del sums[row]
    aside = asides - groups.keys()
    details: dict[str, str | None] = {}
    above: str | None = None
    for row in order:
        if row in aside:
            details[row] = above
        else:
            above = row
    tax_sums = frozenset(row for row, group in named.items() if group == TAXES)
    return Composition(tuple(order), groups, details, tax_sums)


def may_be_aside(row: str) -> bool:
    """Whether a row can be one that is never added, without being named in `memo`."""
    return row not in STANDARD or bool(facts(row).group)


def is_detail(row: str) -> bool:
    """Whether a row details the one above it."""
    return row.startswith("varav_")


def _group(row: str, label: str) -> str:
    """What a row sums up, by its id, or by the label of tax, of grants or of a row of the file's own."""
    if facts(row).group:
        return facts(row).group
    if row in STANDARD and row not in (TAX, GRANTS):
        return ""
    name = _SUM_WORDS.sub("", label.strip().rstrip(":"), count=1)
    return next((group for group, printed in _PRINTED.items() if printed.fullmatch(name)), "")


def _may_be_parts(row: str, group: str, rows: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows that a group sum can be the sum of: its group above it or, if it stands first, below it.

    First all of them, then fewer and fewer, those nearest to it.
    """
    if group == TAXES:
        block = tax_rows(rows, {TAX, row})
        main = {TAX, GRANTS}
    else:
        block = _financial_rows(row, rows)
        main = {"finansiella_intakter", "finansiella_kostnader"}
    if row not in block:
        return [()]
    at = block.index(row)
    above, below = block[:at], block[at + 1 :]
    if above:
        return [above[i:] for i in range(max(len(above) - 1, 1))]
    return [below[: len(below) - i] for i in range(max(len(below) - 1, 1))] if main & {*below} else [()]


def _financial_rows(row: str, rows: Sequence[str]) -> tuple[str, ...]:
    """The financial rows beside a row: all between two sums below verksamhetens resultat, else by name."""
    at = rows.index(row)
    start = next((i + 1 for i in range(at - 1, -1, -1) if rows[i] in SUMS), 0)
    end = next((i for i in range(at + 1, len(rows)) if rows[i] in SUMS), len(rows))
    within = [r for r in rows[start:end] if kind(r) == PART]
    if not (start and rows[start - 1] == OPERATING_RESULT):
        first = next((i for i, r in enumerate(within) if is_financial(r) or r == row), 0)
        within = within[first:]
    return tuple(within)
