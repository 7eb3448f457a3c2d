"""In which sign a table of changes is printed, with the evidence that says so."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO, from_unit, plain
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN
from kalmar_cli.budget.rows import NET_COST, SHARE_ID, STANDARD
from kalmar_cli.draft.find.found import CHANGES, Change, FoundStatement, FoundTable

_MORE = re.compile(
    r"utök|satsning|ökad|tillskott|förstärk|ökning|prioritering|\bstöd|\bfler|extra|höjd", re.I
)
# Lower fees and smaller classes cost money.
_PAID, _PEOPLE = r"\w*(?:avgift|tax|hyr|skatt|pris)", r"\w*(?:grupp|klass|barn|elev|patient|brukare)"
_LESS = re.compile(
    r"minskad|minskning|besparing|effektiviser|neddrag|avveckl"
    rf"|(?:sänk|slopa|lägre|minska)\w*(?!\w*\s+{_PAID})|(?:mindre|färre)(?!\s+{_PEOPLE})",
    re.I,
)
_ENOUGH = 2  # one name alone proves nothing
_IS = (
    r"\s*(?:tecken|belopp|tal|siffr\w+|värde\w*)?"
    r"\s*(?:(?:=|:|betyder|innebär|anger|är|visar|avser)\s*|(?=för(?:bättr|sämr)))"
)
_MINUS, _PLUS = r"(?:minus\w*|negativ\w*|[-−–])", r"(?:plus\w*|positiv\w*|\+)"
_COST, _SAVING = (
    r"(?:att\s+)?(?:en\s+|ett\s+)?"
    r"(?:ök|högre|kostnad|utök|sats|mer\b|större|tillskott|ramökning|förstärk|försämr)",
    r"(?:att\s+)?(?:en\s+|ett\s+)?(?:bespar|lägre|minsk|intäkt|mindre|neddrag|förbättr)",
)
_SET = r"\w*\s+(?:anges|redovisas|skrivs|visas|markeras|har|står)\s+(?:med\s+|som\s+)?"
_LEGEND = (
    (
        re.compile(r"(?:kostnadsökning|ökad\w* kostnad|utökning|\bkostnad|\butgift)" + _SET + _MINUS, re.I),
        RESULT_SIGN,
    ),
    (
        re.compile(r"(?:kostnadsökning|ökad\w* kostnad|utökning|\bkostnad|\butgift)" + _SET + _PLUS, re.I),
        SPENDING_SIGN,
    ),
    (
        re.compile(r"(?:besparing|minskad\w* kostnad|kostnadsminskning)" + _SET + _MINUS, re.I),
        SPENDING_SIGN,
    ),
    (re.compile(r"(?:besparing|minskad\w* kostnad|kostnadsminskning)" + _SET + _PLUS, re.I), RESULT_SIGN),
    (re.compile(r"\bresultat(?:effekt|påverkan)\b", re.I), RESULT_SIGN),
    (re.compile(_MINUS + _IS + _COST, re.I), RESULT_SIGN),
    (re.compile(_PLUS + _IS + _SAVING, re.I), RESULT_SIGN),
    (re.compile(_PLUS + _IS + _COST, re.I), SPENDING_SIGN),
    (re.compile(_MINUS + _IS + _SAVING, re.I), SPENDING_SIGN),
)


class Sign(NamedTuple):
    """The sign of a file's lines, what speaks for it, and whether that is enough to be sure."""

    sign: str
    evidence: tuple[str, ...]
    sure: bool


def total_row(name: str) -> str | None:
    """The statement row that a printed total is of, by the words of its name."""
    from kalmar_cli.draft.find import labels

    whole = labels.spelled(name)
    known = [
        label
        for label, row in labels.ROW_OF.items()
        if len(label) >= 10 and label in whole and row != SHARE_ID
    ]
    return labels.ROW_OF[max(known, key=len)] if known else None


def recognised(
    tables: Sequence[FoundTable],
    own: FoundStatement | None,
    others: Sequence[FoundStatement],
    text: str,
) -> Sign:
    """The tables' sign: by a legend, by the statements that the totals move, by headings and names."""
    votes = [
        *_from_legend(text),
        *((table.sign, 4, table.why) for table in tables if table.why),
        *(vote for table in tables for vote in _from_statements(table, own, others)),
        *_from_words([c for table in tables if not table.sign for c in table.changes if not c.total]),
    ]
    said = [table for table in tables if table.sign and not table.why]
    if all(table.sign for table in tables) and (said or len({table.sign for table in tables}) > 1):
        whys = dict.fromkeys(table.why or _("you said so") for table in tables)
        return Sign(tables[0].sign, tuple(whys), sure=True)
    weight = {RESULT_SIGN: 0, SPENDING_SIGN: 0}
    for sign, strength, _why in votes:
        weight[sign] += strength
    if not votes or weight[RESULT_SIGN] == weight[SPENDING_SIGN]:
        lines = [c.row.values[0] or ZERO for table in tables for c in table.changes if not c.total]
        more_negative = sum(value < 0 for value in lines) * 2 >= len(lines)
        return Sign(
            RESULT_SIGN if more_negative else SPENDING_SIGN, tuple(why for *_v, why in votes), False
        )
    sign = max(weight, key=weight.__getitem__)
    against = any(other != sign for other, *_rest in votes)
    sure = not against and weight[sign] >= _ENOUGH
    return Sign(sign, tuple(why for s, _n, why in votes if s == sign), sure)


def doubted(tables: Sequence[FoundTable], text: str, sign: Sign) -> list[FoundTable]:
    """The tables; one without a sign of its own is doubted beside others, if they or its words differ.

    It gets the sign that its own words say. A legend in `text` is of all tables.
    """
    of_changes = [table for table in tables if table.kind == CHANGES]
    told = {table.sign for table in of_changes if table.sign}
    if _from_legend(text) or not (told or (len(of_changes) > 1 and not sign.sure)):
        return list(tables)
    doubt = _("nothing says whether this is more or less money, and another table may be printed otherwise")
    found = []
    for table in tables:
        said = {of for of, *_rest in _from_words(table.changes)}
        if not table.sign and (said != told or not said):
            changes = tuple(change.doubted(doubt) for change in table.changes)
            table = table._replace(changes=changes, sign=said.pop() if len(said) == 1 else "")
        found.append(table)
    return found


def _from_legend(text: str) -> list[tuple[str, int, str]]:
    return [
        (sign, 5, _("the document says “{words}”").format(words=" ".join(match.group().split())))
        for pattern, sign in _LEGEND
        if (match := pattern.search(text))
    ]


def _from_statements(
    table: FoundTable, own: FoundStatement | None, others: Sequence[FoundStatement]
) -> list[tuple[str, int, str]]:
    """What the difference between two printed statements says of a total's sign."""
    votes = []
    for change in table.changes:
        row = total_row(change.row.name) if change.total else None
        total = change.row.values[0]
        year = table.years[0]
        if not row or not total or own is None:
            continue
        total = from_unit(total, table.unit)
        mine = _cell(own, row, year)
        for other in others:
            theirs = _cell(other, row, year)
            if mine is None or theirs is None or mine == theirs:
                continue
            moved = mine - theirs
            if abs(abs(moved) - abs(total)) <= Decimal(1):
                sign = RESULT_SIGN if (moved < 0) == (total < 0) else SPENDING_SIGN
                why = _(
                    "{total} is {amount}, and {row} {year} differs by {moved} mkr between the statements"
                )
                votes.append(
                    (
                        sign,
                        4,
                        why.format(
                            total=change.row.name,
                            amount=plain(change.row.values[0] or ZERO),
                            row=STANDARD[row].label,
                            year=year,
                            moved=plain(moved),
                        ),
                    )
                )
        if (
            not others
            and mine is not None
            and row == NET_COST
            and abs(abs(mine) - abs(total)) <= Decimal(1)
        ):
            sign = RESULT_SIGN if (mine < 0) == (total < 0) else SPENDING_SIGN
            why = _("{total} is the statement's own row {row}").format(
                total=change.row.name, row=STANDARD[row].label
            )
            votes.append((sign, 4, why))
    return votes


def _cell(statement: FoundStatement, row: str, year: int) -> Decimal | None:
    """A statement's figure for a budget or plan year, in mkr: the last column of that year."""
    found = statement.rows.get(row)
    at = [i for i, (_word, column_year) in enumerate(statement.columns) if column_year == year]
    value = found.values[at[-1]] if found and at else None
    return None if value is None else from_unit(value, statement.unit)


def _from_words(changes: Sequence[Change]) -> list[tuple[str, int, str]]:
    """What headings and names say: a saving has the other sign than a cost."""
    votes: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        value = next((v for v in change.row.values if v), None)
        if not value:
            continue
        for words in (change.row.name, change.heading):
            more, less = bool(_MORE.search(words)), bool(_LESS.search(words))
            if more == less:
                continue
            sign = RESULT_SIGN if (value < 0) == more else SPENDING_SIGN
            votes.setdefault((sign, words), []).append(plain(value))
            break
    return [
        (sign, 1, _("“{words}” has {amount}").format(words=words, amount=values[0]))
        for (sign, words), values in votes.items()
    ]
