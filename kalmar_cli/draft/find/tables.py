"""Every table of a document, each for itself: what it is, what it says, and why it was taken for that."""

from kalmar_cli.draft.find import changes, statements
from kalmar_cli.draft.find.found import Answers, FoundTables
from kalmar_cli.draft.source.document import Pages


def find(document: Pages, answers: Answers, *, based: bool) -> FoundTables:
    """The tables of a document; `based` says that the budget proposes changes to another one."""
    printed = statements.find(document)
    taken = {at for statement in printed for at in range(*statement.span)}
    return FoundTables(tuple(printed), tuple(changes.find(document, taken)), ())
