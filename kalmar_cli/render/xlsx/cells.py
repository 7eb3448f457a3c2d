"""How the cells of a workbook look: formats, texts that fit, rows high enough for them."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kalmar_cli.base.characters import wrap_words
from kalmar_cli.base.language import _
from kalmar_cli.layout.cells import one_line

_LONGEST = 32_767  # signs that Excel lets a cell have
_LINE = 15  # points


class Styles:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def cell_text(words: str) -> str:
    """A text as a cell can hold it: harmless, on one line, cut where Excel would refuse it."""
    text = one_line(words)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class LiveText(NamedTuple):
    """A text of the program's own, and the formula that says it as the figures change; "" for none."""

    text: str
    formula: str = ""


def write_said(sheet: Any, place: tuple[int, int], said: LiveText, style: Any) -> None:
    """Writes a text that may follow figures into a cell."""
    if said.formula:
        sheet.write_formula(*place, said.formula, style, said.text)
    else:
        sheet.write_string(*place, cell_text(said.text), style)


def set_height(sheet: Any, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Makes a row high enough for texts that wrap in columns so many signs wide.

    LibreOffice leaves a row without a height as low as any other, and the texts overprint.
    """
    lines = max((len(wrap_words(text, width, whole=False)) for text, width in texts), default=1)
    if lines > 1:
        sheet.set_row(row, lines * _LINE)


def number_format(decimals: int, share: bool, signed: bool) -> str:
    """How a number looks: the spreadsheet puts its own language's signs for `,` and `.`; in Swedish
    a space and a comma."""
    places = 1 if share else decimals
    digits = "#,##0" + ("." + "0" * places if places else "")
    points = _("pp")  # percentage points
    unit = (f'" {points}"' if signed else '" %"') if share else ""
    zero = digits + unit
    return f"+{digits}{unit};-{digits}{unit};{zero}" if signed else f"{digits}{unit};-{digits}{unit}"


_A4 = 9
_SMALLEST = 58  # per cent, at which the usual type is one of six points


def set_page(sheet: Any, breaks: Sequence[int] = (), words: str = "") -> None:
    """Prints on A4 lying down, as wide as the page, with the sheet's name, `words` and the page below.

    What is too wide for that has columns that begin a page, the first column on each.
    """
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    if breaks:
        sheet.set_print_scale(_SMALLEST)
        sheet.set_v_pagebreaks(list(breaks))
        sheet.repeat_columns(0)
        sheet.print_across()
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&A{words}&R&P / &N")
