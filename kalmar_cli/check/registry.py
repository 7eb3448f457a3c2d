"""The rules by name. A rule is a decorated function in a module of `rules/`; nothing else lists it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import Finding

Look = Callable[[Case], Iterator[Finding]]


class Rule(NamedTuple):
    """A named rule: the levels of its findings (gravest first), what it says, what to do, how it looks."""

    name: str
    levels: tuple[str, ...]
    says: str
    remedy: str
    look: Look


_known: dict[str, Rule] = {}


def rule(name: str, *levels: str, says: str, remedy: str) -> Callable[[Look], Look]:
    """Registers a rule; `says` and `remedy` are marked with N_ and shown in the reader's language."""

    def register(look: Look) -> Look:
        assert name not in _known, name
        _known[name] = Rule(name, levels, says, remedy, look)
        return look

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by name, in alphabetical order."""
    from kalmar_cli.check import rules as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_known.items()))


def find_all(case: Case, chosen: Iterable[str] = ()) -> list[Finding]:
    """What the chosen rules (none: all) find about a budget, sorted by place."""
    names = set(chosen)
    found = [
        finding._replace(rule=rule.name, remedy=finding.remedy or _(rule.remedy))
        for rule in rules().values()
        if not names or rule.name in names
        for finding in rule.look(case)
    ]
    return sorted(found, key=lambda finding: finding.order)
