"""Reads one PDF's text in a process of its own: one JSON object a line to standard output.

Run as a file, so that nothing of the program is loaded: FILE PAGES CHARACTERS MEMORY SECONDS.
"""

import contextlib
import json
import sys
from typing import Any


def main(arguments: list[str]) -> None:
    """Says how many pages there are, then each page's lines; or one error."""
    path, (most_pages, most_characters, memory, seconds) = arguments[0], map(int, arguments[1:5])
    _limit(memory, seconds)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        _say(error="encrypted" if "password" in str(error).casefold() else "broken")
        return
    pages = len(document)
    if not pages or pages > most_pages:
        _say(error="pages" if pages else "broken")
        return
    _say(pages=pages)
    characters = 0
    for index in range(pages):
        try:
            page = document[index]
            sheet = page.get_textpage()
            characters += sheet.count_chars()
            if characters > most_characters:
                _say(error="characters")
                return
            text = sheet.get_text_range()
            sheet.close()
            page.close()
        except pypdfium2.PdfiumError:
            _say(error="broken")
            return
        _say(text=text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _limit(memory: int, seconds: int) -> None:
    """Memory and processor time that this process may take, where the system can hold it to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
