"""What kind of table each is: a statement, changes, frames, or none of ours; and why."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.budget.rows import GRANTS, TAX
from kalmar_cli.draft.find import kind_words, statements, words
from kalmar_cli.draft.find.amount_columns import amounts_of
from kalmar_cli.draft.find.found import CHANGES, FRAMES
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.statements import RunRow
from kalmar_cli.draft.find.text_columns import TextColumns
from kalmar_cli.draft.find.totals import is_total
from kalmar_cli.draft.find.words import DOWN_COLUMN, OWN_COLUMN, PARTY_COLUMN, THEIRS_COLUMN, UP_COLUMN

STATEMENT, SKIPPED = "statement", "skip"
_FEWEST = 2
_PROPOSED = re.compile(r"att\b", re.I)
_TITLE_ONLY = ("investments", "people or key ratios")


class TableKind(NamedTuple):
    """What a table is taken for, and why or why not; `open` if nothing tells what it is."""

    kind: str
    why: str
    open: bool = False


def kind_of(grid: TableGrid, year: int, *, based: bool, statement: bool) -> TableKind:
    """What a table is; `based` and `statement` say whether a base is given and a statement was found."""
    runs = statements.runs(grid)
    again = [sum(map(of, (row.label for row in grid.figures))) > 1 for of in (words.is_net, words.is_side)]
    nets = all(again) and not _pays(runs)
    if runs and not nets and not all(statements.is_of_changes(grid, run) for run in runs):
        return TableKind(STATEMENT, _("its rows are those of an income statement"))
    other = _other(grid)
    if other:
        return TableKind(SKIPPED, other)
    figures = [row for row in grid.figures if row.readings]
    if not figures:
        return TableKind(
            SKIPPED,
            _("its header names {count} columns, and no row has so many figures").format(
                count=len(grid.columns)
            ),
        )
    kinds = {column.kind for column in grid.columns}
    amounts = amounts_of(grid, year)
    if amounts is None and not year and kinds & set(words.UNDATED):
        return TableKind(SKIPPED, _("it does not say which year it is of; give --year"))
    if {OWN_COLUMN, THEIRS_COLUMN} <= kinds and amounts:
        return TableKind(CHANGES, _("one's own figures stand beside another's"))
    if PARTY_COLUMN in kinds:
        why = _("it has figures of several parties; say which are the budget's own with --own-column")
        return TableKind(SKIPPED, why, open=True)
    if amounts is None:
        return TableKind(SKIPPED, _("none of its columns is a budget or plan year"))
    if nets:
        return TableKind(FRAMES, _("its rows are committees, with what each has a year"))
    texts = TextColumns.of(grid)
    proposed = sum(bool(_PROPOSED.match(texts.name(row))) for row in figures)
    if not based and (texts.numbers or texts.counted) and 2 * proposed >= len(figures):
        return TableKind(SKIPPED, _("it is a list of numbered proposals"))
    if {UP_COLUMN, DOWN_COLUMN} <= kinds:
        return TableKind(CHANGES, _("its columns say what is more and what is less"))
    return _by_words(grid, year, based=based, statement=statement, rows=len(figures))


def _by_words(grid: TableGrid, year: int, *, based: bool, statement: bool, rows: int) -> TableKind:
    title = f"{grid.title} {grid.legend} {' '.join(grid.texts)}"
    headings = [row.label for row in grid.rows if row.piece.words]
    names = [row.label for row in grid.figures]
    change = kind_words.CHANGE_WORDS.search(title)
    frame = kind_words.FRAME_WORDS.search(title)
    told = next((w for text in [*headings, *names] if (w := kind_words.CHANGE_WORDS.search(text))), None)
    lines = [name for name in names if not is_total(name)]
    committees = sum(bool(kind_words.COMMITTEE.search(name)) for name in lines)
    under = sum(bool(kind_words.COMMITTEE.search(heading)) for heading in headings)
    if rows < _FEWEST and not (change and grid.figures[0].label and grid.figures[0].piece.figures):
        return TableKind(SKIPPED, _("it has only one row with figures"))
    if change:
        return TableKind(CHANGES, _("its title or header says “{words}”").format(words=change.group()))
    several = TextColumns.of(grid).several
    if (frame or committees * 2 >= len(lines) or under) and not several and _one_sign(grid, year):
        if frame:
            return TableKind(FRAMES, _("its title says “{words}”").format(words=frame.group()))
        if committees >= _FEWEST or under >= _FEWEST:
            return TableKind(FRAMES, _("its rows are committees, with what each has a year"))
    if told and not is_total(told.string):
        return TableKind(CHANGES, _("a row says “{words}”").format(words=told.group()))
    if several:
        return TableKind(CHANGES, _("it has committees or proposals with amounts by year"))
    if based:
        return TableKind(CHANGES, _("a base is given, and it has names with amounts by year"))
    if not statement:
        return TableKind(CHANGES, _("the document has no statement, and it has names with amounts by year"))
    why = _("nothing says that it is of changes; give --base, or say what it is")
    return TableKind(SKIPPED, why, open=True)


def _pays(runs: Sequence[Sequence[RunRow]]) -> bool:
    """Whether statements have tax or grants; else a net that comes again is a committee's."""
    return any(row.id in (TAX, GRANTS) for run in runs for row in run)


def _one_sign(grid: TableGrid, year: int) -> bool:
    """Whether nearly all figures have one sign and none an explicit plus: frames, not changes."""
    texts = [row.piece.tail or " ".join(c.text for c in row.piece.figures) for row in grid.figures]
    if any(re.search(r"(?:^|\s)\+\s?\d", text) for text in texts):
        return False
    of = amounts_of(grid, year)
    at = of.at if of else ()
    values = [v for row in grid.figures for reading in row.readings[:1] for i in at if (v := reading[i])]
    positive = sum(v > 0 for v in values)
    return max(positive, len(values) - positive) >= 0.8 * len(values)


def _other(grid: TableGrid) -> str:
    """The name of a kind of table that is none of ours, if the words say so; else nothing."""
    names = {
        "balance requirement": _("it is a balance requirement statement (balanskravsutredning)"),
        "balance sheet": _("it is a balance sheet"),
        "cash flow": _("it is a cash flow statement"),
        "investments": _("it is of investments"),
        "people or key ratios": _("it is of people or key ratios"),
    }
    rows = [row.label for row in grid.rows]
    for kind, pattern in kind_words.OTHER_TABLES:
        found = sum(bool(pattern.search(label)) for label in rows)
        if pattern.search(grid.title) or (kind not in _TITLE_ONLY and found >= _FEWEST):
            return names[kind]
    return ""
