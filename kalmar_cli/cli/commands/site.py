"""`kalmar site`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kalmar_cli.base import language
from kalmar_cli.base.clock import today
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import STYLES
from kalmar_cli.cli.commands import MEASURES
from kalmar_cli.cli.common import Common, takes_common
from kalmar_cli.cli.folder import holds_only, to_folder
from kalmar_cli.cli.many import on_all_cores
from kalmar_cli.cli.options import ManyArgument, option
from kalmar_cli.cli.progress import progress, without_collector
from kalmar_cli.shelf.shelf import Shelf

if TYPE_CHECKING:
    from kalmar_cli.site import SitePart

HELP = N_(
    "Write budgets as a web site, with a page for each comparison.\n\n"
    "Each budget is compared with the one that it builds on, as a page, a workbook and CSV;\n"
    "all figures are there as open data too. Links are relative and there is no script:\n"
    "it opens from the folder and works on any web server.\n\n"
    "Example: kalmar site budgets/ -o site"
)
# Budgets that one process works on at a time.
_BATCH = 8


@partial(takes_common, without=("year", "unit", "decimals", "format", "output", *MEASURES))
def run(
    names: ManyArgument,
    folder: Annotated[
        Path | None,
        option("--output -o", N_("DIR"), N_("The folder to write; an earlier site is replaced.")),
    ] = None,
    *,
    common: Common,
) -> None:
    if folder is None:
        raise Refused(_("name the folder to write, as in -o site"))
    shelf, budgets = common.find_across(names)
    from kalmar_cli.export import Publication, pieces
    from kalmar_cli.site import add_files

    made = today()
    files = list(dict.fromkeys(Path(link.file) for budget in budgets for link in budget.chain))
    parts = _parts(shelf, files, made)
    package = pieces(budgets, Publication(created=made))
    content = add_files(parts, package, language.current(), made)
    to_folder(folder, content, _is_site)


def _parts(shelf: Shelf, files: Sequence[Path], made: date) -> Iterator["SitePart"]:
    """What each budget adds to the site, worked out on all cores."""
    fresh = Shelf(shelf.folders, limit=shelf.limit, municipality=shelf.municipality)
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    done = 0
    with progress(_("Writing the site")) as at:
        for found in on_all_cores(_begin, (fresh, made), batches):
            yield from found
            done += len(found)
            at(done, len(files))


def _begin(shelf: Shelf, made: date) -> "Callable[[Sequence[Path]], list[SitePart]]":
    """What makes the site's parts of a batch of files."""
    from kalmar_cli.site import site_part

    spoken = language.current()

    def work(files: Sequence[Path]) -> "list[SitePart]":
        with without_collector():
            found = [site_part(shelf.load(file), STYLES[spoken], spoken, made) for file in files]
        shelf.forget()
        return found

    return work


def _is_site(folder: Path) -> bool:
    """Whether a folder holds an earlier site and nothing else."""
    from kalmar_cli.site import GENERATOR, MANIFEST

    return holds_only(folder, MANIFEST, GENERATOR, lambda manifest: set(map(str, manifest["files"])))
