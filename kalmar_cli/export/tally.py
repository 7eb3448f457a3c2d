"""What a package holds, counted while it is written: a nation's budgets are never in memory at once."""

import hashlib

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Budget

MOST_NAMED = 5


class TableTally:
    """A table's file so far: records, bytes, digest."""

    def __init__(self) -> None:
        self.records = 0
        self.size = 0
        self._digest = hashlib.sha256()

    def add(self, text: str, records: int) -> None:
        """Counts a piece of the file."""
        data = text.encode()
        self.records += records
        self.size += len(data)
        self._digest.update(data)

    @property
    def sha256(self) -> str:
        """The digest of all pieces."""
        return self._digest.hexdigest()


class Tally:
    """The municipalities, years, sources and tables of a package."""

    def __init__(self) -> None:
        self.tables: dict[str, TableTally] = {}
        self._municipalities: set[str] = set()
        self._years: set[int] = set()
        self.last_year = 0
        self.sources: dict[tuple[str, str | None], None] = {}
        self._files: dict[tuple[str, str], str] = {}

    def is_new(self, budget: Budget) -> bool:
        """Notes a budget; whether it was not there yet. Raises Refused for two of one name."""
        name = f"{budget.id}@{budget.year}"
        other = self._files.get((budget.municipality, name))
        if other == budget.file:
            return False
        if other:
            raise Refused(
                _("{first} and {second} are both {name}; export them apart").format(
                    first=other, second=budget.file, name=name
                )
            )
        self._files[budget.municipality, name] = budget.file
        self._municipalities.add(budget.municipality)
        self._years.add(budget.year)
        self.last_year = max(self.last_year, budget.year, *budget.years)
        if budget.source:
            self.sources[budget.source.title, budget.source.url] = None
        return True

    @property
    def municipalities(self) -> list[str]:
        """Their names, sorted."""
        return sorted(self._municipalities)

    @property
    def years(self) -> list[int]:
        """The budget years, sorted."""
        return sorted(self._years)

    def title(self, words: str, several: str) -> str:
        """`words` for these municipalities and years, as in `Budgets of Kalmar, 2024`.

        Of more than a few municipalities only how many there are: `several`, with {count}.
        """
        names = self.municipalities
        places = ", ".join(names) if len(names) <= MOST_NAMED else several.format(count=len(names))
        return f"{words} {places}, {', '.join(map(str, self.years))}"
