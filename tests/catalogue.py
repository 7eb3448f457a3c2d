"""The Swedish catalogue's tools: `python -m tests.catalogue` brings it up to date.

Collects every word the program says, keeps what is translated, lists what is
not, and compiles the .mo file that the program reads.
"""

import io
import sys

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.running import ROOT

PACKAGE = ROOT / "kalmar_cli"
PO = PACKAGE / "locale" / "sv" / "LC_MESSAGES" / "kalmar.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "_n": (1, 2)}


def template() -> Catalog:
    """Every message in the program's source."""
    found = Catalog(project="kalmar", charset="utf-8")
    # Python by name, and Jinja2 by its own extractor.
    methods = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(PACKAGE), methods, keywords=KEYWORDS
    ):
        found.add(message)
    return found


def translated() -> Catalog:
    """The Swedish catalogue as it stands in its file."""
    if not PO.exists():
        return Catalog(locale="sv", project="kalmar", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def compiled(catalogue: Catalog) -> bytes:
    """The binary form that the program reads."""
    output = io.BytesIO()
    write_mo(output, catalogue)
    return output.getvalue()


def forms(value: object) -> list[str]:
    """A message's forms: one, or singular and plural."""
    return [value] if isinstance(value, str) else list(map(str, value))  # type: ignore[call-overload]


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that lack a Swedish form, or whose form is only a guess."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def main() -> int:
    """Updates both files; ends with 1 if something is left to translate."""
    catalogue = translated()
    made, revised = catalogue.creation_date, catalogue.revision_date
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # A run that changes no message changes no byte.
    catalogue.creation_date, catalogue.revision_date = made, revised
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, no_location=True, sort_output=True)
    MO.write_bytes(compiled(translated()))
    missing = untranslated(translated())
    for message in missing:
        print(f"not translated: {message}")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
