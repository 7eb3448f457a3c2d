"""A difference between a file and its document, as a finding with both places."""

from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.problems import Place
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding
from kalmar_cli.check.reading import DocumentPlace


def document_difference(
    case: Case,
    place: Place,
    where: str,
    words: str,
    there: DocumentPlace,
    *,
    doubt: bool = False,
    only_here: bool = False,
    stated: Decimal | None = None,
    computed: Decimal | None = None,
) -> Finding:
    """A difference between file and document.

    A note where the reading is in doubt, and where something is in the file alone, since it may
    have been overlooked in the document.
    """
    if doubt:
        words += " " + _("(the reading of the document is in doubt)")
    return case.finding(
        NOTE if doubt or only_here else CONTRADICTION,
        place,
        where,
        words,
        against=[there.spot] if there.spot else (),
        stated=stated,
        computed=computed,
    )
