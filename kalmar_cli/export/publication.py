"""What is said of a data package beside its data: licence, day, who publishes it, and where."""

from datetime import date
from typing import NamedTuple

from kalmar_cli.export.license import UNSPECIFIED, License


class Publication(NamedTuple):
    """How a package is published; `url` is the web address of the folder that will hold it."""

    license: License = UNSPECIFIED
    created: date | None = None
    publisher: str = ""
    contact: str = ""
    url: str = ""
