"""Where in its document something stands, as people read it."""

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget


def section_words(budget: Budget, section: str) -> str:
    """A section of a budget's document, with the page of the PDF where the file gives it."""
    words = _("section {section}").format(section=section)
    page = dict(budget.source.pages).get(section) if budget.source else None
    return words if page is None else _("{section}, p. {page}").format(section=words, page=page)
