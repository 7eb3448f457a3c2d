"""A new budget upon a base, with remarks on what to fill in and an example of each block."""

from collections.abc import Mapping
from decimal import Decimal
from shlex import quote
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import in_unit, plain
from kalmar_cli.base.problems import START
from kalmar_cli.budget.model import (
    MEASURE,
    OPERATING,
    RESULT_SIGN,
    SPENDING_SIGN,
    Area,
    Budget,
    Document,
    Line,
    Proposal,
    Row,
    Statement,
    Total,
)
from kalmar_cli.budget.printed import moved_cost
from kalmar_cli.budget.rows import (
    BEFORE_EXTRAORDINARY,
    COSTS,
    GRANTS,
    NET_COST,
    OPERATING_COST,
    RESULT,
    SHARE_ID,
    TAX,
)
from kalmar_cli.write.remarks import KeyPath, Remark

# Of a statement by the law of 2018 (LKBR), and the share that documents print below it.
_ROWS_OF_THE_LAW = (
    "verksamhetens_intakter",
    COSTS,
    "avskrivningar",
    OPERATING_COST,
    TAX,
    GRANTS,
    "verksamhetens_resultat",
    "finansiella_intakter",
    "finansiella_kostnader",
    BEFORE_EXTRAORDINARY,
    "extraordinara_poster",
    RESULT,
    SHARE_ID,
)
_COST, _SAVING = Decimal(-2), Decimal("1.5")  # mkr, in the sign of the statement


class Template(NamedTuple):
    """A budget to fill in: what it says already, the remarks, and the example that is a comment."""

    budget: Budget
    remarks: tuple[Remark, ...]
    example: Budget


def new_budget(file: str, id: str, name: str, base: Budget, year: int) -> Template:
    """A budget for `year` with changes to `base`, valid as it stands; `file` is how it will be named."""
    areas = {area.id: area for link in base.chain for area in link.areas.values()}
    empty = base._replace(
        id=id,
        name=name,
        year=year,
        base=base,
        tax_rates={},
        populations={},
        result_target=None,
        source=None,
        areas=areas,
        statement=None,
        lines=(),
        totals=(),
        proposals=(),
        file=file,
        places={},
    )
    return Template(empty, _remarks(_changes(empty, base)), _example(empty, base))


def first_budget(file: str, id: str, name: str, municipality: str, year: int) -> Template:
    """A municipality's first budget: a whole statement to fill in, with the rows of the law."""
    years = (year, year + 1, year + 2)
    columns = (f"utfall {year - 2}", f"budget {year - 1}", *map(str, years))
    rows = {row: Row(row, (None,) * len(columns), START, ()) for row in _ROWS_OF_THE_LAW}
    budget = Budget(
        id=id,
        name=name,
        municipality=municipality,
        year=year,
        years=years,
        base=None,
        unit="mkr",
        sign=RESULT_SIGN,
        tax_rates={},
        populations={},
        result_target=None,
        source=None,
        areas={},
        statement=Statement(None, 1, Decimal("0.1"), columns, rows, {}, START),
        lines=(),
        totals=(),
        proposals=(),
        file=file,
        places={},
    )
    said: dict[KeyPath, str] = {
        (): _(
            "{name}: the budget of {municipality} for {year}. Fill in, and look with `kalmar show {file}`."
        ).format(name=name, municipality=municipality, year=year, file=quote(file)),
        ("unit",): _("How the figures of this file are written: mkr, tkr or kr."),
        ("tax_rate",): _(
            "`tax_rate: 21.81`, in kronor per hundred, and `population: 71000`, if they are known."
        ),
        ("areas",): _("Policy areas, in the document's order."),
        ("statement",): _(
            "The printed income statement, a cost negative; null where nothing is printed."
            " Take away rows and columns that it does not have."
        ),
        ("lines",): _("Its lines, if the document has any: one for each."),
    }
    return Template(budget, _remarks(said), _example(budget, budget))


def _remarks(said: Mapping[KeyPath, str]) -> tuple[Remark, ...]:
    """What is said at places of one new file, and what is said in each."""
    in_each: dict[KeyPath, str] = {
        ("sign",): _(
            "The sign of lines, totals and proposals. result: a cost is negative; spending: it is positive."
        ),
        ("source",): _("The document that the figures come from."),
        ("totals",): _("The sums that the document prints under its table."),
        ("proposals",): _("The numbered proposals; a title in your own words, at most 80 characters."),
    }
    return tuple(Remark(at, text) for at, text in {**said, **in_each}.items() if text)


def _changes(new: Budget, base: Budget) -> dict[KeyPath, str]:
    """What is said of changes to a base."""
    own = base.name_for(new.municipality, new.year)
    return {
        (): _(
            "{name}: changes to {base} {year}. Fill in, and look with `kalmar compare {file} {own}`."
        ).format(name=new.name, base=base.name, year=base.year, file=quote(new.file), own=quote(own)),
        ("areas",): "" if new.areas else _("Policy areas, in the document's order."),
        ("statement",): _("The statement that the document itself prints, if it does; else it is derived."),
        ("lines",): _("One line for each change to the base."),
        ("lines", "1", "row"): _("`row: …`, where it moves another row than {row}").format(row=NET_COST),
        ("lines", "1", "amounts"): _("every year; a saving is {saving}; one year: {one}").format(
            saving=_written(new, _SAVING), one=f"{{{new.year}: {_written(new, _COST)}}}"
        ),
        ("proposals", 1, "title"): _("kind: inquiry, if it asks only to investigate"),
    }


def _written(new: Budget, amount: Decimal) -> str:
    """An amount (mkr) as the new file would write it."""
    return plain(in_unit(-amount if new.sign == SPENDING_SIGN else amount, new.unit))


def _example(new: Budget, base: Budget) -> Budget:
    """One of each thing, for a person to see how it is written; reading it would give no mistake."""
    row = moved_cost(base)
    areas = new.areas or {"skola": Area("skola", "Skola", "1")}
    area = next(iter(areas))
    costs = (_COST,) * len(new.years)
    nothing = Row(row, (None,) * len(base.columns), START, ())
    return new._replace(
        source=Document("…", "…"),
        areas=areas,
        statement=Statement(None, 0, Decimal(1), base.columns, {row: nothing}, {}, START),
        lines=(Line("1", "…", "…", area, row, costs, (1,), (), None, None, START, ()),),
        totals=(Total("Summa", row, None, None, costs, START, ()),),
        proposals=(Proposal(1, area, None, "…", MEASURE, _COST, (), OPERATING, (), START, START),),
    )
