"""Sweden's 290 municipalities: Statistics Sweden's codes, and organisation numbers where known."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kalmar_cli.base.files import same


class Municipality(NamedTuple):
    """A municipality: its code (0880), its name (Kalmar), its organisation number or ""."""

    code: str
    name: str
    organisation: str


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """All of them, in the order of their codes (SCB, the division of 2003, unchanged since)."""
    with Path(__file__).with_name("municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Municipality(**record) for record in csv.DictReader(file))


def find_municipality(name: str) -> Municipality | None:
    """The municipality with this name, however its letters are cased and composed, or None."""
    return next((known for known in all_municipalities() if same(known.name, name)), None)
