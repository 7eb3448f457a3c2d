"""What files said of themselves in earlier runs, kept for those that have not changed since.

A file is unchanged if the system says the same of it: its place on the disk, its
size, and to the nanosecond when it and what is said of it were last changed. One that was
changed just now is not relied on, since it could be changed again within the clock's last tick.
"""

import marshal
import os
import time
from collections.abc import Iterable
from pathlib import Path

from kalmar_cli.shelf import store
from kalmar_cli.shelf.header import BudgetHead

Stamp = tuple[int, int, int, int, int]
_Known = dict[str, tuple[Stamp, tuple[object, ...]]]
_TICK = 2_000_000_000  # nanoseconds; the coarsest clock that files are stamped with


def stamp(path: Path | str) -> Stamp | None:
    """What the system says of a file, by which it is known again; None if that cannot be relied on."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(about.st_mtime_ns, about.st_ctime_ns) > time.time_ns() - _TICK:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


class Heads:
    """The heads of the files in some folders, as they are kept from one run to the next."""

    def __init__(self, folders: Iterable[Path]) -> None:
        places = b"\0".join(os.fsencode(folder.absolute()) for folder in folders)
        self._name = f"heads-{store.digest(places).hex()}"
        content = store.get(self._name)
        self._before: _Known = marshal.loads(content) if content else {}
        self._now: _Known = {}

    def get(self, path: str, now: Stamp | None) -> BudgetHead | None:
        """What a file said of itself, if it is as it was then."""
        known = self._before.get(path)
        if known is None or known[0] != now:
            return None
        self._now[path] = known
        return BudgetHead._make(known[1])

    def note(self, path: str, now: Stamp | None, head: BudgetHead) -> None:
        """Notes what a file says of itself; `now` was looked up before it was read."""
        if now:
            self._now[path] = (now, tuple(head))

    def keep(self) -> None:
        """Keeps what is known of the files that were asked for, for the next time."""
        if self._now != self._before:
            store.put(self._name, marshal.dumps(self._now))
