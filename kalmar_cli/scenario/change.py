"""The base class of all changes: an option, what is typed after it, and what it does to the scenario.

Amounts are typed as the output shows them: in its unit, a cost negative.
"""

import re
from abc import ABC, abstractmethod
from decimal import Decimal
from typing import ClassVar

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numerals import NotANumber, typed_number
from kalmar_cli.scenario.work import Work

BUDGET_PARTS, LINES, ROWS = "budget parts", "lines", "rows"
"""What a shell can offer while a change is typed."""


class BudgetChange(ABC):
    """One change, as a person typed it; each kind is a class of its own."""

    option: ClassVar[str]
    metavar: ClassVar[str]
    help: ClassVar[str]
    offers: ClassVar[str] = ""

    sources: tuple[str, ...] = ()
    """The names of the budgets that it takes something from."""

    def __init__(self, text: str) -> None:
        self.asked = f"{self.option} {text}"
        self.read(text)

    @abstractmethod
    def read(self, text: str) -> None:
        """Takes in what was typed after the option. Raises Refused."""

    @abstractmethod
    def apply(self, work: Work) -> list[str]:
        """Applies it to the scenario; gives the names of the lines that it touched. Raises Refused."""

    # -- reading ----------------------------------------------------------------

    def assignment(self, text: str, examples: str) -> tuple[str, int | None, str]:
        """`NAME=VALUE` or `NAME@YEAR=VALUE` in its parts. Raises Refused."""
        name, equals, value = text.partition("=")
        name, at, year = name.strip().partition("@")
        if not name or not equals or not value.strip():
            raise self.unclear(examples)
        return name, self.year(year) if at else None, value.strip()

    def year(self, text: str) -> int:
        """A year as typed. Raises Refused."""
        if not re.fullmatch(r"\d{4}", text, re.ASCII):
            raise Refused(_("{change}: `{text}` is no year").format(change=self.asked, text=text))
        return int(text)

    def number(self, text: str) -> Decimal:
        """A number as typed. Raises Refused."""
        try:
            return typed_number(text)
        except NotANumber as error:
            raise Refused(f"{self.asked}: {error}; {error.cure}") from None

    def unclear(self, examples: str) -> Refused:
        """That the text is not understood, with examples of what is."""
        return Refused(
            _("{change} is not understood; write it as in {option} {examples}").format(
                change=f"`{self.asked}`", option=self.option, examples=examples
            )
        )
