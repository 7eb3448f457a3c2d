"""Budgets as open data: a Frictionless data package of long tables, pure until it is written."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kalmar_cli.budget.model import Budget
from kalmar_cli.export import dcat, readme
from kalmar_cli.export.license import License
from kalmar_cli.export.package import descriptor
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.records import TABLES, csv_text, header, table_records
from kalmar_cli.export.tally import TableTally, Tally

__all__ = ["ABOUT", "DESCRIPTOR", "FilePiece", "License", "Publication", "pieces"]

DESCRIPTOR = "datapackage.json"
# The files of a package beside its tables.
ABOUT = (DESCRIPTOR, readme.FILE, dcat.FILE)


class FilePiece(NamedTuple):
    """The next text of one of the package's files."""

    file: str
    text: str


def pieces(budgets: Iterable[Budget], of: Publication) -> Iterator[FilePiece]:
    """The package's files piece by piece, for `budgets` and the budgets that they build on.

    They may be of several municipalities; each is done with before the next is
    asked for. Where the publication says who and where, a catalogue for data
    portals (dcat.jsonld) is among the files. Raises Refused if two budgets could
    not be told apart.
    """
    tally = Tally()
    for shape in TABLES:
        tally.tables[shape.name] = TableTally()
        yield _piece(tally, shape.name, header(shape), 0)
    for named in budgets:
        for budget in named.chain:
            if tally.is_new(budget):
                for shape in TABLES:
                    rows = list(table_records(shape, budget))
                    if rows:
                        yield _piece(tally, shape.name, csv_text(rows), len(rows))
    yield FilePiece(DESCRIPTOR, descriptor(tally, of))
    yield FilePiece(readme.FILE, readme.read_me(tally, of))
    if of.url:
        yield FilePiece(dcat.FILE, dcat.catalogue(tally, of))


def _piece(tally: Tally, table: str, text: str, count: int) -> FilePiece:
    tally.tables[table].add(text, count)
    return FilePiece(f"{table}.csv", text)
