"""A comparison as one self-contained page for a phone, a screen or A4 paper."""

from collections.abc import Sequence
from datetime import date

from kalmar_cli import __version__
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget
from kalmar_cli.page.content import FindingWords, content
from kalmar_cli.page.download import download_link
from kalmar_cli.page.fitting import cell_room
from kalmar_cli.page.template import template
from kalmar_cli.page.words import words
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.view import View

__all__ = ["FindingWords", "page"]


def page(
    budgets: Sequence[Budget],
    view: View,
    style: NumberStyle,
    language: str,
    made: date,
    findings: Sequence[FindingWords] | None = None,
    checked: Sequence[str] = (),
    earlier: Earlier | None = None,
) -> str:
    """The HTML page that compares `budgets` with the last of them, in `language` (en or sv).

    With `earlier` figures it tells the change from them beside the difference.
    `findings` None means that nothing was checked, `checked` says of each budget how much was;
    `made` is the date it shows.
    Raises Refused.
    """
    found = content(budgets, view, style, findings, checked, made, earlier)
    return template("page/page.html").render(
        page=found,
        words=words(found),
        language=language,
        version=__version__,
        cell_room=cell_room,
        download_link=download_link(style),
    )
