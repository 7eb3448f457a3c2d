"""The budgets that were read before, ready to use.

An entry counts only for the same bytes of the file and of its bases.
Values are stored by columns, so that a hundred thousand lines come back
through a few calls instead of a hundred thousand.
"""

import marshal
import os
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from kalmar_cli.base.problems import Place
from kalmar_cli.budget import model
from kalmar_cli.shelf import store

_CLASSES: dict[str, Any] = {
    name: value
    for name, value in vars(model).items()
    if isinstance(value, type) and issubclass(value, tuple)
} | {"Place": Place}
_PLAIN = frozenset({str, int, bool, bytes, type(None)})


class Kept(NamedTuple):
    """What is kept of a file: the budget without its base, the base's name, the digests of all files."""

    budget: model.Budget
    base: str | None
    sources: tuple[bytes, ...]


def load(path: Path, source: bytes) -> Kept | None:
    """What was kept for a file whose bytes have the digest `source`; None if there is nothing that fits.

    The caller still holds the digests of the bases against `sources[1:]`.
    """
    content = store.get(_name(path))
    if content is None:
        return None
    head, *parts = marshal.loads(content)
    [budget, base, *sources] = decode(marshal.loads(head))
    if sources[0] != source:
        return None
    lines = chain.from_iterable(decode(marshal.loads(part)) for part in parts)
    return Kept(budget._replace(lines=tuple(lines)), base, tuple(sources))


def keep(path: Path, kept: Kept) -> None:
    """Keeps what was read, for `load`."""
    if store.place() is None:
        return
    store.put(_name(path), marshal.dumps([marshal.dumps(encode(part)) for part in _parts(kept)]))


_TOGETHER = 1000  # lines; what all of them are encoded to at once takes as much memory as they do


def _parts(kept: Kept) -> Iterator[Sequence[Any]]:
    """What is kept, the lines behind all else and some at a time."""
    lines = kept.budget.lines
    yield [kept.budget._replace(lines=()), kept.base, *kept.sources]
    for start in range(0, len(lines), _TOGETHER):
        yield lines[start : start + _TOGETHER]


def _name(path: Path) -> str:
    """An entry's name: of a file's place, whatever it is called."""
    return f"budget-{store.digest(os.fsencode(path.absolute())).hex()}"


# -- values by columns ----------------------------------------------------------


def encode(column: Sequence[Any]) -> tuple[Any, ...]:
    """Values of the model as what marshal can hold: by kind, records field by field."""
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return ("plain", tuple(column))
    if len(kinds) > 1:
        order = list(kinds)
        return (
            "mixed",
            tuple(order.index(type(value)) for value in column),
            tuple(encode([value for value in column if type(value) is kind]) for kind in order),
        )
    [kind] = kinds
    if kind is Decimal:
        return ("Decimal", tuple(map(str, column)))
    if kind is tuple:
        return ("tuple", tuple(map(len, column)), encode(list(chain.from_iterable(column))))
    if kind is dict:
        keys = encode(list(chain.from_iterable(column)))
        values = encode(list(chain.from_iterable(value.values() for value in column)))
        return ("dict", tuple(map(len, column)), keys, values)
    if _CLASSES.get(kind.__name__) is not kind:
        raise TypeError(f"the cache does not know {kind}")
    fields = tuple(encode(values) for values in zip(*column, strict=True))
    return (kind.__name__, len(column), fields)


def decode(stored: tuple[Any, ...]) -> list[Any]:
    """What `encode` was given."""
    kind, *rest = stored
    if kind == "plain":
        return list(rest[0])
    if kind == "Decimal":
        return list(map(Decimal, rest[0]))
    if kind == "mixed":
        columns = [iter(decode(column)) for column in rest[1]]
        return [next(columns[which]) for which in rest[0]]
    if kind == "tuple":
        return _grouped(rest[0], decode(rest[1]))
    if kind == "dict":
        pairs = zip(decode(rest[1]), decode(rest[2]), strict=True)
        return [dict(islice(pairs, length)) for length in rest[0]]
    fields = [decode(field) for field in rest[1]]
    return list(map(_CLASSES[kind]._make, zip(*fields, strict=True)))


def _grouped(lengths: tuple[int, ...], flat: list[Any]) -> list[tuple[Any, ...]]:
    if lengths and lengths[0] and len(set(lengths)) == 1:
        return list(zip(*[iter(flat)] * lengths[0], strict=True))
    items = iter(flat)
    return [tuple(islice(items, length)) for length in lengths]
