"""The sign that a table's own shape and headings give: frames, budgets side by side, costs and savings."""

from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN
from kalmar_cli.draft.find import kind_words
from kalmar_cli.draft.find.amount_columns import Amounts
from kalmar_cli.draft.find.direction import heading_saves, saves
from kalmar_cli.draft.find.found import FRAMES
from kalmar_cli.draft.find.totals import Reading


class TableSign(NamedTuple):
    """The rows in one sign, which that is ("" where the table does not tell), and why."""

    rows: list[Reading]
    sign: str = ""
    why: str = ""


def signed(rows: list[Reading], kind: str, amounts: Amounts, title: str) -> TableSign:
    """The rows of a table of this `kind` with its own sign, the savings among costs as less."""
    if kind == FRAMES:
        values = [value for row in rows for value in row.readings[0] if value]
        if sum(v > 0 for v in values) * 2 >= len(values):
            return TableSign(
                rows, SPENDING_SIGN, _("frames are printed without a minus: more money is plus")
            )
        return TableSign(rows, RESULT_SIGN, _("frames are printed as costs, with a minus"))
    if amounts.sides:
        why = _("the columns beside the difference are what each committee gets")
        return TableSign(rows, SPENDING_SIGN, why)
    if amounts.down:
        return TableSign(rows, SPENDING_SIGN, _("its columns say what is more and what is less"))
    return _by_headings(rows, title)


def _by_headings(rows: list[Reading], title: str) -> TableSign:
    """By headings that say whether costs or savings stand below, where all figures have one sign."""
    whole = _said(title)
    said = [_saves(row, whole) for row in rows]
    lines = [(of, row) for of, row in zip(said, rows, strict=True) if not row.total]
    values = [v for _of, row in lines for reading in row.readings for v in reading if v]
    one_sign = all(v > 0 for v in values) or all(v < 0 for v in values)
    kinds = {of for of, _row in lines} - {None}
    if not values or not one_sign or not kinds:
        return TableSign(rows)
    # Names may tell what no heading does; else it is as the others, and in any case not sure.
    names = {saves(row.name, len(row.name), len(row.name)) for of, row in lines if of is None} - {None}
    guess = names.pop() if len(names) == 1 else len(kinds) == 1 and True in kinds
    doubt = _("nothing says whether this is more or less money; other headings of the table say it")
    rows = [
        row._replace(doubts=(*row.doubts, doubt)) if of is None and not row.total else row
        for of, row in zip(said, rows, strict=True)
    ]
    said = [guess if of is None and not row.total else of for of, row in zip(said, rows, strict=True)]
    kinds = {of for of, row in zip(said, rows, strict=True) if not row.total}
    if len(kinds) > 1:
        rows = [_turned(row) if of else row for of, row in zip(said, rows, strict=True)]
    more_is_plus = (values[0] > 0) == (kinds != {True})
    headings = list(dict.fromkeys(row.heading or title for _of, row in lines if row.saves is None))
    why = _("all figures have one sign under “{headings}”").format(headings="”, “".join(headings))
    if not headings:
        why = _("a column says of each row whether it is a cost or a saving")
    return TableSign(rows, SPENDING_SIGN if more_is_plus else RESULT_SIGN, why)


def _saves(row: Reading, whole: bool | None) -> bool | None:
    """Whether a row is a saving: by its own column, its heading or, of a total, its own words."""
    if row.saves is not None:
        return row.saves
    of_heading = _said(row.heading)
    if row.total:
        own = _said(row.name)
        return of_heading if own is None else own
    return whole if of_heading is None else of_heading


def _said(heading: str) -> bool | None:
    """Whether a heading speaks of savings (True) or of costs (False)."""
    told = heading_saves(heading)
    more = kind_words.more_is_meant(heading) if told is None else None
    return told if more is None else not more


def _turned(row: Reading) -> Reading:
    return row._replace(readings=[tuple(v if not v else -v for v in values) for values in row.readings])
