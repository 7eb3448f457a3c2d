"""A budget file that was read before, ready to use: a cache that cannot be wrong.

An entry holds the very bytes of the file and of its bases; it counts only if
they are the same now, for this version of the program and of Python. It may be
deleted at any time; `KALMAR_CACHE=off` does without it.

Values are stored by columns, so that a hundred thousand lines come back
through a few calls instead of a hundred thousand.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from kalmar_cli import __version__
from kalmar_cli.base.problems import Place
from kalmar_cli.budget import model

VARIABLE, OFF = "KALMAR_CACHE", "off"
_CLASSES: dict[str, Any] = {
    name: value
    for name, value in vars(model).items()
    if isinstance(value, type) and issubclass(value, tuple)
} | {"Place": Place}
_PLAIN = frozenset({str, int, bool, type(None)})
_HEAD = f"kalmar {__version__} {sys.hexversion:x} {marshal.version}\n".encode()
_NUMBER = 8


def folder() -> Path | None:
    """The user's cache folder for this program; None if it is off or there is no home."""
    if os.environ.get(VARIABLE, "").strip().lower() == OFF:
        return None
    place = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if place:
        return Path(place, "kalmar")
    home = os.environ.get("HOME") or os.environ.get("USERPROFILE")
    return Path(home, ".cache", "kalmar") if home else None


def entry(path: Path) -> Path | None:
    """Where the entry for a budget file is; two files may share a name, their bytes tell them apart."""
    place = folder()
    return place and place / f"{path.stem}-{zlib.crc32(os.fsencode(path.absolute())):08x}"


class Kept(NamedTuple):
    """What was kept of a file: the budget without its base, the base's name, and all bytes it rests on."""

    budget: model.Budget
    base: str | None
    sources: tuple[bytes, ...]


def load(path: Path, data: bytes) -> Kept | None:
    """What was kept for a file whose bytes are `data`; None if there is nothing that fits.

    The caller still holds the bytes of the bases against `sources[1:]`.
    """
    place = entry(path)
    if place is None:
        return None
    try:
        with place.open("rb") as file:
            if file.read(len(_HEAD)) != _HEAD:
                return None
            sources = [file.read(_length(file)) for _source in range(_length(file))]
            check, payload = _length(file), file.read()
        if sources[:1] != [data] or zlib.crc32(payload) != check:
            return None
        [base, budget] = decoded(marshal.loads(payload))
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return None  # gone or damaged: it is only a cache, and the file is read again
    return Kept(budget, base, tuple(sources))


def _length(file: IO[bytes]) -> int:
    return int.from_bytes(file.read(_NUMBER), "big")


def keep(path: Path, kept: Kept) -> None:
    """Keeps what was read, for `load`; where nothing can be written, nothing is kept."""
    place = entry(path)
    if place is None:
        return
    payload = marshal.dumps(encoded([kept.base, kept.budget]))
    parts = [_HEAD, len(kept.sources).to_bytes(_NUMBER, "big")]
    for source in kept.sources:
        parts += [len(source).to_bytes(_NUMBER, "big"), source]
    parts += [zlib.crc32(payload).to_bytes(_NUMBER, "big"), payload]
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(b"".join(parts))
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError:
        return  # a full disk or a home that is read-only costs speed, nothing else


# -- values by columns ----------------------------------------------------------


def encoded(column: Sequence[Any]) -> tuple[Any, ...]:
    """Values of the model as what marshal can hold: by kind, records field by field."""
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return ("plain", tuple(column))
    if len(kinds) > 1:
        order = list(kinds)
        return (
            "mixed",
            tuple(order.index(type(value)) for value in column),
            tuple(encoded([value for value in column if type(value) is kind]) for kind in order),
        )
    [kind] = kinds
    if kind is Decimal:
        return ("Decimal", tuple(map(str, column)))
    if kind is tuple:
        return ("tuple", tuple(map(len, column)), encoded(list(chain.from_iterable(column))))
    if kind is dict:
        keys = encoded(list(chain.from_iterable(column)))
        values = encoded(list(chain.from_iterable(value.values() for value in column)))
        return ("dict", tuple(map(len, column)), keys, values)
    if _CLASSES.get(kind.__name__) is not kind:
        raise TypeError(f"the cache does not know {kind}")
    fields = tuple(encoded(values) for values in zip(*column, strict=True))
    return (kind.__name__, len(column), fields)


def decoded(stored: tuple[Any, ...]) -> list[Any]:
    """What `encoded` was given."""
    kind, *rest = stored
    if kind == "plain":
        return list(rest[0])
    if kind == "Decimal":
        return list(map(Decimal, rest[0]))
    if kind == "mixed":
        columns = [iter(decoded(column)) for column in rest[1]]
        return [next(columns[which]) for which in rest[0]]
    if kind == "tuple":
        return _grouped(rest[0], decoded(rest[1]))
    if kind == "dict":
        pairs = zip(decoded(rest[1]), decoded(rest[2]), strict=True)
        return [dict(islice(pairs, length)) for length in rest[0]]
    fields = [decoded(field) for field in rest[1]]
    return list(map(_CLASSES[kind]._make, zip(*fields, strict=True)))


def _grouped(lengths: tuple[int, ...], flat: list[Any]) -> list[tuple[Any, ...]]:
    if lengths and lengths[0] and len(set(lengths)) == 1:
        return list(zip(*[iter(flat)] * lengths[0], strict=True))
    items = iter(flat)
    return [tuple(islice(items, length)) for length in lengths]
