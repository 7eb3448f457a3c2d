"""The two ways that a command can fail; cli.py turns them into messages and exit code 2."""

from kalmar_cli.base.language import _n
from kalmar_cli.base.problems import Problem


class Refused(Exception):
    """Something the user asked for cannot be done; the message says why and what to do."""


class Unreadable(Exception):
    """A budget file with mistakes: all of them, and the text to show excerpts from.

    `base` is the same of the budget that it builds on, if that has mistakes too.
    """

    def __init__(
        self, file: str, problems: list[Problem], text: str, base: "Unreadable | None" = None
    ) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems
        self.text = text
        self.base = base

    def __str__(self) -> str:
        """The first mistake and how many there are, on one line."""
        first = min(self.problems)
        count = _n("{n} problem", "{n} problems", len(self.problems))
        return f"{self.file}:{first.place.line}:{first.place.column}: {first.message} ({count})"
