"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Iterable

from kalmar_cli.check.finding import CONTRADICTION, ERROR, NOTE, Finding

_COMMANDS = {ERROR: "error", CONTRADICTION: "warning", NOTE: "notice"}


def render(findings: Iterable[Finding]) -> str:
    """One annotation a finding: its file, line, column, rule as the title, and message."""
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    properties = {
        "file": finding.spot.file,
        "line": str(finding.spot.place.line),
        "col": str(finding.spot.place.column),
        "title": f"{finding.level} {finding.rule}",
    }
    given = ",".join(f"{name}={_data(value, ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {given}::{_data(finding.message)}"


def _data(text: str, more: str = "") -> str:
    """Text with the characters that end a workflow command or its property as %XX."""
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
