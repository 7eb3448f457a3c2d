"""The sheets of a workbook as rows of cells; run by `worker.py`, so that it imports nothing of the program.

A row is a list of cells: a text, or [text, number] where the workbook holds a number. What is hidden in
the workbook is left out and named; a merged cell's text stands in each of its columns.
"""

import datetime
import re
import zipfile
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

# What a workbook's parts may unpack to, in all: a small file can hold a very large one.
_MOST_UNPACKED = 100_000_000
_DECIMALS = 6  # that a budget file can hold; a formula's rest beyond them is no figure
_MOST_COLUMNS = 16_384
_MOST_HIDDEN = 1_000
_SCALED = re.compile(r"[0#?](?:\.(?P<decimals>[0#?]+))?(?P<commas>,+)(?![0#?,])")
_MERGED = rb"<mergeCell\s+ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})\d{1,7}[\"']"
_NOT_COMPUTED = (
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<f[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


def pieces(path: str, most: int) -> Iterator[dict[str, Any]]:
    """Each sheet's name, its rows without the empty cells at their ends; or why it cannot be read."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        with open(path, "rb") as file:
            # The older format, and a newer one that is locked, are kept in the same kind of file.
            old = file.read(4) == b"\xd0\xcf\x11\xe0"
        yield {"error": "encrypted" if old else "broken"}
        return
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        yield {"error": "encrypted"}
        return
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        yield {"error": "characters"}
        return
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield {"sheet": sheet.title}
        if sheet.sheet_state != "visible":
            yield {"hidden": sheet.title}
            continue
        shape = _Shape.of(archive.read(sheet._worksheet_path))  # type: ignore[attr-defined]
        for what in shape.left_out():
            yield {"hidden": f"{sheet.title}: {what}"}
        sheet.reset_dimensions()  # what the file says of its size is not what is in it
        for number, row in enumerate(sheet.iter_rows(), 1):
            most -= 1 + len(row)
            if most < 0:
                yield {"error": "cells"}
                return
            cells = [] if number in shape.rows else [_cell(cell) for cell in row]
            yield {"cells": shape.seen(number, cells)}


class _Shape(NamedTuple):
    """What a sheet says of its cells: what is hidden, what merged, which formulas are not computed."""

    columns: frozenset[int]
    rows: frozenset[int]
    merged: dict[int, list[tuple[int, int]]]
    bare: dict[int, list[int]]

    @classmethod
    def of(cls, xml: bytes) -> "_Shape":
        """The shape of a sheet by its XML, of which only these elements are looked at."""
        columns: set[int] = set()
        for element in re.findall(rb"<col\s[^<>]{0,300}>", xml):
            if _is_hidden(element):
                first, last = (int(_attribute(element, name) or 0) for name in (b"min", b"max"))
                columns.update(range(first, min(last, first + _MOST_HIDDEN) + 1))
        rows = {
            int(_attribute(e, b"r") or 0) for e in re.findall(rb"<row\s[^<>]{0,300}>", xml) if _is_hidden(e)
        }
        merged: dict[int, list[tuple[int, int]]] = {}
        for left, top, right in re.findall(_MERGED, xml):
            merged.setdefault(int(top), []).append((_index(left), _index(right)))
        bare: dict[int, list[int]] = {}
        for column, row in re.findall(_NOT_COMPUTED, xml):
            bare.setdefault(int(row), []).append(_index(column))
        return cls(frozenset(columns), frozenset(rows), merged, bare)

    def left_out(self) -> Iterator[str]:
        """The columns and rows that a reader of the sheet does not see, by their names."""
        yield from (get_column_letter(column) for column in sorted(self.columns) if column <= _MOST_COLUMNS)
        yield from (str(row) for row in sorted(self.rows)[:_MOST_HIDDEN])

    def seen(self, number: int, cells: list[str | list[str]]) -> list[str | list[str]]:
        """The cells of a row as a reader sees them; "?" where a formula has no result."""
        for column in self.bare.get(number, ()):
            cells += [""] * (column - len(cells))
            cells[column - 1] = "?"
        if sum(map(bool, cells)) > 1:  # a title over a whole table stands in one cell alone
            for left, right in self.merged.get(number, ()):
                cells += [""] * (right - len(cells))
                cells[left - 1 : right] = [cells[left - 1]] * (right - left + 1)
        cells = [cell for at, cell in enumerate(cells, 1) if at not in self.columns]
        while cells and not cells[-1]:
            cells.pop()
        return cells


def _index(column: bytes) -> int:
    return column_index_from_string(column.decode("ascii"))


def _is_hidden(element: bytes) -> bool:
    return _attribute(element, b"hidden") in (b"1", b"true")


def _attribute(element: bytes, name: bytes) -> bytes:
    match = re.search(rb"\s" + name + rb"=[\"']([^\"']*)", element)
    return match[1] if match else b""


def round_half_up(number: Decimal, places: int) -> Decimal:
    """A number as a spreadsheet shows it with so many decimals."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _cell(cell: Any) -> str | list[str]:
    """A cell's value as text; a number with the digits that a spreadsheet shows at most, and itself."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return str(value.year) if set(cell.number_format.casefold()) <= set("y;@") else str(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number.adjusted() > 15:
        return str(value)
    shown = (cell.number_format or "").partition(";")[0]
    share = isinstance(value, float) and "%" in shown
    number = number * 100 if share else number
    scaled = _SCALED.search(shown)
    if scaled:  # the sheet shows thousands of what the cell holds
        number = round_half_up(number.scaleb(-3 * len(scaled["commas"])), len(scaled["decimals"] or ""))
    if number != number.to_integral_value():
        number = round(number, _DECIMALS).normalize()
    text = f"{number:f}"
    return [text.replace(".", ",") + ("%" if share else ""), text]
