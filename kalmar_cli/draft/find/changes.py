"""Tables of changes and of frames: names with one amount a year, headings between them, totals."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.draft.find import change_sums, kind_words, labels, totals, words
from kalmar_cli.draft.find.amount_columns import Amounts, amounts_of, doubts_of, own_readings
from kalmar_cli.draft.find.found import CHANGES, FRAMES, Change, FoundLine, FoundRow, FoundTable, where
from kalmar_cli.draft.find.grid_rows import TableGrid
from kalmar_cli.draft.find.items import goes_on
from kalmar_cli.draft.find.table_rows import TableRow, is_unread
from kalmar_cli.draft.find.table_signs import signed
from kalmar_cli.draft.find.text_columns import TextColumns
from kalmar_cli.draft.find.totals import Reading
from kalmar_cli.draft.find.words import NOTE

_LONGEST_NAME = 130


def table_of(
    grid: TableGrid, lines: Sequence[FoundLine], kind: str, year: int, document_kind: str = "text"
) -> FoundTable | None:
    """The table of changes or frames in a grid; None where it has no column of amounts."""
    amounts = amounts_of(grid, year, since=year if kind == FRAMES else 0)
    if amounts is None and kind == FRAMES:
        amounts = amounts_of(grid, year)
    if amounts is None:
        return None
    texts = TextColumns.of(grid)
    rows: list[Reading] = []
    doubts: list[str] = []
    heading, pending, area, details, bare = "", list[str](), "", list[str](), list[str]()
    unpriced: list[Change] = []
    for row in grid.rows:
        place = where(lines[row.piece.start], document_kind)
        if is_unread(row):
            doubts.append(_("the line is not read: {text} ({place})").format(text=row.label, place=place))
            continue
        if row.piece.words:
            _hold(row, rows, pending)
            continue
        number, name = texts.number(row, texts.name(row))
        name, heading, said = named(name, pending, heading)
        pending = []
        if labels.is_detail(name) or (kind == FRAMES and heading and words.is_side(name)):
            details.append(name)
            continue
        if kind == FRAMES and heading and words.is_net(name):
            name = heading
        area = texts.area(row) or ("" if totals.is_total(name) else area)
        readings = own_readings(row, amounts)
        empty = bool(readings) and all(value is None for value in readings[0])
        if empty and number and name:
            unpriced.append(
                Change(FoundRow(name, (), lines[row.piece.start]), heading, area=area, number=number)
            )
            continue
        if empty and any(value is not None for value in row.readings[0]):
            bare.append(name)  # what it has stands in a column that is none of ours
            continue
        if not readings or empty or not name or len(name) > _LONGEST_NAME:
            text = " ".join((row.piece.tail or " ".join(c.text for c in row.piece.figures)).split())
            doubts.append(
                _("the row {row} ({place}) does not hold {count} figures: {text}").format(
                    row=name or "–", place=place, count=len(grid.columns), text=text
                )
            )
            continue
        of = area or _committee(name, heading, kind)
        under = (heading if heading != name else "") or (area if kind == CHANGES else "")
        rows.append(
            Reading(
                name,
                under,
                lines[row.piece.start],
                readings,
                (*row.doubts, *said, *doubts_of(row, amounts)),
                of,
                number,
                saves=texts.saves(row),
            )
        )
        if totals.is_total(name):
            heading = area = ""  # what follows a sum stands under no heading until there is a new one
    told = signed(rows, kind, amounts, grid.title)
    changes, unread = change_sums.decided(told.rows)
    doubts += [f"{row.name} ({where(row.line, document_kind)}): {why}" for row, why in unread]
    if not changes or all(change.total for change in changes):
        return None
    found = _table(grid, kind, lines, amounts, changes, doubts, details, bare)
    return found._replace(sign=told.sign, why=told.why, unpriced=tuple(unpriced))


def _table(
    grid: TableGrid,
    kind: str,
    lines: Sequence[FoundLine],
    amounts: Amounts,
    changes: list[Change],
    doubts: list[str],
    details: list[str],
    bare: list[str],
) -> FoundTable:
    if not grid.unit:
        assumed = _("no unit is printed at the table; mkr is assumed")
        changes = [change.doubted(assumed) for change in changes]
    used = amounts.used
    out = tuple(
        column.title or "–"
        for at, column in enumerate(grid.columns)
        if at not in used and not (column.kind == NOTE and words.NUMBER_TITLE.fullmatch(column.word))
    )
    remarks = [_("columns left out: {columns}").format(columns="; ".join(out))] if out else []
    if grid.style.comma:
        remarks.append(_("a comma before three digits is read as a thousands sign"))
    if details:
        names = "; ".join(dict.fromkeys(details))
        remarks.append(_("details of another row, left out: {rows}").format(rows=names))
    if bare:
        remarks.append(
            _("rows without a figure in these columns, left out: {rows}").format(rows="; ".join(bare))
        )
    return FoundTable(
        grid.title, grid.section, amounts.years, tuple(changes), grid.unit or "mkr", lines[grid.start],
        (grid.start, grid.end), tuple(doubts), kind, "", "", out, tuple(remarks),
    )  # fmt: skip


# -- rows --------------------------------------------------------------------------


def _hold(row: TableRow, rows: list[Reading], pending: list[str]) -> None:
    """Words between rows: the end of the name above in a narrow cell, else a heading or a name's begin."""
    text = row.label
    if rows and not pending and (text[:1].islower() or goes_on(rows[-1].name)):
        doubt = _("the name is taken to end on the next line: {text}").format(text=text)
        rows[-1] = rows[-1]._replace(name=f"{rows[-1].name} {text}", doubts=(*rows[-1].doubts, doubt))
    else:
        pending.append(text)


def named(name: str, pending: list[str], heading: str) -> tuple[str, str, tuple[str, ...]]:
    """A row's name with the lines above that begin it, the heading it stands under, and doubts."""
    parts = [name] if name else []
    rest = list(pending)
    doubts: tuple[str, ...] = ()
    while rest and (not parts or parts[0][:1].islower()):
        parts.insert(0, rest.pop().strip())
    rest = [text.strip() for text in rest]
    if not name and rest:
        doubts = (_("the name may begin a line higher: {text}").format(text=rest[-1]),)
    # A lower-case line at the end of the headings goes on from the one above it.
    headings: list[str] = []
    for text in rest:
        if headings and text[:1].islower():
            headings[-1] = f"{headings[-1]} {text}"
        else:
            headings.append(text)
    return " ".join(" ".join(parts).split()), headings[-1].rstrip(":") if headings else heading, doubts


def _committee(name: str, heading: str, kind: str) -> str:
    """The committee that a row is of: itself or its heading, if they name one; of a frame, one of them."""
    if totals.is_total(name):
        return ""
    for text in (heading, name):
        if kind_words.COMMITTEE.search(text):
            return text
    return (heading or name) if kind == FRAMES else ""
