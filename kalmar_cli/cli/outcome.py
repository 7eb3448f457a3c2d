"""How a command ended, as its exit code tells it; a command that returns nothing is done."""

from enum import IntEnum


class Outcome(IntEnum):
    """What a command came to."""

    DONE = 0
    FINDINGS = 1
    """It did what was asked, and there is something to look at (or nothing was found where it looked)."""
    UNUSABLE = 2
    """Wrong usage, or input that cannot be read; then nothing is on standard output."""
