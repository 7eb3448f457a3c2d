"""Budget → the text of a budget file, by budget.schema.json; reading it gives the same budget again.

The only writer of budget files: for a scenario, a new file and a draft.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.characters import slug
from kalmar_cli.base.files import year_in
from kalmar_cli.base.numbers import ZERO, decimals_of, in_unit, plain
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
    Statement,
    Total,
)
from kalmar_cli.budget.rows import NET_COST, SHARE_ID
from kalmar_cli.write.remarks import KeyPath, Remark, Remarks, one_line
from kalmar_cli.write.scalars import figures_by_year, mapping, optional_text, sequence, text


def budget_text(
    budget: Budget,
    *,
    schema: str,
    head: Sequence[str] = (),
    remarks: Iterable[Remark] = (),
    example: Budget | None = None,
) -> str:
    """The file of a budget, amounts exact in its own unit and sign.

    `schema` is where an editor finds the schema, `head` stands as comments at
    the top, `remarks` at their places. What the budget lacks and `example`
    has stands there as a comment.
    """
    said = Remarks(remarks)
    own = _Writer(budget, said)
    other = _Writer(example, said) if example else None
    first = [f"# yaml-language-server: $schema={one_line(schema)}"]
    first += [f"# {one_line(line)}".rstrip() for line in head]
    blocks = [first + said.at(()), list(own.header(example))]
    for name in ("areas", "statement", "lines", "totals", "proposals"):
        comments = said.at((name,))
        body = list(getattr(own, name)())
        if not body and other:
            shown = "\n".join(getattr(other, name)()).rstrip("\n")
            body = [f"# {line}".rstrip() for line in shown.split("\n")] if shown else []
        blocks.append(comments + body)
    blocks += [said.at(("end",)), said.rest()]
    return "\n\n".join("\n".join(block).rstrip("\n") for block in blocks if block) + "\n"


class _Writer:
    """One budget's blocks, each as lines of text with the remarks at their places."""

    def __init__(self, budget: Budget, remarks: Remarks) -> None:
        self.budget = budget
        self.remarks = remarks
        # Otherwise the reader takes the years from the lists of amounts.
        self.years_are_said = bool(budget.statement or budget.base)

    def header(self, example: Budget | None) -> Iterator[str]:
        """The keys at the top; a source that only the example has is a comment."""
        budget = self.budget
        pairs = {
            "name": text(budget.name),
            "municipality": text(budget.municipality),
            "year": str(budget.year),
            "base": self._base(),
            "unit": budget.unit,
            "sign": budget.sign,
            "tax_rate": self._by_year(budget.tax_rates),
            "population": self._by_year(budget.populations),
            "price_index": self._price_index(),
            "result_target": None if budget.result_target is None else plain(budget.result_target),
            "source": self._source(budget),
        }
        for key, value in pairs.items():
            yield from self.remarks.at((key,))
            if value is not None:
                yield f"{key}: {value}"
        if not budget.source and example and example.source:
            yield f"# source: {self._source(example)}"

    def _base(self) -> str | None:
        budget, base = self.budget, self.budget.base
        return text(base.name_for(budget.municipality, budget.year)) if base else None

    def _source(self, budget: Budget) -> str | None:
        source = budget.source
        if not source:
            return None
        pages = mapping({json.dumps(section): str(page) for section, page in source.pages})
        pairs = {"title": text(source.title), "url": optional_text(source.url)}
        return mapping(pairs | {"pages": pages if source.pages else None})

    def _price_index(self) -> str | None:
        index = self.budget.price_index
        if not index:
            return None
        pairs = {"name": text(index.name), "source": optional_text(index.source)}
        return mapping(pairs | {"values": figures_by_year(index.values)})

    def _by_year(self, figures: Mapping[int, Decimal | int]) -> str | None:
        """One figure for all the budget's years, else figures by year."""
        if not figures:
            return None
        same = set(figures.values())
        if len(same) == 1 and {*figures} == {*self.budget.years}:
            return plain(Decimal(same.pop()))
        return figures_by_year(figures)

    def areas(self) -> Iterator[str]:
        """The policy areas."""
        if self.budget.areas:
            yield "areas:"
        for area in self.budget.areas.values():
            yield f"  {area.id}: {self._area(area)}"

    def _area(self, area: Area) -> str:
        return mapping({"name": text(area.name), "chapter": optional_text(area.chapter)})

    # -- the statement ----------------------------------------------------------

    def statement(self) -> Iterator[str]:
        """The printed statement, each figure with at least the decimals that the statement has."""
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
            yield f"  memo: {sequence(statement.memo)}"
        if statement.labels:
            yield f"  labels: {mapping({row: text(words) for row, words in statement.labels.items()})}"
        yield "  rows:"
        for row in statement.rows.values():
            yield from self.remarks.at(("statement", row.id), 4)
            yield f"    {row.id}: [{', '.join(self._cells(row, statement))}]"

    def _cells(self, row: Row, statement: Statement) -> Iterator[str]:
        for value in row.values:
            if value is None:
                yield "null"
            elif row.id == SHARE_ID:
                yield plain(value)
            else:
                figure = in_unit(value, self.budget.unit)
                yield f"{figure:z.{max(statement.decimals, decimals_of(figure))}f}"

    # -- lines ------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """The lines, an empty line after each."""
        if self.budget.lines:
            yield "lines:"
        for line in self.budget.lines:
            pairs = {
                "name": text(line.name),
                "id": None if slug(line.name) == line.id else text(line.id),
                "heading": optional_text(line.heading),
                "area": optional_text(line.area),
                "section": optional_text(line.section),
                "row": None if line.row == NET_COST else line.row,
                "amounts": self._amounts(line),
                "proposals": sequence(line.proposals),
                "certainty": line.certainty,
            }
            yield from self._item(("lines", line.id), pairs, line.stated)
            yield ""

    def _item(
        self, spot: KeyPath, pairs: Mapping[str, str | None], stated: Sequence[Stated] = ()
    ) -> Iterator[str]:
        """One line, total or proposal: its keys, each below what is said about it."""
        yield from self.remarks.at(spot, 2)
        mark = "- "
        for key, value in pairs.items():
            yield from self.remarks.at((*spot, key), 4)
            if value is not None:
                yield f"  {mark}{key}: {value}"
                mark = "  "
        if stated:
            yield "    stated:"
        for index, amount in enumerate(stated):
            yield from self.remarks.at((*spot, "stated", index), 6)
            yield f"      - {self._stated(amount)}"

    def _stated(self, stated: Stated) -> str:
        return mapping(
            {
                "amount": self._amount(stated.amount),
                "section": optional_text(stated.section),
                "years": sequence(stated.years),
                "with": sequence(stated.together),
                "budget": None if stated.budget == OPERATING else stated.budget,
            }
        )

    def _amounts(self, post: Line | Total) -> str:
        """One figure for all years, the years that have one, or one a year: the shortest that says it."""
        amounts = [self._amount(amount) for amount in post.amounts]
        if not self.years_are_said:
            return amounts[0] if len(amounts) == 1 else f"[{', '.join(amounts)}]"
        if self.budget.years != self._plan():
            return mapping(dict(zip(map(str, self.budget.years), amounts, strict=True)))
        given = {year: a for year, a in zip(self.budget.years, amounts, strict=True) if a != "0"}
        if len(set(amounts)) == 1:
            return amounts[0]
        if len(given) == 1 and len(amounts) > 2:
            return mapping({str(year): amount for year, amount in given.items()})
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
        """The printed sums of the lines."""
        if self.budget.totals:
            yield "totals:"
        for index, total in enumerate(self.budget.totals):
            pairs = {
                "name": text(total.name),
                "section": optional_text(total.section),
                "row": total.row,
                "heading": optional_text(total.heading),
                "amounts": self._amounts(total),
            }
            yield from self._item(("totals", index), pairs)

    # -- proposals --------------------------------------------------------------

    def proposals(self) -> Iterator[str]:
        """The numbered proposals."""
        if self.budget.proposals:
            yield "proposals:"
        for proposal in self.budget.proposals:
            yield from self._item(("proposals", proposal.number), self._proposal(proposal), proposal.stated)

    def _proposal(self, proposal: Proposal) -> dict[str, str | None]:
        return {
            "number": str(proposal.number),
            "printed": optional_text(proposal.printed),
            "area": optional_text(proposal.area),
            "section": optional_text(proposal.section),
            "title": text(proposal.title),
            "kind": None if proposal.kind == MEASURE else proposal.kind,
            "amount": None if proposal.amount is None else self._amount(proposal.amount),
            "years": sequence(proposal.years),
            "budget": None if proposal.budget == OPERATING else proposal.budget,
        }
