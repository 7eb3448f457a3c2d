"""Reads one document in a process of its own: one JSON object a line to standard output.

Run as a file, so that nothing of the program is loaded:
KIND FILE MEMORY SECONDS CHARACTERS MOST, where MOST counts pages of a PDF or cells of a workbook.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Said = dict[str, Any]


class CannotBeRead(Exception):
    """Why the document cannot be read, as one word that the program has a message for."""


def main(arguments: list[str]) -> None:
    """Says what is in the document, piece by piece, and that this was all; or one error."""
    kind, path, *numbers = arguments
    memory, seconds, characters, most = map(int, numbers)
    _limit(memory, seconds)
    try:
        for said in _READERS[kind](path, most):
            characters -= sum(map(len, said.get("text", ())))
            if characters < 0:
                raise CannotBeRead("characters")
            _say(said)
        _say({"done": True})
    except CannotBeRead as error:
        _say({"error": str(error)})
    except MemoryError:
        _say({"error": "killed"})
    except Exception:  # whatever the libraries make of a broken or hostile file
        _say({"error": "broken"})


def _pdf_pages(path: str, most: int) -> Iterator[Said]:
    """How many pages there are, then the lines of each."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise CannotBeRead("encrypted" if "password" in str(error).casefold() else "broken") from None
    pages = len(document)
    if pages > most:
        raise CannotBeRead("pages")
    if not pages:
        raise CannotBeRead("broken")
    yield {"pages": pages}
    for index in range(pages):
        page = document[index]
        sheet = page.get_textpage()
        text = sheet.get_text_range()
        sheet.close()
        page.close()
        yield {"text": text.replace("\r\n", "\n").replace("\r", "\n").split("\n")}


# What a workbook's parts may unpack to, in all: a small file can hold a very large one.
_MOST_UNPACKED = 100_000_000


def _sheet_rows(path: str, most: int) -> Iterator[Said]:
    """Each sheet's name, then the cells of its rows as text, without the empty ones at the end."""
    import zipfile

    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        with open(path, "rb") as file:
            # The older format, and a newer one that is locked, are kept in the same kind of file.
            old = file.read(4) == b"\xd0\xcf\x11\xe0"
        raise CannotBeRead("encrypted" if old else "broken") from None
    if any(part.flag_bits & 1 for part in parts):
        raise CannotBeRead("encrypted")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise CannotBeRead("characters")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield {"sheet": sheet.title}
        sheet.reset_dimensions()  # what the file says of its size is not what is in it
        for row in sheet.iter_rows(values_only=True):
            most -= 1 + len(row)
            if most < 0:
                raise CannotBeRead("cells")
            cells = [_cell_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield {"text": cells}


def _cell_text(value: Any) -> str:
    """A cell's value as text; a number with the digits that a spreadsheet shows at most."""
    if value is None:
        return ""
    if isinstance(value, float):
        number = Decimal(f"{value:.15g}")
        return f"{number:f}".replace(".", ",")
    return str(value)


_READERS = {"pdf": _pdf_pages, "xlsx": _sheet_rows}


def _limit(memory: int, seconds: int) -> None:
    """Memory and processor time that this process may take, where the system can hold it to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(said: Said) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
