"""Budget → the text of a budget file, as FORMAT.md has it; reading it gives the same budget again."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.characters import FORBIDDEN
from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import ZERO, in_unit, plain
from kalmar_cli.budget.model import (
    MEASURE,
    OPERATING,
    SPENDING_SIGN,
    Area,
    Budget,
    Line,
    Proposal,
    Row,
    Stated,
    Total,
)
from kalmar_cli.budget.rows import NET_COST, SHARE_ID
from kalmar_cli.read.events import NULLS
from kalmar_cli.read.values import BOOLEANS, slug

# Words that no reader of YAML takes for anything but a text, inside brackets too.
_PLAIN = re.compile(r"[^\W\d_][\w .()/–−-]*\Z")
_OTHER_READERS = frozenset({"y", "n", "yes", "no", "on", "off"})


def written(
    budget: Budget,
    *,
    schema: str,
    head: Sequence[str] = (),
    comments: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The file of a budget, amounts exact in its own unit and sign.

    `schema` is where an editor finds the schema, `head` stands as comments at
    the top, `comments` above the lines by their ids.
    """
    writer = _Writer(budget, comments or {})
    blocks = [
        [f"# yaml-language-server: $schema={one_line(schema)}", *_comments(head)],
        list(writer.header()),
        list(writer.areas()),
        list(writer.statement()),
        list(writer.lines()),
        list(writer.totals()),
        list(writer.proposals()),
    ]
    return "\n\n".join("\n".join(block).rstrip("\n") for block in blocks if block) + "\n"


def one_line(text: str) -> str:
    """A text fit for a comment: one line, nothing that a reader refuses."""
    return FORBIDDEN.sub(" ", " ".join(text.split()))


def text(value: str) -> str:
    """A text as YAML: plain where every reader takes it so, else in quotes."""
    misread = value in NULLS or value in BOOLEANS or value.lower() in _OTHER_READERS
    if _PLAIN.match(value) and not misread and value == value.rstrip():
        return value
    return json.dumps(value, ensure_ascii=False)


def _comments(lines: Sequence[str], indent: str = "") -> list[str]:
    return [f"{indent}# {one_line(line)}".rstrip() for line in lines]


def _mapping(pairs: Mapping[str, str | None]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items() if value is not None) + "}"


def _years(figures: Mapping[int, Decimal | int]) -> str:
    return _mapping({str(year): plain(Decimal(figure)) for year, figure in figures.items()})


def _list(values: Sequence[object]) -> str | None:
    return "[" + ", ".join(map(str, values)) + "]" if values else None


def _optional(value: str | None) -> str | None:
    return None if value is None else text(value)


class _Writer:
    """One budget's blocks, each as lines of text."""

    def __init__(self, budget: Budget, comments: Mapping[str, Sequence[str]]) -> None:
        self.budget = budget
        self.comments = comments

    def header(self) -> Iterator[str]:
        budget, base = self.budget, self.budget.base
        yield f"name: {text(budget.name)}"
        yield f"municipality: {text(budget.municipality)}"
        yield f"year: {budget.year}"
        if base:
            same = (base.municipality, base.year) == (budget.municipality, budget.year)
            yield f"base: {text(base.id if same else f'{base.id}@{base.year}')}"
        yield f"unit: {budget.unit}"
        yield f"sign: {budget.sign}"
        for key, figures in (("tax_rate", budget.tax_rates), ("population", budget.populations)):
            if figures:
                yield f"{key}: {self._by_year(figures)}"
        if budget.price_index:
            index = budget.price_index
            pairs = {"name": text(index.name), "source": _optional(index.source)}
            yield f"price_index: {_mapping(pairs | {'values': _years(index.values)})}"
        if budget.result_target is not None:
            yield f"result_target: {plain(budget.result_target)}"
        if budget.source:
            source = {"title": text(budget.source.title), "url": _optional(budget.source.url)}
            if budget.source.pages:
                pages = {json.dumps(section): str(page) for section, page in budget.source.pages}
                source["pages"] = _mapping(pages)
            yield f"source: {_mapping(source)}"

    def _by_year(self, figures: Mapping[int, Decimal | int]) -> str:
        """One figure for all the budget's years, else figures by year."""
        same = set(figures.values())
        if len(same) == 1 and {*figures} == {*self.budget.years}:
            return plain(Decimal(same.pop()))
        return _years(figures)

    def areas(self) -> Iterator[str]:
        if self.budget.areas:
            yield "areas:"
        for area in self.budget.areas.values():
            yield f"  {area.id}: {self._area(area)}"

    def _area(self, area: Area) -> str:
        return _mapping({"name": text(area.name), "chapter": _optional(area.chapter)})

    # -- the statement ----------------------------------------------------------

    def statement(self) -> Iterator[str]:
        statement = self.budget.statement
        if not statement:
            return
        yield "statement:"
        if statement.section is not None:
            yield f"  section: {text(statement.section)}"
        yield f"  decimals: {statement.decimals}"
        columns = (c if year_in(c) else text(c) for c in statement.columns)
        yield f"  columns: [{', '.join(columns)}]"
        if statement.memo:
            yield f"  memo: {_list(statement.memo)}"
        if statement.labels:
            yield f"  labels: {_mapping({row: text(words) for row, words in statement.labels.items()})}"
        yield "  rows:"
        for row in statement.rows.values():
            yield f"    {row.id}: [{', '.join(self._cells(row))}]"

    def _cells(self, row: Row) -> Iterator[str]:
        for value in row.values:
            if value is None:
                yield "null"
            else:
                yield plain(value if row.id == SHARE_ID else in_unit(value, self.budget.unit))

    # -- lines ------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        if self.budget.lines:
            yield "lines:"
        for line in self.budget.lines:
            yield from _comments(self.comments.get(line.id, ()), "  ")
            pairs = {
                "name": text(line.name),
                "id": None if slug(line.name) == line.id else text(line.id),
                "heading": _optional(line.heading),
                "area": _optional(line.area),
                "section": _optional(line.section),
                "row": None if line.row == NET_COST else line.row,
                "amounts": self._amounts(line),
                "proposals": _list(line.proposals),
                "certainty": line.certainty,
            }
            yield from self._item(pairs, line.stated)
            yield ""

    def _item(self, pairs: Mapping[str, str | None], stated: Sequence[Stated]) -> Iterator[str]:
        mark = "- "
        for key, value in pairs.items():
            if value is not None:
                yield f"  {mark}{key}: {value}"
                mark = "  "
        if stated:
            yield "    stated:"
        for amount in stated:
            yield f"      - {self._stated(amount)}"

    def _stated(self, stated: Stated) -> str:
        return _mapping(
            {
                "amount": self._amount(stated.amount),
                "section": _optional(stated.section),
                "years": _list(stated.years),
                "with": _list(stated.together),
                "budget": None if stated.budget == OPERATING else stated.budget,
            }
        )

    def _amounts(self, post: Line | Total) -> str:
        """One figure for all years, the years that have one, or one a year: the shortest that says it."""
        amounts = [self._amount(amount) for amount in post.amounts]
        if self.budget.years != self._plan():
            return _mapping(dict(zip(map(str, self.budget.years), amounts, strict=True)))
        given = {year: a for year, a in zip(self.budget.years, amounts, strict=True) if a != "0"}
        if len(set(amounts)) == 1:
            return amounts[0]
        if len(given) == 1 and len(amounts) > 2:
            return _mapping({str(year): amount for year, amount in given.items()})
        return f"[{', '.join(amounts)}]"

    def _plan(self) -> tuple[int, ...]:
        """The years that one figure stands for: the statement's bare ones, else the base's."""
        statement, base = self.budget.statement, self.budget.base
        if statement:
            return tuple(year for column in statement.columns if (year := year_in(column)))
        return base.years if base else self.budget.years

    def _amount(self, amount: Decimal) -> str:
        """An amount (mkr) as the file writes it."""
        flipped = -amount if self.budget.sign == SPENDING_SIGN and amount != ZERO else amount
        return plain(in_unit(flipped, self.budget.unit))

    def totals(self) -> Iterator[str]:
        if self.budget.totals:
            yield "totals:"
        for total in self.budget.totals:
            pairs = {
                "name": text(total.name),
                "section": _optional(total.section),
                "row": total.row,
                "heading": _optional(total.heading),
                "amounts": self._amounts(total),
            }
            yield from self._item(pairs, ())

    # -- proposals --------------------------------------------------------------

    def proposals(self) -> Iterator[str]:
        if self.budget.proposals:
            yield "proposals:"
        for proposal in self.budget.proposals:
            yield from self._item(self._proposal(proposal), proposal.stated)

    def _proposal(self, proposal: Proposal) -> dict[str, str | None]:
        return {
            "number": str(proposal.number),
            "area": _optional(proposal.area),
            "section": _optional(proposal.section),
            "title": text(proposal.title),
            "kind": None if proposal.kind == MEASURE else proposal.kind,
            "amount": None if proposal.amount is None else self._amount(proposal.amount),
            "years": _list(proposal.years),
            "budget": None if proposal.budget == OPERATING else proposal.budget,
            "printed": _optional(proposal.printed),
        }
