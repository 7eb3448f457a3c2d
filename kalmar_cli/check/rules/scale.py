"""Rules about a whole statement in the wrong sign, the wrong unit or the wrong thousands sign."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import UNITS, decimals_written, from_unit, in_unit
from kalmar_cli.base.problems import Place
from kalmar_cli.budget.rows import OPERATING_COST, SHARE_ID
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import ERROR, NOTE, Finding, Subject
from kalmar_cli.check.registry import rule
from kalmar_cli.check.slips import turned_cells

# Tax and grants of a Swedish municipality, in mkr and in kronor per inhabitant.
_LEAST, _MOST = Decimal(100), Decimal(100_000)
_LEAST_EACH, _MOST_EACH = Decimal(40_000), Decimal(150_000)
_THOUSAND = Decimal(1000)
# Of fewer figures it is no wonder that they have the same number of decimals.
_FEW = 3
# So many figures without a point, and there will be none.
_ENOUGH = 1000


@rule(
    "turned-signs",
    ERROR,
    says=N_(
        "In a statement tax income is positive and a cost negative, whatever `sign` says of the lines."
        " Where tax is negative and no cost is, or, without tax, a cost is positive, the signs are turned."
    ),
    remedy=N_("turn the sign of every amount of the statement; resultatandel keeps its own"),
)
def turned_signs(case: Case) -> Iterator[Finding]:
    """The columns of a statement whose tax and costs have each other's sign, in one finding."""
    statement, cells = case.budget.statement, turned_cells(case.budget)
    if not statement or not cells:
        return
    first, row = next(iter(cells.items()))
    stated = case.cell(row, statement.cell(row, first) or Decimal(0))
    yield case.finding(
        ERROR,
        case.at_cell(row, first),
        _("{row} {columns} is {stated} {unit}; income is positive and a cost negative: turned signs"),
        stated,
        -stated,
        against=[case.cell_spot(other, column) for column, other in cells.items()],
        columns=", ".join(cells),
    )


@rule(
    "size",
    NOTE,
    says=N_(
        "Tax and grants of a Swedish municipality (where they are not told, its net cost) lie between 100"
        " and 100,000 mkr and, where the population is given, between 40 and 150 tkr per inhabitant. What"
        " lies outside is probably in another unit than the file says."
    ),
    remedy=N_("check the file's `unit` against the document, and `population` if it is given"),
)
def size(case: Case) -> Iterator[Finding]:
    """The columns whose tax and grants no municipality has, as a whole or per inhabitant."""
    statement = case.budget.statement
    figures = case.ranges.figures
    columns = statement.columns if statement else ()
    known = {c: figures.tax_and_grants(c) or figures.printed(OPERATING_COST, c) for c in columns}
    amounts = {column: abs(amount) for column, amount in known.items() if amount}
    outside = {column: a for column, a in amounts.items() if not _LEAST <= a <= _MOST}
    if outside:
        words = N_(
            "{what}: {amount} {unit} ({column}), {mkr} mkr; a municipality's lie between {least} and {most}"
            " mkr"
        )
        yield _outside(case, outside, words, (_LEAST, _MOST))
        return
    each = {}
    for column, amount in amounts.items():
        inhabitants = case.population(column)
        if inhabitants and not _LEAST_EACH <= in_unit(amount, "kr") / inhabitants <= _MOST_EACH:
            each[column] = amount
    if each:
        words = N_(
            "{what}: {amount} {unit} ({column}), {each} tkr per inhabitant; a municipality's lie between"
            " {least} and {most} tkr"
        )
        yield _outside(case, each, words, (_LEAST_EACH / _THOUSAND, _MOST_EACH / _THOUSAND))


def _outside(case: Case, amounts: dict[str, Decimal], words: str, ends: tuple[Decimal, Decimal]) -> Finding:
    """One finding at the first column, with the others beside it."""
    statement = case.budget.statement
    assert statement
    column, amount = next(iter(amounts.items()))
    told = case.ranges.figures.tax_rows(column)
    row = next(row for row in (*told, OPERATING_COST, *statement.rows) if row in statement.rows)
    stated = case.cell(row, amount)
    inhabitants = case.population(column)
    each = in_unit(amount, "tkr") / inhabitants if inhabitants else None
    return case.finding(
        NOTE,
        case.at_cell(row, column),
        _(words),
        stated,
        against=[case.cell_spot(row, other) for other in amounts],
        what=_("tax and grants") if told else case.label(row),
        amount=case.text(stated),
        mkr=case.text(amount),
        each=case.text(each.quantize(Decimal("0.1"))) if each else "",
        least=case.text(ends[0]),
        most=case.text(ends[1]),
    )


@rule(
    "thousands-sign",
    NOTE,
    says=N_(
        "Figures in tkr or kr below a thousand that have exactly three decimals each, as 792.120: the point"
        " is likely a thousands sign of the document. The statement and the lines are looked at apart."
    ),
    remedy=N_("write thousands without a sign (792120); if the decimals are meant, there is nothing to do"),
)
def thousands_sign(case: Case) -> Iterator[Finding]:
    """A statement, or lines, whose figures look as if their point were a thousands sign."""
    if case.budget.unit == "mkr":
        return
    statement = case.budget.statement
    if statement:
        rows = [row for row in statement.rows.values() if row.id != SHARE_ID]
        cells = [(v, p) for row in rows for v, p in zip(row.values, row.places, strict=True)]
        yield from _pointed(case, "statement", [(v, p) for v, p in cells if v is not None])
    for what, found in (("lines", case.budget.lines), ("totals", case.budget.totals)):
        amounts = ((v, p) for of in found for v, p in zip(of.amounts, of.places, strict=True))
        yield from _pointed(case, what, amounts)


def _pointed(case: Case, what: str, amounts: Iterable[tuple[Decimal, Place]]) -> Iterator[Finding]:
    """One finding if the amounts (mkr) that have decimals have three each, and none reaches a thousand."""
    unit = case.budget.unit
    limit, shift = from_unit(_THOUSAND, unit), decimals_written(UNITS[unit])
    pointed: dict[Place, Decimal] = {}
    for n, (amount, place) in enumerate(amounts):
        if n > _ENOUGH and not pointed:
            return
        decimals = decimals_written(amount) - shift
        if abs(amount) >= limit or decimals not in (0, 3):
            return
        if decimals and amount:
            pointed[place] = in_unit(amount, unit)
    if len(pointed) < _FEW:
        return
    place, value = next(iter(pointed.items()))
    yield case.finding(
        NOTE,
        Subject(case.spot(place), what),
        _("{n} figures in {unit} have three decimals, as {value}: is the point a thousands sign?"),
        value,
        value * _THOUSAND,
        against=[case.spot(other) for other in list(pointed)[1:_FEW]],
        n=len(pointed),
        value=case.text(value),
    )
