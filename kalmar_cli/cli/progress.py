"""A long run: how far it has come, on a terminal's standard error only, and without a collector."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(words: str, least: int = 2) -> Iterator[Callable[[int, int], None]]:
    """Gives a function to call with how many of all are done, where all are at least so many.

    Shows `Checking 12/300` while it runs, and nothing afterwards.
    """
    shown = False

    def at(done: int, total: int) -> None:
        nonlocal shown
        if total >= least and sys.stderr.isatty():
            shown = True
            sys.stderr.write(f"\r{words} {done}/{total}")
            sys.stderr.flush()

    try:
        yield at
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def without_collector() -> Iterator[None]:
    """Runs without the collector: budgets and findings are not cyclic, and it would visit them all."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was made is not visited afterwards either
        if collecting:
            gc.enable()
