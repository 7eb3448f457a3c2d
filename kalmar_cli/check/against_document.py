"""A difference between a file and its document, as a finding with both places."""

from decimal import Decimal
from typing import Any

from kalmar_cli.base.language import _
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Subject
from kalmar_cli.check.reading import DocumentReading
from kalmar_cli.write.remarks import KeyPath


def document_difference(
    case: Case,
    reading: DocumentReading,
    about: Subject,
    words: str,
    key: KeyPath,
    stated: Decimal | None = None,
    computed: Decimal | None = None,
    /,
    *,
    doubt: bool | None = None,
    only_here: bool = False,
    **values: Any,
) -> Finding:
    """A difference between the file and what stands under a `key` in the document.

    A note where the reading is in `doubt` (not given: as that of the key), and where something is in
    the file alone, since it may have been overlooked in the document.
    """
    there = reading.place(*key)
    if doubt is None:
        doubt = not only_here and reading.is_doubtful(*key)
    return case.finding(
        NOTE if doubt or only_here else CONTRADICTION,
        about,
        words + (" " + _("(the reading of the document is in doubt)") if doubt else ""),
        stated,
        computed,
        against=[there.spot] if there.spot else (),
        place=there.words,
        **values,
    )
