"""What the tests of the reader share: both parsers, and a budget read without a shelf."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from kalmar_cli.base.problems import Problem
from kalmar_cli.budget.model import Budget
from kalmar_cli.read import events
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read

PURE = events._pure_parser
FASTEST = events._fastest_parser()
PARSERS: dict[str, Callable[[str], Any]] = {"fastest": FASTEST, "pure": PURE}


@contextmanager
def parser(name: str) -> Iterator[None]:
    """Within it, files are read with this parser."""
    with patch.object(events, "_new_parser", PARSERS[name]):
        yield


def outcome(data: bytes | str, base: Budget | None = None) -> tuple[Budget | None, list[Problem]]:
    """What the reader makes of a file's bytes: a budget, or problems with places inside the file."""
    data = data.encode() if isinstance(data, str) else data
    unbased = read(data, "budget", "budget.yaml")
    budget = None if unbased.broken else assemble(unbased, base)
    problems = unbased.problems
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert problem.message, problem
        assert problem.cure, problem
    assert budget is not None or problems
    return (None, problems) if problems else (budget, [])


HEADER = """name: Provpartiet
municipality: Provinge
year: 2024
unit: mkr
sign: result
"""
