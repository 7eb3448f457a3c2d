"""The two ways that a command can fail; cli.py turns them into messages and exit code 2."""

from kalmar_cli.problems import Problem


class Refused(Exception):
    """Something the user asked for cannot be done; the message says why and what to do."""


class Unreadable(Exception):
    """A budget file with mistakes: all of them, and the text to show excerpts from."""

    def __init__(self, file: str, problems: list[Problem], text: str) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems
        self.text = text
