"""A long run: how far it has come, on a terminal's standard error only, and without a collector."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Gives a function to call at each step; shows `12/300` while it runs, and nothing afterwards."""
    done = 0
    shown = total > 1 and sys.stderr.isatty()

    def step() -> None:
        nonlocal done
        done += 1
        if shown:
            sys.stderr.write(f"\r{done}/{total}")
            sys.stderr.flush()

    try:
        yield step
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
