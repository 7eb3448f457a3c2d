"""Findings → text, one module a format, each imported only when asked for.

A format is added here and in its own module, which has `render(result)`.
"""

import importlib
from collections.abc import Callable
from typing import NamedTuple

from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import Finding


class CheckFormat(NamedTuple):
    """A format: its module, and the file endings that mean it."""

    module: str
    endings: tuple[str, ...] = ()


FORMATS: dict[str, CheckFormat] = {
    "table": CheckFormat("blocks", (".txt",)),
    "csv": CheckFormat("machines", (".csv",)),
    "json": CheckFormat("machines", (".json",)),
    "markdown": CheckFormat("markdown", (".md",)),
    "github": CheckFormat("github"),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}


class CheckResult(NamedTuple):
    """What a check came to: each budget with its findings, and a reader of a file's lines for excerpts.

    `width` is the terminal's, 0 for full width; `styled` and `colour` say which ANSI styles it takes.
    """

    format: str
    checked: tuple[tuple[Budget, tuple[Finding, ...]], ...]
    lines: Callable[[str], list[str]]
    width: int = 0
    styled: bool = False
    colour: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all budgets."""
        return tuple(finding for _budget, found in self.checked for finding in found)


def render(result: CheckResult) -> str:
    """The result as text in its format, one of FORMATS."""
    module = importlib.import_module(f"kalmar_cli.check.render.{FORMATS[result.format].module}")
    text: str = module.render(result)
    return text
