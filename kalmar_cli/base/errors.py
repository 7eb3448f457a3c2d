"""The two ways that a command can fail; cli/app.py makes a message and exit code 2 of them."""

from kalmar_cli.base.language import N_, _, _n
from kalmar_cli.base.problems import Problem

# What the system says most often of files; it says it in English only.
_SYSTEM_WORDS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Bad file descriptor"),
)


def reason_of(error: OSError | ValueError) -> str:
    """Why a file could not be read or written, in the language in use."""
    if isinstance(error, OSError):
        return _(error.strerror or N_("Input/output error"))
    # Python says it in other words in every version.
    return _("no file can have such a name")


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
