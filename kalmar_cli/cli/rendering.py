"""A report in its format, as the terminal or the file that it is for takes it."""

import os
import sys
from pathlib import Path

from kalmar_cli.base import language
from kalmar_cli.base.messages import terminal_width
from kalmar_cli.base.numbers import STYLES
from kalmar_cli.cli.formats import TABLE
from kalmar_cli.cli.output import Content, to_file, to_output
from kalmar_cli.render import pieces
from kalmar_cli.reports.table import Report


def render_report(report: Report, format: str, output: Path | None) -> Content:
    """The report in the language in use and in its format; a table fits the terminal that it is for."""
    style = STYLES[language.current()]
    if format == TABLE and output is None and on_terminal():
        from kalmar_cli.render import terminal

        width, colour = screen()
        return terminal.render(report, style, width, colour=colour)
    return pieces(report, format, style)


def write_content(content: Content, output: Path | None) -> None:
    """Writes to the file that was asked for, else to standard output. Raises Refused."""
    if output is not None:
        to_file(output, content)
    else:
        to_output(content)


def on_terminal() -> bool:
    """Whether standard output is a terminal that can do more than print."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def screen() -> tuple[int, bool]:
    """The terminal's width, and whether it may be given colours."""
    return terminal_width(), not os.environ.get("NO_COLOR")
