"""Budgets as a static site: an index, and for each budget with a base its comparison with that.

Links are relative and nothing needs a script, so that it works from a folder and
from any web server.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kalmar_cli import __version__
from kalmar_cli.base.characters import slug
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.on_page import check_for_page
from kalmar_cli.page import page
from kalmar_cli.page.template import template
from kalmar_cli.render import render
from kalmar_cli.reports.choices import FEW
from kalmar_cli.reports.compare import compare_budgets
from kalmar_cli.reports.names import tell_apart
from kalmar_cli.reports.view import View
from kalmar_cli.site.index import SiteRow, group_rows, index_words, row_of

__all__ = ["GENERATOR", "INDEX", "MANIFEST", "SitePart", "SiteRow", "add_files", "site_part"]

INDEX, MANIFEST = "index.html", "site.json"
GENERATOR = "kalmar site"
Content = str | bytes


class SitePart(NamedTuple):
    """What a budget adds to the site: its row in the index, and its files by name."""

    row: SiteRow
    files: tuple[tuple[str, Content], ...]


def site_part(budget: Budget, style: NumberStyle, language: str, made: date) -> SitePart:
    """The budget's row, and page, workbook and CSV of its comparison with its base if it has one.

    Raises Refused.
    """
    compared = tell_apart([budget, budget.base] if budget.base else [budget])
    findings, checked = check_for_page(compared)
    own = [found for found in findings if found.budget == compared[0].name]
    row = row_of(budget, style, sum(not found.is_note for found in own))
    if budget.base is None:
        return SitePart(row, ())
    view = View()
    report = compare_budgets(
        compared, view, with_lines=True, with_proposals=True, with_figures=FEW, whole_statement=True
    )
    stem = f"{slug(budget.municipality) or 'x'}-{budget.year}/{budget.id}"
    files: tuple[tuple[str, Content], ...] = (
        (f"{stem}.html", page(compared, view, style, language, made, findings, checked)),
        (f"{stem}.xlsx", render(report, "xlsx", style)),
        (f"{stem}.csv", render(report, "csv", style)),
    )
    return SitePart(row._replace(stem=stem), files)


def add_files(
    parts: Iterable[SitePart], package: Iterable[tuple[str, str]], language: str, made: date
) -> Iterator[tuple[str, Content]]:
    """All files of the site: those of its parts, the data package in `data`, the index, the manifest."""
    names: list[str] = [INDEX, MANIFEST]
    rows: list[SiteRow] = []
    for part in parts:
        row, files = _apart(part, names)
        rows.append(row)
        names += [name for name, _content in files]
        yield from files
    for name, text in package:
        names.append(f"data/{name}")
        yield f"data/{name}", text
    yield INDEX, _index(rows, language, made)
    manifest = {"generator": f"{GENERATOR} {__version__}", "files": sorted(set(names))}
    yield MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _apart(part: SitePart, taken: Sequence[str]) -> SitePart:
    """The part under names that are not taken: a number follows where two would meet."""
    stem, number = part.row.stem, 1
    while stem and f"{stem}.html" in taken:
        number += 1
        stem = f"{part.row.stem}-{number}"
    files = tuple((name.replace(part.row.stem, stem, 1), content) for name, content in part.files)
    return SitePart(part.row._replace(stem=stem), files)


def _index(rows: Sequence[SiteRow], language: str, made: date) -> str:
    return template("site/index.html").render(
        groups=group_rows(rows),
        words=index_words(made, __version__),
        title=_("Municipal budgets compared"),
        language=language,
        generator=f"{GENERATOR} {__version__}",
    )
