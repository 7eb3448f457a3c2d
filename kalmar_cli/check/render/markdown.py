"""Findings as Markdown: a table for each budget, for an issue or a wiki."""

import re

from kalmar_cli.base.language import _
from kalmar_cli.check.finding import Finding
from kalmar_cli.check.render import CheckResult
from kalmar_cli.check.render.words import count, heading, level_name

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def render(result: CheckResult) -> str:
    """A heading and a table for each budget with findings, and a last line that counts."""
    blocks = []
    for budget, findings in result.checked:
        if findings:
            titles = _("Level"), _("Rule"), _("Place"), _("Finding")
            table = [_row(titles), _row(("---",) * len(titles)), *(_row(_cells(f)) for f in findings)]
            blocks += [f"## {_escaped(heading(budget))}", "\n".join(table)]
    return "\n\n".join([*blocks, count(result)]) + "\n"


def _cells(finding: Finding) -> tuple[str, ...]:
    place = finding.spot.place
    return (
        level_name(finding.level),
        f"`{finding.rule}`",
        _escaped(f"{finding.spot.file}:{place.line}:{place.column}"),
        _escaped(finding.message),
    )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\1", text)
