"""`kalmar report`."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from shlex import quote
from typing import Annotated

from kalmar_cli.base import language
from kalmar_cli.base.clock import today
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import STYLES
from kalmar_cli.budget.model import Budget
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.options import BaselineArgument, FromOption, option
from kalmar_cli.cli.output import to_file, to_output
from kalmar_cli.render import render
from kalmar_cli.reports.choices import FEW
from kalmar_cli.reports.earlier import Earlier
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.view import View, say_measure

HELP = N_(
    "Write a comparison as a page or a document to share.\n\n"
    "Sentence, result by year, areas, lines, proposals, sources; the page needs no network,\n"
    "the document (.docx) is there to go on writing in.\n\n"
    "Example: kalmar report alliansen majoriteten -o report.html"
)
ENDINGS = (".html", ".htm")
DOCUMENT = ".docx"


@partial(takes_common, without=("format", "output"))
def run(
    names: BaselineArgument,
    file: Annotated[
        Path | None,
        option(
            "--output -o", N_("FILE"), N_("The page or document to write, as report.html or report.docx.")
        ),
    ] = None,
    earlier: FromOption = "",
    *,
    common: Common,
) -> None:
    if len(names) < 2:
        raise Refused(
            _("a report needs two budgets, the baseline last: kalmar report alliansen majoriteten")
        )
    if file is None and sys.stdout.isatty():
        raise Refused(_("a page is not for the terminal; name a file, as in -o report.html"))
    if file is not None and file.suffix.lower() not in (*ENDINGS, DOCUMENT):
        stem = str(file.parent / (file.stem or "report"))
        raise Refused(
            _("a report is a web page or a document; write -o {page} or {document}").format(
                page=quote(stem + ENDINGS[0]), document=quote(stem + DOCUMENT)
            )
        )
    view = common.view
    as_written = common.find_as_written(names)
    budgets = common.convert(as_written, earlier)
    before = common.find_earlier(earlier, budgets)
    if file is not None and file.suffix.lower() == DOCUMENT:
        to_file(file, _document(budgets, view, before))
        return
    text = _page(as_written, budgets, view, before)
    if file is None:
        to_output(text)
    else:
        to_file(file, text)


def _document(budgets: Sequence[Budget], view: View, earlier: Earlier | None) -> str | bytes:
    """The comparison as a document, with everything that a report has."""
    from kalmar_cli.reports.compare import compare_budgets

    report = compare_budgets(
        budgets,
        view,
        with_lines=True,
        with_proposals=True,
        with_figures=FEW,
        whole_statement=True,
        earlier=earlier,
    )
    return render(say_measure(report, budgets, view.measure), "docx", STYLES[language.current()])


def _page(
    as_written: Sequence[Budget], budgets: Sequence[Budget], view: View, earlier: Earlier | None
) -> str:
    """The comparison as a page; what is checked are the budgets as their files give them."""
    from kalmar_cli.check.on_page import check_for_page
    from kalmar_cli.page import page

    spoken = language.current()
    findings, checked = check_for_page(tell_apart(as_written))
    if view.measure:
        checked.append(_("The check is of the amounts as the documents give them."))
    return page(budgets, view, STYLES[spoken], spoken, today(), findings, checked, earlier)
