"""Standard streams as the program finds them: one that is closed or of another encoding ends nothing."""

import os
import sys
from typing import TextIO


def make_usable() -> None:
    """Takes the places of closed streams, so that no file is opened there; no sign is too odd to print.

    What is said to a closed standard error goes nowhere; what is written to a
    closed standard output fails as on a full disk.
    """
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free: the places before it are taken.
            os.open(os.devnull, flags)
    if sys.stdout is None:
        sys.stdout = _opened(1)
    if sys.stderr is None:
        sys.stderr = _opened(2)
    # The library prints help in the terminal's encoding, which may lack a sign of ours.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


def _opened(number: int) -> TextIO:
    return open(number, "w", encoding="utf-8", errors="replace", closefd=False)


def silence_output_if_broken() -> None:
    """Sees whether standard output takes what is still held back for it."""
    try:
        sys.stdout.flush()
    except OSError:
        silence_output()


def silence_output() -> None:
    """Keeps the interpreter from flushing into a broken output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
