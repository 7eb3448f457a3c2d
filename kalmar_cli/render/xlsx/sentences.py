"""Sentences that follow the figures: a hidden sheet with what they are made of, piece by piece.

Nothing in it depends on the language of the spreadsheet: a figure becomes text digit by
digit, with the signs of the language that the workbook was written in.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname

from kalmar_cli.base.numbers import NumberStyle, decimals_of
from kalmar_cli.layout.cells import less_than, one_line, sentence
from kalmar_cli.render.xlsx.cells import set_page
from kalmar_cli.render.xlsx.formulas import CellGrid, Here, formula
from kalmar_cli.reports.making import Below, Either, Figure, Saying, Told
from kalmar_cli.reports.saying import figures_in, tell
from kalmar_cli.reports.table import Sentence

_LONGEST = 8_000  # signs; Excel takes 8,192 of a formula
_LITERAL = 200  # and 255 of a text in one
_PLACES = 6  # decimals that an amount can have
_NAME, _VALUE, _NEEDS, _DECIMALS, _TEXT = range(5)
_NAMED = re.compile(r"\{(\w+)\}")


class WordCell(NamedTuple):
    """A cell of the hidden sheet: a text, a number or a formula, and its value as things are."""

    row: int
    column: int
    content: str | Decimal | int
    value: str | Decimal | int


class SentenceSheet:
    """The hidden sheet: sentences are added to it, and then it is written."""

    def __init__(
        self, name: str, tables: Mapping[str, CellGrid], style: NumberStyle, decimals: int | None
    ) -> None:
        self.name, self.tables, self.style, self.decimals = name, tables, style, decimals
        self.cells: list[WordCell] = []

    def add(self, found: Sentence) -> str | None:
        """The formula of the cell that says the sentence; None if it does not follow figures shown."""
        told = found.told
        made = self._figures(told) if told else None
        if not told or not made:
            return None
        first = self.cells[-1].row + 2 if self.cells else 0
        rows = {figure: first + n for n, figure in enumerate(made)}
        amounts = {of for part in told.parts for of in figures_in(part, told=True)}
        common = f"MAX(0,MIN(C{first + 1}:C{first + len(rows)}))"
        cells: list[WordCell] = []
        for of, row in rows.items():
            cells += [WordCell(row, _NAME, of.name, of.name), WordCell(row, _VALUE, made[of], of.value)]
            if isinstance(of.value, int):
                cells.append(WordCell(row, _TEXT, f'=B{row + 1}&""', str(of.value)))
            elif of in amounts:
                cells += self._amount(row, of, common, found)
        after = first + len(rows)
        for row, part in enumerate(told.parts, after):
            now = sentence(tell([part], told.texts), self.style, self.decimals, found)
            cells.append(WordCell(row, _TEXT, "=" + _text(part, told, rows), now))
        last = after + len(told.parts)
        more = (f'IF(E{n}="",""," "&E{n})' for n in range(after + 2, last + 1))
        whole = "=" + "&".join([f"E{after + 1}", *more])
        cells.append(WordCell(last, _TEXT, whole, sentence(found, self.style, self.decimals)))
        if any(isinstance(cell.content, str) and len(cell.content) > _LONGEST for cell in cells):
            return None
        self.cells += cells
        return f"={quote_sheetname(self.name)}!E{last + 1}"

    def _figures(self, told: Told) -> dict[Figure, str | int] | None:
        """The formula of each figure; None if there is one that follows from nothing that is shown."""
        found: dict[Figure, str | int] = {}
        for figure in dict.fromkeys(of for part in told.parts for of in figures_in(part)):
            content = self._formula(figure)
            if content is None and figure.value:
                return None
            found[figure] = content or 0
        return found

    def _formula(self, figure: Figure) -> str | None:
        if figure.made is None:
            return None
        try:
            made = formula(figure.made, Here(next(iter(self.tables.values())), "", "", self.tables))
        except KeyError:
            return None
        return f"=ROUND({made.removeprefix('=')},{_PLACES})"

    def _amount(self, row: int, of: Figure, common: str, whole: Sentence) -> list[WordCell]:
        """An amount's decimals, as the sentence chooses them, and its text."""
        value, decimals = f"B{row + 1}", f"D{row + 1}"
        needs = "6"
        for places in range(_PLACES - 1, -1, -1):
            so_many = f"{places}" if places else '""'
            needs = f"IF(ABS({value}-ROUND({value},{places}))<1E-7,{so_many},{needs})"
        chosen = f"=MAX({common},C{row + 1})" if self.decimals is None else self.decimals
        now = sentence(tell([of], {}), self.style, self.decimals, whole)
        shown = now.partition(self.style.point)[2]
        text = _digits(value, decimals, self.style)
        if self.decimals is not None:
            least = _literal(less_than(self.decimals, self.style))
            text = f"IF(AND({value}<>0,ROUND({value},{decimals})=0),{least},{text})"
        return [
            WordCell(row, _NEEDS, "=" + needs, decimals_of(Decimal(of.value)) or ""),
            WordCell(row, _DECIMALS, chosen, len(shown) if self.decimals is None else self.decimals),
            WordCell(row, _TEXT, "=" + text, now),
        ]

    def write(self, book: Any) -> None:
        """Writes the sheet, out of sight; nothing if it has no sentence."""
        if not self.cells:
            return
        sheet = book.add_worksheet(self.name)
        for cell in sorted(self.cells):
            if isinstance(cell.content, str) and cell.content.startswith("="):
                sheet.write_formula(cell.row, cell.column, cell.content, None, cell.value)
            elif isinstance(cell.content, str):
                sheet.write_string(cell.row, cell.column, cell.content)
            else:
                sheet.write_number(cell.row, cell.column, cell.content)
        set_page(sheet)
        sheet.hide()


def _digits(value: str, decimals: str, style: NumberStyle) -> str:
    """A cell's size as text: its thousands parted, its decimals as many as another cell says."""
    size = f"ROUND(ABS({value}),{decimals})"
    groups = ['"0' + f'""{style.group}""000' * n + '"' for n in range(5)]
    whole = groups[4]
    for n in range(3, -1, -1):
        whole = f"IF({size}<1E{3 * n + 3},{groups[n]},{whole})"
    fraction = f'IF({decimals}=0,"","""{style.point}"""&REPT("0",{decimals}))'
    return f"TEXT(ROUND(ABS({value})*10^{decimals},0),{whole}&{fraction})"


def _text(of: Saying, told: Told, rows: Mapping[Figure, int]) -> str:
    """The formula, without its =, that says words as the figures in these rows want them."""
    if isinstance(of, Figure):
        return f"E{rows[of] + 1}"
    if isinstance(of, str):
        return _literal(one_line(of))
    if isinstance(of, Either):
        branches = (_text(words, told, rows) for words in (of.then, of.otherwise))
        return f"IF({_test(of, rows)},{','.join(branches)})"
    pieces = []
    for n, piece in enumerate(_NAMED.split(of.words)):
        if not n % 2:
            pieces += [_literal(piece)] if piece else []
        elif piece in of.values:
            pieces.append(_text(of.values[piece], told, rows))
        else:
            pieces.append(_literal(one_line(told.texts[piece])))
    return "&".join(pieces)


def _test(of: Either, rows: Mapping[Figure, int]) -> str:
    if isinstance(of.test, Below):
        return f"B{rows[of.test.figure] + 1}<0"
    sides = (
        (left, f"B{rows[right] + 1}" if isinstance(right, Figure) else str(right))
        for left, right in of.test.pairs
    )
    tests = [f"B{rows[left] + 1}={right}" for left, right in sides]
    return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"


def _literal(text: str) -> str:
    """A text as a formula has it, in pieces that are not too long."""
    pieces = [text[at : at + _LITERAL] for at in range(0, len(text), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
