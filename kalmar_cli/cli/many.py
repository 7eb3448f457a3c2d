"""Work on many things, on all cores where that pays; the same results in the same order on one."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from kalmar_cli.base import language
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Worker = Callable[[Batch], Result]


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def on_all_cores(
    begin: "Callable[..., Worker[Batch, Result]]", given: tuple[Any, ...], batches: Sequence[Batch]
) -> Iterator[Result]:
    """`begin(*given)` gives what works on a batch; yields the result of each, in order.

    With several cores, each has a process of its own that begins once. Raises
    what a worker raises, and Refused if one was ended.
    """
    if cores() == 1 or len(batches) < 2:
        yield from map(begin(*given), batches)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        min(cores(), len(batches)), initializer=_begin, initargs=(language.current(), begin, given)
    )
    try:
        yield from pool.map(_work, batches)
    except BrokenProcessPool:
        raise Refused(
            _("a process that worked on a part was ended; there may be too little memory")
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_worker: Callable[[Any], Any]


def _begin(spoken: str, begin: Callable[..., Callable[[Any], Any]], given: tuple[Any, ...]) -> None:
    """In a process of the pool, once: the language, and what works on batches."""
    import signal

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for this one ends it
    language.use(spoken)
    _worker = begin(*given)


def _work(batch: Any) -> Any:
    return _worker(batch)
